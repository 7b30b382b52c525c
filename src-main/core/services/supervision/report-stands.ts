// How the weekly reports of the branches stood at the end of a day: on time, late, not there.
import { dueDayOf, weeklyLimits } from '#shared/rules/reporting.ts'
import { withSettings } from '#shared/rules/limits.ts'
import { addDays } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { readSetting } from '../../db/settings.ts'
import type { PlanUnit } from '../plans/units.ts'
import { limitSettings } from '../polls/store.ts'
import * as z from 'zod'
import type { ReportFact } from './summary-facts.ts'

const ReportSettings = z.looseObject({ branchDue: z.number().int().min(1).max(7).optional() })

/** Thursdays from the first week anybody reported for, up to the week of the day. */
function weeksBetween(first: string, asOf: string): string[] {
  const weeks: string[] = []
  for (let week = first; addDays(week, -6) <= asOf; week = addDays(week, 7)) weeks.push(week)
  return weeks
}

/** The due day of each week for branches, exceptions included. */
async function dueDays(context: Context): Promise<(week: string) => string | null> {
  const db = context.db.read
  const exceptions = await db
    .selectFrom('report_exception')
    .select(['week', 'due_on'])
    .where('deleted_at', 'is', null)
    .where('reporter', '=', '支部')
    .execute()
  const byWeek = new Map(exceptions.map((row) => [row.week, row.due_on]))
  const settings = await readSetting(db, 'reports', ReportSettings)
  const limits = withSettings(weeklyLimits, limitSettings(context.campaign))
  const branch =
    settings?.branchDue === undefined ? limits.branch : { ...limits.branch, value: settings.branchDue }
  return (week) => byWeek.get(week) ?? dueDayOf({ week, reporter: '支部' }, { town: limits.town, branch })
}

/** The first report of each branch and week decides; what has not come by the day is 未报, whatever came later. */
export async function readReportStands(
  context: Context,
  branches: readonly PlanUnit[],
  asOf: string,
): Promise<ReportFact[]> {
  const rows = await context.db.read
    .selectFrom('weekly_report')
    .select(['org_id', 'week', 'item_no', 'submitted_on', 'timeliness'])
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('item_no', 'is', null), eb('item_no', '=', '1')]))
    .orderBy('week')
    .execute()
  const first = rows[0]?.week
  if (first === undefined) return []
  const dueOf = await dueDays(context)
  const sent = new Map(
    rows
      .filter(({ submitted_on: day }) => day !== null && day <= asOf)
      .map((row) => [`${row.org_id}|${row.week}`, row.timeliness]),
  )
  return weeksBetween(first, asOf).flatMap((week) => {
    const due = dueOf(week)
    const isOver = due !== null && (due < asOf || (due === asOf && asOf < context.today))
    return branches.map((unit) => {
      const stand = sent.get(`${unit.id}|${week}`) ?? null
      return { orgId: unit.id, week, stand: isOver ? (stand ?? '未报') : null }
    })
  })
}

// How every unit stands in every week: read once, used by the page, the circular, the reviews and the home page.
import type { Kysely, Selectable } from 'kysely'
import { isPastDue, unitWeekState, type Timeliness, type UnitWeekState } from '#shared/rules/report-week.ts'
import type { Context } from '../../context.ts'
import type { WeeklyReportTable } from '../../db/report-tables.ts'
import { keptWhileUnchanged } from '../../db/kept.ts'
import type { Tables } from '../../db/tables.ts'
import { groupBy } from '../../group-by.ts'
import type { CampaignSettings } from '../campaign-settings.ts'
import { dueFinder, exceptionFinder, exceptionsOf, weeksOf, type Due, type ExceptionRow } from './calendar.ts'
import { isActiveIn, readReporters, townOf, type ReportingUnit } from './reporters.ts'
import { reportSettings, weekdaysOf } from './settings.ts'
import type { ReportSettings } from '#shared/contract/reports.ts'

type Db = Kysely<Tables>
export type ReportRow = Selectable<WeeklyReportTable>

/** What the counts of a report need, without its words. */
export type ReportMark = Pick<
  ReportRow,
  'id' | 'org_id' | 'week' | 'item_no' | 'submitted_on' | 'submitted_time' | 'timeliness' | 'state' | 'title'
>

export interface Standing {
  readonly settings: ReportSettings
  readonly weeks: readonly string[]
  readonly units: readonly ReportingUnit[]
  /** Units asked for a report, in the order of the roster. */
  readonly asked: readonly ReportingUnit[]
  readonly town: ReportingUnit | undefined
  readonly exceptions: readonly ExceptionRow[]
  readonly due: Due
  /** Pieces that are in, of a unit in a week, the first one first. */
  readonly itemsOf: (orgId: string, week: string) => readonly ReportMark[]
  readonly items: readonly ReportMark[]
  readonly stateOf: (unit: ReportingUnit, week: string) => UnitWeekState
  readonly isPastDue: (unit: ReportingUnit, week: string) => boolean
  /** The place of a week, counted from the first anybody is asked for; null before it. */
  readonly numberOf: (week: string) => number | null
}

const marksOf = (db: Db): Promise<ReportMark[]> =>
  db
    .selectFrom('weekly_report')
    .select([
      'id',
      'org_id',
      'week',
      'item_no',
      'submitted_on',
      'submitted_time',
      'timeliness',
      'state',
      'title',
    ])
    .where('deleted_at', 'is', null)
    .where('submitted_on', 'is not', null)
    .orderBy('submitted_on')
    .orderBy((eb) => eb.fn.coalesce('submitted_time', eb.val('00:00')))
    .orderBy('id')
    .execute()

const keyOf = (orgId: string, week: string): string => `${orgId}|${week}`

async function readRecords(campaign: CampaignSettings, db: Db) {
  const [settings, units, exceptions, items] = await Promise.all([
    reportSettings(campaign, db),
    readReporters(campaign, db),
    exceptionsOf(db),
    marksOf(db),
  ])
  const byUnitWeek = groupBy(items, ({ org_id, week }) => keyOf(org_id, week))
  return { settings, units, exceptions, items, byUnitWeek }
}

/** Kept until a record changes: it is asked for by several pages within a moment. */
const recordsOf = keptWhileUnchanged(readRecords)

/** Everything about who has reported when, as of today. */
export async function standingOf(
  { campaign, today }: Pick<Context, 'campaign' | 'today'>,
  db: Db,
): Promise<Standing> {
  const { settings, units, exceptions, items, byUnitWeek } = await recordsOf(campaign, db)
  const weeks = weeksOf(campaign)
  const weekdays = weekdaysOf(settings)
  const exception = exceptionFinder(exceptions)
  const asked = units.filter(({ isAsked }) => isAsked)
  const town = townOf(units)
  const first = weeks.findIndex((week) => asked.some((unit) => isActiveIn(unit, week)))
  const itemsOf = (orgId: string, week: string): readonly ReportMark[] =>
    byUnitWeek.get(keyOf(orgId, week)) ?? []
  const weekOf = ({ reporter }: ReportingUnit, week: string) => ({
    week,
    reporter,
    exception: exception(week, reporter),
  })
  const isExpected = (unit: ReportingUnit, week: string): boolean =>
    (unit.isAsked || unit === town) && isActiveIn(unit, week)
  const timelinessIn = ({ id }: ReportingUnit, week: string): Timeliness | null =>
    itemsOf(id, week)[0]?.timeliness ?? null
  return {
    settings,
    weeks,
    units,
    asked,
    town,
    exceptions,
    items,
    itemsOf,
    due: dueFinder(exception, weekdays),
    stateOf: (unit, week) =>
      unitWeekState(weekOf(unit, week), timelinessIn(unit, week), isExpected(unit, week), weekdays, today),
    isPastDue: (unit, week) => isPastDue(weekOf(unit, week), weekdays, today),
    numberOf: (week) => {
      const place = weeks.indexOf(week)
      return first < 0 || place < first ? null : place - first + 1
    },
  }
}

export interface WeekCounts {
  readonly onTime: number
  readonly late: number
  readonly madeUp: number
  readonly missing: number
  readonly waiting: number
  readonly expected: number
}

const FIELDS: Readonly<Record<UnitWeekState, keyof WeekCounts | null>> = {
  按时: 'onTime',
  迟报: 'late',
  补报: 'madeUp',
  未报: 'missing',
  待报: 'waiting',
  不需报: null,
}

/** How the units stand in a week. Who reports without being asked counts as asked. */
export function countWeek(standing: Standing, week: string): WeekCounts {
  const counts = { onTime: 0, late: 0, madeUp: 0, missing: 0, waiting: 0, expected: 0 }
  for (const unit of standing.asked) {
    const field = FIELDS[standing.stateOf(unit, week)]
    if (field === null) continue
    counts[field] += 1
    counts.expected += 1
  }
  return counts
}

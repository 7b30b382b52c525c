// The weeks and half-months of the campaign, with the days on which reports are due.
import type { Kysely, Selectable } from 'kysely'
import { currentBatch } from '#shared/campaign/index.ts'
import { halfMonths, reportWeekOf, reportWeeks } from '#shared/rules/reporting.ts'
import { dueOn, timelinessOf, type DueWeekdays, type Reporter } from '#shared/rules/report-week.ts'
import { isCivilDate, weekdayOf } from '#shared/text/civil-date.ts'
import { write, type Context } from '../../context.ts'
import type { ReportExceptionTable } from '../../db/report-tables.ts'
import type { Tables } from '../../db/tables.ts'
import { refuse } from '../../refusal.ts'
import type { CampaignSettings } from '../campaign-settings.ts'
import { reportSettings, weekdaysOf } from './settings.ts'

type Db = Kysely<Tables>
export type ExceptionRow = Selectable<ReportExceptionTable>

/** The town's own report goes up from its committee; everybody else reports to the town. */
export const reporterOf = (org: { readonly level: string; readonly parent_id: string | null }): Reporter =>
  org.level === '党委' && org.parent_id === null ? '镇' : '支部'

/** Every week that ends in the campaign, by its Thursday. */
export function weeksOf(campaign: CampaignSettings): string[] {
  const { start, end } = currentBatch(campaign.template)
  return reportWeeks(start, end)
}

/** The half-months of the campaign; the place in the list is the number of the circular. */
export function periodsOf(campaign: CampaignSettings): { start: string; end: string }[] {
  const { start, end } = currentBatch(campaign.template)
  return halfMonths(start, end)
}

/** The week of the campaign a day falls in, the nearest one before or after it otherwise. */
export function weekOn(weeks: readonly string[], day: string): string {
  const { end } = reportWeekOf(day)
  const [first = end] = weeks
  const last = weeks.at(-1) ?? end
  return end < first ? first : end > last ? last : end
}

export const exceptionsOf = (db: Db): Promise<ExceptionRow[]> =>
  db.selectFrom('report_exception').selectAll().where('deleted_at', 'is', null).orderBy('week').execute()

export type Due = (week: string, reporter: Reporter) => string
export type ExceptionOf = (week: string, reporter: Reporter) => string | null

export function exceptionFinder(rows: readonly ExceptionRow[]): ExceptionOf {
  const days = new Map(rows.map((row) => [`${row.week}|${row.reporter}`, row.due_on]))
  return (week, reporter) => days.get(`${week}|${reporter}`) ?? null
}

export const dueFinder =
  (exception: ExceptionOf, weekdays: DueWeekdays): Due =>
  (week, reporter) =>
    dueOn({ week, reporter, exception: exception(week, reporter) }, weekdays)

export interface ExceptionInput {
  /** A Thursday. */
  readonly week: string
  readonly reporter: Reporter
  /** Null takes the exception back. */
  readonly dueOn: string | null
  readonly reason: string
}

function assertException(input: ExceptionInput, weeks: readonly string[]): void {
  if (!weeks.includes(input.week)) refuse('这一周不在本批活动的时间里，不用改截止日。', 'week')
  if (input.dueOn === null) return
  if (!isCivilDate(input.dueOn)) refuse('请填改为哪一天截止。', 'dueOn')
  const { start } = reportWeekOf(input.week)
  const isNear = input.dueOn >= start && weekdayOf(input.week) === 4
  if (!isNear) refuse(`截止日${input.dueOn}早于这一周的开始${start}，请改正。`, 'dueOn')
  if (input.reason.trim() === '') refuse('请写明改截止日的理由，如国庆放假。', 'reason')
}

/** Reports that are in were judged by the day that held; a day by which one of them would stand otherwise comes too late. */
async function assertNotJudged(context: Context, db: Db, input: ExceptionInput): Promise<void> {
  const { week, reporter } = input
  const rows = await db
    .selectFrom('weekly_report')
    .innerJoin('organisation', 'organisation.id', 'weekly_report.org_id')
    .select(['submitted_on', 'submitted_time', 'timeliness', 'organisation.level', 'organisation.parent_id'])
    .where('weekly_report.week', '=', week)
    .where('weekly_report.timeliness', 'is not', null)
    .where('weekly_report.deleted_at', 'is', null)
    .execute()
  const weekdays = weekdaysOf(await reportSettings(context.campaign, db))
  const asked = { week, reporter, exception: input.dueOn }
  const changed = rows.filter(
    (row) =>
      reporterOf(row) === reporter &&
      timelinessOf(asked, `${row.submitted_on ?? ''}T${row.submitted_time ?? '00:00'}`, weekdays) !==
        row.timeliness,
  )
  if (changed.length > 0)
    refuse(
      `这一周已有${changed.length}份周报按原来的截止日判定，改了就不一样了，不能再改。请在截止以前设好例外。`,
    )
}

/** Sets, changes or takes back the day on which the reports of one week are due. */
export async function saveException(context: Context, input: ExceptionInput): Promise<void> {
  assertException(input, weeksOf(context.campaign))
  await write(
    context,
    async (journal, trx) => {
      await assertNotJudged(context, trx, input)
      const stored = await trx
        .selectFrom('report_exception')
        .selectAll()
        .where('week', '=', input.week)
        .where('reporter', '=', input.reporter)
        .where('deleted_at', 'is', null)
        .executeTakeFirst()
      if (input.dueOn === null) {
        if (stored) await journal.remove('report_exception', stored.id)
        return
      }
      const values = { due_on: input.dueOn, reason: input.reason.trim() }
      if (stored) await journal.change('report_exception', stored.id, values)
      else await journal.add('report_exception', { week: input.week, reporter: input.reporter, ...values })
    },
    { reason: input.reason.trim() || '取消截止日例外' },
  )
}

// Takes reports in: drafts written from the ledgers, the weekly report confirmed, further pieces, and pieces taken away again.
import type { ReportState } from '#shared/contract/reports.ts'
import { weeklyCounts, type WeeklyCount } from '#shared/rules/report-week.ts'
import { stepFrom, weeklyReportMachine } from '#shared/rules/machines.ts'
import { reportWeekOf } from '#shared/rules/reporting.ts'
import { timelinessOf, type Timeliness } from '#shared/rules/report-week.ts'
import { formatChinese, isCivilDate } from '#shared/text/civil-date.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { Journal } from '../../db/journal.ts'
import { refuse } from '../../refusal.ts'
import { exceptionFinder, weekOn } from './calendar.ts'
import { reporterById, type ReportingUnit } from './reporters.ts'
import { weekdaysOf } from './settings.ts'
import { countWeekOf, labelOf, type Counted } from './sources.ts'
import { standingOf, type Standing } from './standing.ts'
import { isMain, pieceOf, reportById, reportsOf, toKept, type ReportFacts } from './store.ts'
import { assertWeek, countedFor } from './unit-report.ts'
import { draftText, draftTitle } from './words.ts'

type Action = (typeof weeklyReportMachine.actions)[number]

/** What brings a waiting report to where its day puts it. */
const WAYS: Readonly<Record<Timeliness, readonly Action[]>> = {
  按时: ['按时报送'],
  迟报: ['迟报'],
  未报: ['到期未报', '补报'],
}

export interface Submission {
  readonly orgId: string
  /** A Thursday. */
  readonly week: string
  readonly submittedOn: string
  /** HH:MM; null for some time that day. */
  readonly submittedTime: string | null
  readonly channel: string | null
  readonly title: string
  readonly text: string
  readonly reporter: string
}

export interface Confirmation extends Submission {
  /** Of the stored draft; null when there is none. */
  readonly rowVersion: number | null
  /** As shown: hours are hours. A field left out or null was not filled in. */
  readonly values: Readonly<Partial<Record<WeeklyCount, number | null>>>
}

function reasonsAgainst(input: Submission, today: string): string[] {
  const { start } = reportWeekOf(input.week)
  if (!isCivilDate(input.submittedOn)) return ['请填报送日期。']
  return [
    ...(input.submittedOn > today ? [`报送日期${input.submittedOn}还没有到，请填今天或以前的日期。`] : []),
    ...(input.submittedOn < start
      ? [`这一周从${formatChinese(start)}开始，报送日期${input.submittedOn}在它之前，请核对是哪一周的。`]
      : []),
    ...(input.title.trim() === '' ? ['请填信息标题。'] : []),
    ...(input.reporter.trim() === '' ? ['请填报送人。'] : []),
  ]
}

const judge = (standing: Standing, unit: ReportingUnit, input: Submission): Timeliness =>
  timelinessOf(
    {
      week: input.week,
      reporter: unit.reporter,
      exception: exceptionFinder(standing.exceptions)(input.week, unit.reporter),
    },
    `${input.submittedOn}T${input.submittedTime ?? '00:00'}`,
    weekdaysOf(standing.settings),
  )

const words = (input: Submission) => ({
  submitted_on: input.submittedOn,
  submitted_time: input.submittedTime,
  channel: input.channel,
  title: input.title.trim(),
  text: input.text.trim() === '' ? null : input.text.trim(),
  reporter: input.reporter.trim(),
})

export const addStep = (
  journal: Journal,
  id: string,
  step: {
    readonly from: ReportState
    readonly action: Action
    readonly to: ReportState
    readonly on: string
    readonly person: string
    readonly text?: string
  },
): Promise<string> =>
  journal.add('weekly_report_step', {
    weekly_report_id: id,
    from_state: step.from,
    action: step.action,
    to_state: step.to,
    on_day: step.on,
    person: step.person,
    text: step.text ?? '',
    facts: null,
  })

const EMPTY = {
  extra: null,
  initials: '',
  item_no: '1',
  submitted_on: null,
  submitted_time: null,
  channel: null,
  total_sessions: null,
  total_hours: null,
  total_opinions: null,
  total_talks: null,
  total_solved: null,
  reporter: null,
  phone: null,
  remark: null,
  state: '待报',
  timeliness: null,
} as const

const NO_COUNTS = Object.fromEntries(weeklyCounts.map((key) => [key, null])) as Record<WeeklyCount, null>

/** A report waiting to be sent, as the ledgers give it. */
const draftRow = (orgId: string, week: string, no: number | null, counted: Counted) => ({
  ...EMPTY,
  org_id: orgId,
  week,
  title: draftTitle(week, no),
  text: draftText(counted),
  ...counted,
  facts: JSON.stringify({ counted, typed: [] } satisfies ReportFacts),
})

/** Writes the drafts of all who are still waited for, with numbers as they are now; answers how many. */
export async function draftWeek(
  context: Context,
  asked: string | null,
): Promise<{ week: string; written: number }> {
  const db = context.db.read
  const standing = await standingOf(context, db)
  const week = weekOn(standing.weeks, asked ?? context.today)
  const waiting = [...standing.asked, ...(standing.town ? [standing.town] : [])].filter((unit) =>
    ['待报', '未报'].includes(standing.stateOf(unit, week)),
  )
  const written = await write(
    context,
    async (journal, trx) => {
      const counted = await countWeekOf(trx, week)
      const stored = await trx
        .selectFrom('weekly_report')
        .select(['id', 'org_id'])
        .where('week', '=', week)
        .where('submitted_on', 'is', null)
        .where('deleted_at', 'is', null)
        .execute()
      const drafts = new Map(stored.map((row) => [row.org_id, row.id]))
      const rows = waiting.map((unit) =>
        draftRow(
          unit.id,
          week,
          standing.numberOf(week),
          unit.reporter === '镇' ? counted.all : counted.of(unit.id),
        ),
      )
      let changed = 0
      for (const row of rows) {
        const id = drafts.get(row.org_id)
        const { sessions, hours, attendees, makeups, opinions, talks, found, solved, visits } = row
        const numbers = { sessions, hours, attendees, makeups, opinions, talks, found, solved, visits }
        if (id === undefined) continue
        const news = { ...numbers, text: row.text, facts: row.facts }
        if (await journal.change('weekly_report', id, news)) changed += 1
      }
      const fresh = rows.filter(({ org_id }) => !drafts.has(org_id))
      await journal.addMany('weekly_report', fresh)
      return fresh.length + changed
    },
    { reason: '由台账起草周报' },
  )
  return { week, written }
}

function valuesOf(input: Confirmation): Record<WeeklyCount, number | null> {
  const values = Object.fromEntries(
    weeklyCounts.map((key) => [key, toKept(key, input.values[key] ?? null)]),
  ) as Record<WeeklyCount, number | null>
  const wrong = weeklyCounts.filter((key) => {
    const value = values[key]
    return value !== null && (!Number.isInteger(value) || value < 0 || (key === 'hours' && value % 5 !== 0))
  })
  if (wrong.length > 0)
    refuse(
      wrong.map((key) => `${labelOf(key)}应填${key === 'hours' ? '0.5的倍数，如2.5' : '不小于0的整数'}。`),
      wrong[0] ?? null,
    )
  return values
}

async function draftOf(
  journal: Journal,
  trx: Trx,
  standing: Standing,
  input: Confirmation,
  counted: Counted,
): Promise<string> {
  const stored = (await reportsOf(trx, input.orgId, input.week)).find(isMain)
  if (stored?.submitted_on != null)
    refuse('这一周的周报已经报送，不能再确认一次。要补充的，请点“另报一条信息”。')
  if (stored !== undefined) {
    // Changes nothing: only refuses when somebody was faster.
    if (input.rowVersion !== null)
      await journal.change('weekly_report', stored.id, {}, { expectedVersion: input.rowVersion })
    return stored.id
  }
  const row = draftRow(input.orgId, input.week, standing.numberOf(input.week), counted)
  return journal.add('weekly_report', row)
}

/** Takes the weekly report in as confirmed: its numbers, which of them were typed, and where its day puts it. */
export async function confirmReport(context: Context, input: Confirmation): Promise<void> {
  const reasons = reasonsAgainst(input, context.today)
  if (reasons.length > 0) refuse(reasons)
  const values = valuesOf(input)
  await write(context, async (journal, trx) => {
    const standing = await standingOf(context, trx)
    assertWeek(standing, input.week)
    const unit = reporterById(standing.units, input.orgId)
    const counted = await countedFor(trx, unit, input.week)
    const id = await draftOf(journal, trx, standing, input, counted)
    const typed = weeklyCounts.filter((key) => counted[key] === null || values[key] !== counted[key])
    const timeliness = judge(standing, unit, input)
    const facts: ReportFacts = { counted: { ...counted }, typed }
    await journal.change('weekly_report', id, { ...values, facts: JSON.stringify(facts) })
    await send(journal, id, input, timeliness)
  })
}

/** Everything said of the sending in one change, so that the data file checks it against the day. */
async function send(journal: Journal, id: string, input: Submission, timeliness: Timeliness): Promise<void> {
  const [first, ...others] = WAYS[timeliness]
  const person = input.reporter.trim()
  let state: ReportState = '待报'
  for (const action of [first, ...others].filter((each) => each !== undefined)) {
    const to: ReportState = stepFrom(weeklyReportMachine, state, action)?.to ?? state
    await journal.change('weekly_report', id, { ...words(input), timeliness, state: to })
    await addStep(journal, id, { from: state, action, to, on: input.submittedOn, person })
    state = to
  }
}

/** A further piece of the same week: it counts as an item, the first one keeps the timeliness of the week. */
export async function addReportItem(context: Context, input: Submission): Promise<void> {
  const reasons = reasonsAgainst(input, context.today)
  if (reasons.length > 0) refuse(reasons)
  await write(context, async (journal, trx) => {
    const standing = await standingOf(context, trx)
    assertWeek(standing, input.week)
    const unit = reporterById(standing.units, input.orgId)
    const before = await reportsOf(trx, input.orgId, input.week)
    const itemNo = Math.max(1, ...before.map(pieceOf)) + 1
    const id = await journal.add('weekly_report', {
      ...EMPTY,
      ...NO_COUNTS,
      org_id: input.orgId,
      week: input.week,
      item_no: String(itemNo),
      title: input.title.trim(),
      text: null,
      facts: null,
    })
    await send(journal, id, input, judge(standing, unit, input))
  })
}

/** Takes away a piece entered by mistake; what was adopted stays. */
export async function removeReportItem(
  context: Context,
  input: { readonly id: string; readonly rowVersion: number; readonly reason: string },
): Promise<{ orgId: string; week: string }> {
  const reason = input.reason.trim()
  if (reason === '') refuse('请写明为什么删去这条信息。', 'reason')
  return write(
    context,
    async (journal, trx) => {
      const row = await reportById(trx, input.id)
      const adopted = await trx
        .selectFrom('adoption')
        .select('id')
        .where('report_id', '=', row.id)
        .where('deleted_at', 'is', null)
        .executeTakeFirst()
      if (adopted) refuse('这条信息已登记采用，不能删去。采用登记错了的，请先在“采用”里删去那一条。')
      await journal.remove('weekly_report', row.id, { expectedVersion: input.rowVersion })
      return { orgId: row.org_id, week: row.week }
    },
    { reason },
  )
}

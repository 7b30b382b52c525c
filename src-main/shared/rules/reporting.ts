// Weekly reports and half-month circulars: which week or period a day belongs to, what is late, who ranks where.
import { addDays, coarsen, spanOf, weekdayOf } from '../text/civil-date.ts'
import { judgeAll } from './conditions.ts'
import { choice, count, date, instant, list, optional, rows, text, type Values } from './fields.ts'
import { byDefault, limit, numberOf, said, wholeNumberOf } from './limits.ts'
import { defineRule } from './rule.ts'
import { fail, notAssessed, pass, type Limit, type Verdict } from './verdict.ts'

export const weeklyLimits = {
  town: limit({
    name: '镇向上报送周报',
    key: 'report.weekly.due',
    value: 4,
    unit: '（星期几，当天24:00止）',
    comparator: '≤',
    source: said('S3', '每周四前由信息员向'),
    note: '“前”含当天，为本产品默认',
  }),
  branch: limit({
    name: '支部向镇报送周报',
    key: 'report.branch.due',
    value: 3,
    unit: '（星期几，当天24:00止）',
    comparator: '≤',
    source: byDefault,
  }),
}

const friday = 5

/** Days from the Friday a report week begins with to a weekday (1 Monday … 7 Sunday). */
const daysFromFriday = (weekday: number): number => (weekday - friday + 7) % 7

/** The report week a day falls in: Friday to Thursday. */
export function reportWeekOf(day: string): { readonly start: string; readonly end: string } {
  const start = addDays(day, -daysFromFriday(weekdayOf(day)))
  return { start, end: addDays(start, 6) }
}

/** The Thursdays on which the report weeks between two days end, in order. */
export function reportWeeks(from: string, to: string): string[] {
  const ends: string[] = []
  for (let { end } = reportWeekOf(from); end <= to; end = addDays(end, 7)) ends.push(end)
  return ends
}

const weekly = {
  week: date('周报所属的一周中的任一天'),
  reporter: optional(choice('报送单位', ['镇', '支部'])),
  submittedAt: optional(instant('报送时间')),
  now: optional(instant('现在')),
  dueOn: optional(date('例外的截止日')),
}
type Weekly = Values<typeof weekly>

const weekdayLimit = (input: Weekly, limits: typeof weeklyLimits): Limit =>
  input.reporter === '支部' ? limits.branch : limits.town

/** The last day a report of the week is on time; null when no weekday is set. */
export function dueDayOf(input: Weekly, limits = weeklyLimits): string | null {
  if (input.dueOn !== undefined) return input.dueOn
  const weekday = wholeNumberOf(weekdayLimit(input, limits), 7)
  return weekday === null || weekday === 0
    ? null
    : addDays(reportWeekOf(input.week).start, daysFromFriday(weekday))
}

export type WeeklyState = '待报' | '按时' | '迟报' | '未报'

/** Half-open: the due day ends at 24:00, which is 00:00 of the next day and already late; a week later it is 未报. */
function stateOf(dueDay: string, submittedAt: string | undefined, now: string): WeeklyState {
  const at = submittedAt ?? now
  if (at < addDays(dueDay, 1)) return submittedAt === undefined ? '待报' : '按时'
  return at < addDays(dueDay, 8) ? '迟报' : '未报'
}

/** a week runs Friday to Thursday; on time until 24:00 of the due day; nothing by the next due day is 未报. */
export function judgeWeekly(input: Weekly, limits = weeklyLimits): Verdict {
  const dueDay = dueDayOf(input, limits)
  if (dueDay === null) return notAssessed('R-28', '未设周报截止日。')
  const state = stateOf(dueDay, input.submittedAt, input.now ?? '')
  const facts = { state, due: `${dueDay} 24:00`, weekStart: reportWeekOf(input.week).start }
  if (state === '按时') return pass('R-28', `按时报送，截止${facts.due}。`, facts)
  if (state === '待报') return notAssessed('R-28', `待报，截止${facts.due}。`, facts)
  const reason = input.submittedAt === undefined ? `截止${facts.due}，尚未报送` : `截止${facts.due}，报送已晚`
  return fail('R-28', `${state}：${reason}。`, facts, { level: '警告' })
}

/** The half-month a day falls in: the 1st to the 15th, or the 16th to the end of the month. */
export function halfMonthOf(day: string): { readonly start: string; readonly end: string } {
  const month = coarsen(day, 'month')
  return day.slice(8) <= '15'
    ? { start: `${month}-01`, end: `${month}-15` }
    : { start: `${month}-16`, end: spanOf(month)[1] }
}

/** The half-months of a stretch of days, in order; the first one is number 1. */
export function halfMonths(from: string, to: string): { readonly start: string; readonly end: string }[] {
  const periods: { readonly start: string; readonly end: string }[] = []
  for (let day = halfMonthOf(from).start; day <= to; day = addDays(halfMonthOf(day).end, 1))
    periods.push(halfMonthOf(day))
  return periods
}

export const scoreLimits = {
  submit: limit({
    name: '报送一条得分',
    key: 'report.score.submit',
    value: 1,
    unit: '分',
    comparator: '=',
    source: said('S3', '把信息考评情况作为'),
    note: '原文无分值，本产品默认',
  }),
  town: limit({ name: '镇采用一条得分', value: 1, unit: '分', comparator: '=', source: byDefault }),
  county: limit({ name: '县采用一条得分', value: 3, unit: '分', comparator: '=', source: byDefault }),
  city: limit({ name: '市采用一条得分', value: 5, unit: '分', comparator: '=', source: byDefault }),
  province: limit({ name: '省采用一条得分', value: 5, unit: '分', comparator: '=', source: byDefault }),
}

const circularRow = {
  unit: text('单位'),
  submitted: count('报送', '条'),
  town: optional(count('镇采用', '条')),
  county: optional(count('县采用', '条')),
  city: optional(count('市采用', '条')),
  province: optional(count('省采用', '条')),
}
export type CircularRow = Values<typeof circularRow>

const circular = {
  date: date('通报期内的任一天'),
  units: list('应通报的单位', text('单位')),
  rows: rows('报送和采用', circularRow),
}

/** Points of one unit: what it sent and, by level, what was adopted in the period. */
export function scoreOf(row: CircularRow, limits = scoreLimits): number {
  const adopted = (['town', 'county', 'city', 'province'] as const).map(
    (level) => (row[level] ?? 0) * (numberOf(limits[level]) ?? 0),
  )
  return adopted.reduce((sum, points) => sum + points, row.submitted * (numberOf(limits.submit) ?? 0))
}

/** Ranks of scores in their order; equal scores share a rank and the next one is skipped: 9, 9, 4 → 1, 1, 3. */
export const rankShared = (scores: readonly number[]): number[] =>
  scores.map((score) => 1 + scores.filter((other) => other > score).length)

const rankFacts = (table: readonly CircularRow[], limits: typeof scoreLimits): Record<string, number> => {
  const scores = table.map((row) => scoreOf(row, limits))
  const ranks = rankShared(scores)
  return Object.fromEntries(
    table.flatMap((row, index) => [
      [`score.${row.unit}`, scores[index] ?? 0] as const,
      [`rank.${row.unit}`, ranks[index] ?? 0] as const,
    ]),
  )
}

const withAll = (units: readonly string[], table: readonly CircularRow[]): CircularRow[] => {
  const present = new Set(table.map((row) => row.unit))
  return [...table, ...units.filter((unit) => !present.has(unit)).map((unit) => ({ unit, submitted: 0 }))]
}

/** a circular covers a half-month and names every unit, zeros included; scores and shared ranks are in the facts. */
export function judgeCircular(input: Values<typeof circular>, limits = scoreLimits): Verdict {
  const period = halfMonthOf(input.date)
  const present = new Set(input.rows.map((row) => row.unit))
  const absent = input.units.filter((unit) => !present.has(unit))
  const facts = {
    periodStart: period.start,
    periodEnd: period.end,
    ...rankFacts(withAll(input.units, input.rows), limits),
  }
  const conditions = absent.map((unit) => ({
    met: false,
    otherwise: `通报中没有${unit}，零报送的单位也要列入`,
  }))
  return judgeAll('R-29', conditions, `${period.start}至${period.end}，应通报的单位全部列入。`, facts)
}

const repeatedUnits = (table: readonly CircularRow[]): string[] => {
  const names = table.map((row) => row.unit)
  const repeated = new Set(names.filter((unit, index) => names.indexOf(unit) !== index))
  return [...repeated].map((unit) => `${unit}列了不止一行，请合并。`)
}

export const reportingRules = [
  defineRule({
    id: 'R-28',
    title: '每周报送进展',
    fields: weekly,
    limits: weeklyLimits,
    check: ({ submittedAt, now }) =>
      submittedAt === undefined && now === undefined ? ['“报送时间”没有填；尚未报送的，请填“现在”。'] : [],
    judge: judgeWeekly,
  }),
  defineRule({
    id: 'R-29',
    title: '半月通报',
    fields: circular,
    limits: scoreLimits,
    check: ({ rows: table }) => repeatedUnits(table),
    judge: judgeCircular,
  }),
]

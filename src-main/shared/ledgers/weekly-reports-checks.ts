// Rules over one weekly report and over the reports of a file (I-9, R-28, M-461).
import { formatChinese, addDays, isCivilDate } from '../text/civil-date.ts'
import type { Values } from '../ledger/ledger.ts'
import { problem, type Params, type Problem } from '../ledger/messages.ts'
import type {
  CheckContext,
  FoundAmongRows,
  LedgerModule,
  RowInSheet,
  TableContext,
} from '../ledger/module.ts'
import { judgeWeekly, reportWeekOf } from '../rules/reporting.ts'
import { cumulativeCounts, weeklyReports } from './weekly-reports.ts'

const textOf = (values: Values | undefined, key: string): string => {
  const value = values?.[key]
  return typeof value === 'string' ? value.trim() : ''
}
const numberOf = (values: Values, key: string): number | null => {
  const value = values[key]
  return typeof value === 'number' ? value : null
}

const CLOCK = /^(\d{1,2})[:：.时](\d{1,2})?分?(?::\d{1,2})?$/u

/** 17:30, 9：05, 9时: as HH:MM; 24:00 stays as it is; null when it is no time. */
export function readClock(text: string): string | null {
  const [, hour, minute = '0'] = CLOCK.exec(text.replace(/\s/gu, '')) ?? []
  if (hour === undefined || Number(minute) > 59) return null
  const clock = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  return clock <= '24:00' ? clock : null
}

/** The week is called by its Thursday, the first piece of a week is number 1, and 24:00 is the next day. */
function complete(values: Values): Values {
  const on = textOf(values, 'submitted_on')
  const said = textOf(values, 'week')
  const day = said === '' ? on : said
  const clock = readClock(textOf(values, 'submitted_time'))
  return {
    ...values,
    ...(isCivilDate(day) ? { week: reportWeekOf(day).end } : {}),
    ...(textOf(values, 'item_no') === '' ? { item_no: '1' } : {}),
    ...(clock === null ? {} : { submitted_time: clock === '24:00' ? '00:00' : clock }),
    ...(clock === '24:00' && isCivilDate(on) ? { submitted_on: addDays(on, 1) } : {}),
  }
}

type Say = (code: string, column: string, params?: Params) => Problem

function checkWeek(values: Values, say: Say): Problem[] {
  const week = textOf(values, 'week')
  if (week === '') return [say('M-636', 'week')]
  if (!isCivilDate(week)) return [say('M-631', 'week', { 值: week })]
  return []
}

function checkDay(values: Values, context: CheckContext, say: Say): Problem[] {
  const [on, week] = [textOf(values, 'submitted_on'), textOf(values, 'week')]
  if (on === '') return textOf(values, 'submitted_time') === '' ? [] : [say('M-637', 'submitted_on')]
  if (!isCivilDate(on)) return [say('M-459', 'submitted_on', { 栏目: '报送日期', 值: on })]
  if (on > context.today) return [say('M-465', 'submitted_on', { 栏目: '报送日期', 值: on })]
  if (!isCivilDate(week)) return []
  const { start } = reportWeekOf(week)
  if (on < start) return [say('M-632', 'submitted_on', { a: on, b: start })]
  return on < context.campaignStart ? [say('M-638', 'submitted_on', { a: on, b: context.campaignStart })] : []
}

function checkTime(values: Values, say: Say): Problem[] {
  const clock = textOf(values, 'submitted_time')
  return clock === '' || readClock(clock) !== null ? [] : [say('M-633', 'submitted_time', { 值: clock })]
}

/** What is late by the usual day is said beforehand; exceptions are known only where the report is written. */
function checkLate(values: Values, say: Say): Problem[] {
  const [on, week] = [textOf(values, 'submitted_on'), textOf(values, 'week')]
  if (!isCivilDate(on) || !isCivilDate(week)) return []
  const clock = readClock(textOf(values, 'submitted_time')) ?? '00:00'
  const verdict = judgeWeekly({ week, reporter: '支部', submittedAt: `${on}T${clock}` })
  const state = verdict.facts['state']
  if (state !== '迟报' && state !== '未报') return []
  const due = String(verdict.facts['due'] ?? '').slice(0, 10)
  return [say('M-634', 'submitted_on', { a: on, b: due, 说明: state === '未报' ? '补报' : '迟报' })]
}

function checkRow(values: Values, context: CheckContext): Problem[] {
  const say: Say = (code, column, params = {}) => problem(code, column, { 行: context.row, ...params })
  const wrong = [...checkWeek(values, say), ...checkDay(values, context, say), ...checkTime(values, say)]
  // What is stored already is not spoken of again.
  const isKnown = textOf(context.stored, 'submitted_on') !== ''
  return wrong.length > 0 || isKnown ? wrong : checkLate(values, say)
}

const keyOf = ({ values }: RowInSheet): string =>
  [textOf(values, 'org_id'), textOf(values, 'week'), textOf(values, 'item_no') || '1'].join('|')

/** One row a unit and week; further pieces of the week bear their number. */
function findSameWeek(rows: readonly RowInSheet[]): FoundAmongRows[] {
  const first = new Map<string, RowInSheet>()
  return rows.flatMap((row) => {
    if (row.isLeft || textOf(row.values, 'org_id') === '' || textOf(row.values, 'week') === '') return []
    const before = first.get(keyOf(row))
    if (before === undefined) first.set(keyOf(row), row)
    if (before === undefined) return []
    const found = problem('M-630', 'week', { 行: row.row, a: before.row })
    return [{ index: row.index, sheet: row.sheet, problem: found }]
  })
}

interface Dated {
  readonly values: Values
  readonly row: RowInSheet | null
}

const byWeek = (a: Dated, b: Dated): number => (textOf(a.values, 'week') < textOf(b.values, 'week') ? -1 : 1)

function shrinking(reports: readonly Dated[], unit: string): FoundAmongRows[] {
  const last = new Map<string, number>()
  return reports.flatMap(({ values, row }) =>
    cumulativeCounts.flatMap((key) => {
      const now = numberOf(values, key)
      const before = last.get(key)
      if (now === null) return []
      last.set(key, now)
      if (before === undefined || now >= before || row === null) return []
      const { label } = weeklyReports.columns[key]
      const params = { 行: row.row, 支部: unit, 栏目: label.replace('累计', ''), a: before, b: now }
      return [{ index: row.index, sheet: row.sheet, problem: problem('M-461', key, params) }]
    }),
  )
}

/** M-461: what has been added up since the beginning does not become less. */
function findShrunk(rows: readonly RowInSheet[], context: TableContext): FoundAmongRows[] {
  const byUnit = new Map<string, Dated[]>()
  const put = (each: Dated): void => {
    const unit = textOf(each.values, 'org_id')
    if (unit === '' || textOf(each.values, 'week') === '') return
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), each])
  }
  for (const { values } of context.beside) put({ values, row: null })
  for (const row of rows) if (!row.isLeft) put({ values: row.values, row })
  return [...byUnit].flatMap(([unit, own]) => shrinking(own.toSorted(byWeek), context.nameOf(unit)))
}

/** A report that has come in stays as it came. */
function whyFrozen(stored: Values): string | null {
  const state = textOf(stored, 'state')
  if (state === '' || state === '待报' || state === '未报') return null
  const day = textOf(stored, 'week')
  const week = isCivilDate(day) ? `${formatChinese(day)}这一周的` : '这份'
  return `${week}周报已经报送（${state}），不能再改。要补充的，请作为同一周的另一条信息登记；登记错的，删去后重新登记。`
}

export const weeklyReportModule: LedgerModule<typeof weeklyReports.columns> = {
  ledger: weeklyReports,
  derived: [],
  settle: () => undefined,
  complete,
  checkRow,
  whyFrozen,
  checksAmongRows: [findSameWeek, findShrunk],
}

// Rules over one row of the sessions (I-3, M-401 … M-403) and over the sessions of a file.
import type { Values } from '../ledger/ledger.ts'
import { problem, type Params, type Problem } from '../ledger/messages.ts'
import type { CheckContext, FoundAmongRows, LedgerModule, TableContext } from '../ledger/module.ts'
import type { RowInSheet } from '../ledger/module.ts'
import { judgeDayHours } from '../rules/study.ts'
import { minutesOf, readClockTime, readPeriod } from '../text/clock-time.ts'
import { percentText } from '../text/rate.ts'
import { isSameRate } from '../text/typed-rate.ts'
import { sessions } from './sessions.ts'

const textOf = (values: Values, key: string): string => {
  const value = values[key]
  return typeof value === 'string' ? value.trim() : ''
}
const numberOf = (values: Values, key: string): number | null => {
  const value = values[key]
  return typeof value === 'number' ? value : null
}

/** Names of the catalogue for what sheets usually call the forms. */
const FORM_NAMES: Readonly<Record<string, string>> = {
  集中: '集中学习',
  集体学习: '集中学习',
  集中授课: '集中学习',
  辅导课: '宣讲辅导',
  辅导: '宣讲辅导',
  党课: '宣讲辅导',
  上党课: '宣讲辅导',
  听辅导: '宣讲辅导',
  宣讲: '宣讲辅导',
  讨论: '组织讨论',
  集中讨论: '组织讨论',
  座谈讨论: '组织讨论',
  大讨论: '组织讨论',
  自学: '个人自学',
  电教: '电化教育',
  观看录像: '电化教育',
  看录像: '电化教育',
  报告会: '专场报告会',
  专题报告会: '专场报告会',
}

/** The name the catalogue has for a form of study; the words themselves when it has none. */
export const formNamed = (words: string): string => FORM_NAMES[words.replace(/\s/gu, '')] ?? words

function withTimes(values: Values): Values {
  const period = readPeriod(textOf(values, 'from_time'))
  if (period !== null && textOf(values, 'to_time') === '')
    return { ...values, from_time: period.from, to_time: period.to }
  const read = ['from_time', 'to_time'].flatMap((key) => {
    const said = textOf(values, key)
    return said === '' ? [] : [[key, readClockTime(said) ?? said] as const]
  })
  return { ...values, ...Object.fromEntries(read) }
}

function complete(values: Values): Values {
  const form = textOf(values, 'form')
  return form === '' ? withTimes(values) : { ...withTimes(values), form: formNamed(form) }
}

type Say = (code: string, column: string, params?: Params) => Problem

function checkDay(values: Values, context: CheckContext, say: Say): Problem[] {
  const day = textOf(values, 'date')
  const label = sessions.columns.date.label
  if (day === '') return []
  if (day.length !== 10) return [say('M-459', 'date', { 栏目: label, 值: day })]
  return day > context.today ? [say('M-465', 'date', { 栏目: label, 值: day })] : []
}

const isTime = (text: string): boolean => /^[0-2]\d:[0-5]\d$/u.test(text)

function checkTimes(values: Values, say: Say): Problem[] {
  const wrong = (['from_time', 'to_time'] as const).filter(
    (key) => textOf(values, key) !== '' && !isTime(textOf(values, key)),
  )
  if (wrong.length > 0)
    return wrong.map((key) =>
      say('M-601', key, { 栏目: sessions.columns[key].label, 值: textOf(values, key) }),
    )
  const [from, to] = [textOf(values, 'from_time'), textOf(values, 'to_time')]
  if (from === '' || to === '') return []
  return to <= from ? [say('M-603', 'to_time', { a: from, b: to })] : checkLength(values, from, to, say)
}

/** A 学时 may be a period of 45 minutes; more of them than that is doubtful, half a period aside. */
const PERIOD_MINUTES = 45

function checkLength(values: Values, from: string, to: string, say: Say): Problem[] {
  const said = numberOf(values, 'hours')
  const minutes = minutesOf(to) - minutesOf(from)
  if (said === null || said <= minutes / PERIOD_MINUTES + 0.5) return []
  return [say('M-609', 'hours', { n: said, a: from, b: to })]
}

function checkHours(values: Values, say: Say): Problem[] {
  const said = numberOf(values, 'hours')
  return said === 0 ? [say('M-602', 'hours')] : []
}

/** M-401: what was typed must close; blank cells of a pair count as none. */
function checkCounts(values: Values, say: Say): Problem[] {
  const [expected, present] = [numberOf(values, 'reported_expected'), numberOf(values, 'reported_present')]
  if (expected === null || present === null) return []
  const [leave, absent] = [numberOf(values, 'reported_leave'), numberOf(values, 'reported_absent')]
  const sum = present + (leave ?? 0) + (absent ?? 0)
  const isOpen = leave === null && absent === null
  if (sum === expected || (isOpen && sum < expected)) return []
  const params = { 日期: textOf(values, 'date'), a: present, b: leave ?? 0, c: absent ?? 0, d: expected }
  return [say('M-401', 'reported_present', params)]
}

/** M-402: what was typed stays and is shown beside what the counts give. */
function checkRate(values: Values, say: Say): Problem[] {
  const typed = textOf(values, 'reported_rate')
  const [expected, present] = [numberOf(values, 'reported_expected'), numberOf(values, 'reported_present')]
  if (typed === '' || expected === null || present === null || present > expected) return []
  return isSameRate(typed, present, expected) === false
    ? [say('M-402', 'reported_rate', { a: typed, b: percentText(present, expected) })]
    : []
}

function checkRow(values: Values, context: CheckContext): Problem[] {
  const say: Say = (code, column, params = {}) => problem(code, column, { 行: context.row, ...params })
  return [
    ...checkDay(values, context, say),
    ...checkTimes(values, say),
    ...checkHours(values, say),
    ...checkCounts(values, say),
    ...checkRate(values, say),
  ]
}

interface Held {
  readonly id: string
  readonly values: Values
}

const dayKey = ({ values }: Held): string => `${textOf(values, 'org_id')}|${textOf(values, 'date')}`

function heldByDay(rows: readonly RowInSheet[], context: TableContext): Map<string, Held[]> {
  const days = new Map<string, Held[]>()
  for (const held of [...context.beside, ...rows.filter(({ isLeft }) => !isLeft)])
    days.set(dayKey(held), [...(days.get(dayKey(held)) ?? []), held])
  return days
}

/** M-403: more than a full day of study on one day. */
function findLongDays(rows: readonly RowInSheet[], context: TableContext): FoundAmongRows[] {
  const days = heldByDay(rows, context)
  return rows.flatMap((row) => {
    const held = row.isLeft ? [] : (days.get(dayKey(row)) ?? [])
    const hours = held.reduce((sum, each) => sum + (numberOf(each.values, 'hours') ?? 0), 0)
    if (judgeDayHours({ hours }).outcome !== 'fail') return []
    const found = problem('M-403', 'hours', { 行: row.row, 日期: textOf(row.values, 'date'), n: hours })
    return [{ index: row.index, sheet: row.sheet, problem: found }]
  })
}

/** The same session may have been entered already under other words, or with the attendance. */
function findTwice(rows: readonly RowInSheet[], context: TableContext): FoundAmongRows[] {
  const stored = new Set(context.beside.map(dayKey))
  return rows
    .filter((row) => !row.isLeft && stored.has(dayKey(row)))
    .map((row) => {
      const params = {
        行: row.row,
        支部: context.nameOf(textOf(row.values, 'org_id')),
        日期: textOf(row.values, 'date'),
      }
      return { index: row.index, sheet: row.sheet, problem: problem('M-605', 'date', params) }
    })
}

export const sessionModule: LedgerModule<typeof sessions.columns> = {
  ledger: sessions,
  derived: [],
  settle: () => undefined,
  complete,
  checkRow,
  checksAmongRows: [findLongDays, findTwice],
}

// Rules over one entry of the group's log and over one registered sample (M-650 … M-653).
import { weekdayName } from '../text/civil-date.ts'
import { isBlank, type Values } from '../ledger/ledger.ts'
import { problem, type Params, type Problem } from '../ledger/messages.ts'
import type { CheckContext, LedgerModule } from '../ledger/module.ts'
import { logs, samples } from './supervision.ts'

const textOf = (values: Values | undefined, key: string): string => {
  const value = values?.[key]
  return typeof value === 'string' ? value.trim() : ''
}

type Say = (code: string, column: string, params?: Params) => Problem

const sayer =
  (context: CheckContext): Say =>
  (code, column, params = {}) =>
    problem(code, column, { 行: context.row, ...params })

/** A whole day, not ahead of today. */
function checkDay(values: Values, key: string, label: string, context: CheckContext, say: Say): Problem[] {
  const day = textOf(values, key)
  if (day === '') return []
  if (day.length !== 10) return [say('M-459', key, { 栏目: label, 值: day })]
  return day > context.today ? [say('M-465', key, { 栏目: label, 值: day })] : []
}

/** The day of the week that a file states and the date does not have. */
function checkWeekday(values: Values, context: CheckContext, say: Say): Problem[] {
  const day = textOf(values, 'on_day')
  const stated = textOf(context.said, 'weekday')
  if (stated === '' || day.length !== 10 || stated === weekdayName(day)) return []
  return [say('M-650', 'weekday', { a: stated, b: day, c: weekdayName(day) })]
}

const checkLog = (values: Values, context: CheckContext): Problem[] => {
  const say = sayer(context)
  const lacksAdvice = !isBlank(values['problems']) && isBlank(values['suggestions'])
  return [
    ...checkDay(values, 'on_day', logs.columns.on_day.label, context, say),
    ...checkWeekday(values, context, say),
    ...(lacksAdvice && context.present.has('suggestions') ? [say('M-651', 'suggestions')] : []),
  ]
}

export const logModule: LedgerModule<typeof logs.columns> = {
  ledger: logs,
  derived: [],
  settle: () => undefined,
  complete: (values) => values,
  checkRow: checkLog,
  checksAmongRows: [],
}

function checkSample(values: Values, context: CheckContext): Problem[] {
  const say = sayer(context)
  const [size, wanted] = [values['size'], values['wanted']]
  const isTooMany = typeof size === 'number' && typeof wanted === 'number' && wanted > size
  return [
    ...checkDay(values, 'drawn_on', samples.columns.drawn_on.label, context, say),
    ...(isTooMany ? [say('M-652', 'wanted', { a: wanted, b: size })] : []),
  ]
}

/** What the program drew stays as it was drawn. */
function whyFrozen(stored: Values): string | null {
  if (textOf(stored, 'seed') === '') return null
  return `抽样${textOf(stored, 'no')}是由程序按起始数抽取的，不能改，也不能删。要写抽查结果或替换，请到“随机抽样”；要重抽，请另抽一次。`
}

export const sampleModule: LedgerModule<typeof samples.columns> = {
  ledger: samples,
  derived: [],
  settle: () => undefined,
  complete: (values) => values,
  checkRow: checkSample,
  whyFrozen,
  checksAmongRows: [],
}

// Rules over one row of the make-up register and over the rows of a file.
import type { Values } from '../ledger/ledger.ts'
import { problem, type Params, type Problem } from '../ledger/messages.ts'
import type { CheckContext, FoundAmongRows, LedgerModule, RowInSheet } from '../ledger/module.ts'
import { makeups } from './makeups.ts'

const textOf = (values: Values, key: string): string => {
  const value = values[key]
  return typeof value === 'string' ? value.trim() : ''
}

type Say = (code: string, column: string, params?: Params) => Problem

function checkDays(values: Values, context: CheckContext, say: Say): Problem[] {
  const faults = (['missed_on', 'made_on'] as const).flatMap((key) => {
    const day = textOf(values, key)
    const params = { 栏目: makeups.columns[key].label, 值: day }
    if (day !== '' && day.length !== 10) return [say('M-459', key, params)]
    return day > context.today ? [say('M-465', key, params)] : []
  })
  if (faults.length > 0) return faults
  const [missed, made] = [textOf(values, 'missed_on'), textOf(values, 'made_on')]
  return missed !== '' && made !== '' && made < missed
    ? [say('M-606', 'made_on', { a: missed, b: made })]
    : []
}

/** A make-up without contents or without anybody answerable is one of the faults inspections find. */
function checkFilled(values: Values, context: CheckContext, say: Say): Problem[] {
  return (['content', 'responsible'] as const)
    .filter((key) => textOf(values, key) === '' && (context.row === 0 || context.present.has(key)))
    .map((key) => say('M-607', key, { 栏目: makeups.columns[key].label }))
}

function checkRow(values: Values, context: CheckContext): Problem[] {
  const say: Say = (code, column, params = {}) => problem(code, column, { 行: context.row, ...params })
  const hours = values['hours'] === 0 ? [say('M-602', 'hours')] : []
  return [...checkDays(values, context, say), ...hours, ...checkFilled(values, context, say)]
}

/** The same make-up stands in one row. */
function findTwice(rows: readonly RowInSheet[]): FoundAmongRows[] {
  const first = new Map<string, RowInSheet>()
  return rows.flatMap((row) => {
    const key = ['member_id', 'missed_on', 'made_on'].map((name) => textOf(row.values, name)).join('|')
    if (row.isLeft || textOf(row.values, 'member_id') === '') return []
    const before = first.get(key)
    if (before === undefined) {
      first.set(key, row)
      return []
    }
    const found = problem('M-608', 'made_on', { 行: row.row, a: before.row })
    return [{ index: row.index, sheet: row.sheet, problem: found }]
  })
}

export const makeupModule: LedgerModule<typeof makeups.columns> = {
  ledger: makeups,
  derived: [],
  settle: () => undefined,
  complete: (values) => values,
  checkRow,
  checksAmongRows: [findTwice],
}

// What the checks of plain ledgers share: texts of a row, whole days that have come, order of days, the same thing twice.
import { isAfter, isBefore } from '../text/civil-date.ts'
import { columnEntries, type Ledger, type Values } from '../ledger/ledger.ts'
import { problem, type Params, type Problem } from '../ledger/messages.ts'
import type { AmongRows, CheckContext, FoundAmongRows, LedgerModule, RowInSheet } from '../ledger/module.ts'

export const textOf = (values: Values | undefined, key: string): string => {
  const value = values?.[key]
  return typeof value === 'string' ? value.trim() : ''
}

export const numberOf = (values: Values, key: string): number | null => {
  const value = values[key]
  return typeof value === 'number' ? value : null
}

export const tagsOf = (values: Values, key: string): readonly string[] => {
  const value = values[key]
  return Array.isArray(value) ? (value as readonly string[]) : []
}

export type Say = (code: string, column: string, params?: Params) => Problem

export const sayAt =
  ({ row }: CheckContext): Say =>
  (code, column, params = {}) =>
    problem(code, column, { 行: row, ...params })

export const labelOf = ({ columns }: Ledger, key: string): string => columns[key]?.label ?? ''

/** A day written out whole. */
export function checkWhole(ledger: Ledger, key: string, values: Values, say: Say): Problem[] {
  const day = textOf(values, key)
  if (day === '' || day.length === 10) return []
  return [say('M-459', key, { 栏目: labelOf(ledger, key), 值: day })]
}

/** No date of what has been done lies ahead; one known to the month only may be of this month. */
export const checkPast = (ledger: Ledger, values: Values, context: CheckContext, say: Say): Problem[] =>
  columnEntries(ledger).flatMap(([key, column]) => {
    const day = column.kind === 'date' ? textOf(values, key) : ''
    return day !== '' && isAfter(day, context.today)
      ? [say('M-465', key, { 栏目: column.label, 值: day })]
      : []
  })

/** What comes after is not dated before. */
export function checkOrder(
  ledger: Ledger,
  [first, then]: readonly [string, string],
  values: Values,
  say: Say,
): Problem[] {
  const [a, b] = [textOf(values, first), textOf(values, then)]
  if (a === '' || b === '' || !isBefore(b, a)) return []
  return [say('M-703', then, { 栏目: labelOf(ledger, then), 另一栏: labelOf(ledger, first), a, b })]
}

/** What was done before the campaign began is kept, and does not count. */
export function checkWithin(
  ledger: Ledger,
  key: string,
  values: Values,
  context: CheckContext,
  say: Say,
): Problem[] {
  const day = textOf(values, key)
  if (day === '' || !isBefore(day, context.campaignStart)) return []
  return [say('M-711', key, { 栏目: labelOf(ledger, key), 值: day, a: context.campaignStart })]
}

/** The same columns say the same thing in two rows of a file: said of the second, which is not refused for it. */
export const findSame =
  (columns: readonly string[], what: string): AmongRows =>
  (rows) => {
    const first = new Map<string, RowInSheet>()
    return rows.flatMap((row): FoundAmongRows[] => {
      const parts = columns.map((column) => textOf(row.values, column))
      if (row.isLeft || parts.includes('')) return []
      const key = parts.join('\u0000')
      const before = first.get(key)
      if (before === undefined) {
        first.set(key, row)
        return []
      }
      const found = problem('M-704', columns[0] ?? null, { 行: row.row, a: before.row, 说明: what })
      return [{ index: row.index, sheet: row.sheet, problem: found }]
    })
  }

/** Parts of a module that most plain ledgers leave as they are. */
export const plain = {
  derived: [],
  settle: () => undefined,
  complete: (values: Values) => values,
  checksAmongRows: [],
} as const satisfies Partial<LedgerModule>

// Checks that many ledgers share: whole days that have come, days in their order, one row a thing; and a module made of them.
import { isBlank, type Columns, type Ledger, type Values } from './ledger.ts'
import { problem, type Params, type Problem } from './messages.ts'
import type { AmongRows, CheckContext, FoundAmongRows, LedgerModule, RowInSheet } from './module.ts'

/** A problem of the row that is being checked. */
export type Say = (code: string, column: string, params?: Params) => Problem

export const sayAt =
  (context: CheckContext): Say =>
  (code, column, params = {}) =>
    problem(code, column, { 行: context.row, ...params })

/** The text of a column without blanks around it; '' when it holds none. */
export const textOf = (values: Values | undefined, key: string): string => {
  const value = values?.[key]
  return typeof value === 'string' ? value.trim() : ''
}

/** The number of a column; null when it holds none. */
export const countOf = (values: Values | undefined, key: string): number | null => {
  const value = values?.[key]
  return typeof value === 'number' ? value : null
}

/** What the row will hold: a blank cell of a file keeps what is stored, a form leaves nothing out. */
export function merged(values: Values, { stored, row }: CheckContext): Values {
  if (stored === undefined || row === 0) return values
  const said = Object.entries(values).filter(([, value]) => !isBlank(value))
  return { ...stored, ...Object.fromEntries(said) }
}

export interface DayRule {
  /** A day agreed on, such as a due day, may lie ahead. */
  readonly mayLieAhead?: true
  /** It may be before the campaign: what was there already. */
  readonly mayPrecede?: true
}

export type DayRules = Readonly<Record<string, DayRule>>

const labelOf = (ledger: Ledger, key: string): string => ledger.columns[key]?.label ?? key

/** Every day is a whole day (M-459), has come (M-465, an error) and lies within the campaign (M-741, a warning). */
export function checkDays(ledger: Ledger, values: Values, context: CheckContext, rules: DayRules): Problem[] {
  const say = sayAt(context)
  return Object.entries(rules).flatMap(([key, { mayLieAhead, mayPrecede }]) => {
    const day = textOf(values, key)
    const params = { 栏目: labelOf(ledger, key), 值: day }
    if (day === '') return []
    if (day.length !== 10) return [say('M-459', key, params)]
    if (day > context.today && mayLieAhead !== true) return [say('M-465', key, params)]
    const isEarly = day < context.campaignStart && mayPrecede !== true
    return isEarly ? [say('M-741', key, { ...params, a: context.campaignStart })] : []
  })
}

/** Two columns of days, the earlier first. */
export type DayOrder = readonly [earlier: string, later: string]

/** The later day is not before the earlier one (M-740); the same day is allowed. */
export function checkOrders(
  ledger: Ledger,
  values: Values,
  context: CheckContext,
  orders: readonly DayOrder[],
): Problem[] {
  return orders.flatMap(([earlier, later]) => {
    const [a, b] = [textOf(values, earlier), textOf(values, later)]
    if (a.length !== 10 || b.length !== 10 || b >= a) return []
    const params = { 栏目: labelOf(ledger, later), 前栏: labelOf(ledger, earlier), a, b }
    return [sayAt(context)('M-740', later, params)]
  })
}

/** One thing stands in one row (M-742): `what` names it, such as 单位同一天的定级. */
export const oneRowEach =
  (keys: readonly string[], what: string): AmongRows =>
  (rows) => {
    const first = new Map<string, RowInSheet>()
    return rows.flatMap((row): FoundAmongRows[] => {
      if (row.isLeft || keys.some((key) => isBlank(row.values[key]))) return []
      const meant = keys.map((key) => String(row.values[key])).join('\u0000')
      const before = first.get(meant)
      if (before === undefined) {
        first.set(meant, row)
        return []
      }
      const params = { 行: row.row, a: before.row, 说明: what }
      return [{ index: row.index, sheet: row.sheet, problem: problem('M-742', keys.at(-1) ?? null, params) }]
    })
  }

/** What a plain ledger asks of its rows. */
export interface RowRules {
  readonly days?: DayRules
  readonly orders?: readonly DayOrder[]
  /** Columns that together name one thing, and what it is called. */
  readonly one?: { readonly of: readonly string[]; readonly what: string }
  /** Required columns that `complete` may fill. */
  readonly derived?: readonly string[]
  readonly complete?: (values: Values) => Values
  /** What else is said of a row, as it will stand. */
  readonly check?: (values: Values, say: Say, context: CheckContext) => Problem[]
}

/** A ledger with the usual checks of days and with what `rules` adds. */
export const plainModule = <C extends Columns>(ledger: Ledger<C>, rules: RowRules): LedgerModule<C> => ({
  ledger,
  derived: rules.derived ?? [],
  settle: () => undefined,
  complete: (values) => rules.complete?.(values) ?? values,
  checkRow: (values, context) => {
    const whole = merged(values, context)
    return [
      ...checkDays(ledger, whole, context, rules.days ?? {}),
      ...checkOrders(ledger, whole, context, rules.orders ?? []),
      ...(rules.check?.(whole, sayAt(context), context) ?? []),
    ]
  },
  checksAmongRows: rules.one === undefined ? [] : [oneRowEach(rules.one.of, rules.one.what)],
})

// Rules over one adoption and over the adoptions of a file.
import { isCivilDate } from '../text/civil-date.ts'
import type { Values } from '../ledger/ledger.ts'
import { problem, type Problem } from '../ledger/messages.ts'
import type { CheckContext, FoundAmongRows, LedgerModule, RowInSheet } from '../ledger/module.ts'
import { adoptions } from './adoptions.ts'

const textOf = (values: Values, key: string): string => {
  const value = values[key]
  return typeof value === 'string' ? value.trim() : ''
}

function checkRow(values: Values, context: CheckContext): Problem[] {
  const on = textOf(values, 'date')
  const said = { 行: context.row, 栏目: '采用日期', 值: on }
  if (on === '') return []
  if (!isCivilDate(on)) return [problem('M-459', 'date', said)]
  return on > context.today ? [problem('M-465', 'date', said)] : []
}

const keyOf = ({ values }: RowInSheet): string =>
  ['org_id', 'title', 'level', 'publication', 'issue_no', 'date'].map((key) => textOf(values, key)).join('|')

function findSame(rows: readonly RowInSheet[]): FoundAmongRows[] {
  const first = new Map<string, RowInSheet>()
  return rows.flatMap((row) => {
    if (row.isLeft) return []
    const before = first.get(keyOf(row))
    if (before === undefined) first.set(keyOf(row), row)
    if (before === undefined) return []
    const found = problem('M-640', 'title', { 行: row.row, a: before.row })
    return [{ index: row.index, sheet: row.sheet, problem: found }]
  })
}

export const adoptionModule: LedgerModule<typeof adoptions.columns> = {
  ledger: adoptions,
  derived: [],
  settle: () => undefined,
  complete: (values) => values,
  checkRow,
  checksAmongRows: [findSame],
}

// From a ledger's definition to what a grid and a form need; knows no ledger by name.
import type { LedgerRow } from '#shared/contract/ledger.ts'
import type { Column as LedgerColumn } from '#shared/ledger/column.ts'
import { columnEntries, nameColumn, type Ledger } from '#shared/ledger/ledger.ts'
import type { Column } from '../components/table.ts'

/** Pixels of one character of Excel's width at the size of the grid. */
const PER_CHARACTER = 7.4
const LEAST = 56

/** What a cell shows: names instead of ids, tags joined. */
export function cellShown(row: LedgerRow, key: string): string | number {
  const name = row.names[key]
  if (name !== undefined) return name
  const value = row.values[key] ?? null
  if (Array.isArray(value)) return value.join('、')
  return value ?? ''
}

/** Pixels a column starts with: its width on paper, and never less than its head or `least`. */
export const widthOf = (column: LedgerColumn, least = LEAST): number =>
  Math.max(least, Math.round((column.width ?? 12) * PER_CHARACTER), column.label.length * 15 + 20)

/** How a referred name is written in a narrow cell. */
export type Shorten = (name: string) => string

/** The name first and frozen, the rest as defined. */
export function gridColumns(
  ledger: Ledger,
  hidden: ReadonlySet<string>,
  shorten: Shorten,
): Column<LedgerRow>[] {
  const name = nameColumn(ledger)
  const entries = columnEntries(ledger).filter(([key]) => key === name || !hidden.has(key))
  return entries
    .toSorted(([a], [b]) => Number(b === name) - Number(a === name))
    .map(([key, column]) => ({
      key,
      title: column.label,
      width: widthOf(column),
      frozen: key === name,
      sortable: true,
      align: column.kind === 'count' || column.kind === 'hours' ? 'right' : 'left',
      value: (row) => {
        const shown = cellShown(row, key)
        return column.kind === 'reference' && column.of === 'organisations' ? shorten(String(shown)) : shown
      },
    }))
}

// The preview of an import as grid columns: the row number and outcome first, then what the sheet has.
import type { PlacedProblem, PreviewRow, SheetSummary } from '#shared/contract/import.ts'
import type { Column as LedgerColumn } from '#shared/ledger/column.ts'
import { columnEntries, nameColumn, type Ledger } from '#shared/ledger/ledger.ts'
import type { Column } from '../components/table.ts'
import { widthOf } from './columns.ts'

/** Pixels: room for a cell with the sign of a problem. */
const LEAST = 64

export const OUTCOMES: Readonly<Record<PreviewRow['outcome'], string>> = {
  add: '新增',
  change: '变更',
  same: '未变',
  refused: '错误',
  left: '不导入',
}

/** Doubts the user should settle: they carry values to choose from. */
export const isDoubtful = (row: PreviewRow): boolean =>
  row.outcome !== 'refused' && row.outcome !== 'left' && row.problems.some((p) => p.level === '警告')

export const outcomeWord = (row: PreviewRow): string => (isDoubtful(row) ? '待确认' : OUTCOMES[row.outcome])

const textOf = (value: PreviewRow['after'][string] | undefined): string =>
  Array.isArray(value) ? value.join('、') : String(value ?? '')

/** What will stand in the cell; a refused cell shows what stands in the file. */
export function cellAfter(row: PreviewRow, key: string): string {
  const after = textOf(row.after[key])
  return after === '' ? (row.texts[key] ?? '') : after
}
export const cellBefore = (row: PreviewRow, key: string): string | null =>
  key in row.before ? textOf(row.before[key]) || '空' : null

/** The gravest problem of a cell. */
export function cellProblem(row: PreviewRow, key: string): PlacedProblem | undefined {
  const found = row.problems.filter((p) => p.column === key && p.level !== '提示')
  return found.find((p) => p.level === '错误') ?? found[0]
}

export const previewKey = (row: PreviewRow): string => `${row.sheet}\u0000${row.row}`

/** The name stands first, then what must be filled: messages are in view without scrolling. */
const rank = (column: LedgerColumn, isName: boolean): number => (isName ? 2 : column.required ? 1 : 0)

/** Columns the chosen sheet has (all sheets together when none is chosen), identity first. */
export function previewColumns(ledger: Ledger, sheets: readonly SheetSummary[]): Column<PreviewRow>[] {
  const present = new Set(sheets.flatMap((s) => s.headers.flatMap((h) => h.column ?? [])))
  const name = nameColumn(ledger)
  const own = columnEntries(ledger)
    .filter(([key, c]) => present.has(key) || (c.kind === 'reference' && c.required))
    .toSorted(([a, c], [b, d]) => rank(d, b === name) - rank(c, a === name))
  return [
    { key: 'row', title: '行', width: 46, align: 'right', frozen: true, value: (r) => r.row },
    { key: 'outcome', title: '结果', width: 64, frozen: true, value: outcomeWord },
    ...own.map(([key, column]) => ({
      key,
      title: column.label,
      width: widthOf(column, LEAST),
      frozen: key === name,
      align: column.kind === 'count' || column.kind === 'hours' ? ('right' as const) : ('left' as const),
      value: (r: PreviewRow) => cellAfter(r, key),
    })),
  ]
}

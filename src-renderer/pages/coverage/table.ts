// 各单位对照 as a grid: which columns are worth showing, how wide, in which order, and what each sums up to.
import type { Coverage, CoverageCell, CoverageColumn, CoverageRow } from '#shared/contract/branches.ts'
import type { ReviewMark } from '#shared/contract/reviews.ts'
import type { Column } from '../../components/table.ts'
import { ledgerGroups } from '../../frame/ledgerMenu.ts'

/** The gravest last, so that sorting downwards brings it up. */
const WEIGHTS: Readonly<Record<ReviewMark, number>> = { 达标: 1, 未核: 0, 提示: 2, 警告: 3, 未达标: 4 }

export const isFault = (cell: CoverageCell | undefined): boolean =>
  cell !== undefined && cell.mark !== '达标' && cell.mark !== '未核'

/** 宣传（学习动员）: as it is called away from the head of its group. */
export const nameOf = ({ title, group }: CoverageColumn): string =>
  group === '' ? title : `${group}（${title}）`

/** Where each ledger stands in the menu. */
const places = new Map(
  ledgerGroups
    .flatMap(({ title, links }) => links.map(({ to }) => ({ to, group: title })))
    .map(({ to, group }, at) => [to, { at, group }]),
)
const placeOf = ({ ledger }: CoverageColumn) => places.get(`/ledgers/${ledger}`)
const orderOf = (column: CoverageColumn): number => placeOf(column)?.at ?? places.size

/** Columns where at least one unit is judged, in the order of the menu; the others have not come yet. */
export function columnsInUse({ columns, rows }: Coverage): CoverageColumn[] {
  return columns
    .filter(({ key }) => rows.some(({ cells }) => cells[key] !== undefined && cells[key].mark !== '未核'))
    .toSorted((a, b) => orderOf(a) - orderOf(b))
}

/** The head above a column: its own, else the group of its ledger in the menu. */
const headOf = (column: CoverageColumn): string =>
  column.group === '' ? (placeOf(column)?.group ?? '') : column.group

const CHARACTER = 14
const PADDING = 22
const WIDEST = 120
/** Longer titles are cut and stand whole in the tip. */
const widthOf = ({ title }: CoverageColumn): number =>
  Math.min(WIDEST, Math.max(64, title.length * CHARACTER + PADDING))

const unitColumns: readonly Column<CoverageRow>[] = [
  { key: 'unit', title: '单位', width: 168, frozen: true, sortable: true, value: (row) => row.unit },
  { key: 'type', title: '类型', width: 92, sortable: true, value: (row) => row.unitType },
  {
    key: 'faults',
    title: '问题',
    width: 62,
    align: 'right',
    sortable: true,
    value: (row) => (row.faults === 0 ? '' : row.faults),
    sortValue: (row) => row.faults,
    tooltip: '未达标、警告、提示合起来的项数',
  },
]

const reviewColumn = (column: CoverageColumn): Column<CoverageRow> => ({
  key: column.key,
  title: column.title,
  width: widthOf(column),
  align: 'center',
  sortable: true,
  value: (row) => row.cells[column.key]?.mark ?? '',
  sortValue: (row) => WEIGHTS[row.cells[column.key]?.mark ?? '未核'],
  tooltip: [
    `${nameOf(column)}（${column.rule}）`,
    ...(column.basis === '' ? [] : [`依据：${column.basis}`]),
  ].join('　'),
  ...(headOf(column) === '' ? {} : { group: headOf(column) }),
})

export const gridColumns = (columns: readonly CoverageColumn[]): Column<CoverageRow>[] => [
  ...unitColumns,
  ...columns.map(reviewColumn),
]

/** How many units have a fault in each column. */
export const totalsOf = (
  columns: readonly CoverageColumn[],
  rows: readonly CoverageRow[],
): Record<string, string | number> => ({
  unit: '有问题的单位',
  faults: rows.filter(({ faults }) => faults > 0).length,
  ...Object.fromEntries(
    columns.map(({ key }) => [key, rows.filter(({ cells }) => isFault(cells[key])).length]),
  ),
})

export function matches(row: CoverageRow, search: string): boolean {
  const wanted = search.trim().toLowerCase()
  return (
    wanted === '' ||
    row.unit.includes(wanted) ||
    row.supervisor.includes(wanted) ||
    row.initials.toLowerCase().includes(wanted)
  )
}

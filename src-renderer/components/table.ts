// What a grid is told: its columns, how it is sorted, how high its rows are.
import { inject, ref, type InjectionKey, type Ref } from 'vue'

export type RowHeight = 24 | 30 | 36

/** One column of a grid. `value` is what is shown, sorted and copied; null shows as —. */
export interface Column<Row> {
  key: string
  title: string
  /** Pixels at first; the user's own width comes through `widths`. */
  width: number
  minWidth?: number | undefined
  align?: 'left' | 'right' | 'center' | undefined
  /** Stays in view when scrolling sideways; only the first columns may. */
  frozen?: boolean | undefined
  sortable?: boolean | undefined
  value: (row: Row) => string | number | null
  sortValue?: ((row: Row) => string | number | null) | undefined
  /** A second level of the head above neighbouring columns with the same word. */
  group?: string | undefined
  tooltip?: string | undefined
}

export interface Sort {
  key: string
  direction: 'up' | 'down'
}

export function isRowHeight(value: unknown): value is RowHeight {
  return value === 24 || value === 30 || value === 36
}

/** The height the user chose under 设置 → 显示; the application provides it. */
export const gridRowHeight: InjectionKey<Ref<RowHeight>> = Symbol('gridRowHeight')

export function useGridRowHeight(): Ref<RowHeight> {
  return inject(gridRowHeight, () => ref<RowHeight>(24), true)
}

const order = new Intl.Collator('zh-CN', { numeric: true })

function compare(a: string | number | null, b: string | number | null): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return order.compare(String(a), String(b))
}

function isBlank(value: string | number | null): value is null | '' {
  return value === null || value === ''
}

/** A sorted copy; blanks stay last in both directions. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | null,
): readonly Row[] {
  const column = columns.find((one) => one.key === sort?.key)
  if (!sort || !column) return rows
  const valueOf = column.sortValue ?? column.value
  const sign = sort.direction === 'up' ? 1 : -1
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .sort((a, b) => {
      if (isBlank(a.value) || isBlank(b.value)) return Number(isBlank(a.value)) - Number(isBlank(b.value))
      return sign * compare(a.value, b.value)
    })
    .map(({ row }) => row)
}

/** The rows by group, groups in the order of their first row. */
export function groupRows<Row>(rows: readonly Row[], groupOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const name = groupOf(row)
    const group = groups.get(name)
    if (group) group.push(row)
    else groups.set(name, [row])
  }
  return groups
}

/** The order after a click on a head: up, down, none. */
export function nextSort(sort: Sort | null | undefined, key: string): Sort | null {
  if (sort?.key !== key) return { key, direction: 'up' }
  return sort.direction === 'up' ? { key, direction: 'down' } : null
}

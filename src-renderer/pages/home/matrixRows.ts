// The rows of the matrix as they stand under each other: a line for each group, then its units.
import type { Matrix } from '#shared/contract/overview.ts'

export type MatrixRow = Matrix['rows'][number]

export type MatrixItem =
  | {
      readonly kind: 'group'
      readonly key: string
      readonly name: string
      readonly count: number
      readonly done: readonly number[]
    }
  | { readonly kind: 'unit'; readonly key: string; readonly row: MatrixRow }

const tests = {
  all: () => true,
  problem: (row: MatrixRow) => row.hasProblem,
  unseen: (row: MatrixRow) => row.isUnseen,
  barred: (row: MatrixRow) => row.isBarred,
  waiting: (row: MatrixRow) => row.isWaiting,
} as const
export type Shown = keyof typeof tests

export const isShown = (key: string): key is Shown => key in tests

/** How many rows a filter lets through. */
export const countShown = (rows: readonly MatrixRow[], show: Shown): number => rows.filter(tests[show]).length

export interface MatrixFilter {
  readonly show: Shown
  /** '' means every type, and every supervisor. */
  readonly unitType: string
  readonly supervisor: string
}

const passes = (row: MatrixRow, { show, unitType, supervisor }: MatrixFilter): boolean =>
  tests[show](row) &&
  (unitType === '' || row.unitType === unitType) &&
  (supervisor === '' || row.supervisor === supervisor)

function groupItem(name: string, rows: readonly MatrixRow[], columns: number): MatrixItem {
  const done = Array.from(
    { length: columns },
    (_, at) => rows.filter(({ cells }) => cells[at]?.mark === 'ok').length,
  )
  return { kind: 'group', key: `group ${name}`, name, count: rows.length, done }
}

/** Rows come grouped already; a group without rows is left out. */
export function matrixItems(matrix: Matrix, filter: MatrixFilter): MatrixItem[] {
  const groups = new Map<string, MatrixRow[]>()
  for (const row of matrix.rows.filter((each) => passes(each, filter))) {
    groups.set(row.unitType, [...(groups.get(row.unitType) ?? []), row])
  }
  return [...groups].flatMap(([name, rows]) => [
    groupItem(name, rows, matrix.columns.length),
    ...rows.map((row): MatrixItem => ({ kind: 'unit', key: row.id, row })),
  ])
}

export interface HeadRun {
  readonly name: string
  readonly span: number
  /** Columns before it. */
  readonly start: number
}

/** Neighbouring columns of the same group under one head. */
export function headRuns(columns: Matrix['columns']): HeadRun[] {
  return columns.reduce<HeadRun[]>((runs, { group }, at) => {
    const last = runs.at(-1)
    if (last?.name !== group) return [...runs, { name: group, span: 1, start: at }]
    return [...runs.slice(0, -1), { ...last, span: last.span + 1 }]
  }, [])
}

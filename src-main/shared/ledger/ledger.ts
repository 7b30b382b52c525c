// A ledger: one typed definition from which sheet, table, grid, form, import and export derive.
import { normaliseHeader } from '../text/plain-text.ts'
import type { Column, Value, ValueOf } from './column.ts'

export type Columns = Readonly<Record<string, Column>>

export interface Ledger<C extends Columns = Columns> {
  /** Code name, used in routes and commands: organisations, members. */
  readonly key: string
  /** Chinese name on the page. */
  readonly title: string
  /** Title line of the printed sheet; {town} is replaced. */
  readonly heading: string
  readonly table: string
  /** Sheet names it usually comes under; the first one is used for export. */
  readonly sheets: readonly string[]
  /**
   * How a row read again finds the row stored: the first key whose columns are all filled decides.
   * Empty columns never identify.
   */
  readonly identity: readonly (readonly string[])[]
  /** 人, 个, 条 …: what one row is. */
  readonly measure: string
  /** What to know before a file is chosen, in a sentence or two. */
  readonly importNote: string
  readonly columns: C
  /** Words in a header that tell of a person who is not to be known: such columns are not read in, nor kept as extras. */
  readonly neverKept?: readonly string[]
  /** Why the ledger is for the group only: it is opened with a reason, which is logged, and found by no search. */
  readonly confidential?: string
  /** Exported rows bear a code that leads them back to their record: for rows without a natural key (visits, talks). */
  readonly isCoded?: true
  /** Columns of the table that are no part of the sheet, such as counts kept apart; they have defaults in the table. */
  readonly workColumns?: readonly WorkColumn[]
  /** Headers an export adds that follow from the day or from other records, such as 逾期天数; never read back. */
  readonly computedHeaders?: readonly string[]
  /** The state of a record that is changed in its form, and goes only the way of a machine. */
  readonly way?: Way
}

/**
 * A read-only choice column of states, with the machine's first state as its default in the table: a file changes nothing
 * in it, the form offers the legal steps only. What a step's guard asks for is said by `checkRow`.
 */
export interface Way {
  readonly column: string
  readonly machine: {
    readonly states: readonly string[]
    readonly initial: string
    readonly steps: readonly { readonly from: string; readonly action: string; readonly to: string }[]
  }
}

export interface WorkColumn {
  readonly name: string
  readonly type: 'TEXT' | 'INTEGER'
  readonly notNull: boolean
}

/** The stored row of a ledger, without the columns every record has. */
export type RowOf<L> =
  L extends Ledger<infer C>
    ? { [K in keyof C]: C[K] extends { required: true } ? ValueOf<C[K]> : ValueOf<C[K]> | null }
    : never

export type Values = Readonly<Record<string, Value>>

export const defineLedger = <const C extends Columns>(
  ledger: Ledger<C> & { readonly identity: readonly (readonly (keyof C & string)[])[] },
): Ledger<C> => ledger

const listedColumns = new WeakMap<Ledger, readonly [string, Column][]>()

/** The columns with their keys, in the order of the sheet. Listed once: every row asks for them. */
export function columnEntries(ledger: Ledger): readonly [string, Column][] {
  const listed = listedColumns.get(ledger) ?? Object.entries(ledger.columns)
  listedColumns.set(ledger, listed)
  return listed
}

/** The column that names a row: the first required text, else what it first refers to. */
export function nameColumn(ledger: Ledger): string {
  const entries = columnEntries(ledger)
  const found =
    entries.find(([, c]) => c.kind === 'text' && c.required) ??
    entries.find(([, c]) => c.kind === 'reference' && c.required)
  return found?.[0] ?? entries[0]?.[0] ?? 'id'
}

/** Columns a form and a file may write. */
export const writableEntries = (ledger: Ledger): [string, Column][] =>
  columnEntries(ledger).filter(([, column]) => column.readonly !== true)

/** All headers a column answers to, normalised. */
export const headersOf = (column: Column): string[] =>
  [column.label, ...(column.aliases ?? [])].map((h) => normaliseHeader(h))

/** Faults in a definition; a test runs it over every ledger. Empty means sound. */
export function ledgerFaults(ledger: Ledger): string[] {
  const owner = new Map<string, string>()
  const faults: string[] = []
  for (const [key, column] of columnEntries(ledger)) {
    if (!/^[a-z][a-z0-9_]*$/.test(key)) faults.push(`列名 ${key} 须为小写加下划线`)
    for (const header of headersOf(column)) {
      const other = owner.get(header)
      if (other !== undefined && other !== key) faults.push(`表头“${header}”同时指向 ${other} 与 ${key}`)
      owner.set(header, key)
    }
  }
  for (const key of ledger.identity.flat())
    if (!(key in ledger.columns)) faults.push(`identity ${key} 不是列`)
  for (const [key, column] of columnEntries(ledger))
    if (column.kind === 'reference' && column.within !== undefined && !(column.within in ledger.columns))
      faults.push(`列 ${key} 所依据的 ${column.within} 不是列`)
  return faults
}

const inOrder = (value: Value | undefined): string =>
  JSON.stringify(Array.isArray(value) ? value.toSorted() : (value ?? []))

/** Values compared as stored: tags in whatever order they were ticked, null equal to null. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (Array.isArray(a) || Array.isArray(b)) return inOrder(a) === inOrder(b)
  return (a ?? null) === (b ?? null)
}

export const isBlank = (value: Value | undefined): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

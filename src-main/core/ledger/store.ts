// The generic store of every ledger: list, get, save, remove, history, all derived from the definition.
import { sql, type ExpressionBuilder, type ExpressionWrapper, type Kysely, type SqlBool } from 'kysely'
import type { Column } from '#shared/ledger/column.ts'
import type { LedgerQuery } from '#shared/contract/ledger.ts'
import { columnEntries, nameColumn, type Ledger, type Values } from '#shared/ledger/ledger.ts'
import { ledgerByKey } from '#shared/ledgers/index.ts'
import type { SqlValue } from '../db/journal.ts'
import type { Tables } from '../db/tables.ts'
import { extraOf, fromStored, type StoredLine } from './rows.ts'

/** A record as the core handles it: nothing masked. */
export interface LedgerRecord {
  readonly id: string
  readonly version: number
  readonly values: Values
  readonly extra: Readonly<Record<string, string>>
  readonly updatedAt: string
  readonly updatedBy: string
}

type AnyTables = Record<string, Record<string, SqlValue>>
type Builder = ExpressionBuilder<AnyTables, string>

const loose = (db: Kysely<Tables>): Kysely<AnyTables> => db.$extendTables<AnyTables>()

function toRecord(ledger: Ledger, line: StoredLine): LedgerRecord {
  return {
    id: String(line['id']),
    version: Number(line['row_version']),
    values: fromStored(ledger, line),
    extra: extraOf(line),
    updatedAt: String(line['updated_at']),
    updatedBy: String(line['updated_by']),
  }
}

/** Records read between two pauses: many at once would hold up the window. */
const READ_AT_ONCE = 500

/** All records of a ledger, in the order they were added, read a page at a time. */
export async function allRecords(db: Kysely<Tables>, ledger: Ledger): Promise<LedgerRecord[]> {
  const records: LedgerRecord[] = []
  for (;;) {
    const lines = await loose(db)
      .selectFrom(ledger.table)
      .selectAll()
      .where('deleted_at', 'is', null)
      .where('id', '>', records.at(-1)?.id ?? '')
      .orderBy('id')
      .limit(READ_AT_ONCE)
      .execute()
    records.push(...lines.map((line) => toRecord(ledger, line)))
    if (lines.length < READ_AT_ONCE) return records
  }
}

export async function findRecord(
  db: Kysely<Tables>,
  ledger: Ledger,
  id: string,
): Promise<LedgerRecord | undefined> {
  const line = await loose(db)
    .selectFrom(ledger.table)
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return line && toRecord(ledger, line)
}

const like = (text: string): string => `%${text.replace(/[\\%_]/gu, (c) => `\\${c}`)}%`

const matches = (column: string, pattern: string): ExpressionWrapper<AnyTables, string, SqlBool> =>
  sql<SqlBool>`${sql.ref(column)} like ${pattern} escape '\\'` as unknown as ExpressionWrapper<
    AnyTables,
    string,
    SqlBool
  >

/** Columns a search looks into: names and numbers, initials, and short texts. */
function searchedColumns(ledger: Ledger): string[] {
  const own = columnEntries(ledger).flatMap(([key, c]) => (isSearched(c) ? [key] : []))
  return ['initials', ...own]
}
const isSearched = (column: Column): boolean =>
  column.kind === 'idNumber' || column.kind === 'phone' || column.kind === 'text'

/** The row itself, or a record it refers to, is called so. */
function searchTerms(ledger: Ledger, pattern: string): ExpressionWrapper<AnyTables, string, SqlBool>[] {
  const own = searchedColumns(ledger).map((column) => matches(column, pattern))
  const referred = columnEntries(ledger).flatMap(([key, column]) => {
    const other = column.kind === 'reference' ? ledgerByKey(column.of)?.ledger : undefined
    return other === undefined || other === ledger ? [] : [referredTerm(key, other, pattern)]
  })
  return [...own, ...referred]
}

function referredTerm(
  key: string,
  other: Ledger,
  pattern: string,
): ExpressionWrapper<AnyTables, string, SqlBool> {
  const names = ['initials', nameColumn(other), ...('short_name' in other.columns ? ['short_name'] : [])]
  const called = sql.join(
    names.map((name) => sql`${sql.ref(name)} like ${pattern} escape '\\'`),
    sql` or `,
  )
  return sql<SqlBool>`${sql.ref(key)} in (select id from ${sql.table(other.table)} where ${called})` as unknown as ExpressionWrapper<
    AnyTables,
    string,
    SqlBool
  >
}

function filterTerm(
  eb: Builder,
  ledger: Ledger,
  key: string,
  wanted: readonly string[],
): ExpressionWrapper<AnyTables, string, SqlBool> {
  const column = ledger.columns[key]
  const terms = wanted.map((value) => {
    if (value === '') return eb(key, 'is', null)
    return column?.kind === 'tags' ? matches(key, like(`"${value}"`)) : eb(key, '=', value)
  })
  return eb.or(terms)
}

function whereOf(ledger: Ledger, query: Pick<LedgerQuery, 'search' | 'filters'>) {
  return (eb: Builder): ExpressionWrapper<AnyTables, string, SqlBool> => {
    const search = query.search?.trim().toLowerCase() ?? ''
    const filters = Object.entries(query.filters ?? {}).filter(
      ([key, wanted]) => key in ledger.columns && wanted.length > 0,
    )
    return eb.and([
      eb('deleted_at', 'is', null),
      ...(search === '' ? [] : [eb.or(searchTerms(ledger, like(search)))]),
      ...filters.map(([key, wanted]) => filterTerm(eb, ledger, key, wanted)),
    ])
  }
}

const orderOf = (
  ledger: Ledger,
  query: Pick<LedgerQuery, 'sort'>,
): { column: string; descending: boolean } =>
  query.sort && query.sort.column in ledger.columns ? query.sort : { column: 'id', descending: false }

export async function countRecords(
  db: Kysely<Tables>,
  ledger: Ledger,
  query: Pick<LedgerQuery, 'search' | 'filters'> = {},
): Promise<number> {
  const row = await loose(db)
    .selectFrom(ledger.table)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(whereOf(ledger, query))
    .executeTakeFirst()
  return row?.n ?? 0
}

/** A page of records that fit a query. */
export async function queryRecords(
  db: Kysely<Tables>,
  ledger: Ledger,
  query: Omit<LedgerQuery, 'ledger'>,
): Promise<LedgerRecord[]> {
  const { column, descending } = orderOf(ledger, query)
  const lines = await loose(db)
    .selectFrom(ledger.table)
    .selectAll()
    .where(whereOf(ledger, query))
    .orderBy(column, descending ? 'desc' : 'asc')
    .orderBy('id')
    .limit(query.limit)
    .offset(query.offset)
    .execute()
  return lines.map((line) => toRecord(ledger, line))
}

export interface Facet {
  readonly value: string
  readonly count: number
}

/** How many records have each value of a column; tags are counted one by one. */
export async function facetOf(db: Kysely<Tables>, ledger: Ledger, key: string): Promise<Facet[]> {
  const lines = await loose(db)
    .selectFrom(ledger.table)
    .select([key, (eb) => eb.fn.countAll<number>().as('n')])
    .where('deleted_at', 'is', null)
    .groupBy(key)
    .execute()
  const counts = new Map<string, number>()
  for (const line of lines)
    for (const value of facetValues(ledger.columns[key], line[key] ?? null))
      counts.set(value, (counts.get(value) ?? 0) + line['n'])
  return [...counts].map(([value, count]) => ({ value, count }))
}

function facetValues(column: Column | undefined, stored: SqlValue): string[] {
  if (stored === null) return ['']
  return column?.kind === 'tags' ? (JSON.parse(String(stored)) as string[]) : [String(stored)]
}

/** Names by id of every record of a ledger, also removed ones: history must still be readable. */
export async function namesOf(db: Kysely<Tables>, ledger: Ledger): Promise<Map<string, string>> {
  const name = nameColumn(ledger)
  const lines = await loose(db).selectFrom(ledger.table).select(['id', name]).execute()
  return new Map(lines.map((l) => [String(l['id']), String(l[name])]))
}

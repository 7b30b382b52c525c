// Starts the table of a plain ledger: the record's columns, those of the sheet, and an index by unit; frozen like the migrations.
import type { Kysely } from 'kysely'
import { createRecordTable } from './record-columns.ts'

/** `organisation` and `member` refer to their table; a `!` behind the kind means that the column is required. */
export type LedgerColumnKind = 'text' | 'integer' | 'organisation' | 'member'
export type LedgerColumnSpec = readonly [name: string, kind: LedgerColumnKind | `${LedgerColumnKind}!`]

const TYPES = { text: 'text', integer: 'integer', organisation: 'text', member: 'text' } as const

const kindOf = (spec: LedgerColumnSpec[1]): LedgerColumnKind => spec.replace('!', '') as LedgerColumnKind

/** Creates the table with its columns in the order given. */
export async function createLedgerTable(
  db: Kysely<unknown>,
  table: string,
  columns: readonly LedgerColumnSpec[],
): Promise<void> {
  let builder = createRecordTable(db, table)
    .addColumn('extra', 'text')
    .addColumn('initials', 'text', (c) => c.notNull())
  for (const [name, spec] of columns) {
    const kind = kindOf(spec)
    builder = builder.addColumn(name, TYPES[kind], (c) => {
      const filled = spec.endsWith('!') ? c.notNull() : c
      return kind === 'organisation' || kind === 'member' ? filled.references(`${kind}.id`) : filled
    })
  }
  await builder.execute()
  for (const [name, spec] of columns)
    if (kindOf(spec) === 'organisation' || kindOf(spec) === 'member')
      await db.schema.createIndex(`${table}_${name}`).on(table).column(name).execute()
}

// Parts that migrations share; frozen like the migrations themselves.
import { sql, type CreateTableBuilder } from 'kysely'

/** The columns of a journaled table: identity, authorship, version, removal. */
export function recordColumns<T extends string, C extends string>(table: CreateTableBuilder<T, C>) {
  return table
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('updated_by', 'text', (column) => column.notNull())
    .addColumn('row_version', 'integer', (column) => column.notNull())
    .addColumn('deleted_at', 'text')
}

/** Makes SQLite refuse values of the wrong type. */
export const strict = sql`strict`

// Starts the table of a journaled record; frozen like the migrations.
import type { CreateTableBuilder, Kysely } from 'kysely'
import { recordColumns, strict } from './columns.ts'

/** A STRICT table with id, who and when, version and deletion mark. */
export function createRecordTable(db: Kysely<unknown>, table: string): CreateTableBuilder<string> {
  return recordColumns(db.schema.createTable(table)).modifyEnd(strict)
}

// Brings a database to the schema of this program: all pending migrations in one transaction, or none.
import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { DatabaseError } from './errors.ts'
import type { SqliteHandle } from './sqlite-dialect.ts'

export interface Migration {
  readonly up: (db: Kysely<unknown>) => Promise<void>
}

/** By name `NNNN-subject`; the names sort in the order of execution. */
export type Migrations = Readonly<Record<string, Migration>>

const BOOKKEEPING = 'kysely_migration'

/** What a database file says about itself before anything is changed in it. */
export interface SchemaState {
  /** True when the file has no tables at all. */
  readonly isEmpty: boolean
  /** Migrations this program has and the file does not. */
  readonly pending: readonly string[]
}

/**
 * Reads which migrations a file has had. Throws DatabaseError 'newer' when it has some this program does not know,
 * 'not_a_database' when it holds the tables of something else.
 */
export async function readSchemaState(handle: SqliteHandle, migrations: Migrations): Promise<SchemaState> {
  const tables = await handle.all(`select name from sqlite_master where type = 'table'`)
  const known = Object.keys(migrations).sort()
  if (tables.length === 0) return { isEmpty: true, pending: known }
  if (!tables.some((table) => table['name'] === BOOKKEEPING)) {
    throw new DatabaseError('not_a_database', { file: handle.file })
  }
  const done = await executedNames(handle)
  if (done.some((name) => !known.includes(name))) throw new DatabaseError('newer', { file: handle.file })
  return { isEmpty: false, pending: known.filter((name) => !done.includes(name)) }
}

async function executedNames(handle: SqliteHandle): Promise<string[]> {
  const rows = await handle.all(`select name from ${BOOKKEEPING}`)
  return rows.map((row) => String(row['name']))
}

/** Runs the pending migrations. On any failure nothing is left behind and DatabaseError is thrown. */
export async function migrate<T>(db: Kysely<T>, migrations: Migrations): Promise<void> {
  try {
    await db.transaction().execute(async (trx) => {
      const provider = { getMigrations: () => Promise.resolve({ ...migrations }) }
      const { error } = await new Migrator({ db: trx, provider }).migrateToLatest()
      if (error !== undefined) throw asError(error)
    })
  } catch (error) {
    throw error instanceof DatabaseError ? error : new DatabaseError('upgrade_failed', { cause: error })
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error
    ? thrown
    : new Error('a migration threw something that is no error', { cause: thrown })
}

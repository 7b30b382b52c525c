// A real database in a folder of its own, with one journaled table, for the tests of storage.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql, type Kysely } from 'kysely'
import { afterEach } from 'vitest'
import { openDatabase, type Database, type OpenOptions } from '../../../src-main/core/db/database.ts'
import { Journal, type JournalContext } from '../../../src-main/core/db/journal.ts'
import type { Migrations } from '../../../src-main/core/db/migrate.ts'
import * as foundation from '../../../src-main/core/db/migrations/0001-foundation.ts'
import { createRecordTable } from '../../../src-main/core/db/migrations/record-columns.ts'
import type { Tables } from '../../../src-main/core/db/tables.ts'

export const NOON = new Date('2005-08-17T12:00:00+08:00')

export const withPeople: Migrations = {
  '0001-foundation': foundation,
  '0002-trial-person': {
    up: async (db) => {
      await createRecordTable(db, 'trial_person')
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('id_number', 'text', (column) => column.unique())
        .addColumn('phone', 'text')
        .addColumn('hours', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
    },
  },
}

const cleanups: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean()
})

export async function newFolder(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'dudao-db-'))
  cleanups.push(() => rm(dir, { recursive: true, force: true }))
  return dir
}

/** Closes at the end of the test, also when it fails. */
export function closing<T extends { close: () => Promise<void> }>(opened: T): T {
  cleanups.push(() => opened.close())
  return opened
}

export async function newDatabase(options: OpenOptions = {}): Promise<Database> {
  const file = path.join(await newFolder(), 'dudao.db')
  return closing(await openDatabase(file, { migrations: withPeople, ...options }))
}

export function journalOf(trx: Kysely<Tables>, context: Partial<JournalContext> = {}): Journal {
  return new Journal(trx, { actor: '张三一', device: '督导一号', now: () => NOON, ...context })
}

export async function scalar(db: Kysely<Tables>, query: string): Promise<unknown> {
  const { rows } = await sql.raw<Record<string, unknown>>(query).execute(db)
  return Object.values(rows[0] ?? {})[0]
}

// Keeps what was read until a record changes: a page asks for the same things several times within a moment.
import { sql, type Kysely } from 'kysely'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>

/** Where the change log stands: every change of every record moves it on, whichever program made it. */
async function lastChange(db: Db): Promise<number> {
  const { rows } = await sql<{
    last: number
  }>`select coalesce(max(rowid), 0) as last from change_log`.execute(db)
  return rows[0]?.last ?? 0
}

interface Kept<T> {
  readonly stamp: number
  readonly value: Promise<T>
}

const keptBy = new WeakMap<Db, WeakMap<object, Map<string, Kept<unknown>>>>()

function keptOf(db: Db, key: object): Map<string, Kept<unknown>> {
  const ofDb = keptBy.get(db) ?? new WeakMap<object, Map<string, Kept<unknown>>>()
  keptBy.set(db, ofDb)
  const ofKey = ofDb.get(key) ?? new Map<string, Kept<unknown>>()
  ofDb.set(key, ofKey)
  return ofKey
}

/**
 * The same reading, done once for a database, a key and a name until something changes; those who ask meanwhile share
 * it. Must read nothing but records that are journaled. A transaction is a database of its own, so it never sees what was
 * kept outside.
 */
export async function keep<T>(db: Db, key: object, name: string, read: () => Promise<T>): Promise<T> {
  const stamp = await lastChange(db)
  const kept = keptOf(db, key)
  const known = kept.get(name)
  // Whoever keeps under a name keeps one kind of thing.
  if (known?.stamp === stamp) return known.value as Promise<T>
  const value = read()
  kept.set(name, { stamp, value })
  value.catch(() => kept.delete(name))
  return value
}

let readings = 0

/** As `keep`, for a reading that takes its key and the database and nothing else. */
export function keptWhileUnchanged<K extends object, T>(
  read: (key: K, db: Db) => Promise<T>,
): (key: K, db: Db) => Promise<T> {
  const name = `reading ${String(readings++)}`
  return (key, db) => keep(db, key, name, () => read(key, db))
}

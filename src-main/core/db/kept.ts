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

/**
 * The same reading, done once for a key and a database until something changes; those who ask meanwhile share it. Must
 * read nothing but records that are journaled. A transaction is a database of its own, so it never sees what was kept
 * outside.
 */
export function keptWhileUnchanged<K extends object, T>(
  read: (key: K, db: Db) => Promise<T>,
): (key: K, db: Db) => Promise<T> {
  const keptBy = new WeakMap<Db, WeakMap<K, Kept<T>>>()
  return async (key, db) => {
    const stamp = await lastChange(db)
    const ofDb = keptBy.get(db) ?? new WeakMap<K, Kept<T>>()
    keptBy.set(db, ofDb)
    const known = ofDb.get(key)
    if (known?.stamp === stamp) return known.value
    const value = read(key, db)
    ofDb.set(key, { stamp, value })
    value.catch(() => ofDb.delete(key))
    return value
  }
}

// The kinds of record that files may hang on, each with what settles it: a line here gives a record its files.
import type { Kysely } from 'kysely'
import type { Tables } from '../../db/tables.ts'
import { NotFound } from '../../refusal.ts'
import { issueShelf } from '../issues/shelf.ts'
import type { FileShelf } from './attached-files.ts'

/** A shelf that knows when its record is settled. */
export interface GuardedShelf extends FileShelf {
  /**
   * Why the files of this record may no longer be changed, as a whole Chinese sentence; null while they may.
   * Throws NotFound when there is no such record.
   */
  readonly whyFrozen: (db: Kysely<Tables>, recordId: string) => Promise<string | null>
}

/** By name of the table. Findings and lines of inspections have procedures of their own. */
const shelves: readonly GuardedShelf[] = [issueShelf]

/** Throws NotFound for a kind of record that bears no files. */
export function shelfOf(entity: string): GuardedShelf {
  const shelf = shelves.find((each) => each.entity === entity)
  if (shelf === undefined) throw new NotFound('放附件的地方')
  return shelf
}

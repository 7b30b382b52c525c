// The files of any record, by the kind of record they hang on.
import type { AttachedFiles } from '#shared/contract/attachments.ts'
import type { Context } from '../../context.ts'
import { refuse } from '../../refusal.ts'
import { attachFiles, detachFile, fileById, filesOf, openFile, type Guard } from './attached-files.ts'
import { shelfOf, type GuardedShelf } from './shelves.ts'

const guardOf =
  (shelf: GuardedShelf): Guard =>
  async (db, recordId) => {
    const why = await shelf.whyFrozen(db, recordId)
    if (why !== null) refuse(why)
  }

async function show(context: Context, shelf: GuardedShelf, id: string): Promise<AttachedFiles> {
  const db = context.db.read
  return { files: await filesOf(db, shelf, id), frozen: await shelf.whyFrozen(db, id) }
}

/** Throws NotFound for a kind of record that bears no files, or a record that is not there. */
export const listAttached = (
  context: Context,
  input: { readonly entity: string; readonly id: string },
): Promise<AttachedFiles> => show(context, shelfOf(input.entity), input.id)

/** Refuses where the record is settled. */
export async function attachTo(
  context: Context,
  input: { readonly entity: string; readonly id: string; readonly token: string | null },
): Promise<AttachedFiles> {
  const shelf = shelfOf(input.entity)
  const guard = guardOf(shelf)
  // Asked before the dialog opens as well: nobody likes to choose files for nothing.
  await guard(context.db.read, input.id)
  await attachFiles(context, shelf, input.id, input.token, guard)
  return show(context, shelf, input.id)
}

/** Refuses where the record is settled. */
export async function detachFrom(
  context: Context,
  input: { readonly entity: string; readonly fileId: string; readonly reason: string },
): Promise<AttachedFiles> {
  const shelf = shelfOf(input.entity)
  const { entity_id } = await fileById(context.db.read, shelf, input.fileId)
  await detachFile(context, shelf, input, guardOf(shelf))
  return show(context, shelf, entity_id)
}

export const openAttached = (
  context: Context,
  input: { readonly entity: string; readonly fileId: string },
): Promise<void> => openFile(context, shelfOf(input.entity), input.fileId)

// Files attached to a record: kept once by content, opened as copies with the computer's own programs.
import { copyFile, mkdtemp, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Kysely } from 'kysely'
import type { AttachedFile } from '#shared/contract/inspections.ts'
import { write, type Context } from '../../context.ts'
import { uuidV7 } from '../../db/ids.ts'
import type { AttachmentTable, Tables } from '../../db/tables.ts'
import { NotFound, refuse } from '../../refusal.ts'
import { groupBy } from '../../group-by.ts'

type Db = Kysely<Tables>

/** Which table the files hang on, and what they are called there. */
export interface FileShelf {
  readonly entity: string
  readonly kind: string
  /** Title of the dialog that asks for files. */
  readonly title: string
}

const EXTENSIONS = ['docx', 'doc', 'wps', 'pdf', 'xlsx', 'xls', 'et', 'png', 'jpg', 'jpeg', 'txt'] as const
const MOST_BYTES = 50 * 1024 * 1024

const toFile = (row: AttachmentTable): AttachedFile => ({
  id: row.id,
  name: row.name,
  size: row.size,
  addedAt: row.added_at,
  addedBy: row.added_by,
})

const present = (db: Db, { entity }: FileShelf) =>
  db.selectFrom('attachment').selectAll().where('entity', '=', entity).where('removed_at', 'is', null)

/** What is attached to a record, oldest first. */
export async function filesOf(db: Db, shelf: FileShelf, recordId: string): Promise<AttachedFile[]> {
  const rows = await present(db, shelf).where('entity_id', '=', recordId).orderBy('id').execute()
  return rows.map(toFile)
}

/** What is attached to each of many records, by record. */
export async function filesOfMany(
  db: Db,
  shelf: FileShelf,
  recordIds: readonly string[],
): Promise<Map<string, AttachedFile[]>> {
  if (recordIds.length === 0) return new Map()
  const rows = await present(db, shelf).where('entity_id', 'in', recordIds).orderBy('id').execute()
  const byRecord = groupBy(rows, (row) => row.entity_id)
  return new Map([...byRecord].map(([id, own]) => [id, own.map(toFile)]))
}

async function assertUsable(file: string): Promise<void> {
  const name = path.basename(file)
  const extension = path.extname(file).slice(1).toLowerCase()
  if (!EXTENSIONS.some((known) => known === extension))
    refuse(`“${name}”不能作佐证。可以附 Word、WPS、Excel、PDF、文本文件和 PNG、JPG 图片。`)
  const { size } = await stat(file)
  if (size > MOST_BYTES) refuse(`“${name}”超过 50 MB。请压缩图片或分成几个文件再附。`)
}

/** Refuses where the record is settled; asked inside the write. */
export type Guard = (db: Db, recordId: string) => Promise<void>

const unguarded: Guard = () => Promise.resolve()

async function attachOne(
  context: Context,
  shelf: FileShelf,
  recordId: string,
  file: string,
  guard: Guard,
): Promise<void> {
  await assertUsable(file)
  const stored = await context.folder.attachments.store(file, path.basename(file))
  await write(context, async (journal, trx) => {
    await guard(trx, recordId)
    const twin = await present(trx, shelf)
      .where('entity_id', '=', recordId)
      .where('sha256', '=', stored.sha256)
      .executeTakeFirst()
    if (twin !== undefined) refuse(`“${stored.name}”已经附上了（${twin.name}），没有重复保存。`)
    const id = uuidV7(context.now())
    await trx
      .insertInto('attachment')
      .values({
        id,
        entity: shelf.entity,
        entity_id: recordId,
        kind: shelf.kind,
        name: stored.name,
        size: stored.size,
        sha256: stored.sha256,
        media_type: stored.mediaType,
        added_at: journal.at,
        added_by: context.actor.name,
      })
      .execute()
    await journal.record({
      entity: 'attachment',
      id,
      action: 'add',
      fields: { name: [null, stored.name], entity_id: [null, recordId] },
    })
  })
}

/** Attaches the file behind a token, or those the user chooses; answers with what is attached then. */
export async function attachFiles(
  context: Context,
  shelf: FileShelf,
  recordId: string,
  token: string | null,
  guard: Guard = unguarded,
): Promise<AttachedFile[]> {
  const picked =
    token === null
      ? await context.host.pickFiles({ title: shelf.title, extensions: EXTENSIONS, multiple: true })
      : [{ token }]
  for (const file of picked) await attachOne(context, shelf, recordId, context.host.pathOf(file.token), guard)
  return filesOf(context.db.read, shelf, recordId)
}

/** Throws NotFound. */
export async function fileById(db: Db, shelf: FileShelf, id: string): Promise<AttachmentTable> {
  const row = await present(db, shelf).where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new NotFound('这个附件')
  return row
}

/** Takes a file off its record; the kept content stays. `mayDetach` refuses where the record is settled. */
export async function detachFile(
  context: Context,
  shelf: FileShelf,
  input: { readonly fileId: string; readonly reason: string },
  mayDetach: Guard,
): Promise<AttachedFile[]> {
  const row = await fileById(context.db.read, shelf, input.fileId)
  await write(
    context,
    async (journal, trx) => {
      await mayDetach(trx, row.entity_id)
      await trx.updateTable('attachment').set({ removed_at: journal.at }).where('id', '=', row.id).execute()
      await journal.record({ entity: 'attachment', id: row.id, action: 'remove', fields: {} })
    },
    { reason: input.reason },
  )
  return filesOf(context.db.read, shelf, row.entity_id)
}

/** Opens a copy under the file's own name: the kept content has none, and nobody may write into it. */
export async function openFile(context: Context, shelf: FileShelf, id: string): Promise<void> {
  const row = await fileById(context.db.read, shelf, id)
  const copy = path.join(await mkdtemp(path.join(tmpdir(), 'dudao-open-')), path.basename(row.name))
  await copyFile(context.folder.attachments.pathOf(row.sha256), copy)
  await context.host.openPath(copy)
}

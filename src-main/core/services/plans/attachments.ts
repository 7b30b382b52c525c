// The originals of a plan: kept once by content, opened with the computer's own programs.
import { copyFile, mkdtemp, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Kysely } from 'kysely'
import type { PlanAttachment } from '#shared/contract/plans.ts'
import { write, type Context } from '../../context.ts'
import { uuidV7 } from '../../db/ids.ts'
import type { Tables } from '../../db/tables.ts'
import { NotFound, refuse } from '../../refusal.ts'
import { planById } from './store.ts'

const ENTITY = 'plan'
const KIND = '方案'
export const originals = ['docx', 'doc', 'wps', 'pdf', 'png', 'jpg', 'jpeg'] as const
const MOST_BYTES = 50 * 1024 * 1024

/** What is attached to a version, oldest first. */
export async function attachmentsOf(db: Kysely<Tables>, planId: string): Promise<PlanAttachment[]> {
  const rows = await db
    .selectFrom('attachment')
    .selectAll()
    .where('entity', '=', ENTITY)
    .where('entity_id', '=', planId)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    size: row.size,
    addedAt: row.added_at,
    addedBy: row.added_by,
  }))
}

async function assertOriginal(file: string): Promise<void> {
  const extension = path.extname(file).slice(1).toLowerCase()
  const name = path.basename(file)
  if (!originals.some((known) => known === extension)) {
    refuse(`“${name}”不是方案原件。可以附 Word、WPS、PDF 文档和 PNG、JPG 图片。`)
  }
  const { size } = await stat(file)
  if (size > MOST_BYTES) refuse(`“${name}”超过 50 MB。请压缩图片或分成几个文件再附。`)
}

/** Keeps the file and notes it at the version; the same file twice at one version is refused. */
export async function attachFile(context: Context, planId: string, file: string): Promise<void> {
  await assertOriginal(file)
  await planById(context.db.read, planId)
  const stored = await context.folder.attachments.store(file, path.basename(file))
  await write(context, async (journal, trx) => {
    const twin = await trx
      .selectFrom('attachment')
      .select('name')
      .where('entity', '=', ENTITY)
      .where('entity_id', '=', planId)
      .where('sha256', '=', stored.sha256)
      .where('removed_at', 'is', null)
      .executeTakeFirst()
    if (twin !== undefined) refuse(`“${stored.name}”已经附上了（${twin.name}），没有重复保存。`)
    const id = uuidV7(context.now())
    await trx
      .insertInto('attachment')
      .values({
        id,
        entity: ENTITY,
        entity_id: planId,
        kind: KIND,
        name: stored.name,
        size: stored.size,
        sha256: stored.sha256,
        media_type: stored.mediaType,
        added_at: journal.at,
        added_by: context.actor.name,
      })
      .execute()
    await journal.record({ entity: 'attachment', id, action: 'add', fields: { name: [null, stored.name] } })
  })
}

/** Attaches the file behind a token, or those the user chooses; returns what is attached now. */
export async function attachPlanFiles(
  context: Context,
  input: { readonly planId: string; readonly token: string | null },
): Promise<PlanAttachment[]> {
  const picked =
    input.token === null
      ? (await context.host.pickFiles({ title: '附方案原件', extensions: originals, multiple: true })).map(
          ({ token }) => token,
        )
      : [input.token]
  for (const token of picked) await attachFile(context, input.planId, context.host.pathOf(token))
  return attachmentsOf(context.db.read, input.planId)
}

async function attachmentById(db: Kysely<Tables>, id: string) {
  const row = await db
    .selectFrom('attachment')
    .selectAll()
    .where('id', '=', id)
    .where('entity', '=', ENTITY)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这个附件')
  return row
}

/** Takes an original off; the file itself stays in the data folder. */
export async function detachPlanFile(
  context: Context,
  input: { readonly attachmentId: string; readonly reason: string },
): Promise<PlanAttachment[]> {
  const row = await attachmentById(context.db.read, input.attachmentId)
  await write(
    context,
    async (journal, trx) => {
      await trx.updateTable('attachment').set({ removed_at: journal.at }).where('id', '=', row.id).execute()
      await journal.record({ entity: 'attachment', id: row.id, action: 'remove', fields: {} })
    },
    { reason: input.reason },
  )
  return attachmentsOf(context.db.read, row.entity_id)
}

/** Opens a copy under the original's name: the kept file has none, and nobody should be able to write into it. */
export async function openPlanFile(context: Context, attachmentId: string): Promise<void> {
  const row = await attachmentById(context.db.read, attachmentId)
  const copy = path.join(await mkdtemp(path.join(tmpdir(), 'dudao-open-')), path.basename(row.name))
  await copyFile(context.folder.attachments.pathOf(row.sha256), copy)
  await context.host.openPath(copy)
}

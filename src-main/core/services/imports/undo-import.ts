// Takes a whole import back and says what it kept because somebody changed or used it since.
import type { BatchSummary, UndoResult } from '#shared/contract/import.ts'
import { nameColumn } from '#shared/ledger/ledger.ts'
import { write, type Context, type Trx } from '../../context.ts'
import { isoInstant } from '../../db/clock.ts'
import { findUse } from '../../db/uses.ts'
import { undoBatch, type KeptRecord } from '../../db/undo.ts'
import { NotFound, Refusal } from '../../refusal.ts'
import { moduleOf } from '../ledgers/ledger-of.ts'

type AnyTables = Record<string, Record<string, string | number | null>>

/** What is in use since the import stays. */
async function whyKeep(trx: Trx, entity: string, id: string): Promise<string | undefined> {
  const use = await findUse(trx, entity, id)
  return use === null ? undefined : `其下还有 ${use}`
}

async function labelled(trx: Trx, key: string, kept: readonly KeptRecord[]): Promise<UndoResult['kept']> {
  const { ledger } = moduleOf(key)
  const name = nameColumn(ledger)
  const tables = trx.$extendTables<AnyTables>()
  return Promise.all(
    kept.map(async (k) => {
      const row = await tables.selectFrom(ledger.table).select(name).where('id', '=', k.id).executeTakeFirst()
      const fields = k.fields.map((f) => ledger.columns[f]?.label ?? f)
      return { id: k.id, label: String(row?.[name] ?? ''), fields, why: k.why }
    }),
  )
}

export async function undoImport(context: Context, id: string): Promise<UndoResult> {
  const batch = await context.db.read
    .selectFrom('import_batch')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!batch) throw new NotFound('这次导入')
  if (batch.state !== '已写入') throw new Refusal('这次导入已经撤销过了。')
  await context.folder.backupNow('撤销导入前')
  return write(
    context,
    async (journal, trx) => {
      const result = await undoBatch(journal, id, {
        keepIfChangedSince: true,
        whyKeep: (entity, entityId) => whyKeep(trx, entity, entityId),
      })
      const kept = await labelled(trx, batch.ledger, result.kept)
      await trx
        .updateTable('import_batch')
        .set({
          state: kept.length === 0 ? '已撤销' : '部分撤销',
          undone_at: isoInstant(context.now()),
          undone_by: context.actor.name,
          undo_note: JSON.stringify(kept),
        })
        .where('id', '=', id)
        .execute()
      return { undone: result.removed + result.reverted, kept }
    },
    { reason: `撤销导入 ${batch.file_name}` },
  )
}

/** Imports so far, newest first. */
export async function listBatches(context: Context, limit: number): Promise<BatchSummary[]> {
  const rows = await context.db.read
    .selectFrom('import_batch')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((r) => ({
    id: r.id,
    ledger: r.ledger as BatchSummary['ledger'],
    fileName: r.file_name,
    at: r.at,
    by: r.actor,
    policy: r.policy as BatchSummary['policy'],
    counts: JSON.parse(r.counts) as BatchSummary['counts'],
    state: r.state,
    undoneAt: r.undone_at,
    undoneBy: r.undone_by,
  }))
}

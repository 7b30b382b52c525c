// Takes a whole import back and says what it kept because somebody changed or used it since.
import type { BatchSummary, UndoResult } from '#shared/contract/import.ts'
import { nameColumn } from '#shared/ledger/ledger.ts'
import { write, type Context, type Trx } from '../../context.ts'
import { isoInstant } from '../../db/clock.ts'
import { findUse } from '../../db/uses.ts'
import { undoBatch, type KeptRecord } from '../../db/undo.ts'
import { NotFound, Refusal } from '../../refusal.ts'
import { followUp } from '../ledgers/follow-ups.ts'
import { moduleOf } from '../ledgers/ledger-of.ts'

type AnyTables = Record<string, Record<string, string | number | null>>

/** What is in use since the import stays, and so does how a make-up began that has gone on since. */
async function whyKeep(trx: Trx, entity: string, id: string): Promise<string | undefined> {
  if (entity === 'makeup_task_step' && (await hasGoneOn(trx, id))) return '补课已经有了进展'
  const use = await findUse(trx, entity, id)
  return use === null ? undefined : `其下还有 ${use}`
}

async function hasGoneOn(trx: Trx, stepId: string): Promise<boolean> {
  const task = await trx
    .selectFrom('makeup_task_step')
    .innerJoin('makeup_task', 'makeup_task.id', 'makeup_task_step.makeup_task_id')
    .select('makeup_task.row_version')
    .where('makeup_task_step.id', '=', stepId)
    .executeTakeFirst()
  return task !== undefined && task.row_version > 1
}

/** Sheets of study bring attendance and make-ups along, which have no ledger of their own: whose they are, and of which day. */
const STUDY_WORDS: Readonly<Record<string, string>> = { attendance: '考勤', makeup_task: '补课' }

async function attendanceLabel(trx: Trx, { entity, id }: KeptRecord): Promise<string> {
  const row = await trx
    .selectFrom('attendance')
    .innerJoin('member', 'member.id', 'attendance.member_id')
    .innerJoin('study_session', 'study_session.id', 'attendance.session_id')
    .leftJoin('makeup_task', 'makeup_task.attendance_id', 'attendance.id')
    .select(['member.name', 'study_session.date'])
    .where(entity === 'attendance' ? 'attendance.id' : 'makeup_task.id', '=', id)
    .executeTakeFirst()
  return row === undefined ? '' : `${row.name} ${row.date} ${STUDY_WORDS[entity] ?? ''}`
}

async function sessionLabel(trx: Trx, id: string): Promise<string> {
  const row = await trx
    .selectFrom('study_session')
    .innerJoin('organisation', 'organisation.id', 'study_session.org_id')
    .select(['study_session.date', 'organisation.full_name', 'organisation.short_name'])
    .where('study_session.id', '=', id)
    .executeTakeFirst()
  return row === undefined ? '' : `${row.short_name ?? row.full_name} ${row.date} 学习活动`
}

async function labelled(trx: Trx, key: string, kept: readonly KeptRecord[]): Promise<UndoResult['kept']> {
  const { ledger } = moduleOf(key)
  const name = nameColumn(ledger)
  const tables = trx.$extendTables<AnyTables>()
  const labelOf = async (k: KeptRecord): Promise<string> => {
    if (k.entity in STUDY_WORDS) return attendanceLabel(trx, k)
    if (k.entity === 'study_session') return sessionLabel(trx, k.id)
    const row = await tables.selectFrom(ledger.table).select(name).where('id', '=', k.id).executeTakeFirst()
    return String(row?.[name] ?? '')
  }
  return Promise.all(
    kept
      // A step stays with its make-up, which is named itself.
      .filter(({ entity }) => entity !== 'makeup_task_step')
      .map(async (k) => ({
        id: k.id,
        label: await labelOf(k),
        fields: k.entity === ledger.table ? k.fields.map((f) => ledger.columns[f]?.label ?? f) : [],
        why: k.why,
      })),
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
      await followUp(context, batch.ledger, journal, trx)
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

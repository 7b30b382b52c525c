// Writes an import plan as it was shown: all of it in one transaction, after a backup, as a batch that can be undone.
import type { ImportResult } from '#shared/contract/import.ts'
import type { Ledger } from '#shared/ledger/ledger.ts'
import {
  isStopped,
  rowsToWrite,
  underPolicy,
  unreadableSheets,
  type PlannedRow,
} from '#shared/ledger/import/plan.ts'
import { write, type Context, type Trx } from '../../context.ts'
import { isoInstant } from '../../db/clock.ts'
import { StaleRecordError } from '../../db/errors.ts'
import { uuidV7 } from '../../db/ids.ts'
import type { Journal } from '../../db/journal.ts'
import { extraOf, initialsOfRow, toStored, toStoredExtra } from '../../ledger/rows.ts'
import { findRecord } from '../../ledger/store.ts'
import type { Report } from '../../progress.ts'
import { Refusal } from '../../refusal.ts'
import { followUp } from '../ledgers/follow-ups.ts'
import { moduleOf } from '../ledgers/ledger-of.ts'
import { basisOf } from './plan-import.ts'
import type { OpenImport } from './sessions.ts'

const STEP = 200

/** Superiors before their subordinates, so that every reference finds its record. */
function parentsFirst(rows: readonly PlannedRow[]): PlannedRow[] {
  const waiting = new Map(rows.map((r) => [r.id, r]))
  const ordered: PlannedRow[] = []
  const visit = (row: PlannedRow): void => {
    if (!waiting.delete(row.id)) return
    const parent = row.values['parent_id']
    const above = typeof parent === 'string' ? waiting.get(parent) : undefined
    if (above) visit(above)
    ordered.push(row)
  }
  for (const row of rows) visit(row)
  return ordered
}

async function addRows(
  journal: Journal,
  ledger: Ledger,
  rows: readonly PlannedRow[],
  report: Report,
): Promise<void> {
  const ordered = parentsFirst(rows)
  for (let from = 0; from < ordered.length; from += STEP) {
    const some = ordered.slice(from, from + STEP)
    await journal.addMany(
      ledger.table,
      some.map((r) => ({
        id: r.id,
        ...toStored(ledger, r.values),
        extra: toStoredExtra(r.extra),
        initials: initialsOfRow(ledger, r.values),
      })),
    )
    report(from + some.length, ordered.length, '正在写入')
  }
}

async function changeRow(journal: Journal, trx: Trx, ledger: Ledger, row: PlannedRow): Promise<void> {
  const stored = await findRecord(trx, ledger, row.id)
  const values = Object.fromEntries(
    row.changes.flatMap((c) => (c.column.startsWith('extra.') ? [] : [[c.column, c.after]])),
  )
  const merged = { ...stored?.values, ...values }
  const extra = { ...(stored ? stored.extra : extraOf({})), ...row.extra }
  await journal.change(
    ledger.table,
    row.id,
    { ...toStored(ledger, values), extra: toStoredExtra(extra), initials: initialsOfRow(ledger, merged) },
    row.version === null ? {} : { expectedVersion: row.version },
  )
}

async function recordBatch(context: Context, trx: Trx, session: OpenImport, batch: string): Promise<void> {
  const plan = underPolicy(session.plan, session.policy)
  await trx
    .insertInto('import_batch')
    .values({
      id: batch,
      ledger: session.ledger,
      file_name: plan.fileName,
      sha256: plan.sha256,
      sheets: JSON.stringify(plan.sheets.filter((s) => s.imported).map((s) => s.name)),
      policy: session.policy,
      counts: JSON.stringify(plan.counts),
      at: isoInstant(context.now()),
      actor: context.actor.name,
      state: '已写入',
      undone_at: null,
      undone_by: null,
      undo_note: null,
    })
    .execute()
}

function refuseStop(session: OpenImport): void {
  const { plan, policy } = session
  if (policy !== 'stop' || !isStopped(plan)) return
  const { refused } = plan.counts
  const sheets = unreadableSheets(plan).map((s) => `工作表“${s.name}”`)
  const what = [...(refused > 0 ? [`有 ${refused} 行有错误`] : []), ...sheets.map((s) => `${s}读不出来`)]
  throw new Refusal(
    `${what.join('，')}，按“有错误就不导入”的选择，一行也没有写入。请改正后再导入，或改选“跳过错误行”。`,
  )
}

function refuseUnreadable({ plan }: OpenImport): void {
  if (plan.sheets.some((s) => s.imported)) return
  const reasons = unreadableSheets(plan).flatMap((s) =>
    s.problems.filter((p) => p.level === '错误').map((p) => `工作表“${s.name}”：${p.message}`),
  )
  throw new Refusal(reasons.length > 0 ? reasons : '这个文件里没有可以导入的工作表。')
}

/** Says why this import cannot be written as it stands; silent when it can. */
export function refuseImport(session: OpenImport): void {
  refuseUnreadable(session)
  refuseStop(session)
}

const STALE = '核对之后有人改过其中的记录，没有写入。请重新打开文件核对一遍再导入。'

async function refuseStale(trx: Trx, session: OpenImport): Promise<void> {
  if ((await basisOf(trx, session.ledger)) !== session.basis) throw new Refusal(STALE)
}

async function changeRows(
  journal: Journal,
  trx: Trx,
  ledger: Ledger,
  rows: readonly PlannedRow[],
  report: Report,
): Promise<void> {
  for (const [i, row] of rows.entries()) {
    await changeRow(journal, trx, ledger, row)
    if (i % STEP === STEP - 1) report(i + 1, rows.length, '正在写入')
  }
}

/**
 * Writes the plan. Refuses when the policy is stop and rows are refused, or when a record was changed since the plan
 * was made; then nothing is written.
 */
export async function commitImport(
  context: Context,
  session: OpenImport,
  report: Report,
  signal?: AbortSignal,
): Promise<ImportResult> {
  refuseImport(session)
  signal?.throwIfAborted()
  const { ledger } = moduleOf(session.ledger)
  const rows = rowsToWrite(session.plan, session.policy)
  const batch = uuidV7(context.now())
  const added = rows.filter((r) => r.outcome === 'add')
  const changed = rows.filter((r) => r.outcome === 'change')
  if (rows.length > 0) {
    report(0, rows.length, '正在备份')
    await context.folder.backupNow('导入前')
  }
  await write(
    context,
    async (journal, trx) => {
      await refuseStale(trx, session)
      await recordBatch(context, trx, session, batch)
      await addRows(journal, ledger, added, report)
      await changeRows(journal, trx, ledger, changed, report)
      await followUp(context, session.ledger, journal, trx)
    },
    { batchId: batch, reason: `导入 ${session.plan.fileName}`, ...(signal ? { signal } : {}) },
  ).catch((error: unknown) => {
    throw error instanceof StaleRecordError ? new Refusal(STALE) : error
  })
  return {
    batch,
    counts: underPolicy(session.plan, session.policy).counts,
    written: rows.length,
  }
}

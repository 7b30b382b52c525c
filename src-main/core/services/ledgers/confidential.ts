// Confidential ledgers are opened with a reason, which is logged before anything is shown; 只读 may not open them.
import type { LedgerModule } from '#shared/ledger/module.ts'
import { write, type Context } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { moduleOf } from './ledger-of.ts'

const LEAST_REASON = 4

/** Whether the person who works may see what the ledger holds. */
export function isShown(context: Context, key: string): boolean {
  const { ledger } = moduleOf(key)
  return ledger.confidential === undefined || context.confidence.isOpen(context.actor.id, key)
}

/** Refuses while a confidential ledger has not been opened with a reason. */
export function requireShown(context: Context, key: string): void {
  if (isShown(context, key)) return
  const { title } = moduleOf(key).ledger
  throw new Refusal(`“${title}”限内部查看。请先写明查看事由，再打开这个台账。`)
}

/** A ledger by its key, for use cases that show or change what it holds. */
export function shownModule(context: Context, key: string): LedgerModule {
  const found = moduleOf(key)
  requireShown(context, key)
  return found
}

/** Opens a confidential ledger for the person who works, until somebody else sits down or the folder is closed. */
export async function openConfidential(context: Context, key: string, reason: string): Promise<void> {
  const { ledger } = moduleOf(key)
  if (ledger.confidential === undefined) return
  if (context.actor.role === '只读')
    throw new Refusal(`“${ledger.title}”限内部查看，您是以只读身份登录的，不能打开。请组长查看。`)
  if (reason.trim().length < LEAST_REASON)
    throw new Refusal(`请写明查看事由，不少于${LEAST_REASON}个字。`, 'reason')
  await write(
    context,
    (journal) =>
      journal.record({
        entity: 'opened_ledger',
        id: key,
        action: 'change',
        fields: { ledger: [null, key] },
      }),
    { reason: reason.trim() },
  )
  context.confidence.open(context.actor.id, key)
}

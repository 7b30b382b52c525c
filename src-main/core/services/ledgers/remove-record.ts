// Takes a record out of a ledger and back again; nothing is ever deleted for good.
import { write, type Context, type Trx } from '../../context.ts'
import type { Journal } from '../../db/journal.ts'
import { findUse } from '../../db/uses.ts'
import { findRecord } from '../../ledger/store.ts'
import { Refusal } from '../../refusal.ts'
import { shownModule } from './confidential.ts'
import { followUp } from './follow-ups.ts'
import { getRow } from './show-records.ts'
import type { LedgerRow } from '#shared/contract/ledger.ts'

export async function removeRecord(
  context: Context,
  input: { readonly ledger: string; readonly id: string; readonly version: number; readonly reason: string },
): Promise<void> {
  const { ledger, whyFrozen } = shownModule(context, input.ledger)
  await write(
    context,
    async (journal, trx) => {
      const stored = await findRecord(trx, ledger, input.id)
      const why = stored ? whyFrozen?.(stored.values) : null
      if (typeof why === 'string') throw new Refusal(why)
      const use = await findUse(trx, ledger.table, input.id)
      if (use !== null)
        throw new Refusal(`这个${ledger.title}下还有 ${use}，请先把它们转出或改到别的${ledger.title}。`)
      await journal.remove(ledger.table, input.id, { expectedVersion: input.version })
      await followUp(context, input.ledger, journal, trx)
    },
    { reason: input.reason },
  )
}

export async function restoreRecord(context: Context, key: string, id: string): Promise<LedgerRow> {
  const { ledger } = shownModule(context, key)
  const work = async (journal: Journal, trx: Trx): Promise<void> => {
    await journal.restore(ledger.table, id)
    await followUp(context, key, journal, trx)
  }
  await write(context, work, { reason: '撤销删除' })
  return getRow(context, key, id)
}

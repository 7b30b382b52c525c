// Takes a record out of a ledger and back again; nothing is ever deleted for good.
import { write, type Context } from '../../context.ts'
import { findUse } from '../../db/uses.ts'
import { findRecord } from '../../ledger/store.ts'
import { Refusal } from '../../refusal.ts'
import { moduleOf } from './ledger-of.ts'
import { getRow } from './show-records.ts'
import type { LedgerRow } from '#shared/contract/ledger.ts'

export async function removeRecord(
  context: Context,
  input: { readonly ledger: string; readonly id: string; readonly version: number; readonly reason: string },
): Promise<void> {
  const { ledger, whyFrozen } = moduleOf(input.ledger)
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
    },
    { reason: input.reason },
  )
}

export async function restoreRecord(context: Context, key: string, id: string): Promise<LedgerRow> {
  const { ledger } = moduleOf(key)
  await write(context, (journal) => journal.restore(ledger.table, id), { reason: '撤销删除' })
  return getRow(context, key, id)
}

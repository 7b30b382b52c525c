// Takes a record out of a ledger and back again; nothing is ever deleted for good.
import { write, type Context, type Trx } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { moduleOf } from './ledger-of.ts'
import { getRow } from './show-records.ts'
import type { LedgerRow } from '#shared/contract/ledger.ts'

/** Organisations that something still hangs on stay: members, subordinate organisations. */
async function whyKept(trx: Trx, key: string, id: string): Promise<string | null> {
  if (key !== 'organisations') return null
  const members = await countOf(trx, 'member', 'org_id', id)
  if (members > 0) return `这个党组织还有 ${members} 名党员，请先把党员转出或改编到别的支部。`
  const below = await countOf(trx, 'organisation', 'parent_id', id)
  return below > 0 ? `这个党组织还有 ${below} 个下级党组织，请先改它们的上级党组织。` : null
}

async function countOf(
  trx: Trx,
  table: 'member' | 'organisation',
  column: 'org_id' | 'parent_id',
  id: string,
): Promise<number> {
  const row = await trx
    .withTables<Record<string, Record<string, string | number | null>>>()
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(column, '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

export async function removeRecord(
  context: Context,
  input: { readonly ledger: string; readonly id: string; readonly version: number; readonly reason: string },
): Promise<void> {
  const { ledger } = moduleOf(input.ledger)
  await write(
    context,
    async (journal, trx) => {
      const why = await whyKept(trx, input.ledger, input.id)
      if (why !== null) throw new Refusal(why)
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

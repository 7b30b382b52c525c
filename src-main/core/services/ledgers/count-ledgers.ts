// How many records every ledger holds.
import { ledgerKeys, ledgerModules, type LedgerKey } from '#shared/ledgers/index.ts'
import type { Ledger } from '#shared/ledger/ledger.ts'
import type { Context } from '../../context.ts'
import { countRecords } from '../../ledger/store.ts'
import { isShown } from './confidential.ts'

const ledgerOf = (key: LedgerKey): Ledger => ledgerModules[key].ledger

/** Ledgers whose records belong to a unit. */
const isOfUnits = (key: LedgerKey): boolean => 'org_id' in ledgerOf(key).columns

/**
 * Records in each ledger, in their order; of one unit in those whose records belong to units. Confidential ledgers that
 * are not open are left out.
 */
export async function countLedgers(
  context: Context,
  unit?: string,
): Promise<{ ledger: LedgerKey; count: number }[]> {
  const shown = ledgerKeys.filter((key) => isShown(context, key) && (unit === undefined || isOfUnits(key)))
  const query = unit === undefined ? {} : { filters: { org_id: [unit] } }
  return Promise.all(
    shown.map(async (ledger) => ({
      ledger,
      count: await countRecords(context.db.read, ledgerOf(ledger), query),
    })),
  )
}

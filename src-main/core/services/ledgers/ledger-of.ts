// A ledger by its key, for use cases that know ledgers only by name.
import type { LedgerModule } from '#shared/ledger/module.ts'
import { ledgerByKey } from '#shared/ledgers/index.ts'
import { NotFound } from '../../refusal.ts'

export function moduleOf(key: string): LedgerModule {
  const found = ledgerByKey(key)
  if (!found) throw new NotFound(`台账“${key}”`)
  return found
}

// `--reason`: why a confidential ledger is opened from the command line; logged as in the window.
import { ledgerByKey } from '#shared/ledgers/index.ts'
import type { Context } from '../../core/context.ts'
import { openConfidential } from '../../core/services/ledgers/confidential.ts'
import type { Words } from './usage.ts'

/** Opens the ledger when a reason is given; without one the use case itself refuses. */
export async function openWithReason(context: Context, name: string, words: Words): Promise<void> {
  const reason = words.values['reason']
  if (typeof reason === 'string' && ledgerByKey(name) !== undefined)
    await openConfidential(context, name, reason)
}

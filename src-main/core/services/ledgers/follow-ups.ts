// What else a change of a ledger entails, whichever way it came: form, file, removal or undo.
import type { Context, Trx } from '../../context.ts'
import type { Journal } from '../../db/journal.ts'
import { settleMakeups } from '../study/settle.ts'

type FollowUp = (context: Context, journal: Journal, trx: Trx) => Promise<void>

const settleTown: FollowUp = (context, journal, trx) => settleMakeups(context, journal, trx, null)

/** By ledger key; most ledgers need none. */
const followUps: Readonly<Record<string, FollowUp | undefined>> = {
  sessions: settleTown,
  makeups: settleTown,
}

/** Runs inside the write that changed the ledger, so that both are stored or neither. */
export async function followUp(context: Context, ledger: string, journal: Journal, trx: Trx): Promise<void> {
  await followUps[ledger]?.(context, journal, trx)
}

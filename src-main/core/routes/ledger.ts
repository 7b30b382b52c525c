// Procedures of the ledgers.
import { ORPCError } from '@orpc/server'
import { isShown, openConfidential } from '../services/ledgers/confidential.ts'
import { countLedgers } from '../services/ledgers/count-ledgers.ts'
import { exportLedger, exportTemplate } from '../services/ledgers/export-ledger.ts'
import { ledgerHistory, revealNumber } from '../services/ledgers/record-history.ts'
import { removeRecord, restoreRecord } from '../services/ledgers/remove-record.ts'
import { checkRecord, InvalidForm, saveRecord } from '../services/ledgers/save-record.ts'
import { getRow, listLedger, listOptions } from '../services/ledgers/show-records.ts'
import { os } from './base.ts'

const asFormError = (error: unknown): unknown =>
  error instanceof InvalidForm
    ? new ORPCError('INVALID', {
        status: 422,
        message: error.message,
        data: { problems: [...error.problems] },
      })
    : error

export const ledgerRoutes = {
  isShown: os.ledger.isShown.handler(({ input, context }) => ({
    isShown: isShown(context.app.context(), input.ledger),
  })),
  open: os.ledger.open.handler(async ({ input, context }) => {
    await openConfidential(context.app.context(), input.ledger, input.reason)
    return { done: true as const }
  }),
  counts: os.ledger.counts.handler(({ input, context }) => countLedgers(context.app.context(), input.unit)),
  list: os.ledger.list.handler(({ input, context }) => listLedger(context.app.context(), input)),
  get: os.ledger.get.handler(({ input, context }) => getRow(context.app.context(), input.ledger, input.id)),
  save: os.ledger.save.handler(async ({ input, context }) => {
    try {
      return await saveRecord(context.app.context(), input)
    } catch (error) {
      throw asFormError(error)
    }
  }),
  check: os.ledger.check.handler(({ input, context }) =>
    checkRecord(context.app.context(), input.ledger, input.id, input.texts),
  ),
  remove: os.ledger.remove.handler(async ({ input, context }) => {
    await removeRecord(context.app.context(), input)
    return { done: true as const }
  }),
  restore: os.ledger.restore.handler(({ input, context }) =>
    restoreRecord(context.app.context(), input.ledger, input.id),
  ),
  history: os.ledger.history.handler(({ input, context }) =>
    ledgerHistory(context.app.context(), input.ledger, input.id),
  ),
  reveal: os.ledger.reveal.handler(({ input, context }) => revealNumber(context.app.context(), input)),
  options: os.ledger.options.handler(({ input, context }) => listOptions(context.app.context(), input)),
  export: os.ledger.export.handler(({ input, context }) => exportLedger(context.app.context(), input)),
  template: os.ledger.template.handler(({ input, context }) =>
    exportTemplate(context.app.context(), input.ledger),
  ),
}

// Procedures of the import.
import { refusedBook } from '#shared/documents/refused-rows.ts'
import { streamed } from '../progress.ts'
import { Refusal } from '../refusal.ts'
import { saveBook } from '../services/exports/save-book.ts'
import { adjustImport } from '../services/imports/adjust-import.ts'
import { commitImport } from '../services/imports/commit-import.ts'
import { openImport } from '../services/imports/plan-import.ts'
import { previewRows, showSession } from '../services/imports/show-import.ts'
import { listBatches, undoImport } from '../services/imports/undo-import.ts'
import { moduleOf } from '../services/ledgers/ledger-of.ts'
import { os } from './base.ts'

const EXTENSIONS = ['xlsx', 'xls', 'et', 'csv', 'xlsm', 'txt']

export const importRoutes = {
  pick: os.import.pick.handler(async ({ input, context }) => {
    const { ledger } = moduleOf(input.ledger)
    const [file] = await context.app.options.host.pickFiles({
      title: `选择${ledger.title}名册`,
      extensions: EXTENSIONS,
    })
    return file ?? null
  }),
  open: os.import.open.handler(async function* ({ input, context, signal }) {
    const data = context.app.context()
    const file = data.host.pathOf(input.file)
    const session = yield* streamed((report) =>
      openImport(data, input.ledger, file, report, signal ? { signal } : {}),
    )
    data.imports.add(session)
    return showSession(data, session)
  }),
  adjust: os.import.adjust.handler(async ({ input, context }) => {
    const data = context.app.context()
    const session = data.imports.get(input.session)
    await adjustImport(data, session, input)
    return showSession(data, session)
  }),
  rows: os.import.rows.handler(({ input, context }) => {
    const data = context.app.context()
    return previewRows(data, data.imports.get(input.session), input)
  }),
  commit: os.import.commit.handler(async function* ({ input, context, signal }) {
    const data = context.app.context()
    return yield* streamed((report) => commitImport(data, data.imports.get(input.session), report, signal))
  }),
  closeSession: os.import.closeSession.handler(({ input, context }) => {
    context.app.imports.close(input.session)
    return { done: true as const }
  }),
  batches: os.import.batches.handler(({ input, context }) => listBatches(context.app.context(), input.limit)),
  undo: os.import.undo.handler(({ input, context }) => undoImport(context.app.context(), input.batch)),
  exportRefused: os.import.exportRefused.handler(({ input, context }) => {
    const data = context.app.context()
    const { plan, workbook } = data.imports.get(input.session)
    if (plan.counts.refused === 0) throw new Refusal('没有错误行，不需要导出。')
    return saveBook(data, '导入校验结果表', () => refusedBook(moduleOf(plan.ledger).ledger, plan, workbook), {
      kind: 'E-10',
      params: { file: plan.fileName },
    })
  }),
}

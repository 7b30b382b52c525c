// Procedures of the moves from stage to stage.
import { actOnGate, ruleOnCounting, saveDraft } from '../services/gates/act.ts'
import { gateBoard } from '../services/gates/board.ts'
import { gateHistory } from '../services/gates/changes.ts'
import { exportGates } from '../services/gates/export-book.ts'
import { previewPaper, printPaper, savePaper } from '../services/gates/papers.ts'
import { showGate } from '../services/gates/show.ts'
import { os } from './base.ts'

export const gatesRoutes = {
  board: os.gates.board.handler(({ input, context }) => gateBoard(context.app.context(), input)),
  get: os.gates.get.handler(({ input, context }) => showGate(context.app.context(), input)),
  saveDraft: os.gates.saveDraft.handler(async ({ input, context }) => {
    const data = context.app.context()
    await saveDraft(data, input)
    return showGate(data, input)
  }),
  act: os.gates.act.handler(async ({ input, context }) => {
    const data = context.app.context()
    await actOnGate(data, input)
    return showGate(data, input)
  }),
  rule: os.gates.rule.handler(async ({ input, context }) => {
    const data = context.app.context()
    await ruleOnCounting(data, input)
    return showGate(data, input)
  }),
  history: os.gates.history.handler(({ input, context }) => gateHistory(context.app.context(), input.id)),
  preview: os.gates.preview.handler(({ input, context }) => previewPaper(context.app.context(), input)),
  print: os.gates.print.handler(async ({ input, context }) => {
    await printPaper(context.app.context(), input)
    return { done: true as const }
  }),
  savePaper: os.gates.savePaper.handler(({ input, context }) => savePaper(context.app.context(), input)),
  export: os.gates.export.handler(({ input, context }) => exportGates(context.app.context(), input)),
}

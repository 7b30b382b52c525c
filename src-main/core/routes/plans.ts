// Procedures of the plan review.
import { detachPlanFile, attachPlanFiles, openPlanFile } from '../services/plans/attachments.ts'
import { showBoard } from '../services/plans/board.ts'
import { showCase } from '../services/plans/case.ts'
import { previewPaper, printPaper, savePaper } from '../services/plans/papers.ts'
import { readWord } from '../services/plans/read-word.ts'
import { decidePlan, judge, judgeDemand } from '../services/plans/review.ts'
import { blankPlan, correctPlan, submitPlan, withdrawPlan } from '../services/plans/submit.ts'
import { exportPlanTable } from '../services/plans/table.ts'
import { os } from './base.ts'

const done = { done: true } as const

export const plansRoutes = {
  board: os.plans.board.handler(({ context }) => showBoard(context.app.context())),
  get: os.plans.get.handler(({ input, context }) => showCase(context.app.context(), input)),
  blank: os.plans.blank.handler(({ input, context }) => blankPlan(context.app.context(), input.orgId)),
  submit: os.plans.submit.handler(({ input, context }) => submitPlan(context.app.context(), input)),
  correct: os.plans.correct.handler(({ input, context }) => correctPlan(context.app.context(), input)),
  withdraw: os.plans.withdraw.handler(({ input, context }) => withdrawPlan(context.app.context(), input)),
  judge: os.plans.judge.handler(({ input, context }) => judge(context.app.context(), input)),
  judgeDemand: os.plans.judgeDemand.handler(({ input, context }) =>
    judgeDemand(context.app.context(), input),
  ),
  decide: os.plans.decide.handler(async ({ input, context }) => {
    const data = context.app.context()
    const orgId = await decidePlan(data, input)
    return showCase(data, { orgId, version: null })
  }),
  attach: os.plans.attach.handler(({ input, context }) => attachPlanFiles(context.app.context(), input)),
  detach: os.plans.detach.handler(({ input, context }) => detachPlanFile(context.app.context(), input)),
  openAttachment: os.plans.openAttachment.handler(async ({ input, context }) => {
    await openPlanFile(context.app.context(), input.attachmentId)
    return done
  }),
  readWord: os.plans.readWord.handler(({ input, context }) => readWord(context.app.context(), input.token)),
  exportTable: os.plans.exportTable.handler(({ context }) => exportPlanTable(context.app.context())),
  preview: os.plans.preview.handler(({ input, context }) => previewPaper(context.app.context(), input)),
  print: os.plans.print.handler(async ({ input, context }) => {
    await printPaper(context.app.context(), input)
    return done
  }),
  savePdf: os.plans.savePdf.handler(({ input, context }) => savePaper(context.app.context(), input)),
}

// Procedures of the polls.
import { actOnPoll } from '../services/polls/act.ts'
import { pollHistory } from '../services/polls/changes.ts'
import { correctCount, finishCount, keepCount, recount, startCount } from '../services/polls/count.ts'
import { previewPaper, printPaper, savePaper } from '../services/polls/papers.ts'
import { createRound, saveDetails } from '../services/polls/prepare.ts'
import { reportPolls } from '../services/polls/report.ts'
import { showPanel, showRound } from '../services/polls/show.ts'
import { os } from './base.ts'

export const pollsRoutes = {
  panel: os.polls.panel.handler(({ input, context }) => showPanel(context.app.context(), input)),
  create: os.polls.create.handler(async ({ input, context }) => ({
    id: await createRound(context.app.context(), input),
  })),
  save: os.polls.save.handler(async ({ input, context }) => {
    const data = context.app.context()
    await saveDetails(data, input)
    return showRound(data, input.id)
  }),
  act: os.polls.act.handler(async ({ input, context }) => {
    const data = context.app.context()
    await actOnPoll(data, input)
    return showRound(data, input.id)
  }),
  startCount: os.polls.startCount.handler(async ({ input, context }) => {
    const data = context.app.context()
    await startCount(data, input)
    return showRound(data, input.id)
  }),
  keepCount: os.polls.keepCount.handler(({ input, context }) => keepCount(context.app.context(), input)),
  finishCount: os.polls.finishCount.handler(async ({ input, context }) => {
    const data = context.app.context()
    await finishCount(data, input)
    return showRound(data, input.id)
  }),
  recount: os.polls.recount.handler(async ({ input, context }) => {
    const data = context.app.context()
    await recount(data, input)
    return showRound(data, input.id)
  }),
  correctCount: os.polls.correctCount.handler(async ({ input, context }) => {
    const data = context.app.context()
    await correctCount(data, input)
    return showRound(data, input.id)
  }),
  report: os.polls.report.handler(async ({ input, context }) => ({
    reported: await reportPolls(context.app.context(), input),
  })),
  history: os.polls.history.handler(({ input, context }) => pollHistory(context.app.context(), input.id)),
  preview: os.polls.preview.handler(({ input, context }) => previewPaper(context.app.context(), input)),
  print: os.polls.print.handler(async ({ input, context }) => {
    await printPaper(context.app.context(), input)
    return { done: true as const }
  }),
  savePdf: os.polls.savePdf.handler(({ input, context }) => savePaper(context.app.context(), input)),
}

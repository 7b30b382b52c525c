// Procedures of opinions and talks.
import {
  addTalks,
  feedBack,
  mergeOpinions,
  recordNone,
  rewordMerged,
  setApart,
  takeInChannels,
  undoAct,
  unmergeOpinions,
  withdrawFeedback,
} from '../services/opinions/act.ts'
import { previewPaper, printPaper, savePaper } from '../services/opinions/papers.ts'
import { listUnits, showBoard } from '../services/opinions/show.ts'
import { os } from './base.ts'

export const opinionsRoutes = {
  units: os.opinions.units.handler(({ context }) => listUnits(context.app.context())),
  board: os.opinions.board.handler(({ input, context }) => showBoard(context.app.context(), input.orgId)),
  takeInChannels: os.opinions.takeInChannels.handler(({ input, context }) =>
    takeInChannels(context.app.context(), input.orgId),
  ),
  merge: os.opinions.merge.handler(({ input, context }) => mergeOpinions(context.app.context(), input)),
  setApart: os.opinions.setApart.handler(({ input, context }) =>
    setApart(context.app.context(), input.orgId, input.ids),
  ),
  unmerge: os.opinions.unmerge.handler(({ input, context }) =>
    unmergeOpinions(context.app.context(), input.orgId, input.ids),
  ),
  reword: os.opinions.reword.handler(({ input, context }) =>
    rewordMerged(context.app.context(), input.orgId, input.no, input.text),
  ),
  feedBack: os.opinions.feedBack.handler(({ input, context }) => feedBack(context.app.context(), input)),
  recordNone: os.opinions.recordNone.handler(({ input, context }) =>
    recordNone(context.app.context(), input),
  ),
  withdrawFeedback: os.opinions.withdrawFeedback.handler(({ input, context }) =>
    withdrawFeedback(context.app.context(), input.orgId, input.memberIds),
  ),
  addTalks: os.opinions.addTalks.handler(({ input, context }) => addTalks(context.app.context(), input)),
  undo: os.opinions.undo.handler(({ input, context }) => undoAct(context.app.context(), input.batch)),
  previewPaper: os.opinions.previewPaper.handler(({ input, context }) =>
    previewPaper(context.app.context(), input),
  ),
  printPaper: os.opinions.printPaper.handler(async ({ input, context }) => {
    await printPaper(context.app.context(), input)
    return { done: true as const }
  }),
  savePaper: os.opinions.savePaper.handler(({ input, context }) => savePaper(context.app.context(), input)),
}

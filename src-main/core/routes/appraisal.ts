// Procedures of the meetings, the appraisal and the cases behind their gate.
import { enterBallots, setFeedback, setNotice, setOpinions, setView } from '../services/appraisal/appraise.ts'
import { actOnCase, listCases, saveCase } from '../services/appraisal/cases.ts'
import { exportResults } from '../services/appraisal/exports.ts'
import { listBranches, showBoard } from '../services/appraisal/list.ts'
import { makeUp, saveMeeting } from '../services/appraisal/meetings.ts'
import { previewPaper, printPaper, savePaper } from '../services/appraisal/papers.ts'
import { os } from './base.ts'

const DONE = { done: true as const }

export const appraisalRoutes = {
  branches: os.appraisal.branches.handler(({ context }) => listBranches(context.app.context())),
  board: os.appraisal.board.handler(({ input, context }) => showBoard(context.app.context(), input.orgId)),
  saveMeeting: os.appraisal.saveMeeting.handler(({ input, context }) =>
    saveMeeting(context.app.context(), input),
  ),
  makeUp: os.appraisal.makeUp.handler(({ input, context }) => makeUp(context.app.context(), input)),
  enterBallots: os.appraisal.enterBallots.handler(({ input, context }) =>
    enterBallots(context.app.context(), input),
  ),
  setOpinions: os.appraisal.setOpinions.handler(({ input, context }) =>
    setOpinions(context.app.context(), input),
  ),
  setFeedback: os.appraisal.setFeedback.handler(({ input, context }) =>
    setFeedback(context.app.context(), input),
  ),
  setView: os.appraisal.setView.handler(async ({ input, context }) => {
    await setView(context.app.context(), input)
    return DONE
  }),
  setNotice: os.appraisal.setNotice.handler(({ input, context }) => setNotice(context.app.context(), input)),
  previewPaper: os.appraisal.previewPaper.handler(({ input, context }) =>
    previewPaper(context.app.context(), input.orgId, input.kind, input.memberIds),
  ),
  printPaper: os.appraisal.printPaper.handler(async ({ input, context }) => {
    await printPaper(context.app.context(), input.orgId, input.kind, input.memberIds)
    return DONE
  }),
  savePaper: os.appraisal.savePaper.handler(({ input, context }) =>
    savePaper(context.app.context(), input.orgId, input.kind, input.memberIds),
  ),
  exportResults: os.appraisal.exportResults.handler(({ context }) => exportResults(context.app.context())),
  cases: os.appraisal.cases.handler(({ input, context }) => listCases(context.app.context(), input.orgId)),
  saveCase: os.appraisal.saveCase.handler(({ input, context }) => saveCase(context.app.context(), input)),
  actOnCase: os.appraisal.actOnCase.handler(async ({ input, context }) => {
    await actOnCase(context.app.context(), input)
    return DONE
  }),
}

// Procedures of the members' analyses.
import { actOnAnalysis, planHelp } from '../services/analyses/act.ts'
import { enterPolls, publicise, setMeeting, takeIn } from '../services/analyses/branch.ts'
import { exportRewrites, exportSheet } from '../services/analyses/exports.ts'
import { listBranches, showBoard } from '../services/analyses/list.ts'
import { previewRegister, printRegister, saveRegister } from '../services/analyses/papers.ts'
import { analysisHistory, showAnalysis } from '../services/analyses/show.ts'
import { os } from './base.ts'

export const analysesRoutes = {
  branches: os.analyses.branches.handler(({ context }) => listBranches(context.app.context())),
  board: os.analyses.board.handler(({ input, context }) => showBoard(context.app.context(), input.orgId)),
  get: os.analyses.get.handler(({ input, context }) => showAnalysis(context.app.context(), input.memberId)),
  act: os.analyses.act.handler(async ({ input, context }) => {
    const data = context.app.context()
    await actOnAnalysis(data, input)
    return showAnalysis(data, input.memberId)
  }),
  planHelp: os.analyses.planHelp.handler(async ({ input, context }) => {
    const data = context.app.context()
    await planHelp(data, input)
    return showAnalysis(data, input.memberId)
  }),
  publicise: os.analyses.publicise.handler(({ input, context }) => publicise(context.app.context(), input)),
  setMeeting: os.analyses.setMeeting.handler(({ input, context }) =>
    setMeeting(context.app.context(), input),
  ),
  enterPolls: os.analyses.enterPolls.handler(({ input, context }) =>
    enterPolls(context.app.context(), input),
  ),
  takeIn: os.analyses.takeIn.handler(({ input, context }) => takeIn(context.app.context(), input.orgId)),
  history: os.analyses.history.handler(({ input, context }) =>
    analysisHistory(context.app.context(), input.memberId),
  ),
  exportSheet: os.analyses.exportSheet.handler(({ input, context }) =>
    exportSheet(context.app.context(), input.orgId),
  ),
  exportRewrites: os.analyses.exportRewrites.handler(({ input, context }) =>
    exportRewrites(context.app.context(), input.orgId),
  ),
  previewRegister: os.analyses.previewRegister.handler(({ input, context }) =>
    previewRegister(context.app.context(), input.orgId),
  ),
  printRegister: os.analyses.printRegister.handler(async ({ input, context }) => {
    await printRegister(context.app.context(), input.orgId)
    return { done: true as const }
  }),
  saveRegister: os.analyses.saveRegister.handler(({ input, context }) =>
    saveRegister(context.app.context(), input.orgId),
  ),
}

// Procedures of self-check and acceptance.
import { decide } from '../services/acceptance/decide.ts'
import { listDifferences } from '../services/acceptance/differences.ts'
import { beginSelfCheck, fillFromSheet, fillItem, handIn } from '../services/acceptance/fill.ts'
import {
  previewAcceptancePaper,
  printAcceptancePaper,
  saveAcceptancePaper,
} from '../services/acceptance/papers.ts'
import { pickSelfCheckSheet } from '../services/acceptance/read-sheet.ts'
import { exportAcceptance, saveSelfCheckSheet } from '../services/acceptance/sheet.ts'
import { showAcceptance } from '../services/acceptance/show.ts'
import { os } from './base.ts'

export const acceptanceRoutes = {
  get: os.acceptance.get.handler(({ input, context }) => showAcceptance(context.app.context(), input)),
  begin: os.acceptance.begin.handler(async ({ input, context }) => {
    const data = context.app.context()
    await beginSelfCheck(data, input)
    return showAcceptance(data, input)
  }),
  fill: os.acceptance.fill.handler(async ({ input, context }) => {
    const data = context.app.context()
    return showAcceptance(data, await fillItem(data, input))
  }),
  handIn: os.acceptance.handIn.handler(async ({ input, context }) => {
    const data = context.app.context()
    await handIn(data, input)
    return showAcceptance(data, input)
  }),
  decide: os.acceptance.decide.handler(async ({ input, context }) => {
    const data = context.app.context()
    await decide(data, input)
    return showAcceptance(data, input)
  }),
  saveSheet: os.acceptance.saveSheet.handler(({ input, context }) =>
    saveSelfCheckSheet(context.app.context(), input),
  ),
  readSheet: os.acceptance.readSheet.handler(({ input: { file, ...place }, context }) =>
    pickSelfCheckSheet(context.app.context(), place, file),
  ),
  takeSheet: os.acceptance.takeSheet.handler(async ({ input, context }) => {
    const data = context.app.context()
    return showAcceptance(data, await fillFromSheet(data, input))
  }),
  previewPaper: os.acceptance.previewPaper.handler(({ input, context }) =>
    previewAcceptancePaper(context.app.context(), input),
  ),
  printPaper: os.acceptance.printPaper.handler(async ({ input, context }) => {
    await printAcceptancePaper(context.app.context(), input)
    return { done: true as const }
  }),
  savePaper: os.acceptance.savePaper.handler(({ input, context }) =>
    saveAcceptancePaper(context.app.context(), input),
  ),
  export: os.acceptance.export.handler(({ input, context }) =>
    exportAcceptance(context.app.context(), input),
  ),
  differences: os.acceptance.differences.handler(({ input, context }) =>
    listDifferences(context.app.context(), input),
  ),
}

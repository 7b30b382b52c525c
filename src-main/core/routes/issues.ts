// Procedures of rectification.
import { actOnIssue, addProgress, changeKind, extendIssue, sortProposed } from '../services/issues/act.ts'
import { issueHistory } from '../services/issues/changes.ts'
import { blankIssue } from '../services/issues/form.ts'
import { listIssues } from '../services/issues/list.ts'
import {
  exportIssues,
  previewIssuePaper,
  printIssuePaper,
  saveIssuePaper,
} from '../services/issues/papers.ts'
import { listPlanUnits, savePlan, showPlan } from '../services/issues/plan.ts'
import { listPublications, removePublication, savePublication } from '../services/issues/publications.ts'
import { correctIssue, registerIssue } from '../services/issues/register.ts'
import { showIssue } from '../services/issues/show.ts'
import { findSimilar } from '../services/issues/similar.ts'
import { os } from './base.ts'

export const issuesRoutes = {
  list: os.issues.list.handler(({ input, context }) => listIssues(context.app.context(), input)),
  get: os.issues.get.handler(({ input, context }) => showIssue(context.app.context(), input.id)),
  blank: os.issues.blank.handler(({ input, context }) => blankIssue(context.app.context(), input)),
  similar: os.issues.similar.handler(({ input, context }) => findSimilar(context.app.context(), input)),
  add: os.issues.add.handler(async ({ input, context }) => {
    const data = context.app.context()
    return showIssue(data, await registerIssue(data, input.draft))
  }),
  correct: os.issues.correct.handler(async ({ input, context }) => {
    const data = context.app.context()
    await correctIssue(data, input)
    return showIssue(data, input.id)
  }),
  act: os.issues.act.handler(async ({ input, context }) => {
    const data = context.app.context()
    await actOnIssue(data, input)
    return showIssue(data, input.id)
  }),
  reclassify: os.issues.reclassify.handler(async ({ input, context }) => {
    const data = context.app.context()
    await changeKind(data, input)
    return showIssue(data, input.id)
  }),
  sortProposed: os.issues.sortProposed.handler(({ context }) => sortProposed(context.app.context())),
  extend: os.issues.extend.handler(async ({ input, context }) => {
    const data = context.app.context()
    await extendIssue(data, input)
    return showIssue(data, input.id)
  }),
  addProgress: os.issues.addProgress.handler(async ({ input, context }) => {
    const data = context.app.context()
    await addProgress(data, input)
    return showIssue(data, input.id)
  }),
  history: os.issues.history.handler(({ input, context }) => issueHistory(context.app.context(), input.id)),
  units: os.issues.units.handler(({ context }) => listPlanUnits(context.app.context())),
  plan: os.issues.plan.handler(({ input, context }) => showPlan(context.app.context(), input.orgId)),
  savePlan: os.issues.savePlan.handler(async ({ input, context }) => {
    const data = context.app.context()
    await savePlan(data, input)
    return showPlan(data, input.orgId)
  }),
  publications: os.issues.publications.handler(({ input, context }) =>
    listPublications(context.app.context(), input.orgId),
  ),
  publish: os.issues.publish.handler(async ({ input, context }) => {
    const data = context.app.context()
    await savePublication(data, input)
    return listPublications(data, input.draft.orgId)
  }),
  withdrawPublication: os.issues.withdrawPublication.handler(async ({ input, context }) => {
    const data = context.app.context()
    await removePublication(data, input)
    return listPublications(data, null)
  }),
  preview: os.issues.preview.handler(({ input, context }) => previewIssuePaper(context.app.context(), input)),
  print: os.issues.print.handler(async ({ input, context }) => {
    await printIssuePaper(context.app.context(), input)
    return { done: true as const }
  }),
  savePdf: os.issues.savePdf.handler(({ input, context }) => saveIssuePaper(context.app.context(), input)),
  export: os.issues.export.handler(({ input, context }) => exportIssues(context.app.context(), input.query)),
}

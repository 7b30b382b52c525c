// Procedures of the findings.
import {
  actOnFinding,
  attachToFinding,
  detachFromFinding,
  extendFinding,
  openFindingFile,
} from '../services/findings/act.ts'
import { findingHistory } from '../services/findings/changes.ts'
import { exportFindings } from '../services/findings/export-list.ts'
import { blankFinding } from '../services/findings/form.ts'
import { listFindings } from '../services/findings/list.ts'
import { correctFinding, registerFinding } from '../services/findings/register.ts'
import { showFinding } from '../services/findings/show.ts'
import { os } from './base.ts'

export const findingsRoutes = {
  list: os.findings.list.handler(({ input, context }) => listFindings(context.app.context(), input)),
  get: os.findings.get.handler(({ input, context }) => showFinding(context.app.context(), input.id)),
  blank: os.findings.blank.handler(({ input, context }) => blankFinding(context.app.context(), input)),
  add: os.findings.add.handler(async ({ input, context }) => {
    const data = context.app.context()
    return showFinding(data, await registerFinding(data, input.draft))
  }),
  correct: os.findings.correct.handler(async ({ input, context }) => {
    const data = context.app.context()
    await correctFinding(data, input)
    return showFinding(data, input.id)
  }),
  act: os.findings.act.handler(async ({ input, context }) => {
    const data = context.app.context()
    await actOnFinding(data, input)
    return showFinding(data, input.id)
  }),
  extend: os.findings.extend.handler(async ({ input, context }) => {
    const data = context.app.context()
    await extendFinding(data, input)
    return showFinding(data, input.id)
  }),
  attach: os.findings.attach.handler(({ input, context }) => attachToFinding(context.app.context(), input)),
  detach: os.findings.detach.handler(({ input, context }) => detachFromFinding(context.app.context(), input)),
  openFile: os.findings.openFile.handler(async ({ input, context }) => {
    await openFindingFile(context.app.context(), input.fileId)
    return { done: true as const }
  }),
  history: os.findings.history.handler(({ input, context }) =>
    findingHistory(context.app.context(), input.id),
  ),
  export: os.findings.export.handler(({ input, context }) =>
    exportFindings(context.app.context(), input.query),
  ),
}

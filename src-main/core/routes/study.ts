// Procedures of study: attendance, make-ups, attendance sheets.
import { streamed } from '../progress.ts'
import { changeMarks, recordSession } from '../services/study/attend.ts'
import { exportAttendance, exportBlankAttendance } from '../services/study/export.ts'
import { saveForm } from '../services/study/forms.ts'
import { assignMakeups, exemptMakeup, registerMakeups, withdrawExemption } from '../services/study/makeups.ts'
import { commitSheet } from '../services/study/matrix/commit.ts'
import { adjustSheet, closeSheet, openSheet, openSheetById } from '../services/study/matrix/open-sheet.ts'
import { showRows, showSheet } from '../services/study/matrix/show.ts'
import { listStudyUnits, showBoard, showTaskSteps } from '../services/study/show.ts'
import { os } from './base.ts'

const EXTENSIONS = ['xlsx', 'xls', 'et', 'csv', 'xlsm']
const done = { done: true as const }

export const studyRoutes = {
  units: os.study.units.handler(({ context }) => listStudyUnits(context.app.context())),
  board: os.study.board.handler(({ input, context }) => showBoard(context.app.context(), input.orgId)),
  record: os.study.record.handler(async ({ input, context }) => {
    const { id, warnings } = await recordSession(context.app.context(), input)
    return { id, warnings: [...warnings] }
  }),
  mark: os.study.mark.handler(async ({ input, context }) => {
    const { before, warnings } = await changeMarks(context.app.context(), input)
    return { before: before.map((mark) => ({ ...mark })), warnings: [...warnings] }
  }),
  makeUp: os.study.makeUp.handler(({ input, context }) => registerMakeups(context.app.context(), input)),
  exempt: os.study.exempt.handler(async ({ input, context }) => {
    await exemptMakeup(context.app.context(), input)
    return done
  }),
  withdrawExemption: os.study.withdrawExemption.handler(async ({ input, context }) => {
    await withdrawExemption(context.app.context(), input)
    return done
  }),
  assign: os.study.assign.handler(async ({ input, context }) => {
    await assignMakeups(context.app.context(), input)
    return done
  }),
  taskSteps: os.study.taskSteps.handler(({ input, context }) =>
    showTaskSteps(context.app.context(), input.taskId),
  ),
  saveForm: os.study.saveForm.handler(async ({ input, context }) => {
    await saveForm(context.app.context(), input)
    return done
  }),
  exportMatrix: os.study.exportMatrix.handler(({ input, context }) =>
    exportAttendance(context.app.context(), input.orgId),
  ),
  exportBlank: os.study.exportBlank.handler(({ input, context }) =>
    exportBlankAttendance(context.app.context(), input.orgId),
  ),
  pickSheet: os.study.pickSheet.handler(async ({ context }) => {
    const [file] = await context.app.options.host.pickFiles({
      title: '选择学习考勤表',
      extensions: EXTENSIONS,
    })
    return file ?? null
  }),
  openSheet: os.study.openSheet.handler(async function* ({ input, context, signal }) {
    const data = context.app.context()
    const file = data.host.pathOf(input.file)
    const opened = yield* streamed((report) => openSheet(data, file, report, signal))
    return showSheet(data, opened)
  }),
  adjustSheet: os.study.adjustSheet.handler(async ({ input, context }) => {
    const data = context.app.context()
    const opened = openSheetById(data, input.session)
    await adjustSheet(data, opened, input)
    return showSheet(data, opened)
  }),
  sheetRows: os.study.sheetRows.handler(({ input, context }) =>
    showRows(openSheetById(context.app.context(), input.session), input.sheet),
  ),
  commitSheet: os.study.commitSheet.handler(async function* ({ input, context, signal }) {
    const data = context.app.context()
    const opened = openSheetById(data, input.session)
    return yield* streamed((report) => commitSheet(data, opened, report, signal))
  }),
  closeSheet: os.study.closeSheet.handler(({ input, context }) => {
    closeSheet(context.app.context(), input.session)
    return done
  }),
}

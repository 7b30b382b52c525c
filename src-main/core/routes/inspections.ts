// Procedures of the inspections.
import { showBoard } from '../services/inspections/board.ts'
import {
  discardInspection,
  finishInspection,
  reopenInspection,
  saveHead,
} from '../services/inspections/finish.ts'
import { attachToItem, detachFromItem, openItemFile, recordItem } from '../services/inspections/record.ts'
import { showInspection } from '../services/inspections/show.ts'
import { startInspection } from '../services/inspections/start.ts'
import { previewSheet, printSheet, saveSheet } from '../services/inspections/visit-sheet.ts'
import { os } from './base.ts'

const done = { done: true } as const

export const inspectionsRoutes = {
  board: os.inspections.board.handler(({ context }) => showBoard(context.app.context())),
  start: os.inspections.start.handler(({ input, context }) => startInspection(context.app.context(), input)),
  get: os.inspections.get.handler(({ input, context }) => showInspection(context.app.context(), input.id)),
  record: os.inspections.record.handler(({ input, context }) => recordItem(context.app.context(), input)),
  saveHead: os.inspections.saveHead.handler(async ({ input, context }) => {
    const data = context.app.context()
    await saveHead(data, input)
    return showInspection(data, input.id)
  }),
  finish: os.inspections.finish.handler(async ({ input, context }) => {
    const data = context.app.context()
    await finishInspection(data, input)
    return showInspection(data, input.id)
  }),
  reopen: os.inspections.reopen.handler(async ({ input, context }) => {
    const data = context.app.context()
    await reopenInspection(data, input)
    return showInspection(data, input.id)
  }),
  discard: os.inspections.discard.handler(async ({ input, context }) => {
    await discardInspection(context.app.context(), input)
    return done
  }),
  attach: os.inspections.attach.handler(({ input, context }) => attachToItem(context.app.context(), input)),
  detach: os.inspections.detach.handler(({ input, context }) => detachFromItem(context.app.context(), input)),
  openFile: os.inspections.openFile.handler(async ({ input, context }) => {
    await openItemFile(context.app.context(), input.fileId)
    return done
  }),
  previewSheet: os.inspections.previewSheet.handler(({ input, context }) =>
    previewSheet(context.app.context(), input),
  ),
  printSheet: os.inspections.printSheet.handler(async ({ input, context }) => {
    await printSheet(context.app.context(), input)
    return done
  }),
  saveSheet: os.inspections.saveSheet.handler(({ input, context }) =>
    saveSheet(context.app.context(), input),
  ),
}

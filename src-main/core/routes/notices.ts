// Procedures of the notices.
import { actOnNotice } from '../services/notices/act.ts'
import { discardNotice, saveNotice } from '../services/notices/draft.ts'
import { draftFrom } from '../services/notices/draft-from.ts'
import { exportNotices } from '../services/notices/export-list.ts'
import { issueNotice } from '../services/notices/issue.ts'
import { listNotices, noticeChoices, noticeUnits } from '../services/notices/list.ts'
import { previewNotice, printNotice, saveNoticePdf, saveNoticeWord } from '../services/notices/papers.ts'
import { showNotice } from '../services/notices/show.ts'
import { os } from './base.ts'

const done = { done: true as const }

export const noticesRoutes = {
  list: os.notices.list.handler(({ input, context }) => listNotices(context.app.context(), input)),
  units: os.notices.units.handler(({ context }) => noticeUnits(context.app.context())),
  choices: os.notices.choices.handler(({ input, context }) =>
    noticeChoices(context.app.context(), input.orgId),
  ),
  get: os.notices.get.handler(({ input, context }) => showNotice(context.app.context(), input.id)),
  draft: os.notices.draft.handler(async ({ input, context }) => {
    const data = context.app.context()
    return showNotice(data, await draftFrom(data, input))
  }),
  save: os.notices.save.handler(async ({ input, context }) => {
    const data = context.app.context()
    await saveNotice(data, input)
    return showNotice(data, input.id)
  }),
  discard: os.notices.discard.handler(async ({ input, context }) => {
    await discardNotice(context.app.context(), input)
    return done
  }),
  issue: os.notices.issue.handler(async ({ input, context }) => {
    const data = context.app.context()
    await issueNotice(data, input)
    return showNotice(data, input.id)
  }),
  act: os.notices.act.handler(async ({ input, context }) => {
    const data = context.app.context()
    await actOnNotice(data, input)
    return showNotice(data, input.id)
  }),
  preview: os.notices.preview.handler(({ input, context }) => previewNotice(context.app.context(), input.id)),
  print: os.notices.print.handler(async ({ input, context }) => {
    await printNotice(context.app.context(), input.id)
    return done
  }),
  savePdf: os.notices.savePdf.handler(({ input, context }) => saveNoticePdf(context.app.context(), input.id)),
  saveWord: os.notices.saveWord.handler(({ input, context }) =>
    saveNoticeWord(context.app.context(), input.id),
  ),
  export: os.notices.export.handler(({ context }) => exportNotices(context.app.context())),
}

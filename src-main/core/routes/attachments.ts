// Procedures of attached files.
import { attachTo, detachFrom, listAttached, openAttached } from '../services/attachments/by-entity.ts'
import { os } from './base.ts'

export const attachmentsRoutes = {
  list: os.attachments.list.handler(({ input, context }) => listAttached(context.app.context(), input)),
  attach: os.attachments.attach.handler(({ input, context }) => attachTo(context.app.context(), input)),
  detach: os.attachments.detach.handler(({ input, context }) => detachFrom(context.app.context(), input)),
  open: os.attachments.open.handler(async ({ input, context }) => {
    await openAttached(context.app.context(), input)
    return { done: true as const }
  }),
}

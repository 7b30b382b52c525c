// Procedures of the application itself.
import { campaigns } from '#shared/campaign/index.ts'
import { Town } from '#shared/contract/app.ts'
import { write } from '../context.ts'
import { writeSetting } from '../db/settings.ts'
import { streamed } from '../progress.ts'
import { createFolder, listRecent, openExisting } from '../services/app/folders.ts'
import { chooseActor, saveMember } from '../services/app/people.ts'
import { searchAll } from '../services/app/search.ts'
import { readStatus } from '../services/app/status.ts'
import { listThresholds, saveThreshold } from '../services/app/thresholds.ts'
import { loadSample } from '../services/sample/load-sample.ts'
import { os } from './base.ts'

export const appRoutes = {
  status: os.app.status.handler(({ context }) => readStatus(context.app)),
  templates: os.app.templates.handler(() =>
    campaigns.map((c) => ({ key: c.key, name: c.name, batches: c.batches.map((b) => b.name) })),
  ),
  recent: os.app.recent.handler(({ context }) => listRecent(context.app)),
  pickFolder: os.app.pickFolder.handler(({ input, context }) =>
    context.app.options.host.pickFolder({
      title: input.purpose === 'create' ? '选择存放数据的空文件夹' : '选择数据文件夹',
    }),
  ),
  create: os.app.create.handler(async ({ input, context }) => {
    await createFolder(context.app, input.folder, input.town)
    return readStatus(context.app)
  }),
  open: os.app.open.handler(async ({ input, context }) => {
    await openExisting(context.app, input.folder)
    return readStatus(context.app)
  }),
  loadSample: os.app.loadSample.handler(async function* ({ input, context, signal }) {
    yield* streamed((report) => loadSample(context.app, report, signal, undefined, input.course))
    return readStatus(context.app)
  }),
  close: os.app.close.handler(async ({ context }) => {
    await context.app.closeFolder()
    return readStatus(context.app)
  }),
  chooseActor: os.app.chooseActor.handler(async ({ input, context }) => {
    await chooseActor(context.app, input.id)
    return readStatus(context.app)
  }),
  saveMember: os.app.saveMember.handler(async ({ input, context }) => {
    await saveMember(context.app, input)
    return readStatus(context.app)
  }),
  search: os.app.search.handler(({ input, context }) =>
    searchAll(context.app.context(), input.text, input.limit),
  ),
  thresholds: os.app.thresholds.handler(({ context }) => listThresholds(context.app.context())),
  saveThreshold: os.app.saveThreshold.handler(({ input, context }) => saveThreshold(context.app, input)),
  profile: os.app.profile.handler(({ context }) => context.app.context().campaign.town),
  saveProfile: os.app.saveProfile.handler(async ({ input, context }) => {
    const data = context.app.context()
    await write(
      data,
      async (journal, trx) => {
        await writeSetting(trx, 'profile', Town.parse(input.town), {
          actor: data.actor.name,
          now: data.now(),
        })
        await journal.record({
          entity: 'setting',
          id: 'profile',
          action: 'change',
          fields: { profile: [JSON.stringify(data.campaign.town), JSON.stringify(input.town)] },
        })
      },
      { reason: input.reason },
    )
    await context.app.reloadCampaign()
    return readStatus(context.app)
  }),
  backups: os.app.backups.handler(async ({ context }) => {
    const backups = await context.app.context().folder.listBackups()
    return backups.map((b) => ({ name: b.name, at: b.at, bytes: b.size, manual: b.kind === '手工' }))
  }),
  backupNow: os.app.backupNow.handler(async ({ context }) => {
    await context.app.context().folder.backupNow('手工', { byHand: true })
    return { done: true as const }
  }),
  preference: os.app.preference.handler(async ({ input, context }) => {
    if (input.value !== undefined) await context.app.preferences.set(`page.${input.key}`, input.value)
    return { value: context.app.preferences.get(`page.${input.key}`) ?? null }
  }),
  showLog: os.app.showLog.handler(({ context }) => {
    const file = context.app.options.logFile
    if (file) context.app.options.host.showInFolder(file)
    return { done: true as const }
  }),
}

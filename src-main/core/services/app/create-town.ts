// First start: a new data folder with the town's profile, its group, and the campaign's template.
import { Town } from '#shared/contract/app.ts'
import { campaignByKey } from '#shared/campaign/index.ts'
import type { Application } from '../../application.ts'
import { Journal } from '../../db/journal.ts'
import { openDataFolder } from '../../db/data-folder.ts'
import { writeSetting } from '../../db/settings.ts'
import { refuse } from '../../refusal.ts'
import type { FolderFacts } from '../campaign-settings.ts'

const NO_FACTS: FolderFacts = { isSample: false, today: null, townMobilisation: null }

/**
 * Creates a data folder and opens it; the first 组长 (else the first member) is at work.
 * Refuses a folder that already holds a town, and an unknown campaign template.
 */
export async function createTown(
  app: Application,
  root: string,
  town: Town,
  facts: FolderFacts = NO_FACTS,
): Promise<void> {
  if (!campaignByKey(town.campaignKey)) refuse('没有这个活动模板，请重新选择。', 'campaignKey')
  const names = town.members.map((m) => m.name.trim())
  if (new Set(names).size !== names.length) refuse('督导组成员姓名有重复，请改正。', 'members')
  const folder = await openDataFolder(root, { create: true, now: app.now })
  try {
    await folder.database.write(async (trx) => {
      const already = await trx
        .selectFrom('setting')
        .select('key')
        .where('key', '=', 'profile')
        .executeTakeFirst()
      if (already) refuse('这个文件夹里已经有一个镇的数据。请选“打开”，或换一个空文件夹。', 'folder')
      const first = town.members.find((m) => m.role === '组长') ?? town.members[0]
      const by = { actor: first?.name ?? '', now: app.now() }
      await writeSetting(trx, 'profile', Town.parse(town), by)
      await writeSetting(trx, 'facts', facts, by)
      const journal = new Journal(trx, {
        actor: by.actor,
        device: app.options.device ?? '',
        now: app.now,
        reason: '建立本镇数据',
      })
      await journal.addMany(
        'group_member',
        town.members.map((m) => ({ name: m.name.trim(), role: m.role, active: 1 })),
      )
    })
  } finally {
    await folder.close()
  }
  await app.openFolder(root)
  await chooseFirst(app)
}

/** After creating a town its leader is at work without being asked again. */
async function chooseFirst(app: Application): Promise<void> {
  const opened = app.opened
  if (!opened) return
  const rows = await opened.folder.database.read
    .selectFrom('group_member')
    .select(['id', 'name', 'role'])
    .where('active', '=', 1)
    .orderBy('id')
    .execute()
  const actor = rows.find((r) => r.role === '组长') ?? rows[0]
  if (actor) app.setActor(actor)
}

// What the frame shows: which town is open, who works, what day and phase it is, and the counts beside the rail.
import type { AppStatus, GroupMember } from '#shared/contract/app.ts'
import { currentBatch, phaseOf } from '#shared/campaign/index.ts'
import { daysBetween } from '#shared/text/civil-date.ts'
import type { Application } from '../../application.ts'
import type { Database } from '../../db/database.ts'
import type { CampaignSettings } from '../campaign-settings.ts'
import { countReportsMissing } from '../overview/today-reports.ts'
import { badgesOf } from './badges.ts'
import path from 'node:path'

const NOTHING_OPEN = {
  folder: null,
  isSample: false,
  town: '',
  campaignName: '',
  batchName: '',
  phase: null,
  groupName: '',
  officeName: '',
  actor: null,
  members: [],
  badges: {},
} satisfies Partial<AppStatus>

export async function listMembers(db: Database): Promise<GroupMember[]> {
  const rows = await db.read
    .selectFrom('group_member')
    .select(['id', 'name', 'role', 'active'])
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map((r) => ({ id: r.id, name: r.name, role: r.role, active: r.active === 1 }))
}

function phaseToday(campaign: CampaignSettings, today: string): AppStatus['phase'] {
  const phase = phaseOf(campaign.template, today)
  return phase && { key: phase.key, name: phase.name, day: daysBetween(phase.defaultStart, today) + 1 }
}

export async function readStatus(app: Application): Promise<AppStatus> {
  const common = { version: app.options.version, today: app.today }
  const opened = app.opened
  if (!opened) return { ...NOTHING_OPEN, ...common, stage: 'welcome' }
  const { campaign, folder, actor } = opened
  const members = await listMembers(folder.database)
  return {
    ...common,
    stage: actor ? 'ready' : 'who',
    folder: path.basename(folder.layout.root),
    isSample: campaign.facts.isSample,
    town: campaign.town.town,
    campaignName: campaign.template.shortName,
    batchName: currentBatch(campaign.template).name,
    phase: phaseToday(campaign, app.today),
    groupName: campaign.town.groupName,
    officeName: campaign.town.officeName,
    actor: members.find((m) => m.id === actor?.id) ?? null,
    members,
    badges: {
      ...(await badgesOf(folder.database, app.today)),
      'reports-up': await countReportsMissing({ campaign, today: app.today, db: folder.database }),
    },
  }
}

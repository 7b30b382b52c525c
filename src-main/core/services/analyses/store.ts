// Reads members' analyses, their versions, polls and steps out of the data file.
import type { Kysely, Selectable } from 'kysely'
import type { LimitSettings } from '#shared/rules/limits.ts'
import type { AnalysisState } from '#shared/rules/machines.ts'
import type {
  AnalysisLevel,
  AnalysisPollTable,
  AnalysisStepTable,
  AnalysisTable,
  AnalysisVersionTable,
} from '../../db/analysis-tables.ts'
import type { Tables } from '../../db/tables.ts'
import { NotFound } from '../../refusal.ts'
import type { CampaignSettings } from '../campaign-settings.ts'
import { listOf } from '../inspections/store.ts'

export type Db = Kysely<Tables>
export type AnalysisRow = Selectable<AnalysisTable>
export type VersionRow = Selectable<AnalysisVersionTable>
export type PollRow = Selectable<AnalysisPollTable>
export type StepRow = Selectable<AnalysisStepTable>

/** A member of a branch with what he has to write. */
export interface Person {
  readonly id: string
  readonly orgId: string
  readonly name: string
  readonly initials: string
  readonly post: string
  readonly kind: '正式' | '预备'
  readonly categories: readonly string[]
  readonly level: AnalysisLevel
}

const LEADER = '党员领导干部'

const personColumns = ['id', 'org_id', 'name', 'initials', 'party_post', 'member_kind', 'categories'] as const

type MemberColumns = Pick<Selectable<Tables['member']>, (typeof personColumns)[number]>

function toPerson(row: MemberColumns): Person {
  const categories = row.categories === null ? [] : listOf(row.categories)
  return {
    id: row.id,
    orgId: row.org_id,
    name: row.name,
    initials: row.initials,
    post: row.party_post ?? '',
    kind: row.member_kind === '预备' ? '预备' : '正式',
    categories,
    level: categories.includes(LEADER) ? LEADER : '党员',
  }
}

const onRoster = (db: Db) =>
  db
    .selectFrom('member')
    .select(personColumns)
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('roster_state', 'is', null), eb('roster_state', '=', '在册')]))
    .orderBy('id')

/** Everybody who has to write, of one branch or of the whole town. */
export async function peopleOf(db: Db, orgId?: string): Promise<Person[]> {
  const query = orgId === undefined ? onRoster(db) : onRoster(db).where('org_id', '=', orgId)
  return (await query.execute()).map(toPerson)
}

/** Throws NotFound. */
export async function personById(db: Db, id: string): Promise<Person> {
  const row = await onRoster(db).where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new NotFound('这名党员')
  return toPerson(row)
}

/** All analyses, by member. */
export async function analysesOf(db: Db, orgId?: string): Promise<Map<string, AnalysisRow>> {
  const all = db.selectFrom('analysis').selectAll().where('deleted_at', 'is', null)
  const rows = await (
    orgId === undefined
      ? all
      : all.where('member_id', 'in', (eb) => eb.selectFrom('member').select('id').where('org_id', '=', orgId))
  ).execute()
  return new Map(rows.map((row) => [row.member_id, row]))
}

export const analysisOf = (db: Db, memberId: string): Promise<AnalysisRow | undefined> =>
  db
    .selectFrom('analysis')
    .selectAll()
    .where('member_id', '=', memberId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()

export const stateOf = (row: Pick<AnalysisRow, 'state'> | undefined): AnalysisState => row?.state ?? '未交'

/** First version first. */
export const versionsOf = (db: Db, analysisId: string): Promise<VersionRow[]> =>
  db
    .selectFrom('analysis_version')
    .selectAll()
    .where('analysis_id', '=', analysisId)
    .where('deleted_at', 'is', null)
    .orderBy('version')
    .execute()

/** First round first. */
export const pollsOf = (db: Db, analysisId: string): Promise<PollRow[]> =>
  db
    .selectFrom('analysis_poll')
    .selectAll()
    .where('analysis_id', '=', analysisId)
    .where('deleted_at', 'is', null)
    .orderBy('round')
    .execute()

/** First step first. */
export const stepsOf = (db: Db, analysisId: string): Promise<StepRow[]> =>
  db
    .selectFrom('analysis_step')
    .selectAll()
    .where('analysis_id', '=', analysisId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()

const KEYS = ['analysis.chars', 'analysis.public.days', 'analysis.satisfaction'] as const

/** The limits of as this town has them. */
export const settingsOf = (campaign: CampaignSettings): LimitSettings =>
  Object.fromEntries(
    KEYS.map((key) => {
      const basis = campaign.changes.get(key)?.basis
      const source = basis === undefined ? {} : { source: { title: basis } }
      return [key, { value: campaign.limit(key), ...source }]
    }),
  )

/** Fewer valid ballots than this stay covered; null covers none. */
export const leastShown = (campaign: CampaignSettings): number | null => campaign.limit('poll.small')

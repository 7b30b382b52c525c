// Reads meetings, who was there, appraisals and cases out of the data file.
import type { Kysely, Selectable } from 'kysely'
import type { LimitSettings } from '#shared/rules/limits.ts'
import type {
  AppraisalTable,
  OrgMeetingMemberTable,
  OrgMeetingTable,
  UnqualifiedCaseTable,
  UnqualifiedStepTable,
} from '../../db/appraisal-tables.ts'
import type { Tables } from '../../db/tables.ts'
import { NotFound } from '../../refusal.ts'
import type { CampaignSettings } from '../campaign-settings.ts'

export type Db = Kysely<Tables>
export type MeetingRow = Selectable<OrgMeetingTable>
export type AttendanceRow = Selectable<OrgMeetingMemberTable>
export type AppraisalRow = Selectable<AppraisalTable>
export type CaseRow = Selectable<UnqualifiedCaseTable>
export type CaseStepRow = Selectable<UnqualifiedStepTable>

/** The branch's own meeting; members who missed it make it up. */
export const MAIN = '专题组织生活会'
export const OF_LEADERS = '领导班子专题民主生活会'
export const MADE_UP = '补开'

/** Latest first; of one unit or of the whole town. */
export const meetingsOf = (db: Db, orgId?: string): Promise<MeetingRow[]> => {
  const all = db.selectFrom('org_meeting').selectAll().where('deleted_at', 'is', null)
  return (orgId === undefined ? all : all.where('org_id', '=', orgId))
    .orderBy('date', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Throws NotFound. */
export async function meetingById(db: Db, id: string): Promise<MeetingRow> {
  const row = await db
    .selectFrom('org_meeting')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这次会')
  return row
}

export const attendanceOf = (db: Db, meetingIds?: readonly string[]): Promise<AttendanceRow[]> => {
  const all = db.selectFrom('org_meeting_member').selectAll().where('deleted_at', 'is', null)
  return (meetingIds === undefined ? all : all.where('meeting_id', 'in', [...meetingIds]))
    .orderBy('id')
    .execute()
}

/** By member, of one branch or of the whole town. */
export async function appraisalsOf(db: Db, orgId?: string): Promise<Map<string, AppraisalRow>> {
  const all = db.selectFrom('appraisal').selectAll().where('deleted_at', 'is', null)
  const rows = await (orgId === undefined ? all : all.where('org_id', '=', orgId)).execute()
  return new Map(rows.map((row) => [row.member_id, row]))
}

/** Newest first. */
export const casesOf = (db: Db, orgId?: string | null): Promise<CaseRow[]> => {
  const all = db.selectFrom('unqualified_case').selectAll().where('deleted_at', 'is', null)
  return (orgId == null ? all : all.where('org_id', '=', orgId)).orderBy('id', 'desc').execute()
}

/** Throws NotFound. */
export async function caseById(db: Db, id: string): Promise<CaseRow> {
  const row = await db
    .selectFrom('unqualified_case')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这件台账')
  return row
}

/** First step first. */
export const caseStepsOf = (db: Db, ids: readonly string[]): Promise<CaseStepRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('unqualified_step')
        .selectAll()
        .where('unqualified_case_id', 'in', [...ids])
        .where('deleted_at', 'is', null)
        .orderBy('id')
        .execute()

/** The limits of as this town has them; a changed cap on 优秀 is a percentage. */
export function settingsOf(campaign: CampaignSettings): LimitSettings {
  const plain = (['orglife.guests', 'orglife.quorum'] as const).map(
    (key) => [key, { value: campaign.limit(key) }] as const,
  )
  const cap = campaign.changes.get('appraisal.excellent')
  const own =
    cap === undefined
      ? {}
      : { 'appraisal.excellent': { value: cap.value, per: 100, source: { title: cap.basis } } }
  return { ...Object.fromEntries(plain), ...own }
}

/** Fewer ballots than this stay covered; null covers none. */
export const leastShown = (campaign: CampaignSettings): number | null => campaign.limit('poll.small')

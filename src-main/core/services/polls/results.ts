// What the latest poll of a unit says, for those who decide on it: only a confirmed one is a result.
import type { PollState } from '#shared/rules/machines.ts'
import { dissatisfiedIn, usualKind, type PollKind } from '#shared/rules/poll-action.ts'
import { decidingVerdict, sensitivityOn } from '#shared/rules/poll-verdicts.ts'
import type { Verdict } from '#shared/rules/verdict.ts'
import { pollPhaseKey } from '#shared/ledgers/polls.ts'
import { readCampaign, type CampaignSettings } from '../campaign-settings.ts'
import { gradesOf, limitSettings, namesIn, phaseLabel, roundsOf, type Db, type PollRow } from './store.ts'

export interface PollResult {
  readonly id: string
  readonly orgId: string
  /** Key of the phase. */
  readonly phase: string
  readonly kind: PollKind
  readonly subjectId: string | null
  readonly round: number
  readonly state: PollState
  /** It is not confirmed yet, so its numbers decide nothing. */
  readonly isPending: boolean
  readonly date: string | null
  readonly valid: number | null
  /** 不满意 and 不太满意 together. */
  readonly dissatisfied: number
  readonly abstained: number
  readonly less: number
  readonly supervisedBy: readonly string[]
  readonly confirmedOn: string | null
  readonly reportedOn: string | null
  /** HH:MM. */
  readonly reportedAt: string | null
  readonly reportNo: string | null
  /** with the town's limits as they stand today; null while pending. */
  readonly verdict: Verdict | null
  /** R-32b; null while pending and for other kinds of polls. */
  readonly sensitivity: Verdict | null
}

function toResult(row: PollRow, campaign: CampaignSettings): PollResult {
  const isPending = row.state !== '已确认'
  const grades = gradesOf(row)
  const settings = limitSettings(campaign)
  const phase = pollPhaseKey(row.phase)
  const judged = { kind: row.kind, phase, valid: row.valid ?? 0, grades }
  return {
    id: row.id,
    orgId: row.org_id,
    phase,
    kind: row.kind,
    subjectId: row.subject_id,
    round: Number(row.round),
    state: row.state,
    isPending,
    date: row.date,
    valid: row.valid,
    dissatisfied: dissatisfiedIn(grades),
    abstained: grades.abstained ?? 0,
    less: grades.less ?? 0,
    supervisedBy: namesIn(row.supervised_by),
    confirmedOn: row.confirmed_on,
    reportedOn: row.reported_on,
    reportedAt: row.reported_at,
    reportNo: row.report_no,
    verdict: isPending ? null : decidingVerdict(judged, settings),
    sensitivity: isPending ? null : sensitivityOn(judged, settings),
  }
}

/** Void rounds say nothing; the last of the others counts. */
const latestOf = (rows: readonly PollRow[]): PollRow | undefined =>
  rows.findLast(({ state }) => state !== '作废')

/** All rounds of a unit in a phase, void ones too, first round first; `kind` takes the usual one of the phase. */
export async function pollRounds(
  db: Db,
  orgId: string,
  phase: string,
  kind: PollKind = usualKind(phase),
  campaign?: CampaignSettings,
): Promise<PollResult[]> {
  const rows = await roundsOf(db, { orgId, phase, kind, subjectId: null })
  const settings = campaign ?? (await readCampaign(db))
  return rows.map((row) => toResult(row, settings))
}

/** The last round that is not void, confirmed or pending; null when there is none. */
export async function latestPoll(
  db: Db,
  orgId: string,
  phase: string,
  kind: PollKind = usualKind(phase),
  campaign?: CampaignSettings,
): Promise<PollResult | null> {
  const row = latestOf(await roundsOf(db, { orgId, phase, kind, subjectId: null }))
  return row === undefined ? null : toResult(row, campaign ?? (await readCampaign(db)))
}

/** The latest poll of every unit in a phase, by unit; for boards that show all of them. */
export async function latestPolls(
  db: Db,
  phase: string,
  campaign: CampaignSettings,
  kind: PollKind = usualKind(phase),
): Promise<Map<string, PollResult>> {
  const rows = await db
    .selectFrom('poll')
    .selectAll()
    .where('phase', '=', phaseLabel(phase))
    .where('kind', '=', kind)
    .where('subject_id', 'is', null)
    .where('state', '<>', '作废')
    .where('deleted_at', 'is', null)
    .orderBy('round')
    .execute()
  return new Map(rows.map((row) => [row.org_id, toResult(row, campaign)]))
}

/** The latest poll on a member's analysis in a phase; null when there is none. */
export async function latestSubjectPoll(
  db: Db,
  orgId: string,
  subjectId: string,
  phase = 'review',
  campaign?: CampaignSettings,
): Promise<PollResult | null> {
  const row = latestOf(await roundsOf(db, { orgId, phase, kind: '党性分析材料', subjectId }))
  return row === undefined ? null : toResult(row, campaign ?? (await readCampaign(db)))
}

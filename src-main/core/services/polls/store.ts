// Reads of polls that the use cases share: rows, their JSON columns, counts under way, the limits of the town.
import type { Kysely, Selectable } from 'kysely'
import * as z from 'zod'
import { basisText, type PhaseKey } from '#shared/campaign/index.ts'
import { BallotCount } from '#shared/contract/polls.ts'
import { pollPhaseName } from '#shared/ledgers/polls.ts'
import type { LimitSettings } from '#shared/rules/limits.ts'
import { gradeKeys, type Grades, type PollFacts, type PollKind } from '#shared/rules/poll-action.ts'
import type { Context } from '../../context.ts'
import type { PollStepTable, PollTable, PollTallyTable } from '../../db/poll-tables.ts'
import type { Tables } from '../../db/tables.ts'
import { NotFound, refuse } from '../../refusal.ts'
import type { CampaignSettings } from '../campaign-settings.ts'
import { stageOf } from '../stages/stage.ts'

export type Db = Kysely<Tables>
export type PollRow = Selectable<PollTable>
export type PollStepRow = Selectable<PollStepTable>
export type TallyRow = Selectable<PollTallyTable>

const Names = z.array(z.string())
const Witnesses = z.object({ supervisors: Names, counters: Names })

export const namesIn = (json: string | null): string[] => (json === null ? [] : Names.parse(JSON.parse(json)))
export const witnessesIn = (json: string | null): z.infer<typeof Witnesses> =>
  json === null ? { supervisors: [], counters: [] } : Witnesses.parse(JSON.parse(json))
export const countIn = (json: string | null): BallotCount | null =>
  json === null ? null : BallotCount.parse(JSON.parse(json))

/** Ballots by grade as stored; grades that were never said are left out. */
export const gradesOf = (row: PollRow): Grades =>
  Object.fromEntries(gradeKeys.flatMap((key) => (row[key] === null ? [] : [[key, row[key]] as const])))

/** Throws NotFound. */
export async function pollById(db: Db, id: string): Promise<PollRow> {
  const row = await db
    .selectFrom('poll')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这次测评')
  return row
}

export interface PollQuestion {
  readonly orgId: string
  /** Key of the phase. */
  readonly phase: string
  readonly kind: PollKind
  readonly subjectId: string | null
}

/** The rounds of one question, first round first. */
export const roundsOf = (db: Db, { orgId, phase, kind, subjectId }: PollQuestion): Promise<PollRow[]> =>
  db
    .selectFrom('poll')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('phase', '=', phaseLabel(phase))
    .where('kind', '=', kind)
    .where('subject_id', 'is', subjectId)
    .where('deleted_at', 'is', null)
    .orderBy('round')
    .execute()

/** Refuses a phase no unit is polled in. */
export function phaseLabel(phase: string): string {
  try {
    return pollPhaseName(phase)
  } catch (error) {
    if (error instanceof RangeError) return refuse('筹备准备期间没有群众测评，请选择后面的阶段。')
    throw error
  }
}

export const pollStepsOf = (db: Db, pollIds: readonly string[]): Promise<PollStepRow[]> =>
  db
    .selectFrom('poll_step')
    .selectAll()
    .where('poll_id', 'in', pollIds)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()

export const talliesOf = (db: Db, pollId: string): Promise<TallyRow[]> =>
  db.selectFrom('poll_tally').selectAll().where('poll_id', '=', pollId).orderBy('which').execute()

/** First day of the stage: the unit's own, planned one, else the campaign's. */
export async function stageStart(
  db: Db,
  campaign: CampaignSettings,
  orgId: string,
  phase: string,
): Promise<string> {
  const stage = await stageOf(db, orgId, phase)
  const planned = campaign.template.phases.find(({ key }) => key === phase)?.defaultStart
  return stage?.started_on ?? stage?.planned_start ?? planned ?? ''
}

/** The limits the town changed, with its own basis, as the rules take them. */
export const limitSettings = (campaign: CampaignSettings): LimitSettings =>
  Object.fromEntries(
    [...campaign.changes].map(([key, { value, basis }]) => [key, { value, source: { title: basis } }]),
  )

/** People of the supervision group who may sign. */
export async function groupPeople(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('group_member')
    .select(['name', 'role'])
    .where('deleted_at', 'is', null)
    .where('active', '=', 1)
    .orderBy('id')
    .execute()
  return rows.filter(({ role }) => role !== '只读').map(({ name }) => name)
}

export async function pollFacts(context: Context, db: Db, row: PollRow, phase: PhaseKey): Promise<PollFacts> {
  return {
    state: row.state,
    date: row.date,
    stageStart: await stageStart(db, context.campaign, row.org_id, phase),
    materialsOn: row.materials_on,
    supervisedBy: namesIn(row.supervised_by),
    issued: row.issued,
    returned: row.returned,
    valid: row.valid,
    invalid: row.invalid,
    grades: gradesOf(row),
    first: countIn(row.first_count),
    second: countIn(row.second_count),
    groupMembers: await groupPeople(db),
  }
}

/** Where the limit comes from, as the settings page says it. */
export const basisOfLimit = (context: Pick<Context, 'campaign'>, key: string | undefined): string => {
  if (key === undefined) return ''
  const changed = context.campaign.changes.get(key)
  if (changed !== undefined) return changed.basis
  const found = context.campaign.template.thresholds.find((each) => each.key === key)
  return found === undefined ? '' : basisText(found.basis)
}

// Where a unit stands in a phase, and the only way it gets further: along the machine, each step kept with its words.
import type { Kysely, Selectable } from 'kysely'
import { nextPhase, type Campaign, type PhaseKey } from '#shared/campaign/index.ts'
import { stepFrom, unitStageMachine, type UnitStageState } from '#shared/rules/machines.ts'
import type { Trx } from '../../context.ts'
import type { Journal, Patch } from '../../db/journal.ts'
import type { UnitStageStepTable, UnitStageTable } from '../../db/stage-tables.ts'
import type { Tables } from '../../db/tables.ts'
import { refuse } from '../../refusal.ts'

type Db = Kysely<Tables>
export type StageRow = Selectable<UnitStageTable>
export type StageStepRow = Selectable<UnitStageStepTable>
export type StageAction = (typeof unitStageMachine.actions)[number]

/** The preparation is the town's; units go through the phases after it. */
export const unitPhases = (campaign: Campaign): PhaseKey[] =>
  campaign.phases.filter(({ key }) => key !== 'prep').map(({ key }) => key)

/** The phase before, null before the first of a unit. */
function phaseBefore(campaign: Campaign, phase: PhaseKey): PhaseKey | null {
  const keys = unitPhases(campaign)
  return keys[keys.indexOf(phase) - 1] ?? null
}

export const stageOf = (db: Db, orgId: string, phase: string): Promise<StageRow | undefined> =>
  db
    .selectFrom('unit_stage')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('phase', '=', phase)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()

/** All stages of all units. */
export const stagesOf = (db: Db): Promise<StageRow[]> =>
  db.selectFrom('unit_stage').selectAll().where('deleted_at', 'is', null).orderBy('id').execute()

/** The way a stage has gone, first step first. */
export const stageStepsOf = (db: Db, stageId: string): Promise<StageStepRow[]> =>
  db
    .selectFrom('unit_stage_step')
    .selectAll()
    .where('unit_stage_id', '=', stageId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()

/** The first phase of a unit that it has not moved on from; the last one when it is through all. */
export function currentPhase(
  campaign: Campaign,
  stages: readonly Pick<StageRow, 'phase' | 'state'>[],
): PhaseKey {
  const moved = new Set(stages.filter(({ state }) => state === '已转段').map(({ phase }) => phase))
  const keys = unitPhases(campaign)
  const open = keys.find((key) => !moved.has(key)) ?? keys.at(-1)
  if (open === undefined) throw new Error('a campaign without phases')
  return open
}

/** The phase a move out of this one leads to; null after the last. */
export const phaseAfter = (campaign: Campaign, phase: PhaseKey): PhaseKey | null =>
  nextPhase(campaign, phase)?.key ?? null

export interface StageAct {
  readonly orgId: string
  readonly phase: PhaseKey
  readonly action: StageAction
  /** Civil day. */
  readonly on: string
  readonly person: string
  readonly text: string
  /** The verdict it rests on; stored as JSON. */
  readonly facts?: unknown
}

/** The stored row of a unit's phase; made as 未开始 when there is none yet. */
export async function ensureStage(
  journal: Journal,
  trx: Trx,
  orgId: string,
  phase: PhaseKey,
): Promise<StageRow> {
  const found = await stageOf(trx, orgId, phase)
  if (found) return found
  const id = await journal.add('unit_stage', {
    org_id: orgId,
    phase,
    state: '未开始',
    planned_start: null,
    planned_end: null,
    started_on: null,
    ended_on: null,
    note: '',
  })
  return trx.selectFrom('unit_stage').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

async function assertMovedBefore(trx: Trx, campaign: Campaign, { orgId, phase }: StageAct): Promise<void> {
  const before = phaseBefore(campaign, phase)
  if (before === null) return
  const stage = await stageOf(trx, orgId, before)
  if (stage?.state !== '已转段') refuse('上一阶段的转段还没有办完，不能进入这一阶段。请先到“测评转段”办理。')
}

function nextState(campaign: Campaign, { state }: StageRow, { action, phase }: StageAct): UnitStageState {
  const step = stepFrom(unitStageMachine, state, action)
  if (step !== null) return step.to
  const name = campaign.phases.find(({ key }) => key === phase)?.name ?? ''
  return refuse(`${name}阶段的状态是“${state}”，不能“${action}”。`)
}

function datesOf(stage: StageRow, to: UnitStageState, on: string): Patch<'unit_stage'> {
  if (to === '已转段') return { ended_on: on }
  return to === '进行中' && stage.started_on === null ? { started_on: on } : {}
}

/**
 * Takes a unit's phase one step on. Checks the machine and, for 开始 and 恢复, that the phase before is behind the unit;
 * the other guards are the caller's, who calls this inside the same write. Refuses in whole sentences.
 */
export async function actOnStage(
  journal: Journal,
  trx: Trx,
  campaign: Campaign,
  act: StageAct,
): Promise<void> {
  const stage = await ensureStage(journal, trx, act.orgId, act.phase)
  const to = nextState(campaign, stage, act)
  if (to === '进行中') await assertMovedBefore(trx, campaign, act)
  const text = act.text.trim()
  if (act.action === '延期' && text === '') refuse('请写明延期的理由。', 'text')
  await journal.change('unit_stage', stage.id, { state: to, ...datesOf(stage, to, act.on) })
  await journal.add('unit_stage_step', {
    unit_stage_id: stage.id,
    from_state: stage.state,
    action: act.action,
    to_state: to,
    on_day: act.on,
    person: act.person.trim(),
    text,
    facts: act.facts === undefined ? null : JSON.stringify(act.facts),
  })
}

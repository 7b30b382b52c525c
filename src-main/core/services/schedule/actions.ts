// What a unit has to do in a phase and what it has recorded of it: the list, and whether it lets the unit move on.
import type { Selectable } from 'kysely'
import {
  basisText,
  stepsFor,
  unitTypeByLabel,
  type Campaign,
  type PhaseKey,
  type Step,
  type UnitKind,
} from '#shared/campaign/index.ts'
import type { ActionRow, ActionStep } from '#shared/contract/schedule.ts'
import { judgeActions } from '#shared/rules/acceptance.ts'
import { asksForRecord, isMoveStep } from '#shared/rules/unit-action.ts'
import { notAssessed, type Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import type { UnitActionTable } from '../../db/schedule-tables.ts'
import { groupBy } from '../../group-by.ts'
import type { PlanUnit } from '../plans/units.ts'
import type { StageRow } from '../stages/stage.ts'
import { datesOf } from './change-dates.ts'
import { readDates, type Db, type UnitDates } from './dates.ts'

export type ActionRecordRow = Selectable<UnitActionTable>

/** Null while the unit has no type: then nothing can be listed (R-09b). */
export function kindOfUnit(unit: Pick<PlanUnit, 'unitType' | 'level'>): UnitKind | null {
  const type = unitTypeByLabel(unit.unitType)
  return type === undefined ? null : { unitType: type.key, level: unit.level }
}

export const toStep = (step: Step): ActionStep => ({
  code: step.code,
  name: step.name,
  kind: step.kind,
  start: step.defaultStart,
  end: step.defaultEnd,
  standard: step.doneStandard,
  papers: [...step.requiredEvidence],
  hint: step.hint ?? '',
  basis: basisText(step.basis),
  asksRecord: asksForRecord(step),
  isMove: isMoveStep(step),
})

/** Everything the units have recorded in a phase, or only one unit. */
export async function recordsOf(db: Db, phase: string, orgId?: string): Promise<ActionRecordRow[]> {
  const query = db
    .selectFrom('unit_action')
    .selectAll()
    .where('phase', '=', phase)
    .where('deleted_at', 'is', null)
    .orderBy('id')
  return (orgId === undefined ? query : query.where('org_id', '=', orgId)).execute()
}

export interface UnitSteps {
  readonly dates: UnitDates
  readonly phase: PhaseKey
  readonly stage: StageRow | undefined
  readonly records: readonly ActionRecordRow[]
  readonly today: string
}

const isOpenState = (state: ActionRow['state']): boolean => state === '未开始' || state === '进行中'

/** A step is due when the unit's approved plan says, else by the campaign. */
const dueOf = ({ dates }: UnitSteps, step: Step): string => dates.stepEnds.get(step.code) ?? step.defaultEnd

function rowOf(unit: UnitSteps, record: ActionRecordRow | undefined, step: Step | undefined): ActionRow {
  const dueOn = step === undefined ? null : dueOf(unit, step)
  const state = record?.state ?? '未开始'
  return {
    id: record?.id ?? null,
    rowVersion: record?.row_version ?? null,
    code: step?.code ?? record?.step_code ?? null,
    name: step?.name ?? record?.name ?? '',
    kind: step?.kind ?? record?.kind ?? '自选动作',
    state,
    doneOn: record?.done_on ?? null,
    place: record?.place ?? '',
    recorder: record?.recorder ?? '',
    evidence: record?.evidence ?? '',
    reason: record?.reason ?? null,
    consentBy: record?.consent_by ?? null,
    consentOn: record?.consent_on ?? null,
    dueOn,
    isLate: dueOn !== null && isOpenState(state) && dueOn < unit.today,
  }
}

/** The move itself is done by moving on, whatever was written beside it. */
function moveRow(unit: UnitSteps, step: Step): ActionRow {
  const row = rowOf(unit, undefined, step)
  const { stage } = unit
  if (stage?.state === '已转段')
    return { ...row, state: '完成', doneOn: stage.ended_on, evidence: '转段手续', isLate: false }
  return stage?.state === '待转段' ? { ...row, state: '进行中' } : row
}

/** The steps that concern the unit, prescribed first as the campaign has them, then what it chose itself. */
export function rowsOf(campaign: Campaign, unit: UnitSteps): ActionRow[] {
  const kind = kindOfUnit(unit.dates.unit)
  if (kind === null) return []
  const steps = stepsFor(campaign, kind, unit.phase)
  const recordOf = (step: Step): ActionRecordRow | undefined =>
    unit.records.find(({ step_code }) => step_code === step.code)
  const ofCampaign = steps
    .filter((step) => step.kind === '规定动作' || recordOf(step) !== undefined)
    .map((step) => (isMoveStep(step) ? moveRow(unit, step) : rowOf(unit, recordOf(step), step)))
  const codes = new Set(steps.map(({ code }) => code))
  const others = unit.records.filter(({ step_code }) => step_code === null || !codes.has(step_code))
  return [...ofCampaign, ...others.map((record) => rowOf(unit, record, undefined))]
}

/** R-08 on the list of a unit. The move itself is left out: it cannot wait for itself. */
export function judgeRows(campaign: Campaign, unit: UnitSteps): Verdict {
  const kind = kindOfUnit(unit.dates.unit)
  if (kind === null)
    return notAssessed('R-08', '还没有设定单位类型，列不出规定动作。请先到党组织台账填写单位类型。')
  const steps = stepsFor(campaign, kind, unit.phase)
  const moves = new Set(steps.filter(isMoveStep).map(({ code }) => code))
  const rows = rowsOf(campaign, unit).filter(({ code }) => code === null || !moves.has(code))
  return judgeActions({
    actions: rows.map(({ name, kind: kindOfRow, state, reason, consentBy }) => ({
      name,
      kind: kindOfRow,
      state,
      consent: consentBy !== null,
      ...(reason === null ? {} : { reason }),
    })),
    prescribed: steps
      .filter((step) => step.kind === '规定动作' && !moves.has(step.code))
      .map(({ name }) => name),
  })
}

async function readUnit(
  db: Db,
  context: Pick<Context, 'campaign' | 'today'>,
  orgId: string,
  phase: PhaseKey,
): Promise<UnitSteps> {
  const dates = datesOf(await readDates(context, db), orgId)
  return {
    dates,
    phase,
    stage: dates.stages.find((stage) => stage.phase === phase),
    records: await recordsOf(db, phase, orgId),
    today: context.today,
  }
}

/** The actions of a unit in a phase: what it must do and what it chose. Throws NotFound. */
export async function actionRows(
  db: Db,
  context: Pick<Context, 'campaign' | 'today'>,
  orgId: string,
  phase: PhaseKey,
): Promise<ActionRow[]> {
  return rowsOf(context.campaign.template, await readUnit(db, context, orgId, phase))
}

/**
 * whether every prescribed action of the phase is done, or excused with the group's consent. The step that is the
 * move itself is not asked for. Reads through `db`, so that a gate may call it inside its own transaction. Throws NotFound.
 */
export async function actionsVerdict(
  db: Db,
  context: Pick<Context, 'campaign' | 'today'>,
  orgId: string,
  phase: PhaseKey,
): Promise<Verdict> {
  return judgeRows(context.campaign.template, await readUnit(db, context, orgId, phase))
}

/** One unit with what it has recorded in a phase. */
export const unitSteps = readUnit

/** Every unit with what it has recorded in a phase, in a fixed number of queries. */
export async function allUnitSteps(
  db: Db,
  context: Pick<Context, 'campaign' | 'today'>,
  phase: PhaseKey,
): Promise<UnitSteps[]> {
  const all = await readDates(context, db)
  const records = groupBy(await recordsOf(db, phase), ({ org_id }) => org_id)
  return all.map((dates) => ({
    dates,
    phase,
    stage: dates.stages.find((stage) => stage.phase === phase),
    records: records.get(dates.unit.id) ?? [],
    today: context.today,
  }))
}

/** R-08 for every unit, by its id. */
export async function actionVerdicts(
  db: Db,
  context: Pick<Context, 'campaign' | 'today'>,
  phase: PhaseKey,
): Promise<Map<string, Verdict>> {
  const all = await allUnitSteps(db, context, phase)
  return new Map(all.map((unit) => [unit.dates.unit.id, judgeRows(context.campaign.template, unit)]))
}

// Records what a unit has done: one action, one step of many units on the same day, and actions of its own choice.
import { stepsFor, type Step } from '#shared/campaign/index.ts'
import type { ActionRecord, UnitPhase } from '#shared/contract/schedule.ts'
import {
  asksForRecord,
  isMoveStep,
  reasonsAgainstAction,
  type ActionInput,
} from '#shared/rules/unit-action.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { Journal, NewRecord } from '../../db/journal.ts'
import { NotFound, refuse } from '../../refusal.ts'
import { groupMembers } from '../inspections/store.ts'
import { allUnitSteps, kindOfUnit, unitSteps, type ActionRecordRow, type UnitSteps } from './actions.ts'
import { assertDays } from './change-dates.ts'
import { phaseNameOf } from './dates.ts'

type Values = Omit<NewRecord<'unit_action'>, 'id'>

function stepOf(context: Context, unit: UnitSteps, code: string): Step {
  const kind = kindOfUnit(unit.dates.unit)
  const { shortName } = unit.dates.unit
  if (kind === null) return refuse(`${shortName}还没有设定单位类型，请先到党组织台账填写单位类型。`)
  const step = stepsFor(context.campaign.template, kind, unit.phase).find((each) => each.code === code)
  return step ?? refuse(`${shortName}没有这个环节（${code}）。`)
}

/** What has been moved on from stays as it was. */
function assertOpen(context: Context, unit: UnitSteps): void {
  const { stage, dates, phase } = unit
  if (stage?.state !== '已转段') return
  const name = phaseNameOf(context.campaign.template, phase)
  refuse(`${dates.unit.shortName}的${name}阶段已于${stage.ended_on ?? ''}转段，动作清单不能再改。`)
}

function assertMayTick(step: Step | undefined): void {
  if (step === undefined || !isMoveStep(step)) return
  refuse(`“${step.name}”由转段手续记录，不用在这里填。请到“测评转段”办理。`)
}

async function groundOf(context: Context, trx: Trx) {
  const [first] = context.campaign.template.phases
  return {
    today: context.today,
    firstDay: first?.windowStart ?? '0001-01-01',
    groupMembers: await groupMembers(trx),
  }
}

interface Named {
  readonly name: string
  readonly kind: ActionInput['kind']
  readonly asksRecord: boolean
}

const named = (step: Step | undefined, record: ActionRecordRow | undefined): Named => ({
  name: step?.name ?? record?.name ?? '',
  kind: step?.kind ?? record?.kind ?? '自选动作',
  asksRecord: step !== undefined && asksForRecord(step),
})

const FIELDS: readonly (readonly [part: string, field: string])[] = [
  ['完成日期', 'doneOn'],
  ['缺时间', 'doneOn'],
  ['缺地点', 'place'],
  ['记录人', 'recorder'],
  ['佐证', 'evidence'],
  ['理由', 'reason'],
  ['同意人', 'consentBy'],
  ['同意', 'consentOn'],
]

const fieldOf = (reason: string): string | null => FIELDS.find(([part]) => reason.includes(part))?.[1] ?? null

function assertRecord(input: ActionRecord, name: Named, ground: Awaited<ReturnType<typeof groundOf>>): void {
  const reasons = reasonsAgainstAction({ ...input, ...name }, ground)
  if (reasons.length > 0) refuse(reasons, fieldOf(reasons[0] ?? ''))
}

/** Only what belongs to the state is kept: an action taken back to 进行中 is no longer done on a day. */
function valuesOf(input: ActionRecord, name: Named, code: string | null): Values {
  const isDone = input.state === '完成'
  const isExcused = input.state === '不适用'
  return {
    org_id: input.orgId,
    phase: input.phase,
    step_code: code,
    name: name.name,
    kind: name.kind,
    state: input.state,
    done_on: isDone ? input.doneOn : null,
    place: input.place,
    recorder: input.recorder,
    evidence: input.evidence,
    reason: isExcused ? input.reason : null,
    consent_by: isExcused ? input.consentBy : null,
    consent_on: isExcused ? input.consentOn : null,
  }
}

async function keep(
  journal: Journal,
  record: ActionRecordRow | undefined,
  values: Values,
  rowVersion: number | null,
): Promise<void> {
  if (record === undefined) {
    await journal.add('unit_action', values)
    return
  }
  await journal.change(
    'unit_action',
    record.id,
    values,
    rowVersion === null ? {} : { expectedVersion: rowVersion },
  )
}

function recordIn(unit: UnitSteps, input: Pick<ActionRecord, 'id' | 'code'>): ActionRecordRow | undefined {
  const found = unit.records.find(({ id, step_code }) =>
    input.id === null ? input.code !== null && step_code === input.code : id === input.id,
  )
  if (found === undefined && input.id !== null) throw new NotFound('这个动作')
  if (found === undefined && input.code === null) refuse('没有选动作。')
  return found
}

/** Keeps the state of one action with its day, proof and consent. Refuses in whole sentences, at the field. */
export async function recordAction(context: Context, input: ActionRecord): Promise<void> {
  assertDays({ doneOn: input.doneOn, consentOn: input.consentOn })
  return write(context, async (journal, trx) => {
    const unit = await unitSteps(trx, context, input.orgId, input.phase)
    assertOpen(context, unit)
    const record = recordIn(unit, input)
    const code = record?.step_code ?? input.code
    const step = code === null ? undefined : stepOf(context, unit, code)
    assertMayTick(step)
    const name = named(step, record)
    assertRecord(input, name, await groundOf(context, trx))
    if (record !== undefined && input.rowVersion === null)
      refuse('这个动作刚刚有人登记过，请重新打开后再改。')
    await keep(journal, record, valuesOf(input, name, code), input.rowVersion)
  })
}

export interface ManyDone {
  readonly orgIds: readonly string[]
  readonly phase: UnitPhase
  readonly code: string
  readonly doneOn: string
  readonly place: string
  readonly recorder: string
  readonly evidence: string
}

/** Why a unit is left as it is when many are ticked at once; null when it is ticked. */
function whyLeftOut(context: Context, unit: UnitSteps, code: string): string | null {
  const { shortName } = unit.dates.unit
  const record = unit.records.find(({ step_code }) => step_code === code)
  if (unit.stage?.state === '已转段')
    return `${shortName}：${phaseNameOf(context.campaign.template, unit.phase)}阶段已经转段。`
  if (record?.state === '完成') return `${shortName}：已于${record.done_on ?? ''}完成。`
  if (record?.state === '不适用') return `${shortName}：已标不适用。`
  const kind = kindOfUnit(unit.dates.unit)
  const steps = kind === null ? [] : stepsFor(context.campaign.template, kind, unit.phase)
  return steps.some((step) => step.code === code) ? null : `${shortName}：没有这个环节。`
}

/** Ticks one step for several units on the same day; those already done or moved on are left out and named. */
export async function completeMany(
  context: Context,
  input: ManyDone,
): Promise<{ done: number; leftOut: string[] }> {
  assertDays({ doneOn: input.doneOn })
  return write(context, async (journal, trx) => {
    const all = await allUnitSteps(trx, context, input.phase)
    const chosen = all.filter(({ dates }) => input.orgIds.includes(dates.unit.id))
    if (chosen.length === 0) throw new NotFound('这些单位')
    const ground = await groundOf(context, trx)
    const leftOut: string[] = []
    for (const unit of chosen) {
      const why = whyLeftOut(context, unit, input.code)
      if (why !== null) {
        leftOut.push(why)
        continue
      }
      const step = stepOf(context, unit, input.code)
      assertMayTick(step)
      const record = unit.records.find(({ step_code }) => step_code === step.code)
      const one: ActionRecord = {
        ...input,
        orgId: unit.dates.unit.id,
        id: record?.id ?? null,
        rowVersion: record?.row_version ?? null,
        state: '完成',
        reason: '',
        consentBy: '',
        consentOn: null,
      }
      assertRecord(one, named(step, record), ground)
      await keep(journal, record, valuesOf(one, named(step, record), step.code), one.rowVersion)
    }
    return { done: chosen.length - leftOut.length, leftOut }
  })
}

const UNTOUCHED = {
  state: '未开始',
  done_on: null,
  place: '',
  recorder: '',
  evidence: '',
  reason: null,
  consent_by: null,
  consent_on: null,
} as const

/** Adds an action of the unit's own choice: one the campaign suggests, or one it thought of. */
export function addAction(
  context: Context,
  input: {
    readonly orgId: string
    readonly phase: UnitPhase
    readonly code: string | null
    readonly name: string
  },
): Promise<void> {
  return write(context, async (journal, trx) => {
    const unit = await unitSteps(trx, context, input.orgId, input.phase)
    assertOpen(context, unit)
    const step = input.code === null ? undefined : stepOf(context, unit, input.code)
    const name = step?.name ?? input.name
    if (name === '') refuse('没有填动作的名称。', 'name')
    if (step?.kind === '规定动作') refuse(`“${name}”是规定动作，已在清单中，不用添加。`)
    const kind = kindOfUnit(unit.dates.unit)
    const known = kind === null ? [] : stepsFor(context.campaign.template, kind, input.phase)
    const isTaken =
      unit.records.some((record) => record.name === name) ||
      (step === undefined && known.some((each) => each.name === name && each.kind === '规定动作'))
    if (isTaken) refuse(`清单中已有“${name}”，不用重复添加。`, 'name')
    await journal.add('unit_action', {
      org_id: input.orgId,
      phase: input.phase,
      step_code: step?.code ?? null,
      name,
      kind: '自选动作',
      ...UNTOUCHED,
    })
  })
}

/** Takes an action of the unit's own choice off its list; answers where it was. A prescribed one stays. */
export function removeAction(
  context: Context,
  input: { readonly id: string; readonly rowVersion: number; readonly reason: string },
): Promise<{ orgId: string; phase: string }> {
  return write(
    context,
    async (journal, trx) => {
      const row = await trx
        .selectFrom('unit_action')
        .selectAll()
        .where('id', '=', input.id)
        .where('deleted_at', 'is', null)
        .executeTakeFirst()
      if (row === undefined) throw new NotFound('这个动作')
      if (row.kind === '规定动作')
        refuse(`“${row.name}”是规定动作，不能删。确实不适用的，请标“不适用”，写明理由并经督导组同意。`)
      await journal.remove('unit_action', row.id, { expectedVersion: input.rowVersion })
      return { orgId: row.org_id, phase: row.phase }
    },
    { reason: input.reason },
  )
}

// Changes the dates of a unit with a reason, and takes its phases on: begin, put off, take up again.
import type { PhaseKey } from '#shared/campaign/index.ts'
import type { StageAction, UnitPhase } from '#shared/contract/schedule.ts'
import { stepFrom, unitStageMachine } from '#shared/rules/machines.ts'
import { judgeNextStage } from '#shared/rules/schedule.ts'
import { isCivilDate } from '#shared/text/civil-date.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { Journal } from '../../db/journal.ts'
import { NotFound, refuse } from '../../refusal.ts'
import { actOnStage, ensureStage, stageOf, unitPhases, type StageRow } from '../stages/stage.ts'
import { judgeDates, phaseNameOf, readDates, type PhaseSpan, type UnitDates } from './dates.ts'

export interface DatesInput {
  readonly orgId: string
  readonly phase: UnitPhase
  readonly rowVersion: number | null
  readonly plannedStart: string
  readonly plannedEnd: string
  readonly startedOn: string | null
  readonly reason: string
}

/** Throws NotFound. */
export function datesOf(all: readonly UnitDates[], orgId: string): UnitDates {
  const found = all.find(({ unit }) => unit.id === orgId)
  if (found === undefined) throw new NotFound('这个单位')
  return found
}

/** A regular expression lets 2005-02-30 through; the calendar does not. */
export function assertDays(days: Readonly<Record<string, string | null>>): void {
  for (const [field, day] of Object.entries(days))
    if (day !== null && !isCivilDate(day)) refuse(`没有${day}这一天，请核对日期。`, field)
}

function phaseBefore(context: Context, phase: PhaseKey): PhaseKey | null {
  const keys = unitPhases(context.campaign.template)
  return keys[keys.indexOf(phase) - 1] ?? null
}

/** R-07b: what stands against this day as the first of the phase; empty for the first phase. */
export function reasonsAgainstStart(
  context: Context,
  stages: readonly Pick<StageRow, 'phase' | 'state' | 'ended_on'>[],
  phase: PhaseKey,
  on: string,
): string[] {
  const before = phaseBefore(context, phase)
  if (before === null) return []
  const stage = stages.find((each) => each.phase === before)
  const name = phaseNameOf(context.campaign.template, before)
  if (stage?.state !== '已转段' || stage.ended_on === null)
    return [
      `${name}阶段的转段还没有办完，不能进入${phaseNameOf(context.campaign.template, phase)}阶段。请先到“测评转段”办理。`,
    ]
  const verdict = judgeNextStage({ previousEnd: stage.ended_on, start: on, approvedOn: stage.ended_on })
  return verdict.outcome === 'fail'
    ? [`${name}${stage.ended_on}转段，下一阶段不能早于这一天开始，现填${on}。请改日期。`]
    : []
}

function assertOrder(context: Context, spans: readonly PhaseSpan[]): void {
  const wrong = judgeDates(context, spans).filter(({ level }) => level === '错误')
  if (wrong.length > 0) refuse([...wrong.map(({ reason }) => reason), '请改日期后再保存。'], 'plannedEnd')
}

function assertStarted(context: Context, stage: StageRow, dates: UnitDates, input: DatesInput): void {
  const { startedOn, phase } = input
  if (startedOn === null) return
  if (stage.started_on === null) refuse('这个阶段还没有开始，请用“开始”登记开始日期。', 'startedOn')
  if (startedOn > context.today) refuse(`实际开始日期${startedOn}还没有到，请核对。`, 'startedOn')
  if (stage.ended_on !== null && startedOn > stage.ended_on)
    refuse(`实际开始日期${startedOn}晚于转段日期${stage.ended_on}，请核对。`, 'startedOn')
  const reasons = reasonsAgainstStart(context, dates.stages, phase, startedOn)
  if (reasons.length > 0) refuse(reasons, 'startedOn')
}

/** Keeps the unit's own dates of a phase. R-06 refuses; R-07 only warns, which the answer of the unit shows. */
export async function setDates(context: Context, input: DatesInput): Promise<void> {
  const { orgId, phase, plannedStart, plannedEnd, startedOn } = input
  assertDays({ plannedStart, plannedEnd, startedOn })
  return write(
    context,
    async (journal, trx) => {
      const dates = datesOf(await readDates(context, trx), orgId)
      if (plannedStart > plannedEnd)
        refuse(`计划结束${plannedEnd}早于计划开始${plannedStart}，请核对。`, 'plannedEnd')
      assertOrder(
        context,
        dates.spans.map((span) =>
          span.phase === phase ? { ...span, start: plannedStart, end: plannedEnd } : span,
        ),
      )
      const known = dates.stages.some((each) => each.phase === phase)
      if (known && input.rowVersion === null) refuse('这个阶段的日期刚刚有人登记过，请重新打开后再改。')
      const stage = await ensureStage(journal, trx, orgId, phase)
      assertStarted(context, stage, dates, input)
      await journal.change(
        'unit_stage',
        stage.id,
        {
          planned_start: plannedStart,
          planned_end: plannedEnd,
          ...(startedOn === null ? {} : { started_on: startedOn }),
        },
        input.rowVersion === null ? {} : { expectedVersion: input.rowVersion },
      )
    },
    { reason: input.reason },
  )
}

export interface StageActs {
  readonly orgIds: readonly string[]
  readonly phase: UnitPhase
  readonly action: StageAction
  readonly on: string
  readonly text: string
}

/** What stands against a step of a stage on this day, as whole sentences. */
export function reasonsAgainstAct(
  context: Context,
  dates: UnitDates,
  { phase, action, on }: Pick<StageActs, 'phase' | 'action' | 'on'>,
): string[] {
  const stage = dates.stages.find((each) => each.phase === phase)
  const state = stage?.state ?? unitStageMachine.initial
  const name = phaseNameOf(context.campaign.template, phase)
  if (stepFrom(unitStageMachine, state, action) === null)
    return [`${name}阶段的状态是“${state}”，不能“${action}”。`]
  if (on > context.today) return [`日期${on}还没有到，请核对。`]
  if (action === '延期') return []
  const reasons = reasonsAgainstStart(context, dates.stages, phase, on)
  return reasons
}

/** a unit whose plan is not approved may mobilise, with a warning; it cannot move on. */
async function warningsOf(trx: Trx, dates: readonly UnitDates[], acts: StageActs): Promise<string[]> {
  if (acts.action !== '开始') return []
  const rows = await trx
    .selectFrom('plan')
    .select('org_id')
    .where('state', '=', '批准')
    .where('deleted_at', 'is', null)
    .execute()
  const approved = new Set(rows.map(({ org_id }) => org_id))
  const without = dates.filter(({ unit }) => acts.orgIds.includes(unit.id) && !approved.has(unit.id))
  return without.map(({ unit }) => `${unit.shortName}的活动方案还没有批准，可以先开始，批准以前不能转段。`)
}

async function actOnUnit(
  context: Context,
  journal: Journal,
  trx: Trx,
  dates: UnitDates,
  acts: StageActs,
): Promise<void> {
  const { phase, action, on, text } = acts
  const reasons = reasonsAgainstAct(context, dates, acts)
  if (reasons.length > 0) refuse(reasons.map((reason) => `${dates.unit.shortName}：${reason}`))
  const stage = await stageOf(trx, dates.unit.id, phase)
  await actOnStage(journal, trx, context.campaign.template, {
    orgId: dates.unit.id,
    phase,
    action,
    on,
    person: context.actor.name,
    text,
    facts: { before: stage?.state ?? unitStageMachine.initial },
  })
}

/** All units or none: the first one that cannot go on refuses the whole. */
export async function actOnUnits(
  context: Context,
  acts: StageActs,
): Promise<{ done: number; warnings: string[] }> {
  assertDays({ on: acts.on })
  return write(
    context,
    async (journal, trx) => {
      const all = await readDates(context, trx)
      const chosen = [...new Set(acts.orgIds)].map((id) => datesOf(all, id))
      const warnings = await warningsOf(trx, chosen, acts)
      for (const dates of chosen) await actOnUnit(context, journal, trx, dates, acts)
      return { done: chosen.length, warnings }
    },
    { reason: acts.text },
  )
}

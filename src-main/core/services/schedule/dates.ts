// The dates that hold for a unit in each phase: its own, else those of its approved plan, else those of the campaign.
import type { Kysely } from 'kysely'
import { stepByCode, type Campaign, type Phase } from '#shared/campaign/index.ts'
import { UnitPhase, type DatesFrom, type Judgement } from '#shared/contract/schedule.ts'
import { concentratedLimits, judgeConcentratedDays, judgeStageOrder } from '#shared/rules/schedule.ts'
import { levelOf, type Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import { keptWhileUnchanged } from '../../db/kept.ts'
import type { Tables } from '../../db/tables.ts'
import { groupBy } from '../../group-by.ts'
import { readUnits, type PlanUnit } from '../plans/units.ts'
import { stagesOf, type StageRow } from '../stages/stage.ts'

export type Db = Kysely<Tables>

export interface Span {
  readonly start: string
  readonly end: string
}

export interface PhaseSpan extends Span {
  readonly phase: UnitPhase
  readonly name: string
  readonly from: DatesFrom
}

/** A unit with its stored stages and the dates that hold. */
export interface UnitDates {
  readonly unit: PlanUnit
  readonly stages: readonly StageRow[]
  readonly spans: readonly PhaseSpan[]
  /** Last day of each step in its approved plan, by the code of the step. */
  readonly stepEnds: ReadonlyMap<string, string>
}

export interface UnitPhaseOf extends Phase {
  readonly key: UnitPhase
}

const isUnitPhase = (phase: Phase): phase is UnitPhaseOf => UnitPhase.safeParse(phase.key).success

/** The phases units go through, in their order. */
export const phasesOfUnits = (campaign: Campaign): UnitPhaseOf[] => campaign.phases.filter(isUnitPhase)

export const phaseNameOf = (campaign: Campaign, key: string): string =>
  campaign.phases.find((phase) => phase.key === key)?.name ?? key

/** The stored key of a phase as the contract names it. */
export const asUnitPhase = (key: string): UnitPhase => UnitPhase.parse(key)

interface PlanLine {
  readonly org_id: string
  readonly version: number
  readonly step_code: string
  readonly start_on: string | null
  readonly end_on: string | null
}

/** Lines of the plans that are approved; a unit with two approved versions goes by the later one. */
async function planLines(db: Db): Promise<Map<string, PlanLine[]>> {
  const rows = await db
    .selectFrom('plan_step')
    .innerJoin('plan', 'plan.id', 'plan_step.plan_id')
    .select(['plan.org_id', 'plan.version', 'plan_step.step_code', 'plan_step.start_on', 'plan_step.end_on'])
    .where('plan.state', '=', '批准')
    .where('plan.deleted_at', 'is', null)
    .where('plan_step.deleted_at', 'is', null)
    .execute()
  const byUnit = groupBy(rows, (row) => row.org_id)
  for (const [id, lines] of byUnit) {
    const last = Math.max(...lines.map(({ version }) => version))
    byUnit.set(
      id,
      lines.filter(({ version }) => version === last),
    )
  }
  return byUnit
}

/** First and last day of a phase in a plan, whose lines name steps or the phase as a whole; undefined where the plan leaves one of them open. */
function spanOf(campaign: Campaign, lines: readonly PlanLine[], phase: string): Span | undefined {
  const own = lines.filter(
    ({ step_code }) => step_code === phase || stepByCode(campaign, step_code)?.phase === phase,
  )
  const starts = own.flatMap(({ start_on }) => (start_on === null ? [] : [start_on])).sort()
  const ends = own.flatMap(({ start_on, end_on }) => end_on ?? start_on ?? []).sort()
  const [start] = starts
  const end = ends.at(-1)
  return start === undefined || end === undefined || end < start ? undefined : { start, end }
}

/** A plan may let steps of two phases overlap; the phases themselves touch on one day at most. */
const cut = (span: Span, next: Span | undefined): Span =>
  next !== undefined && next.start > span.start && span.end > next.start
    ? { start: span.start, end: next.start }
    : span

function spansOf(campaign: Campaign, lines: readonly PlanLine[], stages: readonly StageRow[]): PhaseSpan[] {
  const phases = phasesOfUnits(campaign)
  const planned = phases.map(({ key }) => spanOf(campaign, lines, key))
  return phases.map((phase, index): PhaseSpan => {
    const stored = stages.find((stage) => stage.phase === phase.key)
    const plan = planned[index]
    const base =
      plan === undefined
        ? { start: phase.defaultStart, end: phase.defaultEnd }
        : cut(plan, planned[index + 1])
    const isOwn = stored !== undefined && (stored.planned_start !== null || stored.planned_end !== null)
    return {
      phase: phase.key,
      name: phase.name,
      start: stored?.planned_start ?? base.start,
      end: stored?.planned_end ?? base.end,
      from: isOwn ? '自定' : plan === undefined ? '模板' : '方案',
    }
  })
}

const endsOf = (lines: readonly PlanLine[]): Map<string, string> =>
  new Map(
    lines.flatMap(({ step_code, start_on, end_on }) => {
      const end = end_on ?? start_on
      return end === null ? [] : [[step_code, end] as const]
    }),
  )

async function readAllDates(campaign: Context['campaign'], db: Db): Promise<readonly UnitDates[]> {
  const { template } = campaign
  const units = await readUnits({ campaign }, db)
  const lines = await planLines(db)
  const stages = await stagesOf(db)
  const byUnit = groupBy(stages, (stage) => stage.org_id)
  return units.map((unit) => {
    const own = byUnit.get(unit.id) ?? []
    const plan = lines.get(unit.id) ?? []
    return { unit, stages: own, spans: spansOf(template, plan, own), stepEnds: endsOf(plan) }
  })
}

const keptDates = keptWhileUnchanged(readAllDates)

/** Every unit with its dates, in a fixed number of queries. */
export const readDates = ({ campaign }: Pick<Context, 'campaign'>, db: Db): Promise<readonly UnitDates[]> =>
  keptDates(campaign, db)

export const toJudgement = (verdict: Verdict): Judgement => ({
  rule: verdict.rule,
  outcome: verdict.outcome,
  level: levelOf(verdict),
  reason: verdict.reason,
})

/** Phases of the concentrated education; consolidation comes after it. */
const CONCENTRATED: readonly UnitPhase[] = ['study', 'review', 'rectify']

/** on the dates of one unit. */
export function judgeDates(context: Pick<Context, 'campaign'>, spans: readonly PhaseSpan[]): Judgement[] {
  const { campaign } = context
  const limits = {
    min: { ...concentratedLimits.min, value: campaign.limit('unit.concentrated.min') },
    max: { ...concentratedLimits.max, value: campaign.limit('unit.concentrated.max') },
  }
  const phases = spans.filter(({ phase }) => CONCENTRATED.includes(phase))
  return [
    judgeStageOrder({ phases: spans.map(({ name, start, end }) => ({ name, start, end })) }),
    judgeConcentratedDays({ phases: phases.map(({ start, end }) => ({ start, end })) }, limits),
  ].map(toJudgement)
}

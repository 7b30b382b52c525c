// The units a review goes over, in the order of the roster, with the phases each has begun.
import { coversLevel, stepByCode, type Campaign, type Level } from '#shared/campaign/index.ts'
import type { UnitPhase } from '#shared/contract/schedule.ts'
import { notAssessed, type Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import type { ReviewLine } from '../reviews/review.ts'
import { readDates, type UnitDates } from '../schedule/dates.ts'

/** A phase a unit has begun; `end` is null while the unit is in it. */
export interface BegunPhase {
  readonly key: UnitPhase
  readonly name: string
  readonly start: string
  readonly end: string | null
  /** Day by which it should be over. */
  readonly dueOn: string
}

/** As recorded where anything is recorded, else by the dates that hold for the unit. */
export function begunPhases({ stages, spans }: UnitDates, today: string): BegunPhase[] {
  return spans.flatMap(({ phase: key, name, start, end }): BegunPhase[] => {
    if (stages.length === 0)
      return start <= today ? [{ key, name, start, end: end < today ? end : null, dueOn: end }] : []
    const stage = stages.find((each) => each.phase === key)
    if (stage?.started_on == null) return []
    return [{ key, name, start: stage.started_on, end: stage.ended_on, dueOn: end }]
  })
}

/** Whether the unit has moved on, or should have: only then is something missing for good. */
export const isOver = ({ end, dueOn }: BegunPhase, today: string): boolean => end !== null || dueOn < today

/** While a unit is in a phase, what it lacks is only still to come. */
export function whenOver(phase: BegunPhase, today: string, verdict: Verdict): Verdict {
  if (verdict.outcome !== 'fail' || isOver(phase, today)) return verdict
  return notAssessed(verdict.rule, `阶段还没有结束。目前${verdict.reason}`, verdict.facts)
}

/** Whether a day lies in the phase; the day of moving on lies in both, what came before the first belongs to the first. */
export const isWithin = (day: string, phase: BegunPhase, begun: readonly BegunPhase[]): boolean =>
  (phase === begun[0] || day >= phase.start) && (phase.end === null || day <= phase.end)

/** The phase of a day, the later one on the day of moving on; undefined before any phase began. */
export const phaseOfDay = (day: string, begun: readonly BegunPhase[]): BegunPhase | undefined =>
  begun.findLast((phase) => day >= phase.start) ?? begun[0]

/** Which units a review goes over: all, the branches, or those a step of the campaign concerns, by its code. */
export type Concerned = '所有单位' | '支部' | { readonly step: string }

function isConcerned(campaign: Campaign, concerned: Concerned, level: Level): boolean {
  if (concerned === '所有单位') return true
  if (concerned === '支部') return coversLevel(['支部'], level)
  return coversLevel(stepByCode(campaign, concerned.step)?.levels ?? [], level)
}

/** Judges each unit concerned, in the order of the roster. */
export async function judgeUnits(
  context: Context,
  concerned: Concerned,
  judge: (dates: UnitDates, begun: readonly BegunPhase[]) => Verdict,
): Promise<ReviewLine[]> {
  const { campaign, db, today } = context
  const units = await readDates(context, db.read)
  return units
    .filter(({ unit }) => isConcerned(campaign.template, concerned, unit.level))
    .map((dates) => ({
      name: dates.unit.shortName,
      orgId: dates.unit.id,
      verdict: judge(dates, begunPhases(dates, today)),
    }))
}

// Every unit's last confirmed poll as a share of the dissatisfied, against the bar.
import type { Home } from '#shared/contract/overview.ts'
import { barOf, gatePhases, isBarred } from '#shared/rules/gate-conditions.ts'
import { numberOf } from '#shared/rules/limits.ts'
import { basisPoints, formatRate } from '#shared/text/rate.ts'
import type { Context } from '../../context.ts'
import type { Conditions } from '../gates/conditions.ts'
import { limitSettings } from '../polls/store.ts'
import type { TownFacts, UnitFacts } from './town.ts'

type Polls = Home['charts']['polls']

/** Percent; null where it is turned off. */
export const dissatisfiedBar = ({ campaign }: Pick<Context, 'campaign'>): number | null =>
  numberOf(barOf('study', limitSettings(campaign)))

/** The conditions that hold the last poll of the unit, with its phase. */
export function lastPolled({ progress }: UnitFacts): { phase: string; gate: Conditions } | null {
  const phase = gatePhases.findLast((key) => progress?.gates.get(key)?.gate.facts.poll != null)
  const gate = phase === undefined ? undefined : progress?.gates.get(phase)
  return phase === undefined || gate === undefined ? null : { phase, gate }
}

/** Ballots in words, as they were judged; — where so few voted that they are not shown. */
export function sharesOf({ gate, counted }: Conditions): string {
  if (gate.facts.poll === null || counted === null) return ''
  if (gate.facts.poll.isCovered === true) return '—'
  return formatRate(counted.poll.dissatisfied, counted.poll.valid)
}

export function pollDots({ units }: TownFacts): Pick<Polls, 'dots' | 'covered'> {
  const polled = units.flatMap((unit) => {
    const last = lastPolled(unit)
    return last === null ? [] : [{ unit, ...last }]
  })
  const dots = polled.flatMap(({ unit, phase, gate }): Polls['dots'] => {
    const { poll } = gate.gate.facts
    if (poll === null || poll.isCovered === true || gate.counted === null) return []
    const share = basisPoints(gate.counted.poll.dissatisfied, gate.counted.poll.valid)
    if (share === null) return []
    return [
      {
        id: unit.id,
        name: unit.name,
        share,
        words: `${sharesOf(gate)}，第${poll.round}轮`,
        isBarred: isBarred(gate.rows),
        to: `/gates/${unit.id}?phase=${phase}&panel=测评`,
      },
    ]
  })
  const covered = polled.filter(({ gate }) => gate.gate.facts.poll?.isCovered === true).length
  return { dots: dots.toSorted((a, b) => a.share - b.share), covered }
}

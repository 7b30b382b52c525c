// Keeps the sheet as it stood at a decision, and says a year later how the limits have changed since.
import { GateSnapshot } from '#shared/contract/gates.ts'
import { arithmeticOf } from '#shared/rules/gate-conditions.ts'
import { withSettings, type Limits } from '#shared/rules/limits.ts'
import { limitText } from '#shared/rules/share.ts'
import type { Limit } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import { limitSettings } from '../polls/store.ts'
import type { Conditions } from './conditions.ts'

/** Every limit the sheet was judged with, each once. */
function limitsOf({ rows, verdict }: Conditions): Limit[] {
  const all = [verdict, ...rows.flatMap((row) => row.verdict ?? [])].flatMap((each) => each.limits ?? [])
  return [...new Map(all.map((limit) => [limit.key ?? limit.name, limit])).values()]
}

/** The sheet as it is to be stored. */
export function snapshotOf(
  context: Pick<Context, 'campaign'>,
  conditions: Conditions,
  decision: Pick<GateSnapshot, 'action' | 'on' | 'by'>,
): GateSnapshot {
  const { rows, verdict, counted, gate } = conditions
  const { poll } = gate.facts
  return GateSnapshot.parse({
    ...decision,
    rows,
    verdict,
    arithmetic: arithmeticOf(gate.facts, limitSettings(context.campaign)),
    poll:
      poll === null || counted === null
        ? null
        : {
            id: poll.id,
            round: poll.round,
            on: poll.on,
            valid: counted.poll.valid,
            dissatisfied: counted.poll.dissatisfied,
            counting: counted.how,
          },
    limits: limitsOf(conditions),
  })
}

export const readSnapshot = (json: string | null): GateSnapshot | null =>
  json === null ? null : GateSnapshot.parse(JSON.parse(json))

const asLimits = (limits: readonly Limit[]): Limits =>
  Object.fromEntries(limits.map((limit) => [limit.key ?? limit.name, limit]))

/** One sentence for each limit that is not what it was then. */
export function differencesSince(
  context: Pick<Context, 'campaign'>,
  snapshot: Pick<GateSnapshot, 'limits' | 'action'>,
): string[] {
  const { template, changes } = context.campaign
  const then = asLimits(snapshot.limits)
  // The template's own values first, so that a change that was taken back is seen as well.
  const own = Object.fromEntries(
    template.thresholds.flatMap(({ key, value }) =>
      value.kind === 'number' ? [[key, { value: value.number }] as const] : [],
    ),
  )
  const now = withSettings(then, {
    ...own,
    ...Object.fromEntries([...changes].map(([key, { value }]) => [key, { value }])),
  })
  return Object.entries(then).flatMap(([key, limit]) => {
    const present = now[key]
    return present === undefined || present.value === limit.value
      ? []
      : [`“${limit.name}”当时是${limitText(limit)}，现在是${limitText(present)}；决定按当时的标准作出。`]
  })
}

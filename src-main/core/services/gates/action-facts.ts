// What the steps of a move ask about, from the stored rows: the same facts go to the page and decide in the core.
import type { GateActionFacts } from '#shared/rules/gate-action.ts'
import { needsOffice } from '#shared/rules/gate-conditions.ts'
import type { Context } from '../../context.ts'
import { limitSettings } from '../polls/store.ts'
import type { Conditions } from './conditions.ts'
import type { RequestRow } from './store.ts'

/** The refused attempt that a new application must answer: the last one, or the one before a new draft. */
function refusedOf({ gate }: Conditions): RequestRow | undefined {
  const { request, earlier } = gate
  return request?.state === '不予转段' ? request : earlier[0]
}

/** Facts of the pure rules in shared/rules/gate-action.ts. */
export function actionFacts(
  context: Pick<Context, 'campaign' | 'today' | 'actor'>,
  conditions: Conditions,
): GateActionFacts & { readonly rows: Conditions['rows'] } {
  const { rows, sensitivity, gate } = conditions
  const { request, facts } = gate
  const refused = refusedOf(conditions)
  return {
    state: request?.state ?? '草稿',
    rows,
    sensitivity,
    ruling: facts.ruling,
    isLeader: context.actor.role === '组长',
    needsOffice: needsOffice(limitSettings(context.campaign)),
    wasBarred: refused?.is_barred === 1,
    refusedRound: refused?.poll_round ?? null,
    pollRound: facts.poll?.round ?? null,
    pollOn: facts.holdsPoll ? (facts.poll?.on ?? null) : null,
    appliedOn: request?.applied_on ?? null,
    decidedOn: request?.decided_on ?? null,
    reportedOn: facts.request?.reportedOn ?? null,
    reportedAt: facts.request?.reportedAt ?? null,
    today: context.today,
  }
}

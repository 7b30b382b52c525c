// Where the members' analyses stand, as the move out of 分析评议 asks: nobody may still have to write again or be voted on.
import { awaitsRewrite, isSettled } from '#shared/rules/analysis-action.ts'
import type { GateFacts } from '#shared/rules/gate-conditions.ts'
import { analysisMachine, type AnalysisState } from '#shared/rules/machines.ts'
import { groupBy } from '../../group-by.ts'
import type { Db } from './store.ts'

const NAMES_SHOWN = 3

interface MemberState {
  readonly org_id: string
  readonly name: string
  readonly state: AnalysisState | null
  readonly round: number | null
}

const stateOf = ({ state }: MemberState): AnalysisState => state ?? analysisMachine.initial

/** R-43b: a member without a settled analysis is either writing again or not voted on yet. */
function toRewrite(members: readonly MemberState[]): GateFacts['rewrite'] {
  const open = members.filter((member) => !isSettled(stateOf(member)))
  const mustRewrite = (member: MemberState): boolean =>
    awaitsRewrite({ state: stateOf(member), round: member.round ?? 0 })
  const rewriting = open.filter(mustRewrite)
  const untested = open.filter((member) => !mustRewrite(member))
  return {
    members: members.length,
    rewriting: rewriting.length,
    untested: untested.length,
    who: [...rewriting, ...untested].slice(0, NAMES_SHOWN).map(({ name }) => name),
  }
}

/** By unit; a unit without members of its own is not in it. */
export async function rewritesOf(db: Db): Promise<Map<string, GateFacts['rewrite']>> {
  const rows = await db
    .selectFrom('member')
    .leftJoin('analysis', (join) =>
      join.onRef('analysis.member_id', '=', 'member.id').on('analysis.deleted_at', 'is', null),
    )
    .select(['member.org_id', 'member.name', 'analysis.state', 'analysis.round'])
    .where('member.deleted_at', 'is', null)
    .where((eb) => eb.or([eb('member.roster_state', 'is', null), eb('member.roster_state', '=', '在册')]))
    .orderBy('member.id')
    .execute()
  const byUnit = groupBy(rows, ({ org_id }) => org_id)
  return new Map([...byUnit].map(([id, members]) => [id, toRewrite(members)]))
}

// Where the analyses of a branch stand, as its move to the next stage asks (R-43b).
import { awaitsRewrite, isSettled } from '#shared/rules/analysis-action.ts'
import { analysesOf, peopleOf, stateOf, type AnalysisRow, type Db } from './store.ts'

export interface RewriteState {
  /** On the roster. */
  readonly members: number
  /** Polled and passed, filed, or excused from writing. */
  readonly done: number
  /** Told to write again and not yet passed. */
  readonly awaitingRewrite: number
  /** Never voted on, or not decided yet. */
  readonly unpolled: number
  /** For the eyes of the group only. */
  readonly names: { readonly awaitingRewrite: readonly string[]; readonly unpolled: readonly string[] }
}

type Standing = 'done' | 'awaitingRewrite' | 'unpolled'

export function standingOf(row: AnalysisRow | undefined): Standing {
  const state = stateOf(row)
  if (isSettled(state)) return 'done'
  return awaitsRewrite({ state, round: row?.round ?? 0 }) ? 'awaitingRewrite' : 'unpolled'
}

/** A branch may move on only when `awaitingRewrite` and `unpolled` are 0. */
export async function rewriteState(db: Db, orgId: string): Promise<RewriteState> {
  const [people, rows] = await Promise.all([peopleOf(db, orgId), analysesOf(db, orgId)])
  const named = (standing: Standing): string[] =>
    people.flatMap(({ id, name }) => (standingOf(rows.get(id)) === standing ? [name] : []))
  const names = { awaitingRewrite: named('awaitingRewrite'), unpolled: named('unpolled') }
  return {
    members: people.length,
    done: named('done').length,
    awaitingRewrite: names.awaitingRewrite.length,
    unpolled: names.unpolled.length,
    names,
  }
}

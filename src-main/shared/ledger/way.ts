// Steps of records whose state is changed in their form: which states are open, and why another one is not.
import type { Ledger, Values, Way } from './ledger.ts'
import { problem, type Problem } from './messages.ts'

/** The state a record is in; a new one, and one without, is at the beginning. */
export function stateOf({ column, machine }: Way, stored: Values | undefined): string {
  const state = stored?.[column]
  return typeof state === 'string' && state !== '' ? state : machine.initial
}

/** States one step leads to, in the order of the machine's steps. */
export const nextStates = ({ machine }: Way, state: string): string[] =>
  machine.steps.filter(({ from }) => from === state).map(({ to }) => to)

/** What the form of a record may offer: the state it is in, and where it may go from there. */
export const openStates = (way: Way, state: string): string[] => [
  ...new Set([state, ...nextStates(way, state)]),
]

/** What is wrong with a state said for a record; null for one that is open. */
export function stateProblem(ledger: Ledger, stored: Values | undefined, said: string): Problem | null {
  const { way } = ledger
  if (way === undefined) return null
  const state = stateOf(way, stored)
  const next = nextStates(way, state)
  if (said === state || next.includes(said)) return null
  const label = ledger.columns[way.column]?.label ?? ''
  const only = next.length === 0 ? '不能再改' : `只能改为“${next.join('”“')}”`
  return problem(
    'M-718',
    way.column,
    { 栏目: label, a: state, b: said === '' ? '空' : said, 说明: only },
    next,
  )
}

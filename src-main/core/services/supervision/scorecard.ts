// 活动成效一览: for each unit the key problems solved and the people satisfied, always both.
import type { ScoreLine } from '#shared/documents/phase-data.ts'
import { judgeScorecard } from '#shared/rules/summary.ts'
import type { Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import type { IssueFact, PollFact, SummaryFacts } from './summary-facts.ts'
import { summaryFacts } from './summary.ts'

/** Where what the masses feel strongly about comes from. */
const FROM_THE_MASSES: readonly string[] = ['征求意见', '走访', '测评', '调研摸底']

/** 通过努力能够解决的: what can only be explained is not counted among them. */
const isKey = ({ source, kind }: IssueFact): boolean =>
  source !== null && FROM_THE_MASSES.includes(source) && kind !== '说明情况'

/** The final poll goes before that of a phase, a later one before an earlier one. */
const FINAL: readonly string[] = ['总体', '整改情况']
const laterFirst = (a: PollFact, b: PollFact): number =>
  Number(FINAL.includes(b.kind)) - Number(FINAL.includes(a.kind)) ||
  (a.on === b.on ? b.round - a.round : a.on < b.on ? 1 : -1)

export interface UnitScore extends ScoreLine {
  readonly orgId: string
  readonly verdict: Verdict
}

/** Branches in the order of the roster. */
export function scoresOf(facts: SummaryFacts): UnitScore[] {
  const issues = groupBy(facts.issues.filter(isKey), ({ orgId }) => orgId)
  const polls = groupBy(facts.polls.toSorted(laterFirst), ({ orgId }) => orgId)
  return facts.branches.map((unit) => {
    const own = issues.get(unit.id) ?? []
    const poll = polls.get(unit.id)?.[0]
    const input = {
      keyIssues: own.length,
      solved: own.filter(({ state }) => state === '已销号').length,
      valid: poll?.valid ?? 0,
      satisfied: poll?.satisfied ?? 0,
    }
    const verdict = judgeScorecard(input)
    const isCovered = poll?.isCovered ?? false
    return { orgId: unit.id, unit: unit.shortName, ...input, isCovered, says: verdict.reason, verdict }
  })
}

/** As of today. */
export const showScores = async (context: Context): Promise<UnitScore[]> =>
  scoresOf(await summaryFacts(context, { phase: null, asOf: null }))

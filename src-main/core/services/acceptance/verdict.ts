// What the gates and others need to know of a unit's acceptance in a phase.
import { isMissedLine, isUntrue, judgeLines, sumLines } from '#shared/rules/self-check.ts'
import type { Verdict } from '#shared/rules/verdict.ts'
import { readRounds, type Db, type Round } from './store.ts'

export interface AcceptanceState {
  /** 0 while the unit has not begun its self-check. */
  readonly round: number
  readonly selfComplete: {
    readonly filled: number
    readonly total: number
    /** Day it was handed in; null while it is not. */
    readonly on: string | null
  }
  /** R-30 as decided, or as it stands now; null while there is nothing to judge. */
  readonly verdict: Verdict | null
  /** The group's decision of the latest round; null while there is none. */
  readonly decision: '合格' | '限期补课' | null
  readonly metCount: number
  readonly applicable: number
  /** Binding lines not met. */
  readonly missedCodes: readonly string[]
  /** 自查不实. */
  readonly untrueCodes: readonly string[]
  readonly makeUpDue: string | null
  readonly decidedOn: string | null
  readonly acceptanceId: string | null
  readonly inspectionId: string | null
}

const NONE: AcceptanceState = {
  round: 0,
  selfComplete: { filled: 0, total: 0, on: null },
  verdict: null,
  decision: null,
  metCount: 0,
  applicable: 0,
  missedCodes: [],
  untrueCodes: [],
  makeUpDue: null,
  decidedOn: null,
  acceptanceId: null,
  inspectionId: null,
}

export function toState(round: Round | undefined): AcceptanceState {
  if (round === undefined) return NONE
  const { selfCheck, lines, acceptance } = round
  const sums = sumLines(lines)
  return {
    round: selfCheck.round,
    selfComplete: { filled: lines.length - sums.blank, total: lines.length, on: selfCheck.submitted_on },
    verdict: round.facts?.verdict ?? (round.inspection === null ? null : judgeLines(lines)),
    decision: acceptance?.verdict ?? null,
    metCount: sums.met,
    applicable: sums.applicable,
    missedCodes: lines.filter(isMissedLine).map(({ code }) => code),
    untrueCodes: untrueOf(round),
    makeUpDue: acceptance?.make_up_due ?? null,
    decidedOn: acceptance?.decided_on ?? null,
    acceptanceId: acceptance?.id ?? null,
    inspectionId: round.inspection?.id ?? null,
  }
}

const untrueOf = ({ lines }: Round): string[] => lines.filter(isUntrue).map(({ code }) => code)

/** The latest round of the unit in the phase. */
export const acceptanceOf = async (db: Db, orgId: string, phase: string): Promise<AcceptanceState> =>
  toState((await readRounds(db, { orgId, phase })).at(-1))

/** The latest round of every unit in the phase, by the unit's id; a unit without a self-check is not in it. */
export async function acceptancesOf(db: Db, phase: string): Promise<Map<string, AcceptanceState>> {
  const rounds = await readRounds(db, { phase })
  return new Map(rounds.map((round) => [round.selfCheck.org_id, toState(round)]))
}

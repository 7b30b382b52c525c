// A member's analysis as its rules see it.
import type { AnalysisFacts } from '#shared/rules/analysis-action.ts'
import { stageOf } from '../stages/stage.ts'
import {
  pollsOf,
  stateOf,
  versionsOf,
  type AnalysisRow,
  type Db,
  type Person,
  type PollRow,
  type VersionRow,
} from './store.ts'

/** Key of the phase the analyses belong to. */
export const PHASE = 'review'

/** First day of the branch in the phase; null when it has not come to it, undefined when nobody keeps its stages. */
export async function phaseStartOf(db: Db, orgId: string): Promise<string | null | undefined> {
  const stage = await stageOf(db, orgId, PHASE)
  return stage === undefined ? undefined : stage.started_on
}

export interface Gathered {
  readonly row: AnalysisRow | undefined
  readonly versions: readonly VersionRow[]
  readonly polls: readonly PollRow[]
}

export async function gather(db: Db, row: AnalysisRow | undefined): Promise<Gathered> {
  if (row === undefined) return { row, versions: [], polls: [] }
  return { row, versions: await versionsOf(db, row.id), polls: await pollsOf(db, row.id) }
}

const latestReview = (versions: readonly VersionRow[]): string | null =>
  versions.findLast(({ reviewed_on }) => reviewed_on !== null)?.reviewed_on ?? null

/** A revision handed in after the meeting is not what was reviewed and voted on. */
const isReviewed = ({ kind }: VersionRow): boolean => kind !== '会后修改稿'

export function factsOf(
  person: Person,
  { row, versions, polls }: Gathered,
  phaseStart: string | null | undefined,
): AnalysisFacts {
  const papers = versions.filter(isReviewed)
  const latest = papers.at(-1)
  return {
    state: stateOf(row),
    memberName: person.name,
    categories: person.categories,
    form: row?.form ?? '书面',
    latest:
      latest === undefined
        ? null
        : {
            gains: latest.gains,
            problems: latest.problems,
            roots: latest.roots,
            direction: latest.direction,
            chars: latest.chars,
            submittedOn: latest.submitted_on,
          },
    firstSubmittedOn: papers[0]?.submitted_on ?? null,
    meetingOn: row?.meeting_on ?? null,
    publicFrom: row?.public_from ?? null,
    publicTo: row?.public_to ?? null,
    polledOn: row?.polled_on ?? null,
    helpedOn: row?.helped_on ?? null,
    reviewedOn: latestReview(papers),
    round: row?.round ?? 0,
    ballots: polls.at(-1) ?? null,
    phaseStart,
  }
}

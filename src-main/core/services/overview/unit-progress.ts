// Polls, moves and problems of one unit as its page lists them.
import { gatePhases } from '#shared/rules/gate-conditions.ts'
import type { UnitPage } from '#shared/contract/overview.ts'
import { pollPhaseKey } from '#shared/ledgers/polls.ts'
import { overdueDays } from '#shared/rules/issue-action.ts'
import type { Context } from '../../context.ts'
import { requestsOf, type RequestRow } from '../gates/store.ts'
import type { IssueRow } from '../issues/store.ts'
import { isFailed, shareWords, shownVerdicts } from '../polls/verdicts.ts'
import type { PollRow } from '../polls/store.ts'
import { phaseNameOf } from '../schedule/dates.ts'

export const pollsOfUnit = (context: Context, orgId: string): Promise<PollRow[]> =>
  context.db.read
    .selectFrom('poll')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('subject_id', 'is', null)
    .where('deleted_at', 'is', null)
    .orderBy('date', 'desc')
    .orderBy('round', 'desc')
    .execute()

function markOf(context: Context, poll: PollRow): UnitPage['polls'][number]['mark'] {
  if (poll.state === '作废') return 'na'
  if (poll.state !== '已确认') return 'doing'
  return isFailed(poll, context.campaign) ? 'ban' : 'ok'
}

export const shownPolls = (context: Context, polls: readonly PollRow[]): UnitPage['polls'] =>
  polls.map((poll) => ({
    id: poll.id,
    phase: pollPhaseKey(poll.phase),
    phaseName: poll.phase,
    kind: poll.kind,
    round: Number(poll.round),
    on: poll.date,
    state: poll.state,
    share: poll.state === '已确认' ? shareWords(poll, context.campaign) : '',
    verdict: poll.state === '已确认' ? (shownVerdicts(poll, context.campaign)[0]?.reason ?? '') : '',
    mark: markOf(context, poll),
    reportedOn: poll.reported_on,
  }))

/** Last attempt first. */
export async function movesOfUnit(context: Context, orgId: string): Promise<RequestRow[]> {
  const all = await Promise.all(gatePhases.map((phase) => requestsOf(context.db.read, phase, orgId)))
  return all.flat().toReversed()
}

const sentences = (json: string): string[] => {
  const parsed: unknown = JSON.parse(json)
  return Array.isArray(parsed) ? parsed.filter((each) => typeof each === 'string') : []
}

export const shownMoves = (context: Context, moves: readonly RequestRow[]): UnitPage['moves'] =>
  moves.map((row) => ({
    id: row.id,
    phase: row.from_phase,
    phaseName: phaseNameOf(context.campaign.template, row.from_phase),
    attempt: row.attempt,
    state: row.state,
    appliedOn: row.applied_on,
    decidedOn: row.decided_on,
    decidedBy: row.decided_by ?? '',
    movedOn: row.moved_on,
    refused: sentences(row.refused),
  }))

export const issuesOfUnit = (context: Context, orgId: string): Promise<IssueRow[]> =>
  context.db.read
    .selectFrom('issue')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .orderBy('no')
    .execute()

export const shownIssues = (context: Context, issues: readonly IssueRow[]): UnitPage['issues'] =>
  issues.map((row) => ({
    id: row.id,
    no: row.no,
    text: row.text,
    kind: row.kind ?? '',
    dueOn: row.due_on,
    overdueDays: overdueDays({ state: row.state, dueOn: row.due_on }, context.today),
    state: row.state,
    owner: row.owner ?? '',
  }))

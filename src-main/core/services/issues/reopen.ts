// Sends the problems of a unit back after a failed final poll, under the eyes of its superior.
import { issueMachine, mayAct } from '#shared/rules/machines.ts'
import type { Trx } from '../../context.ts'
import type { Journal } from '../../db/journal.ts'
import { initialsOf } from '../../ledger/rows.ts'
import { refuse } from '../../refusal.ts'
import { takeStep } from './act.ts'
import { isFinalPoll, pollById, resultOf, type PollRow } from './polls.ts'
import { issueById, stepsOf, type IssueRow } from './store.ts'
import { superiorOf } from './superior.ts'

export interface Reopened {
  /** Open ones that are rectified anew now. */
  readonly anew: number
  /** Closed ones that are open again. */
  readonly reopened: number
}

async function failedPoll(trx: Trx, pollId: string): Promise<PollRow> {
  const poll = await pollById(trx, pollId)
  if (poll === undefined) return refuse('没有找到这次测评，请刷新后再看。')
  if (!isFinalPoll(poll)) refuse('只有“整改情况”或“总体”测评不过关，才重新整改。')
  if (resultOf(poll) !== 'failed') refuse('这次测评没有确认，或者没有不过关，不必重新整改。')
  return poll
}

/** Problems still open, and closed ones that came from this very poll. */
const concerned = (trx: Trx, poll: PollRow): Promise<IssueRow[]> =>
  trx
    .selectFrom('issue')
    .selectAll()
    .where('org_id', '=', poll.org_id)
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('state', '<>', '已销号'), eb('poll_id', '=', poll.id)]))
    .orderBy('no')
    .execute()

/** No step may lie before the one that was taken last. */
async function dayFor(trx: Trx, row: IssueRow, poll: PollRow): Promise<string> {
  const steps = await stepsOf(trx, row.id)
  const days = [
    poll.confirmed_on ?? poll.date ?? row.registered_on,
    row.registered_on,
    ...steps.map((s) => s.on_day),
  ]
  return days.reduce((latest, day) => (day > latest ? day : latest))
}

/** A unit without any problem on record gets one: the poll itself. */
async function registerPoll(journal: Journal, trx: Trx, poll: PollRow, reason: string): Promise<IssueRow> {
  const text = reason.replace(/。$/u, '')
  const id = await journal.add('issue', {
    org_id: poll.org_id,
    registered_on: poll.date ?? poll.confirmed_on ?? journal.at.slice(0, 10),
    text,
    initials: initialsOf(text),
    source: '测评',
    subject: '支部',
    kind: null,
    extra: null,
    focus: null,
    measures: null,
    leader: null,
    lead_unit: null,
    partners: null,
    owner: null,
    due_text: null,
    due_on: null,
    progress: null,
    completion: null,
    done_on: null,
    evidence: null,
    cause: null,
    policy_basis: null,
    explained_on: null,
    explained_to: null,
    explained_how: null,
    verifier: null,
    verified_on: null,
    remark: null,
    phase: null,
    finding_id: null,
    opinion_id: null,
    analysis_id: null,
    poll_id: poll.id,
    receipt: null,
    supervisor_unit: null,
    ordered_poll_id: null,
  })
  return issueById(trx, id)
}

/**
 * Every open problem of the unit goes to 重新整改 with the superior as 监督单位, a closed one that came from this poll is
 * open again; only a later round that passes lets them be closed. Call it inside the write that confirms the poll.
 * Refuses when the poll is no final one, not confirmed, or not failed. The same poll twice changes nothing.
 */
export async function reopenAfterPoll(journal: Journal, trx: Trx, pollId: string): Promise<Reopened> {
  const poll = await failedPoll(trx, pollId)
  const supervisor = await superiorOf(trx, poll.org_id)
  const reason = `第${poll.round}轮群众测评（${poll.kind}）不过关，重新整改。`
  const found = await concerned(trx, poll)
  const rows = found.length > 0 ? found : [await registerPoll(journal, trx, poll, reason)]
  let [anew, reopened] = [0, 0]
  for (const row of rows) {
    if (row.ordered_poll_id === poll.id) continue
    const on = await dayFor(trx, row, poll)
    const step = {
      on,
      person: poll.confirmed_by ?? journal.context.actor,
      text: reason,
      detail: supervisor,
      evidence: '',
    }
    const more = { ordered_poll_id: poll.id, supervisor_unit: supervisor }
    if (row.state === '已销号') {
      await takeStep({ today: on }, journal, trx, row, { ...step, action: '重开' }, more)
      reopened += 1
    } else if (mayAct(issueMachine, row.state, '责令重新整改')) {
      await takeStep({ today: on }, journal, trx, row, { ...step, action: '责令重新整改' }, more)
      anew += 1
    } else {
      // Already rectified anew for an earlier round: the later one has to be passed now.
      await journal.change('issue', row.id, more)
      anew += 1
    }
  }
  return { anew, reopened }
}

/** The same for a poll just confirmed: nothing happens unless it is a final one and was not passed. */
export async function reopenIfFailed(journal: Journal, trx: Trx, pollId: string): Promise<Reopened | null> {
  const poll = await pollById(trx, pollId)
  const isFailed = poll !== undefined && isFinalPoll(poll) && resultOf(poll) === 'failed'
  return isFailed ? reopenAfterPoll(journal, trx, pollId) : null
}

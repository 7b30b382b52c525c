// The part of a unit's story that is its way through the campaign: stages, acceptances, polls, moves, problems, notices.
import type { TimelineEntry } from '#shared/contract/overview.ts'
import { pollPhaseKey } from '#shared/ledgers/polls.ts'
import type { Context } from '../../context.ts'
import type { RequestRow } from '../gates/store.ts'
import type { IssueRow } from '../issues/store.ts'
import { shortNumber } from '../issues/store.ts'
import { isFailed, shareWords } from '../polls/verdicts.ts'
import { namesIn, type PollRow } from '../polls/store.ts'
import { phaseNameOf } from '../schedule/dates.ts'
import { entry } from './timeline-entry.ts'

const gatePage = (orgId: string, phase: string, panel: string): string =>
  `/gates/${orgId}?phase=${phase}&panel=${panel}`

/** Steps told by the record that led to them. */
const TOLD_ELSEWHERE: readonly string[] = ['验收合格', '责令补课', '申请转段', '转段']

/** What the acceptances and moves tell themselves is left to them, where there are any. */
export async function stageEntries(context: Context, orgId: string): Promise<TimelineEntry[]> {
  const steps = await context.db.read
    .selectFrom('unit_stage_step')
    .innerJoin('unit_stage', 'unit_stage.id', 'unit_stage_step.unit_stage_id')
    .select(['unit_stage.phase', 'unit_stage_step.action', 'unit_stage_step.on_day'])
    .select(['unit_stage_step.person', 'unit_stage_step.text'])
    .where('unit_stage.org_id', '=', orgId)
    .where('unit_stage_step.deleted_at', 'is', null)
    .orderBy('unit_stage_step.id', 'desc')
    .execute()
  const told = await toldElsewhere(context, orgId)
  return steps
    .filter(({ phase, action }) => !(TOLD_ELSEWHERE.includes(action) && told.has(`${phase} ${action}`)))
    .map(({ phase, action, on_day, person, text }) =>
      entry(
        on_day,
        'stage',
        `${phaseNameOf(context.campaign.template, phase)}：${action}`,
        person,
        text,
        `/schedule?unit=${orgId}`,
      ),
    )
}

async function toldElsewhere(context: Context, orgId: string): Promise<Set<string>> {
  const acceptances = await context.db.read
    .selectFrom('acceptance')
    .select(['phase', 'verdict'])
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .execute()
  const requests = await context.db.read
    .selectFrom('transition_request')
    .select(['from_phase', 'state'])
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .execute()
  return new Set([
    ...acceptances.map(({ phase, verdict }) => `${phase} ${verdict === '合格' ? '验收合格' : '责令补课'}`),
    ...requests.map(({ from_phase }) => `${from_phase} 申请转段`),
    ...requests.filter(({ state }) => state === '已转段').map(({ from_phase }) => `${from_phase} 转段`),
  ])
}

export async function acceptanceEntries(context: Context, orgId: string): Promise<TimelineEntry[]> {
  const rows = await context.db.read
    .selectFrom('acceptance')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => {
    const due = row.make_up_due === null ? '' : `，限 ${row.make_up_due} 前补齐`
    const count = `${row.met}/${row.applicable} 项达标${row.missed > 0 ? `，未达标 ${row.missed} 项` : ''}`
    const detail = [`${count}${due}`, row.opinion].filter((part) => part !== '').join('\n')
    const title = `${phaseNameOf(context.campaign.template, row.phase)}验收：${row.verdict}`
    return entry(
      row.decided_on,
      'acceptance',
      title,
      row.decided_by,
      detail,
      gatePage(orgId, row.phase, '验收'),
    )
  })
}

export const pollEntries = (context: Context, orgId: string, polls: readonly PollRow[]): TimelineEntry[] =>
  polls.flatMap((poll) => {
    if (poll.date === null) return []
    const to = gatePage(orgId, pollPhaseKey(poll.phase), '测评')
    const isDecided = poll.state === '已确认'
    const verdict = isFailed(poll, context.campaign) ? '不准转段' : '通过'
    const detail = isDecided
      ? `不满意 ${shareWords(poll, context.campaign)}，${verdict}`
      : `${poll.state}${poll.void_reason === null ? '' : `：${poll.void_reason}`}`
    const held = entry(
      poll.date,
      'poll',
      `${poll.kind}测评第 ${poll.round} 轮`,
      namesIn(poll.supervised_by).join('、'),
      detail,
      to,
    )
    if (poll.reported_on === null) return [held]
    const title = `测评第 ${poll.round} 轮报先教办`
    return [entry(poll.reported_on, 'poll', title, '', poll.report_no ?? '', to), held]
  })

export async function moveEntries(
  context: Context,
  orgId: string,
  moves: readonly RequestRow[],
): Promise<TimelineEntry[]> {
  if (moves.length === 0) return []
  const byId = new Map(moves.map((move) => [move.id, move]))
  const steps = await context.db.read
    .selectFrom('transition_step')
    .select(['transition_request_id', 'action', 'on_day', 'person', 'text'])
    .where('transition_request_id', 'in', [...byId.keys()])
    .where('deleted_at', 'is', null)
    .orderBy('id', 'desc')
    .execute()
  return steps.flatMap(({ transition_request_id, action, on_day, person, text }) => {
    const move = byId.get(transition_request_id)
    if (move === undefined) return []
    const title = `${phaseNameOf(context.campaign.template, move.from_phase)}转段：${action}`
    return [entry(on_day, 'gate', title, person, text, gatePage(orgId, move.from_phase, '转段'))]
  })
}

export async function issueEntries(context: Context, issues: readonly IssueRow[]): Promise<TimelineEntry[]> {
  if (issues.length === 0) return []
  const byId = new Map(issues.map((issue) => [issue.id, issue]))
  const steps = await context.db.read
    .selectFrom('issue_step')
    .select(['issue_id', 'action', 'on_day', 'person', 'text'])
    .where('issue_id', 'in', [...byId.keys()])
    .where('deleted_at', 'is', null)
    .orderBy('id', 'desc')
    .execute()
  const taken = steps.flatMap(({ issue_id, action, on_day, person, text }) => {
    const issue = byId.get(issue_id)
    if (issue === undefined) return []
    const detail = text === '' ? issue.text : text
    return [
      entry(
        on_day,
        'issue',
        `整改 ${shortNumber(issue.no)} ${action}`,
        person,
        detail,
        `/issues/${issue_id}`,
      ),
    ]
  })
  const registered = issues.map((issue) =>
    entry(
      issue.registered_on,
      'issue',
      `登记整改 ${shortNumber(issue.no)}`,
      '',
      issue.text,
      `/issues/${issue.id}`,
    ),
  )
  return [...taken, ...registered]
}

/** Notices that have gone out; a draft is nobody's story yet. */
export async function noticeEntries(context: Context, orgId: string): Promise<TimelineEntry[]> {
  const rows = await context.db.read
    .selectFrom('notice')
    .select(['id', 'no', 'kind', 'title', 'issued_on', 'issued_by', 'state', 'due_on', 'replied_on', 'reply'])
    .where('org_id', '=', orgId)
    .where('issued_on', 'is not', null)
    .where('deleted_at', 'is', null)
    .orderBy('id', 'desc')
    .execute()
  return rows.flatMap((row) => {
    if (row.issued_on === null) return []
    const due = row.due_on === null ? '' : `，限 ${row.due_on} 前反馈`
    const to = `/notices/${row.id}`
    const issued = entry(
      row.issued_on,
      'notice',
      `发出${row.kind}`,
      row.issued_by ?? '',
      `${row.no ?? ''}${due}`,
      to,
    )
    if (row.replied_on === null) return [issued]
    return [entry(row.replied_on, 'notice', `${row.kind}已反馈`, '', row.reply, to), issued]
  })
}

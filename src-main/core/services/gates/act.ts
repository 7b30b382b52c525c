// Takes a move one step on: only along its machine, only on the stored rows, the whole sheet judged again inside the write.
import type { GatePhase, Ruling } from '#shared/rules/gate-conditions.ts'
import { asksForPoll, barOf, isBarred, isSettled } from '#shared/rules/gate-conditions.ts'
import {
  missingForConsent,
  reasonsAgainstGate,
  reasonsAgainstRuling,
  type GateAction,
  type GateActionInput,
} from '#shared/rules/gate-action.ts'
import { numberOf } from '#shared/rules/limits.ts'
import { stepFrom, transitionMachine, type TransitionState } from '#shared/rules/machines.ts'
import { write, type Context, type Trx } from '../../context.ts'
import { StaleRecordError } from '../../db/errors.ts'
import type { PollRule } from '../../db/gate-tables.ts'
import type { Journal, Patch } from '../../db/journal.ts'
import { refuse } from '../../refusal.ts'
import { limitSettings } from '../polls/store.ts'
import { actOnStage, phaseAfter, stageOf } from '../stages/stage.ts'
import { actionFacts } from './action-facts.ts'
import { conditionsOf, judge, type Conditions } from './conditions.ts'
import { snapshotOf } from './snapshot.ts'
import { requestById, type RequestRow } from './store.ts'

export interface MoveOf {
  readonly orgId: string
  readonly phase: GatePhase
}

export interface Seen {
  /** The attempt the user saw; null when there was none. */
  readonly id: string | null
  readonly rowVersion: number | null
}

export interface ActInput extends MoveOf, Seen, GateActionInput {
  readonly docNo: string
}

interface Work {
  readonly context: Context
  readonly journal: Journal
  readonly trx: Trx
  readonly input: ActInput
}

/** The stored attempt; somebody who saw another one must look again. */
function assertSeen({ gate }: Conditions, { id, rowVersion }: Seen): void {
  const { request } = gate
  if (request === undefined && id === null) return
  if (request !== undefined && id === request.id && rowVersion === request.row_version) return
  throw new StaleRecordError('transition_request', request?.id ?? id ?? '', request?.updated_by ?? '')
}

const nextPhaseOf = (context: Context, phase: GatePhase): string => {
  const next = phaseAfter(context.campaign.template, phase)
  return next ?? refuse('这是最后一个阶段，没有下一阶段可转。')
}

async function addDraft(
  { context, journal }: Pick<Work, 'context' | 'journal'>,
  move: MoveOf,
  attempt: number,
  draft: { readonly summary: string; readonly plannedOn: string | null; readonly plannedAt: string | null },
): Promise<string> {
  return journal.add('transition_request', {
    org_id: move.orgId,
    from_phase: move.phase,
    to_phase: nextPhaseOf(context, move.phase),
    attempt,
    state: '草稿',
    summary: draft.summary.trim(),
    planned_on: draft.plannedOn,
    planned_at: draft.plannedAt,
    applied_on: null,
    applied_by: null,
    acceptance_id: null,
    poll_rule: null,
    poll_id: null,
    poll_round: null,
    poll_valid: null,
    poll_dissatisfied: null,
    bar_hundredths: null,
    bar_per: null,
    ruling_counting: null,
    ruling_text: null,
    ruling_on: null,
    group_opinion: '',
    decided_on: null,
    decided_by: null,
    is_barred: 0,
    refused: '[]',
    office_doc_no: '',
    reported_on: null,
    reported_at: null,
    office_opinion: '',
    office_decided_on: null,
    moved_on: null,
    moved_at: null,
    facts: null,
    moved_facts: null,
  })
}

export interface StepTaken {
  readonly from: TransitionState
  readonly action: GateAction
  readonly on: string
  readonly person: string
  readonly text: string
  readonly facts?: unknown
}

/** Leaves the line of a step. Throws when the machine has no such step. */
export async function addStep(
  journal: Journal,
  requestId: string,
  step: StepTaken,
): Promise<TransitionState> {
  const found = stepFrom(transitionMachine, step.from, step.action)
  if (found === null) throw new Error(`no step ${step.action} from ${step.from}`)
  await journal.add('transition_step', {
    transition_request_id: requestId,
    from_state: step.from,
    action: step.action,
    to_state: found.to,
    on_day: step.on,
    person: step.person.trim(),
    text: step.text.trim(),
    facts: step.facts === undefined ? null : JSON.stringify(step.facts),
  })
  return found.to
}

/** The numbers and the bar the decision rests on, as columns that the data file itself checks. */
export function pollColumns(
  context: Pick<Context, 'campaign'>,
  { gate, counted }: Conditions,
): Pick<
  RequestRow,
  'poll_rule' | 'poll_id' | 'poll_round' | 'poll_valid' | 'poll_dissatisfied' | 'bar_hundredths' | 'bar_per'
> {
  const { facts } = gate
  const settings = limitSettings(context.campaign)
  const bar = barOf(facts.from, settings)
  const value = numberOf(bar)
  const rule: PollRule = !facts.holdsPoll
    ? '不单独测评'
    : asksForPoll(facts, settings)
      ? '须测评'
      : '不要求测评'
  const isJudged = rule === '须测评' && facts.poll !== null && counted !== null
  return {
    poll_rule: rule,
    poll_id: isJudged ? facts.poll.id : null,
    poll_round: isJudged ? facts.poll.round : null,
    poll_valid: isJudged ? counted.poll.valid : null,
    poll_dissatisfied: isJudged ? counted.poll.dissatisfied : null,
    bar_hundredths: value === null ? null : Math.round(value * 100),
    bar_per: value === null ? null : (bar.per ?? 100),
  }
}

/** What the group's decision writes: who, when, the numbers, and the sheet as it stood. */
export function decisionColumns(
  context: Pick<Context, 'campaign'>,
  conditions: Conditions,
  decision: {
    readonly action: '同意' | '不予转段'
    readonly on: string
    readonly by: string
    readonly opinion: string
  },
): Patch<'transition_request'> {
  const missing = missingForConsent({
    rows: conditions.rows,
    sensitivity: conditions.sensitivity,
    ruling: conditions.gate.facts.ruling,
  })
  return {
    ...pollColumns(context, conditions),
    acceptance_id: conditions.gate.acceptance?.acceptanceId ?? null,
    group_opinion: decision.opinion.trim(),
    decided_on: decision.on,
    decided_by: decision.by,
    is_barred: isBarred(conditions.rows) ? 1 : 0,
    refused: JSON.stringify(decision.action === '不予转段' ? missing : []),
    facts: JSON.stringify(snapshotOf(context, conditions, decision)),
  }
}

/** Units no line of the checklist concerns have nothing to be accepted: their stage is brought to the same place, with a word why. */
async function passWithoutChecklist(work: Work, conditions: Conditions): Promise<void> {
  const { context, journal, trx, input } = work
  if (conditions.gate.facts.hasChecklist) return
  const state = (await stageOf(trx, input.orgId, input.phase))?.state
  const way = ['开始自查', '提请验收', '验收合格'] as const
  const done = { 进行中: 0, 自查中: 1, 待验收: 2 }
  const from = state === '进行中' || state === '自查中' || state === '待验收' ? done[state] : way.length
  for (const action of way.slice(from))
    await actOnStage(journal, trx, context.campaign.template, {
      orgId: input.orgId,
      phase: input.phase,
      action,
      on: input.on,
      person: context.actor.name,
      text: '没有适用的检查验收项目',
    })
}

async function applyForMove(work: Work, conditions: Conditions): Promise<Patch<'transition_request'>> {
  const { context, journal, trx, input } = work
  await passWithoutChecklist(work, conditions)
  const stage = await stageOf(trx, input.orgId, input.phase)
  if (stage?.state !== '待转段')
    await actOnStage(journal, trx, context.campaign.template, {
      orgId: input.orgId,
      phase: input.phase,
      action: '申请转段',
      on: input.on,
      person: input.person,
      text: '',
    })
  return {
    summary: input.text.trim(),
    planned_on: input.plannedOn,
    planned_at: input.plannedAt,
    applied_on: input.on,
    applied_by: input.person.trim(),
  }
}

/** The poll itself says when it was reported; both must say the same. */
async function reportPoll({ journal, input }: Work, { gate }: Conditions): Promise<void> {
  const { poll } = gate
  if (poll === undefined || !gate.facts.holdsPoll) return
  if (poll.reported_on === null) {
    const no = input.docNo.trim()
    await journal.change('poll', poll.id, {
      reported_on: input.on,
      reported_at: input.at,
      report_no: no === '' ? null : no,
    })
    return
  }
  const known = [poll.reported_on, poll.reported_at ?? ''].join(' ').trim()
  if (known !== [input.on, input.at ?? ''].join(' ').trim())
    refuse(`测评中登记的报送时间是${known}，与此不一致。请核对后再登记。`, 'on')
}

const NO_APPROVAL_NEEDED = '无须先教办批准'

/** Enters the next stage on the day of the move, unless the unit is in it already. */
async function enterNext({ context, journal, trx, input }: Work): Promise<void> {
  const next = phaseAfter(context.campaign.template, input.phase)
  if (next === null) return
  const state = (await stageOf(trx, input.orgId, next))?.state ?? '未开始'
  if (state !== '未开始') return
  await actOnStage(journal, trx, context.campaign.template, {
    orgId: input.orgId,
    phase: next,
    action: '开始',
    on: input.on,
    person: context.actor.name,
    text: '转段后开始',
  })
}

/** The sheet as it stands when the move takes effect: the office has had its say, or none is asked of it. */
function asMoved(work: Work, conditions: Conditions): Conditions {
  const { gate } = conditions
  const { request } = gate.facts
  if (request === null) return conditions
  return judge(work.context, {
    ...gate,
    facts: {
      ...gate.facts,
      request: {
        ...request,
        state: request.state === '已报先教办' ? '已批准' : request.state,
        movedOn: work.input.on,
        movedAt: work.input.at,
      },
    },
  })
}

/** R-33 in full, on the poll the group decided on; then the stage itself moves. */
async function moveOn(work: Work, conditions: Conditions, row: RequestRow): Promise<void> {
  const { context, journal, trx, input } = work
  assertSamePoll(conditions, row)
  const { verdict, rows } = conditions
  if (verdict.outcome !== 'pass' || !rows.every(isSettled)) refuse(verdict.details ?? [verdict.reason], 'on')
  const facts = snapshotOf(context, conditions, { action: '转段', on: input.on, by: context.actor.name })
  if (row.state === '已报先教办') {
    const step = { on: input.on, person: context.actor.name, text: NO_APPROVAL_NEEDED }
    await addStep(journal, row.id, { ...step, from: row.state, action: '批准' })
    await journal.change('transition_request', row.id, {
      state: '已批准',
      office_opinion: NO_APPROVAL_NEEDED,
      office_decided_on: input.on,
    })
  }
  await addStep(journal, row.id, {
    from: '已批准',
    action: '转段',
    on: input.on,
    person: context.actor.name,
    text: input.text,
    facts,
  })
  await journal.change('transition_request', row.id, {
    state: '已转段',
    moved_on: input.on,
    moved_at: input.at,
    moved_facts: JSON.stringify(facts),
  })
  await actOnStage(journal, trx, context.campaign.template, {
    orgId: input.orgId,
    phase: input.phase,
    action: '转段',
    on: input.on,
    person: context.actor.name,
    text: input.text,
    facts: { request: row.id, verdict },
  })
  await enterNext(work)
}

/** The group agreed on one round; another one since then, or none, must be decided on anew. */
function assertSamePoll({ gate }: Conditions, row: RequestRow): void {
  if (row.poll_rule !== '须测评' || gate.facts.poll?.id === row.poll_id) return
  refuse(
    `督导组是依据第${row.poll_round ?? 1}轮测评同意的，这一轮测评现在已作废或另有新一轮。请登记先教办退回，再重新申请。`,
  )
}

/** What each step but the move writes beside the new state. */
async function changesOf(work: Work, conditions: Conditions): Promise<Patch<'transition_request'>> {
  const { context, input } = work
  switch (input.action) {
    case '申请':
      return applyForMove(work, conditions)
    case '同意':
    case '不予转段':
      return decisionColumns(context, conditions, {
        action: input.action,
        on: input.on,
        by: context.actor.name,
        opinion: input.text,
      })
    case '报先教办':
      await reportPoll(work, conditions)
      return {
        reported_on: input.on,
        reported_at: input.at,
        office_doc_no: input.docNo.trim(),
        planned_on: input.plannedOn,
        planned_at: input.plannedAt,
      }
    case '批准':
    case '退回':
      return { office_opinion: input.text.trim(), office_decided_on: input.on }
    case '受理':
    case '重新申请':
    case '转段':
      return {}
  }
}

/** Who the step's line names: whoever signs, else whoever acts for the unit. */
const personOf = ({ context, input }: Work): string =>
  input.action === '申请' || input.action === '受理' ? input.person : context.actor.name

async function takeStep(work: Work, conditions: Conditions, row: RequestRow): Promise<void> {
  const { journal, input } = work
  const changes = await changesOf(work, conditions)
  const step = stepFrom(transitionMachine, row.state, input.action)
  if (step === null) return refuse(`转段手续的状态是“${row.state}”，不能“${input.action}”。`)
  await journal.change('transition_request', row.id, { ...changes, state: step.to })
  await addStep(journal, row.id, {
    from: row.state,
    action: input.action,
    on: input.on,
    person: personOf(work),
    text: input.action === '申请' ? '' : input.text,
    ...(typeof changes.facts === 'string' ? { facts: JSON.parse(changes.facts) as unknown } : {}),
  })
}

/** The refused attempt stays as it is; the next one begins with its summary as a draft. */
async function applyAgain(work: Work, row: RequestRow): Promise<void> {
  const draft = { summary: row.summary, plannedOn: null, plannedAt: null }
  const id = await addDraft(work, work.input, row.attempt + 1, draft)
  await addStep(work.journal, id, {
    from: row.state,
    action: '重新申请',
    on: work.input.on,
    person: work.context.actor.name,
    text: work.input.text,
  })
}

/** The attempt to act on; applying without a draft makes one. */
async function rowFor(work: Work, conditions: Conditions): Promise<RequestRow> {
  const { request } = conditions.gate
  if (request !== undefined) return request
  if (work.input.action !== '申请') return refuse('这个单位还没有转段申请，请先申请转段。')
  const { text, plannedOn, plannedAt } = work.input
  const id = await addDraft(work, work.input, 1, { summary: text, plannedOn, plannedAt })
  return requestById(work.trx, id)
}

/** Takes a step. Refuses with every reason; throws StaleRecordError when the attempt has changed meanwhile. */
export function actOnGate(context: Context, input: ActInput): Promise<void> {
  return write(
    context,
    async (journal, trx) => {
      const work: Work = { context, journal, trx, input }
      const stored = await conditionsOf(trx, context, input.orgId, input.phase)
      assertSeen(stored, input)
      const conditions = input.action === '转段' ? asMoved(work, stored) : stored
      const reasons = reasonsAgainstGate(actionFacts(context, conditions), input)
      if (reasons.length > 0) refuse(reasons, input.action === '转段' ? 'on' : null)
      const row = await rowFor(work, stored)
      if (input.action === '转段') await moveOn(work, conditions, row)
      else if (input.action === '重新申请') await applyAgain(work, row)
      else await takeStep(work, conditions, row)
    },
    { reason: input.text.trim() === '' ? null : input.text.trim().slice(0, 200) },
  )
}

export interface DraftInput extends MoveOf, Seen {
  readonly summary: string
  readonly plannedOn: string | null
  readonly plannedAt: string | null
}

/** Keeps an application that is not made yet. */
export function saveDraft(context: Context, input: DraftInput): Promise<void> {
  return write(context, async (journal, trx) => {
    const conditions = await conditionsOf(trx, context, input.orgId, input.phase)
    assertSeen(conditions, input)
    const { request } = conditions.gate
    if (request === undefined) {
      await addDraft({ context, journal }, input, 1, input)
      return
    }
    if (request.state !== '草稿') refuse(`转段手续的状态是“${request.state}”，申请内容不能再改。`)
    await journal.change('transition_request', request.id, {
      summary: input.summary.trim(),
      planned_on: input.plannedOn,
      planned_at: input.plannedAt,
    })
  })
}

/** R-32b: keeps the office's word on the counting. It can only make the result of a poll worse, never better. */
export function ruleOnCounting(context: Context, input: MoveOf & Seen & Ruling): Promise<void> {
  return write(
    context,
    async (journal, trx) => {
      const conditions = await conditionsOf(trx, context, input.orgId, input.phase)
      assertSeen(conditions, input)
      const { counting, text, on } = input
      const reasons = reasonsAgainstRuling(actionFacts(context, conditions), { counting, text, on })
      if (reasons.length > 0) refuse(reasons)
      const id =
        conditions.gate.request?.id ??
        (await addDraft({ context, journal }, input, 1, { summary: '', plannedOn: null, plannedAt: null }))
      await journal.change('transition_request', id, {
        ruling_counting: counting,
        ruling_text: text.trim(),
        ruling_on: on,
      })
    },
    { reason: input.text },
  )
}

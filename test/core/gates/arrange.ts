// A unit with everything a move asks for, or with one thing left out, brought there through the services.
import { sql } from 'kysely'
import { stepsFor } from '#shared/campaign/index.ts'
import { isMoveStep } from '#shared/rules/unit-action.ts'
import { write, type Context } from '../../../src-main/core/context.ts'
import { Refusal } from '../../../src-main/core/refusal.ts'
import { actOnGate, type ActInput } from '../../../src-main/core/services/gates/act.ts'
import { showGate } from '../../../src-main/core/services/gates/show.ts'
import { importPlanHistory } from '../../../src-main/core/services/plans/history.ts'
import { actOnPoll } from '../../../src-main/core/services/polls/act.ts'
import { importPolls } from '../../../src-main/core/services/polls/history.ts'
import { showRound } from '../../../src-main/core/services/polls/show.ts'
import type { GateAction, GateCase } from '#shared/contract/gates.ts'
import { decideOn, inspected } from '../acceptance/rounds.ts'

export const PHASE = 'study' as const
export const TODAY = '2005-08-17'
export const POLL_DAY = '2005-08-10'

export async function addPlan(context: Context, orgId: string): Promise<void> {
  await write(context, (journal) =>
    importPlanHistory(journal, context.campaign.template, [
      {
        orgId,
        version: 1,
        submittedOn: '2005-07-08',
        reviewedOn: '2005-07-11',
        reviewer: '田克勤',
        decision: '批准',
        refused: [],
        comments: [],
        demands: [],
        theme: '示范岗',
        text: '活动方案正文',
        guarantees: ['支部书记任组长'],
        consultedOn: '2005-07-07',
        schedule: [],
      },
    ]),
  )
}

/** Every prescribed action of the phase done, but the one left out. */
export async function addActions(
  context: Context,
  orgId: string,
  without: string | null = null,
): Promise<void> {
  const steps = stepsFor(context.campaign.template, { unitType: 'soe', level: '支部' }, PHASE)
  await write(context, (journal) =>
    journal.addMany(
      'unit_action',
      steps
        .filter((step) => step.kind === '规定动作' && !isMoveStep(step) && step.code !== without)
        .map((step) => ({
          org_id: orgId,
          phase: PHASE,
          step_code: step.code,
          name: step.name,
          kind: step.kind,
          state: '完成' as const,
          done_on: '2005-08-08',
          place: '会议室',
          recorder: '赖巧云',
          evidence: '会议记录',
          reason: null,
          consent_by: null,
          consent_on: null,
        })),
    ),
  )
}

export interface Votes {
  readonly satisfied: number
  readonly dissatisfied: number
  readonly abstained?: number
  readonly round?: number
  readonly on?: string
}

/** A round confirmed by the group. */
export async function addPoll(context: Context, orgId: string, votes: Votes): Promise<void> {
  const { satisfied, dissatisfied, abstained = 0, round = 1, on = POLL_DAY } = votes
  const total = satisfied + dissatisfied + abstained
  await write(context, (journal) =>
    importPolls(journal, context.campaign, [
      {
        orgId,
        phase: PHASE,
        round,
        date: on,
        scope: '党员和群众代表',
        issued: total,
        returned: total,
        invalid: 0,
        grades: { satisfied, dissatisfied, abstained },
        heldBy: '陆秋菊',
        supervisedBy: ['石文博'],
        materialsOn: '2005-08-01',
        categories: ['服务对象'],
        makeup: round === 1 ? null : { note: '补课', on },
        reported: null,
        remark: null,
      },
    ]),
  )
}

export async function addSevereFinding(context: Context, orgId: string): Promise<string> {
  return write(context, (journal) =>
    journal.add('finding', {
      no: `督〔2005〕3-${orgId.slice(-6)}`,
      inspection_id: null,
      org_id: orgId,
      phase: PHASE,
      step: '',
      item_code: null,
      item_text: '',
      description: '考勤造假',
      category: '其他',
      severity: '严重',
      correction: '纠正',
      basis: '依据',
      demand: '立即纠正',
      found_on: '2005-08-08',
      due_on: '2005-08-13',
      owner: '陆秋菊',
      inspectors: '["石文博"]',
      state: '已下达',
      feedback: null,
      evidence: null,
      done_on: null,
      recheck_on: null,
      recheck_by: null,
      recheck_result: null,
      recheck_note: null,
      reopen_count: 0,
      cancel_reason: null,
      remark: '',
    }),
  )
}

export type Part = 'plan' | 'actions' | 'poll'

/** A branch accepted by the group; `without` leaves one thing out. */
export async function readyUnit(
  context: Context,
  more: { readonly without?: Part; readonly votes?: Votes } = {},
): Promise<string> {
  const orgId = await inspected(context)
  await decideOn(context, orgId)
  if (more.without !== 'plan') await addPlan(context, orgId)
  await addActions(context, orgId, more.without === 'actions' ? 'P1-20' : null)
  if (more.without !== 'poll') await addPoll(context, orgId, more.votes ?? { satisfied: 29, dissatisfied: 2 })
  return orgId
}

const TEXTS: Readonly<Record<GateAction, string>> = {
  申请: '学习动员阶段规定动作全部完成，群众意见已经梳理。',
  受理: '',
  同意: '同意转段。',
  不予转段: '测评没有通过，不予转段。',
  重新申请: '',
  报先教办: '',
  批准: '同意。',
  退回: '材料不全。',
  转段: '',
}

/** A step as the page would send it, with all it asks for, changed by `more`. */
export async function inputFor(
  context: Context,
  orgId: string,
  action: GateAction,
  more: Partial<ActInput> = {},
): Promise<ActInput> {
  const { request } = await showGate(context, { orgId, phase: PHASE })
  return {
    orgId,
    phase: PHASE,
    id: request?.id ?? null,
    rowVersion: request?.rowVersion ?? null,
    action,
    on: action === '报先教办' ? '2005-08-12' : TODAY,
    at: null,
    person: '陆秋菊',
    text: TEXTS[action],
    docNo: '',
    plannedOn: TODAY,
    plannedAt: null,
    ...more,
  }
}

export async function act(
  context: Context,
  orgId: string,
  action: GateAction,
  more: Partial<ActInput> = {},
): Promise<GateCase> {
  await actOnGate(context, await inputFor(context, orgId, action, more))
  return showGate(context, { orgId, phase: PHASE })
}

export async function walk(context: Context, orgId: string, actions: readonly GateAction[]): Promise<void> {
  for (const action of actions) await act(context, orgId, action)
}

/** The sentences of the refusal; [] when nothing was refused. */
export async function reasonsOf(work: Promise<unknown>): Promise<readonly string[]> {
  try {
    await work
  } catch (error) {
    if (error instanceof Refusal) return error.reasons
    throw error
  }
  return []
}

/** Turns a limit of the town. */
export async function setLimit(context: Context, key: string, value: number): Promise<void> {
  await write(context, (journal) =>
    journal.add('threshold', { key, value, basis: '县先教办通知', reason: '测试' }),
  )
}

/** The leader takes a confirmed poll back. */
export async function withdrawPoll(context: Context, id: string, text: string): Promise<void> {
  const { rowVersion } = await showRound(context, id)
  await actOnPoll(context, {
    id,
    rowVersion,
    action: '作废',
    on: TODAY,
    person: '田克勤',
    text,
    ballots: null,
  })
}

export const lines = (context: Context): Promise<number> =>
  sql<{ n: number }>`select count(*) as n from change_log`
    .execute(context.db.read)
    .then(({ rows }) => rows[0]?.n ?? 0)

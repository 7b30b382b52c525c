// What each step of a move asks for: the same sentences grey a button on the page and refuse in the core.
import { isCivilDate } from '../text/civil-date.ts'
import { beforeConsent, isSettled, type GateRow, type Ruling } from './gate-conditions.ts'
import { stepFrom, transitionMachine, type TransitionState } from './machines.ts'
import { isReportedBefore, reportMissing } from './transition.ts'
import type { Verdict } from './verdict.ts'
import { countingNames } from './vote.ts'

export type GateAction = (typeof transitionMachine)['actions'][number]
export const gateActions: readonly GateAction[] = transitionMachine.actions

/** A move as far as its steps ask about it. */
export interface GateActionFacts {
  /** 草稿 before there is a request. */
  readonly state: TransitionState
  readonly rows: readonly GateRow[]
  readonly sensitivity: Verdict | null
  readonly ruling: Ruling | null
  readonly isLeader: boolean
  readonly needsOffice: boolean
  /** The refusal rested on the poll: then only a new confirmed round leads on. */
  readonly wasBarred: boolean
  /** Round the refusal rested on, and the last confirmed one. */
  readonly refusedRound: number | null
  readonly pollRound: number | null
  readonly pollOn: string | null
  readonly appliedOn: string | null
  readonly decidedOn: string | null
  readonly reportedOn: string | null
  readonly reportedAt: string | null
  readonly today: string
}

export interface GateActionInput {
  readonly action: GateAction
  /** Civil day of the step: of the report, of the move. */
  readonly on: string
  /** HH:MM of the report or of the meeting. */
  readonly at: string | null
  /** Who applies for the unit, who takes it up. */
  readonly person: string
  /** 阶段小结, the group's opinion, the office's opinion. */
  readonly text: string
  readonly plannedOn: string | null
  readonly plannedAt: string | null
}

const filled = (text: string): boolean => text.trim() !== ''

const needsText = (input: GateActionInput, what: string): string[] =>
  filled(input.text) ? [] : [`没有填${what}。`]

const LEAST_SUMMARY = 10

function againstApplying(facts: GateActionFacts, input: GateActionInput): string[] {
  const reasons: string[] = []
  if (!filled(input.text)) reasons.push('阶段小结未交，请先写明阶段小结再申请转段。')
  else if (input.text.trim().length < LEAST_SUMMARY)
    reasons.push(`阶段小结太短，请至少写${LEAST_SUMMARY}个字。`)
  if (!filled(input.person)) reasons.push('没有填申请人。')
  if (input.plannedOn === null || !isCivilDate(input.plannedOn)) reasons.push('没有填拟转段日期。')
  else if (input.plannedOn < input.on) reasons.push(`拟转段日期${input.plannedOn}早于申请日期${input.on}。`)
  return reasons
}

/** R-32b: where the result hangs on the way of counting, the office has the word. */
export const needsRuling = (facts: Pick<GateActionFacts, 'sensitivity' | 'ruling'>): boolean =>
  facts.sensitivity?.outcome === 'fail' && facts.ruling === null

const onlyLeader = (facts: GateActionFacts): string[] =>
  facts.isLeader ? [] : ['是否同意转段由组长决定，请组长登录后签署。']

const missingIn = (rows: readonly GateRow[]): string[] =>
  rows.filter((row) => !isSettled(row)).map((row) => row.missing ?? `${row.text}：${row.fact}。`)

/** Each condition that is missing for the group's consent, one sentence each. */
export const missingForConsent = (
  facts: Pick<GateActionFacts, 'rows' | 'sensitivity' | 'ruling'>,
): string[] => [
  ...missingIn(beforeConsent(facts.rows)),
  ...(needsRuling(facts) && facts.sensitivity !== null ? [facts.sensitivity.reason] : []),
]

function againstConsent(facts: GateActionFacts, input: GateActionInput): string[] {
  const { pollOn } = facts
  const early =
    pollOn !== null && input.on < pollOn ? [`签署日期${input.on}早于测评日期${pollOn}，请核对。`] : []
  return [...onlyLeader(facts), ...missingForConsent(facts), ...needsText(input, '督导组意见'), ...early]
}

function againstRefusing(facts: GateActionFacts, input: GateActionInput): string[] {
  return [...onlyLeader(facts), ...needsText(input, '不予转段的理由')]
}

function againstAgain(facts: GateActionFacts): string[] {
  const { wasBarred, refusedRound, pollRound } = facts
  if (!wasBarred) return []
  if (pollRound !== null && pollRound > (refusedRound ?? 0)) return []
  return [
    `上次因第${refusedRound ?? 1}轮测评不予转段，须补课整改后重新测评。请先登记并确认第${(refusedRound ?? 1) + 1}轮测评。`,
  ]
}

function againstReporting(facts: GateActionFacts, input: GateActionInput): string[] {
  const reasons: string[] = []
  if (facts.pollOn !== null && input.on < facts.pollOn)
    reasons.push(`报送日期${input.on}早于测评日期${facts.pollOn}，请核对。`)
  const { plannedOn, plannedAt } = input
  if (plannedOn === null || !isCivilDate(plannedOn)) return [...reasons, '没有填拟转段日期。']
  const dates = {
    reportedOn: input.on,
    movedOn: plannedOn,
    ...(input.at === null ? {} : { reportedAt: input.at }),
    ...(plannedAt === null ? {} : { movedAt: plannedAt }),
  }
  return isReportedBefore(dates) ? reasons : [...reasons, `${reportMissing(dates)}。`]
}

function againstApproving(facts: GateActionFacts, input: GateActionInput): string[] {
  if (!facts.needsOffice) return ['没有规定转段须先教办批准，直接办理转段即可。']
  return [...needsText(input, '先教办意见'), ...notBeforeReport(facts, input)]
}

const notBeforeReport = ({ reportedOn }: GateActionFacts, input: GateActionInput): string[] =>
  reportedOn !== null && input.on < reportedOn ? [`日期${input.on}早于报送日期${reportedOn}。`] : []

function againstMoving(facts: GateActionFacts, input: GateActionInput): string[] {
  const reasons = missingIn(facts.rows)
  if (facts.decidedOn !== null && input.on < facts.decidedOn)
    reasons.push(`转段日期${input.on}早于督导组同意的日期${facts.decidedOn}。`)
  return reasons
}

function reasonsOfGuard(facts: GateActionFacts, input: GateActionInput): string[] {
  switch (input.action) {
    case '申请':
      return againstApplying(facts, input)
    case '受理':
      return filled(input.person) ? [] : ['没有填受理人。']
    case '同意':
      return againstConsent(facts, input)
    case '不予转段':
      return againstRefusing(facts, input)
    case '重新申请':
      return againstAgain(facts)
    case '报先教办':
      return againstReporting(facts, input)
    case '批准':
      return againstApproving(facts, input)
    case '退回':
      return [...needsText(input, '退回的理由'), ...notBeforeReport(facts, input)]
    case '转段':
      return againstMoving(facts, input)
  }
}

/** Day the step may not be earlier than. */
const firstDay = (facts: GateActionFacts, action: GateAction): string | null => {
  if (action === '受理' || action === '同意' || action === '不予转段') return facts.appliedOn
  return null
}

function reasonsAgainstDay(facts: GateActionFacts, input: GateActionInput): string[] {
  if (!isCivilDate(input.on)) return ['请填日期。']
  if (input.on > facts.today) return [`日期${input.on}还没有到，请填今天或以前的日期。`]
  const first = firstDay(facts, input.action)
  return first !== null && input.on < first ? [`日期${input.on}早于申请日期${first}。`] : []
}

/**
 * The move itself takes the office's step with it where the county asks for none: 已报先教办 → 已批准 → 已转段.
 */
export const isOpenAction = (state: TransitionState, action: GateAction, needsOffice: boolean): boolean =>
  stepFrom(transitionMachine, state, action) !== null ||
  (action === '转段' && state === '已报先教办' && !needsOffice)

/** Why a step cannot be taken, as whole sentences; empty when it can. First of all it must be open in the state. */
export function reasonsAgainstGate(facts: GateActionFacts, input: GateActionInput): string[] {
  if (!isOpenAction(facts.state, input.action, facts.needsOffice))
    return input.action === '转段' && facts.state === '已报先教办'
      ? ['先教办尚未批准，不能转段。请先登记先教办的意见。']
      : [`转段手续的状态是“${facts.state}”，不能“${input.action}”。请刷新后再看。`]
  return [...reasonsAgainstDay(facts, input), ...reasonsOfGuard(facts, input)]
}

/** States in which the office may still be asked how to count. */
const OPEN_TO_RULING: readonly TransitionState[] = ['草稿', '已申请', '督导组审核']

/** Why the office's word on the counting cannot be kept. */
export function reasonsAgainstRuling(facts: GateActionFacts, ruling: Ruling): string[] {
  if (!OPEN_TO_RULING.includes(facts.state))
    return [`转段手续的状态是“${facts.state}”，决定已经作出，不能再登记口径。`]
  const reasons: string[] = []
  if (facts.sensitivity?.outcome !== 'fail') reasons.push('各种口径结论相同，不需要先教办确定口径。')
  if (!countingNames.includes(ruling.counting)) reasons.push('请选先教办确定的口径。')
  if (!filled(ruling.text)) reasons.push('没有填先教办答复的内容。')
  if (!isCivilDate(ruling.on)) reasons.push('没有填答复日期。')
  else if (ruling.on > facts.today) reasons.push(`答复日期${ruling.on}还没有到。`)
  else if (facts.pollOn !== null && ruling.on < facts.pollOn)
    reasons.push(`答复日期${ruling.on}早于测评日期${facts.pollOn}。`)
  return reasons
}

/** The step to take next from a state; null when everything has been done. */
export const usualAction = (state: TransitionState, needsOffice: boolean): GateAction | null => {
  const next: Readonly<Record<TransitionState, GateAction | null>> = {
    草稿: '申请',
    已申请: '受理',
    督导组审核: '同意',
    同意: '报先教办',
    不予转段: '重新申请',
    已报先教办: needsOffice ? '批准' : '转段',
    已批准: '转段',
    退回: '重新申请',
    已转段: null,
  }
  return next[state]
}

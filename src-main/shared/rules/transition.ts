// Moving on to the next stage: every condition of the move, and which of them are missing.
import { judgeAll, type Condition } from './conditions.ts'
import { choice, count, date, flag, optional, time, type Values } from './fields.ts'
import { byDefault, limit, numberOf, said } from './limits.ts'
import { defineRule } from './rule.ts'
import { notAssessed, type Limit, type Verdict } from './verdict.ts'
import {
  barLimits,
  finalBarLimits,
  judgeDissatisfaction,
  judgeFinalPoll,
  judgeMajority,
  majorityLimits,
} from './vote.ts'

export const transitionLimits = {
  ...barLimits,
  /** 整改提高 to 巩固和扩大整改成果: the poll on the rectification. */
  finalBar: finalBarLimits.bar,
  ...majorityLimits,
  reportBefore: limit({
    name: '测评情况报先教办早于转段',
    key: 'transition.report_before',
    value: 0,
    unit: '时刻',
    comparator: '<',
    source: said('S4', '测评情况于转段前报'),
    note: '同日须记录钟点且报送在前',
  }),
  officeApproval: limit({
    name: '须先教办批准（0否，1是）',
    key: 'transition.office_approval',
    value: 0,
    unit: '',
    comparator: '=',
    source: byDefault,
  }),
}

const request = {
  planApproved: flag('方案已批准'),
  accepted: flag('验收合格'),
  actionsDone: flag('规定动作完成'),
  valid: count('测评有效票', '票'),
  dissatisfied: count('测评不满意票', '票'),
  to: optional(choice('转入阶段', ['分析评议', '整改提高', '巩固和扩大整改成果'])),
  /** Committees and general branches hold no poll of their own; absent means that the unit holds one. */
  holdsPoll: optional(flag('单独组织测评')),
  reportedOn: optional(date('测评情况报先教办日期')),
  reportedAt: optional(time('报送钟点')),
  movedOn: date('转段日期'),
  movedAt: optional(time('转段会钟点')),
  groupAgreed: flag('督导组同意'),
  officeApproved: optional(flag('先教办批准')),
}
export type TransitionRequest = Values<typeof request>

export type Reporting = Pick<TransitionRequest, 'reportedOn' | 'reportedAt' | 'movedOn' | 'movedAt'>

/** Reported on an earlier day; or on the same day at a recorded time before the recorded time of the meeting. */
export const isReportedBefore = ({ reportedOn, reportedAt, movedOn, movedAt }: Reporting): boolean => {
  if (reportedOn === undefined) return false
  if (reportedOn !== movedOn) return reportedOn < movedOn
  return reportedAt !== undefined && movedAt !== undefined && reportedAt < movedAt
}

/** What is wrong with the report, without a full stop. */
export const reportMissing = ({ reportedOn, movedOn, reportedAt, movedAt }: Reporting): string => {
  if (reportedOn === undefined) return '测评情况尚未报先教办，不能转段'
  const hasTimes = reportedAt !== undefined && movedAt !== undefined
  if (reportedOn === movedOn && !hasTimes) return `报送与转段同在${movedOn}，须记录钟点，报送应在转段会之前`
  const [report, move] = hasTimes
    ? [`${reportedOn} ${reportedAt.slice(0, 5)}`, `${movedOn} ${movedAt.slice(0, 5)}`]
    : [reportedOn, movedOn]
  return `测评情况${report}报先教办，不早于转段${move}，不能转段`
}

const withoutStop = (text: string): string => text.replace(/。$/u, '')

const isOff = (limit: Limit): boolean => numberOf(limit) === null

/** A limit that is turned off asks for nothing; with it goes the need of a poll. */
const asCondition = (verdict: Verdict, limit: Limit): Condition => ({
  met: verdict.outcome === 'pass' || isOff(limit),
  otherwise: withoutStop(verdict.reason),
})

function pollConditions(input: TransitionRequest, limits: typeof transitionLimits): Condition[] {
  if (input.holdsPoll === false) return []
  if (input.to === '巩固和扩大整改成果')
    return [
      asCondition(judgeFinalPoll(input, { bar: limits.finalBar }), limits.finalBar),
      asCondition(judgeMajority(input, { majority: limits.majority }), limits.majority),
    ]
  const { to, valid, dissatisfied } = input
  const verdict = judgeDissatisfaction({ to, valid, dissatisfied }, limits)
  return [asCondition(verdict, to === '整改提高' ? limits.barNext : limits.bar)]
}

/** allowed only with all conditions; each one missing is named. The office's own approval is a switch, off by default. */
export function judgeTransition(input: TransitionRequest, limits = transitionLimits): Verdict {
  const needsOffice = (numberOf(limits.officeApproval) ?? 0) > 0
  const conditions: Condition[] = [
    { met: input.planApproved, otherwise: '活动方案尚未批准' },
    { met: input.accepted, otherwise: '检查验收尚未合格' },
    { met: input.actionsDone, otherwise: '规定动作尚未全部完成' },
    ...pollConditions(input, limits),
    { met: isReportedBefore(input), otherwise: reportMissing(input) },
    { met: input.groupAgreed, otherwise: '督导组尚未同意' },
    { met: !needsOffice || input.officeApproved === true, otherwise: '先教办尚未批准' },
  ]
  const facts = { valid: input.valid, dissatisfied: input.dissatisfied, movedOn: input.movedOn }
  return judgeAll('R-33', conditions, '转段条件全部具备，可以转段。', facts)
}

const afterPoll = {
  valid: request.valid,
  dissatisfied: request.dissatisfied,
  to: optional(choice('转入阶段', ['分析评议', '整改提高'])),
  planApproved: request.planApproved,
  accepted: request.accepted,
  actionsDone: request.actionsDone,
}

/** R-32d: a poll that passes is needed, and is not enough: plan, acceptance and prescribed actions are asked for as well. */
export function judgeSufficiency(input: Values<typeof afterPoll>, limits = transitionLimits): Verdict {
  const { valid, dissatisfied, to } = input
  const facts = { valid, dissatisfied }
  const poll = judgeDissatisfaction({ valid, dissatisfied, to }, limits)
  if (poll.outcome === 'not-assessed') return notAssessed('R-32d', '还没有有效的测评，不能转段。', facts)
  const isPassed = poll.outcome === 'pass'
  const rest = (what: string): string => (isPassed ? `测评通过还不够，${what}` : what)
  const conditions: Condition[] = [
    asCondition(poll, to === '整改提高' ? limits.barNext : limits.bar),
    { met: input.planApproved, otherwise: rest('活动方案尚未批准') },
    { met: input.accepted, otherwise: rest('检查验收尚未合格') },
    { met: input.actionsDone, otherwise: rest('规定动作尚未全部完成') },
  ]
  return judgeAll('R-32d', conditions, '测评通过，方案、验收、规定动作也都具备。', facts)
}

export const transitionRules = [
  defineRule({
    id: 'R-32d',
    title: '测评通过是必要条件，不是充分条件',
    fields: afterPoll,
    limits: transitionLimits,
    check: ({ valid, dissatisfied }) =>
      dissatisfied > valid ? [`不满意票${dissatisfied}多于有效票${valid}，请核对。`] : [],
    judge: judgeSufficiency,
  }),
  defineRule({
    id: 'R-33',
    title: '转段条件',
    fields: request,
    limits: transitionLimits,
    check: ({ valid, dissatisfied }) =>
      dissatisfied > valid ? [`不满意票${dissatisfied}多于有效票${valid}，请核对。`] : [],
    judge: judgeTransition,
  }),
]

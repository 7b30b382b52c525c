// Moving on to the next stage: every condition of the move, and which of them are missing.
import { judgeAll, type Condition } from './conditions.ts'
import { choice, count, date, flag, optional, time, type Values } from './fields.ts'
import { byDefault, limit, numberOf, said } from './limits.ts'
import { defineRule } from './rule.ts'
import type { Verdict } from './verdict.ts'
import { barLimits, judgeDissatisfaction } from './vote.ts'

export const transitionLimits = {
  ...barLimits,
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
  to: optional(choice('转入阶段', ['分析评议', '整改提高'])),
  reportedOn: optional(date('测评情况报先教办日期')),
  reportedAt: optional(time('报送钟点')),
  movedOn: date('转段日期'),
  movedAt: optional(time('转段会钟点')),
  groupAgreed: flag('督导组同意'),
  officeApproved: optional(flag('先教办批准')),
}
export type TransitionRequest = Values<typeof request>

/** Reported on an earlier day; or on the same day at a recorded time before the recorded time of the meeting. */
const isReportedBefore = ({ reportedOn, reportedAt, movedOn, movedAt }: TransitionRequest): boolean => {
  if (reportedOn === undefined) return false
  if (reportedOn !== movedOn) return reportedOn < movedOn
  return reportedAt !== undefined && movedAt !== undefined && reportedAt < movedAt
}

const reportMissing = ({ reportedOn, movedOn, reportedAt, movedAt }: TransitionRequest): string => {
  if (reportedOn === undefined) return '测评情况尚未报先教办，不能转段'
  const hasTimes = reportedAt !== undefined && movedAt !== undefined
  if (reportedOn === movedOn && !hasTimes) return `报送与转段同在${movedOn}，须记录钟点，报送应在转段会之前`
  return `测评情况${reportedOn}报先教办，不早于转段${movedOn}，不能转段`
}

const pollCondition = (input: TransitionRequest, limits: typeof transitionLimits): Condition => {
  const bar = input.to === '整改提高' ? limits.barNext : limits.bar
  const verdict = judgeDissatisfaction(input, limits)
  return {
    met: verdict.outcome === 'pass' || numberOf(bar) === null,
    otherwise: verdict.reason.replace(/。$/u, ''),
  }
}

/** allowed only with all conditions; each one missing is named. The office's own approval is a switch, off by default. */
export function judgeTransition(input: TransitionRequest, limits = transitionLimits): Verdict {
  const needsOffice = (numberOf(limits.officeApproval) ?? 0) > 0
  const conditions: Condition[] = [
    { met: input.planApproved, otherwise: '活动方案尚未批准' },
    { met: input.accepted, otherwise: '检查验收尚未合格' },
    { met: input.actionsDone, otherwise: '规定动作尚未全部完成' },
    pollCondition(input, limits),
    { met: isReportedBefore(input), otherwise: reportMissing(input) },
    { met: input.groupAgreed, otherwise: '督导组尚未同意' },
    { met: !needsOffice || input.officeApproved === true, otherwise: '先教办尚未批准' },
  ]
  const facts = { valid: input.valid, dissatisfied: input.dissatisfied, movedOn: input.movedOn }
  return judgeAll('R-33', conditions, '转段条件全部具备，可以转段。', facts)
}

export const transitionRules = [
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

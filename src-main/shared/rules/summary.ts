// Looking back: the summary of a stage, the papers handed up when a batch ends, the scorecard of the campaign.
import { formatRate } from '../text/rate.ts'
import { judgeAll, type Condition } from './conditions.ts'
import { count, date, flag, optional, type Values } from './fields.ts'
import { limit, said } from './limits.ts'
import { defineRule } from './rule.ts'
import { shareText } from './share.ts'
import { notAssessed, pass, type Verdict } from './verdict.ts'

const batchPapers = {
  summary: flag('有回头看总结'),
  cases: flag('有不合格党员处置案例'),
  noCases: optional(flag('没有处置案例，已零报告')),
  advice: flag('有对下一批的意见和建议'),
}

export const batchPaperLimits = {
  papers: limit({
    name: '批次结束上报材料',
    value: 3,
    unit: '件',
    comparator: '=',
    source: said('S2', '报送有关不合格党员处置的案例'),
    note: '没有案例的零报告',
  }),
}

/** three papers go up at the end of a batch; where nobody was dealt with, a report that says so. */
export function judgeBatchPapers(input: Values<typeof batchPapers>): Verdict {
  const conditions: Condition[] = [
    { met: input.summary, otherwise: '没有回头看总结' },
    {
      met: input.cases || input.noCases === true,
      otherwise: '没有不合格党员处置案例，也没有零报告',
    },
    { met: input.advice, otherwise: '没有对下一批的意见和建议' },
  ]
  const facts = { papers: conditions.filter((condition) => condition.met).length }
  return judgeAll('R-54', conditions, '三件材料齐全。', facts)
}

const scorecard = {
  keyIssues: count('群众反映强烈的突出问题'),
  solved: count('已解决的突出问题'),
  valid: count('满意度测评有效票', '票'),
  satisfied: count('满意票（含基本满意）', '票'),
}
type Scorecard = Values<typeof scorecard>

export const scorecardLimits = {
  measures: limit({
    name: '成效的两项衡量',
    value: 2,
    unit: '项',
    comparator: '=',
    source: said('S0', '通过努力能够解决的突出问题'),
    note: '问题是否解决、群众是否满意，两项一并列出',
  }),
}

const scorecardGaps = ({ keyIssues, valid }: Scorecard): string[] => [
  ...(keyIssues === 0 ? ['突出问题没有登记'] : []),
  ...(valid === 0 ? ['群众满意度没有测评'] : []),
]

/** the outcome is told by two numbers side by side, key problems solved and people satisfied; one alone says nothing. */
export function judgeScorecard(input: Scorecard): Verdict {
  const facts = {
    solved: shareText(input.solved, input.keyIssues),
    satisfied: shareText(input.satisfied, input.valid),
  }
  const gaps = scorecardGaps(input)
  if (gaps.length > 0) return notAssessed('R-59', `${gaps.join('，')}，不能衡量成效（—）。`, facts)
  const solved = formatRate(input.solved, input.keyIssues)
  const satisfied = formatRate(input.satisfied, input.valid)
  return pass('R-59', `突出问题解决${solved}，群众满意${satisfied}。`, facts)
}

const stageSummary = {
  summaryOn: optional(date('阶段小结日期')),
  nextMobilisedOn: optional(date('下一阶段动员日期')),
}

export const stageSummaryLimits = {
  summaries: limit({
    name: '下一阶段动员前的阶段小结',
    value: 1,
    unit: '份',
    comparator: '≥',
    source: said('S4', '认真回顾和总结学习阶段的活动情况'),
  }),
}

/** a stage is summed up before the next is opened; both may be on the same day. */
export function judgeStageSummary(input: Values<typeof stageSummary>): Verdict {
  const { summaryOn, nextMobilisedOn } = input
  const facts = { summaryOn: summaryOn ?? null, nextMobilisedOn: nextMobilisedOn ?? null }
  if (summaryOn === undefined && nextMobilisedOn === undefined)
    return notAssessed('R-63', '还没有阶段小结，下一阶段也没有动员。', facts)
  const conditions: Condition[] = [
    { met: summaryOn !== undefined, otherwise: '没有阶段小结，下一阶段已经动员' },
    {
      met: summaryOn === undefined || nextMobilisedOn === undefined || summaryOn <= nextMobilisedOn,
      otherwise: `阶段小结${summaryOn ?? ''}晚于下一阶段动员${nextMobilisedOn ?? ''}`,
    },
  ]
  return judgeAll('R-63', conditions, '阶段小结在下一阶段动员之前。', facts)
}

const scorecardProblems = ({ keyIssues, solved, valid, satisfied }: Scorecard): string[] => [
  ...(solved > keyIssues ? [`已解决${solved}个多于突出问题${keyIssues}个，请核对。`] : []),
  ...(satisfied > valid ? [`满意票${satisfied}多于有效票${valid}，请核对。`] : []),
]

export const summaryRules = [
  defineRule({
    id: 'R-54',
    title: '批次结束上报三件材料',
    fields: batchPapers,
    limits: batchPaperLimits,
    judge: (input) => judgeBatchPapers(input),
  }),
  defineRule({
    id: 'R-59',
    title: '活动成效一览',
    fields: scorecard,
    limits: scorecardLimits,
    check: scorecardProblems,
    judge: (input) => judgeScorecard(input),
  }),
  defineRule({
    id: 'R-63',
    title: '阶段小结在转段动员之前',
    fields: stageSummary,
    limits: stageSummaryLimits,
    judge: (input) => judgeStageSummary(input),
  }),
]

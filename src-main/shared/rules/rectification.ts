// Rectification: complete plans, four kinds of problem, due dates, closing, making public, lasting mechanisms.
import { daysBetween } from '../text/civil-date.ts'
import { parseDeadlineText } from '../text/deadline.ts'
import { judgeAll, type Condition } from './conditions.ts'
import { choice, count, date, flag, list, optional, rows, text, type Values } from './fields.ts'
import { byDefault, limit, numberOf, said } from './limits.ts'
import { defineRule } from './rule.ts'
import { fail, notAssessed, pass, type Verdict } from './verdict.ts'

export const issueKinds = ['立说立改', '限期整改', '综合治理', '说明情况'] as const
export type IssueKind = (typeof issueKinds)[number]

const planRow = {
  problem: optional(text('问题')),
  focus: optional(text('整改重点')),
  measures: optional(text('整改措施')),
  due: optional(text('整改时限')),
  leader: optional(text('责任领导')),
  owner: optional(text('责任人')),
  kind: optional(choice('类型', issueKinds)),
}
type PlanRow = Values<typeof planRow>

const plan = {
  rows: rows('整改方案', planRow),
  madeOn: date('制定日期'),
  problems: optional(list('需整改的问题', text('问题'))),
}

const elements = {
  problem: '问题',
  focus: '整改重点',
  measures: '整改措施',
  due: '整改时限',
  leader: '责任领导',
  owner: '责任人',
}
type Element = keyof typeof elements
const elementNames: readonly Element[] = ['problem', 'focus', 'measures', 'due', 'leader', 'owner']

/** The kinds of problem that may do with words such as 立即 or 长期坚持 in place of a day. */
const kindsWithout: Readonly<Record<'at-once' | 'long-term' | 'unclear', readonly IssueKind[]>> = {
  'at-once': ['立说立改'],
  'long-term': ['限期整改', '综合治理'],
  unclear: [],
}

const dueCondition = ({ due = '', kind }: PlanRow, madeOn: string, where: string): Condition => {
  const deadline = parseDeadlineText(due, Number(madeOn.slice(0, 4)))
  if (deadline.kind === 'by') {
    return { met: deadline.date >= madeOn, otherwise: `${where}整改时限${due}早于制定日期${madeOn}` }
  }
  const isAllowed = due === '' || kindsWithout[deadline.kind].some((each) => each === kind)
  return { met: isAllowed, otherwise: `${where}整改时限“${due}”应写明日期` }
}

const rowConditions = (row: PlanRow, madeOn: string, index: number): Condition[] => {
  const where = `第${index + 1}行`
  const blank = elementNames.filter((name) => (row[name] ?? '') === '')
  const names = blank.map((name) => `“${elements[name]}”`).join('')
  return [{ met: blank.length === 0, otherwise: `${where}没有填${names}` }, dueCondition(row, madeOn, where)]
}

/** every row complete, no due date before the plan, every problem that needs rectifying in at least one row. */
export function judgePlanRows(input: Values<typeof plan>): Verdict {
  if (input.rows.length === 0) return fail('R-46', '整改方案没有内容，请逐个问题填写。')
  const covered = new Set(input.rows.map((row) => row.problem))
  const uncovered = (input.problems ?? []).filter((problem) => !covered.has(problem))
  const conditions = [
    ...input.rows.flatMap((row, index) => rowConditions(row, input.madeOn, index)),
    ...uncovered.map((problem) => ({ met: false, otherwise: `问题“${problem}”没有列入整改方案` })),
  ]
  return judgeAll('R-46', conditions, `整改方案${input.rows.length}行，要素齐全。`, {
    rows: input.rows.length,
  })
}

export const kindLimits = {
  kinds: limit({
    name: '整改问题分类',
    key: 'issue.kinds',
    value: 4,
    unit: '类',
    comparator: '=',
    source: said('S2', '对立说立行、立说立改的问题'),
    note: '每个问题恰属一类',
  }),
  atOnce: limit({
    name: '立说立改完成期限',
    key: 'issue.kind1.days',
    value: 7,
    unit: '天',
    comparator: '≤',
    source: said('S2', '必须马上解决，立竿见影'),
    note: '原文无天数，本产品默认7天',
  }),
}

const issue = {
  kinds: list('问题类型', choice('类型', issueKinds)),
  registeredOn: date('登记日期'),
  today: date('今天'),
  due: optional(date('整改时限')),
  owner: optional(text('责任人')),
  leadUnit: optional(text('牵头单位')),
  partners: optional(list('协调单位', text('单位'))),
  doneOn: optional(date('解决日期')),
  cause: optional(text('不能解决的原因')),
  policyBasis: optional(text('政策依据')),
  explainedOn: optional(date('说明情况日期')),
  explainedTo: optional(text('说明对象')),
}
type Issue = Values<typeof issue>

const has = (value: string | undefined, name: string): Condition => ({
  met: (value ?? '') !== '',
  otherwise: `没有填${name}`,
})

const atOnceCondition = (input: Issue, limits: typeof kindLimits): Condition => {
  const days = numberOf(limits.atOnce)
  const used = daysBetween(input.registeredOn, input.doneOn ?? input.today)
  const state = input.doneOn === undefined ? '尚未解决' : '才解决'
  return {
    met: days === null || used <= days,
    otherwise: `立说立改的问题登记后${used}天${state}，应在${days ?? 0}天之内`,
    level: '警告',
  }
}

const requirementsOf = (kind: IssueKind, input: Issue, limits: typeof kindLimits): Condition[] => {
  if (kind === '立说立改') return [atOnceCondition(input, limits)]
  if (kind === '限期整改') return [has(input.due, '整改时限'), has(input.owner, '责任人')]
  if (kind === '综合治理') {
    const partners = (input.partners ?? []).join('')
    return [has(input.leadUnit, '牵头单位'), has(partners, '协调单位'), has(input.due, '整改时限')]
  }
  return [
    has(input.cause, '不能解决的原因'),
    has(input.policyBasis, '政策依据'),
    has(input.explainedOn, '说明情况的日期'),
    has(input.explainedTo, '说明对象'),
  ]
}

/** exactly one of the four kinds, with what that kind requires; unexplained, the fourth stays open. */
export function judgeKind(input: Issue, limits = kindLimits): Verdict {
  const [kind, ...more] = new Set(input.kinds)
  if (kind === undefined) return fail('R-47', '问题尚未分类，请在四类中选一类。', { kind: null })
  if (more.length > 0)
    return fail('R-47', `问题只能属于一类，现选了${[kind, ...more].join('、')}。`, { kind: null })
  return judgeAll('R-47', requirementsOf(kind, input, limits), `属“${kind}”，要素齐全。`, { kind })
}

export const overdueLimits = {
  overdue: limit({
    name: '逾期判定',
    key: 'issue.overdue',
    value: 0,
    unit: '天',
    comparator: '>',
    source: said('S0', '确定整改时限'),
    note: '时限当天不算逾期，为本产品默认',
  }),
}

const due = { due: date('时限'), today: date('今天'), done: flag('已完成或已销号') }

/** overdue from the day after the due day, unless done. */
export function judgeOverdue(input: Values<typeof due>, limits = overdueLimits): Verdict {
  const days = daysBetween(input.due, input.today)
  const isOverdue = !input.done && days > (numberOf(limits.overdue) ?? 0)
  const facts = { due: input.due, today: input.today, daysOverdue: isOverdue ? days : 0 }
  if (isOverdue) return fail('R-48', `时限${input.due}，已逾期${days}天，请催办。`, facts, { level: '警告' })
  return pass('R-48', input.done ? '已经完成。' : `时限${input.due}，没有逾期。`, facts)
}

export const verifierLimits = {
  verifier: limit({
    name: '验收人与责任人相同的人数',
    key: 'issue.verifier',
    value: 0,
    unit: '人',
    comparator: '=',
    source: byDefault,
    note: '验收人不得为责任人',
  }),
}

const closing = {
  completion: optional(text('完成情况')),
  evidence: count('佐证材料', '份'),
  owner: text('责任人'),
  verifier: optional(text('验收人')),
  doneOn: optional(date('完成日期')),
  verifiedOn: optional(date('验收日期')),
}

/** R-48b: closed only with what was done, evidence, and somebody other than the person in charge who checked it. */
export function judgeClosing(input: Values<typeof closing>): Verdict {
  const { completion, evidence, owner, verifier, doneOn, verifiedOn } = input
  const conditions = [
    has(completion, '完成情况'),
    { met: evidence > 0, otherwise: '没有佐证材料' },
    has(verifier, '验收人'),
    { met: (verifier ?? '') === '' || verifier !== owner, otherwise: `验收人不得为责任人${owner}` },
    has(doneOn, '完成日期'),
    has(verifiedOn, '验收日期'),
    {
      met: doneOn === undefined || verifiedOn === undefined || verifiedOn >= doneOn,
      otherwise: `验收日期${verifiedOn ?? ''}早于完成日期${doneOn ?? ''}`,
    },
  ]
  return judgeAll('R-48b', conditions, '可以销号。', { owner, verifier: verifier ?? null })
}

const publications = {
  approvedOn: optional(date('整改措施批准日期')),
  measuresOn: optional(date('整改措施公布日期')),
  measuresRange: optional(text('整改措施公布范围')),
  resultsOn: optional(date('整改情况公布日期')),
  resultsRange: optional(text('整改情况公布范围')),
  pollOn: optional(date('群众测评日期')),
}

/** made public twice, the measures after approval and the results before the final poll. */
export function judgePublications(input: Values<typeof publications>): Verdict {
  const { approvedOn, measuresOn, resultsOn, pollOn } = input
  const conditions = [
    has(measuresOn, '整改措施公布日期'),
    has(input.measuresRange, '整改措施公布范围'),
    has(resultsOn, '整改情况公布日期'),
    has(input.resultsRange, '整改情况公布范围'),
    {
      met: approvedOn === undefined || measuresOn === undefined || measuresOn >= approvedOn,
      otherwise: `整改措施${measuresOn ?? ''}公布，早于批准日期${approvedOn ?? ''}`,
    },
    {
      met: pollOn === undefined || resultsOn === undefined || resultsOn < pollOn,
      otherwise: `整改情况${resultsOn ?? ''}公布，应早于群众测评${pollOn ?? ''}`,
    },
  ]
  return judgeAll('R-49', conditions, '整改措施和整改情况都已公布。')
}

export const mechanismLimits = {
  classes: limit({
    name: '长效机制类别',
    key: 'mechanism.classes',
    value: 3,
    unit: '类',
    comparator: '=',
    source: said('S0', '一是要完善党员教育管理的运行机制'),
    note: '每类不少于1项，为本产品默认',
  }),
}

const mechanisms = {
  operation: count('教育管理运行机制的制度', '项'),
  incentive: count('动力激励机制的制度', '项'),
  supervision: count('监督机制的制度', '项'),
}

/** at least one rule of each of the three classes of mechanism. */
export function judgeMechanisms(input: Values<typeof mechanisms>): Verdict {
  const { operation, incentive, supervision } = input
  if (operation + incentive + supervision === 0) return notAssessed('R-53', '还没有登记制度。', input)
  const conditions = [
    { met: operation > 0, otherwise: '没有教育管理运行机制的制度' },
    { met: incentive > 0, otherwise: '没有动力激励机制的制度' },
    { met: supervision > 0, otherwise: '没有监督机制的制度' },
  ]
  return judgeAll('R-53', conditions, '三类长效机制都有制度。', input)
}

export const rectificationRules = [
  defineRule({
    id: 'R-46',
    title: '整改方案要素齐全',
    fields: plan,
    limits: {},
    judge: (input) => judgePlanRows(input),
  }),
  defineRule({
    id: 'R-47',
    title: '整改问题四类',
    fields: issue,
    limits: kindLimits,
    check: ({ registeredOn, today, doneOn }) => {
      const late = [today, doneOn ?? today].filter((day) => day < registeredOn)
      return late.map((day) => `日期${day}早于登记日期${registeredOn}，请核对。`)
    },
    judge: judgeKind,
  }),
  defineRule({ id: 'R-48', title: '整改逾期', fields: due, limits: overdueLimits, judge: judgeOverdue }),
  defineRule({
    id: 'R-48b',
    title: '销号条件',
    fields: closing,
    limits: verifierLimits,
    judge: (input) => judgeClosing(input),
  }),
  defineRule({
    id: 'R-49',
    title: '公布整改措施和整改情况',
    fields: publications,
    limits: {},
    judge: (input) => judgePublications(input),
  }),
  defineRule({
    id: 'R-53',
    title: '三类长效机制',
    fields: mechanisms,
    limits: mechanismLimits,
    judge: (input) => judgeMechanisms(input),
  }),
]

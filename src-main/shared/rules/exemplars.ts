// Exemplars and classes of branches: each branch recommends, nobody is shamed by name, the backward are set right.
import { judgeAll, type Condition } from './conditions.ts'
import { choice, date, flag, optional, rows, text, type Values } from './fields.ts'
import { limit, numberOf, reaches, said } from './limits.ts'
import { defineRule } from './rule.ts'
import { fail, notAssessed, pass, type Verdict } from './verdict.ts'

export const exemplarLimits = {
  min: limit({
    name: '典型推荐',
    key: 'exemplar.min',
    value: 1,
    unit: '个',
    comparator: '≥',
    source: said('S0', '要求各支部对照先进性要求认真推荐典型'),
    note: '原文无个数，本产品默认1个；无推荐的须书面说明',
  }),
}

const recommended = { name: text('推荐对象'), deeds: optional(text('事迹')) }

const recommendation = {
  recommended: rows('推荐的典型', recommended),
  whyNone: optional(text('无推荐的理由')),
}
type Recommendation = Values<typeof recommendation>

const recommendationConditions = (input: Recommendation, limits: typeof exemplarLimits): Condition[] => {
  const { length } = input.recommended
  const isExplained = length === 0 && (input.whyNone ?? '') !== ''
  return [
    {
      met: reaches(length, limits.min) || isExplained,
      otherwise: `推荐典型${length}个，应不少于${numberOf(limits.min) ?? 0}个；无推荐的，请书面说明理由`,
      level: '提示',
    },
    ...input.recommended.map(({ name, deeds = '' }): Condition => ({
      met: deeds !== '',
      otherwise: `推荐的“${name}”没有写事迹`,
      level: '提示',
    })),
  ]
}

/** every branch recommends somebody, with what he did, or says in writing why it recommends nobody. */
export function judgeRecommendation(input: Recommendation, limits = exemplarLimits): Verdict {
  const { length } = input.recommended
  const reason = length > 0 ? `推荐典型${length}个。` : '无推荐，已说明理由。'
  return judgeAll('R-23', recommendationConditions(input, limits), reason, { recommended: length })
}

const publishing = {
  kind: choice('正反', ['正面典型', '反面典型']),
  isPublic: flag('对外公开'),
  isNamed: flag('写明姓名'),
}

export const publishingLimits = {
  named: limit({
    name: '公开名单中点名的反面典型',
    value: 0,
    unit: '人',
    comparator: '=',
    source: said('S0', '正反典型教育课'),
    note: '不点名为本产品默认',
  }),
}

/** R-23b: a negative case never leaves by name in anything public. */
export function judgePublishing(input: Values<typeof publishing>): Verdict {
  const isShaming = input.kind === '反面典型' && input.isPublic && input.isNamed
  if (!isShaming) return pass('R-23b', `${input.kind}可以这样使用。`, input)
  return fail('R-23b', '反面典型不得在公开名单中点名，请隐去姓名和单位。', input)
}

export const branchClasses = ['示范', '中间', '后进'] as const

const branchClass = {
  class: optional(choice('支部类别', branchClasses)),
  previous: optional(choice('原类别', branchClasses)),
  changedOn: optional(date('变动日期')),
  reason: optional(text('变动依据')),
  rectified: optional(flag('有整顿记录')),
}
type BranchClass = Values<typeof branchClass>

export const branchClassLimits = {
  unrectified: limit({
    name: '没有整顿记录的后进支部',
    value: 0,
    unit: '个',
    comparator: '=',
    source: said('S0', '转化中间支部，整顿后进支部'),
  }),
}

const changeConditions = (input: BranchClass): Condition[] => {
  if (input.previous === undefined || input.previous === input.class) return []
  return [
    { met: input.changedOn !== undefined, otherwise: '类别有变动，没有变动日期', level: '警告' },
    { met: (input.reason ?? '') !== '', otherwise: '类别有变动，没有写变动依据', level: '警告' },
  ]
}

/** a change of class is logged with its day and ground, and a backward branch has a rectification record. */
export function judgeBranchClass(input: BranchClass): Verdict {
  if (input.class === undefined) return notAssessed('R-24', '支部尚未分类定级。', { class: null })
  const conditions: Condition[] = [
    ...changeConditions(input),
    {
      met: input.class !== '后进' || input.rectified === true,
      otherwise: '后进支部没有整顿记录，请登记整顿措施',
      level: '警告',
    },
  ]
  return judgeAll('R-24', conditions, `支部类别为${input.class}。`, { class: input.class })
}

export const exemplarRules = [
  defineRule({
    id: 'R-23',
    title: '典型推荐',
    fields: recommendation,
    limits: exemplarLimits,
    judge: judgeRecommendation,
  }),
  defineRule({
    id: 'R-23b',
    title: '反面典型不公开点名',
    fields: publishing,
    limits: publishingLimits,
    judge: (input) => judgePublishing(input),
  }),
  defineRule({
    id: 'R-24',
    title: '支部分类和后进整顿',
    fields: branchClass,
    limits: branchClassLimits,
    judge: (input) => judgeBranchClass(input),
  }),
]

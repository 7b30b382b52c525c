// What has to be there first: a unit's type, the roster, the preparatory work of the town, the printed forms.
import { judgeAll, type Condition } from './conditions.ts'
import { choice, count, date, list, optional, rows, text, type Values } from './fields.ts'
import { limit, numberOf, reaches, said } from './limits.ts'
import { defineRule } from './rule.ts'
import { shareText } from './share.ts'
import { fail, notAssessed, pass, type Verdict } from './verdict.ts'

const unit = { unitType: optional(text('单位类型')) }

/** R-09b: a checklist is made for a kind of unit, so the kind has to be set first. */
export function judgeUnitType({ unitType = '' }: Values<typeof unit>): Verdict {
  if (unitType !== '') return pass('R-09b', `单位类型为${unitType}，可以生成清单。`, { unitType })
  const reason = '单位类型没有设定，不能生成清单。请先在组织名册中设定。'
  return fail('R-09b', reason, { unitType: null })
}

const rate = {
  roster: count('花名册党员', '人'),
  part: count('分子', '人'),
  whole: count('分母', '人'),
}

export const rateLimits = {
  roster: limit({
    name: '花名册党员数',
    value: 1,
    unit: '人',
    comparator: '≥',
    source: said('S0', '摸清党组织和党员的基本情况'),
    note: '先有花名册，后有比率',
  }),
}

/** R-11b: no rate before there is a roster; a rate over nobody is —, never 0%. */
export function judgeRate({ roster, part, whole }: Values<typeof rate>, limits = rateLimits): Verdict {
  const facts = { share: shareText(part, whole) }
  if (!reaches(roster, limits.roster))
    return notAssessed('R-11b', '还没有党员花名册，不计算比率（—）。', facts)
  if (whole === 0) return notAssessed('R-11b', '分母为0，不计算比率（—）。', facts)
  return pass('R-11b', `${facts.share}。`, facts)
}

export const pollForms = ['征求意见表', '测评表', '民主评议表'] as const

const formState = { form: choice('样张', pollForms), finalOn: date('定稿日期') }

const forms = {
  final: rows('已定稿的样张', formState),
  stageEnd: date('学习动员阶段结束日期'),
  today: date('今天'),
}
type Forms = Values<typeof forms>

export const formLimits = {
  forms: limit({
    name: '学习动员阶段结束前定稿的样张',
    value: 3,
    unit: '种',
    comparator: '=',
    source: said('S2', '提前做好有关问卷表格的设计、制作等工作'),
    note: '三种样张为本产品默认',
  }),
}

const lateForms = ({ final, stageEnd }: Forms): string[] =>
  pollForms.filter((name) => !final.some((each) => each.form === name && each.finalOn <= stageEnd))

/** the three forms of the second stage are final by the last day of the first. */
export function judgeForms(input: Forms): Verdict {
  const late = lateForms(input)
  const facts = { final: pollForms.length - late.length, stageEnd: input.stageEnd }
  const names = late.map((name) => `“${name}”`).join('、')
  if (late.length === 0) return pass('R-35', '三种样张都已定稿。', facts)
  if (input.today <= input.stageEnd)
    return notAssessed('R-35', `${names}还没有定稿，请在${input.stageEnd}之前定稿。`, facts)
  return fail('R-35', `${names}没有在${input.stageEnd}之前定稿。`, facts, { level: '提示' })
}

export const preparatoryWork = [
  '党员队伍思想状况调研',
  '分批对象确定',
  '先进典型推选和宣讲人员组建',
  '软弱涣散党组织排查整顿',
  '组织领导机构和整体工作方案',
  '学习资料组织订购',
] as const

const preparation = { done: list('已完成的筹备工作', choice('筹备工作', preparatoryWork)) }

export const preparationLimits = {
  items: limit({
    name: '筹备工作',
    value: preparatoryWork.length,
    unit: '项',
    comparator: '=',
    source: said('S2', '一是深入开展了党员队伍思想状况调研活动'),
  }),
}

/** the six pieces of preparatory work of a town. */
export function judgePreparation({ done }: Values<typeof preparation>, limits = preparationLimits): Verdict {
  const missing = preparatoryWork.filter((work) => !done.includes(work))
  const facts = { done: preparatoryWork.length - missing.length, items: numberOf(limits.items) }
  const conditions = missing.map((work): Condition => ({
    met: false,
    otherwise: `筹备工作“${work}”尚未完成`,
    level: '提示',
  }))
  return judgeAll('R-61', conditions, '六项筹备工作全部完成。', facts)
}

export const preparationRules = [
  defineRule({
    id: 'R-09b',
    title: '先设单位类型，再生成清单',
    fields: unit,
    limits: {},
    judge: (input) => judgeUnitType(input),
  }),
  defineRule({
    id: 'R-11b',
    title: '先有花名册，后有比率',
    fields: rate,
    limits: rateLimits,
    check: ({ part, whole }) => (part > whole ? [`分子${part}大于分母${whole}，请核对。`] : []),
    judge: judgeRate,
  }),
  defineRule({
    id: 'R-35',
    title: '问卷表格提前定稿',
    fields: forms,
    limits: formLimits,
    judge: (input) => judgeForms(input),
  }),
  defineRule({
    id: 'R-61',
    title: '六项筹备工作',
    fields: preparation,
    limits: preparationLimits,
    judge: judgePreparation,
  }),
]

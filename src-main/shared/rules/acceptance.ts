// What a unit must have done: prescribed actions, what applies to it, and the acceptance of its checklist.
import { judgeAll, type Condition } from './conditions.ts'
import { choice, flag, list, optional, rows, text, type Values } from './fields.ts'
import { defineRule } from './rule.ts'
import { fail, notAssessed, pass, type Verdict } from './verdict.ts'

const action = {
  name: text('动作'),
  kind: choice('类型', ['规定动作', '自选动作']),
  state: choice('状态', ['未开始', '进行中', '完成', '不适用']),
  consent: optional(flag('督导组同意不适用')),
  reason: optional(text('不适用的理由')),
}
type Action = Values<typeof action>

const actions = {
  actions: rows('动作清单', action),
  prescribed: optional(list('应有的规定动作', text('动作'))),
}

const isExcused = (each: Action): boolean => each.consent === true && (each.reason ?? '') !== ''

const actionCondition = (each: Action): Condition =>
  each.state === '不适用'
    ? { met: isExcused(each), otherwise: `“${each.name}”标为不适用，须写明理由并经督导组同意` }
    : { met: each.state === '完成', otherwise: `规定动作“${each.name}”${each.state}` }

/** no prescribed action is left undone or taken off the list; actions of one's own choice never block. */
export function judgeActions(input: Values<typeof actions>): Verdict {
  const prescribed = input.actions.filter((each) => each.kind === '规定动作')
  const names = new Set(prescribed.map((each) => each.name))
  const removed = (input.prescribed ?? []).filter((name) => !names.has(name))
  const facts = {
    prescribed: prescribed.length,
    done: prescribed.filter((each) => each.state === '完成').length,
  }
  if (prescribed.length + removed.length === 0) return notAssessed('R-08', '还没有规定动作清单。', facts)
  const conditions = [
    ...prescribed.map(actionCondition),
    ...removed.map((name) => ({ met: false, otherwise: `规定动作“${name}”不在清单中，规定动作不能删` })),
  ]
  return judgeAll('R-08', conditions, '规定动作全部完成。', facts)
}

/** The unit types of the campaign; 村 belongs to a later batch and is not meant by 全部. */
export const unitTypes = [
  '机关',
  '片总支',
  '事业站所',
  '学校',
  '国有集体企业',
  '非公企业',
  '社区',
  '社会组织',
  '离退休',
  '流动党员',
  '村',
] as const

const scope = {
  unitType: optional(choice('单位类型', unitTypes)),
  appliesTo: list('该项适用的单位类型', choice('单位类型', ['全部', ...unitTypes])),
  memberCategories: optional(list('党员类别', text('类别'))),
  appliesToCategories: optional(list('该项适用的党员类别', text('类别'))),
}
type Scope = Values<typeof scope>

const appliesToUnit = ({ unitType, appliesTo }: Scope): boolean =>
  appliesTo.some((each) => each === unitType || (each === '全部' && unitType !== '村'))

const appliesToMember = ({ memberCategories = [], appliesToCategories = [] }: Scope): boolean =>
  appliesToCategories.length === 0 || appliesToCategories.some((each) => memberCategories.includes(each))

/** an item that does not apply is neither met nor missed and leaves the denominator; no unit type, no checklist. */
export function judgeScope(input: Scope): Verdict {
  if (input.unitType === undefined)
    return fail('R-09', '单位类型没有设定，不能生成清单。请先在组织名册中设定。')
  const facts = { unitType: input.unitType }
  return appliesToUnit(input) && appliesToMember(input)
    ? pass('R-09', '该项适用。', facts)
    : notAssessed('R-09', '该项不适用，不进分母。', facts)
}

export const checkResults = ['未查', '达标', '未达标', '补课后达标', '不适用'] as const

const checkItem = {
  code: text('编号'),
  mandatory: flag('必查项'),
  veto: optional(flag('一票否决')),
  self: choice('自查结论', checkResults),
  supervised: choice('督导结论', checkResults),
  reason: optional(text('不适用的理由')),
}
export type CheckItem = Values<typeof checkItem>

const checklist = { items: rows('检查项目', checkItem) }

const codes = (items: readonly CheckItem[]): string => items.map((item) => item.code).join('、')

const isMet = (item: CheckItem): boolean => item.supervised === '达标' || item.supervised === '补课后达标'
const isBinding = (item: CheckItem): boolean =>
  item.supervised !== '不适用' && (item.mandatory || item.veto === true)
const claimsMet = (item: CheckItem): boolean => item.self === '达标' || item.self === '补课后达标'

/** 自查不实: the unit says met, or made up, and the supervisors find it is not. */
export const isContradicted = (item: CheckItem): boolean => claimsMet(item) && item.supervised === '未达标'

const isOpen = (item: CheckItem): boolean => isBinding(item) && item.supervised === '未查'
const isMissed = (item: CheckItem): boolean => isBinding(item) && item.supervised === '未达标'

const factsOf = (items: readonly CheckItem[]) => {
  const applicable = items.filter((item) => item.supervised !== '不适用')
  return {
    applicable: applicable.length,
    met: applicable.filter(isMet).length,
    missed: items.filter(isMissed).length,
    missedCodes: codes(items.filter(isMissed)),
    open: items.filter(isOpen).length,
    blank: items.filter((item) => item.self === '未查').length,
    contradicted: items.filter(isContradicted).length,
    contradictedCodes: codes(items.filter(isContradicted)),
  }
}

/**
 * R-30: accepted when every applicable mandatory item is met or made up; the self-check comes first, and what it
 * claimed against the supervisors' finding is reported in the facts, never overwritten.
 */
export function judgeAcceptance(input: Values<typeof checklist>): Verdict {
  const facts = factsOf(input.items)
  const blank = input.items.filter((item) => item.self === '未查')
  if (facts.applicable === 0) return notAssessed('R-30', '没有适用的检查项目。', facts)
  if (blank.length > 0) return fail('R-30', `自查表${codes(blank)}空白，自查填全后才能验收。`, facts)
  const open = input.items.filter(isOpen)
  const missed = input.items.filter(isMissed)
  if (missed.length === 0 && open.length > 0) return notAssessed('R-30', `${codes(open)}尚未验收。`, facts)
  return judgeAll(
    'R-30',
    acceptanceConditions(input.items, missed),
    '适用的必查项全部达标，验收合格。',
    facts,
  )
}

const acceptanceConditions = (items: readonly CheckItem[], missed: readonly CheckItem[]): Condition[] => {
  const unexplained = items.filter((item) => item.supervised === '不适用' && (item.reason ?? '') === '')
  return [
    ...missed.map((item) => ({
      met: false,
      otherwise: `${item.code}未达标${item.veto === true ? '（一票否决）' : ''}`,
    })),
    ...unexplained.map((item) => ({ met: false, otherwise: `${item.code}标为不适用，没有写理由` })),
  ]
}

export const acceptanceRules = [
  defineRule({
    id: 'R-08',
    title: '规定动作一个不少',
    fields: actions,
    limits: {},
    judge: (input) => judgeActions(input),
  }),
  defineRule({
    id: 'R-09',
    title: '检查项目的适用范围',
    fields: scope,
    limits: {},
    judge: (input) => judgeScope(input),
  }),
  defineRule({
    id: 'R-30',
    title: '阶段检查验收',
    fields: checklist,
    limits: {},
    judge: (input) => judgeAcceptance(input),
  }),
]

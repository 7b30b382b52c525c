// Who answers for a unit, and who has promised to help with its difficulties.
import { judgeAll, type Condition } from './conditions.ts'
import { choice, date, list, optional, rows, text, type Values } from './fields.ts'
import { limit, said } from './limits.ts'
import { defineRule } from './rule.ts'
import { notAssessed, type Verdict } from './verdict.ts'

export const firstResponsibleLimits = {
  persons: limit({
    name: '第一责任人',
    value: 1,
    unit: '名',
    comparator: '=',
    source: said('S1', '各单位党支部书记为第一责任人，要亲自抓'),
    note: '另一讲话称总支、支部负责人为直接责任人，称谓可选',
  }),
}

const firstResponsible = {
  named: list('责任人', text('姓名')),
  head: optional(text('书记')),
  actingHead: optional(text('书记空缺时主持工作的负责人')),
  title: optional(choice('称谓', ['第一责任人', '直接责任人'])),
}
type FirstResponsible = Values<typeof firstResponsible>

const bareName = (name: string | undefined): string => (name ?? '').replace(/\s/gu, '')

const vacancyConditions = (head: string, acting: string): Condition[] => [
  { met: head !== '', otherwise: '书记空缺，由主持工作负责人代', level: '警告' },
  { met: head !== '' || acting !== '', otherwise: '书记空缺，没有写明由谁主持工作' },
]

const personConditions = (names: readonly string[], expected: string, title: string): Condition[] => {
  const [named = ''] = names
  return [
    { met: names.length > 0, otherwise: `没有确定${title}` },
    { met: names.length < 2, otherwise: `${title}有${names.join('、')}，只能是一人` },
    {
      met: names.length !== 1 || expected === '' || named === expected,
      otherwise: `${title}应是${expected}，现为${named}`,
    },
  ]
}

/** exactly one person answers for the unit, its secretary; where the post is vacant, whoever acts for him. */
export function judgeFirstResponsible(input: FirstResponsible): Verdict {
  const names = [...new Set(input.named.map(bareName))].filter((name) => name !== '')
  const [head, acting] = [bareName(input.head), bareName(input.actingHead)]
  const title = input.title ?? '第一责任人'
  const conditions = [
    ...personConditions(names, head === '' ? acting : head, title),
    ...vacancyConditions(head, acting),
  ]
  return judgeAll('R-02', conditions, `${title}是${names.join('、')}。`, { persons: names.length })
}

const difficulty = {
  matter: text('困难事项'),
  kind: choice('类别', ['经费', '场所', '人员', '其他']),
  raisedOn: date('提出日期'),
  promisedBy: optional(text('承诺人')),
  solvedOn: optional(date('解决日期')),
}
type Difficulty = Values<typeof difficulty>

const difficulties = { items: rows('困难事项', difficulty) }

export const difficultyLimits = {
  unpromised: limit({
    name: '没有承诺人的困难事项',
    value: 0,
    unit: '件',
    comparator: '=',
    source: said('S1', '帮助基层党组织和党员解决实际困难'),
  }),
}

const promiseCondition = ({ matter, promisedBy = '', solvedOn }: Difficulty): Condition => ({
  met: solvedOn !== undefined || promisedBy !== '',
  otherwise: `“${matter}”尚未解决，也没有承诺人`,
  level: '提示',
})

/** every difficulty that is still open has somebody who promised to help. */
export function judgeDifficulties({ items }: Values<typeof difficulties>): Verdict {
  const solved = items.filter((item) => item.solvedOn !== undefined).length
  const facts = { raised: items.length, solved, open: items.length - solved }
  if (items.length === 0) return notAssessed('R-64', '没有登记困难事项。', facts)
  const reason = `困难事项${facts.raised}件，已解决${facts.solved}件，其余都有承诺人。`
  return judgeAll('R-64', items.map(promiseCondition), reason, facts)
}

const solvedTooEarly = (items: readonly Difficulty[]): string[] =>
  items
    .filter(({ raisedOn, solvedOn }) => solvedOn !== undefined && solvedOn < raisedOn)
    .map(({ matter }) => `“${matter}”的解决日期早于提出日期，请核对。`)

export const responsibilityRules = [
  defineRule({
    id: 'R-02',
    title: '第一责任人恰一名',
    fields: firstResponsible,
    limits: firstResponsibleLimits,
    judge: (input) => judgeFirstResponsible(input),
  }),
  defineRule({
    id: 'R-64',
    title: '困难事项有人承诺解决',
    fields: difficulties,
    limits: difficultyLimits,
    check: ({ items }) => solvedTooEarly(items),
    judge: (input) => judgeDifficulties(input),
  }),
]

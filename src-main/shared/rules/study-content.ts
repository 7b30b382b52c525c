// What is studied and how: the required texts, the great discussion with its two products, the forms that count.
import { judgeAll, type Condition } from './conditions.ts'
import { choice, flag, list, number, optional, rows, text, type Values } from './fields.ts'
import { byDefault, limit, numberOf, reaches, said } from './limits.ts'
import { defineRule } from './rule.ts'
import { compareShare } from './share.ts'
import { fail, notAssessed, pass, type Limit, type Verdict } from './verdict.ts'

export const readingLimits = {
  coverage: limit({
    name: '必学篇目覆盖',
    key: 'study.readings.required',
    value: 100,
    per: 100,
    unit: '%',
    comparator: '≥',
    source: said('S4', '规定的学习篇目和学时要求达不到标'),
  }),
}

const reader = { name: text('姓名'), studied: list('参加或补学过的篇目', text('篇目')) }

const coverage = {
  required: list('必学篇目', text('篇目')),
  branchStudied: list('支部集中学习过的篇目', text('篇目')),
  members: rows('党员', reader),
}
type Coverage = Values<typeof coverage>

/** A branch or a member, and what it has studied. */
interface Reader {
  readonly who: string
  readonly studied: readonly string[]
}

const readersOf = (input: Coverage): Reader[] => [
  { who: '支部', studied: input.branchStudied },
  ...input.members.map(({ name, studied }) => ({ who: name, studied })),
]

const readingCondition = (required: readonly string[], { who, studied }: Reader, min: Limit): Condition => {
  const missing = required.filter((title) => !studied.includes(title))
  return {
    met: (compareShare(required.length - missing.length, required.length, min) ?? 0) >= 0,
    otherwise: `${who}没有学习${missing.map((title) => `“${title}”`).join('、')}`,
  }
}

/** R-17: the branch has studied every required text, and each member studied or made up each; the details list who lacks what. */
export function judgeReadings(input: Coverage, limits = readingLimits): Verdict {
  const required = [...new Set(input.required)].filter((title) => title !== '')
  const facts = { required: required.length, members: input.members.length }
  if (numberOf(limits.coverage) === null) return notAssessed('R-17', '未设必学篇目覆盖标准。', facts)
  if (required.length === 0) return notAssessed('R-17', '没有设定必学篇目。', facts)
  const conditions = readersOf(input).map((each) => readingCondition(required, each, limits.coverage))
  return judgeAll('R-17', conditions, `必学篇目${required.length}篇，支部和党员都已学习。`, facts)
}

export const discussionThemes = [
  '结合学习，谈先进性的内涵',
  '结合单位，谈先进性的具体标准',
  '结合自身，谈发挥先进性的途径',
] as const

export const discussionProducts = ['党员先进性具体标准', '不合格党员具体表现'] as const

export const discussionLimits = {
  themes: limit({
    name: '大讨论主题',
    key: 'discussion.themes',
    value: 3,
    unit: '个',
    comparator: '=',
    source: said('S0', '结合自身，谈发挥先进性的途径'),
  }),
  products: limit({
    name: '大讨论成果文本',
    key: 'discussion.products',
    value: 2,
    unit: '份',
    comparator: '=',
    source: said('S2', '提出不合格党员的具体表现'),
  }),
  alike: limit({ name: '成果文本雷同提示线', value: 80, unit: '%', comparator: '≥', source: byDefault }),
}

const discussion = {
  themes: list('已有讨论记录的主题', choice('主题', discussionThemes)),
  products: list('已形成的成果文本', choice('成果文本', discussionProducts)),
  inOneText: optional(flag('两项成果写在一份文本里')),
  alike: optional(number('与其他单位成果文本的相同程度', '%')),
}
type Discussion = Values<typeof discussion>

/** All of a list are there, or as many as the limit asks; those missing are named. */
const listCondition = (
  what: string,
  wanted: readonly string[],
  had: readonly string[],
  min: Limit,
): Condition => {
  const missing = wanted.filter((each) => !had.includes(each))
  return {
    met: missing.length === 0 || reaches(wanted.length - missing.length, min),
    otherwise: `缺${missing.map((each) => `“${each}”`).join('、')}${what}`,
  }
}

const alikeCondition = ({ alike = 0 }: Discussion, limits: typeof discussionLimits): Condition => {
  const line = numberOf(limits.alike)
  return {
    met: line === null || alike < line,
    otherwise: `成果文本与其他单位相同${alike}%，请看是否结合了本单位实际`,
    level: '提示',
  }
}

/** R-19: the three themes discussed, and two texts of their own: what a good member does, and what an unqualified one does. */
export function judgeDiscussion(input: Discussion, limits = discussionLimits): Verdict {
  const conditions: Condition[] = [
    listCondition('的讨论记录', discussionThemes, input.themes, limits.themes),
    listCondition('文本', discussionProducts, input.products, limits.products),
    { met: input.inOneText !== true, otherwise: '两项成果应分列两份文本' },
    alikeCondition(input, limits),
  ]
  const facts = { themes: new Set(input.themes).size, products: new Set(input.products).size }
  return judgeAll('R-19', conditions, '三个主题都有讨论记录，两份成果文本齐全。', facts)
}

const form = { name: text('学习形式'), isConcentrated: flag('计入集中学时') }
export type StudyForm = Values<typeof form>

/** The forms named in the mobilisation speech. 电化教育 counts only where the town marks it: it is often watched alone. */
export const studyForms: readonly StudyForm[] = [
  { name: '集中学习', isConcentrated: true },
  { name: '宣讲辅导', isConcentrated: true },
  { name: '组织讨论', isConcentrated: true },
  { name: '个人自学', isConcentrated: false },
  { name: '电化教育', isConcentrated: false },
  { name: '专场报告会', isConcentrated: true },
]

export const formLimits = {
  forms: limit({
    name: '学习形式目录',
    value: studyForms.length,
    unit: '种',
    comparator: '≥',
    source: said('S0', '集中学习、宣讲辅导、组织讨论、个人自学、电化教育'),
    note: '目录可增改，哪些形式计入集中学时为本产品默认',
  }),
}

const session = { form: text('学习形式'), catalogue: optional(rows('学习形式目录', form)) }

/** Whether hours in this form count to R-16; null when the form is not in the catalogue. */
export const countsToHours = (name: string, catalogue: readonly StudyForm[] = studyForms): boolean | null =>
  catalogue.find((each) => each.name === name)?.isConcentrated ?? null

/** R-66: only forms marked 集中 count; a form that is not in the catalogue has to be entered there first. */
export function judgeForm({ form: name, catalogue }: Values<typeof session>): Verdict {
  const counts = countsToHours(name, catalogue)
  const facts = { form: name, counts }
  if (counts === null) {
    const reason = `学习形式“${name}”不在目录中，请先在目录中登记，并写明是否计入集中学时。`
    return fail('R-66', reason, facts, { level: '警告' })
  }
  return counts
    ? pass('R-66', `“${name}”计入集中学时。`, facts)
    : notAssessed('R-66', `“${name}”只作记录，不计入集中学时。`, facts)
}

export const studyContentRules = [
  defineRule({
    id: 'R-17',
    title: '必学篇目全部学习',
    fields: coverage,
    limits: readingLimits,
    judge: judgeReadings,
  }),
  defineRule({
    id: 'R-19',
    title: '先进性大讨论及两份成果',
    fields: discussion,
    limits: discussionLimits,
    judge: judgeDiscussion,
  }),
  defineRule({
    id: 'R-66',
    title: '计入集中学时的学习形式',
    fields: session,
    limits: formLimits,
    judge: (input) => judgeForm(input),
  }),
]

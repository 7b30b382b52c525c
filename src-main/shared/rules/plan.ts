// The plan review: four refusals, each sufficient; nothing is concluded while one of them is open.
import { choice, optional, text, type Values } from './fields.ts'
import { byDefault, limit, numberOf, said } from './limits.ts'
import { defineRule } from './rule.ts'
import { fail, notAssessed, pass, type Verdict } from './verdict.ts'

export const refusalAnswers = ['未审', '符合', '不符合'] as const
export type RefusalAnswer = (typeof refusalAnswers)[number]

/** The four refusals, in the order of the document, by the names the inputs use. */
export const refusals = {
  practical: '方案与本单位实际结合不够',
  schedule: '活动时间安排不细，操作性不强',
  theme: '主题实践活动特色不鲜明',
  guarantees: '活动保证措施不到位',
} as const
export type RefusalName = keyof typeof refusals

const review = {
  practical: choice('与本单位实际结合', refusalAnswers),
  schedule: choice('时间安排和操作性', refusalAnswers),
  theme: choice('主题实践活动特色', refusalAnswers),
  guarantees: choice('活动保证措施', refusalAnswers),
}
export type PlanReview = Values<typeof review>

export const planLimits = {
  refusals: limit({
    name: '方案四项审查须全部符合',
    key: 'plan.refusals.all',
    value: 4,
    unit: '项',
    comparator: '=',
    source: said('S4', '做到“四个坚决不批”'),
  }),
}

const names: readonly RefusalName[] = ['practical', 'schedule', 'theme', 'guarantees']

const labelled = (which: readonly RefusalName[]): string =>
  which.map((name) => `“${refusals[name]}”`).join('、')

/** approved only when all four are 符合; one 不符合 refuses; one 未审 allows no conclusion at all. */
export function judgePlan(input: PlanReview): Verdict {
  const open = names.filter((name) => input[name] === '未审')
  const refused = names.filter((name) => input[name] === '不符合')
  const facts = { ...input, met: names.filter((name) => input[name] === '符合').length }
  if (open.length > 0)
    return notAssessed('R-14', `还有${open.length}项未审，不能作出结论。请先审完四项。`, facts)
  if (refused.length === 0) return pass('R-14', '四项审查全部符合，可以批准。', facts)
  const reason = `属于${labelled(refused)}的，按“四个坚决不批”不得批准，请退回修改。`
  return fail('R-14', reason, facts, { details: refused.map((name) => `${refusals[name]}的坚决不批。`) })
}

export const commentLimits = {
  chars: limit({
    name: '不符合项意见最少字数',
    key: 'plan.comment.min_chars',
    value: 10,
    unit: '字',
    comparator: '≥',
    source: byDefault,
  }),
}

const comment = { answer: choice('审查结果', refusalAnswers), comment: optional(text('具体意见')) }

/** Characters a reader counts: no white space, and one for each code point. */
const lengthOf = (words: string): number => Array.from(words.replace(/\s/gu, '')).length

/** R-14b: 不符合 needs an opinion of its own, long enough to act on. */
export function judgeComment(input: Values<typeof comment>, limits = commentLimits): Verdict {
  const chars = lengthOf(input.comment ?? '')
  const needed = numberOf(limits.chars) ?? 0
  if (input.answer !== '不符合' || chars >= needed) return pass('R-14b', '意见符合要求。', { chars })
  return fail('R-14b', `判为“不符合”须写明具体意见，不少于${needed}字，现有${chars}字。`, { chars, needed })
}

export const planRules = [
  defineRule({
    id: 'R-14',
    title: '活动方案“四个坚决不批”',
    fields: review,
    limits: planLimits,
    judge: (input) => judgePlan(input),
  }),
  defineRule({
    id: 'R-14b',
    title: '不符合项须有具体意见',
    fields: comment,
    limits: commentLimits,
    judge: judgeComment,
  }),
]

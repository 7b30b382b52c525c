// What may be concluded on a plan: the four answers, the reasons behind them and the demands of earlier rounds.
import type { RefusalKey } from '../campaign/types.ts'
import { commentLimits, judgeComment, judgePlan, type RefusalAnswer, type RefusalName } from './plan.ts'
import { withSettings } from './limits.ts'

export const planDecisions = ['批准', '退回修改'] as const
export type PlanDecision = (typeof planDecisions)[number]

export const demandOutcomes = ['已改', '未改', '部分'] as const
export type DemandOutcome = (typeof demandOutcomes)[number]

export const refusalKeys: readonly RefusalKey[] = ['r1', 'r2', 'r3', 'r4']

/** The rules name the grounds, the review numbers them. */
export const refusalNames: Readonly<Record<RefusalKey, RefusalName>> = {
  r1: 'practical',
  r2: 'schedule',
  r3: 'theme',
  r4: 'guarantees',
}

/** The grounds by what they ask for, as the review cards call them. */
export const refusalTitles: Readonly<Record<RefusalKey, string>> = {
  r1: '与本单位实际结合',
  r2: '活动时间安排',
  r3: '主题实践活动特色',
  r4: '活动保证措施',
}

export interface JudgedItem {
  readonly answer: RefusalAnswer
  readonly comment: string
}
export type JudgedItems = Readonly<Record<RefusalKey, JudgedItem>>

export interface DecisionInput {
  readonly items: JudgedItems
  /** Outcomes of the demands of earlier rounds; null is not judged yet. */
  readonly outcomes: readonly (DemandOutcome | null)[]
  /** Fewest characters of a reason for 不符合. */
  readonly commentChars: number
}

/** Why a decision is not possible; an empty list means that it is. Whole sentences. */
export interface DecisionState {
  readonly approve: readonly string[]
  readonly sendBack: readonly string[]
}

const M_501 = '方案四项审查有未审项，不能作出结论。'
const numerals: Readonly<Record<RefusalKey, string>> = { r1: '一', r2: '二', r3: '三', r4: '四' }

/** 第三项、第四项. */
export const itemNames = (keys: readonly RefusalKey[]): string =>
  keys.map((key) => `第${numerals[key]}项`).join('、')

const answersOf = (items: JudgedItems): Record<RefusalName, RefusalAnswer> => ({
  practical: items.r1.answer,
  schedule: items.r2.answer,
  theme: items.r3.answer,
  guarantees: items.r4.answer,
})

/** The reasons of 不符合 that are too short to act on. */
export function shortComments(items: JudgedItems, commentChars: number): readonly string[] {
  const limits = withSettings(commentLimits, { 'plan.comment.min_chars': { value: commentChars } })
  return refusalKeys.flatMap((key) => {
    const verdict = judgeComment(items[key], limits)
    return verdict.outcome === 'fail' ? [`第${numerals[key]}项${verdict.reason}`] : []
  })
}

const unjudged = (items: JudgedItems): string => {
  const open = refusalKeys.filter((key) => items[key].answer === '未审')
  return `${M_501}请先审完${itemNames(open)}。`
}

/** M-502. */
const refused = (items: JudgedItems): string[] =>
  refusalKeys
    .filter((key) => items[key].answer === '不符合')
    .map((key) => `“${refusalTitles[key]}”不符合，按“四个坚决不批”不得批准。`)

/** What stands in the way of each decision (R-14, M-501, M-502): hints and opinions play no part. */
export function decisionState({ items, outcomes, commentChars }: DecisionInput): DecisionState {
  const verdict = judgePlan(answersOf(items))
  if (verdict.outcome === 'not-assessed') return { approve: [unjudged(items)], sendBack: [unjudged(items)] }
  const open = outcomes.filter((outcome) => outcome === null).length
  const demands = open === 0 ? [] : [`上次退回的意见还有${open}条没有核对，请先逐条核对改没改。`]
  if (verdict.outcome === 'pass') {
    return {
      approve: demands,
      sendBack: ['四项都符合，没有可以退回的理由。要退回，请先把有问题的一项判为不符合。'],
    }
  }
  return { approve: refused(items), sendBack: [...shortComments(items, commentChars), ...demands] }
}

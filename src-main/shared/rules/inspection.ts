// Inspecting item by item: what an answer needs, how far the inspection has come, and when it may be finished.
import type { CheckResult } from '../campaign/types.ts'

export type Counts = Readonly<Record<CheckResult, number>> & {
  readonly total: number
  /** Lines that have an answer. */
  readonly checked: number
  /** What a share is taken of: all lines but those that do not apply. */
  readonly applicable: number
}

/** Counts answers; 不适用 never enters the denominator. */
export function countResults(results: readonly CheckResult[]): Counts {
  const of = (result: CheckResult): number => results.filter((each) => each === result).length
  const open = of('未查')
  const none = of('不适用')
  return {
    未查: open,
    达标: of('达标'),
    未达标: of('未达标'),
    补课后达标: of('补课后达标'),
    不适用: none,
    total: results.length,
    checked: results.length - open,
    applicable: results.length - none,
  }
}

export interface Answer {
  readonly result: CheckResult
  /** Why the line does not apply. */
  readonly reason: string
}

export interface ItemFacts {
  readonly code: string
  /** What the line had before this answer: in this inspection, or in the last one of the unit. */
  readonly earlier: readonly CheckResult[]
  /** Codes that must be answered first, where the list goes step by step. */
  readonly waitingFor: readonly string[]
}

const missedBefore = (earlier: readonly CheckResult[]): boolean =>
  earlier.some((result) => result === '未达标' || result === '补课后达标')

/** Whether 补课后达标 can be answered: only what had been missed can be made up. */
export const mayMakeUp = (facts: Pick<ItemFacts, 'earlier'>): boolean => missedBefore(facts.earlier)

/** Why an answer cannot be taken, as whole sentences; empty when it can. */
export function reasonsAgainstAnswer({ result, reason }: Answer, facts: ItemFacts): string[] {
  const reasons: string[] = []
  if (result !== '未查' && facts.waitingFor.length > 0)
    reasons.push(`这张清单要按顺序查，请先查${facts.waitingFor.join('、')}，再查${facts.code}。`)
  if (result === '不适用' && reason.trim() === '')
    reasons.push(`${facts.code}选“不适用”须写理由，请先写明为什么不适用。`)
  if (result === '补课后达标' && !mayMakeUp(facts))
    reasons.push(`${facts.code}此前没有记过“未达标”，不能记“补课后达标”，请选“达标”或“未达标”。`)
  return reasons
}

const MOST_NAMED = 8

/** Why the inspection cannot be finished yet; null when every line has an answer. */
export function whyNotFinish(open: readonly string[]): string | null {
  if (open.length === 0) return null
  const named = open.slice(0, MOST_NAMED).join('、')
  const rest = open.length > MOST_NAMED ? '等' : ''
  return `还有${open.length}项未查（${named}${rest}），查完才能完成检查。`
}

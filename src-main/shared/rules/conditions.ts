// Rules made of several conditions: all must hold, and each one missing is named.
import { fail, pass, type Facts, type Level, type Verdict } from './verdict.ts'

export interface Condition {
  readonly met: boolean
  /** What is missing, without a full stop. */
  readonly otherwise: string
  /** How much a miss weighs; absent means 错误. */
  readonly level?: Level
}

const weights: readonly Level[] = ['提示', '警告', '错误']

const heaviest = (levels: readonly Level[]): Level =>
  weights[Math.max(...levels.map((level) => weights.indexOf(level)))] ?? '错误'

/** Passes when every condition is met; otherwise fails with each missing one named, as heavy as the heaviest. */
export function judgeAll(
  rule: string,
  conditions: readonly Condition[],
  whenMet: string,
  facts: Facts = {},
): Verdict {
  const missing = conditions.filter((condition) => !condition.met)
  if (missing.length === 0) return pass(rule, whenMet, facts)
  const details = missing.map((condition) => `${condition.otherwise}。`)
  const level = heaviest(missing.map((condition) => condition.level ?? '错误'))
  return fail(rule, details.join(''), { ...facts, missing: missing.length }, { level, details })
}

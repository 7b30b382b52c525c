// Runs a rule by its number, as the application does, and says in one word what came of it.
import { ruleById } from '#shared/rules/registry.ts'
import { isVerdict } from '#shared/rules/rule.ts'
import type { LimitSettings } from '#shared/rules/limits.ts'
import type { Verdict } from '#shared/rules/verdict.ts'

export type Outcome = Verdict['outcome'] | 'input'

function evaluate(id: string, input: unknown, settings: LimitSettings = {}) {
  const rule = ruleById(id)
  if (rule === null) throw new Error(`no rule ${id}`)
  return rule.evaluate(input, settings)
}

export function outcomeOf(id: string, input: unknown, settings?: LimitSettings): Outcome {
  const evaluation = evaluate(id, input, settings)
  return isVerdict(evaluation) ? evaluation.outcome : 'input'
}

export function verdictOf(id: string, input: unknown, settings?: LimitSettings): Verdict {
  const evaluation = evaluate(id, input, settings)
  if (!isVerdict(evaluation)) throw new Error(evaluation.inputProblems.join(''))
  return evaluation
}

export function problemsOf(id: string, input: unknown, settings?: LimitSettings): readonly string[] {
  const evaluation = evaluate(id, input, settings)
  return isVerdict(evaluation) ? [] : evaluation.inputProblems
}

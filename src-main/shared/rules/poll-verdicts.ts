// Which rules a poll is judged by: by its kind and by the stage it would lead to, with the limits of the town.
import { withSettings, type LimitSettings } from './limits.ts'
import { dissatisfiedIn, satisfiedIn, type Grades, type PollKind } from './poll-action.ts'
import { isVerdict, type Evaluation } from './rule.ts'
import { ruleById } from './registry.ts'
import { notAssessed, type Limit, type Verdict } from './verdict.ts'
import { barLimits, finalBarLimits, rewriteLimits } from './vote.ts'

/** A poll as it is judged; `phase` is the key of its phase. */
export interface JudgedPoll {
  readonly kind: PollKind
  readonly phase: string
  readonly valid: number
  readonly grades: Grades
}

/** What the poll of a phase stands before; the phases after 分析评议 follow its limit. */
const nextStage = (phase: string): '分析评议' | '整改提高' => (phase === 'study' ? '分析评议' : '整改提高')

/** The ballots as the rules of polls take them: 比较满意 with 基本满意, 不太满意 with 不满意. */
const ballotsOf = ({ valid, grades }: JudgedPoll) => ({
  valid,
  satisfied: grades.satisfied ?? 0,
  basicallySatisfied: (grades.fairly ?? 0) + (grades.basic ?? 0),
  dissatisfied: dissatisfiedIn(grades),
  abstained: grades.abstained ?? 0,
})

const evaluate = (rule: string, input: object, settings: LimitSettings): Evaluation =>
  ruleById(rule)?.evaluate(input, settings) ?? { inputProblems: [`没有规则${rule}。`] }

/** A verdict; numbers that do not close are not judged at all. */
function verdictOf(rule: string, input: object, settings: LimitSettings): Verdict {
  const evaluation = evaluate(rule, input, settings)
  return isVerdict(evaluation) ? evaluation : notAssessed(rule, evaluation.inputProblems.join(''))
}

/** R-32b is about the bar of the stage to be entered, so it is given that bar. */
function sensitivityOf(poll: JudgedPoll, settings: LimitSettings): Verdict {
  const bar = barOf(poll, settings)
  return verdictOf('R-32b', ballotsOf(poll), {
    ...settings,
    'poll.dissatisfied.bar': { value: bar.value, source: bar.source },
  })
}

/** The verdict that decides, by the kind. Limits are part of it. */
export function decidingVerdict(poll: JudgedPoll, settings: LimitSettings = {}): Verdict {
  const { valid, grades } = poll
  if (poll.kind === '党性分析材料')
    return verdictOf('R-43', { satisfied: satisfiedIn(grades), valid }, settings)
  if (poll.kind === '阶段满意度')
    return verdictOf('R-32', { ...ballotsOf(poll), to: nextStage(poll.phase) }, settings)
  return verdictOf('R-50', { valid, dissatisfied: dissatisfiedIn(grades) }, settings)
}

/** Every verdict on a poll, the deciding one first. */
export function verdictsOn(poll: JudgedPoll, settings: LimitSettings = {}): Verdict[] {
  const deciding = decidingVerdict(poll, settings)
  if (poll.kind === '阶段满意度') return [deciding, sensitivityOf(poll, settings)]
  if (poll.kind === '党性分析材料') return [deciding]
  const { valid, grades } = poll
  return [deciding, verdictOf('R-51', { valid, dissatisfied: dissatisfiedIn(grades) }, settings)]
}

/** Whether the result hangs on how abstentions are counted (M-428); null for the kinds it is not asked of. */
export const sensitivityOn = (poll: JudgedPoll, settings: LimitSettings = {}): Verdict | null =>
  poll.kind === '阶段满意度' ? sensitivityOf(poll, settings) : null

/** The limit a poll of this kind is measured by, as the town set it. */
export function barOf({ kind, phase }: Pick<JudgedPoll, 'kind' | 'phase'>, settings: LimitSettings): Limit {
  if (kind === '党性分析材料') return withSettings(rewriteLimits, settings).satisfaction
  if (kind !== '阶段满意度') return withSettings(finalBarLimits, settings).bar
  const { bar, barNext } = withSettings(barLimits, settings)
  return nextStage(phase) === '分析评议' ? bar : barNext
}

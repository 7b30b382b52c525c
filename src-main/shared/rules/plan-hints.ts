// Everything a machine can say beforehand about an activity plan, in the order of the four grounds.
import { guaranteeHints } from './plan-hints/guarantees.ts'
import { practicalHints } from './plan-hints/practical.ts'
import { scheduleHints } from './plan-hints/schedule.ts'
import { themeHints } from './plan-hints/theme.ts'
import type { HintSetting, PlanContent, PlanHint } from './plan-hints/types.ts'

export { doubtsIn } from './plan-hints/doubts.ts'
export { phaseSpans, planPhases, plannedHoursX10, type PhaseSpan } from './plan-hints/schedule.ts'
export type * from './plan-hints/types.ts'

/** Hints on all four grounds. They never decide: a plan full of red hints may be approved, one without any refused. */
export const planHints = (plan: PlanContent, setting: HintSetting): readonly PlanHint[] => [
  ...practicalHints(plan, setting),
  ...scheduleHints(plan, setting),
  ...themeHints(plan, setting),
  ...guaranteeHints(plan, setting),
]

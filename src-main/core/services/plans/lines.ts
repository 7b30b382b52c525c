// The schedule as it is drawn: one line a step, its phases above, what is missing in plain sight.
import { stepByCode, type Campaign } from '#shared/campaign/index.ts'
import type { PlanCase, PlanStep } from '#shared/contract/plans.ts'
import { planPhases, type PhaseSpan } from '#shared/rules/plan-hints.ts'

type Phase = NonNullable<PlanCase['plan']>['phases'][number]
type Line = Phase['lines'][number]

function toLine(campaign: Campaign, steps: readonly PlanStep[]): Line {
  const [first] = steps
  const code = first?.code ?? ''
  const name = steps.length > 1 ? stepByCode(campaign, code)?.name : first?.name
  const owners = [...new Set(steps.map(({ owner }) => owner).filter((owner) => owner !== ''))]
  const hours = steps.flatMap(({ hoursX10 }) => (hoursX10 === null ? [] : [hoursX10]))
  return {
    code,
    name: name ?? code,
    count: steps.length,
    owner: owners.slice(0, 2).join('、') + (owners.length > 2 ? '等' : ''),
    hoursX10: hours.length === 0 ? null : hours.reduce((sum, each) => sum + each, 0),
    spans: steps.flatMap(({ start, end }) => (start === null || end === null ? [] : [{ start, end }])),
    undated: steps.filter(({ start, end }) => start === null || end === null).length,
    unowned: steps.filter(({ owner }) => owner === '').length,
  }
}

/** Lines of the same step stand together; activities of the unit's own stay apart. */
function grouped(steps: readonly PlanStep[]): PlanStep[][] {
  const groups = new Map<string, PlanStep[]>()
  steps.forEach((step, i) => {
    const key = step.code === '' ? `own ${i}` : step.code
    groups.set(key, [...(groups.get(key) ?? []), step])
  })
  return [...groups.values()]
}

const isPhase = (code: string): boolean => planPhases.some((key) => key === code)

/** The phases with their lines; what belongs to none of them comes last, under 其他安排. */
export function scheduleLines(
  campaign: Campaign,
  spans: readonly PhaseSpan[],
  steps: readonly PlanStep[],
): Phase[] {
  const lines = steps.filter((step) => !isPhase(step.code))
  const phaseOf = (step: PlanStep): string | undefined => stepByCode(campaign, step.code)?.phase
  const draw = (within: readonly PlanStep[]): Line[] =>
    grouped(within).map((group) => toLine(campaign, group))
  const phases = spans.map((span) => ({
    ...span,
    lines: draw(lines.filter((step) => phaseOf(step) === span.key)),
  }))
  const rest = lines.filter((step) => !spans.some(({ key }) => key === phaseOf(step)))
  return rest.length === 0
    ? phases
    : [...phases, { key: 'other', name: '其他安排', start: null, end: null, lines: draw(rest) }]
}

// Which phase the inspections are about just now, and whether a unit has been inspected in it.
import { phaseOf, type Phase } from '#shared/campaign/index.ts'
import type { Context } from '../../context.ts'
import type { InspectionFact, UnitFacts } from './town.ts'

export interface InspectedPhase {
  readonly phase: Phase | null
  /** Keys of the checklists of the phases; the group's own work lists do not count as an inspection. */
  readonly checklists: ReadonlySet<string>
  /** At least one unit has been inspected in it. */
  readonly hasBegun: boolean
}

/** The phase of the day; before the first the first, after the last the last. */
export function phaseToday({ campaign, today }: Pick<Context, 'campaign' | 'today'>): Phase | null {
  const { phases } = campaign.template
  const begun = phases.filter((phase) => phase.defaultStart <= today)
  return phaseOf(campaign.template, today) ?? begun.at(-1) ?? phases[0] ?? null
}

/** Begun counts once something has been looked at. */
export const isLookedAt = (inspection: InspectionFact): boolean =>
  inspection.state === '已完成' || inspection.checked > 0

/**
 * The latest phase, up to that of today, in which the group has begun to inspect. Phases overlap: while the units of a
 * town are still being checked at the end of one, the calendar already shows the next, and nobody is late in that.
 */
export function inspectedPhase(
  context: Pick<Context, 'campaign' | 'today'>,
  inspections: readonly InspectionFact[],
): InspectedPhase {
  const checklists = new Set(context.campaign.template.checklists.map((list) => list.key))
  const counted = inspections.filter((each) => checklists.has(each.templateKey))
  const now = phaseToday(context)
  const begun = context.campaign.template.phases.filter(
    (phase) => phase.seq <= (now?.seq ?? 0) && counted.some((each) => each.phase === phase.key),
  )
  const phase = begun.at(-1)
  return { phase: phase ?? now, checklists, hasBegun: phase !== undefined }
}

/** Inspections of a unit that count for a phase. */
export const inspectionsIn = (
  unit: UnitFacts,
  phase: string,
  { checklists }: InspectedPhase,
): InspectionFact[] =>
  unit.inspections.filter((each) => each.phase === phase && checklists.has(each.templateKey))

/** R-34 is about 总支 and branches. */
export const isToBeInspected = ({ level }: Pick<UnitFacts, 'level'>): boolean =>
  level !== '党委' && level !== '党小组'

/** Not yet inspected in the phase the inspections are about; false while there is nothing to inspect. */
export const isUnseen = (unit: UnitFacts, inspected: InspectedPhase): boolean =>
  inspected.phase !== null &&
  isToBeInspected(unit) &&
  !inspectionsIn(unit, inspected.phase.key, inspected).some(isLookedAt)

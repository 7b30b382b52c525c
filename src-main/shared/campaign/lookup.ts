// Finding one's way in the shipped content: phases by date, steps and items by unit, limits by key.
import { documentTemplates } from './documents.ts'
import { memberCategories, unitTypes } from './enums.ts'
import { pageHelp } from './help.ts'
import type { ThresholdKey } from './thresholds.ts'
import type {
  Batch,
  Campaign,
  Checklist,
  ChecklistItem,
  CivilDate,
  Correction,
  CorrectionPhrases,
  DocumentKey,
  DocumentTemplate,
  FindingCategory,
  FindingCategoryKey,
  FindingDueKey,
  Level,
  MemberCategory,
  MemberCategoryKey,
  PageHelp,
  Phase,
  PhaseKey,
  Reading,
  Refusal,
  RefusalKey,
  Severity,
  SeverityKey,
  Step,
  Threshold,
  UnitKind,
  UnitType,
  UnitTypeKey,
  WorkList,
  WorkListKey,
} from './types.ts'

const BRANCHES: readonly Level[] = ['支部', '联合支部', '临时支部']

/** @throws Error when the content lacks what a typed key promises: a defect of the content, not of the user. */
function present<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`campaign content has no ${what}`)
  return found
}

/** True when a list of levels includes this level; 支部 includes 联合支部 and 临时支部. */
export function coversLevel(levels: readonly Level[], level: Level): boolean {
  return levels.includes(level) || (levels.includes('支部') && BRANCHES.includes(level))
}

function concerns(
  entry: { readonly levels: readonly Level[]; readonly unitTypes: readonly UnitTypeKey[] },
  unit: UnitKind,
): boolean {
  return coversLevel(entry.levels, unit.level) && entry.unitTypes.includes(unit.unitType)
}

/** A kind of unit by its key. */
export function unitTypeByKey(key: UnitTypeKey): UnitType {
  return present(
    unitTypes.find((type) => type.key === key),
    `unit type ${key}`,
  )
}

/** A kind of unit by the word in a roster; undefined when the word is none of the eleven. */
export function unitTypeByLabel(label: string): UnitType | undefined {
  return unitTypes.find((type) => type.label === label)
}

/** A category of member by its key. */
export function memberCategoryByKey(key: MemberCategoryKey): MemberCategory {
  return present(
    memberCategories.find((category) => category.key === key),
    `member category ${key}`,
  )
}

/** The batch now running. */
export function currentBatch(campaign: Campaign): Batch {
  return present(
    campaign.batches.find((batch) => batch.isCurrent),
    'current batch',
  )
}

/** A phase by its key. */
export function phaseByKey(campaign: Campaign, key: PhaseKey): Phase {
  return present(
    campaign.phases.find((phase) => phase.key === key),
    `phase ${key}`,
  )
}

/** The phase whose default dates hold this day, null before and after the campaign. Units may have dates of their own. */
export function phaseOf(campaign: Campaign, date: CivilDate): Phase | null {
  return campaign.phases.find((phase) => phase.defaultStart <= date && date <= phase.defaultEnd) ?? null
}

/** The phase that follows, null after the last. */
export function nextPhase(campaign: Campaign, key: PhaseKey): Phase | null {
  const { seq } = phaseByKey(campaign, key)
  return campaign.phases.find((phase) => phase.seq === seq + 1) ?? null
}

/** Steps this unit takes, of one phase or of all; a kind of unit outside the batch has none. */
export function stepsFor(campaign: Campaign, unit: UnitKind, phase?: PhaseKey): readonly Step[] {
  const phases = phase === undefined ? campaign.phases : [phaseByKey(campaign, phase)]
  return phases.flatMap((each) => each.steps.filter((step) => concerns(step, unit)))
}

/** Steps are asked for by code thousands of times a page; a campaign never changes. */
const stepIndex = new WeakMap<Campaign, ReadonlyMap<string, Step>>()

function stepsByCode(campaign: Campaign): ReadonlyMap<string, Step> {
  const known = stepIndex.get(campaign)
  if (known) return known
  const index = new Map(
    campaign.phases.flatMap((phase) => phase.steps.map((step) => [step.code, step] as const)),
  )
  stepIndex.set(campaign, index)
  return index
}

/** A step by its code, such as P1-09; undefined for a code the campaign does not know. */
export const stepByCode = (campaign: Campaign, code: string): Step | undefined =>
  stepsByCode(campaign).get(code)

export function isRequiredStep(step: Step): boolean {
  return step.kind === '规定动作'
}

/** The checklist of a phase, null for the preparation. */
export function checklistOf(campaign: Campaign, phase: PhaseKey): Checklist | null {
  return campaign.checklists.find((checklist) => checklist.phase === phase) ?? null
}

/** Lines of a checklist that this unit is checked on. */
export function checklistItemsFor(checklist: Checklist, unit: UnitKind): readonly ChecklistItem[] {
  return checklist.items.filter((item) => concerns(item, unit))
}

/** Lines for this unit at the end of this phase; empty for the preparation. */
export function checklistFor(campaign: Campaign, unit: UnitKind, phase: PhaseKey): readonly ChecklistItem[] {
  const checklist = checklistOf(campaign, phase)
  return checklist === null ? [] : checklistItemsFor(checklist, unit)
}

/** A line of any checklist by its code, such as X-07; undefined for an unknown code. */
export function checklistItemByCode(campaign: Campaign, code: string): ChecklistItem | undefined {
  return campaign.checklists.flatMap((checklist) => checklist.items).find((item) => item.code === code)
}

/** One of the supervisors' own lists. */
export function workListByKey(campaign: Campaign, key: WorkListKey): WorkList {
  return present(
    campaign.workLists.find((list) => list.key === key),
    `work list ${key}`,
  )
}

/** A limit as shipped, for code that names it; the settings of the town may differ. */
export function thresholdByKey(campaign: Campaign, key: ThresholdKey): Threshold {
  return present(findThreshold(campaign, key), `limit ${key}`)
}

/** A limit by a key from outside, such as a stored setting; undefined for an unknown key. */
export function findThreshold(campaign: Campaign, key: string): Threshold | undefined {
  return campaign.thresholds.find((threshold) => threshold.key === key)
}

/** The number of a limit in its unit, null where none is set or the limit is no number. */
export function thresholdNumber(campaign: Campaign, key: ThresholdKey): number | null {
  const { value } = thresholdByKey(campaign, key)
  return value.kind === 'number' ? value.number : null
}

/** Texts every member must have studied. */
export function requiredReadings(campaign: Campaign): readonly Reading[] {
  return campaign.readings.filter((reading) => reading.isRequired)
}

/** The four grounds, in the order of the speech. */
export function refusalsOf(campaign: Campaign): readonly Refusal[] {
  return campaign.refusals
}

/** One of the four grounds. */
export function refusalByKey(campaign: Campaign, key: RefusalKey): Refusal {
  return present(
    campaign.refusals.find((refusal) => refusal.key === key),
    `refusal ${key}`,
  )
}

/** A category of findings by its key. */
export function findingCategoryByKey(campaign: Campaign, key: FindingCategoryKey): FindingCategory {
  return present(
    campaign.findingCategories.find((category) => category.key === key),
    `finding category ${key}`,
  )
}

/** A degree of findings by its key. */
export function severityByKey(campaign: Campaign, key: SeverityKey): Severity {
  return present(
    campaign.severities.find((severity) => severity.key === key),
    `severity ${key}`,
  )
}

/** Key of the limit (days) for a finding: make-up lessons may have more time than their degree allows. */
export function dueThresholdOf(severity: Severity, correction: Correction): FindingDueKey {
  if (correction === '补课' && severity.makeupDueThreshold !== null) return severity.makeupDueThreshold
  return severity.dueThreshold
}

/** Ready wordings of a demand. */
export function correctionPhrasesFor(campaign: Campaign, correction: Correction): CorrectionPhrases {
  return present(
    campaign.correctionPhrases.find((entry) => entry.correction === correction),
    `phrases for ${correction}`,
  )
}

/** A paper by its key. */
export function documentTemplateByKey(key: DocumentKey): DocumentTemplate {
  return present(
    documentTemplates.find((template) => template.key === key),
    `paper ${key}`,
  )
}

/** What the help says about a page, by the page's name in the menu; undefined for a page without. */
export function helpForPage(page: string): PageHelp | undefined {
  return pageHelp.find((entry) => entry.page === page)
}

// The form for a new finding with all that is known filled in, so that two strokes are enough.
import {
  basisText,
  corrections,
  correctionPhrasesFor,
  dueThresholdOf,
  findingCategoryByKey,
  phaseByKey,
  phaseOf,
  severeHint,
  type Campaign,
  type ChecklistItem,
  type Correction,
  type PhaseKey,
  type Severity as SeverityEntry,
} from '#shared/campaign/index.ts'
import { Severity, type FindingForm } from '#shared/contract/findings.ts'
import { dueDay, plainDemand } from '#shared/rules/finding-draft.ts'
import type { Context } from '../../context.ts'
import { checklistById, groupMembers, inspectionById, itemsOf, listOf } from '../inspections/store.ts'
import { parseList } from '../inspections/checklists.ts'
import { readUnits, type PlanUnit } from '../plans/units.ts'
import type { Db } from './store.ts'

type Item = FindingForm['items'][number]
type Days = FindingForm['days']

/** Label of a degree as the product stores it. */
const labelOf = (severity: SeverityEntry): Severity => Severity.parse(severity.label)

/** The step of the phase that the line belongs to: the first one held to the same rule. */
export function stepNameOf(campaign: Campaign, phase: PhaseKey, rule: string): string {
  return phaseByKey(campaign, phase).steps.find((step) => step.rules.includes(rule))?.name ?? ''
}

/** A veto weighs most, a mandatory line more than another; the inspector may change it. */
const severityOf = (item: Pick<ChecklistItem, 'isVeto' | 'isMandatory'>): Severity =>
  item.isVeto ? '严重' : item.isMandatory ? '较重' : '一般'

/** What the finding rests on: the standard of the line, and where that comes from. */
export const basisOf = (standard: string, basis: string): string =>
  [standard, basis === '' ? '' : `（${basis}）`].join('')

const toItem = (campaign: Campaign, phase: PhaseKey, item: ChecklistItem): Item => ({
  code: item.code,
  text: item.text,
  standard: item.standard,
  basis: basisOf(item.standard, basisText(item.basis)),
  phase,
  step: stepNameOf(campaign, phase, item.rule),
  category: findingCategoryByKey(campaign, item.category).label,
  correction: item.correction,
  severity: severityOf(item),
  papers: [...item.evidence],
  wordings: [...item.findingWordings],
})

export const itemsOfCampaign = (campaign: Campaign): Item[] =>
  campaign.checklists.flatMap((list) => list.items.map((item) => toItem(campaign, list.phase, item)))

/** Days allowed by degree and correction, as the town has set them. */
export function daysAllowed({ campaign }: Pick<Context, 'campaign'>): Days {
  const of = (severity: SeverityEntry) =>
    Object.fromEntries(
      corrections.map(({ key }) => [key, campaign.limit(dueThresholdOf(severity, key))]),
    ) as Record<Correction, number | null>
  return Object.fromEntries(campaign.template.severities.map((each) => [labelOf(each), of(each)])) as Days
}

interface Asked {
  readonly orgId: string | null
  readonly itemCode: string | null
  readonly inspectionId: string | null
}

/** What the inspection adds: its people and day, the inspector's note, and the line as it was frozen. */
interface FromInspection {
  readonly people: readonly string[]
  readonly date: string
  readonly note: string
  readonly line: Item | null
}

async function fromInspection(db: Db, campaign: Campaign, asked: Asked): Promise<FromInspection | null> {
  if (asked.inspectionId === null) return null
  const inspection = await inspectionById(db, asked.inspectionId)
  const list = parseList((await checklistById(db, inspection.checklist_id)).content)
  const frozen = list.lines.find((line) => line.code === asked.itemCode)
  const phase = campaign.phases.find((each) => each.key === inspection.phase)?.key ?? 'study'
  const stored = (await itemsOf(db, inspection.id)).find((item) => item.item_code === asked.itemCode)
  return {
    people: listOf(inspection.people),
    date: inspection.date,
    note: stored?.note ?? '',
    line:
      frozen === undefined
        ? null
        : {
            code: frozen.code,
            text: frozen.text,
            standard: frozen.standard,
            basis: basisOf(frozen.standard, frozen.basis),
            phase,
            step: stepNameOf(campaign, phase, frozen.rule),
            category: frozen.category === '' ? '其他' : frozen.category,
            correction: frozen.correction ?? '规范',
            severity: severityOf(frozen),
            papers: [...frozen.papers],
            wordings: [...frozen.wordings],
          },
  }
}

function draftFor(
  context: Context,
  asked: Asked,
  unit: PlanUnit | undefined,
  item: Item | undefined,
  inspection: FromInspection | null,
): FindingForm['draft'] {
  const foundOn = inspection?.date ?? context.today
  const severity = item?.severity ?? '一般'
  const correction = item?.correction ?? '规范'
  const dueOn = dueDay(foundOn, daysAllowed(context)[severity][correction])
  const inspectors = inspection?.people ?? [context.actor.name]
  const owner = unit?.secretary ?? ''
  return {
    inspectionId: asked.inspectionId,
    orgId: unit?.id ?? '',
    phase: item?.phase ?? phaseOf(context.campaign.template, foundOn)?.key ?? 'prep',
    itemCode: item?.code ?? null,
    step: item?.step ?? '',
    description: inspection?.note.trim() || (item?.wordings[0] ?? ''),
    category: item?.category ?? '',
    severity,
    correction,
    basis: item?.basis ?? '',
    demand:
      dueOn === null
        ? ''
        : plainDemand(correction, {
            dueOn,
            inspector: inspectors[0] ?? '',
            owner,
            papers: item?.papers ?? [],
          }),
    foundOn,
    dueOn,
    owner,
    inspectors: [...inspectors],
    remark: '',
  }
}

async function openOnes(db: Db, orgId: string, itemCode: string | null): Promise<FindingForm['open']> {
  if (itemCode === null) return []
  const rows = await db
    .selectFrom('finding')
    .select(['id', 'no', 'state', 'due_on'])
    .where('org_id', '=', orgId)
    .where('item_code', '=', itemCode)
    .where('deleted_at', 'is', null)
    .where('state', 'not in', ['已销号', '撤销'])
    .orderBy('no')
    .execute()
  return rows.map((row) => ({ id: row.id, no: row.no, state: row.state, dueOn: row.due_on }))
}

/** The form: units, lines, categories and wordings to choose from, and a draft that is whole where possible. */
export async function blankFinding(context: Context, asked: Asked): Promise<FindingForm> {
  const db = context.db.read
  const { template } = context.campaign
  const units = await readUnits(context, db)
  const inspection = await fromInspection(db, template, asked)
  const items = itemsOfCampaign(template)
  const item = inspection?.line ?? items.find((each) => each.code === asked.itemCode)
  const unit = units.find((each) => each.id === asked.orgId)
  const draft = draftFor(context, asked, unit, item, inspection)
  return {
    draft,
    units: units.map((each) => ({
      id: each.id,
      name: each.shortName,
      unitType: each.unitType,
      initials: each.initials,
      secretary: each.secretary,
    })),
    items,
    phases: template.phases.map(({ key, name }) => ({ key, name })),
    categories: template.findingCategories.map((each) => ({
      label: each.label,
      definition: each.definition,
      correction: each.defaultCorrection,
      wordings: [...each.readyPhrases],
      leastChars: each.noteMinChars ?? 1,
    })),
    severities: template.severities.map((each) => ({
      label: labelOf(each),
      definition: each.definition,
      effect: each.effect,
    })),
    severeHint,
    corrections: corrections.map(({ key }) => {
      const { usedFor, phrases } = correctionPhrasesFor(template, key)
      return { key, usedFor, phrases: [...phrases] }
    }),
    days: daysAllowed(context),
    open: await openOnes(db, draft.orgId, draft.itemCode),
    groupMembers: await groupMembers(db),
  }
}

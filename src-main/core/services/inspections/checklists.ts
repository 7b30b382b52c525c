// Checklists: the campaign's templates for a unit, and the frozen copy that inspections are made by.
import type { Selectable } from 'kysely'
import {
  basisText,
  coversLevel,
  findingCategoryByKey,
  type Campaign,
  type Checklist,
  type Correction,
  type Level,
  type Method,
  type UnitKind,
  type UnitTypeKey,
  type WorkList,
} from '#shared/campaign/index.ts'
import type { Journal } from '../../db/journal.ts'
import type { ChecklistTable } from '../../db/inspection-tables.ts'
import { NotFound } from '../../refusal.ts'

/** One line as frozen: everything an inspection and its findings say about it. */
export interface FrozenLine {
  readonly code: string
  /** Stage of a work list; '' for checklists. */
  readonly group: string
  /** Label of the category of findings; '' for work lists. */
  readonly category: string
  readonly text: string
  readonly standard: string
  readonly methods: readonly Method[]
  readonly papers: readonly string[]
  readonly levels: readonly Level[]
  readonly unitTypes: readonly UnitTypeKey[]
  readonly isMandatory: boolean
  readonly isVeto: boolean
  readonly rule: string
  readonly ledger: string
  readonly wordings: readonly string[]
  readonly correction: Correction | null
  readonly basis: string
}

export interface FrozenList {
  readonly kind: '检查验收清单' | '工作清单'
  readonly isSequential: boolean
  readonly lines: readonly FrozenLine[]
}

export interface Template extends FrozenList {
  readonly key: string
  readonly name: string
  readonly phase: string | null
  readonly note: string
}

const ofChecklist = (campaign: Campaign, list: Checklist): Template => ({
  key: list.key,
  name: list.name,
  phase: list.phase,
  note: list.note,
  kind: '检查验收清单',
  isSequential: false,
  lines: list.items.map((item) => ({
    code: item.code,
    group: '',
    category: findingCategoryByKey(campaign, item.category).label,
    text: item.text,
    standard: item.standard,
    methods: item.methods,
    papers: item.evidence,
    levels: item.levels,
    unitTypes: item.unitTypes,
    isMandatory: item.isMandatory,
    isVeto: item.isVeto,
    rule: item.rule,
    ledger: item.ledger,
    wordings: item.findingWordings,
    correction: item.correction,
    basis: basisText(item.basis),
  })),
})

/** The supervisors' own lists concern every unit. */
const ofWorkList = (list: WorkList): Template => ({
  key: list.key,
  name: list.name,
  phase: null,
  note: list.note,
  kind: '工作清单',
  isSequential: list.isSequential,
  lines: list.items.map((item) => ({
    code: item.code,
    group: item.stage,
    category: '',
    text: item.text,
    standard: item.record === '' ? '' : `留下：${item.record}`,
    methods: [],
    papers: [],
    levels: [],
    unitTypes: [],
    isMandatory: false,
    isVeto: list.blockingItems.includes(item.code),
    rule: item.rule ?? '',
    ledger: '',
    wordings: [],
    correction: null,
    basis: basisText(item.basis),
  })),
})

/** Every list an inspection can be made by, checklists of the phases first. */
export const templatesOf = (campaign: Campaign): Template[] => [
  ...campaign.checklists.map((list) => ofChecklist(campaign, list)),
  ...campaign.workLists.map(ofWorkList),
]

/** Throws NotFound. */
export function templateByKey(campaign: Campaign, key: string): Template {
  const template = templatesOf(campaign).find((each) => each.key === key)
  if (template === undefined) throw new NotFound('这张清单')
  return template
}

/** lines that concern the unit by its type and level; a work list concerns every unit. */
export const linesFor = (list: FrozenList, unit: UnitKind): FrozenLine[] =>
  list.kind === '工作清单'
    ? [...list.lines]
    : list.lines.filter(
        (line) => line.unitTypes.includes(unit.unitType) && coversLevel(line.levels, unit.level),
      )

const contentOf = ({ kind, isSequential, lines }: FrozenList): string =>
  JSON.stringify({ kind, isSequential, lines })

export const parseList = (content: string): FrozenList => JSON.parse(content) as FrozenList

/** The stored copy of a template as it is now: the latest version when it says the same, otherwise a new one. */
export async function freeze(journal: Journal, template: Template): Promise<Selectable<ChecklistTable>> {
  const stored = await journal.trx
    .selectFrom('checklist')
    .selectAll()
    .where('template_key', '=', template.key)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  const content = contentOf(template)
  if (stored?.content === content) return stored
  const id = await journal.add('checklist', {
    template_key: template.key,
    version: (stored?.version ?? 0) + 1,
    name: template.name,
    phase: template.phase,
    content,
    frozen_at: journal.at,
  })
  return journal.trx.selectFrom('checklist').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

// Begins an inspection, or continues the one of the same unit and list that is still open.
import { phaseOf } from '#shared/campaign/index.ts'
import type { Journal } from '../../db/journal.ts'
import { write, type Context, type Trx } from '../../context.ts'
import { refuse } from '../../refusal.ts'
import { claimsOf } from '../acceptance/claims.ts'
import { readUnits, unitById } from '../plans/units.ts'
import { freeze, linesFor, parseList, templateByKey, type FrozenLine } from './checklists.ts'
import { itemsOf, kindOf, type InspectionRow } from './store.ts'

export interface StartInput {
  readonly orgId: string
  readonly template: string
  /** Only these lines; null takes all that concern the unit. */
  readonly codes: readonly string[] | null
  readonly date: string
  readonly methods: readonly string[]
  readonly people: readonly string[]
}

const openOne = (trx: Trx, input: StartInput): Promise<InspectionRow | undefined> =>
  trx
    .selectFrom('inspection')
    .selectAll()
    .where('org_id', '=', input.orgId)
    .where('template_key', '=', input.template)
    .where('state', '=', '进行中')
    .where('deleted_at', 'is', null)
    .executeTakeFirst()

function chosen(lines: readonly FrozenLine[], codes: readonly string[] | null): FrozenLine[] {
  if (codes === null) return [...lines]
  const unknown = codes.filter((code) => !lines.some((line) => line.code === code))
  if (unknown.length > 0) refuse(`${unknown.join('、')}不适用于这类单位，请从清单中去掉。`, 'codes')
  return lines.filter((line) => codes.includes(line.code))
}

/** Adds lines with nothing answered, in the order of the list; what the unit says of itself stands beside. */
async function addLines(
  journal: Journal,
  { id, orgId, phase }: { readonly id: string; readonly orgId: string; readonly phase: string },
  lines: readonly FrozenLine[],
  all: readonly FrozenLine[],
): Promise<void> {
  const position = new Map(all.map((line, i) => [line.code, i]))
  const claims = await claimsOf(journal.trx, orgId, phase)
  await journal.addMany(
    'inspection_item',
    lines.map((line) => ({
      inspection_id: id,
      position: position.get(line.code) ?? all.length,
      item_code: line.code,
      self_result: claims.get(line.code) ?? null,
      result: '未查' as const,
      note: '',
      evidence: '',
      reason: null,
      judged_at: null,
      judged_by: null,
    })),
  )
}

/** Lines asked for that the open inspection does not have yet; its own frozen list decides what they say. */
async function widen(journal: Journal, open: InspectionRow, codes: readonly string[] | null): Promise<void> {
  if (codes === null) return
  const present = new Set((await itemsOf(journal.trx, open.id)).map((item) => item.item_code))
  const { content } = await journal.trx
    .selectFrom('checklist')
    .select('content')
    .where('id', '=', open.checklist_id)
    .executeTakeFirstOrThrow()
  const { lines } = parseList(content)
  const missing = lines.filter((line) => codes.includes(line.code) && !present.has(line.code))
  if (missing.length > 0)
    await addLines(journal, { id: open.id, orgId: open.org_id, phase: open.phase }, missing, lines)
}

function assertDay(context: Context, date: string): void {
  if (date > context.today) refuse(`检查日期${date}还没有到，请填今天或以前的日期。`, 'date')
}

async function begin(context: Context, journal: Journal, input: StartInput): Promise<string> {
  const template = templateByKey(context.campaign.template, input.template)
  const unit = unitById(await readUnits(context, journal.trx), input.orgId)
  const lines = chosen(linesFor(template, kindOf(unit)), input.codes)
  if (lines.length === 0)
    refuse(`“${template.name}”中没有适用于${unit.shortName}的项目，请换一张清单。`, 'template')
  const list = await freeze(journal, template)
  const phase = template.phase ?? phaseOf(context.campaign.template, input.date)?.key ?? 'prep'
  const id = await journal.add('inspection', {
    org_id: unit.id,
    phase,
    date: input.date,
    methods: JSON.stringify(input.methods),
    people: JSON.stringify(input.people),
    checklist_id: list.id,
    template_key: template.key,
    summary: '',
    confirmed_by: '',
    state: '进行中',
    finished_on: null,
  })
  await addLines(journal, { id, orgId: unit.id, phase }, lines, template.lines)
  return id
}

/** Refuses a unit without a type (R-09b), a day to come, and lines that do not concern the unit. */
export async function startInspection(
  context: Context,
  input: StartInput,
): Promise<{ id: string; isContinued: boolean }> {
  assertDay(context, input.date)
  return write(context, async (journal, trx) => {
    const open = await openOne(trx, input)
    if (open === undefined) return { id: await begin(context, journal, input), isContinued: false }
    await widen(journal, open, input.codes)
    return { id: open.id, isContinued: true }
  })
}

// E-11 of one unit or of all, the self-check as a workbook to hand out, and what both take from the records.
import { checklistOf, type PhaseKey } from '#shared/campaign/index.ts'
import type { BookSpec } from '#shared/documents/book.ts'
import {
  acceptanceBook,
  selfCheckBook,
  type AcceptancePlace,
  type AcceptanceSheetLine,
  type AcceptanceSheetUnit,
} from '#shared/documents/acceptance-sheet.ts'
import { isUntrue, type AcceptanceLine } from '#shared/rules/self-check.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { refuse } from '../../refusal.ts'
import { saveBook, type Saved } from '../exports/save-book.ts'
import { linesFor, templateByKey, type FrozenLine } from '../inspections/checklists.ts'
import { kindOf, phaseName } from '../inspections/store.ts'
import { readUnits, unitById, type PlanUnit } from '../plans/units.ts'
import type { PhaseInput } from './fill.ts'
import { readRounds, type Db, type Round } from './store.ts'

interface Remedy {
  readonly description: string
  readonly demand: string
  readonly dueOn: string | null
  readonly done: string
}

/** The latest finding on each line of a unit, by unit and code. */
async function remedies(db: Db): Promise<Map<string, Remedy>> {
  const rows = await db
    .selectFrom('finding')
    .select(['org_id', 'item_code', 'description', 'demand', 'due_on', 'done_on', 'state'])
    .where('deleted_at', 'is', null)
    .where('state', '<>', '撤销')
    .where('item_code', 'is not', null)
    .orderBy('no')
    .execute()
  return new Map(
    rows.map((row) => [
      `${row.org_id} ${row.item_code ?? ''}`,
      {
        description: row.description,
        demand: row.demand,
        dueOn: row.due_on,
        done: row.state === '已销号' ? (row.done_on ?? row.state) : row.state,
      },
    ]),
  )
}

/** What stands under 存在问题: the finding, else the group's words, else the unit's. */
function problemOf(line: AcceptanceLine, remedy: Remedy | undefined): string {
  if (line.supervised === '不适用') return `不适用：${line.reason}`
  const own = line.self === '不适用' ? `不适用：${line.selfReason}` : line.selfNote
  return (
    [remedy?.description ?? '', line.supervised === '未达标' ? line.note : '', own].find(
      (each) => each !== '',
    ) ?? ''
  )
}

function toLine(line: AcceptanceLine, frozen: FrozenLine, remedy: Remedy | undefined): AcceptanceSheetLine {
  return {
    code: line.code,
    text: frozen.text,
    standard: frozen.standard,
    methods: frozen.methods,
    self: line.self ?? '',
    supervised: line.supervised,
    problem: problemOf(line, remedy),
    demand: remedy?.demand ?? '',
    dueOn: remedy?.dueOn ?? null,
    done: remedy?.done ?? '',
    isUntrue: isUntrue(line),
  }
}

const conclusionOf = (round: Round): string =>
  round.acceptance?.verdict ?? (round.selfCheck.state === '已提交' ? '待验收' : '自查中')

export function toSheetUnit(
  unit: PlanUnit,
  round: Round,
  known: ReadonlyMap<string, Remedy>,
): AcceptanceSheetUnit {
  const list = new Map(round.list.map((line) => [line.code, line]))
  return {
    name: unit.shortName,
    fullName: unit.fullName,
    round: round.selfCheck.round,
    lines: round.lines.flatMap((line) => {
      const frozen = list.get(line.code)
      return frozen === undefined ? [] : [toLine(line, frozen, known.get(`${unit.id} ${line.code}`))]
    }),
    conclusion: conclusionOf(round),
    makeUpDue: round.acceptance?.make_up_due ?? null,
  }
}

/** The lines of a unit that has no self-check yet, all blank. Refuses a unit none concerns. */
function blankUnit(context: Context, unit: PlanUnit, phase: PhaseKey): AcceptanceSheetUnit {
  const list = checklistOf(context.campaign.template, phase)
  if (list === null) return refuse('这一阶段没有检查验收清单，没有自查表。')
  const lines = linesFor(templateByKey(context.campaign.template, list.key), kindOf(unit))
  if (lines.length === 0) refuse(`清单中没有适用于${unit.shortName}的项目，没有自查表。`)
  return {
    name: unit.shortName,
    fullName: unit.fullName,
    round: 1,
    lines: lines.map((line) => ({
      code: line.code,
      text: line.text,
      standard: line.standard,
      methods: line.methods,
      self: '',
      supervised: '未查',
      problem: '',
      demand: '',
      dueOn: null,
      done: '',
      isUntrue: false,
    })),
    conclusion: '',
    makeUpDue: null,
  }
}

export const placeOf = (context: Context, phase: string): AcceptancePlace => ({
  town: context.campaign.town.town,
  group: context.campaign.town.groupName,
  phase: phaseName(context.campaign.template, phase),
  date: formatChinese(context.today),
})

/** A unit as the sheets show it, with its latest round where it has one. */
export async function sheetUnit(
  context: Context,
  input: PhaseInput,
): Promise<{ readonly unit: AcceptanceSheetUnit; readonly round: Round | undefined }> {
  const db = context.db.read
  const unit = unitById(await readUnits(context, db), input.orgId)
  const round = (await readRounds(db, input)).at(-1)
  return {
    round,
    unit:
      round === undefined
        ? blankUnit(context, unit, input.phase)
        : toSheetUnit(unit, round, await remedies(db)),
  }
}

/** What the unit gets to fill in: its own answers so far, never the group's. */
export function unitsOwn(unit: AcceptanceSheetUnit, round: Round | undefined): AcceptanceSheetUnit {
  const own = new Map(round?.lines.map((line) => [line.code, line]) ?? [])
  return {
    ...unit,
    lines: unit.lines.map((line) => {
      const said = own.get(line.code)
      return { ...line, problem: said === undefined ? '' : said.selfReason || said.selfNote, isUntrue: false }
    }),
  }
}

/** E-11 of one unit, or of every unit that has a self-check in the phase, with a summary. */
export async function acceptanceTable(
  context: Context,
  { orgId, phase }: { readonly orgId: string | null; readonly phase: PhaseKey },
): Promise<BookSpec> {
  const place = placeOf(context, phase)
  if (orgId !== null) return acceptanceBook([(await sheetUnit(context, { orgId, phase })).unit], place, false)
  const db = context.db.read
  const rounds = groupBy(await readRounds(db, { phase }), ({ selfCheck }) => selfCheck.org_id)
  const known = await remedies(db)
  const units = (await readUnits(context, db)).flatMap((unit) => {
    const round = rounds.get(unit.id)?.at(-1)
    return round === undefined ? [] : [toSheetUnit(unit, round, known)]
  })
  if (units.length === 0) refuse(`${place.phase}阶段还没有单位开始自查，没有可以导出的对照表。`)
  return acceptanceBook(units, place, true)
}

/** E-11 of all units for the last phase in which any has checked itself. */
export async function acceptanceBookNow(context: Context): Promise<BookSpec> {
  const rows = await context.db.read
    .selectFrom('self_check')
    .select('phase')
    .distinct()
    .where('deleted_at', 'is', null)
    .execute()
  const begun = new Set(rows.map(({ phase }) => phase))
  const phase = context.campaign.template.phases.findLast(({ key }) => begun.has(key))?.key ?? 'study'
  return acceptanceTable(context, { orgId: null, phase })
}

/** Asks where to; null when the user gave up. */
export async function exportAcceptance(
  context: Context,
  input: { readonly orgId: string | null; readonly phase: PhaseKey },
): Promise<Saved | null> {
  const book = await acceptanceTable(context, input)
  return saveBook(context, '检查验收对照表', () => book, { kind: 'E-11', params: input })
}

export async function selfCheckSheet(context: Context, input: PhaseInput): Promise<BookSpec> {
  const { unit, round } = await sheetUnit(context, input)
  return selfCheckBook(unitsOwn(unit, round), placeOf(context, input.phase))
}

/** Asks where to; null when the user gave up. */
export async function saveSelfCheckSheet(context: Context, input: PhaseInput): Promise<Saved | null> {
  const { unit, round } = await sheetUnit(context, input)
  const book = selfCheckBook(unitsOwn(unit, round), placeOf(context, input.phase))
  return saveBook(context, `自查表_${unit.name}`, () => book, { kind: '自查表', params: input })
}

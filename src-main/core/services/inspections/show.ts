// An inspection as the page shows it: each line with its answer, what was found last time, open findings and files.
import type { CheckResult, Inspection, InspectionItem } from '#shared/contract/inspections.ts'
import { countResults, mayMakeUp } from '#shared/rules/inspection.ts'
import type { Context } from '../../context.ts'
import { filesOfMany } from '../attachments/attached-files.ts'
import { readUnits, unitById } from '../plans/units.ts'
import { parseList, type FrozenLine } from './checklists.ts'
import { itemShelf } from './evidence.ts'
import {
  checklistById,
  groupMembers,
  inspectionById,
  itemsOf,
  listOf,
  phaseName,
  type Db,
  type InspectionRow,
  type ItemRow,
} from './store.ts'
import { groupBy } from '../../group-by.ts'

export type Earlier = NonNullable<InspectionItem['earlier']>

/** Per line what the unit's last finished inspection found; a line not looked at then keeps what was found before. */
export async function earlierOf(db: Db, orgId: string, exceptId: string): Promise<Map<string, Earlier>> {
  const rows = await db
    .selectFrom('inspection_item as item')
    .innerJoin('inspection as visit', 'visit.id', 'item.inspection_id')
    .select(['item.item_code', 'item.result', 'item.note', 'visit.date', 'visit.people'])
    .where('visit.org_id', '=', orgId)
    .where('visit.id', '<>', exceptId)
    .where('visit.state', '=', '已完成')
    .where('visit.deleted_at', 'is', null)
    .where('item.result', '<>', '未查')
    .orderBy('visit.date')
    .orderBy('visit.id')
    .execute()
  return new Map(
    rows.map((row) => [
      row.item_code,
      { result: row.result, on: row.date, note: row.note, people: listOf(row.people) },
    ]),
  )
}

type OpenFinding = InspectionItem['findings'][number]

async function openFindings(
  db: Db,
  orgId: string,
): Promise<{ byCode: Map<string, OpenFinding[]>; count: number }> {
  const rows = await db
    .selectFrom('finding')
    .select(['id', 'no', 'state', 'due_on', 'item_code'])
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .where('state', 'not in', ['已销号', '撤销'])
    .orderBy('no')
    .execute()
  const byCode = groupBy(rows, (row) => row.item_code ?? '')
  const toOpen = (row: (typeof rows)[number]): OpenFinding => ({
    id: row.id,
    no: row.no,
    state: row.state,
    dueOn: row.due_on,
  })
  return { byCode: new Map([...byCode].map(([code, own]) => [code, own.map(toOpen)])), count: rows.length }
}

interface Surroundings {
  readonly earlier: ReadonlyMap<string, Earlier>
  readonly findings: ReadonlyMap<string, OpenFinding[]>
  readonly files: ReadonlyMap<string, InspectionItem['files']>
}

/** What a line had before: the last time, and now. */
export const resultsBefore = (row: ItemRow, earlier: Earlier | undefined): CheckResult[] =>
  earlier === undefined ? [row.result] : [earlier.result, row.result]

function toItem(row: ItemRow, line: FrozenLine, around: Surroundings): InspectionItem {
  const earlier = around.earlier.get(row.item_code)
  return {
    id: row.id,
    rowVersion: row.row_version,
    code: row.item_code,
    group: line.group,
    category: line.category,
    text: line.text,
    standard: line.standard,
    methods: [...line.methods],
    papers: [...line.papers],
    basis: line.basis,
    ledger: line.ledger,
    isMandatory: line.isMandatory,
    isVeto: line.isVeto,
    self: row.self_result,
    result: row.result,
    note: row.note,
    evidence: row.evidence,
    reason: row.reason ?? '',
    judgedAt: row.judged_at,
    judgedBy: row.judged_by,
    earlier: earlier ?? null,
    mayMakeUp: mayMakeUp({ earlier: resultsBefore(row, earlier) }),
    findings: around.findings.get(row.item_code) ?? [],
    files: around.files.get(row.id) ?? [],
  }
}

function withLines(rows: readonly ItemRow[], lines: readonly FrozenLine[]): [ItemRow, FrozenLine][] {
  const byCode = new Map(lines.map((line) => [line.code, line]))
  return rows.flatMap((row): [ItemRow, FrozenLine][] => {
    const line = byCode.get(row.item_code)
    return line === undefined ? [] : [[row, line]]
  })
}

/** How many times the unit had been inspected by this list when this inspection began, itself included. */
async function timeOf(db: Db, row: InspectionRow): Promise<number> {
  const { n } = await db
    .selectFrom('inspection')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('org_id', '=', row.org_id)
    .where('template_key', '=', row.template_key)
    .where('deleted_at', 'is', null)
    .where('id', '<=', row.id)
    .executeTakeFirstOrThrow()
  return n
}

export async function showInspection(
  context: Context,
  id: string,
  db: Db = context.db.read,
): Promise<Inspection> {
  const row = await inspectionById(db, id)
  const list = await checklistById(db, row.checklist_id)
  const { kind, isSequential, lines } = parseList(list.content)
  const items = await itemsOf(db, id)
  const unit = unitById(await readUnits(context, db), row.org_id)
  const findings = await openFindings(db, row.org_id)
  const around = {
    earlier: await earlierOf(db, row.org_id, id),
    findings: findings.byCode,
    files: await filesOfMany(
      db,
      itemShelf,
      items.map((item) => item.id),
    ),
  }
  return {
    id,
    rowVersion: row.row_version,
    orgId: row.org_id,
    unit: unit.shortName,
    fullName: unit.fullName,
    unitType: unit.unitType,
    phase: row.phase,
    phaseName: phaseName(context.campaign.template, row.phase),
    template: row.template_key,
    listName: list.name,
    listVersion: list.version,
    kind,
    isSequential,
    time: await timeOf(db, row),
    date: row.date,
    methods: listOf(row.methods) as Inspection['methods'],
    people: listOf(row.people),
    summary: row.summary,
    confirmedBy: row.confirmed_by,
    state: row.state,
    finishedOn: row.finished_on,
    counts: countResults(items.map((item) => item.result)),
    items: withLines(items, lines).map(([item, line]) => toItem(item, line, around)),
    openFindings: findings.count,
    groupMembers: await groupMembers(db),
  }
}

/** One line as the page shows it, after it has changed. */
export async function showItem(db: Db, row: ItemRow, inspection: InspectionRow): Promise<InspectionItem> {
  const { lines } = parseList((await checklistById(db, inspection.checklist_id)).content)
  const line = lines.find((each) => each.code === row.item_code)
  if (line === undefined) throw new Error(`the frozen checklist has no line ${row.item_code}`)
  return toItem(row, line, {
    earlier: await earlierOf(db, inspection.org_id, inspection.id),
    findings: (await openFindings(db, inspection.org_id)).byCode,
    files: await filesOfMany(db, itemShelf, [row.id]),
  })
}

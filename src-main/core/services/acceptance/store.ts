// Reads self-checks and acceptances out of the data file, round by round, with the group's inspections beside them.
import type { Selectable } from 'kysely'
import { carryOver, joinLines, type AcceptanceLine, type Found } from '#shared/rules/self-check.ts'
import type { Verdict } from '#shared/rules/verdict.ts'
import type { AcceptanceTable, SelfCheckItemTable, SelfCheckTable } from '../../db/acceptance-tables.ts'
import { NotFound } from '../../refusal.ts'
import { groupBy } from '../../group-by.ts'
import { parseList, type FrozenLine } from '../inspections/checklists.ts'
import type { ChecklistRow, Db, InspectionRow, ItemRow } from '../inspections/store.ts'

export type { Db }
export type SelfCheckRow = Selectable<SelfCheckTable>
export type SelfItemRow = Selectable<SelfCheckItemTable>
export type AcceptanceRow = Selectable<AcceptanceTable>

/** What a decision keeps for ever: the verdict with its limits, and each line with both answers. */
export interface AcceptanceFacts {
  readonly verdict: Verdict
  readonly lines: readonly AcceptanceLine[]
  readonly handedInOn: string
  readonly filledBy: string
  readonly inspectedOn: string
  readonly people: readonly string[]
}

/** One round of one unit in one phase. */
export interface Round {
  readonly selfCheck: SelfCheckRow
  readonly items: readonly SelfItemRow[]
  readonly listName: string
  readonly templateKey: string
  readonly list: readonly FrozenLine[]
  /** The one the decision rests on, or would; null while there is none. */
  readonly inspection: InspectionRow | null
  readonly acceptance: AcceptanceRow | null
  readonly facts: AcceptanceFacts | null
  readonly lines: readonly AcceptanceLine[]
}

export interface RoundFilter {
  readonly orgId?: string
  readonly phase?: string
}

interface Read {
  readonly checks: readonly SelfCheckRow[]
  readonly items: ReadonlyMap<string, readonly SelfItemRow[]>
  readonly acceptances: ReadonlyMap<string, AcceptanceRow>
  readonly inspections: ReadonlyMap<string, readonly InspectionRow[]>
  readonly found: ReadonlyMap<string, readonly ItemRow[]>
  readonly lists: ReadonlyMap<string, ChecklistRow & { readonly lines: readonly FrozenLine[] }>
}

const placeOf = (row: { readonly org_id: string; readonly phase: string }): string =>
  `${row.org_id} ${row.phase}`

async function readChecks(db: Db, { orgId, phase }: RoundFilter): Promise<SelfCheckRow[]> {
  let query = db.selectFrom('self_check').selectAll().where('deleted_at', 'is', null)
  if (orgId !== undefined) query = query.where('org_id', '=', orgId)
  if (phase !== undefined) query = query.where('phase', '=', phase)
  return query.orderBy('round').orderBy('id').execute()
}

async function readAcceptances(db: Db, { orgId, phase }: RoundFilter): Promise<AcceptanceRow[]> {
  let query = db.selectFrom('acceptance').selectAll().where('deleted_at', 'is', null)
  if (orgId !== undefined) query = query.where('org_id', '=', orgId)
  if (phase !== undefined) query = query.where('phase', '=', phase)
  return query.orderBy('round').execute()
}

async function readInspections(db: Db, { orgId, phase }: RoundFilter): Promise<InspectionRow[]> {
  let query = db.selectFrom('inspection').selectAll().where('deleted_at', 'is', null)
  if (orgId !== undefined) query = query.where('org_id', '=', orgId)
  if (phase !== undefined) query = query.where('phase', '=', phase)
  return query.orderBy('date').orderBy('id').execute()
}

/** Lines by the record they belong to, of the unit and phase asked for. */
async function readLines(db: Db, { orgId, phase }: RoundFilter): Promise<Pick<Read, 'items' | 'found'>> {
  let checks = db.selectFrom('self_check').select('id')
  let inspections = db.selectFrom('inspection').select('id')
  if (orgId !== undefined) {
    checks = checks.where('org_id', '=', orgId)
    inspections = inspections.where('org_id', '=', orgId)
  }
  if (phase !== undefined) {
    checks = checks.where('phase', '=', phase)
    inspections = inspections.where('phase', '=', phase)
  }
  const own = db.selectFrom('self_check_item').selectAll().where('self_check_id', 'in', checks)
  const found = db.selectFrom('inspection_item').selectAll().where('inspection_id', 'in', inspections)
  const [items, answers] = await Promise.all([
    own.where('deleted_at', 'is', null).orderBy('position').execute(),
    found.where('deleted_at', 'is', null).orderBy('position').execute(),
  ])
  return {
    items: groupBy(items, (item) => item.self_check_id),
    found: groupBy(answers, (item) => item.inspection_id),
  }
}

async function readLists(db: Db, checks: readonly SelfCheckRow[]): Promise<Read['lists']> {
  const ids = [...new Set(checks.map(({ checklist_id }) => checklist_id))]
  const rows = await db.selectFrom('checklist').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, { ...row, lines: parseList(row.content).lines }]))
}

async function readAll(db: Db, filter: RoundFilter): Promise<Read> {
  const checks = await readChecks(db, filter)
  const inspections = await readInspections(db, filter)
  const acceptances = await readAcceptances(db, filter)
  return {
    checks,
    ...(await readLines(db, filter)),
    acceptances: new Map(acceptances.map((row) => [row.self_check_id, row])),
    inspections: groupBy(inspections, placeOf),
    lists: await readLists(db, checks),
  }
}

/** The latest inspection finished after the unit handed in, else the one still open; never one decided on before. */
function inspectionFor(check: SelfCheckRow, templateKey: string, read: Read): InspectionRow | null {
  const used = new Set([...read.acceptances.values()].map(({ inspection_id }) => inspection_id))
  const own = (read.inspections.get(placeOf(check)) ?? []).filter(
    (row) => row.template_key === templateKey && !used.has(row.id),
  )
  const handedIn = check.submitted_on
  const finished = own.findLast(
    (row) => handedIn !== null && row.finished_on !== null && row.finished_on >= handedIn,
  )
  return finished ?? own.findLast(({ state }) => state === '进行中') ?? null
}

const toFound = (item: ItemRow): [string, Found] => [
  item.item_code,
  { supervised: item.result, reason: item.reason ?? '', note: item.note },
]

function liveLines(
  items: readonly SelfItemRow[],
  list: readonly FrozenLine[],
  found: readonly ItemRow[],
  before: readonly AcceptanceLine[],
): AcceptanceLine[] {
  const byCode = new Map(list.map((line) => [line.code, line]))
  const own = items.map((item) => ({
    code: item.item_code,
    mandatory: byCode.get(item.item_code)?.isMandatory ?? false,
    veto: byCode.get(item.item_code)?.isVeto ?? false,
    self: item.result,
    selfReason: item.reason,
    selfNote: item.note,
  }))
  return joinLines(own, new Map(found.map(toFound)), carryOver(before))
}

const parseFacts = (row: AcceptanceRow): AcceptanceFacts => JSON.parse(row.facts) as AcceptanceFacts

function toRound(check: SelfCheckRow, read: Read, before: Round | undefined): Round {
  const list = read.lists.get(check.checklist_id)
  if (list === undefined) throw new Error(`self-check ${check.id} without a list`)
  const items = read.items.get(check.id) ?? []
  const acceptance = read.acceptances.get(check.id) ?? null
  const inspection =
    acceptance === null
      ? inspectionFor(check, list.template_key, read)
      : ((read.inspections.get(placeOf(check)) ?? []).find(({ id }) => id === acceptance.inspection_id) ??
        null)
  const facts = acceptance === null ? null : parseFacts(acceptance)
  const found = inspection === null ? [] : (read.found.get(inspection.id) ?? [])
  return {
    selfCheck: check,
    items,
    listName: list.name,
    templateKey: list.template_key,
    list: list.lines,
    inspection,
    acceptance,
    facts,
    lines: facts?.lines ?? liveLines(items, list.lines, found, before?.lines ?? []),
  }
}

/** All rounds asked for; those of one unit and phase stand together, first round first. */
export async function readRounds(db: Db, filter: RoundFilter): Promise<Round[]> {
  const read = await readAll(db, filter)
  return [...groupBy(read.checks, placeOf).values()].flatMap((checks) =>
    checks.reduce<Round[]>((rounds, check) => [...rounds, toRound(check, read, rounds.at(-1))], []),
  )
}

/** Throws NotFound. */
export async function selfCheckById(db: Db, id: string): Promise<SelfCheckRow> {
  const row = await db
    .selectFrom('self_check')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这份自查表')
  return row
}

/** Throws NotFound. */
export async function selfItemById(db: Db, id: string): Promise<SelfItemRow> {
  const row = await db
    .selectFrom('self_check_item')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('自查表的这一项')
  return row
}

/** The latest round of a unit in a phase; throws NotFound while the unit has no self-check. */
export async function lastRound(db: Db, orgId: string, phase: string): Promise<Round> {
  const round = (await readRounds(db, { orgId, phase })).at(-1)
  if (round === undefined) throw new NotFound('这个单位本阶段的自查表')
  return round
}

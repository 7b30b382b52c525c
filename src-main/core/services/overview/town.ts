// Reads the town once: every unit with its members, plan, progress, inspections and findings, in a fixed number of queries.
import type { Kysely } from 'kysely'
import { unitTypes } from '#shared/campaign/index.ts'
import type { BoardUnit } from '#shared/contract/plans.ts'
import type { FindingState } from '#shared/rules/machines.ts'
import { shortenOrgName } from '#shared/text/org-name.ts'
import type { Context } from '../../context.ts'
import { keep } from '../../db/kept.ts'
import type { InspectionState } from '../../db/inspection-tables.ts'
import type { Tables } from '../../db/tables.ts'
import { groupBy } from '../../group-by.ts'
import { placeOf } from '../ledgers/directories.ts'
import { showBoard } from '../plans/board.ts'
import { readMembers, type MemberGroup } from './members.ts'
import { inspectedPhase, type InspectedPhase } from './phase.ts'
import { readProgress, type UnitProgress } from './progress.ts'

type Db = Kysely<Tables>

export interface FindingFact {
  readonly id: string
  readonly no: string
  readonly orgId: string
  readonly description: string
  readonly state: FindingState
  readonly foundOn: string
  readonly dueOn: string | null
  /** Day it was closed; null while open. */
  readonly closedOn: string | null
  readonly doneOn: string | null
  readonly reopenCount: number
}

export interface InspectionFact {
  readonly id: string
  readonly orgId: string
  readonly phase: string
  readonly templateKey: string
  readonly date: string
  readonly state: InspectionState
  readonly total: number
  readonly checked: number
}

export interface UnitFacts {
  readonly id: string
  readonly fullName: string
  readonly name: string
  readonly level: string
  readonly unitType: string
  readonly parentId: string | null
  readonly secretary: string
  readonly informant: string
  readonly supervisor: string
  readonly health: string
  readonly initials: string
  /** Members on its roster, with those of the units below it. */
  readonly members: number
  /** On its own roster. */
  readonly ownMembers: number
  readonly reported: number | null
  /** Null for party groups, which follow the plan of their branch. */
  readonly plan: BoardUnit | null
  /** Null for party groups, which follow their branch. */
  readonly progress: UnitProgress | null
  readonly inspections: readonly InspectionFact[]
  readonly findings: readonly FindingFact[]
}

export interface TownFacts {
  readonly units: readonly UnitFacts[]
  readonly members: readonly MemberGroup[]
  readonly inspected: InspectedPhase
  readonly today: string
}

export const isOpen = ({ state }: Pick<FindingFact, 'state'>): boolean =>
  state !== '已销号' && state !== '撤销'

const IN_THE_UNITS_HANDS: readonly FindingState[] = ['已下达', '整改中', '退回重改']

/** The unit is to act, not the group. */
export const waitsForUnit = ({ state }: Pick<FindingFact, 'state'>): boolean =>
  IN_THE_UNITS_HANDS.includes(state)

/** Past its day and still in the unit's hands; the due day itself is not late. */
export const isOverdue = (finding: FindingFact, today: string): boolean =>
  waitsForUnit(finding) && finding.dueOn !== null && finding.dueOn < today

async function readFindings(db: Db): Promise<FindingFact[]> {
  const rows = await db
    .selectFrom('finding')
    .select([
      'id',
      'no',
      'org_id',
      'description',
      'state',
      'found_on',
      'due_on',
      'recheck_on',
      'done_on',
      'reopen_count',
    ])
    .where('deleted_at', 'is', null)
    .orderBy('no')
    .execute()
  return rows.map((r) => ({
    id: r.id,
    no: r.no,
    orgId: r.org_id,
    description: r.description,
    state: r.state,
    foundOn: r.found_on,
    dueOn: r.due_on,
    closedOn: r.state === '已销号' ? r.recheck_on : null,
    doneOn: r.done_on,
    reopenCount: r.reopen_count,
  }))
}

async function readInspections(db: Db): Promise<InspectionFact[]> {
  const rows = await db
    .selectFrom('inspection')
    .leftJoin('inspection_item', (join) =>
      join
        .onRef('inspection_item.inspection_id', '=', 'inspection.id')
        .on('inspection_item.deleted_at', 'is', null),
    )
    .select([
      'inspection.id',
      'inspection.org_id',
      'inspection.phase',
      'inspection.template_key',
      'inspection.date',
      'inspection.state',
      (eb) => eb.fn.count<number>('inspection_item.id').as('total'),
      (eb) => eb.fn.count<number>('inspection_item.judged_at').as('checked'),
    ])
    .where('inspection.deleted_at', 'is', null)
    .groupBy('inspection.id')
    .orderBy('inspection.date', 'desc')
    .execute()
  return rows.map((r) => ({
    id: r.id,
    orgId: r.org_id,
    phase: r.phase,
    templateKey: r.template_key,
    date: r.date,
    state: r.state,
    total: r.total,
    checked: r.checked,
  }))
}

const readOrganisations = (db: Db) =>
  db
    .selectFrom('organisation')
    .select([
      'id',
      'full_name',
      'short_name',
      'level',
      'unit_type',
      'parent_id',
      'secretary_name',
      'informant_name',
      'supervisor',
      'health',
      'initials',
      'reported_members',
    ])
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()

/** Own members and those of all units below; a parent that leads back to itself is counted once. */
function membersBelow(
  id: string,
  own: ReadonlyMap<string, number>,
  children: ReadonlyMap<string | null, readonly { readonly id: string }[]>,
  seen: ReadonlySet<string> = new Set(),
): number {
  if (seen.has(id)) return 0
  const path = new Set([...seen, id])
  const below = (children.get(id) ?? []).map((child) => membersBelow(child.id, own, children, path))
  return below.reduce((sum, n) => sum + n, own.get(id) ?? 0)
}

const typeOrder = new Map(unitTypes.map((type, i) => [type.label, i]))

/** Groups in the order of the campaign's unit types, units within them in the order of the roster. */
const byType = (a: UnitFacts, b: UnitFacts): number =>
  (typeOrder.get(a.unitType) ?? typeOrder.size) - (typeOrder.get(b.unitType) ?? typeOrder.size)

/** The whole town, read once until a record changes. The number of queries does not depend on the number of units. */
export const readTown = (context: Context): Promise<TownFacts> =>
  keep(context.db.read, context.campaign, `town ${context.today}`, () => gatherTown(context))

async function gatherTown(context: Context): Promise<TownFacts> {
  const db = context.db.read
  const [rows, members, board, inspections, findings, progress] = await Promise.all([
    readOrganisations(db),
    readMembers(db),
    showBoard(context),
    readInspections(db),
    readFindings(db),
    readProgress(context),
  ])
  const own = new Map<string, number>()
  for (const group of members) own.set(group.orgId, (own.get(group.orgId) ?? 0) + group.count)
  const children = groupBy(rows, (row) => row.parent_id)
  const plans = new Map(board.units.map((unit) => [unit.orgId, unit]))
  const inspectionsOf = groupBy(inspections, (each) => each.orgId)
  const findingsOf = groupBy(findings, (each) => each.orgId)
  const place = placeOf(context.campaign)
  const units = rows.map((row): UnitFacts => ({
    id: row.id,
    fullName: row.full_name,
    name: row.short_name ?? shortenOrgName(row.full_name, 'grid', place),
    level: row.level,
    unitType: row.unit_type,
    parentId: row.parent_id,
    secretary: row.secretary_name ?? '',
    informant: row.informant_name ?? '',
    supervisor: row.supervisor ?? '',
    health: row.health ?? '',
    initials: row.initials,
    members: membersBelow(row.id, own, children),
    ownMembers: own.get(row.id) ?? 0,
    reported: row.reported_members,
    plan: plans.get(row.id) ?? null,
    progress: progress.get(row.id) ?? null,
    inspections: inspectionsOf.get(row.id) ?? [],
    findings: findingsOf.get(row.id) ?? [],
  }))
  return {
    units: units.toSorted(byType),
    members,
    inspected: inspectedPhase(context, inspections),
    today: context.today,
  }
}

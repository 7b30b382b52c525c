// 单位页: who it is, what keeps it from moving on, what happened, and all its records.
import type { UnitPage } from '#shared/contract/overview.ts'
import type { Selectable } from 'kysely'
import { organisations } from '#shared/ledgers/organisations.ts'
import type { Context } from '../../context.ts'
import type { OrganisationTable } from '../../db/roster-tables.ts'
import { maskValue } from '../../ledger/masking.ts'
import { NotFound } from '../../refusal.ts'
import { hurdlesOf } from './hurdles.ts'
import { countMembers, type MemberGroup } from './members.ts'
import { timelineOf } from './timeline.ts'
import { headlineOfGate, missingOf, shownStage } from './unit-gate.ts'
import { readTown, type TownFacts, type UnitFacts } from './town.ts'
import { findingsOfUnit, shownFindings } from './unit-findings.ts'
import { inspectionsOfUnit } from './unit-inspections.ts'
import { membersOfUnit } from './unit-members.ts'
import {
  issuesOfUnit,
  movesOfUnit,
  pollsOfUnit,
  shownIssues,
  shownMoves,
  shownPolls,
} from './unit-progress.ts'
import { plansOfUnit, scheduleOf, shownPlans } from './unit-plans.ts'

type Row = Selectable<OrganisationTable>

async function rowOf(context: Context, id: string): Promise<Row> {
  const row = await context.db.read
    .selectFrom('organisation')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这个单位')
  return row
}

const phoneOf = (phone: string | null, key: 'secretary_phone' | 'informant_phone'): string =>
  phone === null ? '' : String(maskValue(organisations.columns[key], phone))

/** The unit and all units below it. */
function familyOf(id: string, units: readonly UnitFacts[]): ReadonlySet<string> {
  const family = new Set([id])
  for (let size = 0; size !== family.size;) {
    size = family.size
    for (const unit of units) if (unit.parentId !== null && family.has(unit.parentId)) family.add(unit.id)
  }
  return family
}

function countsOf(row: Row, unit: UnitFacts, town: TownFacts): UnitPage['counts'] {
  const family = familyOf(unit.id, town.units)
  const own = town.members.filter(({ orgId }) => family.has(orgId))
  const count = (is: (group: MemberGroup) => boolean): number => countMembers(own, is)
  return {
    members: unit.members,
    full: count((group) => !group.isProbationary),
    probationary: count((group) => group.isProbationary),
    floating: count((group) => group.isFloating),
    retired: count((group) => group.categories.includes('离退休')),
    reported: row.reported_members,
  }
}

const asNeighbour = (unit: UnitFacts | undefined) =>
  unit === undefined ? null : { id: unit.id, name: unit.name }

function placeOf(unit: UnitFacts, units: readonly UnitFacts[]): UnitPage['place'] {
  const alike = units.filter(({ unitType }) => unitType === unit.unitType)
  const at = units.findIndex(({ id }) => id === unit.id)
  return {
    index: alike.findIndex(({ id }) => id === unit.id) + 1,
    of: alike.length,
    before: asNeighbour(units[at - 1]),
    after: asNeighbour(units[at + 1]),
  }
}

function headlineOf(hurdles: UnitPage['hurdles']): UnitPage['headline'] {
  const count = hurdles.filter(({ kind }) => kind !== 'doing').length
  if (count === 0) return { kind: 'ok', text: '现有记录里没有卡住的事' }
  return { kind: hurdles.some(({ kind }) => kind === 'bad') ? 'bad' : 'warn', text: `还差 ${count} 项` }
}

/** The conditions of the move once the unit is on its way; until then what its records lack. */
function whatIsMissing(
  context: Context,
  unit: UnitFacts,
  town: TownFacts,
): Pick<UnitPage, 'headline' | 'hurdles' | 'others'> {
  const known = hurdlesOf(context, unit, town)
  const missing = missingOf(unit.progress)
  if (missing === null || unit.progress === null)
    return { headline: headlineOf(known), hurdles: known, others: [] }
  return {
    headline: headlineOfGate(context, unit.progress, missing),
    hurdles: missing,
    // The plan is a condition of the move itself.
    others: known.filter(({ to }) => to !== `/plans/${unit.id}`),
  }
}

/** Throws NotFound. */
export async function showUnit(context: Context, id: string): Promise<UnitPage> {
  const row = await rowOf(context, id)
  const town = await readTown(context)
  const unit = town.units.find((each) => each.id === id)
  if (unit === undefined) throw new NotFound('这个单位')
  const [plans, inspections, findings, members, polls, moves, issues] = await Promise.all([
    plansOfUnit(context, id),
    inspectionsOfUnit(context, id),
    findingsOfUnit(context, id),
    membersOfUnit(context, id),
    pollsOfUnit(context, id),
    movesOfUnit(context, id),
    issuesOfUnit(context, id),
  ])
  return {
    id,
    name: unit.name,
    fullName: unit.fullName,
    unitType: unit.unitType,
    level: unit.level,
    health: unit.health,
    standing: row.class ?? '',
    parent: asNeighbour(town.units.find((each) => each.id === unit.parentId)),
    secretary: {
      name: unit.secretary,
      phone: phoneOf(row.secretary_phone, 'secretary_phone'),
      column: 'secretary_phone',
    },
    informant: {
      name: unit.informant,
      phone: phoneOf(row.informant_phone, 'informant_phone'),
      column: 'informant_phone',
    },
    supervisor: unit.supervisor,
    contactLeader: row.contact_leader ?? '',
    lastVisit: inspections[0]?.date ?? null,
    counts: countsOf(row, unit, town),
    place: placeOf(unit, town.units),
    ...whatIsMissing(context, unit, town),
    stage: shownStage(id, unit.progress),
    timeline: await timelineOf(context, id, { plans, inspections, findings, polls, moves, issues }),
    branches: town.units
      .filter(({ parentId }) => parentId === id)
      .map((branch) => ({ id: branch.id, name: branch.name, members: branch.members })),
    plans: shownPlans(plans),
    schedule: await scheduleOf(context, plans),
    inspections,
    findings: shownFindings(context, findings),
    polls: shownPolls(context, polls),
    moves: shownMoves(context, moves),
    issues: shownIssues(context, issues),
    members,
  }
}

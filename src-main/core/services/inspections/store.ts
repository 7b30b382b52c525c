// Reads inspections and their lines out of the data file.
import type { Kysely, Selectable } from 'kysely'
import {
  phaseByKey,
  unitTypeByLabel,
  type Campaign,
  type PhaseKey,
  type UnitKind,
} from '#shared/campaign/index.ts'
import type { ChecklistTable, InspectionItemTable, InspectionTable } from '../../db/inspection-tables.ts'
import type { Tables } from '../../db/tables.ts'
import { NotFound, refuse } from '../../refusal.ts'
import type { PlanUnit } from '../plans/units.ts'

export type Db = Kysely<Tables>
export type InspectionRow = Selectable<InspectionTable>
export type ItemRow = Selectable<InspectionItemTable>
export type ChecklistRow = Selectable<ChecklistTable>

/** A stored list of names or words. */
export function listOf(json: string): string[] {
  const parsed: unknown = JSON.parse(json)
  return Array.isArray(parsed) ? parsed.filter((each) => typeof each === 'string') : []
}

/** Throws NotFound. */
export async function inspectionById(db: Db, id: string): Promise<InspectionRow> {
  const row = await db
    .selectFrom('inspection')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这次检查')
  return row
}

export const checklistById = (db: Db, id: string): Promise<ChecklistRow> =>
  db.selectFrom('checklist').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

export const itemsOf = (db: Db, inspectionId: string): Promise<ItemRow[]> =>
  db
    .selectFrom('inspection_item')
    .selectAll()
    .where('inspection_id', '=', inspectionId)
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .execute()

/** Throws NotFound. */
export async function itemById(db: Db, id: string): Promise<ItemRow> {
  const row = await db
    .selectFrom('inspection_item')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这个检查项')
  return row
}

/** R-09b: a unit without a type has no list. */
export function kindOf(unit: PlanUnit): UnitKind {
  const type = unitTypeByLabel(unit.unitType)
  if (type === undefined)
    return refuse(`${unit.shortName}还没有设定单位类型，不能生成检查清单。请先到党组织台账填写单位类型。`)
  return { unitType: type.key, level: unit.level }
}

const isPhase = (campaign: Campaign, key: string): key is PhaseKey =>
  campaign.phases.some((phase) => phase.key === key)

/** The name of a phase; its key where the campaign does not know it. */
export const phaseName = (campaign: Campaign, key: string): string =>
  isPhase(campaign, key) ? phaseByKey(campaign, key).name : key

/** Names of the active members of the group. */
export async function groupMembers(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('group_member')
    .select('name')
    .where('active', '=', 1)
    .where('deleted_at', 'is', null)
    .where('role', '<>', '只读')
    .orderBy('id')
    .execute()
  return rows.map(({ name }) => name)
}

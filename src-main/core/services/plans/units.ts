// The units that hand in a plan, as the rosters know them.
import type { Kysely } from 'kysely'
import { unitTypeByLabel, levels, type Level } from '#shared/campaign/index.ts'
import type { HintUnit } from '#shared/rules/plan-hints.ts'
import { shortenOrgName } from '#shared/text/org-name.ts'
import type { Context } from '../../context.ts'
import { NotFound } from '../../refusal.ts'
import type { Tables } from '../../db/tables.ts'

export interface PlanUnit {
  readonly id: string
  readonly fullName: string
  readonly shortName: string
  readonly unitType: string
  readonly level: Level
  readonly secretary: string
  readonly informant: string
  readonly informantPhone: string
  readonly initials: string
}

const levelOf = (label: string): Level => levels.find((level) => level === label) ?? '支部'

/** Every organisation with members or branches of its own; party groups follow the plan of their branch. */
export async function readUnits(context: Pick<Context, 'campaign'>, db: Kysely<Tables>): Promise<PlanUnit[]> {
  const { town, county } = context.campaign.town
  const rows = await db
    .selectFrom('organisation')
    .selectAll()
    .where('deleted_at', 'is', null)
    .where('level', '<>', '党小组')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    fullName: row.full_name,
    shortName: row.short_name ?? shortenOrgName(row.full_name, 'grid', { town, county }),
    unitType: row.unit_type,
    level: levelOf(row.level),
    secretary: row.secretary_name ?? '',
    informant: row.informant_name ?? '',
    informantPhone: row.informant_phone ?? '',
    initials: row.initials,
  }))
}

/** One unit out of the list. Throws NotFound. */
export function unitById(units: readonly PlanUnit[], id: string): PlanUnit {
  const unit = units.find((each) => each.id === id)
  if (unit === undefined) throw new NotFound('这个单位')
  return unit
}

interface Counts {
  readonly members: number
  readonly floating: number
  readonly retired: number
  readonly frail: number
}

async function countMembers(db: Kysely<Tables>, orgId: string): Promise<Counts> {
  const rows = await db
    .selectFrom('member')
    .select(['is_floating', 'categories', 'roster_state'])
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .execute()
  const present = rows.filter((row) => row.roster_state === null || row.roster_state === '在册')
  const marked = (word: string): number =>
    present.filter((row) => row.categories?.includes(`"${word}"`) === true).length
  return {
    members: present.length,
    floating: present.filter((row) => row.is_floating === '是').length,
    retired: marked('离退休'),
    frail: marked('年老体弱'),
  }
}

/** What the hints need to know of a unit. */
export async function hintUnit(db: Kysely<Tables>, unit: PlanUnit): Promise<HintUnit> {
  return {
    fullName: unit.fullName,
    shortName: unit.shortName,
    secretary: unit.secretary,
    informant: unit.informant,
    informantPhone: unit.informantPhone,
    unitType: unitTypeByLabel(unit.unitType)?.key ?? 'office',
    level: unit.level,
    ...(await countMembers(db, unit.id)),
  }
}

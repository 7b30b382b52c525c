// The sample town as those see it who fill its ledgers: units with their members and the phases they have been through.
import type { PhaseKey } from '#shared/campaign/index.ts'
import type { Kysely } from 'kysely'
import type { Context } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'
import { stagesOf } from '../stages/stage.ts'
import type { UnitId } from './replays.ts'

export interface SampleMember {
  readonly id: string
  readonly name: string
  readonly kind: '正式' | '预备'
  readonly categories: readonly string[]
  readonly isFloating: boolean
  readonly isLost: boolean
  readonly partyPost: string | null
}

/** First day of a unit in a phase; the day it moved on, or null while it is in it. */
export interface SampleStage {
  readonly start: string
  readonly end: string | null
}

export interface SampleUnit {
  readonly id: string
  /** As the storyline calls it. */
  readonly name: string
  readonly fullName: string
  readonly level: string
  readonly unitType: string
  readonly secretary: string | null
  readonly informant: string | null
  readonly supervisor: string | null
  readonly contactLeader: string | null
  readonly members: readonly SampleMember[]
  /** Place in the roster, from 0. */
  readonly index: number
  /** Null when the unit has not begun the phase by the day the sample stands at. */
  readonly stage: (phase: PhaseKey) => SampleStage | null
}

export interface SampleTown {
  /** The day the sample stands at; nothing is dated later. */
  readonly until: string
  /** The whole storyline as read; each filler parses its own part. */
  readonly story: unknown
  readonly idOf: UnitId
  /** Branches in the order of the roster, which is where members are. */
  readonly units: readonly SampleUnit[]
  /** Party committee and general branches. */
  readonly committees: readonly SampleUnit[]
  readonly unitOf: (id: string) => SampleUnit
  /** A number from 0 up to but not including 1 that is the same for the same keys. */
  readonly draw: (...keys: readonly (string | number)[]) => number
  /** One of the list, the same for the same keys; throws RangeError for an empty one. */
  readonly pick: <T>(list: readonly T[], ...keys: readonly (string | number)[]) => T
}

/** Puts records of one subject into every unit, as far as the town has come. */
export type Fill = (context: Context, town: SampleTown) => Promise<void>

/** FNV-1a over the keys, stirred once more so that neighbouring keys lie apart. */
export function drawFrom(...keys: readonly (string | number)[]): number {
  let hash = 0x811c9dc5
  for (const char of keys.join('|')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000
}

export function pickFrom<T>(list: readonly T[], ...keys: readonly (string | number)[]): T {
  const found = list[Math.floor(drawFrom(...keys) * list.length)]
  if (found === undefined) throw new RangeError('nothing to pick from')
  return found
}

const listOf = (json: string | null): readonly string[] =>
  json === null || json === '' ? [] : (JSON.parse(json) as readonly string[])

async function membersByUnit(db: Kysely<Tables>): Promise<Map<string, SampleMember[]>> {
  const rows = await db
    .selectFrom('member')
    .select(['id', 'name', 'org_id', 'member_kind', 'categories', 'is_floating', 'is_lost', 'party_post'])
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('roster_state', 'is', null), eb('roster_state', '=', '在册')]))
    .orderBy('id')
    .execute()
  const units = new Map<string, SampleMember[]>()
  for (const row of rows) {
    const found = units.get(row.org_id) ?? []
    found.push({
      id: row.id,
      name: row.name,
      kind: row.member_kind === '预备' ? '预备' : '正式',
      categories: listOf(row.categories),
      isFloating: row.is_floating === '是',
      isLost: row.is_lost === '是',
      partyPost: row.party_post,
    })
    units.set(row.org_id, found)
  }
  return units
}

async function readUnits(db: Kysely<Tables>): Promise<SampleUnit[]> {
  const [rows, members, stages] = await Promise.all([
    db.selectFrom('organisation').selectAll().where('deleted_at', 'is', null).orderBy('id').execute(),
    membersByUnit(db),
    stagesOf(db),
  ])
  const begun = new Map(stages.map((stage) => [`${stage.org_id}|${stage.phase}`, stage]))
  return rows.map((row, index) => ({
    id: row.id,
    name: row.short_name ?? row.full_name,
    fullName: row.full_name,
    level: row.level,
    unitType: row.unit_type,
    secretary: row.secretary_name,
    informant: row.informant_name,
    supervisor: row.supervisor,
    contactLeader: row.contact_leader,
    members: members.get(row.id) ?? [],
    index,
    stage: (phase) => {
      const stage = begun.get(`${row.id}|${phase}`)
      return stage?.started_on == null ? null : { start: stage.started_on, end: stage.ended_on }
    },
  }))
}

/** Reads the town as it stands after its storyline. */
export async function sampleTown(context: Context, story: unknown, idOf: UnitId): Promise<SampleTown> {
  const all = await readUnits(context.db.read)
  const byId = new Map(all.map((unit) => [unit.id, unit]))
  return {
    until: context.today,
    story,
    idOf,
    units: all.filter(({ members }) => members.length > 0),
    committees: all.filter(({ members }) => members.length === 0),
    unitOf: (id) => {
      const found = byId.get(id)
      if (found === undefined) throw new RangeError(`no unit ${id}`)
      return found
    },
    draw: drawFrom,
    pick: pickFrom,
  }
}

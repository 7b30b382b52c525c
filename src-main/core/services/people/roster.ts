// Who is on the roster, and the units they are in, as every review of people needs them: one reading until a record changes.
import type { Kysely } from 'kysely'
import { MemberDirectory } from '#shared/ledger/import/member-directory.ts'
import { currentBatch } from '#shared/campaign/index.ts'
import { shortenOrgName } from '#shared/text/org-name.ts'
import type { Context } from '../../context.ts'
import { keptWhileUnchanged } from '../../db/kept.ts'
import type { Tables } from '../../db/tables.ts'
import type { CampaignSettings } from '../campaign-settings.ts'
import { placeOf } from '../ledgers/directories.ts'

export interface RosterUnit {
  readonly id: string
  readonly name: string
  readonly unitType: string
  readonly contactLeader: string | null
  /** Stated by the unit: what of it, and how many. */
  readonly reported: Readonly<Record<'floating' | 'retired' | 'difficult', number | null>>
}

export interface RosterMember {
  readonly id: string
  readonly name: string
  readonly orgId: string
  readonly birth: string
  readonly joined: string
  readonly post: string | null
  readonly tags: readonly string[]
  readonly isFloating: boolean
  readonly place: string | null
  readonly card: string | null
  readonly isLost: boolean
  readonly lostSince: string | null
}

export interface Roster {
  /** In the order of the roster. */
  readonly units: readonly RosterUnit[]
  readonly unitOf: ReadonlyMap<string, RosterUnit>
  /** Those who count now, branch by branch. */
  readonly members: readonly RosterMember[]
  readonly byId: ReadonlyMap<string, RosterMember>
  /** The one member of the unit who is called so; undefined for a stranger and for namesakes not told apart. */
  readonly find: (name: string, orgId: string) => RosterMember | undefined
}

/** JSON list of texts; nothing for a blank. */
export const listOf = (json: string | null): readonly string[] =>
  json === null || json === '' ? [] : (JSON.parse(json) as readonly string[])

async function readUnits(campaign: CampaignSettings, db: Kysely<Tables>): Promise<RosterUnit[]> {
  const rows = await db
    .selectFrom('organisation')
    .selectAll()
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()
  const place = placeOf(campaign)
  return rows.map((row) => ({
    id: row.id,
    name: row.short_name ?? shortenOrgName(row.full_name, 'narrow', place),
    unitType: row.unit_type,
    contactLeader: row.contact_leader,
    reported: {
      floating: row.reported_floating,
      retired: row.reported_retired,
      difficult: row.reported_difficult,
    },
  }))
}

const memberRows = (db: Kysely<Tables>) =>
  db
    .selectFrom('member')
    .selectAll()
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('roster_state', 'is', null), eb('roster_state', '=', '在册')]))
    .orderBy('id')
    .execute()

const toMember = (row: Awaited<ReturnType<typeof memberRows>>[number]): RosterMember => ({
  id: row.id,
  name: row.name,
  orgId: row.org_id,
  birth: row.birth_date,
  joined: row.join_date,
  post: row.work_unit,
  tags: listOf(row.categories),
  isFloating: row.is_floating === '是',
  place: row.floating_place,
  card: row.floating_cert,
  isLost: row.is_lost === '是',
  lostSince: row.lost_since,
})

const readRoster = keptWhileUnchanged(
  async (campaign: CampaignSettings, db: Kysely<Tables>): Promise<Roster> => {
    const [units, rows] = await Promise.all([readUnits(campaign, db), memberRows(db)])
    const rank = new Map(units.map(({ id }, i) => [id, i]))
    const members = rows
      .map(toMember)
      .toSorted((a, b) => (rank.get(a.orgId) ?? units.length) - (rank.get(b.orgId) ?? units.length))
    const byId = new Map(members.map((member) => [member.id, member]))
    const named = rows.map((r) => ({ id: r.id, name: r.name, orgId: r.org_id, tail: r.id_no.slice(-4) }))
    const directory = new MemberDirectory(named)
    const find = (name: string, orgId: string): RosterMember | undefined => {
      const found = directory.find(name, orgId)
      return 'id' in found ? byId.get(found.id) : undefined
    }
    return { units, unitOf: new Map(units.map((unit) => [unit.id, unit])), members, byId, find }
  },
)

export const rosterOf = ({ campaign, db }: Context): Promise<Roster> => readRoster(campaign, db.read)

/** First day of the batch: what was done before does not count to the campaign. */
export const campaignStart = ({ campaign }: Context): string => currentBatch(campaign.template).start

// The names columns refer to, as directories that find a record by how people write it.
import type { Kysely } from 'kysely'
import { Directory, type Named, type Names } from '#shared/ledger/import/directory.ts'
import { MemberDirectory, withTail, type NamedMember } from '#shared/ledger/import/member-directory.ts'
import type { CampaignSettings } from '../campaign-settings.ts'
import type { Tables } from '../../db/tables.ts'

/** Every party organisation by full and short name. */
export async function organisationDirectory(
  db: Kysely<Tables>,
  campaign: CampaignSettings,
): Promise<Directory> {
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'full_name', 'short_name'])
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()
  const named = rows.map((r): Named => ({
    id: r.id,
    name: r.full_name,
    aliases: r.short_name === null ? [] : [r.short_name],
  }))
  return new Directory(named, placeOf(campaign))
}

export const placeOf = (campaign: CampaignSettings): { town: string; county: string } => ({
  town: campaign.town.town,
  county: campaign.town.county,
})

export async function directoriesOf(
  db: Kysely<Tables>,
  campaign: CampaignSettings,
): Promise<Readonly<Record<string, Names>>> {
  return {
    organisations: await organisationDirectory(db, campaign),
    members: new MemberDirectory(await rosterNames(db)),
  }
}

/** Everybody on a roster, with what tells namesakes apart. */
async function rosterNames(db: Kysely<Tables>): Promise<NamedMember[]> {
  const rows = await db
    .selectFrom('member')
    .select(['id', 'name', 'org_id', 'id_no'])
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map((r) => ({ id: r.id, name: r.name, orgId: r.org_id, tail: r.id_no.slice(-4) }))
}

/** Names of members by id as a sheet writes them, also of removed ones: namesakes of a branch with what tells them apart. */
export async function memberNames(db: Kysely<Tables>): Promise<Map<string, string>> {
  const rows = await db.selectFrom('member').select(['id', 'name', 'org_id', 'id_no']).execute()
  const keyOf = (r: { org_id: string; name: string }): string => `${r.org_id}\u0000${r.name}`
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1)
  return new Map(
    rows.map((r) => {
      const isAlone = counts.get(keyOf(r)) === 1
      return [r.id, isAlone ? r.name : withTail({ name: r.name, tail: r.id_no.slice(-4) })]
    }),
  )
}

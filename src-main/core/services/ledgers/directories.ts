// The names columns refer to, as directories that find a record by how people write it.
import type { Kysely } from 'kysely'
import { Directory, type Named } from '#shared/ledger/import/directory.ts'
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
): Promise<Readonly<Record<string, Directory>>> {
  return { organisations: await organisationDirectory(db, campaign) }
}

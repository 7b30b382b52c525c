// Who stands above a unit: the party organisation it belongs to.
import type { Kysely } from 'kysely'
import type { Tables } from '../../db/tables.ts'

/** Full name of the organisation above; the party committee in general where none is entered. */
export async function superiorOf(db: Kysely<Tables>, orgId: string): Promise<string> {
  const above = await db
    .selectFrom('organisation as own')
    .innerJoin('organisation as above', 'above.id', 'own.parent_id')
    .select('above.full_name')
    .where('own.id', '=', orgId)
    .executeTakeFirst()
  return above?.full_name ?? '上级党委'
}

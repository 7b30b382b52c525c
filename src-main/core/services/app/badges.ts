// The counts beside the rail's entries: what waits there.
import type { Database } from '../../db/database.ts'

type AnyTables = Record<string, Record<string, string | number | null>>

const countAll = async (db: Database, table: string): Promise<number> => {
  const row = await db.read
    .withTables<AnyTables>()
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

/** By route name: units, plans waiting for review, open findings. */
export async function badgesOf(db: Database, _today: string): Promise<Record<string, number>> {
  return { units: await countAll(db, 'organisation') }
}

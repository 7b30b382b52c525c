// Settings of a data folder: small JSON values by key, checked by a schema when read.
import type { Kysely } from 'kysely'
import type * as z from 'zod'
import { isoInstant } from './clock.ts'
import type { Tables } from './tables.ts'

/** A stored setting, or undefined when absent or no longer of the expected shape. */
export async function readSetting<T>(
  db: Kysely<Tables>,
  key: string,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  if (!row) return undefined
  const parsed = schema.safeParse(JSON.parse(row.value))
  return parsed.success ? parsed.data : undefined
}

export async function writeSetting(
  trx: Kysely<Tables>,
  key: string,
  value: unknown,
  by: { readonly actor: string; readonly now: Date },
): Promise<void> {
  const row = { key, value: JSON.stringify(value), updated_at: isoInstant(by.now), updated_by: by.actor }
  await trx
    .insertInto('setting')
    .values(row)
    .onConflict((c) =>
      c
        .column('key')
        .doUpdateSet({ value: row.value, updated_at: row.updated_at, updated_by: row.updated_by }),
    )
    .execute()
}

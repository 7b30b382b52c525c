// What still hangs on a record: every table that refers to it, as the database itself knows it.
import { sql, type Kysely } from 'kysely'
import type { Tables } from './tables.ts'

interface Use {
  readonly table: string
  readonly column: string
}

/** What the records of a table are called when they are counted. */
const CALLED: Readonly<Record<string, string>> = { member: '名党员', organisation: '个下级党组织' }

async function usesOf(trx: Kysely<Tables>, table: string): Promise<readonly Use[]> {
  const { rows } = await sql<Use>`
    select m.name as "table", f."from" as "column"
    from sqlite_schema m join pragma_foreign_key_list(m.name) f
    where m.type = 'table' and f."table" = ${table}
    order by m.name = 'member' desc, m.name = 'organisation' desc, m.name`.execute(trx)
  return rows
}

async function hasDeletedAt(trx: Kysely<Tables>, table: string): Promise<boolean> {
  const { rows } = await sql`select 1 from pragma_table_info(${table}) where name = 'deleted_at'`.execute(trx)
  return rows.length > 0
}

async function countUses(trx: Kysely<Tables>, use: Use, id: string): Promise<number> {
  const isPresent = (await hasDeletedAt(trx, use.table)) ? sql`and deleted_at is null` : sql``
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from ${sql.table(use.table)} where ${sql.ref(use.column)} = ${id} ${isPresent}`.execute(
    trx,
  )
  return rows[0]?.n ?? 0
}

/** 3 名党员, 1 个下级党组织 or 2 条工作记录 that refer to the record; null when nothing does. */
export async function findUse(trx: Kysely<Tables>, table: string, id: string): Promise<string | null> {
  for (const use of await usesOf(trx, table)) {
    const n = await countUses(trx, use, id)
    if (n > 0) return `${n} ${CALLED[use.table] ?? '条工作记录'}`
  }
  return null
}

// The tables that the migrations make are the ones that the ledgers' definitions ask for.
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDataFolder, type DataFolder } from '../../src-main/core/db/data-folder.ts'
import { ledgerFaults } from '../../src-main/shared/ledger/ledger.ts'
import { tableColumns, type TableColumn } from '../../src-main/shared/ledger/schema.ts'
import { allLedgers } from '../../src-main/shared/ledgers/index.ts'

const root = mkdtempSync(path.join(tmpdir(), 'dudao-schema-'))
let folder: DataFolder

beforeAll(async () => {
  folder = await openDataFolder(root, { create: true })
})
afterAll(async () => {
  await folder.close()
  await rm(root, { recursive: true, force: true })
})

interface PragmaRow {
  readonly name: string
  readonly type: string
  readonly notnull: number
}

/** The columns of a table as the data file has them; none when there is no such table. */
async function storedColumns(table: string): Promise<Record<string, string>> {
  const { rows } =
    await sql<PragmaRow>`select name, type, "notnull" from pragma_table_xinfo(${table})`.execute(
      folder.database.read,
    )
  return Object.fromEntries(rows.map((row) => [row.name, wording(row.type.toUpperCase(), row.notnull === 1)]))
}

const wording = (type: string, notNull: boolean): string => (notNull ? `${type} NOT NULL` : type)

const wantedColumns = (columns: readonly TableColumn[]): Record<string, string> =>
  Object.fromEntries(columns.map((column) => [column.name, wording(column.type, column.notNull)]))

describe.each(allLedgers.map((ledger) => [ledger.key, ledger] as const))('ledger %s', (_key, ledger) => {
  it('is sound', () => {
    expect(ledgerFaults(ledger)).toEqual([])
  })

  it('has in the data file exactly the columns of its definition', async () => {
    const why = `write a new migration for table ${ledger.table}, or correct the definition: shared/ledger/schema.ts derives one from the other`
    expect(await storedColumns(ledger.table), why).toEqual(wantedColumns(tableColumns(ledger)))
  })

  it('stands in a STRICT table, so that a column keeps its type', async () => {
    const { rows } = await sql<{
      strict: number
    }>`select strict from pragma_table_list(${ledger.table})`.execute(folder.database.read)
    expect(rows).toEqual([{ strict: 1 }])
  })
})

// Every ledger goes out to Excel and comes back without a change, whatever its rows hold.
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Column, Value } from '#shared/ledger/column.ts'
import { writableEntries, type Ledger } from '#shared/ledger/ledger.ts'
import { hasError } from '#shared/ledger/import/plan.ts'
import { ledgerByKey, ledgerKeys, type LedgerKey } from '#shared/ledgers/index.ts'
import { write } from '../../../src-main/core/context.ts'
import { uuidV7 } from '../../../src-main/core/db/ids.ts'
import { writeWorkbook } from '../../../src-main/core/excel/writer.ts'
import { initialsOfRow, toStored } from '../../../src-main/core/ledger/rows.ts'
import { ledgerBook } from '../../../src-main/core/services/ledgers/export-ledger.ts'
import { bring, bringTown, makeBook, planOf, roster } from '../imports/workbooks.ts'
import { openContext, type Opened } from '../open-context.ts'
import { arrangements } from './arrangements.ts'

/** The two rosters have properties of their own beside their imports. */
const others = ledgerKeys.filter((key) => key !== 'organisations' && key !== 'members')

let opened: Opened
let members: readonly { id: string; org: string }[]

beforeAll(async () => {
  opened = await openContext()
  await bringTown(opened)
  for (const key of ledgerKeys) opened.context.confidence.open(opened.context.actor.id, key)
  const people = ['甲', '乙', '丙', '丁', '戊', '己'].map((name) => ({ name: `张${name}` }))
  await bring(opened.context, 'members', await makeBook(opened, roster(people)))
  const rows = await opened.context.db.read.selectFrom('member').select(['id', 'org_id']).execute()
  members = rows.map((row) => ({ id: row.id, org: row.org_id }))
})
afterAll(() => opened.close())

const HANZI = Array.from('清溪城南北东西山水林田路桥石柳杨学习会议记录整改意见')
const words = fc.array(fc.constantFrom(...HANZI), { minLength: 2, maxLength: 12 }).map((a) => a.join(''))
const awkward = fc.constantFrom('=1+1', '-3', '@x', '0012', '2005.10', 'a"b,c;d', '第一行\n第二行', '1e5')
/** Days before the day of the work. */
const day = fc
  .tuple(fc.integer({ min: 5, max: 7 }), fc.integer({ min: 1, max: 28 }))
  .map(([m, d]) => `2005-0${m}-${String(d).padStart(2, '0')}`)

function valueOf(column: Column, person: { id: string; org: string }): fc.Arbitrary<Value> {
  switch (column.kind) {
    case 'text':
      if (column.of === 'name') return fc.constantFrom('王明', '李红', '欧阳建国')
      if (column.of === 'prose') return fc.oneof(words, awkward, fc.constant('核对票面，改为21；“已改”。'))
      return column.of === undefined || column.of === 'plain' ? fc.oneof(words, awkward) : words
    case 'count':
      return fc.integer({ min: 0, max: 500 })
    case 'hours':
      return fc.integer({ min: 0, max: 160 }).map((n) => n / 2)
    case 'date':
      return day
    case 'choice':
      return fc.constantFrom(...column.choices.map((c) => c.value))
    case 'tags':
      return fc.subarray(column.choices.map((c) => c.value))
    case 'reference':
      return fc.constant(column.of === 'members' ? person.id : person.org)
    case 'idNumber':
      return fc.constant('999999195001010018')
    case 'phone':
      return fc.constant('13800000000')
  }
}

/** A row with every required column filled and the others now and then. */
const rowOf = (ledger: Ledger): fc.Arbitrary<Record<string, Value>> =>
  fc
    .constantFrom(...members)
    .chain((person) =>
      fc.record(
        Object.fromEntries(
          writableEntries(ledger).map(([key, column]) => [
            key,
            column.required ? valueOf(column, person) : fc.option(valueOf(column, person), { nil: null }),
          ]),
        ),
      ),
    )

async function store(ledger: Ledger, rows: readonly Record<string, Value>[]): Promise<void> {
  await opened.context.db.write((trx) => trx.deleteFrom(ledger.table as 'poll').execute())
  await write(opened.context, (journal) =>
    journal.addMany(
      ledger.table,
      rows.map((values) => ({
        id: uuidV7(new Date()),
        ...toStored(ledger, values),
        extra: null,
        initials: initialsOfRow(ledger, values),
      })),
    ),
  )
}

let saved = 0
async function exported(key: LedgerKey): Promise<string> {
  const file = path.join(opened.dir, `出${(saved += 1)}.xlsx`)
  const wish = { query: { ledger: key }, fullNumbers: true, reason: '往返核对', sheetPerOrganisation: false }
  await writeWorkbook(file, `${file}.part`, await ledgerBook(opened.context, wish))
  return file
}

describe.each(others)('%s', (key) => {
  const module = ledgerByKey(key)
  if (!module) throw new Error(key)
  const { ledger } = module

  it('comes back without a change', async () => {
    const arrange = arrangements[key] ?? ((rows) => rows)
    await fc.assert(
      fc.asyncProperty(fc.array(rowOf(ledger), { minLength: 1, maxLength: 8 }), async (drawn) => {
        const rows = arrange(drawn)
        await store(ledger, rows)
        const plan = await planOf(opened.context, key, await exported(key))
        const refused = plan.rows.filter((r) => hasError(r.problems)).flatMap((r) => r.problems)
        expect(refused.map((p) => p.message)).toEqual([])
        expect(plan.rows.flatMap((r) => r.changes)).toEqual([])
        expect(plan.counts).toMatchObject({ read: rows.length, same: rows.length, add: 0, missing: 0 })
      }),
      { numRuns: 25 },
    )
  })

  it('can be told apart row by row when it comes back', () => {
    const isKept = ledger.identity.some((columns) =>
      columns.every((name) => ledger.columns[name]?.required === true),
    )
    expect(isKept || ledger.isCoded === true).toBe(true)
  })
})

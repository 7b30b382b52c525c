// Out and in again: exports change nothing, edits come back cell by cell, refused rows are mended, blank tables are filled in.
import path from 'node:path'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { blankLedger } from '#shared/documents/ledger-sheet.ts'
import { refusedBook } from '#shared/documents/refused-rows.ts'
import { ledgerModules, type LedgerKey } from '#shared/ledgers/index.ts'
import type { BookSpec } from '#shared/documents/book.ts'
import type { Value } from '#shared/ledger/column.ts'
import { write } from '../../../src-main/core/context.ts'
import { uuidV7 } from '../../../src-main/core/db/ids.ts'
import { writeWorkbook } from '../../../src-main/core/excel/writer.ts'
import { toStored, toStoredExtra, initialsOfRow } from '../../../src-main/core/ledger/rows.ts'
import { ledgerBook } from '../../../src-main/core/services/ledgers/export-ledger.ts'
import { openContext, type Opened } from '../open-context.ts'
import {
  bring,
  bringTown,
  codes,
  idFor,
  line,
  makeBook,
  MEMBER_HEADER,
  open,
  planOf,
  roster,
} from './workbooks.ts'

let opened: Opened
beforeEach(async () => {
  opened = await openContext()
  await bringTown(opened)
})
afterEach(() => opened.close())

let saved = 0
async function save(book: BookSpec): Promise<string> {
  const file = path.join(opened.dir, `出${(saved += 1)}.xlsx`)
  await writeWorkbook(file, `${file}.part`, book)
  return file
}

const exported = async (
  ledger: LedgerKey,
  wish: { full?: boolean; perOrg?: boolean } = {},
): Promise<string> =>
  save(
    await ledgerBook(opened.context, {
      query: { ledger },
      fullNumbers: wish.full ?? true,
      reason: '往返核对',
      sheetPerOrganisation: wish.perOrg ?? false,
    }),
  )

async function edit(
  file: string,
  change: (sheet: ExcelJS.Worksheet, column: (name: string) => number) => void,
) {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(file)
  const [sheet] = book.worksheets
  if (!sheet) throw new Error('no sheet')
  const header = sheet.getRows(1, 6)?.find((r) => Array.isArray(r.values) && r.values.includes('序号'))
  const column = (name: string): number => (header?.values as unknown[]).indexOf(name)
  change(sheet, column)
  await book.xlsx.writeFile(file)
}

const rowsOf = (sheet: ExcelJS.Worksheet, name: string): ExcelJS.Row => {
  const found = sheet.getRows(1, sheet.rowCount)?.find((r) => (r.values as unknown[]).includes(name))
  if (!found) throw new Error(`no row of ${name}`)
  return found
}

describe('an exported roster', () => {
  const people = ['甲', '乙', '丙', '丁'].map((n) => ({ name: `张${n}`, phone: '13900000001、0000-8100013' }))

  it.each([
    ['on one sheet', { perOrg: false }],
    ['on a sheet for each branch', { perOrg: true }],
    ['with masked numbers', { full: false }],
  ])('%s comes back without a change', async (_, wish) => {
    const rows = people.map((p, i) => [...line(i + 1, p), `13800000${i}00`, '甲'])
    await bring(
      opened.context,
      'members',
      await makeBook(opened, { name: '表', rows: [[...MEMBER_HEADER, '家属电话', '备注'], ...rows] }),
    )
    const plan = await planOf(opened.context, 'members', await exported('members', wish))
    expect(plan.counts).toMatchObject({ read: 4, same: 4, change: 0, add: 0, refused: 0, missing: 0 })
    const orgs = await planOf(opened.context, 'organisations', await exported('organisations'))
    expect(orgs.counts).toMatchObject({ read: 7, same: 7, change: 0, refused: 0 })
  })

  it('edited in three cells comes back with three changes, old and new', async () => {
    await bring(opened.context, 'members', await makeBook(opened, roster(people)))
    const file = await exported('members')
    await edit(file, (sheet, column) => {
      rowsOf(sheet, '张甲').getCell(column('联系电话')).value = '13900000002'
      rowsOf(sheet, '张乙').getCell(column('入党时间')).value = '1985.08'
      rowsOf(sheet, '张丙').getCell(column('备注')).value = '已核对'
    })
    const { plan } = await open(opened.context, 'members', file)
    expect(plan.counts).toMatchObject({ change: 3, same: 1, add: 0 })
    expect(plan.rows.flatMap((r) => r.changes)).toEqual([
      { column: 'phone', before: '13900000001、0000-8100013', after: '13900000002' },
      { column: 'join_date', before: '1985-07', after: '1985-08' },
      { column: 'remark', before: null, after: '已核对' },
    ])
  })
})

const HANZI = '清溪城南北东西山水林田路桥石柳杨张王李赵㐂'
const hanzi = (min: number, max: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...Array.from(HANZI)), { minLength: min, maxLength: max }).map((a) => a.join(''))
const plain = fc.oneof(
  hanzi(1, 12),
  fc.constantFrom(
    '=1+1',
    '-3',
    '+86',
    '@x',
    '0012',
    '1e5',
    '2005.10',
    'a"b,c;d',
    '第一行\n第二行',
    'TRUE',
    '例子',
  ),
)
const date = (from: number, to: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.integer({ min: from, max: to }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 0, max: 2 }),
    )
    .map(([y, m, d, p]) =>
      [y, m, d]
        .map((n) => String(n).padStart(2, '0'))
        .slice(0, p + 1)
        .join('-'),
    )
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null })

const member = (orgs: readonly string[]): fc.Arbitrary<Record<string, Value>> =>
  fc
    .record({
      name: hanzi(2, 4),
      sex: fc.constantFrom('男', '女'),
      ethnic: maybe(fc.constantFrom('汉族', '畲族')),
      native_place: maybe(plain),
      born: fc.tuple(
        fc.integer({ min: 1930, max: 1980 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
      ),
      education: maybe(fc.constantFrom('高中', '大专', '私塾')),
      join_date: date(1999, 2003),
      org_id: fc.constantFrom(...orgs),
      work_unit: maybe(plain),
      is_floating: maybe(fc.constantFrom('是', '否')),
      floating_place: maybe(plain),
      categories: fc.subarray(['离退休', '年老体弱', '下岗失业']),
      phone: maybe(fc.constantFrom('13900000001', '0000-8100013', '13900000001、8100013')),
      roster_state: maybe(fc.constantFrom('在册', '转出')),
      remark: maybe(plain),
    })
    .map(({ born: [y, m, d], ...rest }) => ({
      ...rest,
      birth_date: `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`,
    }))

describe('any valid roster', () => {
  it('goes out and comes back without a change', async () => {
    const { context } = opened
    const orgs = (await context.db.read.selectFrom('organisation').select('id').execute()).map((o) => o.id)
    const { ledger } = ledgerModules.members
    const extra = fc.dictionary(fc.constantFrom('入党介绍人', '备注', '党费(元)'), plain)
    const rows = fc.array(fc.tuple(member(orgs), extra), { minLength: 1, maxLength: 25 })
    await fc.assert(
      fc.asyncProperty(rows, async (drawn) => {
        await context.db.write((trx) => trx.deleteFrom('member').execute())
        await write(context, (journal) =>
          journal.addMany(
            ledger.table,
            drawn.map(([values, more], i) => {
              const birth = String(values['birth_date']).replaceAll('-', '')
              const whole = { ...values, id_no: idFor(birth, i * 2 + (values['sex'] === '男' ? 1 : 2)) }
              return {
                id: uuidV7(context.now()),
                ...toStored(ledger, whole),
                extra: toStoredExtra(more),
                initials: initialsOfRow(ledger, whole),
              }
            }),
          ),
        )
        for (const wish of [{ perOrg: false }, { perOrg: true }, { full: false }]) {
          const plan = await planOf(context, 'members', await exported('members', wish))
          expect(
            plan.rows.flatMap((r) => [...r.changes, ...r.problems.filter((p) => p.level === '错误')]),
          ).toEqual([])
          expect(plan.counts).toMatchObject({ read: drawn.length, same: drawn.length })
        }
      }),
      { numRuns: 12 },
    )
  })

  it('of organisations too', async () => {
    const { context } = opened
    const { ledger } = ledgerModules.organisations
    const organisation = fc.record({
      body: hanzi(4, 8),
      short_name: maybe(hanzi(2, 4)),
      level: fc.constantFrom('支部', '总支', '联合支部'),
      unit_type: fc.constantFrom('社区', '学校', '非公企业'),
      reported_members: maybe(fc.integer({ min: 10, max: 99 })),
      secretary_name: maybe(hanzi(2, 3)),
      secretary_phone: maybe(fc.constantFrom('13900000001', '0000-8100013')),
      remark: maybe(plain),
    })
    const rows = fc.uniqueArray(organisation, { minLength: 1, maxLength: 15, selector: (o) => o.body })
    await fc.assert(
      fc.asyncProperty(rows, async (drawn) => {
        await context.db.write((trx) => trx.updateTable('organisation').set({ parent_id: null }).execute())
        await context.db.write((trx) => trx.deleteFrom('organisation').execute())
        await write(context, (journal) =>
          journal.addMany(
            ledger.table,
            drawn.map(({ body, ...rest }) => {
              const values = { ...rest, full_name: `中共清溪镇${body}支部委员会` }
              return { id: uuidV7(context.now()), ...toStored(ledger, values), extra: null, initials: 'x' }
            }),
          ),
        )
        const plan = await planOf(context, 'organisations', await exported('organisations'))
        expect(plan.rows.flatMap((r) => [...r.changes, ...r.problems])).toEqual([])
        expect(plan.counts).toMatchObject({ same: drawn.length, missing: 0 })
      }),
      { numRuns: 10 },
    )
  })
})

describe('refused rows', () => {
  it('come out in their own layout, are mended and come in again in one step', async () => {
    const header = [
      '序号',
      '姓名',
      '性别',
      '出生年月',
      '身份证号码',
      '学历',
      null,
      '入党时间',
      '转正时间',
      '党费',
      '党费',
    ]
    const below = [null, null, null, null, null, '全日制', '在职']
    const id = (n: number): string => idFor('19550701', n * 2 + 1)
    const rows = [
      ['清溪镇党员花名册'],
      ['填报单位：城南社区党支部'],
      header,
      below,
      [
        1,
        '张甲',
        '男',
        '1955.07',
        999999195507010000,
        '高中',
        '大专',
        new Date('1985-07-01T00:00:00Z'),
        '1986.07',
        3.5,
        '已交',
      ],
      [2, '张乙2', '男', '1955.07', id(2), '高中', null, 1985.1, '1986.07', 4, null],
      [3, '张丙', '男', '1955.07', id(3), '高中', null, '1985.07', '1986.07', 5, null],
    ]
    const file = await makeBook(opened, {
      name: 'Sheet1',
      rows,
      merges: ['F3:G3', 'A3:A4', 'B3:B4'],
      formats: { H5: 'yyyy-mm-dd' },
    })
    const session = await open(opened.context, 'members', file)
    expect(session.plan.counts).toMatchObject({ add: 1, refused: 2 })
    const out = await save(refusedBook(ledgerModules.members.ledger, session.plan, session.workbook))

    const unmended = await planOf(opened.context, 'members', out)
    expect(unmended.counts).toMatchObject({ read: 2, refused: 2 })
    expect(codes(unmended)).toEqual(['M-104', 'M-105', 'M-302', 'M-306', 'M-310', 'M-354'])

    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(out)
    const [sheet] = book.worksheets
    if (!sheet) throw new Error('no sheet')
    const texts = (r: ExcelJS.Row): unknown[] => (r.values as unknown[]).slice(1)
    const lines = sheet.getRows(1, sheet.rowCount) ?? []
    const head = lines.find((r) => texts(r).includes('姓名'))
    expect(head && texts(head)).toEqual([
      '序号',
      '姓名',
      '性别',
      '出生年月',
      '身份证号码',
      '学历全日制',
      '学历在职',
      '入党时间',
      '转正时间',
      '党费',
      '党费',
      '校验结果',
      '问题说明',
    ])
    const [first, second] = lines.filter((r) => texts(r).includes('错误'))
    if (!first || !second) throw new Error('no rows')
    expect(texts(first).slice(0, 12)).toEqual([
      '1',
      '张甲',
      '男',
      '1955.07',
      '999999195507010???',
      '高中',
      '大专',
      '1985-07-01',
      '1986.07',
      '3.5',
      '已交',
      '错误',
    ])
    first.getCell(5).value = id(1)
    second.getCell(2).value = '张乙'
    second.getCell(8).value = '1985.10'
    await book.xlsx.writeFile(out)
    const mended = await bring(opened.context, 'members', out, { policy: 'stop' })
    expect(mended.counts).toMatchObject({ read: 2, add: 2, refused: 0 })
    const stored = await opened.context.db.read
      .selectFrom('member')
      .select(['name', 'join_date', 'extra'])
      .where('name', 'in', ['张甲', '张乙'])
      .orderBy('name')
      .execute()
    expect(stored.map((m) => [m.name, m.join_date, JSON.parse(m.extra ?? '{}') as unknown])).toEqual(
      expect.arrayContaining([
        ['张甲', '1985-07-01', { 学历在职: '大专', 党费: '3.5', '党费(2)': '已交' }],
        ['张乙', '1985-10', { 党费: '4' }],
      ]),
    )
  })

  it('keep the branch a merge or 同上 gave them', async () => {
    const bad = [1, 2, 3].map((n) => [...line(n, { name: `张${n}` })])
    for (const [i, cells] of bad.entries()) cells[9] = ['城北社区党支部', null, '同上'][i] ?? null
    const file = await makeBook(opened, {
      name: '全镇',
      rows: [[...MEMBER_HEADER], ...bad],
      merges: ['J2:J3'],
    })
    const session = await open(opened.context, 'members', file)
    const again = await planOf(
      opened.context,
      'members',
      await save(refusedBook(ledgerModules.members.ledger, session.plan, session.workbook)),
    )
    expect(codes(again).filter((c) => c.startsWith('M-33'))).toEqual([])
    expect(new Set(again.rows.map((r) => r.values['org_id'])).size).toBe(1)
  })
})

describe('the blank table', () => {
  it('of members, filled in with two rows, comes in without complaint', async () => {
    const place = { town: '清溪镇', unit: '清溪镇先教办', date: '2005年8月17日' }
    const file = await save(blankLedger(ledgerModules.members.ledger, place))
    const people = [1, 2, 3].map((n) => ({
      姓名: `张${'甲乙丙'.charAt(n - 1)}`,
      性别: '男',
      出生年月: '1955.07',
      身份证号码: idFor('19550701', n * 2 + 1),
      入党时间: '1985.07',
      转正时间: '1986.07',
      所在党支部: '城南社区党支部',
    }))
    await edit(file, (sheet, column) => {
      const head = rowsOf(sheet, '序号').number
      for (const [i, person] of people.entries())
        for (const [name, text] of Object.entries(person))
          sheet.getRow(head + 1 + i).getCell(column(name)).value = text
    })
    const plan = await planOf(opened.context, 'members', file)
    expect(plan.counts).toMatchObject({ read: 3, add: 3, refused: 0, warned: 0 })
    expect(codes(plan).filter((c) => c !== 'M-105')).toEqual([])
  })

  it('of organisations too', async () => {
    const place = { town: '清溪镇', unit: '清溪镇先教办', date: '2005年8月17日' }
    const file = await save(blankLedger(ledgerModules.organisations.ledger, place))
    await edit(file, (sheet, column) => {
      const head = rowsOf(sheet, '序号').number
      for (const [i, name] of ['石桥村支部', '柳河村支部'].entries()) {
        const row = sheet.getRow(head + 1 + i)
        row.getCell(column('党组织名称')).value = name
        row.getCell(column('组织类别')).value = '支部'
        row.getCell(column('单位类型')).value = '村'
      }
    })
    const plan = await planOf(opened.context, 'organisations', file)
    expect(plan.counts).toMatchObject({ read: 2, add: 2, refused: 0, warned: 0 })
  })
})

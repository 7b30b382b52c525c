// What stands where in real rosters: titles, two-level headers, totals, footers, merges, hidden rows and sheets.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adjustImport } from '../../../src-main/core/services/imports/adjust-import.ts'
import { openContext, type Opened } from '../open-context.ts'
import {
  bringTown,
  codes,
  codesOfRow,
  csvOf,
  idFor,
  line,
  makeBook,
  makeText,
  MEMBER_HEADER,
  open,
  planOf,
  roster,
  rowAt,
  said,
  type Line,
  type Sheet,
} from './workbooks.ts'

const people = [{ name: '张三' }, { name: '李四', sex: '女' }, { name: '王五' }]
const rows = people.map((p, i) => line(i + 1, p))
/** Number of the first of them. */
const ID = idFor('19550701', 3)

let opened: Opened
beforeAll(async () => {
  opened = await openContext()
  await bringTown(opened)
})
afterAll(() => opened.close())

const planOfSheets = async (sheets: Sheet | Sheet[]) =>
  planOf(opened.context, 'members', await makeBook(opened, sheets))

const blank = (n: number): Line[] => Array.from({ length: n }, () => [])

describe('where the header stands', () => {
  it.each([
    ['in the first row, without a title', [[...MEMBER_HEADER], ...rows], 1],
    ['under a merged title and a unit line', roster(people).rows, 3],
    ['in row 12', [['说明'], ...blank(10), [...MEMBER_HEADER], ...rows], 12],
    ['in row 20', [...blank(19), [...MEMBER_HEADER], ...rows], 20],
  ])('%s', async (_, lines, headerRow) => {
    const plan = await planOfSheets({ name: '花名册', rows: lines })
    expect(plan.sheets[0]).toMatchObject({ headerRow, imported: true })
    expect(plan.counts).toMatchObject({ read: 3, add: 3, refused: 0 })
  })

  it('is read through noise and in any order of columns', async () => {
    const header = [
      '联系电话(手机)',
      '所 属 党 支 部',
      '入党\n时间',
      '*姓　　名',
      '性 别',
      'ＮＯ．',
      '身份证号码（必填）',
      '出生年月：',
    ]
    const row = ['13900000001', '城南社区党支部', '1985.07', '张　三', '男', 1, ID, '1955.07']
    const plan = await planOfSheets({ name: '花名册', rows: [header, row] })
    expect(plan.counts).toMatchObject({ add: 1, refused: 0 })
    expect(plan.rows[0]?.values).toMatchObject({ name: '张三', join_date: '1985-07', phone: '13900000001' })
  })

  it('past row 20, or absent, gives M-101 with three candidates and is pointed out by hand', async () => {
    const file = await makeBook(opened, { name: '花名册', rows: [...blank(20), [...MEMBER_HEADER], ...rows] })
    const session = await open(opened.context, 'members', file)
    expect(said(session.plan)).toMatchObject([
      {
        code: 'M-101',
        level: '错误',
        message: '未找到表头行：前20行内没有同时出现“姓名”“入党时间”等栏目，请手工指定表头。',
      },
    ])
    await adjustImport(opened.context, session, { headerRow: { sheet: '花名册', row: 21 } })
    expect(session.plan.counts).toMatchObject({ add: 3, refused: 0 })
  })

  it('without known names is mapped by hand, and the mapping is remembered for the layout', async () => {
    const header = ['甲', '乙', '丙', '丁', '戊', '己']
    const data: Line = ['张三', '男', '1955.07', ID, '1985.07', '城南社区']
    const file = await makeBook(opened, { name: '表', rows: [['某表'], header, data] })
    const session = await open(opened.context, 'members', file)
    expect(session.plan.sheets[0]?.candidates.map((c) => c.row)).toEqual([2, 3, 1])
    await adjustImport(opened.context, session, { headerRow: { sheet: '表', row: 2 } })
    expect(codes(session.plan)).toContain('M-102')
    const columns = { 0: 'name', 1: 'sex', 2: 'birth_date', 3: 'id_no', 4: 'join_date', 5: 'org_id' }
    await adjustImport(opened.context, session, { mapping: { sheet: '表', columns } })
    expect(session.plan.counts).toMatchObject({ add: 1, refused: 0 })
    const another = await makeBook(opened, { name: '又一张', rows: [header, data] })
    expect((await planOf(opened.context, 'members', another)).counts).toMatchObject({ add: 1, refused: 0 })
  })

  it('with two levels joins parent and child', async () => {
    const top: Line = [
      '序号',
      '姓名',
      '性别',
      '出生年月',
      '身份证号码',
      '学历',
      null,
      '入党时间',
      '职务',
      null,
      '流动情况',
      null,
      '所在党支部',
    ]
    const below: Line = [
      null,
      null,
      null,
      null,
      null,
      '全日制',
      '在职',
      null,
      '党内',
      '行政',
      '流出地',
      '流出时间',
      null,
    ]
    const id = ID
    const data: Line = [
      1,
      '张三',
      '男',
      '1955.07',
      id,
      '高中',
      '大专',
      '1985.07',
      '书记',
      '村主任',
      '杭州',
      '2004.3',
      '城南社区',
    ]
    const merges = ['A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'E2:E3', 'F2:G2', 'H2:H3', 'I2:J2', 'K2:L2', 'M2:M3']
    for (const sheet of [
      { name: '甲', rows: [['名册'], top, below, data], merges },
      // What a .csv keeps of it: no merges.
      { name: '乙', rows: [['名册'], top, below, data] },
    ]) {
      const plan = await planOfSheets(sheet)
      expect(plan.counts, sheet.name).toMatchObject({ read: 1, add: 1, refused: 0 })
      expect(plan.rows[0]?.values).toMatchObject({
        education: '高中',
        party_post: '书记',
        work_unit: '村主任',
        floating_place: '杭州',
        floating_since: '2004-03',
      })
      expect(plan.rows[0]?.extra).toEqual({ 学历在职: '大专' })
    }
  })

  it('of one level with a merged cell does not swallow the first row of data', async () => {
    const header: Line = [
      '姓名',
      '性别',
      '出生年月',
      '身份证号码',
      '入党时间',
      '家庭住址',
      null,
      '所在党支部',
    ]
    const data: Line = ['张三', '男', '1955.07', ID, '1985.07', '城南路1号', null, '城南社区']
    const plan = await planOfSheets({ name: '甲', rows: [header, data], merges: ['F1:G1', 'F2:G2'] })
    expect(plan.counts).toMatchObject({ read: 1, add: 1 })
    expect(codes(plan)).toEqual(['M-354'])
  })
})

describe('columns', () => {
  it('that are required and lacking give M-102 with their names', async () => {
    const plan = await planOfSheets({
      name: '甲',
      rows: [
        ['姓名', '性别', '民族'],
        ['张三', '男', '汉'],
      ],
    })
    expect(said(plan)).toMatchObject([
      { code: 'M-102', level: '错误', message: '缺少必填栏目：出生年月、身份证号码、入党时间。' },
    ])
    expect(plan.counts.read).toBe(0)
  })

  it('unknown or repeated are kept by position beside the known ones', async () => {
    const header = [...MEMBER_HEADER, '备注', '备注', '备注', '联系电话', '入党介绍人', null]
    const row = [
      ...line(1, { name: '张三', phone: '13900000001' }),
      '甲',
      '乙',
      '丙',
      '13900000002',
      '赵六',
      '无表头',
    ]
    const plan = await planOfSheets({ name: '甲', rows: [header, row] })
    expect(plan.rows[0]?.values).toMatchObject({ remark: '甲', phone: '13900000001' })
    expect(plan.rows[0]?.extra).toEqual({
      备注: '乙',
      '备注(2)': '丙',
      联系电话: '13900000002',
      入党介绍人: '赵六',
      第Q列: '无表头',
    })
    expect(codes(plan)).toEqual(['M-103', 'M-103', 'M-103', 'M-104', 'M-354'])
  })

  it('without a header that hold only numbers are serial numbers', async () => {
    const plan = await planOfSheets({
      name: '甲',
      rows: [[null, ...MEMBER_HEADER.slice(1)], ...rows],
    })
    expect(plan.rows.map((r) => r.extra)).toEqual([{}, {}, {}])
    expect(plan.counts.add).toBe(3)
  })
})

describe('rows that are no data', () => {
  it.each([
    ['合　计', ['合　计', '3人']],
    ['合计：3人', ['合计：3人']],
    ['合计 in the second cell', [null, '合计', null, 3]],
    ['总计 in the third cell', [null, null, '总计', 3]],
    ['共计 with a number as text', ['共计', null, null, '3']],
    ['小计 with the name of the branch', [null, '城南社区党支部小计', 3]],
    ['本页合计', ['本页合计', 3]],
    ['合计（人）', ['合计（人）', 3]],
    ['a formula over the rows', ['合计', { formula: 'COUNTA(B4:B6)', result: 3 }]],
    ['no number', ['合计']],
  ] as [string, Line][])('total: %s', async (_, total) => {
    const plan = await planOfSheets(roster(people, { rows: [total] }))
    expect(plan.counts).toMatchObject({ read: 3, refused: 0, skipped: { total: 1 } })
    expect(codes(plan)).toEqual(['M-105'])
  })

  it('a total that differs from the rows gives M-201 with both numbers', async () => {
    const plan = await planOfSheets(roster(people, { rows: [['合计', 5]] }))
    expect(said(plan).find((p) => p.code === 'M-201')).toMatchObject({
      level: '警告',
      message: '中共清溪镇城南社区支部委员会：表内实有 3 人，合计行/上报数为 5 人，相差 2 人，请核对。',
    })
  })

  it('subtotals speak of their own branch, the last total of all', async () => {
    const south = people.map((p, i) => line(i + 1, p))
    const north = people.map((p, i) => line(i + 4, { ...p, name: `${p.name}丰`, branch: '城北社区党支部' }))
    const sheet = (last: number, part: number): Sheet => ({
      name: '全镇',
      rows: [[...MEMBER_HEADER], ...south, ['小计', 3], ...north, ['小计', part], ['合计', last]],
    })
    expect(codes(await planOfSheets(sheet(6, 3)))).not.toContain('M-201')
    const wrong = said(await planOfSheets(sheet(7, 4))).filter((p) => p.code === 'M-201')
    expect(wrong.map((p) => p.message)).toEqual([
      '中共清溪镇城北社区支部委员会：表内实有 3 人，合计行/上报数为 4 人，相差 1 人，请核对。',
      '工作表“全镇”：表内实有 6 人，合计行/上报数为 7 人，相差 1 人，请核对。',
    ])
  })

  it.each([
    ['填表人：', ['填表人：赵六', null, '审核人：钱七', null, '负责人（签字）：']],
    ['盖章', ['党支部（盖章）', null, null, '2005年7月5日']],
    ['填报日期', ['填报日期：2005年7月5日']],
    ['联系电话：', ['联系电话：0000-8100013']],
    ['注：', ['注：本表一式两份']],
    ['填表说明', ['填表说明：1．姓名按身份证填写']],
    ['第2页', ['第 2 页　共 5 页']],
  ] as [string, Line][])('footer: %s', async (_, footer) => {
    const plan = await planOfSheets(roster(people, { rows: [footer] }))
    expect(plan.counts).toMatchObject({ read: 3, refused: 0, skipped: { footer: 1 } })
  })

  it('lines under a note belong to the note', async () => {
    const plan = await planOfSheets(
      roster(people, { rows: [['注：'], [null, '1、本表一式两份'], [null, '2、7月10日前报送']] }),
    )
    expect(plan.counts).toMatchObject({ read: 3, skipped: { footer: 3 } })
  })

  it('the header, title and unit line printed again on every page', async () => {
    const base = roster(people)
    const [title = [], unit = [], header = []] = base.rows
    const plan = await planOfSheets({
      ...base,
      rows: [...base.rows, title, unit, header, line(4, { name: '赵六' })],
      merges: ['A1:K1', 'A7:K7'],
    })
    expect(plan.counts).toMatchObject({ read: 4, add: 4, skipped: { repeatedHeader: 3 } })
  })

  it('blank rows, rows with a serial number only, samples: every row below the header is accounted for', async () => {
    const plan = await planOfSheets(
      roster(people, {
        rows: [
          [],
          [4],
          [5, null, null],
          ['例', '张三', '男'],
          [6, '例：张三', '男'],
          [7, '李四（示例）', '女'],
          line(8, { name: '赵六' }),
          [],
          [],
          ['合计', 4],
          ['填表人：'],
        ],
      }),
    )
    expect(plan.counts).toMatchObject({
      read: 4,
      refused: 0,
      skipped: { blank: 5, sample: 3, total: 1, footer: 1, repeatedHeader: 0 },
    })
    expect(said(plan).find((p) => p.code === 'M-105')).toMatchObject({
      level: '提示',
      message: '跳过 10 行：合计行 1 行、空行 5 行、表尾说明 1 行、填写示例 3 行。',
    })
  })
})

describe('hidden things', () => {
  it('hidden and filtered rows are data, each with M-111', async () => {
    const plan = await planOfSheets(roster(people, { hiddenRows: [5], filter: 'A3:K6' }))
    expect(plan.counts).toMatchObject({ add: 3 })
    expect(said(plan).find((p) => p.code === 'M-111')).toMatchObject({
      level: '提示',
      row: 5,
      message: '第5行为隐藏（筛选）行，已按数据导入。',
    })
  })

  it('hidden sheets are listed, and imported when ticked', async () => {
    const file = await makeBook(opened, [
      roster(people),
      roster([{ name: '赵六', order: 51 }], { name: '旧表', state: 'hidden' }),
      { name: '字典', state: 'veryHidden', rows: [['男'], ['女']] },
    ])
    const plan = await planOf(opened.context, 'members', file)
    expect(plan.counts.read).toBe(3)
    expect(said(plan).filter((p) => p.code === 'M-110')).toMatchObject([
      { sheet: '旧表', level: '提示', message: '工作簿含隐藏工作表 旧表，未导入。如需导入请勾选。' },
      { sheet: '字典' },
    ])
    const ticked = await planOf(opened.context, 'members', file, { imported: ['党员花名册', '旧表'] })
    expect(ticked.counts.read).toBe(4)
  })

  it('a sheet of notes beside the roster is no error, one that is nearly a roster is', async () => {
    const notes: Sheet = { name: '填表说明', rows: [['填表说明'], ['一、姓名按身份证填写。'], ['二、……']] }
    const broken: Sheet = {
      name: '城北',
      rows: [
        ['姓名', '性别', '住哪里'],
        ['张三', '男', '城北'],
      ],
    }
    const plan = await planOfSheets([roster(people), notes, broken])
    expect(plan.sheets.map((s) => [s.name, s.imported])).toEqual([
      ['党员花名册', true],
      ['填表说明', false],
      ['城北', false],
    ])
    const found = said(plan).filter((p) => p.row === null)
    expect(found.map((p) => [p.sheet, p.code])).toEqual([
      ['填表说明', 'M-106'],
      ['城北', 'M-101'],
    ])
  })
})

describe('cells that stand for others', () => {
  it('a vertical merge fills down inside itself only', async () => {
    const own = people.map((p, i) => [...line(i + 1, p)])
    for (const [i, cells] of own.entries()) cells[9] = i === 0 ? '城北社区党支部' : null
    const plan = await planOfSheets({
      name: '全镇',
      rows: [[...MEMBER_HEADER], ...own],
      merges: ['J2:J3'],
    })
    expect(plan.rows.map((r) => r.outcome)).toEqual(['add', 'add', 'refused'])
    expect(codesOfRow(rowAt(plan, 4))).toEqual(['M-331'])
  })

  it.each(['同上', '〃', '″', '--"--', '同 上'])('%s takes the value above, with a note', async (mark) => {
    const second = [...line(2, { name: '李四' })]
    second[9] = mark
    const plan = await planOfSheets({
      name: '全镇',
      rows: [[...MEMBER_HEADER], line(1, { name: '张三' }), second],
    })
    expect(rowAt(plan, 3).values['org_id']).toBe(rowAt(plan, 2).values['org_id'])
    expect(codesOfRow(rowAt(plan, 3))).toEqual(['M-122'])
  })

  it('error values and formulas never calculated are told; a required one refuses the row', async () => {
    const [a, b, c] = [1, 2, 3].map((n) => [...line(n, { name: `张${'甲乙丙'.charAt(n - 1)}` })])
    if (!a || !b || !c) throw new Error('rows')
    a[6] = { error: '#N/A' } as never
    b[1] = { formula: 'A1&"x"' }
    c[10] = { formula: 'A1', result: '13900000001' }
    const plan = await planOfSheets({ name: '全镇', rows: [[...MEMBER_HEADER], a, b, c] })
    expect(codesOfRow(rowAt(plan, 2))).toEqual(['M-120'])
    expect(rowAt(plan, 2).problems.find((p) => p.code === 'M-120')?.message).toBe(
      '第2行“学历”为公式错误值 #N/A。',
    )
    expect(codesOfRow(rowAt(plan, 3))).toEqual(['M-121', 'M-301'])
    expect(rowAt(plan, 4)).toMatchObject({ outcome: 'add', values: { phone: '13900000001' } })
  })
})

describe('text files', () => {
  const csv = (separator: string): string => csvOf([[...MEMBER_HEADER], ...rows], separator)
  const gb18030 = Buffer.from(
    'D0F2BAC52CD0D5C3FB2CD0D4B1F02CB3F6C9FAC4EAD4C22CC9EDB7DDD6A4BAC5C2EB2CC8EBB5B3CAB1BCE42CCBF9D4DAB5B3D6A7B2BF0D0A',
    'hex',
  )

  it.each([
    ['with commas', '城南.csv', csv(',')],
    ['with a byte order mark', '城南2.csv', `\uFEFF${csv(',')}`],
    ['with tabs', '城南3.txt', csv('\t')],
  ])('UTF-8 %s', async (_, name, text) => {
    const plan = await planOf(opened.context, 'members', makeText(opened, name, text))
    expect(plan.counts).toMatchObject({ read: 3, add: 3, refused: 0 })
  })

  it('GB18030, with a lost zero asked about', async () => {
    const name = Buffer.from('D5C5C8FD', 'hex')
    const man = Buffer.from('C4D0', 'hex')
    const branch = Buffer.from('B3C7C4CFC9E7C7F8', 'hex')
    const id = ID
    const row = Buffer.concat([
      Buffer.from('1,'),
      name,
      Buffer.from(','),
      man,
      Buffer.from(`,1955.7,${id},1985.1,`),
      branch,
    ])
    const plan = await planOf(
      opened.context,
      'members',
      makeText(opened, '国标.csv', Buffer.concat([gb18030, row])),
    )
    expect(plan.rows[0]?.values).toMatchObject({ name: '张三', birth_date: '1955-07', join_date: '1985' })
    expect(codes(plan)).toEqual(['M-305', 'M-354'])
  })
})

// I-9 and the register of adoptions from and to Excel: late by the day, ugly workbooks, out and in again without a change.
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { writeWorkbook } from '../../../src-main/core/excel/writer.ts'
import { ledgerBook } from '../../../src-main/core/services/ledgers/export-ledger.ts'
import {
  bring,
  bringTown,
  codes,
  codesOfRow,
  makeBook,
  planOf,
  rowAt,
  type Line,
} from '../imports/workbooks.ts'
import { openContext, type Opened } from '../open-context.ts'
import { clearReports } from './town.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openContext()
  await bringTown(opened)
})
beforeEach(() => clearReports(opened.context))
afterAll(() => opened.close())

const HEADER = [
  '序号',
  '单位',
  '周次/报送日期',
  '信息标题',
  '信息内容',
  '集中学习次数',
  '学时',
  '参学人数',
  '补课人数',
  '征求意见条数',
  '谈心人次',
  '发现问题',
  '解决问题',
  '走访慰问',
  '报送人',
  '电话',
] as const
type Cells = Partial<Record<string, Line[number]>>
const lineOf = (header: readonly string[], cells: Cells): Line =>
  header.map((name) => {
    const usual: Cells = { 单位: '城南社区党支部', 集中学习次数: 2, 学时: 5, 参学人数: 20, 报送人: '王明' }
    return cells[name] ?? usual[name] ?? null
  })
const file = (rows: readonly Cells[], header: readonly string[] = HEADER) =>
  makeBook(opened, {
    name: '每周进展情况',
    rows: [['清溪镇每周工作进展情况表'], [...header], ...rows.map((row) => lineOf(header, row))],
  })

const stored = () =>
  opened.context.db.read.selectFrom('weekly_report').selectAll().orderBy('week').orderBy('item_no').execute()

describe('I-9', () => {
  it('reads the printed form and judges each row by its day', async () => {
    const book = await file([
      { '周次/报送日期': '2005-08-10' },
      { 单位: '城北社区党支部', '周次/报送日期': '2005-08-11' },
      { 单位: '中学支部', '周次/报送日期': '2005.8.5' },
    ])
    const { counts } = await bring(opened.context, 'weekly_reports', book)
    expect(counts).toMatchObject({ add: 3, refused: 0 })
    const rows = await stored()
    expect(rows.map(({ week, state, item_no, hours }) => [week, state, item_no, hours]).sort()).toEqual([
      ['2005-08-11', '按时', '1', 50],
      ['2005-08-11', '按时', '1', 50],
      ['2005-08-11', '迟报', '1', 50],
    ])
    // The same file again changes nothing.
    expect((await planOf(opened.context, 'weekly_reports', book)).counts).toMatchObject({
      same: 3,
      add: 0,
      change: 0,
    })
  })

  const WITH_WEEK = [
    ...HEADER.map((name) => (name === '周次/报送日期' ? '周次' : name)),
    '报送日期',
    '报送时刻',
    '本周第几条',
    '累计学时',
  ]
  it.each<[string, Cells, string[]]>([
    ['late by the usual day', { 周次: '2005-08-11', 报送日期: '2005-08-11' }, ['M-634']],
    ['at midnight', { 周次: '2005-08-11', 报送日期: '2005-08-10', 报送时刻: '24:00' }, ['M-634']],
    ['a minute before', { 周次: '2005-08-11', 报送日期: '2005-08-10', 报送时刻: '23:59' }, []],
    ['before its week', { 周次: '2005-08-11', 报送日期: '2005-08-04' }, ['M-632']],
    ['not yet', { 周次: '2005-08-18', 报送日期: '2005-08-18' }, ['M-465']],
    ['a time that is none', { 周次: '2005-08-11', 报送日期: '2005-08-10', 报送时刻: '晚上' }, ['M-633']],
    ['a time without a day', { 周次: '2005-08-11', 报送时刻: '17:30' }, ['M-637']],
    ['no week and no day', {}, ['M-636']],
    ['a week in words', { 周次: '第六周' }, ['M-306', 'M-636']],
    ['a negative number', { 周次: '2005-08-11', 谈心人次: -1 }, ['M-392']],
    ['hours that do not go by halves', { 周次: '2005-08-11', 学时: 2.3 }, ['M-407']],
    ['a unit nobody knows', { 单位: '某某支部', 周次: '2005-08-11' }, ['M-330']],
    ['nothing wrong', { 周次: '2005年8月11日' }, []],
  ])('%s', async (_name, cells, expected) => {
    const plan = await planOf(opened.context, 'weekly_reports', await file([cells], WITH_WEEK))
    expect(codesOfRow(rowAt(plan, 3)).sort()).toEqual(expected)
  })

  it('wants one row a unit and week, lets further pieces have their number, and sees totals shrink', async () => {
    const plan = await planOf(
      opened.context,
      'weekly_reports',
      await file(
        [
          { 周次: '2005-08-04', 累计学时: 20 },
          { 周次: '2005-08-11', 累计学时: 18.5 },
          { 周次: '2005-08-11', 累计学时: 21 },
          { 周次: '2005-08-11', 本周第几条: 2, 信息标题: '另报的信息' },
        ],
        WITH_WEEK,
      ),
    )
    expect(codesOfRow(rowAt(plan, 4))).toEqual(['M-461'])
    expect(rowAt(plan, 4).problems[0]?.message).toContain('城南社区')
    expect(codesOfRow(rowAt(plan, 5))).toEqual(['M-630'])
    expect(codesOfRow(rowAt(plan, 6))).toEqual([])
  })

  it('does not change what has come in', async () => {
    await bring(opened.context, 'weekly_reports', await file([{ '周次/报送日期': '2005-08-10' }]))
    const plan = await planOf(
      opened.context,
      'weekly_reports',
      await file([{ '周次/报送日期': '2005-08-10', 谈心人次: 9 }]),
    )
    expect(codesOfRow(rowAt(plan, 3))).toEqual(['M-474'])
  })

  it('survives titles, merged heads, blank rows, totals, formulas and strange cells', async () => {
    const book = await makeBook(opened, {
      name: '周报',
      merges: ['A1:P1', 'F3:N3', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:D4', 'E3:E4', 'O3:O4', 'P3:P4'],
      rows: [
        ['清溪镇每周工作进展情况表'],
        ['填报单位：清溪镇先教办　　填报时间：2005年8月11日'],
        [
          '序号',
          '单位',
          '周次/报送日期',
          '信息标题',
          '信息内容',
          '本周',
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          '报送人',
          '电话',
        ],
        [
          null,
          null,
          null,
          null,
          null,
          '集中学习次数',
          '学时',
          '参学人数',
          '补课人数',
          '征求意见条数',
          '谈心人次',
          '发现问题',
          '解决问题',
          '走访慰问',
        ],
        [
          1,
          '中共清溪镇城南社区支部委员会',
          new Date(Date.UTC(2005, 7, 10)),
          '学习',
          '第一行\n第二行',
          2,
          2.5,
          '２０',
          0,
          3,
          1,
          0,
          0,
          1,
          '王明',
          13800000000,
        ],
        [],
        [
          2,
          '城北社区',
          '二〇〇五年八月十日',
          '=1+1',
          null,
          { formula: 'F5+1', result: 3 },
          4,
          10,
          null,
          null,
          null,
          null,
          null,
          null,
          '李红',
          '0575-8123',
        ],
        [3, '没有的支部', '2005-08-10', '学习', null, 1, 4, 10],
        [4, '中学支部', '8月32日', '学习', null, 1, 4, 10],
        [5, '机关第一支部', '2005-08-10', '学习', null, 'x', 4, 10],
        ['合计', null, null, null, null, 6, 10, 40],
      ],
    })
    const plan = await planOf(opened.context, 'weekly_reports', book)
    expect(plan.counts).toMatchObject({ add: 2, refused: 3 })
    expect(codes(plan)).toEqual(expect.arrayContaining(['M-330', 'M-306', 'M-392']))
    await bring(opened.context, 'weekly_reports', book)
    const rows = await stored()
    expect(rows.map(({ sessions, hours, attendees, state }) => [sessions, hours, attendees, state])).toEqual([
      [2, 25, 20, '按时'],
      [3, 40, 10, '按时'],
    ])
  })
})

describe('采用', () => {
  it('is read, counted once, and comes back without a change', async () => {
    const header = ['序号', '单位', '信息标题', '采用级别', '采用刊物', '期号', '采用日期']
    const rows: Line[] = [
      [1, '城南社区', '送学上门', '县级', '县简报', '第3期', '2005-08-05'],
      [2, '城南社区', '送学上门', '县', '县简报', '第3期', '2005-08-05'],
      [3, '城南社区', '送学上门', '市级', '市专报', '12', '2005年8月'],
      [4, '城北社区', '边学边改', '中央', null, null, '2005-12-01'],
      [5, '城北社区', '边学边改', '镇', null, null, '2005-08-06'],
    ]
    const book = await makeBook(opened, { name: '信息采用', rows: [['信息采用情况登记表'], header, ...rows] })
    const plan = await planOf(opened.context, 'adoptions', book)
    expect([3, 4, 5, 6, 7].map((row) => codesOfRow(rowAt(plan, row)))).toEqual([
      [],
      ['M-640'],
      ['M-459'],
      ['M-465'],
      [],
    ])
    await bring(opened.context, 'adoptions', book)
    const out = path.join(opened.dir, '出.xlsx')
    const wish = {
      query: { ledger: 'adoptions' as const },
      fullNumbers: false,
      reason: null,
      sheetPerOrganisation: false,
    }
    await writeWorkbook(out, `${out}.part`, await ledgerBook(opened.context, wish))
    expect((await planOf(opened.context, 'adoptions', out)).counts).toMatchObject({
      same: 2,
      add: 0,
      change: 0,
    })
  })
})

// The branches' ledgers as offices send them: titles, merged heads, totals, unknown units, wrong days, formulas; and out and in again.
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasError } from '#shared/ledger/import/plan.ts'
import { writeWorkbook } from '../../../src-main/core/excel/writer.ts'
import { ledgerBook } from '../../../src-main/core/services/ledgers/export-ledger.ts'
import type { LedgerKey } from '#shared/ledgers/index.ts'
import { bring, bringTown, codesOfRow, makeBook, planOf, rowAt, type Sheet } from '../imports/workbooks.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openContext()
  await bringTown(opened)
})
afterAll(() => opened.close())

const BOOKS: readonly (readonly [LedgerKey, Sheet])[] = [
  [
    'leading_groups',
    {
      name: '机构设置一览表',
      merges: ['A1:H1'],
      rows: [
        ['清溪镇先进性教育活动机构设置一览表'],
        ['序号', '单位名称', '领导小组组长', '副组长', '办公室', '办公室主任', '成立时间', '第一责任人'],
        [1, '城南社区党支部', '李红', '王明', '活动办公室', '张三', '2005年7月3日', '李红'],
        [2, '中学支部', '陈刚', null, '校办公室', '周敏', '2005.7.4', '陈刚'],
      ],
    },
  ],
  [
    'reorganisations',
    {
      name: '组织整顿台账',
      rows: [
        ['党支部', '班子状态', '主要问题', '措施', '责任人', '时限', '应建', '已建'],
        ['城北社区支部', '软弱', '半年未开会', '派员驻点', '吴学勤', '2005年9月30日', null, null],
        ['城区总支', null, null, '联合组建', '吴学勤', '2005-12-31', 12, 9],
      ],
    },
  ],
  [
    'branch_classes',
    {
      name: '支部分类定级表',
      rows: [
        ['支部名称', '日期', '等次', '理由'],
        ['城南社区支部', '2005-07-02', '一类', '班子团结'],
        ['城北社区支部', '2005-07-02', '后进支部', '班子涣散'],
        ['城北社区支部', '2005-08-10', '中间', '整顿见效'],
      ],
    },
  ],
  [
    'difficulties',
    {
      name: '困难事项台账',
      rows: [
        ['单位', '困难', '困难类别', '提出时间', '责任领导', '解决时间', '办理结果'],
        ['城南社区支部', '没有活动室', '场所', '2005.7.20', '吴学勤', '2005.8.10', '腾出一间'],
        ['城北社区支部', '经费没有来源', '经费', '2005.7.21', null, null, null],
      ],
    },
  ],
  [
    'theme_activities',
    {
      name: '主题实践活动台账',
      rows: [
        ['参学单位', '主题', '内容', '时间', '地点', '负责人', '人数', '效果'],
        ['中学支部', '为师先做党员', '暑期家访', '2005年7月20日', '学区', '陈刚', 12, '家访60户'],
      ],
    },
  ],
  [
    'mechanisms',
    {
      name: '制度建设一览表',
      rows: [
        ['单位', '类别', '制度', '立改废', '发文字号', '实施日期'],
        ['中学支部', '教育管理', '“三会一课”制度', '修改', '支字〔2005〕8号', '2005-08-10'],
        ['中学支部', '监督', '责任追究制度', null, '支字〔2005〕9号', '2005-08-10'],
      ],
    },
  ],
  [
    'publicity',
    {
      name: '宣传情况统计',
      rows: [
        ['单位', '载体', '时间', '期数', '主题'],
        ['中学支部', '橱窗', '2005-07-12', 2, '学习体会'],
        ['中学支部', '横幅', '2005-07-13', null, null],
      ],
    },
  ],
  [
    'preparations',
    {
      name: '筹备工作对照表',
      rows: [
        ['项目', '牵头人', '完成时间', '佐证'],
        ['资料订购', '何巧云', '2005-06-28', '订购单'],
        ['测评表', '徐慧敏', '2005-07-22', '样张'],
      ],
    },
  ],
  [
    'secondments',
    {
      name: '抽调人员名册',
      rows: [
        ['姓名', '工作单位', '原职务', '去向', '所督导单位', '联系电话'],
        ['石文博', '中学支部', '教师', '督导组', '城南社区支部', '13900000001'],
      ],
    },
  ],
  [
    'participation',
    {
      name: '群众参与情况表',
      rows: [
        ['单位', '项目', '时间', '方式', '人数'],
        ['中学支部', '全程让群众知情', '2005-07-12', '公示栏', 40],
        ['中学支部', '群众评价', '2005-08-12', '测评会', 55],
      ],
    },
  ],
  [
    'batch_reports',
    {
      name: '批次上报材料',
      rows: [
        ['材料种类', '标题', '发文字号', '页'],
        ['批次总结', '第二批“回头看”总结', '清委〔2005〕46号', 12],
      ],
    },
  ],
]

describe.each(BOOKS)('%s', (key, sheet) => {
  it('is read under the heads offices print, and comes back without a change', async () => {
    const file = await makeBook(opened, sheet)
    const plan = await planOf(opened.context, key, file)
    const refused = plan.rows.filter((row) => hasError(row.problems)).flatMap((row) => row.problems)
    expect(refused.map(({ message }) => message)).toEqual([])
    expect(plan.sheets.flatMap(({ problems }) => problems.map(({ code }) => code))).not.toContain('M-104')
    await bring(opened.context, key, file)
    const out = path.join(opened.dir, `${key}.xlsx`)
    const wish = {
      query: { ledger: key },
      fullNumbers: true,
      reason: '往返核对',
      sheetPerOrganisation: false,
    }
    await writeWorkbook(out, `${out}.part`, await ledgerBook(opened.context, wish))
    const again = await planOf(opened.context, key, out)
    expect(again.counts).toMatchObject({ same: plan.rows.length, add: 0, change: 0, refused: 0, missing: 0 })
    expect((await planOf(opened.context, key, file)).counts).toMatchObject({ add: 0, missing: 0 })
  })
})

it('takes the phase of a row from its day', async () => {
  const [, sheet] = BOOKS.find(([key]) => key === 'participation') ?? []
  if (sheet === undefined) throw new Error('no sheet')
  const { rows } = await planOf(opened.context, 'participation', await makeBook(opened, sheet))
  expect(rows.map(({ values }) => values['phase'])).toEqual(['学习动员', '分析评议'])
})

describe('an ugly workbook', () => {
  it('is read row by row, each fault named where it is', async () => {
    const file = await makeBook(opened, {
      name: '主题实践活动',
      merges: ['A1:I1', 'A3:A4', 'B3:B4', 'C3:F3', 'G3:H3', 'I3:I4'],
      rows: [
        ['清溪镇主题实践活动台账'],
        ['填报单位：清溪镇先教办　　填报时间：2005年8月15日'],
        ['序号', '支部名称', '开展情况', null, null, null, '结果', null, '备注'],
        [null, null, '主题', '活动内容', '日期', '地点', '参加人数', '效果', null],
        [1, '城南社区支部', '清溪先锋行', '义务清理水沟', '2005.7.20', '后街', 23, '清运三车', null],
        [2, '城东不存在支部', '清溪先锋行', '走访', '2005.7.21', null, 5, null, null],
        [3, '城北社区支部', '连民心', '走访居民', '2005年2月30日', null, 5, null, null],
        [4, '城北社区支部', '连民心', '走访居民', '2005年9月1日', null, 5, null, null],
        [5, '城北社区支部', '连民心', '走访居民', '2005年7月', null, 5, null, null],
        [
          6,
          '中学支部',
          '为师先做党员',
          '暑期家访',
          { formula: 'DATE(2005,7,22)', result: new Date('2005-07-22T00:00:00Z') },
          null,
          { formula: '6*2', result: 12 },
          null,
          null,
        ],
        [7, '中学支部', null, '公开课', '2005-07-25', null, '十几人', null, null],
        ['合计', null, null, null, null, null, 50, null, null],
        ['填表人：王明', null, null, null, null, null, '审核人：李红'],
      ],
    })
    const plan = await planOf(opened.context, 'theme_activities', file)
    expect(plan.counts.read).toBe(7)
    expect([5, 6, 7, 8, 9, 10, 11].map((row) => codesOfRow(rowAt(plan, row)))).toEqual([
      [],
      ['M-330'],
      ['M-306'],
      ['M-465'],
      ['M-459'],
      [],
      ['M-392', 'M-391'],
    ])
    expect(rowAt(plan, 10).values).toMatchObject({ on_day: '2005-07-22', participants: 12 })
  })
})

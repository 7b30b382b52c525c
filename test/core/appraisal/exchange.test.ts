// The sheet of the appraisal as offices type it (I-7): titles, merged heads, total rows, formulas, wrong dates, unknown units.
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeWorkbook } from '../../../src-main/core/excel/writer.ts'
import { appraisalsOf } from '../../../src-main/core/services/appraisal/store.ts'
import { ledgerBook } from '../../../src-main/core/services/ledgers/export-ledger.ts'
import { openContext, type Opened } from '../open-context.ts'
import { bring, codesOfRow, makeBook, planOf, rowAt, type Line } from '../imports/workbooks.ts'
import { addMember, addUnit } from './branch.ts'

let opened: Opened
let orgId: string
beforeEach(async () => {
  opened = await openContext()
  orgId = await addUnit(opened.context)
  for (const name of ['郑文华', '钱大有', '孙小梅']) await addMember(opened.context, orgId, name)
})
afterEach(() => opened.close())

const unitName = async (): Promise<string> =>
  (
    await opened.context.db.read
      .selectFrom('organisation')
      .select('full_name')
      .where('id', '=', orgId)
      .executeTakeFirstOrThrow()
  ).full_name

const HEAD = [
  '序号',
  '姓名',
  '优秀',
  '合格',
  '基本合格',
  '不合格',
  '弃权',
  '票数合计',
  '支部评定等次',
  '反馈时间',
  '签字',
]
const file = async (...rows: readonly Line[]): Promise<string> => {
  const unit = await unitName()
  return makeBook(opened, {
    name: '民主评议',
    rows: [
      ['民主评议党员结果统计表'],
      ['填报单位：示例县清溪镇'],
      ['所在党支部', ...HEAD],
      ...rows.map((row): Line => [unit, ...row]),
    ],
    merges: ['A1:L1'],
  })
}

describe('I-7', () => {
  it('reads the block of ballots, a formula, a tick and a date as people write them', async () => {
    const book = await file(
      [1, '郑文华', 3, 6, 0, 0, 1, { formula: 'SUM(D4:H4)', result: 10 }, '优秀', '2005.8.10', '√'],
      [2, '钱大有', 1, 8, 1, 0, 0, 10, '合格党员', '2005年8月11日', ''],
      ['合计', '', 4, 14, 1, 0, 1, 20, '', '', ''],
    )
    const plan = await planOf(opened.context, 'appraisals', book)
    expect(plan.counts).toMatchObject({ read: 2, add: 2, refused: 0 })
    await bring(opened.context, 'appraisals', book)
    const rows = [...(await appraisalsOf(opened.context.db.read)).values()]
    expect(
      rows.map(({ excellent, total, grade, feedback_on: on, is_signed: signed }) => [
        excellent,
        total,
        grade,
        on,
        signed,
      ]),
    ).toEqual([
      [3, 10, '优秀', '2005-08-10', '是'],
      [1, 10, '合格', '2005-08-11', null],
    ])
    const again = await ledgerBook(opened.context, {
      query: { ledger: 'appraisals' },
      fullNumbers: false,
      reason: null,
      sheetPerOrganisation: false,
    })
    const out = path.join(opened.dir, '评议出.xlsx')
    await writeWorkbook(out, `${out}.part`, again)
    expect((await planOf(opened.context, 'appraisals', out)).counts).toMatchObject({
      same: 2,
      change: 0,
      add: 0,
    })
  })

  it.each<[string, Line, string]>([
    ['a sum that does not close', [1, '郑文华', 3, 6, 0, 0, 1, 9, '合格', '2005.8.10', ''], 'M-680'],
    ['a day that does not exist', [1, '郑文华', 3, 6, 0, 0, 1, 10, '合格', '2005.8.32', ''], 'M-306'],
    ['a grade nobody knows', [1, '郑文华', 3, 6, 0, 0, 1, 10, '良好', '2005.8.10', ''], 'M-393'],
    ['a stranger', [1, '无此人', 3, 6, 0, 0, 1, 10, '合格', '2005.8.10', ''], 'M-399'],
    ['half a ballot', [1, '郑文华', 3.5, 6, 0, 0, 1, 10, '合格', '2005.8.10', ''], 'M-392'],
    ['不合格 without its case', [1, '郑文华', 0, 2, 2, 6, 0, 10, '不合格', '2005.8.10', ''], 'M-442'],
  ])('tells %s', async (_what, row, code) => {
    const plan = await planOf(opened.context, 'appraisals', await file(row))
    expect(codesOfRow(rowAt(plan, 4))).toContain(code)
  })

  it('tells an unknown unit, one member twice and 预备党员 with a grade', async () => {
    const unit = await unitName()
    const book = await makeBook(opened, {
      name: '评议结果',
      rows: [
        ['支部', '姓名', '人员类别', '应参加人数', '合格', '基本合格', '不合格', '等次'],
        ['中共清溪镇没有这个支部', '郑文华', '', 10, 9, 0, 0, ''],
        [unit, '郑文华', '预备党员', 10, 9, 0, 0, '合格'],
        [unit, '钱大有', '', 8, 9, 0, 0, '优秀'],
        [unit, '郑文华', '', 10, 9, 0, 0, ''],
      ],
    })
    const plan = await planOf(opened.context, 'appraisals', book)
    expect(codesOfRow(rowAt(plan, 2))).toContain('M-330')
    expect(codesOfRow(rowAt(plan, 3))).toContain('M-441')
    expect(codesOfRow(rowAt(plan, 4))).toEqual(expect.arrayContaining(['M-681', 'M-682']))
    expect(codesOfRow(rowAt(plan, 5))).toContain('M-435')
  })
})

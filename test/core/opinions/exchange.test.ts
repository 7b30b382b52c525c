// I-4 and the register of talks from the ugly workbooks offices send, and out again; who put an opinion never reaches the data folder.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { opinions } from '#shared/ledgers/opinions.ts'
import { refusedBook } from '#shared/documents/refused-rows.ts'
import { writeWorkbook } from '../../../src-main/core/excel/writer.ts'
import { ledgerBook } from '../../../src-main/core/services/ledgers/export-ledger.ts'
import { showBoard } from '../../../src-main/core/services/opinions/show.ts'
import {
  bring,
  codes,
  codesOfRow,
  makeBook,
  open,
  planOf,
  rowAt,
  said,
  type Line,
} from '../imports/workbooks.ts'
import { openContext, type Opened } from '../open-context.ts'
import { addBranch, type Branch } from './branch.ts'

let opened: Opened
let branch: Branch
beforeEach(async () => {
  opened = await openContext()
  branch = await addBranch(opened.context)
})
afterEach(() => opened.close())

/** Nobody else is called so. */
const CRITIC = '欧阳翠翘'
const CRITICS_PHONE = '13912345678'
const CRITICS_UNIT = '红星裁缝铺'

/** Two title lines, a header of two levels with the critic in the middle, merged cells down, totals, footers. */
const ugly: readonly Line[] = [
  ['清溪镇征求意见汇总表'],
  ['填报单位：清溪中学支部　　　填报时间：2005年8月10日'],
  [
    '序号',
    '征求意见方式(渠道)',
    '发出份数/场次',
    '收回份数/参加人数',
    '反映人',
    null,
    null,
    '对象（班子/个人/支部）',
    '对象姓名',
    '意见建议内容',
    '类别',
    '条次',
    '归并后编号',
    '反馈时间',
    null,
  ],
  [null, null, null, null, '姓名', '电话', '单位', null, null, null, null, null, null, null, null],
  [
    1,
    '座谈会',
    3,
    46,
    CRITIC,
    CRITICS_PHONE,
    CRITICS_UNIT,
    '班子',
    null,
    '会议多',
    '作风',
    2,
    1,
    null,
    CRITIC,
  ],
  [
    2,
    null,
    null,
    null,
    CRITIC,
    null,
    null,
    '个人',
    '李明',
    '学习联系实际少',
    '学习',
    1,
    2,
    '2005.8.12',
    null,
  ],
  [3, '问卷', 110, 63, null, null, null, '个人', '李铭', '名字写错了', null, 1, null, null, null],
  [4, '问卷', 110, 163, CRITIC, null, null, '党支部', null, '收回多了', null, 1, null, null, null],
  [5, '意见箱', 2, null, null, null, null, '食堂', null, '对象不明', null, 1, null, null, null],
  [6, '意见箱', 2, null, CRITIC, CRITICS_PHONE, null, '支部', null, null, null, 1, null, null, null],
  [7, '热线', null, null, null, null, null, '支部', null, '一条归到两处', null, 1, '3、4', null, null],
  [
    8,
    '网上征询',
    null,
    null,
    null,
    null,
    null,
    '镇政府',
    null,
    '门口路不平',
    null,
    { formula: '1+2', result: 3 },
    5,
    '2005年13月1日',
    null,
  ],
  [null, '合计', null, null, null, null, null, null, null, null, null, 11, null, null, null],
  ['填表人：', CRITIC],
]
const merges = ['A1:O1', 'A2:O2', 'E3:G3', 'B5:B6', 'C5:C6', 'D5:D6']

const uglyBook = (): Promise<string> => makeBook(opened, { name: '征求意见汇总表', rows: ugly, merges })

/** Everything under the folders of the program, as bytes read as text. */
function everyFile(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name)
    return statSync(file).isDirectory() ? everyFile(file) : [file]
  })
}

describe('I-4', () => {
  it('says of each row what is wrong with it, and leaves out who put it', async () => {
    const plan = await planOf(opened.context, 'opinions', await uglyBook())
    expect(plan.rows.map((row) => [row.row, codesOfRow(row)])).toEqual([
      [5, []],
      [6, []],
      [7, ['M-414', 'M-660']],
      [8, ['M-411']],
      [9, ['M-414']],
      [10, ['M-413']],
      [11, ['M-412']],
      [12, ['M-306']],
    ])
    const left = plan.sheets[0]?.problems.find(({ code }) => code === 'M-415')
    expect([left?.level, left?.message]).toEqual([
      '警告',
      '表中含反映人身份信息，默认不导入：反映人姓名、反映人电话、反映人单位、第O列。',
    ])
    expect(rowAt(plan, 6).values).toMatchObject({
      org_id: branch.unit,
      channel: '座谈会',
      issued: 3,
      object: '党员个人',
      member_id: branch.members[1],
      fed_back_on: '2005-08-12',
    })
    expect(rowAt(plan, 12).values['times']).toBe(3)
  })

  it('writes what is right, and nothing of the critic anywhere', async () => {
    const session = await open(opened.context, 'opinions', await uglyBook(), { policy: 'skip' })
    const { counts } = await bring(opened.context, 'opinions', await uglyBook(), { policy: 'skip' })
    expect([counts.add, counts.refused]).toEqual([2, 6])
    const refused = path.join(opened.dir, 'data', '校验结果.xlsx')
    await writeWorkbook(refused, `${refused}.part`, refusedBook(opinions, session.plan, session.workbook))
    expect(JSON.stringify(refusedBook(opinions, session.plan, session.workbook))).not.toContain(CRITIC)
    const out = await ledgerBook(opened.context, {
      query: { ledger: 'opinions' },
      fullNumbers: true,
      reason: '往返核对',
      sheetPerOrganisation: false,
    })
    expect(JSON.stringify(out)).not.toContain(CRITIC)
    await opened.app.closeFolder()
    const files = everyFile(path.join(opened.dir, 'data')).filter((file) => file !== refused)
    expect(
      files.some((file) => file.includes('.db') || file.includes('sqlite') || file.endsWith('.dudao')),
    ).toBe(true)
    for (const secret of [CRITIC, CRITICS_PHONE, CRITICS_UNIT])
      expect(files.filter((file) => readFileSync(file).includes(Buffer.from(secret)))).toEqual([])
    expect(files.some((file) => readFileSync(file).includes(Buffer.from('学习联系实际少')))).toBe(true)
  })

  it('read twice changes nothing', async () => {
    await bring(opened.context, 'opinions', await uglyBook())
    const again = await planOf(opened.context, 'opinions', await uglyBook())
    expect(again.counts).toMatchObject({ add: 0, change: 0, same: 2 })
  })

  it('keeps other columns it does not know', async () => {
    const file = await makeBook(opened, {
      name: '征求意见汇总表',
      rows: [
        ['序号', '单位', '渠道', '对象', '意见内容', '领导批示', '联系人'],
        [1, '清溪中学支部', '座谈会', '班子', '会多', '已阅', CRITIC],
      ],
    })
    const plan = await planOf(opened.context, 'opinions', file)
    expect(codes(plan)).toEqual(['M-104', 'M-415'])
    expect(plan.rows[0]?.extra).toEqual({ 领导批示: '已阅' })
    expect(said(plan).every(({ message }) => !message.includes(CRITIC))).toBe(true)
  })

  it('comes to the sums the county printed', async () => {
    // 13,618 条次 by four channels, in 137 lines.
    const parts = [
      ['座谈会', 815],
      ['意见箱', 680],
      ['问卷调查', 8750],
      ['热线电话', 3373],
    ] as const
    const rows = parts.flatMap(([kind, total]) => {
      const lines = Math.ceil(total / 100)
      return Array.from({ length: lines }, (_, i): Line => [
        i + 1,
        '清溪中学支部',
        kind,
        '支部',
        `${kind}意见${String(i)}`,
        i === lines - 1 ? total - 100 * (lines - 1) : 100,
      ])
    })
    const file = await makeBook(opened, {
      name: '意见汇总',
      rows: [['序号', '单位', '渠道', '对象', '意见内容', '条次'], ...rows],
    })
    await bring(opened.context, 'opinions', file)
    const board = await showBoard(opened.context, branch.unit)
    expect(board.unit.raw).toBe(13_618)
    expect(board.channels.map(({ kind, entered }) => [kind, entered])).toEqual(parts.map(([k, n]) => [k, n]))
  })
})

describe('the register of talks', () => {
  const HEADER = ['序号', '谈话人', '谈话对象', '类型', '谈话时间', '地点', '内容要点', '指出问题', '意见']
  const file = (...rows: readonly Line[]) =>
    makeBook(opened, {
      name: '谈心谈话登记表',
      rows: [
        ['清溪中学支部谈心谈话登记表'],
        ['填报单位：清溪中学支部'],
        HEADER,
        ...rows.map((cells, i): Line => [i + 1, ...cells]),
        ['合计', '6次'],
      ],
      merges: ['A1:I1'],
    })

  it('is read cell by cell', async () => {
    const plan = await planOf(
      opened.context,
      'talks',
      await file(
        ['孙志强', '李 明', '支部书记与党员', '2005.8.3', '办公室', '谈学习', '学习少', '多学'],
        ['孙志强', '李明、王芳', '书记-党员', '2005年8月4日', '', '', '', ''],
        ['孙志强', '孙志强', '书记-党员', '2005.8.4', '', '', '', ''],
        ['孙志强', '李明 王芳 赵强', '集体', '2005.8.5', '会议室', '', '', ''],
        ['孙志强', '李明', '集体', '2005.8.5', '', '', '', ''],
        ['李明', '张大妈', '干群之间', '2005.2.30', '', '', '', ''],
        ['李明', '', '互谈', '2005.8.6', '', '', '', ''],
      ),
    )
    expect(plan.rows.map(codesOfRow)).toEqual([[], ['M-667'], ['M-665'], [], ['M-666'], ['M-306'], ['M-391']])
    expect(plan.rows.map(({ values }) => values['partners'])).toEqual([
      '李明',
      '李明、王芳',
      '孙志强',
      '李明、王芳、赵强',
      '李明',
      '张大妈',
      null,
    ])
    expect(rowAt(plan, 5).values).toMatchObject({ kind: '书记与党员', talked_on: '2005-08-04' })
  })

  it('comes back without a change', async () => {
    await bring(
      opened.context,
      'talks',
      await file(['孙志强', '李明', '书记–党员', '2005.8.3', '', '', '', '']),
    )
    const out = path.join(opened.dir, '出.xlsx')
    await writeWorkbook(
      out,
      `${out}.part`,
      await ledgerBook(opened.context, {
        query: { ledger: 'talks' },
        fullNumbers: false,
        reason: null,
        sheetPerOrganisation: false,
      }),
    )
    expect((await planOf(opened.context, 'talks', out)).counts).toMatchObject({ same: 1, add: 0, change: 0 })
  })
})

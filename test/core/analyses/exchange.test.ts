// The sheet of analyses from and to Excel: I-6 with what people type, and out and in again without a change.
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BookSpec } from '#shared/documents/book.ts'
import { writeWorkbook } from '../../../src-main/core/excel/writer.ts'
import { enterPolls, publicise, takeIn } from '../../../src-main/core/services/analyses/branch.ts'
import { analysisBook } from '../../../src-main/core/services/analyses/exports.ts'
import { showBoard } from '../../../src-main/core/services/analyses/list.ts'
import { openContext, type Opened } from '../open-context.ts'
import { bring, codesOfRow, makeBook, planOf, rowAt, type Line } from '../imports/workbooks.ts'
import { addMember, addUnit, DAYS, PASSED, reach, rowOf, toApproved } from './branch.ts'

let opened: Opened
let orgId: string
let id: string
beforeEach(async () => {
  opened = await openContext()
  orgId = await addUnit(opened.context)
  id = await addMember(opened.context, orgId, '郑文华')
})
afterEach(() => opened.close())

let saved = 0
async function save(book: BookSpec): Promise<string> {
  const file = path.join(opened.dir, `出${String((saved += 1))}.xlsx`)
  await writeWorkbook(file, `${file}.part`, book)
  return file
}

const HEADER = [
  '序号',
  '姓名',
  '职务',
  '级别',
  '材料字数',
  '提交时间',
  '审阅人',
  '审阅意见',
  '退回次数',
  '测评有效票',
  '满意',
  '基本满意',
  '不满意',
  '满意度',
  '是否重写',
  '重写完成时间',
]
type Cells = Partial<Record<string, string | number>>
const USUAL: Cells = {
  姓名: '郑文华',
  职务: '教师',
  级别: '普通党员',
  材料字数: 2800,
  提交时间: '2005.8.10',
  审阅人: '姚家和',
  审阅意见: '同意',
}
const file = (...rows: readonly Cells[]): Promise<string> =>
  makeBook(opened, {
    name: '清溪中学支部',
    rows: [
      HEADER,
      ...rows.map((cells, i): Line =>
        HEADER.map((name) => (name === '序号' ? i + 1 : ({ ...USUAL, ...cells }[name] ?? null))),
      ),
    ],
  })
const votes = (valid: number, satisfied: number, basic: number): Cells => ({
  测评有效票: valid,
  满意: satisfied,
  基本满意: basic,
  不满意: valid - satisfied - basic,
})

describe('a sheet of a branch', () => {
  it('is taken over row by row, and then as far as it proves', async () => {
    await bring(opened.context, 'analyses', await file(votes(30, 20, 1)))
    expect(await rowOf(opened.context, id)).toMatchObject({
      state: '未交',
      level: '党员',
      chars: 2800,
      submitted_on: '2005-08-10',
      valid: 30,
      rate: '70.00%',
      rewrite: '否',
    })
    expect(await takeIn(opened.context, orgId)).toEqual({ count: 1 })
    expect(await rowOf(opened.context, id)).toMatchObject({
      state: '审阅通过',
      version: 1,
      review_opinion: '同意',
    })
    const board = await showBoard(opened.context, orgId)
    expect(board.rows[0]?.offered).toEqual({
      valid: 30,
      satisfied: 20,
      basic: 1,
      dissatisfied: 9,
      abstained: null,
    })
  })

  it.each<[string, Cells, readonly string[]]>([
    ['agrees with itself', { ...votes(30, 20, 1), 满意度: '70%', 是否重写: '否' }, []],
    ['typed as a share', { ...votes(30, 20, 1), 满意度: 0.7 }, []],
    [
      'rounds to one decimal',
      { ...votes(29, 15, 5), 满意度: '69.0%', 是否重写: '是', 重写完成时间: '2005.8.16' },
      [],
    ],
    ['another rate', { ...votes(30, 20, 1), 满意度: '96%' }, ['M-431']],
    [
      '70.0% that is not 70%',
      { ...votes(2000, 1399, 0), 满意度: '70.0%', 是否重写: '否' },
      ['M-432', 'M-433'],
    ],
    ['a rewrite nobody asked for', { ...votes(30, 20, 1), 是否重写: '是' }, ['M-434']],
    ['a rewrite not done yet', { ...votes(19, 13, 0), 是否重写: '是' }, ['M-433']],
    ['the ballots alone', votes(19, 13, 0), ['M-433']],
    ['counts that do not close', { ...votes(30, 20, 1), 不满意: 2 }, ['M-421']],
    ['grades without a number of ballots', { 满意: 20 }, ['M-391']],
    ['a day that has not come', { ...votes(30, 20, 1), 提交时间: '2005.9.30' }, ['M-465']],
    ['nobody of this branch', { 姓名: '钱学礼' }, ['M-399']],
  ])('%s', async (_, cells, codes) => {
    const plan = await planOf(opened.context, 'analyses', await file(cells))
    expect(codesOfRow(rowAt(plan, 2)).sort()).toEqual([...codes].sort())
  })

  it('names the same member once', async () => {
    const plan = await planOf(opened.context, 'analyses', await file({}, {}))
    expect(codesOfRow(rowAt(plan, 3))).toContain('M-435')
  })

  it('does not change what has been voted on', async () => {
    await toApproved(opened.context, orgId, id)
    await enterPolls(opened.context, {
      orgId,
      on: DAYS.polled,
      person: '叶素心',
      lines: [
        {
          ...PASSED,
          memberId: id,
          rowVersion: (await rowOf(opened.context, id))?.row_version ?? null,
          note: '',
        },
      ],
    })
    const plan = await planOf(
      opened.context,
      'analyses',
      await file({ ...votes(30, 25, 1), 提交时间: DAYS.written }),
    )
    expect(codesOfRow(rowAt(plan, 2))).toContain('M-474')
  })

  it('numbers of a file become a round only with a day, after the display', async () => {
    await bring(opened.context, 'analyses', await file(votes(30, 20, 1)))
    await takeIn(opened.context, orgId)
    const line = { ...PASSED, memberId: id, note: '' }
    const sheet = { orgId, on: '2005-08-16', person: '叶素心' }
    const version = async () => (await rowOf(opened.context, id))?.row_version ?? null
    await expect(
      enterPolls(opened.context, { ...sheet, lines: [{ ...line, rowVersion: await version() }] }),
    ).rejects.toThrow('材料还没有公示')
    const display = {
      orgId,
      memberIds: null,
      from: '2005-08-11',
      to: '2005-08-13',
      range: '支部',
      form: '公开栏',
    }
    await publicise(opened.context, display)
    await enterPolls(opened.context, { ...sheet, lines: [{ ...line, rowVersion: await version() }] })
    expect((await rowOf(opened.context, id))?.state).toBe('合格')
  })
})

describe('out and in again', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[赵钱孙李周吴郑王][一-龟]{1,2}$/u), {
    minLength: 1,
    maxLength: 4,
  })
  const states = fc.constantFrom(
    '未交',
    '口述',
    '免写',
    '已交',
    '退回修改',
    '审阅通过',
    '合格',
    '待重写',
    '帮助中',
    '归档',
  )

  it('changes nothing, whatever the states and the ballots', async () => {
    await fc.assert(
      fc.asyncProperty(names, fc.array(states, { minLength: 4, maxLength: 4 }), async (some, inStates) => {
        const unit = await addUnit(opened.context, `中共第${String((saved += 1))}中学支部`)
        for (const [i, name] of some.entries()) {
          const state = (
            [
              '未交',
              '口述',
              '免写',
              '已交',
              '退回修改',
              '审阅通过',
              '合格',
              '待重写',
              '帮助中',
              '归档',
            ] as const
          ).find((each) => each === inStates[i])
          const member = await addMember(opened.context, unit, name, { categories: ['书写困难'] })
          if (state !== undefined) await reach[state](opened.context, unit, member)
        }
        const { counts } = await planOf(
          opened.context,
          'analyses',
          await save(await analysisBook(opened.context, unit)),
        )
        expect({ add: counts.add, change: counts.change, refused: counts.refused }).toEqual({
          add: 0,
          change: 0,
          refused: 0,
        })
      }),
      { numRuns: 8 },
    )
  }, 60_000)
})

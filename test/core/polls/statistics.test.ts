// Statistics of polls from Excel (I-5): what is said at which cell, what is taken over, and that it comes back unchanged.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasError } from '#shared/ledger/import/plan.ts'
import { bring, makeBook, planOf, type Line } from '../imports/workbooks.ts'
import { openContext, type Opened } from '../open-context.ts'
import { bringTo, hospital, newUnit } from './holding.ts'

let opened: Opened
let unit: string
let orgId: string
beforeAll(async () => {
  opened = await openContext()
})
beforeEach(async () => {
  const made = await newUnit(opened.context)
  orgId = made.orgId
  const row = await opened.context.db.read
    .selectFrom('organisation')
    .select('short_name')
    .where('id', '=', orgId)
    .executeTakeFirstOrThrow()
  unit = row.short_name ?? ''
})
afterAll(() => opened.close())

const HEADER = [
  '序号',
  '单位',
  '测评时间',
  '发出票',
  '收回票',
  '有效票',
  '无效票',
  '满意',
  '基本满意',
  '不满意',
  '弃权',
  '满意率',
  '不满意率',
] as const
/** 第一次: 票数, then the two rates. */
type Votes = readonly [number, number, number, number, number, number, number, number]

const line = (votes: Votes, rates: readonly [unknown, unknown] = ['', '']): Line =>
  [1, unit, '2005-08-09', ...votes, ...rates] as Line

const bookOf = (...rows: readonly Line[]) => makeBook(opened, { name: '测评统计', rows: [HEADER, ...rows] })

async function saidOf(...rows: readonly Line[]) {
  const plan = await planOf(opened.context, 'polls', await bookOf(...rows))
  return plan.rows.map((row) => ({
    outcome: row.outcome,
    said: row.problems.map(({ code, level, column }) => [code, level, column]),
    messages: row.problems.map(({ message }) => message),
  }))
}

const good: Votes = [58, 57, 56, 1, 36, 18, 2, 0]

describe('numbers that do not close', () => {
  it.each<[string, Votes, string, string]>([
    [
      'grades and valid ballots',
      [58, 57, 56, 1, 36, 18, 1, 0],
      'M-421',
      '第2行各档票数之和 55 与有效票 56 不等。',
    ],
    [
      'one too many, as 第三小学 had it',
      [22, 21, 21, 0, 17, 5, 0, 0],
      'M-421',
      '第2行各档票数之和 22 与有效票 21 不等。',
    ],
    [
      'valid, invalid and returned',
      [58, 57, 56, 2, 36, 18, 2, 0],
      'M-422',
      '第2行有效票 56 与无效票 2 之和不等于收回票 57。',
    ],
    ['returned and issued', [56, 57, 56, 1, 36, 18, 2, 0], 'M-423', '第2行收回票 57 多于发出票 56。'],
    ['no valid ballot', [5, 5, 0, 5, 0, 0, 0, 0], 'M-426', '第2行有效票为 0，视为未测评，不得转段。'],
    [
      '9 short as in 99.65%',
      [12_900, 12_883, 12_874, 9, 12_829, 0, 36, 0],
      'M-421',
      '第2行各档票数之和 12865 与有效票 12874 不等。',
    ],
  ])('%s', async (_, votes, code, message) => {
    const [row] = await saidOf(line(votes))
    expect(row?.outcome).toBe('refused')
    expect(row?.said[0]?.slice(0, 2)).toEqual([code, '错误'])
    expect(row?.messages[0]).toBe(message)
  })
})

describe('rates that were typed', () => {
  it.each<[string, unknown, unknown, readonly string[]]>([
    ['as worked out', '96.43%', '3.57%', []],
    ['as one decimal', '96.4%', '3.6%', []],
    ['as numbers', 96.43, 3.57, []],
    ['as shares', 0.9643, 0.0357, []],
    ['满意 alone', '64.29%', '3.57%', []],
    ['the wrong way round', '3.57%', '96.43%', ['M-424', 'M-424']],
    ['99.65', '99.65%', '', ['M-424']],
    ['words', '好', '', ['M-424']],
  ])('%s', async (_, satisfied, dissatisfied, expected) => {
    const [row] = await saidOf(line(good, [satisfied, dissatisfied]))
    expect(row?.outcome).toBe('add')
    expect(row?.said.map(([code]) => code)).toEqual(expected)
  })
  it('are never stored', async () => {
    await bring(opened.context, 'polls', await bookOf(line(good, ['99.65%', '0.35%'])))
    const stored = await opened.context.db.read
      .selectFrom('poll')
      .selectAll()
      .where('org_id', '=', orgId)
      .executeTakeFirstOrThrow()
    expect(stored).toMatchObject({
      satisfied_rate: '96.43%',
      dissatisfied_rate: '3.57%',
      extra: null,
      state: '已统计',
      round: '1',
      phase: '分析评议',
    })
  })
})

describe('the verdict', () => {
  it('is loud and lets the fact in (M-427)', async () => {
    const [row] = await saidOf(line([58, 57, 56, 1, 33, 15, 6, 2]))
    expect(row?.outcome).toBe('add')
    expect(row?.messages[0]).toBe(
      '第2行不满意 6/56（10.71%），达到或超过10%，一律不准转入下一阶段。票数照实登记。',
    )
  })
  it('warns with both shares when abstentions turn it (M-428)', async () => {
    const [row] = await saidOf(line([32, 31, 31, 0, 18, 8, 3, 2]))
    expect(row?.messages).toEqual([
      '第2行弃权票计入与不计入有效票，结论不同（9.68% / 10.34%），请报先教办确定口径。',
    ])
  })
})

describe('other ballots and other sheets', () => {
  it('refuses votes in a grade the campaign does not have', async () => {
    const header = HEADER.map((name) => (name === '弃权' ? '比较满意' : name))
    const file = await makeBook(opened, {
      name: '测评统计',
      rows: [header, line([58, 57, 56, 1, 33, 15, 6, 2])],
    })
    const [row] = (await planOf(opened.context, 'polls', file)).rows
    expect(row?.problems.map(({ code, column }) => [code, column])).toContainEqual(['M-425', 'fairly'])
  })
  it('takes a grade without votes for what it is', async () => {
    const header = HEADER.map((name) => (name === '弃权' ? '比较满意' : name))
    const file = await makeBook(opened, {
      name: '测评统计',
      rows: [header, line([58, 57, 56, 1, 36, 18, 2, 0])],
    })
    expect((await planOf(opened.context, 'polls', file)).counts).toMatchObject({ add: 1, refused: 0 })
  })
  it('reads formulas by their value, and says so of those without one', async () => {
    const cells = [1, unit, '2005-08-09', 58, 57, { formula: 'H2+I2+J2+K2', result: 56 }, 1, 36, 18, 2, 0]
    const bad = [
      1,
      unit,
      '2005-08-09',
      58,
      { formula: 'F2+G2' },
      { formula: 'A1/0', result: { error: '#DIV/0!' } },
      1,
      36,
      18,
      2,
      0,
    ]
    const [first] = await saidOf(cells)
    expect(first).toMatchObject({ outcome: 'add', said: [] })
    const [second] = await saidOf(bad as Line)
    expect(second?.said).toContainEqual(['M-120', '错误', 'valid'])
    expect(second?.said).toContainEqual(['M-121', '警告', 'returned'])
  })
  it('reads the round as people write it', async () => {
    const rows: readonly Line[] = [
      [...HEADER, '轮次'],
      [...line(good), '第二轮'],
    ]
    const file = await makeBook(opened, { name: '测评统计', rows })
    const plan = await planOf(opened.context, 'polls', file)
    expect(plan.rows[0]?.values['round']).toBe('2')
  })
  it('finds the same round twice in a file', async () => {
    const rows = await saidOf(line(good), line(good))
    expect(rows[1]?.said).toContainEqual(['M-420', '错误', 'round'])
  })
  it.each([
    ['2005-06-30', 'M-419'],
    ['2005-08-18', 'M-465'],
    ['2005-08', 'M-459'],
  ])('a poll of %s is refused: %s', async (day, code) => {
    const [row] = await saidOf([1, unit, day, ...good])
    expect(row?.said).toContainEqual([code, '错误', 'date'])
  })
})

describe('what is there already', () => {
  it('the same file again changes nothing', async () => {
    const file = await bookOf(line(good, ['96.4%', '']))
    await bring(opened.context, 'polls', file)
    const plan = await planOf(opened.context, 'polls', file)
    expect(plan.counts).toMatchObject({ add: 0, change: 0, same: 1, refused: 0 })
    expect(plan.rows.flatMap((row) => row.problems)).toEqual([])
  })
  it('a correction of what is not confirmed is taken over', async () => {
    await bring(opened.context, 'polls', await bookOf(line(good)))
    const plan = await planOf(opened.context, 'polls', await bookOf(line([58, 57, 56, 1, 35, 18, 3, 0])))
    expect(plan.rows[0]?.changes.map(({ column, after }) => [column, after])).toEqual([
      ['satisfied', 35],
      ['dissatisfied', 3],
    ])
    expect(plan.rows.some((row) => hasError(row.problems))).toBe(false)
  })
  it.each(['已收回', '已确认', '作废'] as const)(
    'a poll that is %s is not changed by a file',
    async (state) => {
      await bringTo(opened.context, state, { orgId })
      const cells: Line = [1, unit, '2005-08-10', 132, 130, 128, 2, 62, 51, 12, 3]
      const rows: readonly Line[] = [
        [...HEADER.slice(0, 11), '阶段'],
        [...cells, '学习动员'],
      ]
      const file = await makeBook(opened, { name: '测评统计', rows })
      const plan = await planOf(opened.context, 'polls', file)
      expect(plan.counts.refused).toBe(1)
      expect(plan.rows[0]?.problems.at(-1)?.code).toBe('M-474')
      expect(hospital.counted.grades.satisfied).toBe(61)
    },
  )
})

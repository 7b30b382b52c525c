// Registers of people as offices really send them: title rows, merged heads, total rows, formulas, wrong units and days.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { write, type Context } from '../../../src-main/core/context.ts'
import { compareFloating, judgeLostMembers } from '../../../src-main/core/services/people/apart.ts'
import { judgeCareVisits } from '../../../src-main/core/services/people/care.ts'
import { judgeContacts } from '../../../src-main/core/services/people/leaders.ts'
import { bring, bringTown, codesOfRow, makeBook, planOf, roster, rowAt } from '../imports/workbooks.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
let context: Context
beforeAll(async () => {
  opened = await openContext()
  context = opened.context
  await bringTown(opened)
  const people = ['张明', '李红', '王芳', '赵刚'].map((name) => ({ name }))
  await bring(context, 'members', await makeBook(opened, roster(people)))
  await context.db.write((trx) =>
    trx
      .updateTable('member')
      .set({ categories: '["低保困难"]' })
      .where('name', 'in', ['张明', '李红'])
      .execute(),
  )
})
afterAll(() => opened.close())

describe('visits on an ugly sheet', () => {
  const sheet = {
    name: '走访慰问登记表',
    merges: ['A1:H1', 'F3:H3', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:D4', 'E3:E4'],
    rows: [
      ['清溪镇走访慰问登记表'],
      ['填报单位：清溪镇先教办　　填报时间：2005年8月15日'],
      ['序号', '姓名', '所在支部', '类别', '走访时间', '慰问情况', null, null],
      [null, null, null, null, null, '物资', '金额', '七助'],
      [1, '张明', '城南社区', '低保户', '2005.7.20', '大米', 200, '助困、助医'],
      [
        2,
        '李红',
        '城南社区党支部',
        '低保',
        '2005年7月21日',
        '棉被',
        { formula: '100+100', result: 200 },
        '助困',
      ],
      [3, '陈大妈', '城南社区', '困难户', '2005-08-30', '', 100, '助兴'],
      [4, '王芳', '城西社区', '老党员', '2005.7.22', '', '两百', ''],
      [5, '赵刚', '城南社区', '', '去年', '', '', '助学'],
      ['合计', null, null, null, null, null, 500, null],
    ],
  }
  it('is read row by row, each fault said at its place', async () => {
    const plan = await planOf(context, 'care_visits', await makeBook(opened, sheet))
    expect(plan.counts).toMatchObject({ read: 5, add: 2, refused: 3, skipped: { total: 1 } })
    expect(rowAt(plan, 5).values).toMatchObject({
      category: '低保困难',
      kinds: ['助医', '助困'],
      amount: 200,
    })
    expect(rowAt(plan, 6).values).toMatchObject({ visited_on: '2005-07-21', amount: 200 })
    expect(codesOfRow(rowAt(plan, 7)).sort()).toEqual(['M-396', 'M-465', 'M-712'])
    expect(codesOfRow(rowAt(plan, 8))).toEqual(expect.arrayContaining(['M-330', 'M-392']))
    expect(codesOfRow(rowAt(plan, 9))).toContain('M-306')
  })

  it('counts for the members visited, once written', async () => {
    const before = await judgeCareVisits(context)
    expect(before[0]?.verdict).toMatchObject({
      outcome: 'fail',
      details: ['张明（低保困难）还没有走访。', '李红（低保困难）还没有走访。'],
    })
    await bring(context, 'care_visits', await makeBook(opened, sheet))
    expect((await judgeCareVisits(context)).map(({ verdict }) => verdict.outcome)).toEqual(['pass', 'pass'])
    const again = await planOf(context, 'care_visits', await makeBook(opened, sheet))
    expect(again.counts).toMatchObject({ add: 0, change: 0, same: 2 })
  })
})

describe('members away', () => {
  it('are compared with the roster both ways', async () => {
    await context.db.write((trx) =>
      trx
        .updateTable('member')
        .set({ is_floating: '是', floating_place: '县城' })
        .where('name', 'in', ['张明', '王芳'])
        .execute(),
    )
    const file = await makeBook(opened, {
      name: '流动党员登记表',
      rows: [
        ['序号', '姓名', '所在支部', '外出原因', '外出地点', '外出时间'],
        [1, '张明', '城南社区', '打工', '省城', '2005.5'],
        [2, '李红', '城南社区', '经商', '县城', '2005.6'],
        [3, '没有人', '城南社区', '经商', '县城', '2005.6'],
      ],
    })
    await bring(context, 'floating_members', file)
    const lines = await compareFloating(context)
    expect(lines.map(({ name, verdict }) => [name, verdict.reason])).toEqual([
      ['张明', '外出地点花名册写“县城”，登记表写“省城”。'],
      ['李红', '登记表里是流动党员，花名册没有标，请核对。'],
      ['王芳', '花名册标为流动党员，登记表里没有，请补登记。'],
    ])
  })
})

describe('members out of touch', () => {
  it.each([
    ['2005-02-17', '警告'],
    ['2005-02-18', undefined],
    ['2005-02', '警告'],
    ['2005-03', undefined],
  ])('last heard of %s: %s', async (lostSince, level) => {
    const { id } = await context.db.read
      .selectFrom('member')
      .select('id')
      .where('name', '=', '赵刚')
      .executeTakeFirstOrThrow()
    await write(context, (journal) => journal.change('member', id, { lost_since: lostSince }))
    const line = (await judgeLostMembers(context)).find(({ name }) => name === '赵刚')
    expect(line?.verdict.outcome === 'fail' ? line.verdict.level : undefined).toBe(level)
  })

  it('are done with once found and enrolled, though they are on no roster', async () => {
    const file = await makeBook(opened, {
      name: '双找登记表',
      rows: [
        ['序号', '姓名', '所在支部', '失联时间', '查找结果', '编入支部'],
        [1, '孙远', '城南社区', '2003.5', '找到', '城北社区'],
        [2, '孙近', '城南社区', '2003.5', '找到', ''],
      ],
    })
    const plan = await planOf(context, 'lost_members', file)
    expect(plan.rows.map(({ outcome }) => outcome)).toEqual(['add', 'refused'])
    expect(codesOfRow(rowAt(plan, 3))).toEqual(['M-700'])
    await bring(context, 'lost_members', file)
    const line = (await judgeLostMembers(context)).find(({ name }) => name === '孙远')
    expect(line?.verdict.outcome).toBe('pass')
  })
})

describe('leaders', () => {
  it('are warned of visits to strange units, and of none at all', async () => {
    await bring(
      context,
      'contact_points',
      await makeBook(opened, {
        name: '联系点安排表',
        rows: [
          ['清溪镇党政领导联系点安排表'],
          ['序号', '领导姓名', '职务', '联系点', '示范点'],
          [1, '周明', '党委书记', '清溪镇中学支部', '√'],
          [2, '沈立', '镇长', '城北社区', ''],
        ],
      }),
    )
    await bring(
      context,
      'contact_visits',
      await makeBook(opened, {
        name: '到点记录',
        rows: [
          ['领导', '联系点', '时间', '事项'],
          ['周明', '城南社区', '2005.7.13', '讲党课、指导'],
          ['周明', '清溪镇中学支部', '2005.7.20', '调研'],
        ],
      }),
    )
    const lines = await judgeContacts(context)
    expect(lines.map(({ name, verdict }) => [name, verdict.outcome, verdict.reason])).toEqual([
      ['周明', 'fail', '到点记录中的“城南社区支部”不是登记的联系点。'],
      ['沈立', 'fail', '讲党课或作专题报告0次，应不少于1次。'],
    ])
  })
})

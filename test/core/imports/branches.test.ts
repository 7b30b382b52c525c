// Which branch a row belongs to: by its cell, the sheet, the unit line, however people write the name.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openContext, type Opened } from '../open-context.ts'
import {
  bring,
  bringTown,
  codes,
  codesOfRow,
  csvOf,
  line,
  makeBook,
  makeText,
  MEMBER_HEADER,
  planOf,
  roster,
  rowAt,
  said,
} from './workbooks.ts'
import { cellKey } from '#shared/ledger/import/plan.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openContext()
  await bringTown(opened)
})
afterAll(() => opened.close())

const nameOf = async (id: unknown): Promise<string | undefined> =>
  (
    await opened.context.db.read
      .selectFrom('organisation')
      .select('full_name')
      .where('id', '=', typeof id === 'string' ? id : '')
      .executeTakeFirst()
  )?.full_name

const SOUTH = '中共清溪镇城南社区支部委员会'

describe('the branch in the row', () => {
  it.each([
    [SOUTH, SOUTH],
    ['中国共产党清溪镇城南社区支部委员会', SOUTH],
    ['示例县清溪镇城南社区党支部', SOUTH],
    ['清溪镇城南社区支部', SOUTH],
    ['城南社区支部', SOUTH],
    ['城南社区', SOUTH],
    ['城 南 社 区 党 支 部', SOUTH],
    ['城南社区（党支部）', SOUTH],
    ['机关一支部', '中共清溪镇机关第一支部委员会'],
    ['机关第1支部', '中共清溪镇机关第一支部委员会'],
    ['机关2支部', '中共清溪镇机关第二支部委员会'],
    ['城区总支', '中共清溪镇城区总支部委员会'],
    ['镇党委', '中共清溪镇委员会'],
  ])('%s', async (branch, full) => {
    const file = await makeBook(opened, {
      name: '全镇',
      rows: [[...MEMBER_HEADER], line(1, { name: '张三', branch })],
    })
    const plan = await planOf(opened.context, 'members', file)
    expect(await nameOf(plan.rows[0]?.values['org_id'])).toBe(full)
  })

  it('unknown is refused with the nearest names, and settled by an answer', async () => {
    const rows = [[...MEMBER_HEADER], line(1, { name: '张三', branch: '城男社区支部' })]
    const file = await makeBook(opened, { name: '全镇', rows })
    const found = rowAt(await planOf(opened.context, 'members', file), 2).problems.find(
      (p) => p.code === 'M-330',
    )
    expect(found).toMatchObject({ level: '错误', column: 'org_id' })
    expect(found?.message).toMatch(/^第2行党支部“城男社区支部”不在本镇党组织名册中。是否为：.*城南社区.*？$/u)
    const answers = { [cellKey('全镇', 2, 'org_id')]: found?.candidates?.[0] ?? '' }
    expect((await planOf(opened.context, 'members', file, { answers })).counts).toMatchObject({
      add: 1,
      refused: 0,
    })
  })

  it('with no name anywhere near asks nothing', async () => {
    const rows = [[...MEMBER_HEADER], line(1, { name: '张三', branch: '驻京办事处' })]
    const plan = await planOf(opened.context, 'members', await makeBook(opened, { name: '全镇', rows }))
    expect(said(plan).find((p) => p.code === 'M-330')?.message).toBe(
      '第2行党支部“驻京办事处”不在本镇党组织名册中。',
    )
  })
})

describe('the branch of the sheet', () => {
  const without = MEMBER_HEADER.filter((h) => h !== '所在党支部')
  const row = line(1, { name: '张三' }).filter((_, i) => i !== 9)

  it.each([
    ['by the name of the sheet', '城南社区', [], SOUTH],
    ['by its short form', '城南', [], SOUTH],
    ['by the full name cut at 31 signs', SOUTH.slice(0, 13), [], SOUTH],
    ['by the unit line', 'Sheet1', [['填报单位：城南社区党支部　　填报时间：2005年7月5日']], SOUTH],
    ['by a stamped unit line', 'Sheet1', [['填报单位（盖章）：城南社区党支部']], SOUTH],
    ['by a unit in a cell of its own', 'Sheet1', [['填报单位：', '城南社区党支部', '单位：人']], SOUTH],
    ['by the title', 'Sheet1', [['清溪镇城南社区党支部党员花名册']], SOUTH],
  ])('%s', async (_, name, above, full) => {
    const plan = await planOf(
      opened.context,
      'members',
      await makeBook(opened, { name, rows: [...above, without, row] }),
    )
    expect(await nameOf(plan.rows[0]?.values['org_id'])).toBe(full)
    expect(plan.counts).toMatchObject({ add: 1, refused: 0 })
  })

  it('that says nothing, or fits two, leaves the row without one', async () => {
    for (const name of ['Sheet1', '机关']) {
      const plan = await planOf(
        opened.context,
        'members',
        await makeBook(opened, { name, rows: [without, row] }),
      )
      expect(codesOfRow(plan.rows[0])).toEqual(['M-331'])
      expect(plan.rows[0]?.problems.find((p) => p.code === 'M-331')?.message).toBe(
        '第2行未填所在党支部，工作表名称也无法对应党组织。',
      )
    }
  })

  it('is the name of a .csv', async () => {
    const text = csvOf([without, row], ',')
    const plan = await planOf(opened.context, 'members', makeText(opened, '城南社区.csv', text))
    expect(await nameOf(plan.rows[0]?.values['org_id'])).toBe(SOUTH)
  })
})

describe('members before organisations', () => {
  it('every row says so, and the sheet says once what to do', async () => {
    const empty = await openContext()
    try {
      const file = await makeBook(empty, roster([{ name: '张三' }, { name: '李四' }]))
      const plan = await planOf(empty.context, 'members', file)
      expect(plan.counts).toMatchObject({ read: 2, refused: 2 })
      expect(said(plan)[0]).toMatchObject({
        code: 'M-107',
        row: null,
        message: '党组织名册还是空的，党支部都对不上。请先导入党组织名册，再导入本表。',
      })
      expect(codes(plan).filter((c) => c === 'M-330')).toHaveLength(2)
    } finally {
      await empty.close()
    }
  })

  it('a file of another town says that nothing fits', async () => {
    const file = await makeBook(
      opened,
      roster([1, 2].map((n) => ({ name: '张三', order: n * 2 + 1, branch: '柳河沟' }))),
    )
    expect(codes(await planOf(opened.context, 'members', file))).toContain('M-108')
  })
})

describe('where the town is not known by name', () => {
  it('names with and without the town in front still meet', async () => {
    const other = await openContext()
    try {
      const rows = [
        ['党组织名称', '组织类别', '单位类型'],
        ['中共柳河县石桥镇机关支部委员会', '支部', '机关'],
        ['石桥镇中心小学党支部', '支部', '学校'],
      ]
      await bring(other.context, 'organisations', await makeBook(other, { name: '名册', rows }))
      const people = [
        { name: '张三', branch: '机关支部' },
        { name: '李四', branch: '柳河县石桥镇中心小学支部' },
      ]
      const plan = await planOf(other.context, 'members', await makeBook(other, roster(people)))
      expect(plan.counts).toMatchObject({ add: 2, refused: 0 })
    } finally {
      await other.close()
    }
  })
})

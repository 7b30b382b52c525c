// What a ledger page asks of the store: search, filters, facets, sort, paging.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LedgerQuery } from '#shared/contract/ledger.ts'
import { listLedger, listOptions } from '../../../src-main/core/services/ledgers/show-records.ts'
import { openContext, type Opened } from '../open-context.ts'
import { bring, bringTown, idFor, line, makeBook, MEMBER_HEADER } from '../imports/workbooks.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openContext()
  await bringTown(opened)
  const header = [...MEMBER_HEADER, '类别标记', '备注']
  const rows = [
    [...line(1, { name: '张三', phone: '13900000001' }), '离退休、年老体弱', '50%党费'],
    [...line(2, { name: '李四', sex: '女', branch: '城北社区' }), '离退休', '一_二'],
    [...line(3, { name: '章丘', id: idFor('19550701', 7) }), null, null],
  ]
  await bring(opened.context, 'members', await makeBook(opened, { name: '表', rows: [header, ...rows] }))
})
afterAll(() => opened.close())

const list = (query: Partial<LedgerQuery>) =>
  listLedger(opened.context, { ledger: 'members', offset: 0, limit: 100, ...query })
const namesIn = async (query: Partial<LedgerQuery>): Promise<unknown[]> =>
  (await list(query)).rows.map((r) => r.values['name'])

describe('search', () => {
  it.each([
    ['a part of the name', '张', ['张三']],
    ['initials', 'zs', ['张三']],
    ['initials in capitals', 'LS', ['李四']],
    ['the end of an id number', idFor('19550701', 7).slice(-6), ['章丘']],
    ['a telephone', '13900000001', ['张三']],
    ['a percent sign, as itself', '%', ['张三']],
    ['an underline, as itself', '_', ['李四']],
    ['nothing', '  ', ['张三', '李四', '章丘']],
    ['something that is not there', '王', []],
    ['a quote', "'", []],
  ])('%s', async (_, search, names) => {
    expect(await namesIn({ search })).toEqual(names)
  })
})

describe('filters and facets', () => {
  it.each([
    [{ sex: ['女'] }, ['李四']],
    [{ sex: ['女', '男'] }, ['张三', '李四', '章丘']],
    [{ categories: ['年老体弱'] }, ['张三']],
    [{ categories: ['离退休'], sex: ['女'] }, ['李四']],
    [{ categories: [''] }, ['章丘']],
    [{ phone: [''] }, ['李四', '章丘']],
    [{ nothing: ['x'] }, ['张三', '李四', '章丘']],
  ] as [Record<string, string[]>, string[]][])('%o', async (filters, names) => {
    expect(await namesIn({ filters })).toEqual(names)
  })

  it('count every value, organisations by their short names', async () => {
    const { facets, total, all } = await list({ filters: { sex: ['女'] } })
    expect([total, all]).toEqual([1, 3])
    expect(facets['sex']).toEqual(
      expect.arrayContaining([
        { value: '男', label: '男', count: 2 },
        { value: '女', label: '女', count: 1 },
      ]),
    )
    expect(facets['categories']?.find((f) => f.value === '离退休')?.count).toBe(2)
    expect(facets['categories']?.find((f) => f.value === '')).toMatchObject({ label: '（空）', count: 1 })
    expect(facets['org_id']?.map((f) => f.label).toSorted()).toEqual(['城北社区支部', '城南社区支部'])
  })
})

describe('order and pages', () => {
  it('sorts by a column both ways, and by nothing unknown', async () => {
    const byPhone = { column: 'phone', descending: true }
    expect((await namesIn({ sort: byPhone }))[0]).toBe('张三')
    expect(await namesIn({ sort: { column: 'sex', descending: false } })).toEqual(['李四', '张三', '章丘'])
    expect(await namesIn({ sort: { column: 'sex', descending: true } })).toEqual(['张三', '章丘', '李四'])
    expect(await namesIn({ sort: { column: 'id; drop table member', descending: false } })).toHaveLength(3)
  })

  it('gives a page at a time and counts all that fit', async () => {
    const first = await list({ limit: 2 })
    const second = await list({ limit: 2, offset: 2 })
    expect([first.rows.length, second.rows.length, first.total, second.total]).toEqual([2, 1, 3, 3])
  })

  it('masks personal numbers, also where an unknown column holds them', async () => {
    const { rows } = await list({ search: '张三' })
    expect(rows[0]?.values).toMatchObject({ phone: '139****0001' })
    expect(rows[0]?.values['id_no']).toMatch(/^999999\*{8}\w{4}$/u)
  })

  it('offers organisations by name and initials', async () => {
    expect(
      (await listOptions(opened.context, { ledger: 'organisations', search: 'cnsq', limit: 5 })).map(
        (o) => o.short,
      ),
    ).toEqual(['城南社区支部'])
  })
})

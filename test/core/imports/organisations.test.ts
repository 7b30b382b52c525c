// The roster of organisations: what the name says, superiors in the same file, cycles, doubles, counts.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openContext, type Opened } from '../open-context.ts'
import {
  bring,
  bringTown,
  codes,
  codesOfRow,
  makeBook,
  ORGANISATION_HEADER,
  planOf,
  said,
  TOWN,
  type Line,
} from './workbooks.ts'

let opened: Opened
beforeEach(async () => {
  opened = await openContext()
})
afterEach(() => opened.close())

const plan = async (rows: readonly Line[], header: Line = ORGANISATION_HEADER) =>
  planOf(
    opened.context,
    'organisations',
    await makeBook(opened, { name: '党组织名册', rows: [header, ...rows] }),
  )

describe('a roster of organisations', () => {
  it('is read in any order, superiors after their subordinates', async () => {
    const result = await bring(
      opened.context,
      'organisations',
      await makeBook(opened, { name: '党组织名册', rows: [[...ORGANISATION_HEADER], ...TOWN.toReversed()] }),
    )
    expect(result.counts).toMatchObject({ add: 7, refused: 0 })
  })

  it('takes level and type of unit from the name where they are not said, and shows it', async () => {
    const names = [
      '中共清溪镇委员会',
      '中共清溪镇中心小学支部委员会',
      '清溪镇离退休党支部',
      '清溪镇好运来厂党支部',
    ]
    const read = await plan(
      names.map((n, i) => [i + 1, n, 5]),
      ['序号', '支部名称', '党员数'],
    )
    expect(read.rows.map((r) => [r.values['level'], r.values['unit_type'] ?? null, r.outcome])).toEqual([
      ['党委', null, 'refused'],
      ['支部', '学校', 'add'],
      ['支部', '离退休', 'add'],
      ['支部', null, 'refused'],
    ])
    expect(codesOfRow(read.rows[1])).toEqual(['M-338', 'M-338'])
    expect(codesOfRow(read.rows[3])).toEqual(['M-338', 'M-391'])
  })

  it('refuses an unknown type, an unknown superior, the same name twice, parts that exceed the whole', async () => {
    const read = await plan(
      [
        [1, '城南支部', null, '支部', '工厂区', 5, 5, 0],
        [2, '城北支部', '东海总支', '支部', '社区', 5, 5, 0],
        [3, '中学支部', null, '支部', '学校', 5, 6, 0],
        [4, '清溪镇中学党支部', null, '支部', '学校', 5, 4, 0],
        [5, '机关支部', null, '支部', '机关', -1, null, null],
      ],
      [...ORGANISATION_HEADER, '其中：正式', '其中：预备'],
    )
    expect(read.rows.map(codesOfRow)).toEqual([
      ['M-393'],
      ['M-333'],
      ['M-336', 'M-337'],
      ['M-337', 'M-334'],
      ['M-392'],
    ])
  })

  it('refuses superiors that go round in a circle, with what is stored too', async () => {
    await bringTown(opened)
    const read = await plan([
      [1, '中共清溪镇委员会', '城南社区支部', '党委', '机关', null],
      [2, '甲支部', '乙支部', '支部', '社区', null],
      [3, '乙支部', '甲支部', '支部', '社区', null],
      [4, '丙支部', '乙支部', '支部', '社区', null],
    ])
    expect(read.rows.map(codesOfRow)).toEqual([['M-335'], ['M-335'], ['M-335'], ['M-339']])
    expect(said(read).find((p) => p.code === 'M-339')?.message).toBe(
      '第5行的上级党组织“乙支部”在本表第4行，那一行有错误、没有导入，请先改正那一行。',
    )
  })

  it('skips what hangs on a refused row, so that the rest can be written', async () => {
    const rows = [
      [...ORGANISATION_HEADER],
      [1, '东区总支', null, '总支', '不知道', null],
      [2, '甲支部', '东区总支', '支部', '社区', null],
      [3, '乙支部', null, '支部', '社区', null],
    ]
    const result = await bring(
      opened.context,
      'organisations',
      await makeBook(opened, { name: '名册', rows }),
    )
    expect(result.counts).toMatchObject({ add: 1, refused: 2 })
  })

  it('compares its total with the sum of members', async () => {
    const rows: Line[] = [
      [1, '甲支部', null, '支部', '社区', 5],
      [2, '乙支部', null, '支部', '社区', 7],
    ]
    expect(codes(await plan([...rows, ['合计', null, null, null, null, 12]]))).toEqual(['M-105'])
    expect(said(await plan([...rows, ['合计', null, null, null, null, 13]]))[0]?.message).toBe(
      '工作表“党组织名册”：表内实有 12 人，合计行/上报数为 13 人，相差 1 人，请核对。',
    )
  })

  it('reads two telephones, two-level counts and marks of the office', async () => {
    const top: Line = [
      '序号',
      '党组织名称',
      '组织类别',
      '单位类型',
      '党员数',
      null,
      null,
      '书记',
      '联系电话',
      '信息员',
      '电话',
    ]
    const below: Line = [null, null, null, null, '合计', '正式', '预备']
    const row: Line = [1, '甲支部', '党支部', '中小学', 5, 4, 1, '张三', '13900000001', '李四', '13900000002']
    const read = await planOf(
      opened.context,
      'organisations',
      await makeBook(opened, { name: '名册', rows: [top, below, row], merges: ['E1:G1', 'A1:A2', 'B1:B2'] }),
    )
    expect(read.rows[0]).toMatchObject({
      outcome: 'add',
      values: {
        level: '支部',
        unit_type: '学校',
        reported_members: 5,
        reported_full: 4,
        reported_probationary: 1,
        secretary_phone: '13900000001',
        informant_phone: '13900000002',
      },
    })
  })

  it('meets a stored record by its short name', async () => {
    const header = ['党组织名称', '简称', '组织类别', '单位类型']
    await bring(
      opened.context,
      'organisations',
      await makeBook(opened, {
        name: '名册',
        rows: [header, ['中共清溪镇中学支部委员会', '镇中', '支部', '学校']],
      }),
    )
    const read = await plan([['镇中', null, '支部', '学校']], header)
    expect(read.rows[0]?.outcome).toBe('change')
  })
})

// Rules over many rows: doubles, twins, two branches, shared telephones, secretaries, counts.
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest'
import { openContext, type Opened } from '../open-context.ts'
import {
  bring,
  bringTown,
  codes,
  codesOfRow,
  idFor,
  line,
  makeBook,
  MEMBER_HEADER,
  open,
  planOf,
  roster,
  rowAt,
  said,
  type Line,
  type Person,
} from './workbooks.ts'
import { ROW_ANSWERS, rowKey } from '#shared/ledger/import/plan.ts'

const ID = idFor('19550701', 1)
const NORTH = '城北社区党支部'

describe('within one file', () => {
  let opened: Opened
  beforeAll(async () => {
    opened = await openContext()
    await bringTown(opened)
  })
  afterAll(() => opened.close())

  const planPeople = async (people: readonly Person[], answers = {}) =>
    planOf(opened.context, 'members', await makeBook(opened, roster(people)), { answers })

  it('the same number twice refuses both rows (M-350), until one is left out', async () => {
    const people = [{ name: '张三', id: ID }, { name: '李四' }, { name: '张三', id: ID }]
    const plan = await planPeople(people)
    expect(plan.rows.map((r) => r.outcome)).toEqual(['refused', 'add', 'refused'])
    expect(said(plan).find((p) => p.code === 'M-350')?.message).toBe('第4行与第6行身份证号相同（张三）。')
    const left = await planPeople(people, { [rowKey('党员花名册', 6)]: ROW_ANSWERS.leave })
    expect(left.rows.map((r) => r.outcome)).toEqual(['add', 'add', 'left'])
  })

  it.each([
    ['nothing', undefined, ['add', 'refused']],
    [ROW_ANSWERS.move, ROW_ANSWERS.move, ['left', 'add']],
    [ROW_ANSWERS.keep, ROW_ANSWERS.keep, ['add', 'left']],
    [ROW_ANSWERS.leave, ROW_ANSWERS.leave, ['add', 'left']],
  ])('the same number in two branches (M-351), answered by %s', async (_, answer, outcomes) => {
    const sheets = [
      roster([{ name: '张三', id: ID }], { name: '城南社区' }),
      roster([{ name: '张三', id: ID, branch: NORTH }], { name: '城北社区' }),
    ]
    const answers = answer === undefined ? {} : { [rowKey('城北社区', 4)]: answer }
    const plan = await planOf(opened.context, 'members', await makeBook(opened, sheets), { answers })
    expect(plan.rows.map((r) => r.outcome)).toEqual(outcomes)
    const found = said(plan).find((p) => p.code === 'M-351')
    if (answer !== undefined) expect(found).toBeUndefined()
    else
      expect(found).toMatchObject({
        sheet: '城北社区',
        candidates: ['转入本支部', '保留原支部', '暂不导入'],
        message: `张三（身份证号末四位 ${ID.slice(-4)}）已在中共清溪镇城南社区支部委员会花名册中，不能同时属于两个支部。请选择：转入本支部 / 保留原支部 / 暂不导入。`,
      })
  })

  it('twins and namesakes are pointed out (M-352), at the coarser precision', async () => {
    const plan = await planPeople([
      { name: '张三', order: 1, born: '1955.07' },
      { name: '张三', order: 3, born: '1955-07-01' },
    ])
    expect(plan.counts).toMatchObject({ add: 2, warned: 1 })
    expect(said(plan).find((p) => p.code === 'M-352')?.message).toBe(
      '第4行与第5行姓名、性别、出生年月相同，身份证号不同或缺失，可能重复。',
    )
  })

  it('a telephone of four members is mentioned, masked (M-353), of three is not', async () => {
    const people = ['甲', '乙', '丙', '丁'].map((n) => ({
      name: `张${n}`,
      phone: '13900000001、0000-8100013',
    }))
    const plan = await planPeople(people)
    expect(said(plan).filter((p) => p.code === 'M-353')).toMatchObject([
      { level: '提示', message: '电话 139****0001 被 4 名党员共用。' },
      { message: '电话 0000-***0013 被 4 名党员共用。' },
    ])
    expect(codes(await planPeople(people.slice(1)))).not.toContain('M-353')
  })

  it('a branch with fewer than three full members is mentioned (M-354)', async () => {
    const plan = await planPeople([{ name: '张三' }, { name: '李四' }])
    expect(said(plan).find((p) => p.code === 'M-354')).toMatchObject({
      level: '提示',
      message: '中共清溪镇城南社区支部委员会正式党员 2 名，不足3名，应与邻近单位联合建立支部。',
    })
    expect(codes(await planPeople([{ name: '张三' }, { name: '李四' }, { name: '王五' }]))).toEqual([])
  })

  it('two secretaries are mentioned (M-332), a deputy is none', async () => {
    const posts = ['书记', '副书记', '党支部书记、组织委员', '组织委员']
    const rows: Line[] = posts.map((post, i) => [...line(i + 1, { name: `张${'甲乙丙丁'.charAt(i)}` }), post])
    const file = await makeBook(opened, { name: '表', rows: [[...MEMBER_HEADER, '党内职务'], ...rows] })
    const plan = await planOf(opened.context, 'members', file)
    expect(said(plan).filter((p) => p.code === 'M-332')).toMatchObject([
      { row: 4, level: '警告', message: '中共清溪镇城南社区支部委员会有 2 名书记：张甲、张丙。' },
    ])
  })

  it('floating, lost and old members without what belongs to it', async () => {
    const header = [...MEMBER_HEADER, '是否流动党员', '是否失联', '建国前入党', '离退休']
    const row = [...line(1, { name: '张三', birth: '19600701' }), '√', '是', '√', '√']
    const plan = await planOf(
      opened.context,
      'members',
      await makeBook(opened, { name: '表', rows: [header, row] }),
    )
    expect(codesOfRow(plan.rows[0])).toEqual(['M-344', 'M-342', 'M-341', 'M-343'])
    expect(plan.rows[0]?.values['categories']).toEqual(['离退休', '建国前入党'])
  })
})

describe('against what is stored', () => {
  let opened: Opened
  beforeEach(async () => {
    opened = await openContext()
    await bringTown(opened)
  })
  afterEach(() => opened.close())

  const file = (people: readonly Person[], facts = {}) => makeBook(opened, roster(people, facts))
  const plan = async (people: readonly Person[], answers = {}) =>
    planOf(opened.context, 'members', await file(people), { answers })
  const store = async (people: readonly Person[]) => bring(opened.context, 'members', await file(people))

  it.each([
    ['nothing', undefined, 'refused', null],
    [ROW_ANSWERS.move, ROW_ANSWERS.move, 'change', ['org_id', 'phone']],
    [ROW_ANSWERS.keep, ROW_ANSWERS.keep, 'change', ['phone']],
    [ROW_ANSWERS.leave, ROW_ANSWERS.leave, 'left', null],
  ])('a member of another branch (M-351), answered by %s', async (_, answer, outcome, changed) => {
    await store([{ name: '张三', id: ID }])
    const answers = answer === undefined ? {} : { [rowKey('党员花名册', 4)]: answer }
    const row = rowAt(await plan([{ name: '张三', id: ID, branch: NORTH, phone: '13900000001' }], answers), 4)
    expect(row.outcome).toBe(outcome)
    if (changed) expect(row.changes.map((c) => c.column)).toEqual(changed)
    expect(codesOfRow(row).filter((c) => c === 'M-351')).toHaveLength(
      answer === undefined || outcome === 'left' ? 1 : 0,
    )
  })

  it('somebody like a stored member but for the number is pointed out, not overwritten', async () => {
    await store([{ name: '张三', order: 1 }])
    const row = rowAt(await plan([{ name: '张三', order: 3 }]), 4)
    expect([row.outcome, codesOfRow(row)]).toEqual(['add', ['M-355']])
  })

  it('the number reported is compared with the rows (M-201), both ways', async () => {
    const orgs = [
      ['党组织名称', '组织类别', '单位类型', '党员数'],
      ['中共清溪镇城南社区支部委员会', '支部', '社区', 3],
    ]
    await bring(opened.context, 'organisations', await makeBook(opened, { name: '名册', rows: orgs }))
    const three = [{ name: '张三' }, { name: '李四' }, { name: '王五' }]
    expect(codes(await plan(three))).toEqual([])
    const more = await plan([...three, { name: '赵六' }])
    expect(said(more)[0]?.message).toBe(
      '中共清溪镇城南社区支部委员会：表内实有 4 人，合计行/上报数为 3 人，相差 1 人，请核对。',
    )
    const fewer = await plan(three.slice(1))
    expect(codes(fewer)).toContain('M-201')
  })

  it('a part of a branch is judged with those already there', async () => {
    await store(['甲', '乙', '丙'].map((n) => ({ name: `张${n}` })))
    const part = await plan([{ name: '张甲', phone: '13900000001' }])
    expect(codes(part)).toEqual([])
    expect(part.counts).toMatchObject({ read: 1, change: 1, missing: 2 })
    expect(part.missing.map((m) => m.label)).toEqual(['张乙', '张丙'])
  })

  it('an unanswered January or October does not take away the month that is known', async () => {
    await store([{ name: '张三', id: ID, join: '1985.10' }])
    const row = rowAt(await plan([{ name: '张三', id: ID, join: 1985.1 }]), 4)
    expect([row.outcome, codesOfRow(row)]).toEqual(['same', ['M-305']])
  })

  it('ticks add to what is known of a member, and a denial takes away', async () => {
    const sheet = (header: string[], marks: Line) =>
      makeBook(opened, {
        name: '表',
        rows: [
          [...MEMBER_HEADER, ...header],
          [...line(1, { name: '张三', id: ID }), ...marks],
        ],
      })
    await bring(opened.context, 'members', await sheet(['离退休', '困难党员'], ['√', '√']))
    const same = await planOf(opened.context, 'members', await sheet(['离退休'], ['√']))
    expect(same.rows[0]?.outcome).toBe('same')
    const less = await planOf(opened.context, 'members', await sheet(['困难党员', '年老体弱'], ['否', '1']))
    expect(less.rows[0]?.changes).toEqual([
      { column: 'categories', before: ['离退休', '低保困难'], after: ['离退休', '年老体弱'] },
    ])
  })

  it('a blank cell says nothing; 只补空白 never replaces', async () => {
    await store([{ name: '张三', id: ID, phone: '13900000001' }])
    expect(rowAt(await plan([{ name: '张三', id: ID, phone: null }]), 4).outcome).toBe('same')
    const session = await open(
      opened.context,
      'members',
      await makeBook(opened, {
        name: '表',
        rows: [
          [...MEMBER_HEADER, '备注'],
          [...line(1, { name: '张三', id: ID, phone: '13900000002' }), '新'],
        ],
      }),
    )
    expect(session.plan.rows[0]?.changes.map((c) => c.column)).toEqual(['phone', 'remark'])
  })
})

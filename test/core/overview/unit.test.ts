// One unit: what keeps it from moving on, its story, its records; documents and what an undo kept.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UnitPage } from '../../../src-main/shared/contract/overview.ts'
import { write } from '../../../src-main/core/context.ts'
import { showDocuments } from '../../../src-main/core/services/overview/documents.ts'
import { showKept } from '../../../src-main/core/services/overview/kept.ts'
import { showUnit } from '../../../src-main/core/services/overview/unit.ts'
import { openContext, type Opened } from '../open-context.ts'
import { answerAll, conclude, handIn } from '../plans/town.ts'
import { addFinding, addInspection, addMembers, addUnit, TODAY } from './town.ts'

let opened: Opened
let unit: UnitPage
let good: UnitPage

beforeAll(async () => {
  opened = await openContext({ today: TODAY })
  const { context } = opened
  const parent = await addUnit(context, '企业党总支', { level: '总支' })
  const goodId = await addUnit(context, '财政所支部', { reported_members: 2 })
  const id = await addUnit(context, '粮管所支部', {
    parent_id: parent,
    secretary_name: null,
    secretary_phone: null,
    informant_name: null,
    health: '软弱涣散',
    reported_members: 4,
  })
  await addMembers(context, goodId, 2)
  await addMembers(context, id, 2, { categories: '["离退休"]' })
  await addMembers(context, id, 1, { member_kind: '预备', id_no: 'p' })
  const approved = await handIn(context, goodId)
  await answerAll(context, approved, ['符合', '符合', '符合', '符合'])
  await conclude(context, approved, '批准', '2005-07-11')
  const returned = await handIn(context, id)
  await answerAll(context, returned, ['符合', '不符合', '符合', '符合'])
  await conclude(context, returned, '退回修改', '2005-07-11')
  await addInspection(context, goodId, 'study', '已完成')
  await addFinding(context, id, '001', '整改中', { due_on: '2005-08-12' })
  await addFinding(context, id, '002', '已销号')
  await write(context, (journal) =>
    journal.change('organisation', id, { secretary_phone: '13900000000', health: '瘫痪' }),
  )
  unit = await showUnit(context, id)
  good = await showUnit(context, goodId)
})
afterAll(() => opened.close())

describe('what keeps a unit from moving on', () => {
  it('names each thing with its number and where to go, the gravest first', () => {
    expect(unit.hurdles.map(({ kind, state, fact }) => [kind, state, fact])).toEqual([
      ['bad', '退回', '第 1 版退回修改，应于 2005-07-18 前重报，已逾 30 天'],
      ['bad', '逾期', '未销号 1/2 件，逾期 1 件'],
      ['bad', '未查', '本阶段检查 0 次'],
      ['warn', '要整顿', '班子瘫痪，还没有整顿记录'],
      ['warn', '不符', '上报数4，实有数3，相差1'],
      ['warn', '空缺', '名册上没有书记，写明由谁主持工作'],
      ['warn', '没有', '名册上没有信息员'],
    ])
    expect(unit.headline).toEqual({ kind: 'bad', text: '还差 7 项' })
    expect(unit.hurdles.every(({ basis, to }) => basis !== '' && to.startsWith('/'))).toBe(true)
  })

  it('says so when nothing is on record', () => {
    expect(good.hurdles).toEqual([])
    expect(good.headline.kind).toBe('ok')
  })
})

describe('the page of a unit', () => {
  it('counts its members', () => {
    expect(unit.counts).toEqual({
      members: 3,
      full: 2,
      probationary: 1,
      floating: 0,
      retired: 2,
      reported: 4,
    })
    expect(unit.members).toHaveLength(3)
  })

  it('shows telephone numbers masked, in its story too', () => {
    expect(unit.secretary.phone).toBe('139****0000')
    expect(JSON.stringify(unit)).not.toContain('13900000000')
  })

  it('tells its story, newest first', () => {
    const titles = unit.timeline.map(({ title }) => title)
    expect(titles).toContain('花名册新增 3 人')
    expect(titles).toContain('名册变更')
    const own = unit.timeline
      .filter(({ subject }) => subject === 'plan')
      .map(({ on, title }) => `${on} ${title}`)
    expect(own).toEqual(['2005-07-11 方案退回（第 1 版）', '2005-07-08 方案报送'])
    const days = unit.timeline.map(({ on }) => on)
    expect(days).toEqual(days.toSorted().reverse())
  })

  it('lists findings with the open ones first', () => {
    expect(unit.findings.map(({ shortNo, light, daysLeft }) => [shortNo, light, daysLeft])).toEqual([
      ['3-001', '红', -5],
      ['3-002', '无', null],
    ])
  })

  it('knows its place and its parent', () => {
    expect(unit.parent?.name).toBe('企业党总支')
    expect(unit.place).toMatchObject({ index: 3, of: 3, after: null })
  })

  it('refuses a unit that is not there', async () => {
    await expect(showUnit(opened.context, 'nobody')).rejects.toThrow('这个单位')
  })
})

describe('documents', () => {
  it('knows the latest plan of each unit and the version sent back', async () => {
    const { units, records } = await showDocuments(opened.context, 50)
    const own = units.find(({ id }) => id === unit.id)
    expect(own).toMatchObject({ planVersion: 1, planState: '退回修改', returnedVersion: 1 })
    expect(own?.planId).toBe(own?.returnedId)
    expect(records).toEqual([])
  })

  it('says what an undo kept', async () => {
    await opened.context.db.write((trx) =>
      trx
        .insertInto('import_batch')
        .values({
          id: 'b1',
          ledger: 'members',
          file_name: '花名册.xlsx',
          sha256: '',
          sheets: '[]',
          policy: 'skip',
          counts: '{}',
          at: '2005-08-01T08:00:00+08:00',
          actor: '田克勤',
          state: '部分撤销',
          undone_at: null,
          undone_by: null,
          undo_note: JSON.stringify([{ id: 'm1', label: '党员甲', fields: ['学历'], why: '导入后改过' }]),
        })
        .execute(),
    )
    expect(await showKept(opened.context, 'b1')).toEqual([
      { id: 'm1', label: '党员甲', fields: ['学历'], why: '导入后改过' },
    ])
    await expect(showKept(opened.context, 'b2')).rejects.toThrow('这次导入')
  })
})

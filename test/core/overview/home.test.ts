// The home page and the list of units over a real data file: bands by day, marks, order of risk, numbers.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Home } from '../../../src-main/shared/contract/overview.ts'
import { badgesOf } from '../../../src-main/core/services/app/badges.ts'
import { searchAll } from '../../../src-main/core/services/app/search.ts'
import { showHome } from '../../../src-main/core/services/overview/home.ts'
import { listUnits } from '../../../src-main/core/services/overview/list.ts'
import { judgeDemand } from '../../../src-main/core/services/plans/review.ts'
import { demandsIn } from '../../../src-main/core/services/plans/store.ts'
import { openContext, type Opened } from '../open-context.ts'
import { answerAll, conclude, handIn } from '../plans/town.ts'
import { addFinding, addInspection, addMembers, addUnit, TODAY } from './town.ts'

let opened: Opened
let home: Home
const id: Record<string, string> = {}

/** The demands of the round before must be judged before a decision. */
async function judgeDemands(plan: string): Promise<void> {
  for (const demand of await demandsIn(opened.context.db.read, plan)) {
    const { id: demandId, row_version: rowVersion } = demand
    await judgeDemand(opened.context, { demandId, rowVersion, outcome: '未改' })
  }
}

async function fill(): Promise<void> {
  const { context } = opened
  id['总支'] = await addUnit(context, '企业党总支', { level: '总支', unit_type: '非公企业' })
  id['财政所'] = await addUnit(context, '财政所支部', { reported_members: 3 })
  id['粮管所'] = await addUnit(context, '粮管所支部', {
    unit_type: '国有集体企业',
    secretary_name: null,
    health: '不健全',
    reported_members: 5,
  })
  id['包装'] = await addUnit(context, '包装公司支部', {
    unit_type: '非公企业',
    parent_id: id['总支'],
    informant_name: null,
  })
  id['机关'] = await addUnit(context, '机关一支部', { unit_type: '机关' })
  await addMembers(context, id['财政所'], 3)
  await addMembers(context, id['粮管所'], 4)
  await addMembers(context, id['包装'], 2, { member_kind: '预备', is_floating: '是' })
  await addMembers(context, id['机关'], 1)
  await addMembers(context, id['机关'], 1, { roster_state: '转出', id_no: 'away' })

  const approved = await handIn(context, id['财政所'], { submittedOn: '2005-07-08' })
  await answerAll(context, approved, ['符合', '符合', '符合', '符合'])
  await conclude(context, approved, '批准', '2005-07-11')
  for (const [on, decided] of [
    ['2005-07-08', '2005-07-11'],
    ['2005-07-15', '2005-08-01'],
  ] as const) {
    const plan = await handIn(context, id['粮管所'], { submittedOn: on })
    await judgeDemands(plan)
    await answerAll(context, plan, ['符合', '不符合', '符合', '符合'])
    await conclude(context, plan, '退回修改', decided)
  }
  await handIn(context, id['机关'], { submittedOn: '2005-08-16' })

  await addInspection(context, id['财政所'], 'study', '已完成')
  await addInspection(context, id['粮管所'], 'study', '进行中', 1)
  await addFinding(context, id['包装'], '001', '退回重改', { due_on: '2005-08-12', reopen_count: 2 })
  await addFinding(context, id['粮管所'], '002', '整改中', { due_on: TODAY })
  await addFinding(context, id['机关'], '003', '已下达', { due_on: '2005-08-18' })
  await addFinding(context, id['机关'], '004', '待复查', { due_on: '2005-08-10' })
  await addFinding(context, id['财政所'], '005', '已销号')
  await addFinding(context, id['财政所'], '006', '撤销')
  await addFinding(context, id['财政所'], '007', '登记', { due_on: null })
}

beforeAll(async () => {
  opened = await openContext({ today: TODAY })
  await fill()
  home = await showHome(opened.context)
})
afterAll(() => opened.close())

const band = (key: string): string[] =>
  home.days.find((each) => each.key === key)?.lines.map((l) => [l.verb, l.unit, l.when].join(' ')) ?? []

describe('what waits', () => {
  it('puts what is late first, the unit to act', () => {
    expect(band('overdue')).toEqual([
      '催报 粮管所支部 逾 9 天',
      '催改 包装公司支部 逾 5 天',
      '催报 企业党总支 未报',
      '催报 包装公司支部 未报',
    ])
  })

  it('shows today what is due today and what the group has to do itself, rechecks past their day among it', () => {
    expect(band('today')).toEqual([
      '复查 机关一支部 逾 7 天',
      '到期 粮管所支部 今天',
      '催报 4 家 今天 24:00',
      '下达 财政所支部 7月20日登记',
      '审批 机关一支部 已等 1 天',
      '出刊 第1期通报 7月15日止',
      '续查 粮管所支部 8月2日开始',
      '检查 3 家 阶段已到期',
    ])
  })

  it('shows tomorrow and the days after it', () => {
    expect(band('tomorrow')).toEqual(['到期 机关一支部 明天'])
    expect(home.days.map(({ title }) => title)).toEqual([
      '已逾期',
      '今天 8月17日',
      '明天 8月18日',
      '8月19–21日',
    ])
  })
})

describe('the matrix', () => {
  const cellOf = (unit: string, column: string) => {
    const at = home.matrix.columns.findIndex(({ key }) => key === column)
    return home.matrix.rows.find((row) => row.id === id[unit])?.cells[at]
  }

  it.each([
    ['财政所', 'roster', 'ok', null],
    ['粮管所', 'roster', 'warn', 1],
    ['粮管所', 'secretary', 'warn', null],
    ['粮管所', 'health', 'warn', null],
    ['包装', 'informant', 'warn', null],
    ['财政所', 'plan', 'ok', null],
    ['粮管所', 'plan', 'bad', 2],
    ['机关', 'plan', 'doing', null],
    ['包装', 'plan', 'none', null],
    ['财政所', 'inspect-study', 'ok', null],
    ['粮管所', 'inspect-study', 'doing', 2],
    ['包装', 'inspect-study', 'bad', null],
    ['财政所', 'inspect-review', '', null],
    ['财政所', 'inspect-rectify', '', null],
    ['财政所', 'findings', 'doing', 1],
    ['粮管所', 'findings', 'warn', 1],
    ['机关', 'findings', 'warn', 2],
    ['包装', 'findings', 'bad', 1],
    ['包装', 'reopened', 'bad', 2],
    ['总支', 'findings', '', null],
  ])('%s %s is %s', (unit, column, mark, count) => {
    expect(cellOf(unit, column)).toMatchObject({ mark, count })
  })

  it('names the phase in which inspecting has begun, not the one the calendar shows', () => {
    expect(home.matrix.inspectedPhase).toBe('学习动员')
    expect(home.matrix.rows.filter((row) => row.isUnseen).map((row) => row.name)).toEqual([
      '机关一支部',
      '企业党总支',
      '包装公司支部',
    ])
  })

  it('groups by type in the order of the campaign', () => {
    expect(home.matrix.rows.map((row) => row.unitType)).toEqual([
      '机关',
      '事业站所',
      '国有集体企业',
      '非公企业',
      '非公企业',
    ])
  })
})

describe('whom to visit first', () => {
  it('names the reasons, the heaviest first', () => {
    expect(home.risks.map(({ name, reasons }) => `${name}：${reasons.join('、')}`)).toEqual([
      '包装公司支部：退回重改 2 次、方案未报、逾期 1 件、未查过',
      '粮管所支部：方案退回 2 次、没有重报、书记空缺、班子不健全',
      '企业党总支：方案未报、未查过',
      '机关一支部：未查过',
    ])
    expect(home.riskBasis.length).toBeGreaterThan(5)
  })
})

describe('numbers', () => {
  it('counts members on the rosters, and those of the branches under a general branch', async () => {
    expect([home.units, home.members]).toEqual([5, 10])
    const { rows } = await listUnits(opened.context)
    expect(rows.find((row) => row.id === id['总支'])?.members).toBe(2)
    expect(rows.find((row) => row.id === id['粮管所'])).toMatchObject({
      members: 4,
      reported: 5,
      planGroup: '退回',
      openFindings: 1,
      overdueFindings: 0,
      isInspecting: true,
    })
  })

  it('leaves withdrawn findings out of every share', () => {
    expect([home.charts.closed, home.charts.valid]).toEqual([1, 6])
    expect(home.charts.findings.at(-1)).toEqual({ day: TODAY, registered: 6, closed: 1 })
    expect(home.charts.findings.at(-3)).toMatchObject({ day: '2005-08-03', closed: 1 })
    expect(home.charts.plans.map(({ count }) => count)).toEqual([1, 0, 1, 1, 2])
    expect(home.charts.members.map(({ count }) => count)).toEqual([2, 2, 0, 0, 0])
  })

  it('shows how the units stand in each phase that has begun', () => {
    const study = home.phases.find(({ key }) => key === 'study')
    expect(study?.segments.map(({ label, count }) => `${label}${count}`)).toEqual([
      '方案已批1',
      '待审1',
      '退回1',
      '未报2',
    ])
    expect(home.phases.map(({ state }) => state)).toEqual(['past', 'past', 'now', 'coming', 'coming'])
  })

  it('counts for the rail', async () => {
    expect(await badgesOf(opened.context.db, TODAY)).toEqual({
      units: 5,
      plans: 1,
      inspections: 1,
      findings: 5,
      gates: 0,
    })
  })
})

describe('search', () => {
  it.each(['3-002', '督〔2005〕3-002'])('finds a finding by its number %s', async (text) => {
    const [hit] = (await searchAll(opened.context, text, 20)).filter(({ kind }) => kind === '问题')
    expect(hit?.title).toBe('3-002 学习笔记不足字数3人')
  })

  it('finds open ones before closed ones by words, and takes % as it stands', async () => {
    const hits = (await searchAll(opened.context, '不足字数', 20)).filter(({ kind }) => kind === '问题')
    expect(hits[0]?.detail).not.toContain('已销号')
    expect((await searchAll(opened.context, '%', 20)).filter(({ kind }) => kind === '问题')).toEqual([])
  })
})

// The plans of the sample town taken over in one go, and what the hints say of each version sent back.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { xianjin2005 } from '../../../src-main/shared/campaign/index.ts'
import { write } from '../../../src-main/core/context.ts'
import { showBoard } from '../../../src-main/core/services/plans/board.ts'
import { showCase } from '../../../src-main/core/services/plans/case.ts'
import { importPlanHistory, type PlanHistory } from '../../../src-main/core/services/plans/history.ts'
import { planTableRows } from '../../../src-main/core/services/plans/table.ts'
import { planTable } from '../../../src-main/shared/documents/plan-table.ts'
import { openContext, type Opened } from '../open-context.ts'

interface Organisation {
  readonly fullName: string
  readonly shortName: string
  readonly level: string
  readonly unitType: string
  readonly secretary: string
  readonly informant: string
  readonly phone: string
}
type StoryPlan = Omit<PlanHistory, 'orgId'> & { readonly unit: string }

const story = JSON.parse(readFileSync('resources/sample/storyline.json', 'utf8')) as {
  organisations: Organisation[]
  plans: StoryPlan[]
}

let town: Opened
const ids = new Map<string, string>()
beforeAll(async () => {
  town = await openContext()
  await write(town.context, async (journal) => {
    const blank = {
      extra: null,
      initials: 'x',
      parent_id: null,
      reported_members: null,
      reported_full: null,
      reported_probationary: null,
    }
    const more = {
      reported_floating: null,
      reported_retired: null,
      reported_difficult: null,
      reported_female: null,
      reported_minority: null,
    }
    const rest = {
      secretary_phone: null,
      deputy_names: null,
      health: null,
      class: null,
      supervisor: null,
      contact_leader: null,
      remark: null,
    }
    const made = await journal.addMany(
      'organisation',
      story.organisations.map((org) => ({
        ...blank,
        ...more,
        ...rest,
        full_name: org.fullName,
        short_name: org.shortName,
        level: org.level,
        unit_type: org.unitType,
        secretary_name: org.secretary,
        informant_name: org.informant,
        informant_phone: org.phone,
      })),
    )
    story.organisations.forEach((org, i) => ids.set(org.shortName, made[i] ?? ''))
    const rows = story.plans.map(({ unit, ...plan }) => ({ ...plan, orgId: ids.get(unit) ?? '' }))
    await importPlanHistory(journal, xianjin2005, rows)
  })
}, 60_000)
afterAll(() => town.close())

const idOf = (unit: string): string => ids.get(unit) ?? ''

describe('the board of the sample town', () => {
  it('has 73 approved (52 at once), 2 sent back, 1 waiting, 1 missing, 29 returns in all', async () => {
    const board = await showBoard(town.context)
    expect(board.counts).toEqual({ 待审: 1, 退回: 2, 未报: 1, 已批: 73 })
    expect(board.approvedAtOnce).toBe(52)
    expect(board.units.reduce((sum, unit) => sum + unit.returns, 0)).toBe(
      story.plans.filter((plan) => plan.decision === '退回修改').length,
    )
  })

  it('opens with the plan that waits: version 2, until the 22nd, earlier demands first', async () => {
    const [first] = (await showBoard(town.context)).units.filter((unit) => unit.group === '待审')
    expect(first).toMatchObject({
      name: '流动党员支部',
      version: 2,
      returns: 1,
      waitingDays: 2,
      dueOn: '2005-08-22',
    })
    const shown = await showCase(town.context, { orgId: idOf('流动党员支部'), version: null })
    expect(
      shown.plan?.review.demands.map((demand) => [demand.text, demand.outcome, demand.raisedIn]),
    ).toEqual([
      ['逐人写明流入地参学的方式', null, 1],
      ['写明联系办法和责任人', null, 1],
    ])
    expect(shown.plan?.review.items.every((item) => item.answer === '未审')).toBe(true)
  })

  it('keeps demands of earlier versions with the version that raised them', async () => {
    const shown = await showCase(town.context, { orgId: idOf('粮管所支部'), version: 3 })
    const raised = shown.plan?.review.demands.map((demand) => demand.raisedIn) ?? []
    expect(raised.length).toBeGreaterThan(0)
    expect(shown.returns).toBe(2)
  })
})

describe('E-4', () => {
  it('has a line for every unit and says which have nothing', async () => {
    const rows = await planTableRows(town.context)
    expect(rows).toHaveLength(77)
    const [sheet] = planTable(rows, {
      town: '清溪镇',
      campaign: '先进性教育活动',
      unit: '督导三组',
      date: '2005年8月17日',
    }).sheets
    expect(sheet?.columns.map((column) => column.header)).toEqual(
      '序号 单位 单位类型 报送时间 版本 结合实际 时间安排 主题特色 保证措施 结论 退回次数 批准时间 审核人 主要意见'.split(
        ' ',
      ),
    )
    const missing = sheet?.rows.find((row) => String(row[1]).includes('五金'))
    expect(missing?.slice(3, 12)).toEqual([null, null, null, null, null, null, '未报送', 0, null])
    const sentBack = sheet?.rows.find((row) => String(row[1]).includes('运输'))
    expect(sentBack?.slice(3, 12)).toEqual([
      '2005-07-27',
      2,
      '符合',
      '不符合',
      '符合',
      '符合',
      '退回修改',
      2,
      null,
    ])
    expect(sheet?.rows.every((row) => row.length === 14)).toBe(true)
  })
})

/** What a reviewer would want pointed out in the versions sent back, by the words of the hint. */
const found: readonly [string, number, string, string][] = [
  ['机关四支部', 1, 'r2', '没有日期'],
  ['国土资源所支部', 1, 'r1', '套话'],
  ['派出所支部', 1, 'r2', '36学时，不足40学时'],
  ['水利站支部', 1, 'r4', '没有写书记程秋实'],
  ['广播电视站支部', 1, 'r3', '太笼统'],
  ['文化计生联合支部', 1, 'r4', '没有写考勤'],
  ['第二卫生院支部', 1, 'r1', '中心卫生院'],
  ['清溪二中支部', 1, 'r2', '辅导课2次排在2005-08-05以后'],
  ['西岭小学支部', 1, 'r3', '与东岸小学支部相同'],
  ['南坪小学支部', 1, 'r3', '没有写主题名称'],
  ['机械公司支部', 1, 'r2', '辅导课缺“党员标准课”'],
  ['制衣公司支部', 1, 'r1', '上班时间'],
  ['商贸城支部', 1, 'r1', '着力点没有写到'],
  ['化工公司支部', 1, 'r1', '没有逐条列出'],
  ['包装公司支部', 1, 'r2', '没有责任人'],
  ['城西社区支部', 1, 'r3', '只有名称'],
  ['个体协会支部', 1, 'r4', '没有落实'],
]

describe('hints on the versions sent back', () => {
  it.each(found)('%s version %i, %s: %s', async (unit, version, refusal, words) => {
    const shown = await showCase(town.context, { orgId: idOf(unit), version })
    const hints = shown.plan?.hints.filter((hint) => hint.refusal === refusal && hint.kind !== 'ok') ?? []
    expect(hints.map((hint) => hint.text).join('；')).toContain(words)
  })

  it('name the plan it was copied from, with the passages both have', async () => {
    const shown = await showCase(town.context, { orgId: idOf('北片机关支部'), version: 1 })
    expect(shown.plan?.alike).toMatchObject({ unit: '南片机关支部', isOver: true })
    expect(shown.plan?.alike?.passages.length).toBeGreaterThan(5)
  })

  it('say little of a plan that was approved at once', async () => {
    const shown = await showCase(town.context, { orgId: idOf('财政所支部'), version: null })
    expect(shown.plan?.hints.filter((hint) => hint.kind === 'bad')).toEqual([])
  })
})

it('shows what changed from version 1 to version 2', async () => {
  const shown = await showCase(town.context, { orgId: idOf('第二卫生院支部'), version: 2 })
  const comparison = shown.plan?.comparison
  expect(comparison?.version).toBe(1)
  const text = comparison?.pieces
    .filter((piece) => piece.kind !== 'removed')
    .map((piece) => piece.text)
    .join('')
  expect(text).toBe(shown.plan?.draft.text)
  expect(comparison?.added.length).toBeGreaterThan(0)
})

// Rounds of a plan: new versions, demands that go along with them, changes of an approved plan, corrections.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { showBoard } from '../../../src-main/core/services/plans/board.ts'
import { showCase } from '../../../src-main/core/services/plans/case.ts'
import { judgeDemand } from '../../../src-main/core/services/plans/review.ts'
import { blankPlan, correctPlan, withdrawPlan } from '../../../src-main/core/services/plans/submit.ts'
import {
  demandsIn,
  openDemands,
  planById,
  reviewOf,
  stepsOf,
  versionsOf,
} from '../../../src-main/core/services/plans/store.ts'
import {
  addUnit,
  answer,
  answerAll,
  conclude,
  draft,
  handIn,
  openTown,
  stateOf,
  type TestTown,
} from './town.ts'

let town: TestTown
beforeAll(async () => {
  town = await openTown()
}, 60_000)
afterAll(() => town.close())

const met = ['符合', '符合', '符合', '符合'] as const

async function sendBack(planId: string, on = '2005-07-13'): Promise<void> {
  await answerAll(town.context, planId, ['符合', '符合', '符合', '符合'])
  await answer(
    town.context,
    planId,
    'r2',
    '不符合',
    '日程只写“适时”，请写明日期。\n请补列规定动作“谈心谈话”。',
  )
  await conclude(town.context, planId, '退回修改', on)
}

async function judgeDemands(planId: string, outcomes: readonly ('已改' | '未改' | '部分')[]): Promise<void> {
  for (const [i, demand] of (await demandsIn(town.context.db.read, planId)).entries()) {
    await judgeDemand(town.context, {
      demandId: demand.id,
      rowVersion: demand.row_version,
      outcome: outcomes[i] ?? '已改',
    })
  }
}

describe('a plan sent back', () => {
  it('comes again as version 2 with nothing judged, version 1 as it was', async () => {
    const { context } = town
    const orgId = await addUnit(context, '两轮支部')
    const first = await handIn(context, orgId)
    await sendBack(first)
    const before = {
      plan: await planById(context.db.read, first),
      review: await reviewOf(context.db.read, first),
      steps: await stepsOf(context.db.read, first),
    }
    const second = await handIn(context, orgId, { submittedOn: '2005-07-18', theme: '改过的主题' })
    const review = await reviewOf(context.db.read, second)
    expect([review.r1, review.r2, review.r3, review.r4, review.decision]).toEqual([
      '未审',
      '未审',
      '未审',
      '未审',
      null,
    ])
    expect((await planById(context.db.read, second)).version).toBe(2)
    expect(await stateOf(context, second)).toBe('已报送')
    expect({
      plan: await planById(context.db.read, first),
      review: await reviewOf(context.db.read, first),
      steps: await stepsOf(context.db.read, first),
    }).toEqual(before)
  })

  it('brings its demands, one a line, and waits for each to be checked', async () => {
    const { context } = town
    const orgId = await addUnit(context, '意见支部')
    const first = await handIn(context, orgId)
    await sendBack(first)
    const second = await handIn(context, orgId, { submittedOn: '2005-07-18' })
    const demands = await demandsIn(context.db.read, second)
    expect(demands.map((d) => [d.text, d.outcome, d.raised_in])).toEqual([
      ['日程只写“适时”，请写明日期。', null, first],
      ['请补列规定动作“谈心谈话”。', null, first],
    ])
    await answerAll(context, second, met)
    await expect(conclude(context, second, '批准')).rejects.toThrow('上次退回的意见还有2条没有核对')
    await judgeDemands(second, ['已改', '已改'])
    await conclude(context, second, '批准')
    expect(await stateOf(context, second)).toBe('批准')
  })

  it('takes along to version 3 what was not met, and keeps what was said of version 2', async () => {
    const { context } = town
    const orgId = await addUnit(context, '三轮支部')
    const first = await handIn(context, orgId)
    await sendBack(first)
    const second = await handIn(context, orgId, { submittedOn: '2005-07-18' })
    await answerAll(context, second, ['符合', '符合', '符合', '符合'])
    await answer(context, second, 'r4', '不符合', '保证措施没有考勤、请假、补课办法，请补充。')
    await judgeDemands(second, ['已改', '未改'])
    await conclude(context, second, '退回修改', '2005-07-20')
    expect((await openDemands(context.db.read, orgId)).map((d) => [d.text, d.refusal])).toEqual([
      ['请补列规定动作“谈心谈话”。', 'r2'],
      ['保证措施没有考勤、请假、补课办法，请补充。', 'r4'],
    ])
    const third = await handIn(context, orgId, { submittedOn: '2005-07-25' })
    expect((await demandsIn(context.db.read, third)).map((d) => d.raised_in)).toEqual([first, second])
    expect((await demandsIn(context.db.read, second)).map((d) => d.outcome)).toEqual(['已改', '未改'])
    expect((await showCase(context, { orgId, version: null })).returns).toBe(2)
  })

  it('cannot come again while a version is still open', async () => {
    const orgId = await addUnit(town.context, '在审支部')
    await handIn(town.context, orgId)
    await expect(handIn(town.context, orgId, { submittedOn: '2005-07-18' })).rejects.toThrow(
      '第1版还没有作出结论',
    )
  })

  it('numbers the papers that send back one after another within a year', async () => {
    const { context } = town
    const serials: (number | null)[] = []
    for (const name of ['退回甲支部', '退回乙支部']) {
      const planId = await handIn(context, await addUnit(context, name))
      await sendBack(planId)
      serials.push((await reviewOf(context.db.read, planId)).return_serial)
    }
    expect(serials[1]).toBe((serials[0] ?? 0) + 1)
  })
})

describe('an approved plan', () => {
  it('that is changed waits again as 变更待审; the approved version stays', async () => {
    const { context } = town
    const orgId = await addUnit(context, '变更支部')
    const first = await handIn(context, orgId)
    await answerAll(context, first, met)
    await conclude(context, first, '批准')
    const approved = await planById(context.db.read, first)
    const second = await handIn(context, orgId, {
      submittedOn: '2005-08-01',
      changeNote: '集中学习改到晚上。',
    })
    expect(await stateOf(context, second)).toBe('变更待审')
    expect(await planById(context.db.read, first)).toEqual(approved)
    await answer(context, second, 'r1', '符合')
    expect(await stateOf(context, second)).toBe('审核中')
    const unit = (await showBoard(context)).units.find((each) => each.orgId === orgId)
    expect(unit).toMatchObject({ state: '审核中', group: '待审', version: 2, isChange: true, returns: 0 })
  })

  it('can no longer be judged', async () => {
    const planId = await handIn(town.context, await addUnit(town.context, '定论支部'))
    await answerAll(town.context, planId, met)
    await conclude(town.context, planId, '批准')
    await expect(answer(town.context, planId, 'r1', '未审')).rejects.toThrow('已经作出“批准”的结论')
  })
})

describe('what was handed in', () => {
  it('may be corrected and withdrawn until the review begins', async () => {
    const { context } = town
    const orgId = await addUnit(context, '更正支部')
    const planId = await handIn(context, orgId)
    const { row_version } = await planById(context.db.read, planId)
    const shown = await correctPlan(context, {
      planId,
      rowVersion: row_version,
      draft: draft({ theme: '更正后的主题', steps: draft().steps.slice(0, 1) }),
    })
    expect([shown.plan?.draft.theme, shown.plan?.draft.steps.length, shown.versions.length]).toEqual([
      '更正后的主题',
      1,
      1,
    ])
    await answer(context, planId, 'r1', '符合')
    const stored = await planById(context.db.read, planId)
    const late = correctPlan(context, { planId, rowVersion: stored.row_version, draft: draft() })
    await expect(late).rejects.toThrow('已经开始审查')
  })

  it('withdrawn leaves its number free and its demands waiting', async () => {
    const { context } = town
    const orgId = await addUnit(context, '撤回支部')
    await sendBack(await handIn(context, orgId))
    const second = await handIn(context, orgId, { submittedOn: '2005-07-18' })
    const { row_version } = await planById(context.db.read, second)
    await withdrawPlan(context, { planId: second, rowVersion: row_version, reason: '选错了单位' })
    expect((await versionsOf(context.db.read, orgId)).map((plan) => plan.version)).toEqual([1])
    const again = await handIn(context, orgId, { submittedOn: '2005-07-19' })
    expect((await planById(context.db.read, again)).version).toBe(2)
    expect(await demandsIn(context.db.read, again)).toHaveLength(2)
  })

  it.each([
    [{ submittedOn: '2005-08-18' }, '报送日期在今天以后'],
    [{ text: ' ', steps: [] }, '方案正文和日程都没有内容'],
  ])('is refused when it cannot be: %o', async (changes, sentence) => {
    const orgId = await addUnit(town.context, `不收${sentence}支部`)
    await expect(handIn(town.context, orgId, changes)).rejects.toThrow(sentence)
  })

  it('starts from the required steps of the unit with the dates of the campaign', async () => {
    const blank = await blankPlan(town.context, await addUnit(town.context, '空表支部'))
    expect(blank.steps.filter((step) => ['study', 'review', 'rectify'].includes(step.code))).toHaveLength(3)
    expect(blank.steps.find((step) => step.code === 'P1-06')).toMatchObject({
      name: '动员会',
      start: '2005-07-05',
    })
    expect(blank.steps.every((step) => step.owner === '')).toBe(true)
  })
})

it('says until when: five working days for the review and for handing in again', async () => {
  const { context } = town
  const orgId = await addUnit(context, '时限支部')
  const planId = await handIn(context, orgId, { submittedOn: '2005-08-15' })
  const waiting = (await showBoard(context)).units.find((each) => each.orgId === orgId)
  expect(waiting).toMatchObject({ waitingDays: 2, dueOn: '2005-08-22', daysLeft: 5 })
  await sendBack(planId, '2005-08-16')
  const back = (await showBoard(context)).units.find((each) => each.orgId === orgId)
  expect(back).toMatchObject({ group: '退回', waitingDays: null, dueOn: '2005-08-23', daysLeft: 6 })
})

// R-14 in full: all 81 combinations of four answers, in the services and in the data file itself.
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DatabaseError } from '../../../src-main/core/db/errors.ts'
import { Refusal } from '../../../src-main/core/refusal.ts'
import { write } from '../../../src-main/core/context.ts'
import { judge } from '../../../src-main/core/services/plans/review.ts'
import { planById, reviewOf, versionsOf } from '../../../src-main/core/services/plans/store.ts'
import { blankReview } from '../../../src-main/core/services/plans/versions.ts'
import { decisionState, type JudgedItems } from '../../../src-main/shared/rules/plan-decision.ts'
import { refusalAnswers, type RefusalAnswer } from '../../../src-main/shared/rules/plan.ts'
import {
  addUnit,
  answer,
  answerAll,
  conclude,
  handIn,
  openTown,
  REASON,
  stateOf,
  type TestTown,
} from './town.ts'

let town: TestTown
beforeAll(async () => {
  town = await openTown()
}, 60_000)
afterAll(() => town.close())

type Four = readonly [RefusalAnswer, RefusalAnswer, RefusalAnswer, RefusalAnswer]

const all: readonly Four[] = refusalAnswers.flatMap((a) =>
  refusalAnswers.flatMap((b) =>
    refusalAnswers.flatMap((c) => refusalAnswers.map((d) => [a, b, c, d] as const)),
  ),
)
const isOpen = (four: Four): boolean => four.includes('未审')
const isRefused = (four: Four): boolean => !isOpen(four) && four.includes('不符合')
const isMet = (four: Four): boolean => four.every((each) => each === '符合')

const items = (four: Four, comment = REASON): JudgedItems => ({
  r1: { answer: four[0], comment },
  r2: { answer: four[1], comment },
  r3: { answer: four[2], comment },
  r4: { answer: four[3], comment },
})

describe('the 81 combinations', () => {
  it('are 1 to approve, 15 to send back, 65 without a decision', () => {
    expect([
      all.length,
      all.filter(isMet).length,
      all.filter(isRefused).length,
      all.filter(isOpen).length,
    ]).toEqual([81, 1, 15, 65])
  })

  it.each(all.map((four) => ({ four, name: four.join('、') })))(
    '$name: rule, service and data file agree',
    async ({ four }) => {
      const state = decisionState({ items: items(four), outcomes: [], commentChars: 10 })
      expect(state.approve.length === 0).toBe(isMet(four))
      expect(state.sendBack.length === 0).toBe(isRefused(four))

      const { context } = town
      const orgId = await addUnit(context, `试${four.join('')}支部`)
      const planId = await handIn(context, orgId)
      await answerAll(context, planId, four)

      if (!isMet(four)) await expect(conclude(context, planId, '批准')).rejects.toBeInstanceOf(Refusal)
      if (!isRefused(four))
        await expect(conclude(context, planId, '退回修改')).rejects.toBeInstanceOf(Refusal)
      expect((await reviewOf(context.db.read, planId)).decision).toBeNull()

      for (const decision of ['批准', '退回修改'] as const) {
        const mayStand = decision === '批准' ? isMet(four) : isRefused(four)
        if (!mayStand) await expect(storeDecision(planId, decision)).rejects.toBeInstanceOf(DatabaseError)
      }
      if (isMet(four)) await conclude(context, planId, '批准')
      if (isRefused(four)) await conclude(context, planId, '退回修改')
      const expected = isMet(four) ? '批准' : isRefused(four) ? '退回修改' : null
      expect((await reviewOf(context.db.read, planId)).decision).toBe(expected)
    },
  )
})

/** Straight into the table, past every service. */
const storeDecision = (planId: string, decision: string): Promise<unknown> =>
  town.context.db.write((trx) =>
    sql`update plan_review set decision = ${decision}, reviewer = '甲', reviewed_on = '2005-07-13' where plan_id = ${planId}`.execute(
      trx,
    ),
  )

describe('the data file refuses', () => {
  it('a plan called approved whose review is not', async () => {
    const planId = await handIn(town.context, await addUnit(town.context, '越权支部'))
    const approve = town.context.db.write((trx) =>
      sql`update plan set state = '批准' where id = ${planId}`.execute(trx),
    )
    await expect(approve).rejects.toBeInstanceOf(DatabaseError)
    expect(await stateOf(town.context, planId)).toBe('已报送')
  })

  it('a ground turned to 不符合 after the approval, and a decision taken back', async () => {
    const planId = await handIn(town.context, await addUnit(town.context, '批后改支部'))
    await answerAll(town.context, planId, ['符合', '符合', '符合', '符合'])
    await conclude(town.context, planId, '批准')
    const turn = town.context.db.write((trx) =>
      sql`update plan_review set r2 = '不符合', r2_comment = ${REASON} where plan_id = ${planId}`.execute(
        trx,
      ),
    )
    await expect(turn).rejects.toBeInstanceOf(DatabaseError)
    const takeBack = town.context.db.write((trx) =>
      sql`update plan_review set decision = null, reviewer = null, reviewed_on = null where plan_id = ${planId}`.execute(
        trx,
      ),
    )
    await expect(takeBack).rejects.toBeInstanceOf(DatabaseError)
  })

  it('a decision beside a reason of nine characters', async () => {
    const planId = await handIn(town.context, await addUnit(town.context, '九字支部'))
    await answerAll(town.context, planId, ['符合', '不符合', '符合', '符合'])
    await town.context.db.write((trx) =>
      sql`update plan_review set r2_comment = '　请写明日期和人员 ' where plan_id = ${planId}`.execute(trx),
    )
    await expect(storeDecision(planId, '退回修改')).rejects.toBeInstanceOf(DatabaseError)
  })

  it('a second review of one version and a second row of one version number', async () => {
    const orgId = await addUnit(town.context, '重号支部')
    const planId = await handIn(town.context, orgId)
    const again = write(town.context, (journal) => journal.add('plan_review', blankReview(planId)))
    await expect(again).rejects.toBeInstanceOf(DatabaseError)
    const { id, created_at, created_by, updated_at, updated_by, row_version, deleted_at, ...plan } =
      await planById(town.context.db.read, planId)
    expect([id, created_at, created_by, updated_at, updated_by, row_version, deleted_at]).toHaveLength(7)
    await expect(write(town.context, (journal) => journal.add('plan', plan))).rejects.toBeInstanceOf(
      DatabaseError,
    )
  })
})

describe('a reason for 不符合', () => {
  it.each([
    ['', false],
    ['日程不细。', false],
    ['一二三四五六七八九', false],
    ['一 二 三 四 五 六 七 八 九　', false],
    ['一二三四五六七八九十', true],
    ['𠮷二三四五六七八九十', true],
    ['𠮷𠮷𠮷𠮷𠮷', false],
  ])('“%s” is enough: %s', async (comment, isEnough) => {
    const planId = await handIn(
      town.context,
      await addUnit(town.context, `理由${comment.length}${String(isEnough)}${comment}支部`),
    )
    const judged = answer(town.context, planId, 'r2', '不符合', comment)
    if (isEnough) await judged
    else await expect(judged).rejects.toThrow('不少于10字')
    expect((await reviewOf(town.context.db.read, planId)).r2).toBe(isEnough ? '不符合' : '未审')
  })
})

describe('no decision while a ground is open', () => {
  it('whatever the answers, reasons and demands are', () => {
    const given = fc.constantFrom(...refusalAnswers)
    const outcome = fc.constantFrom('已改' as const, '未改' as const, '部分' as const, null)
    fc.assert(
      fc.property(
        given,
        given,
        given,
        given,
        fc.string(),
        fc.array(outcome),
        (a, b, c, d, comment, outcomes) => {
          const state = decisionState({ items: items([a, b, c, d], comment), outcomes, commentChars: 10 })
          const isBlocked = [a, b, c, d].includes('未审')
          if (isBlocked) expect(state.approve.length * state.sendBack.length).toBeGreaterThan(0)
          if (state.approve.length === 0) expect([a, b, c, d].every((each) => each === '符合')).toBe(true)
          expect(state.approve.length === 0 && state.sendBack.length === 0).toBe(false)
        },
      ),
    )
  })

  it('says so in the words of M-501 and M-502', async () => {
    const planId = await handIn(town.context, await addUnit(town.context, '话术支部'))
    await answerAll(town.context, planId, ['符合', '不符合', '符合', '未审'])
    await expect(conclude(town.context, planId, '批准')).rejects.toThrow(
      '方案四项审查有未审项，不能作出结论。请先审完第四项。',
    )
    await answer(town.context, planId, 'r4', '符合')
    await expect(conclude(town.context, planId, '批准')).rejects.toThrow(
      '“活动时间安排”不符合，按“四个坚决不批”不得批准。',
    )
  })
})

it('refuses a judgement on what somebody else has judged in the meantime', async () => {
  const planId = await handIn(town.context, await addUnit(town.context, '抢先支部'))
  await answer(town.context, planId, 'r1', '符合')
  const late = judge(town.context, { planId, rowVersion: 1, refusal: 'r2', answer: '符合', comment: '' })
  await expect(late).rejects.toThrow('刚刚被')
  expect(
    await versionsOf(town.context.db.read, (await planById(town.context.db.read, planId)).org_id),
  ).toHaveLength(1)
})

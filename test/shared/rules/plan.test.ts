// The plan review: all 81 combinations of answers, and opinions long enough to act on.
import { describe, expect, it } from 'vitest'
import { judgePlan, refusalAnswers } from '#shared/rules/plan.ts'
import { outcomeOf, verdictOf } from './outcome.ts'

const combinations = refusalAnswers.flatMap((practical) =>
  refusalAnswers.flatMap((schedule) =>
    refusalAnswers.flatMap((theme) =>
      refusalAnswers.map((guarantees) => ({ practical, schedule, theme, guarantees })),
    ),
  ),
)

describe('R-14', () => {
  it('approves 1, refuses 15 and leaves 65 of 81 combinations open', () => {
    const outcomes = combinations.map((review) => judgePlan(review).outcome)
    const countOf = (outcome: string) => outcomes.filter((each) => each === outcome).length
    expect([outcomes.length, countOf('pass'), countOf('fail'), countOf('not-assessed')]).toEqual([
      81, 1, 15, 65,
    ])
  })
  it('approves only four 符合 and concludes nothing with one 未审', () => {
    for (const review of combinations) {
      const answers = Object.values(review)
      const expected = answers.includes('未审')
        ? 'not-assessed'
        : answers.includes('不符合')
          ? 'fail'
          : 'pass'
      expect(outcomeOf('R-14', review)).toBe(expected)
    }
  })
  it('names the refusals', () => {
    const review = { practical: '不符合', schedule: '符合', theme: '符合', guarantees: '不符合' }
    expect(verdictOf('R-14', review).details).toEqual([
      '方案与本单位实际结合不够的坚决不批。',
      '活动保证措施不到位的坚决不批。',
    ])
  })
})

describe('R-14b', () => {
  it.each([
    ['不符合', '', 'fail'],
    ['不符合', '只有九个字的一句话', 'fail'],
    ['不符合', '日程没有具体到日请改', 'pass'],
    ['不符合', '日 程 没 有 具 体 到', 'fail'],
    ['符合', '', 'pass'],
    ['未审', '', 'pass'],
  ])('%s with “%s”: %s', (answer, comment, expected) => {
    expect(outcomeOf('R-14b', { answer, comment })).toBe(expected)
  })
})

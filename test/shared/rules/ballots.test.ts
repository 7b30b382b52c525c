// Every poll of 1 to 2,000 ballots against an oracle of its own; the bar said in ballots; the sizes polls really had.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  differencesOf,
  figureProblems,
  reasonsAgainstReport,
  reasonsAgainstRound,
  usualKind,
} from '#shared/rules/poll-action.ts'
import { barOf, decidingVerdict, verdictsOn } from '#shared/rules/poll-verdicts.ts'
import {
  barInBallots,
  barLimits,
  judgeDissatisfaction,
  judgeMajority,
  judgeSatisfaction,
  majorityLimits,
  rewriteLimits,
} from '#shared/rules/vote.ts'

const MOST = 2000

/**
 * Where the verdict turns for each number of valid ballots, found by walking up two counters instead of dividing: `n`
 * grows while n ballots of `whole` are still below the share. BigInt, so no product is ever rounded.
 */
function turningPoints(share: bigint, of: bigint, isStrict: boolean): bigint[] {
  const points: bigint[] = [0n]
  let n = 0n
  for (let valid = 1n; valid <= BigInt(MOST); valid += 1n) {
    while (isStrict ? n * of <= share * valid : n * of < share * valid) n += 1n
    points.push(n)
  }
  return points
}

/** Cases whose verdict is not the expected one, as `part/valid`. */
function wrongCases(
  points: readonly bigint[],
  judge: (part: number, valid: number) => string,
  [below, fromThere]: readonly [string, string],
): string[] {
  const wrong: string[] = []
  for (let valid = 1; valid <= MOST; valid += 1) {
    const turn = Number(points[valid])
    for (let part = 0; part <= valid; part += 1)
      if (judge(part, valid) !== (part < turn ? below : fromThere)) wrong.push(`${part}/${valid}`)
  }
  return wrong
}

describe('every poll of 1 to 2,000 ballots', () => {
  it('R-32: barred from 10% on', () => {
    const judge = (dissatisfied: number, valid: number) =>
      judgeDissatisfaction({ valid, dissatisfied }).outcome
    expect(wrongCases(turningPoints(1n, 10n, false), judge, ['pass', 'fail'])).toEqual([])
  }, 120_000)
  it('R-43: written again below 70%', () => {
    const judge = (satisfied: number, valid: number) => judgeSatisfaction({ satisfied, valid }).outcome
    expect(wrongCases(turningPoints(7n, 10n, false), judge, ['fail', 'pass'])).toEqual([])
  }, 120_000)
  it('R-51: a majority is more than half', () => {
    const judge = (dissatisfied: number, valid: number) => judgeMajority({ valid, dissatisfied }).outcome
    expect(wrongCases(turningPoints(1n, 2n, true), judge, ['pass', 'fail'])).toEqual([])
  }, 120_000)
})

describe('the bar in ballots', () => {
  it.each([
    [128, 13],
    [167, 17],
    [126, 13],
    [56, 6],
    [12_874, 1288],
    [10, 1],
    [9, 1],
    [1, 1],
    [11, 2],
    [20, 2],
    [21, 3],
    [2000, 200],
  ])('%i valid ballots: %i', (valid, ballots) => {
    expect(barInBallots(valid, barLimits.bar)).toBe(ballots)
    expect(judgeDissatisfaction({ valid, dissatisfied: ballots }).outcome).toBe('fail')
    expect(judgeDissatisfaction({ valid, dissatisfied: ballots - 1 }).outcome).toBe('pass')
  })
  it.each([
    ['more than half of 100', 100, majorityLimits.majority, 51],
    ['more than half of 101', 101, majorityLimits.majority, 51],
    ['70% of 19', 19, rewriteLimits.satisfaction, 14],
    ['70% of 20', 20, rewriteLimits.satisfaction, 14],
    ['12.5% of 1,000', 1000, { ...barLimits.bar, value: 12.5 }, 125],
    ['no limit', 100, { ...barLimits.bar, value: null }, null],
    ['no ballot', 0, barLimits.bar, null],
  ] as const)('%s', (_, valid, limit, ballots) => {
    expect(barInBallots(valid, limit)).toBe(ballots)
  })

  it('is where the verdict turns, whatever the ballots and the limit', () => {
    const limits = fc.integer({ min: 1, max: 10_000 }).map((hundredths) => hundredths / 100)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), limits, (valid, value) => {
        const bar = { ...barLimits.bar, value }
        const ballots = barInBallots(valid, bar) ?? -1
        const outcome = (dissatisfied: number) =>
          judgeDissatisfaction({ valid, dissatisfied }, { ...barLimits, bar }).outcome
        expect(ballots).toBeGreaterThan(0)
        expect([outcome(ballots - 1), outcome(ballots)]).toEqual(['pass', 'fail'])
      }),
      { numRuns: 500 },
    )
  })
  it('gives back the most ballots that still pass, and their number its own bar', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), (dissatisfied) => {
        const largest = dissatisfied * 10
        expect(barInBallots(largest, barLimits.bar)).toBe(dissatisfied)
        expect(barInBallots(largest + 1, barLimits.bar)).toBe(dissatisfied + 1)
      }),
    )
  })
})

describe('sizes polls really had, and boundaries', () => {
  it.each([
    [16, 167, 'pass'],
    [17, 167, 'fail'],
    [12, 126, 'pass'],
    [13, 126, 'fail'],
    [5, 56, 'pass'],
    [6, 56, 'fail'],
    [1287, 12_874, 'pass'],
    [1288, 12_874, 'fail'],
    [199, 2000, 'pass'],
    [200, 2000, 'fail'],
  ])('%i of %i: %s', (dissatisfied, valid, outcome) => {
    expect(judgeDissatisfaction({ valid, dissatisfied }).outcome).toBe(outcome)
  })
  it.each<[string, Parameters<typeof figureProblems>[0], string]>([
    [
      '99.65% of 12,874 does not leave room for 9 more',
      {
        issued: 12_900,
        returned: 12_883,
        valid: 12_874,
        invalid: 9,
        grades: { satisfied: 12_829, dissatisfied: 36 },
      },
      '各档票数之和12865与有效票12874不等，请核对。',
    ],
    [
      '9 too many',
      {
        issued: null,
        returned: null,
        valid: 12_865,
        invalid: null,
        grades: { satisfied: 12_829, dissatisfied: 45 },
      },
      '各档票数之和12874与有效票12865不等，请核对。',
    ],
    [
      'more returned than issued',
      { issued: 129, returned: 130, valid: 128, invalid: 2, grades: { satisfied: 128 } },
      '收回票130多于发出票129，请核对。',
    ],
  ])('%s', (_, figures, problem) => {
    expect(figureProblems(figures)).toEqual([problem])
  })
  it('closes when 发出 ≥ 收回 − 无效 = 有效 = 各档合计', () => {
    const grades = { satisfied: 61, basic: 51, dissatisfied: 13, abstained: 3 }
    expect(figureProblems({ issued: 132, returned: 130, invalid: 2, valid: 128, grades })).toEqual([])
  })
})

describe('what a poll is judged by', () => {
  const grades = { satisfied: 18, basic: 8, dissatisfied: 3, abstained: 2 }
  it('by its kind', () => {
    const rules = (kind: '阶段满意度' | '整改情况' | '总体' | '党性分析材料') =>
      verdictsOn({ kind, phase: 'study', valid: 31, grades }).map(({ rule }) => rule)
    expect(rules('阶段满意度')).toEqual(['R-32', 'R-32b'])
    expect(rules('整改情况')).toEqual(['R-50', 'R-51'])
    expect(rules('总体')).toEqual(['R-50', 'R-51'])
    expect(rules('党性分析材料')).toEqual(['R-43'])
  })
  it('the stage to be entered has its own limit', () => {
    const settings = { 'poll.dissatisfied.bar_next': { value: 5 } }
    expect(decidingVerdict({ kind: '阶段满意度', phase: 'study', valid: 31, grades }, settings).outcome).toBe(
      'pass',
    )
    expect(
      decidingVerdict({ kind: '阶段满意度', phase: 'review', valid: 31, grades }, settings).outcome,
    ).toBe('fail')
    expect(barOf({ kind: '阶段满意度', phase: 'review' }, settings).value).toBe(5)
  })
  it('不太满意 counts as 不满意, 比较满意 as 满意', () => {
    const poll = { phase: 'study', valid: 20, grades: { satisfied: 10, fairly: 8, less: 2 } }
    expect(decidingVerdict({ kind: '阶段满意度', ...poll }).outcome).toBe('fail')
    expect(decidingVerdict({ kind: '党性分析材料', ...poll }).outcome).toBe('pass')
  })
  it('numbers that do not close are not judged', () => {
    const poll = { kind: '阶段满意度' as const, phase: 'study', valid: 30, grades }
    expect(decidingVerdict(poll).outcome).toBe('not-assessed')
  })
  it.each([
    ['study', '阶段满意度'],
    ['review', '阶段满意度'],
    ['rectify', '整改情况'],
    ['consolidate', '总体'],
  ])('%s asks by %s', (phase, kind) => {
    expect(usualKind(phase)).toBe(kind)
  })
})

describe('two counts', () => {
  it('differ grade by grade, invalid ballots too', () => {
    const first = { grades: { satisfied: 61, basic: 51 }, invalid: 2 }
    expect(differencesOf(first, { grades: { satisfied: 62, basic: 51 }, invalid: 1 })).toEqual([
      { label: '满意', first: 61, second: 62 },
      { label: '无效', first: 2, second: 1 },
    ])
    expect(differencesOf(first, { ...first })).toEqual([])
  })
})

describe('another round', () => {
  const failed = { round: 1, state: '已确认' as const, date: '2005-08-04', isFailed: true }
  it.each([
    ['the first one', null, '', null, 0],
    ['after one that passed', { ...failed, isFailed: false }, '', null, 0],
    ['after one that did not, without what was made up', failed, '', null, 2],
    ['made up before it failed', failed, '补了两次课', '2005-08-03', 1],
    ['made up tomorrow', failed, '补了两次课', '2005-08-18', 1],
    ['made up', failed, '补了两次课', '2005-08-12', 0],
    ['while one is being held', { ...failed, state: '已收回' as const }, '', null, 1],
    ['after nine', { ...failed, round: 9 }, '补了两次课', '2005-08-12', 1],
  ])('%s', (_, last, note, on, refusals) => {
    expect(reasonsAgainstRound(last, { note, on }, '2005-08-17')).toHaveLength(refusals)
  })
})

describe('the report', () => {
  const poll = { state: '已确认' as const, date: '2005-08-10', confirmedOn: '2005-08-10' }
  it.each([
    ['2005-08-10', null, 0],
    ['2005-08-10', '00:00', 0],
    ['2005-08-10', '23:59', 0],
    ['2005-08-10', '24:00', 1],
    ['2005-08-09', null, 1],
    ['2005-08-18', null, 1],
  ])('on %s at %s', (on, at, refusals) => {
    expect(reasonsAgainstReport(poll, on, at, '2005-08-17')).toHaveLength(refusals)
  })
})

// Polls on whole ballots: every boundary the documents and public figures offer; ballots.test.ts goes through all of them.
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { judgeSatisfaction } from '#shared/rules/vote.ts'
import { outcomeOf, problemsOf, verdictOf, type Outcome } from './outcome.ts'

describe('R-32: the bar of 10%', () => {
  it.each<[number, number, Outcome]>([
    [0, 30, 'pass'],
    [9, 100, 'pass'],
    [10, 100, 'fail'],
    [1, 10, 'fail'],
    [3, 30, 'fail'],
    [2, 20, 'fail'],
    [100, 1000, 'fail'],
    [1, 11, 'pass'],
    [2, 21, 'pass'],
    [3, 31, 'pass'],
    [199, 2000, 'pass'],
    [0, 0, 'not-assessed'],
    [16, 167, 'pass'],
    [17, 167, 'fail'],
    [12, 126, 'pass'],
    [13, 126, 'fail'],
    [5, 56, 'pass'],
    [6, 56, 'fail'],
    [13, 128, 'fail'],
    [7, 126, 'pass'],
  ])('%i of %i: %s', (dissatisfied, valid, expected) => {
    expect(outcomeOf('R-32', { valid, dissatisfied })).toBe(expected)
  })

  it('shows the exact share, never one rounded to the bar', () => {
    expect(verdictOf('R-32', { valid: 2000, dissatisfied: 199 }).reason).toContain('199/2000（9.95%）')
    expect(verdictOf('R-32', { valid: 21, dissatisfied: 2 }).facts).toMatchObject({ share: '2/21 = 9.52%' })
  })

  it('says what 0 ballots mean', () => {
    expect(verdictOf('R-32', { valid: 0, dissatisfied: 0 })).toMatchObject({
      outcome: 'not-assessed',
      reason: '有效票为0，视为未测评，不得转段。请先组织测评。',
      facts: { share: '0/0 = —' },
    })
  })

  it('compares with the limit of the settings, decimals included', () => {
    const bar = (value: number | null) => ({ 'poll.dissatisfied.bar': { value } })
    expect(outcomeOf('R-32', { valid: 100, dissatisfied: 10 }, bar(15))).toBe('pass')
    expect(outcomeOf('R-32', { valid: 1000, dissatisfied: 125 }, bar(12.5))).toBe('fail')
    expect(outcomeOf('R-32', { valid: 1000, dissatisfied: 124 }, bar(12.5))).toBe('pass')
    expect(outcomeOf('R-32', { valid: 100, dissatisfied: 10 }, bar(null))).toBe('not-assessed')
    expect(problemsOf('R-32', { valid: 100, dissatisfied: 10 }, bar(Number.NaN))).toEqual([
      '标准“不满意率（转段）”的值不能用，请到“设置”中改正。',
    ])
  })

  it('has a limit of its own for the next stage', () => {
    const settings = { 'poll.dissatisfied.bar_next': { value: 20 } }
    expect(outcomeOf('R-32', { valid: 10, dissatisfied: 1, to: '整改提高' }, settings)).toBe('pass')
    expect(outcomeOf('R-32', { valid: 10, dissatisfied: 1, to: '分析评议' }, settings)).toBe('fail')
  })
})

describe('sums of a poll that do not close are refused, never judged', () => {
  it.each<[string, object, string]>([
    [
      'more against than ballots',
      { valid: 10, dissatisfied: 11 },
      '不满意、弃权等票合计11，多于有效票10，请核对。',
    ],
    [
      'more against and abstaining than ballots',
      { valid: 10, dissatisfied: 6, abstained: 5 },
      '不满意、弃权等票合计11，多于有效票10，请核对。',
    ],
    [
      'grades that give 22 for 21 ballots',
      { valid: 21, satisfied: 17, basicallySatisfied: 5, dissatisfied: 0 },
      '各档票数之和22与有效票21不等，请核对。',
    ],
    [
      'valid and invalid that are not the returned ones',
      { valid: 31, dissatisfied: 3, returned: 33, invalid: 1 },
      '有效票31与无效票1之和32不等于收回票33，请核对。',
    ],
    [
      'more returned than issued',
      { valid: 31, dissatisfied: 3, returned: 31, invalid: 0, issued: 30 },
      '收回票31多于发出票30，请核对。',
    ],
    [
      'more valid than returned',
      { valid: 31, dissatisfied: 3, returned: 30 },
      '有效票31多于收回票30，请核对。',
    ],
  ])('%s', (_, input, problem) => {
    expect(problemsOf('R-32', input)).toEqual([problem])
  })

  it('accepts a poll that closes', () => {
    const poll = { valid: 128, satisfied: 78, basicallySatisfied: 34, dissatisfied: 13, abstained: 3 }
    expect(outcomeOf('R-32', { ...poll, returned: 129, invalid: 1, issued: 130 })).toBe('fail')
  })
})

describe('R-32b: does the conclusion hang on how ballots are counted', () => {
  it('warns for 3 of 31 with 2 abstentions: 9.68% or 10.34%', () => {
    const verdict = verdictOf('R-32b', { valid: 31, dissatisfied: 3, abstained: 2 })
    expect(verdict).toMatchObject({ outcome: 'fail', level: '警告' })
    expect(verdict.reason).toBe(
      '口径不同结论不同：弃权计入有效票为3/31 = 9.68%，弃权不计入有效票为3/29 = 10.34%。请报先教办确定口径。',
    )
  })
  it('warns when 不太满意 would turn it', () => {
    expect(outcomeOf('R-32b', { valid: 100, dissatisfied: 5, ratherDissatisfied: 5 })).toBe('fail')
    expect(outcomeOf('R-32b', { valid: 100, dissatisfied: 5, ratherDissatisfied: 4 })).toBe('pass')
  })
  it('warns when everybody abstained: 0% or nothing', () => {
    expect(outcomeOf('R-32b', { valid: 4, dissatisfied: 0, abstained: 4 })).toBe('fail')
  })
  it('is content without abstentions, whatever the poll', () => {
    const polls = fc
      .integer({ min: 1, max: 5000 })
      .chain((valid) => fc.tuple(fc.constant(valid), fc.nat(valid)))
    fc.assert(
      fc.property(polls, ([valid, dissatisfied]) => outcomeOf('R-32b', { valid, dissatisfied }) === 'pass'),
    )
  })
  it('has nothing to compare without ballots', () => {
    expect(outcomeOf('R-32b', { valid: 0, dissatisfied: 0 })).toBe('not-assessed')
  })
})

describe('R-43: below 70% the analysis is written again', () => {
  it.each<[number, number, Outcome]>([
    [7, 10, 'pass'],
    [70, 100, 'pass'],
    [14, 20, 'pass'],
    [21, 30, 'pass'],
    [69, 100, 'fail'],
    [13, 19, 'fail'],
    [139, 200, 'fail'],
    [1399, 2000, 'fail'],
    [20, 29, 'fail'],
    [0, 0, 'not-assessed'],
  ])('%i of %i: %s', (satisfied, valid, expected) => {
    expect(outcomeOf('R-43', { satisfied, valid })).toBe(expected)
  })
  it('prints 69.95%, not 70.0%', () => {
    expect(verdictOf('R-43', { satisfied: 1399, valid: 2000 }).reason).toContain('1399/2000（69.95%）')
  })
  it('refuses more satisfied than ballots', () => {
    expect(problemsOf('R-43', { satisfied: 11, valid: 10 })).toEqual(['满意票11多于有效票10，请核对。'])
  })
  it('agrees with exact fractions up to 300 ballots', () => {
    for (let valid = 1; valid <= 300; valid += 1) {
      const first = [...Array(valid + 1).keys()].find(
        (part) => judgeSatisfaction({ satisfied: part, valid }).outcome === 'pass',
      )
      expect(BigInt(first ?? -1)).toBe((7n * BigInt(valid) + 9n) / 10n)
    }
  })
})

describe('R-50 and R-51: the final poll', () => {
  it.each<[number, number, Outcome]>([
    [50, 100, 'pass'],
    [51, 100, 'fail'],
    [1, 2, 'pass'],
    [2, 3, 'fail'],
    [500, 999, 'fail'],
    [499, 999, 'pass'],
    [0, 0, 'not-assessed'],
  ])('majority: %i of %i: %s', (dissatisfied, valid, expected) => {
    expect(outcomeOf('R-51', { dissatisfied, valid })).toBe(expected)
  })
  it.each<[number, number, Outcome]>([
    [9, 100, 'pass'],
    [10, 100, 'fail'],
    [0, 0, 'not-assessed'],
  ])('passed or not: %i of %i: %s', (dissatisfied, valid, expected) => {
    expect(outcomeOf('R-50', { dissatisfied, valid })).toBe(expected)
  })
})

describe('R-31: representatives and materials', () => {
  const good = { categories: ['本单位', '服务对象'], materialsOn: '2005-08-03', pollOn: '2005-08-04' }
  it.each<[string, object, Outcome]>([
    ['one category from outside, materials the day before', good, 'pass'],
    ['nobody from outside', { ...good, categories: ['本单位', '离退休'] }, 'fail'],
    ['materials on the day of the poll', { ...good, materialsOn: '2005-08-04' }, 'fail'],
    ['no materials', { ...good, materialsOn: null }, 'fail'],
    ['a category nobody knows', { ...good, categories: ['邻居'] }, 'input'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-31', input)).toBe(expected)
  })
})

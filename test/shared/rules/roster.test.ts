// Rosters: sums that do not close, 1949-10-01, six months, visits.
import { describe, expect, it } from 'vitest'
import { outcomeOf, problemsOf, verdictOf, type Outcome } from './outcome.ts'

describe('R-11: totals', () => {
  it.each<[string, object, number, Outcome]>([
    ['the town', { reported: 1025, counted: 1025 }, 0, 'pass'],
    ['polled, by political identity', { reported: 12874, parts: [7934, 4844, 87] }, -9, 'fail'],
    [
      'polled, by occupation',
      { reported: 12874, parts: [748, 779, 562, 279, 2446, 991, 830, 1499, 474, 611, 3633, 22] },
      0,
      'pass',
    ],
    ['units of a town', { reported: 249, parts: [19, 24, 129, 3, 2, 5, 67] }, 0, 'pass'],
    ['opinions of a county', { reported: 13618, parts: [815, 680, 8750, 3373] }, 0, 'pass'],
    ['a branch one short', { reported: 39, counted: 38 }, -1, 'fail'],
  ])('%s', (_, input, difference, expected) => {
    expect(verdictOf('R-11', input)).toMatchObject({ outcome: expected, facts: { difference } })
  })
  it('names both numbers as a warning', () => {
    expect(verdictOf('R-11', { reported: 39, counted: 38 })).toMatchObject({
      level: '警告',
      reason: '上报数39，实有数38，相差1，请核对。',
    })
  })
  it('wants one way of counting', () => {
    expect(problemsOf('R-11', { reported: 1 })).toHaveLength(1)
    expect(problemsOf('R-11', { reported: 1, counted: 1, parts: [1] })).toHaveLength(1)
  })
})

describe('R-11c: printed rates', () => {
  it.each<[readonly number[], string, Outcome]>([
    [[87.4, 10.5, 1.7, 0.05], '99.65%', 'fail'],
    [[87.4, 10.5, 2.1], '100%', 'pass'],
    [[33.3, 33.3, 33.3], '99.9%', 'pass'],
    [[33.33, 33.33, 33.33], '99.99%', 'pass'],
    [[50, 49], '99%', 'pass'],
    [[50, 48], '98%', 'fail'],
    [[50.0001, 49.9999], '100%', 'pass'],
  ])('%j add up to %s', (rates, sum, expected) => {
    expect(verdictOf('R-11c', { rates })).toMatchObject({ outcome: expected, facts: { sum } })
  })
})

describe('R-12: before the founding', () => {
  it.each<[string, Outcome]>([
    ['1949-09-30', 'pass'],
    ['1949-10-01', 'fail'],
    ['1949-09', 'pass'],
    ['1949-10', 'fail'],
    ['1949', 'not-assessed'],
    ['1948', 'pass'],
    ['1950', 'fail'],
  ])('joined %s: %s', (joined, expected) => {
    expect(outcomeOf('R-12', { joined })).toBe(expected)
    expect(outcomeOf('R-12', { joined, tagged: true })).toBe(expected)
  })
  it('hints at a missing mark', () => {
    expect(verdictOf('R-12', { joined: '1949-09-30', tagged: false })).toMatchObject({ level: '提示' })
    expect(outcomeOf('R-12', { joined: '1949-10-01', tagged: false })).toBe('pass')
  })
})

describe('R-12b: retired', () => {
  it.each<[string, Outcome]>([
    ['1955-08-17', 'pass'],
    ['1955-08-18', 'fail'],
    ['1955', 'pass'],
    ['1955-09', 'fail'],
  ])('born %s, on 2005-08-17: %s', (birth, expected) => {
    expect(outcomeOf('R-12b', { birth, today: '2005-08-17' })).toBe(expected)
  })
})

describe('R-13: out of touch', () => {
  it.each<[string, string, Outcome]>([
    ['2005-02', '2005-08-17', 'fail'],
    ['2005-03', '2005-08-17', 'pass'],
    ['2005-02', '2005-08-01', 'fail'],
    ['2005-02', '2005-07-31', 'pass'],
    ['2005-02-17', '2005-08-17', 'fail'],
    ['2005-02-18', '2005-08-17', 'pass'],
    ['2004-08-31', '2005-02-28', 'fail'],
    ['2004-08-31', '2005-02-27', 'pass'],
    ['2004', '2005-08-17', 'fail'],
    ['2005', '2005-06-30', 'pass'],
    ['2005', '2005-08-17', 'not-assessed'],
    ['2004', '2005-03-01', 'not-assessed'],
    ['2005-09', '2005-08-17', 'input'],
  ])('last contact %s, today %s: %s', (lastContact, today, expected) => {
    expect(outcomeOf('R-13', { lastContact, today })).toBe(expected)
  })
})

describe('R-26: visits', () => {
  it.each<[number, number, Outcome]>([
    [5, 5, 'pass'],
    [4, 5, 'fail'],
    [0, 0, 'not-assessed'],
    [6, 5, 'input'],
  ])('%i of %i: %s', (visited, total, expected) => {
    expect(outcomeOf('R-26', { visited, total })).toBe(expected)
  })
  it('knows seven kinds of help', () => {
    expect(problemsOf('R-26', { visited: 1, total: 1, kinds: ['助困', '助兴'] })).toHaveLength(1)
  })
})

describe('R-26b: the list made public', () => {
  it.each<[string, string | undefined, string | undefined, Outcome]>([
    ['five days, both ends counted', '2005-07-18', '2005-07-22', 'pass'],
    ['four days', '2005-07-18', '2005-07-21', 'fail'],
    ['not posted', undefined, undefined, 'fail'],
    ['no end', '2005-07-18', undefined, 'fail'],
    ['taken down before it was put up', '2005-07-18', '2005-07-17', 'input'],
  ])('%s', (_, from, to, expected) => {
    const input = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
    expect(outcomeOf('R-26b', input)).toBe(expected)
  })
})

// Stages in their order, 75 to 105 days, the same day, 60 to 92 days.
import { describe, expect, it } from 'vitest'
import { daysCovered } from '#shared/rules/schedule.ts'
import { outcomeOf, problemsOf, verdictOf, type Outcome } from './outcome.ts'

const stages = (dates: readonly (readonly [string, string])[]) => ({
  phases: dates.map(([start, end], index) => ({ name: `第${index + 1}阶段`, start, end })),
})

describe('R-06', () => {
  it.each<[string, readonly (readonly [string, string])[], Outcome]>([
    [
      'in order',
      [
        ['2005-07-01', '2005-08-05'],
        ['2005-08-06', '2005-09-15'],
        ['2005-09-21', '2005-10-15'],
      ],
      'pass',
    ],
    [
      'touching on one day',
      [
        ['2005-07-01', '2005-08-05'],
        ['2005-08-05', '2005-09-15'],
      ],
      'pass',
    ],
    [
      'overlapping by a day',
      [
        ['2005-07-01', '2005-08-05'],
        ['2005-08-04', '2005-09-15'],
      ],
      'fail',
    ],
    ['end before start', [['2005-08-05', '2005-07-01']], 'fail'],
    ['a day before the batch', [['2005-06-30', '2005-08-05']], 'fail'],
    ['the last day of the batch', [['2005-07-01', '2005-12-31']], 'pass'],
    ['a day after the batch', [['2005-07-01', '2006-01-01']], 'fail'],
    ['no stages', [], 'not-assessed'],
  ])('%s', (_, dates, expected) => {
    expect(outcomeOf('R-06', stages(dates))).toBe(expected)
  })
  it('takes the batch of the settings, or of the input', () => {
    const input = stages([['2013-07-01', '2013-08-05']])
    const settings = {
      'campaign.batch.start': { value: '2013-07-01' },
      'campaign.batch.end': { value: '2013-12-31' },
    }
    expect(outcomeOf('R-06', input)).toBe('fail')
    expect(outcomeOf('R-06', input, settings)).toBe('pass')
    expect(outcomeOf('R-06', { ...input, batchStart: '2013-07-01', batchEnd: '2013-12-31' })).toBe('pass')
  })
})

describe('R-07', () => {
  it.each<[string, number, Outcome]>([
    ['2005-09-12', 74, 'fail'],
    ['2005-09-13', 75, 'pass'],
    ['2005-10-13', 105, 'pass'],
    ['2005-10-14', 106, 'fail'],
  ])('from 2005-07-01 to %s: %i days', (end, days, expected) => {
    const verdict = verdictOf('R-07', { start: '2005-07-01', end })
    expect(verdict).toMatchObject({ outcome: expected, facts: { days } })
    if (expected === 'fail') expect(verdict).toMatchObject({ level: '警告' })
  })
  it('adds 45 + 30 + 30 to 105 and counts a shared day once', () => {
    expect(
      daysCovered([
        { start: '2005-01-15', end: '2005-02-28' },
        { start: '2005-03-01', end: '2005-03-30' },
        { start: '2005-04-01', end: '2005-04-30' },
      ]),
    ).toBe(105)
    expect(
      daysCovered([
        { start: '2005-07-01', end: '2005-07-10' },
        { start: '2005-07-10', end: '2005-07-12' },
      ]),
    ).toBe(12)
    expect(
      daysCovered([
        { start: '2005-07-01', end: '2005-07-10' },
        { start: '2005-07-03', end: '2005-07-05' },
      ]),
    ).toBe(10)
  })
  it.each([
    [{ start: '2005-07-01' }],
    [{ start: '2005-07-02', end: '2005-07-01' }],
    [{}],
    [{ start: '2005-07-01', end: '2005-10-01', phases: [] }],
    [{ start: '2005-02-29', end: '2005-10-01' }],
  ])('refuses %j', (input) => {
    expect(problemsOf('R-07', input)).toHaveLength(1)
  })
})

describe('R-07b', () => {
  const good = { previousEnd: '2005-08-05', start: '2005-08-05', approvedOn: '2005-08-05' }
  it.each<[string, object, Outcome]>([
    ['on the very day', good, 'pass'],
    ['not approved', { ...good, approvedOn: undefined }, 'fail'],
    ['approved a day later', { ...good, approvedOn: '2005-08-06' }, 'fail'],
    ['a day early', { ...good, start: '2005-08-04', approvedOn: '2005-08-04' }, 'fail'],
  ])('%s', (_, input, expected) => {
    expect(outcomeOf('R-07b', input)).toBe(expected)
  })
})

describe('R-15', () => {
  it.each<[string, Outcome]>([
    ['2005-07-04', 'pass'],
    ['2005-07-05', 'fail'],
    ['2005-07-03', 'fail'],
  ])('branch on %s: %s', (branchOn, expected) => {
    expect(outcomeOf('R-15', { townOn: '2005-07-04', branchOn })).toBe(expected)
  })
  const clear = { spirit: true, purpose: true, problems: true }
  it.each<[string, object, Outcome]>([
    ['the secretary', { speaker: '书记', ...clear }, 'pass'],
    ['a deputy without a reason', { speaker: '副书记', ...clear }, 'fail'],
    ['a deputy with one', { speaker: '副书记', excuse: '书记空缺', ...clear }, 'pass'],
    ['somebody else', { speaker: '其他', excuse: '书记空缺', ...clear }, 'fail'],
    ['two things clear', { speaker: '书记', ...clear, problems: false }, 'fail'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-15b', input)).toBe(expected)
  })
})

describe('R-52', () => {
  it.each<[string, number, Outcome]>([
    ['2005-12-13', 59, 'fail'],
    ['2005-12-14', 60, 'pass'],
    ['2006-01-15', 92, 'pass'],
    ['2006-01-16', 93, 'fail'],
  ])('until %s: %i days', (consolidatedEnd, days, expected) => {
    expect(verdictOf('R-52', { concentratedEnd: '2005-10-15', consolidatedEnd })).toMatchObject({
      outcome: expected,
      facts: { days },
    })
  })
  it('warns of what is open on day 92', () => {
    const input = { concentratedEnd: '2005-10-15', openIssues: 1 }
    expect(outcomeOf('R-52', { ...input, consolidatedEnd: '2006-01-14' })).toBe('pass')
    expect(verdictOf('R-52', { ...input, consolidatedEnd: '2006-01-15' })).toMatchObject({ level: '警告' })
  })
})

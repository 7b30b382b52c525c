// Weekly reports to the second, half-months to the day, shared ranks.
import { describe, expect, it } from 'vitest'
import { addDays } from '#shared/text/civil-date.ts'
import { halfMonthOf, rankShared, reportWeekOf, scoreOf } from '#shared/rules/reporting.ts'
import { outcomeOf, problemsOf, verdictOf } from './outcome.ts'

describe('R-28', () => {
  it.each([
    ['2005-07-07 23:59:59', '按时'],
    ['2005-07-07T00:00', '按时'],
    ['2005-07-01 00:00', '按时'],
    ['2005-07-07 24:00:00', '迟报'],
    ['2005-07-08 00:00:00', '迟报'],
    ['2005-07-14 23:59:59', '迟报'],
    ['2005-07-14 24:00', '未报'],
    ['2005-07-15 00:00:00', '未报'],
  ])('sent %s: %s', (submittedAt, state) => {
    expect(verdictOf('R-28', { week: '2005-07-05', submittedAt }).facts).toMatchObject({ state })
  })
  it.each([
    ['2005-07-07 23:59', '待报', 'not-assessed'],
    ['2005-07-08 00:00', '迟报', 'fail'],
    ['2005-07-15 00:00', '未报', 'fail'],
  ])('nothing sent by %s: %s', (now, state, outcome) => {
    expect(verdictOf('R-28', { week: '2005-07-05', now })).toMatchObject({ outcome, facts: { state } })
  })
  it('runs from Friday to Thursday', () => {
    expect(reportWeekOf('2005-07-01')).toEqual({ start: '2005-07-01', end: '2005-07-07' })
    expect(reportWeekOf('2005-07-07')).toEqual({ start: '2005-07-01', end: '2005-07-07' })
    expect(reportWeekOf('2005-07-08')).toEqual({ start: '2005-07-08', end: '2005-07-14' })
  })
  it('has 26 due days in the second half of 2005', () => {
    const days = Array.from({ length: 184 }, (_, index) => addDays('2005-07-01', index))
    const ends = new Set(days.map((day) => reportWeekOf(day).end).filter((day) => day <= '2005-12-31'))
    expect([ends.size, Math.min(...[...ends].map((day) => Number(day.slice(5, 7))))]).toEqual([26, 7])
    expect(ends.has('2005-10-06')).toBe(true)
  })
  it('is due a day earlier from a branch, or on the day of an exception', () => {
    const branch = { week: '2005-07-05', reporter: '支部' }
    expect(outcomeOf('R-28', { ...branch, submittedAt: '2005-07-06 23:59:59' })).toBe('pass')
    expect(outcomeOf('R-28', { ...branch, submittedAt: '2005-07-07 00:00:00' })).toBe('fail')
    const holiday = { week: '2005-10-06', dueOn: '2005-10-10' }
    expect(outcomeOf('R-28', { ...holiday, submittedAt: '2005-10-10 23:59:59' })).toBe('pass')
    expect(outcomeOf('R-28', { ...holiday, submittedAt: '2005-10-11 00:00:00' })).toBe('fail')
  })
  it.each([4.5, 0, 8])('does not judge by weekday %d', (value) => {
    const input = { week: '2005-07-05', submittedAt: '2005-07-07 12:00' }
    expect(outcomeOf('R-28', input, { 'report.weekly.due': { value } })).toBe('not-assessed')
  })
  it.each([
    [{ week: '2005-07-05' }],
    [{ week: '2005-07-05', submittedAt: '2005-07-07' }],
    [{ week: '2005-07-05', submittedAt: '2005-07-07 24:01' }],
  ])('refuses %j', (input) => {
    expect(problemsOf('R-28', input)).toHaveLength(1)
  })
})

describe('R-29', () => {
  it.each([
    ['2005-07-01', '2005-07-01', '2005-07-15'],
    ['2005-07-15', '2005-07-01', '2005-07-15'],
    ['2005-07-16', '2005-07-16', '2005-07-31'],
    ['2005-02-28', '2005-02-16', '2005-02-28'],
    ['2004-02-29', '2004-02-16', '2004-02-29'],
  ])('%s falls in %s to %s', (day, start, end) => {
    expect(halfMonthOf(day)).toEqual({ start, end })
  })
  it.each([
    [
      [16, 8, 8, 0],
      [1, 2, 2, 4],
    ],
    [
      [9, 9, 4],
      [1, 1, 3],
    ],
    [
      [0, 0],
      [1, 1],
    ],
    [[], []],
  ])('ranks %j as %j', (scores, ranks) => {
    expect(rankShared(scores)).toEqual(ranks)
  })
  it('scores 4 sent and 4 adopted by the county as 16', () => {
    expect(scoreOf({ unit: '甲', submitted: 4, county: 4 })).toBe(16)
    expect(scoreOf({ unit: '乙', submitted: 2, county: 2 })).toBe(8)
  })
  it('names every unit, zeros included', () => {
    const input = {
      date: '2005-07-20',
      units: ['甲', '乙', '丙'],
      rows: [
        { unit: '甲', submitted: 4, county: 4 },
        { unit: '乙', submitted: 0 },
      ],
    }
    const verdict = verdictOf('R-29', input)
    expect(verdict).toMatchObject({ outcome: 'fail', details: ['通报中没有丙，零报送的单位也要列入。'] })
    expect(verdict.facts).toMatchObject({ 'rank.甲': 1, 'rank.乙': 2, 'rank.丙': 2, 'score.甲': 16 })
    const complete = { ...input, rows: [...input.rows, { unit: '丙', submitted: 0 }] }
    expect(outcomeOf('R-29', complete)).toBe('pass')
    expect(
      problemsOf('R-29', { ...input, rows: [...input.rows, { unit: '甲', submitted: 1 }] }),
    ).toHaveLength(1)
  })
})

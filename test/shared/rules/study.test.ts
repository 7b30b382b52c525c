// Study: 39.5 against 40.0, five lecture kinds, shares with denominators, norms that are not set.
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { courseKinds } from '#shared/rules/study.ts'
import { outcomeOf, problemsOf, verdictOf, type Outcome } from './outcome.ts'

describe('R-16', () => {
  it.each<[object, Outcome]>([
    [{ hours: 39.5 }, 'fail'],
    [{ hours: 40 }, 'pass'],
    [{ hours: 36, makeupHours: 4 }, 'pass'],
    [{ hours: 36, makeupHours: 3.5 }, 'fail'],
    [{ hours: 30, selfStudyHours: 100 }, 'fail'],
    [{ hours: 0 }, 'fail'],
    [{ hours: 39.9 }, 'input'],
    [{ hours: -1 }, 'input'],
    [{ hours: '40' }, 'input'],
  ])('%j: %s', (input, expected) => {
    expect(outcomeOf('R-16', input)).toBe(expected)
  })
  it('keeps tenths in the facts and says what is short', () => {
    const verdict = verdictOf('R-16', { hours: 22.5 })
    expect(verdict.facts).toMatchObject({ hours_x10: 225 })
    expect(verdict.reason).toContain('还差17.5学时')
  })
  it('passes exactly from 40 on, in steps of 0.5', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), (taught, madeUp) => {
        const outcome = outcomeOf('R-16', { hours: taught / 2, makeupHours: madeUp / 2 })
        return outcome === (taught + madeUp >= 80 ? 'pass' : 'fail')
      }),
    )
  })
  it('doubts more than 8 hours on a day', () => {
    expect(outcomeOf('R-16b', { hours: 8 })).toBe('pass')
    expect(outcomeOf('R-16b', { hours: 8.5 })).toBe('fail')
  })
})

describe('R-18', () => {
  const on = (days: readonly string[]) =>
    days.flatMap((date, index) => {
      const kind = courseKinds[index]
      return kind === undefined ? [] : [{ kind, date }]
    })
  const five = (last: string) => on(['2005-07-10', '2005-07-15', '2005-07-20', '2005-07-25', last])
  it.each<[string, object, Outcome]>([
    ['the last on the cutoff', { courses: five('2005-08-05') }, 'pass'],
    ['four, after the cutoff', { courses: five('2005-08-05').slice(0, 4), today: '2005-08-06' }, 'fail'],
    ['four, on the cutoff', { courses: five('2005-08-05').slice(0, 4), today: '2005-08-05' }, 'not-assessed'],
    ['four, no day given', { courses: five('2005-08-05').slice(0, 4) }, 'fail'],
    ['none', { courses: [] }, 'fail'],
    ['a kind nobody knows', { courses: [{ kind: '书法课', date: '2005-07-10' }] }, 'input'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-18', input)).toBe(expected)
  })
  it('warns of one held a day late, unless it was held in time before', () => {
    const late = five('2005-08-06')
    expect(verdictOf('R-18', { courses: late })).toMatchObject({ outcome: 'fail', level: '警告' })
    expect(outcomeOf('R-18', { courses: [...late, { kind: '正反典型教育课', date: '2005-08-05' }] })).toBe(
      'pass',
    )
  })
  it('takes the cutoff of the settings', () => {
    const settings = { 'study.courses.cutoff': { value: '2005-08-06' } }
    expect(outcomeOf('R-18', { courses: five('2005-08-06') }, settings)).toBe('pass')
    expect(problemsOf('R-18', { courses: [] }, { 'study.courses.cutoff': { value: '8月初' } })).toHaveLength(
      1,
    )
  })
})

describe('R-20', () => {
  it.each<[number, number, Outcome, string]>([
    [58, 58, 'pass', '58/58 = 100.00%'],
    [57, 58, 'fail', '57/58 = 98.28%'],
    [1966, 1967, 'fail', '1966/1967 = 99.95%'],
    [0, 0, 'not-assessed', '0/0 = —'],
  ])('%i of %i: %s', (studied, expected, outcome, share) => {
    expect(verdictOf('R-20', { studied, expected })).toMatchObject({ outcome, facts: { share } })
  })
  it('refuses more than everybody', () => {
    expect(problemsOf('R-20', { studied: 59, expected: 58 })).toHaveLength(1)
  })
})

describe('R-21', () => {
  const norm = { 'study.notes.chars': { value: 10000 } }
  it('never passes without a norm', () => {
    expect(verdictOf('R-21', { chars: 99999, neatness: '认真' })).toMatchObject({
      outcome: 'not-assessed',
      reason: '未设标准：请先在“设置”中填写学习笔记字数。',
    })
  })
  it.each<[object, Outcome]>([
    [{ chars: 10000, neatness: '一般' }, 'pass'],
    [{ chars: 9999, neatness: '认真' }, 'fail'],
    [{ chars: 10000, neatness: '潦草' }, 'fail'],
    [{ chars: 0, neatness: '一般', categories: ['年老体弱'] }, 'not-assessed'],
    [{ chars: 0, neatness: '一般', categories: ['流动党员'] }, 'fail'],
  ])('%j with a norm of 10,000: %s', (input, expected) => {
    expect(outcomeOf('R-21', input, norm)).toBe(expected)
  })
  it('counts essays when a number is set', () => {
    const settings = { ...norm, 'study.essays.count': { value: 5 } }
    expect(outcomeOf('R-21', { chars: 10000, neatness: '认真', essays: 5 }, settings)).toBe('pass')
    expect(outcomeOf('R-21', { chars: 10000, neatness: '认真', essays: 4 }, settings)).toBe('fail')
    expect(outcomeOf('R-21', { chars: 10000, neatness: '认真' }, settings)).toBe('fail')
  })
})

// Making good: hours to the half, a barred poll that only a new round opens, an analysis written again and polled again.
import { describe, expect, it } from 'vitest'
import { makeupMachine } from '#shared/rules/machines.ts'
import { makeupStanding } from '#shared/rules/makeup.ts'
import { outcomeOf, problemsOf, verdictOf, type Outcome } from './outcome.ts'

describe('R-20b', () => {
  it.each<[number, number, string, Outcome]>([
    [4, 0, '待补课', 'fail'],
    [4, 0.5, '部分补课', 'fail'],
    [4, 3.5, '部分补课', 'fail'],
    [4, 4, '已补齐', 'pass'],
    [4, 4.5, '已补齐', 'pass'],
    [0, 0, '已补齐', 'pass'],
  ])('missed %d, made up %d: %s', (missed, madeUp, state, outcome) => {
    const input = { missed, madeUp, responsible: '甲' }
    expect(verdictOf('R-20b', input)).toMatchObject({ outcome, facts: { state } })
    expect(makeupMachine.states).toContain(makeupStanding({ missed, madeUp }))
  })
  it('names what is missing', () => {
    expect(verdictOf('R-20b', { missed: 4, madeUp: 1.5 }).details).toEqual([
      '缺课4学时，已补1.5学时，还差2.5学时。',
      '没有确定补课责任人。',
    ])
  })
  it('lets an approved excuse stand, and refuses hours off the half', () => {
    expect(verdictOf('R-20b', { missed: 4, madeUp: 0, exempted: true })).toMatchObject({
      outcome: 'pass',
      facts: { state: '免补' },
    })
    expect(problemsOf('R-20b', { missed: 4, madeUp: 0.3 })).toHaveLength(1)
  })
})

describe('R-32c', () => {
  const barred = { round: 1, valid: 30, dissatisfied: 3 }
  const passed = { round: 2, valid: 31, dissatisfied: 3 }
  it.each<[string, object, Outcome]>([
    ['no poll', { rounds: [], madeGood: false }, 'not-assessed'],
    ['passed at once', { rounds: [{ ...passed, round: 1 }], madeGood: false }, 'pass'],
    ['barred, no new round', { rounds: [barred], madeGood: true }, 'fail'],
    ['barred, new round passed', { rounds: [barred, passed], madeGood: true }, 'pass'],
    ['in any order', { rounds: [passed, barred], madeGood: true }, 'pass'],
    ['without making good', { rounds: [barred, passed], madeGood: false }, 'fail'],
    ['barred again', { rounds: [barred, { ...barred, round: 2 }], madeGood: true }, 'fail'],
    ['the first round gone', { rounds: [passed], madeGood: true }, 'fail'],
    ['by way of exception', { rounds: [barred, passed], madeGood: true, exception: true }, 'fail'],
    [
      'a new round nobody voted in',
      { rounds: [barred, { round: 2, valid: 0, dissatisfied: 0 }], madeGood: true },
      'fail',
    ],
    ['a round twice', { rounds: [barred, barred], madeGood: true }, 'input'],
    ['a round 0', { rounds: [{ ...barred, round: 0 }], madeGood: true }, 'input'],
    ['more against than voted', { rounds: [{ ...barred, dissatisfied: 31 }], madeGood: true }, 'input'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-32c', input)).toBe(expected)
  })
  it('judges the second move by its own limit', () => {
    const input = { to: '整改提高', rounds: [barred], madeGood: false }
    expect(outcomeOf('R-32c', input)).toBe('fail')
    expect(outcomeOf('R-32c', input, { 'poll.dissatisfied.bar_next': { value: null } })).toBe('pass')
  })
  it('is necessary, not sufficient: the move still asks for all else (R-32d)', () => {
    const request = {
      planApproved: true,
      accepted: false,
      actionsDone: true,
      valid: 31,
      dissatisfied: 3,
      reportedOn: '2005-08-09',
      movedOn: '2005-08-10',
      groupAgreed: true,
    }
    expect(outcomeOf('R-33', request)).toBe('fail')
    expect(outcomeOf('R-33', { ...request, accepted: true })).toBe('pass')
  })
})

describe('R-43b', () => {
  const done = {
    name: '甲',
    polledOn: '2005-09-01',
    helpedOn: '2005-09-01',
    rewrittenOn: '2005-09-03',
    polledAgainOn: '2005-09-03',
  }
  it.each<[string, object, Outcome]>([
    ['all on the earliest days', done, 'pass'],
    ['help before the poll', { ...done, helpedOn: '2005-08-31' }, 'fail'],
    ['no help', { ...done, helpedOn: null }, 'fail'],
    ['no new version', { ...done, rewrittenOn: null }, 'fail'],
    ['the version that was polled', { ...done, rewrittenOn: '2005-08-31' }, 'fail'],
    ['not polled again', { ...done, polledAgainOn: null }, 'fail'],
    ['polled before it was written', { ...done, polledAgainOn: '2005-09-02' }, 'fail'],
  ])('%s: %s', (_, member, expected) => {
    expect(outcomeOf('R-43b', { members: [member] })).toBe(expected)
  })
  it('holds the branch for one member of two, by name', () => {
    const left = { name: '乙', polledOn: '2005-09-01' }
    expect(verdictOf('R-43b', { members: [done, left] }).details).toEqual([
      '乙测评后没有帮助记录。',
      '乙测评后没有新材料。',
      '乙的新材料没有再次测评。',
    ])
    expect(outcomeOf('R-43b', { members: [] })).toBe('not-assessed')
  })
})

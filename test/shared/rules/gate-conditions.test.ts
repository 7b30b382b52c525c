// The rows of the sheet against R-33: they never disagree, and no word of the office lets a barred poll pass.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arithmeticOf,
  conditionsFrom,
  isBarred,
  isSettled,
  type GateFacts,
  type PollFacts,
} from '#shared/rules/gate-conditions.ts'
import { countingNames } from '#shared/rules/vote.ts'
import { fail, pass } from '#shared/rules/verdict.ts'

const poll: PollFacts = {
  id: 'p',
  round: 1,
  on: '2005-08-04',
  valid: 31,
  dissatisfied: 2,
  abstained: 0,
  witnesses: ['田克勤'],
}
const request: NonNullable<GateFacts['request']> = {
  state: '已报先教办',
  decidedOn: '2005-08-05',
  decidedBy: '田克勤',
  reportedOn: '2005-08-05',
  reportedAt: null,
  movedOn: '2005-08-08',
  movedAt: null,
  officeDecidedOn: null,
}
const ready: GateFacts = {
  from: 'study',
  holdsPoll: true,
  plan: { state: '批准', version: 1, on: '2005-07-11' },
  actions: pass('R-08', '规定动作全部完成。', { prescribed: 22, done: 22 }),
  hasChecklist: true,
  selfCheck: { filled: 24, total: 24, blank: [], on: '2005-08-02' },
  acceptance: { isAccepted: true, isDecided: true, met: 24, applicable: 24, missed: [], on: '2005-08-04' },
  poll,
  pollUnderWay: null,
  ruling: null,
  rewrite: null,
  severe: [],
  request,
  office: '示例县委先教办',
  today: '2005-08-08',
}
const rowOf = (facts: GateFacts, key: string, settings = {}) =>
  conditionsFrom(facts, settings).rows.find((row) => row.key === key)

describe('the rows', () => {
  it('are all there when everything is, and R-33 says the same', () => {
    const { rows, verdict } = conditionsFrom(ready)
    expect(rows).toHaveLength(9)
    expect(rows.every(isSettled)).toBe(true)
    expect(verdict.outcome).toBe('pass')
    expect(verdict.limits?.length).toBeGreaterThan(0)
  })

  it.each<[string, Partial<GateFacts>, string]>([
    ['plan', { plan: { state: '退回修改', version: 2, on: '2005-07-20' } }, '活动方案第2版退回修改'],
    ['plan', { plan: { state: null, version: null, on: null } }, '还没有报送'],
    ['actions', { actions: fail('R-08', '规定动作“补课”未完成。', { prescribed: 22, done: 21 }) }, '补课'],
    ['selfCheck', { selfCheck: null }, '阶段自查还没有做'],
    ['selfCheck', { selfCheck: { filled: 22, total: 24, blank: ['X-07', 'X-09'], on: null } }, 'X-07、X-09'],
    ['acceptance', { acceptance: null }, '还没有验收'],
    [
      'acceptance',
      {
        acceptance: {
          isAccepted: false,
          isDecided: true,
          met: 23,
          applicable: 24,
          missed: ['X-07'],
          on: null,
        },
      },
      '1项未达标：X-07',
    ],
    ['witness', { poll: { ...poll, witnesses: [] } }, '没有督导人员到场的记录'],
    ['poll', { poll: null }, '没有经督导组确认的测评'],
    ['poll', { poll: { ...poll, valid: 128, dissatisfied: 13 } }, '13/128（10.16%）'],
    ['poll', { poll: { ...poll, valid: 30, dissatisfied: 3 } }, '3/30（10.00%）'],
    ['severe', { severe: ['3-025'] }, '3-025'],
    ['report', { request: { ...request, reportedOn: null } }, '尚未报先教办'],
    ['report', { request: { ...request, reportedOn: '2005-08-08' } }, '须记录钟点'],
    ['consent', { request: { ...request, state: '督导组审核' } }, '督导组尚未同意'],
  ])('%s is missing in a sentence of its own', (key, change, words) => {
    const row = rowOf({ ...ready, ...change }, key)
    expect(row?.missing).toContain(words)
    expect(row?.missing?.endsWith('。')).toBe(true)
    expect(
      conditionsFrom({ ...ready, ...change }).rows.filter((each) => !isSettled(each)).length,
    ).toBeGreaterThan(0)
  })

  it('ask committees for no poll, and the second move for the analyses', () => {
    const parent = { ...ready, holdsPoll: false, poll: null }
    expect(rowOf(parent, 'poll')).toMatchObject({ status: 'na' })
    expect(conditionsFrom(parent).verdict.outcome).toBe('pass')
    const rewrite = { members: 38, rewriting: 2, untested: 1, who: ['某丙'] }
    expect(rowOf({ ...ready, from: 'review', rewrite }, 'rewrite')?.missing).toContain('待重写2名，未测评1名')
    expect(
      rowOf({ ...ready, from: 'review', rewrite: { ...rewrite, rewriting: 0, untested: 0 } }, 'rewrite'),
    ).toMatchObject({ status: 'met' })
  })

  it('let the second move go without a poll where the county turned the bar off', () => {
    const off = { 'poll.dissatisfied.bar_next': { value: null } }
    const rewrite = { members: 3, rewriting: 0, untested: 0, who: [] }
    expect(rowOf({ ...ready, from: 'review', rewrite, poll: null }, 'poll', off)).toMatchObject({
      status: 'na',
    })
    expect(rowOf({ ...ready, poll: null }, 'poll', off)).toMatchObject({ status: 'pending' })
  })

  it.each([
    [3, 30, false],
    [2, 30, true],
    [20, 30, false],
  ])('judge the last move by R-50 and R-51: %i of %i', (dissatisfied, valid, passes) => {
    const facts = { ...ready, from: 'rectify' as const, poll: { ...poll, valid, dissatisfied } }
    const { rows, verdict } = conditionsFrom(facts)
    expect(rows.every(isSettled)).toBe(passes)
    expect(verdict.outcome === 'pass').toBe(passes)
    expect(isBarred(rows)).toBe(!passes)
  })

  it('write the arithmetic so that nobody argues about rounding', () => {
    const told = arithmeticOf({ ...ready, poll: { ...poll, valid: 128, dissatisfied: 13, abstained: 3 } }, {})
    expect(told).toMatchObject({ line: '不满意 13/128 = 10.16% ≥ 10%', result: '不得转段', isBarred: true })
    expect(told?.detail).toContain('13×100 = 1300，10×128 = 1280，1300 ≥ 1280')
    expect(told?.detail).toContain('13/125（10.40%），结论相同')
  })
})

const polls = fc.record({ against: fc.nat(40), other: fc.nat(300), abstained: fc.nat(20) })
const toPoll = ({ against, other, abstained }: { against: number; other: number; abstained: number }) => ({
  ...poll,
  valid: against + other + abstained,
  dissatisfied: against,
  abstained,
})

describe('for any poll', () => {
  it('all rows settled and R-33 passed are the same', () => {
    fc.assert(
      fc.property(polls, fc.constantFrom('study', 'review', 'rectify'), (votes, from) => {
        const rewrite = { members: 3, rewriting: 0, untested: 0, who: [] }
        const { rows, verdict } = conditionsFrom({ ...ready, from, rewrite, poll: toPoll(votes) })
        expect(rows.every(isSettled)).toBe(verdict.outcome === 'pass')
      }),
    )
  })

  it('no ruling lets a barred poll pass (R-32c)', () => {
    fc.assert(
      fc.property(polls, fc.constantFrom(...countingNames), (votes, counting) => {
        const facts = { ...ready, poll: toPoll(votes) }
        const ruled = { ...facts, ruling: { counting, text: '答复', on: '2005-08-05' } }
        const passes = (each: GateFacts): boolean => rowOf(each, 'poll')?.status === 'met'
        if (!passes(facts)) expect(passes(ruled)).toBe(false)
      }),
    )
  })
})

// The move to the next stage: each missing condition by name, and reports of the same day.
import { describe, expect, it } from 'vitest'
import { outcomeOf, problemsOf, verdictOf, type Outcome } from './outcome.ts'

const ready = {
  planApproved: true,
  accepted: true,
  actionsDone: true,
  valid: 31,
  dissatisfied: 3,
  reportedOn: '2005-08-16',
  movedOn: '2005-08-17',
  groupAgreed: true,
}

describe('R-33', () => {
  it('allows the move with everything in place', () => {
    expect(outcomeOf('R-33', ready)).toBe('pass')
  })
  it.each<[string, object, string]>([
    ['the plan', { planApproved: false }, '活动方案尚未批准。'],
    ['the acceptance', { accepted: false }, '检查验收尚未合格。'],
    ['the actions', { actionsDone: false }, '规定动作尚未全部完成。'],
    [
      'the poll',
      { valid: 30, dissatisfied: 3 },
      '不满意3/30（10.00%），达到或超过10%，一律不准转入下一阶段；请补课整改后重新测评。',
    ],
    ['no ballots', { valid: 0, dissatisfied: 0 }, '有效票为0，视为未测评，不得转段。请先组织测评。'],
    ['no report', { reportedOn: '' }, '测评情况尚未报先教办，不能转段。'],
    [
      'a report afterwards',
      { reportedOn: '2005-08-18' },
      '测评情况2005-08-18报先教办，不早于转段2005-08-17，不能转段。',
    ],
    [
      'a report on the day without times',
      { reportedOn: '2005-08-17' },
      '报送与转段同在2005-08-17，须记录钟点，报送应在转段会之前。',
    ],
    [
      'a report at 16:00 for a meeting at 14:00',
      { reportedOn: '2005-08-17', reportedAt: '16:00', movedAt: '14:00' },
      '测评情况2005-08-17 16:00报先教办，不早于转段2005-08-17 14:00，不能转段。',
    ],
    ['consent', { groupAgreed: false }, '督导组尚未同意。'],
  ])('names %s', (_, change, reason) => {
    expect(verdictOf('R-33', { ...ready, ...change })).toMatchObject({ outcome: 'fail', details: [reason] })
  })
  it.each<[string, string, Outcome]>([
    ['13:59', '14:00', 'pass'],
    ['14:00', '14:00', 'fail'],
    ['14:00', '14:00:01', 'pass'],
    ['24:00', '14:00', 'input'],
  ])('reported at %s, moved at %s on one day: %s', (reportedAt, movedAt, expected) => {
    expect(outcomeOf('R-33', { ...ready, reportedOn: '2005-08-17', reportedAt, movedAt })).toBe(expected)
  })
  it('names all of them at once', () => {
    const nothing = {
      planApproved: false,
      accepted: false,
      actionsDone: false,
      groupAgreed: false,
      reportedOn: null,
    }
    const verdict = verdictOf('R-33', { ...ready, ...nothing, dissatisfied: 31 })
    expect(verdict.details).toHaveLength(6)
    expect(verdict.facts).toMatchObject({ missing: 6 })
  })
  it('asks for the office only when the switch is on', () => {
    const on = { 'transition.office_approval': { value: 1 } }
    expect(outcomeOf('R-33', ready, on)).toBe('fail')
    expect(outcomeOf('R-33', { ...ready, officeApproved: true }, on)).toBe('pass')
  })
  it('drops the bar of the next stage where it is turned off, never that of the second', () => {
    const off = { 'poll.dissatisfied.bar_next': { value: null } }
    const poll = { ...ready, valid: 10, dissatisfied: 9 }
    expect(outcomeOf('R-33', { ...poll, to: '整改提高' }, off)).toBe('pass')
    expect(outcomeOf('R-33', { ...poll, to: '分析评议' }, off)).toBe('fail')
  })
  it('refuses more against than ballots', () => {
    expect(problemsOf('R-33', { ...ready, dissatisfied: 32 })).toHaveLength(1)
  })
})

describe('R-32d a poll that passes is not enough', () => {
  const all = { valid: 30, dissatisfied: 2, planApproved: true, accepted: true, actionsDone: true }
  it('passes only with everything', () => {
    expect(outcomeOf('R-32d', all)).toBe('pass')
  })
  it.each([
    ['planApproved', '测评通过还不够，活动方案尚未批准。'],
    ['accepted', '测评通过还不够，检查验收尚未合格。'],
    ['actionsDone', '测评通过还不够，规定动作尚未全部完成。'],
  ])('asks for %s as well', (field, reason) => {
    expect(verdictOf('R-32d', { ...all, [field]: false })).toMatchObject({
      outcome: 'fail',
      details: [reason],
    })
  })
  it('fails at exactly a tenth, and is not assessed without ballots', () => {
    expect(outcomeOf('R-32d', { ...all, dissatisfied: 3 })).toBe('fail')
    expect(verdictOf('R-32d', { ...all, valid: 0, dissatisfied: 0 }).outcome).toBe('not-assessed')
  })
})

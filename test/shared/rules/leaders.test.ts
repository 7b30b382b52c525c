// Leading cadres: a contact point and a lecture, attendance against the branch's average, everyone at the leaders' meeting.
import { describe, expect, it } from 'vitest'
import { leaderDuties } from '#shared/rules/leaders.ts'
import { outcomeOf, verdictOf, type Outcome } from './outcome.ts'

describe('R-04', () => {
  const lecture = { point: '丝厂支部', date: '2005-07-12', matter: '上党课' }
  const good = { points: ['丝厂支部'], visits: [lecture] }
  it.each<[string, object, Outcome, string?]>([
    ['a point and a lecture', good, 'pass'],
    ['no point', { points: [], visits: [], otherLectures: 1 }, 'fail', '警告'],
    ['a visit to a place that is no point', { ...good, points: ['小学支部'] }, 'fail', '错误'],
    ['no lecture', { ...good, visits: [{ ...lecture, matter: '调研' }] }, 'fail', '警告'],
    ['a lecture elsewhere', { points: ['丝厂支部'], visits: [], otherLectures: 1 }, 'pass'],
  ])('%s: %s', (_, input, outcome, level) => {
    expect(verdictOf('R-04', input)).toMatchObject(level === undefined ? { outcome } : { outcome, level })
  })
  it('counts visits only when a number is set', () => {
    const settings = { 'leader.contact.visits': { value: 2 } }
    expect(verdictOf('R-04', good, settings)).toMatchObject({ outcome: 'fail', level: '提示' })
    expect(outcomeOf('R-04', { ...good, visits: [lecture, lecture] }, settings)).toBe('pass')
  })
  it('takes another number of points from the settings', () => {
    expect(outcomeOf('R-04', good, { 'leader.contact.min': { value: 2 } })).toBe('fail')
    const none = { points: [], visits: [], otherLectures: 1 }
    expect(outcomeOf('R-04', none, { 'leader.contact.min': { value: null } })).toBe('pass')
  })
})

describe('R-05', () => {
  const good = {
    sessions: 10,
    attended: 9,
    branchExpected: 200,
    branchAttended: 180,
    evidence: leaderDuties,
    rectified: true,
  }
  it.each<[string, object, Outcome, string?]>([
    ['exactly the average', good, 'pass'],
    ['just below the average', { ...good, branchAttended: 181 }, 'fail', '提示'],
    ['above the average', { ...good, branchAttended: 179 }, 'pass'],
    ['never there', { ...good, attended: 0 }, 'fail', '警告'],
    ['one duty without evidence', { ...good, evidence: leaderDuties.slice(1) }, 'fail', '警告'],
    ['the same before the end of stage 3', { ...good, evidence: [], rectified: false }, 'pass'],
    ['no session yet', { ...good, sessions: 0, attended: 0, rectified: false }, 'not-assessed'],
    ['no session, duties shown', { ...good, sessions: 0, attended: 0 }, 'pass'],
    ['nobody expected', { ...good, branchExpected: 0, branchAttended: 0 }, 'pass'],
    ['more than were held', { ...good, attended: 11 }, 'input'],
  ])('%s: %s', (_, input, outcome, level) => {
    expect(outcomeOf('R-05', input)).toBe(outcome)
    if (level !== undefined) expect(verdictOf('R-05', input)).toMatchObject({ level })
  })
  it('names the duty that is not shown', () => {
    const verdict = verdictOf('R-05', { ...good, evidence: leaderDuties.slice(0, 5) })
    expect(verdict.details).toEqual(['“带头帮助基层解决实际困难和问题”没有佐证。'])
  })
  it('compares with a number of its own where one is set', () => {
    const settings = { 'leader.attendance': { value: 90 } }
    expect(outcomeOf('R-05', { ...good, branchAttended: 200 }, settings)).toBe('pass')
    expect(outcomeOf('R-05', { ...good, attended: 8 }, settings)).toBe('fail')
  })
  it('knows the variant with an essay in place of help', () => {
    const expectedDuties = [...leaderDuties.slice(0, 5), '带头撰写体会文章']
    expect(outcomeOf('R-05', { ...good, expectedDuties, evidence: expectedDuties })).toBe('pass')
    expect(outcomeOf('R-05', { ...good, expectedDuties })).toBe('fail')
  })
})

describe('R-42', () => {
  const good = {
    heldOn: '2005-09-05',
    feedbackOn: '2005-09-05',
    noticeOn: '2005-09-05',
    members: [
      { name: '甲', attended: true },
      { name: '乙', attended: false, written: true },
    ],
  }
  it.each<[string, object, Outcome]>([
    ['all on one day', good, 'pass'],
    ['fed back on the day after', { ...good, feedbackOn: '2005-09-06' }, 'fail'],
    ['not fed back', { ...good, feedbackOn: null }, 'fail'],
    ['made known the day before', { ...good, noticeOn: '2005-09-04' }, 'fail'],
    ['not made known', { ...good, noticeOn: null }, 'fail'],
    ['no leaders entered', { ...good, members: [] }, 'not-assessed'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-42', input)).toBe(expected)
  })
  it('names whoever neither came nor wrote', () => {
    const members = [...good.members, { name: '丙', attended: false }]
    expect(verdictOf('R-42', { ...good, members }).details).toEqual(['丙未到会，也没有书面发言。'])
  })
})

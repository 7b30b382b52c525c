// Analyses, displays, meetings, grades: what is missing by name, and a third rounded down.
import { describe, expect, it } from 'vitest'
import { outcomeOf, verdictOf, type Outcome } from './outcome.ts'

describe('R-39', () => {
  const written = {
    form: '书面',
    problems: '服务不主动',
    roots: '宗旨意识淡薄',
    direction: '每周下村',
    submittedOn: '2005-08-18',
    meetingOn: '2005-08-20',
    revisedOn: '2005-08-22',
  }
  it.each<[string, object, Outcome]>([
    ['complete', written, 'pass'],
    ['no roots', { ...written, roots: ' ' }, 'fail'],
    ['submitted after the meeting', { ...written, submittedOn: '2005-08-21' }, 'fail'],
    ['not handed in', { form: '未交' }, 'fail'],
    ['excused', { form: '免写', approved: true, categories: ['书写困难'] }, 'pass'],
    ['excused without a category', { form: '免写', approved: true }, 'fail'],
    ['excused without approval', { form: '免写', categories: ['书写困难'] }, 'fail'],
    ['dictated', { ...written, form: '口述代笔', approved: true, categories: ['年老体弱'] }, 'pass'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-39', input)).toBe(expected)
  })
  it('warns of a revision that is missing or older than the meeting', () => {
    expect(verdictOf('R-39', { ...written, revisedOn: null })).toMatchObject({ level: '警告' })
    expect(verdictOf('R-39', { ...written, revisedOn: '2005-08-19' })).toMatchObject({ level: '警告' })
  })
  it('counts characters only when a number is set', () => {
    const settings = { 'analysis.chars': { value: 3000 } }
    expect(outcomeOf('R-39', { ...written, chars: 2999 }, settings)).toBe('fail')
    expect(outcomeOf('R-39', { ...written, chars: 3000 }, settings)).toBe('pass')
  })
})

describe('R-40', () => {
  it.each<[object, Outcome]>([
    [{ from: '2005-08-10', to: '2005-08-12', pollOn: '2005-08-11' }, 'pass'],
    [{ from: '2005-08-10', to: '2005-08-11' }, 'fail'],
    [{ from: '2005-08-10', to: '2005-08-10' }, 'fail'],
    [{ from: '2005-08-10', to: '2005-08-12', pollOn: '2005-08-10' }, 'fail'],
  ])('%j: %s', (input, expected) => {
    expect(outcomeOf('R-40', input)).toBe(expected)
  })
})

describe('R-41', () => {
  const good = { activists: 1, representatives: 1, voting: 10, attended: 6, examined: 6 }
  it.each<[string, object, Outcome]>([
    ['complete', good, 'pass'],
    ['no activist', { ...good, activists: 0 }, 'fail'],
    ['no activist in the branch', { ...good, activists: 0, noActivists: true }, 'pass'],
    ['no representative', { ...good, representatives: 0 }, 'fail'],
    ['one who did not examine himself', { ...good, examined: 5 }, 'fail'],
    ['exactly half', { ...good, attended: 5, examined: 5 }, 'fail'],
    ['nobody expected', { ...good, voting: 0, attended: 0, examined: 0 }, 'not-assessed'],
    ['more than expected', { ...good, attended: 11, examined: 11 }, 'input'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-41', input)).toBe(expected)
  })
})

describe('R-44', () => {
  it.each<[number, number, number, Outcome]>([
    [3, 10, 3, 'pass'],
    [4, 10, 3, 'fail'],
    [3, 9, 3, 'pass'],
    [4, 12, 4, 'pass'],
    [4, 11, 3, 'fail'],
    [1, 2, 0, 'fail'],
    [0, 2, 0, 'pass'],
  ])('%i of %i, at most %i: %s', (excellent, members, most, expected) => {
    expect(verdictOf('R-44', { excellent, members })).toMatchObject({ outcome: expected, facts: { most } })
  })
  it('takes 15% from the settings', () => {
    const settings = { 'appraisal.excellent': { value: 15, per: 100 } }
    expect(outcomeOf('R-44', { excellent: 3, members: 20 }, settings)).toBe('pass')
    expect(outcomeOf('R-44', { excellent: 4, members: 20 }, settings)).toBe('fail')
  })
  it('does not judge nobody', () => {
    expect(outcomeOf('R-44', { excellent: 0, members: 0 })).toBe('not-assessed')
  })
})

describe('R-44b', () => {
  const good = {
    kind: '正式',
    grade: '合格',
    opinion: '表现较好',
    meetingOn: '2005-08-20',
    committeeOn: '2005-08-20',
    feedbackOn: '2005-08-21',
    noticeOn: '2005-08-21',
  }
  it.each<[string, object, Outcome]>([
    ['in order', good, 'pass'],
    ['committee before the meeting', { ...good, committeeOn: '2005-08-19' }, 'fail'],
    ['told before the committee', { ...good, feedbackOn: '2005-08-19' }, 'fail'],
    ['made known before told', { ...good, noticeOn: '2005-08-20' }, 'fail'],
    ['no opinion', { ...good, opinion: null }, 'fail'],
    ['a probationary member with a grade', { ...good, kind: '预备' }, 'fail'],
    ['a probationary member without', { ...good, kind: '预备', grade: null }, 'pass'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-44b', input)).toBe(expected)
  })
})

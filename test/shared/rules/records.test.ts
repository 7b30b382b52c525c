// Records: complete to the last element, activities after approval, something in every stage, nothing left that could be mended.
import { describe, expect, it } from 'vitest'
import { mendingPhases, publicParts } from '#shared/rules/records.ts'
import { outcomeOf, verdictOf, type Outcome } from './outcome.ts'

describe('R-22', () => {
  const record = {
    action: '组织学习',
    on: '2005-07-12 下午',
    place: '会议室',
    host: '甲',
    present: '支部党员15人',
    content: '学习党章',
    recorder: '乙',
  }
  const done = ['组织学习']
  it.each<[string, object, Outcome]>([
    ['complete', { done, records: [record] }, 'pass'],
    ['no record', { done, records: [] }, 'fail'],
    ['a record of something else', { done, records: [{ ...record, action: '动员' }] }, 'fail'],
    ['nothing done yet', { done: [], records: [] }, 'not-assessed'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-22', input)).toBe(expected)
  })
  it.each([
    ['on', '时间'],
    ['place', '地点'],
    ['host', '主持'],
    ['present', '参加人'],
    ['content', '内容'],
    ['recorder', '记录人'],
  ])('names a missing %s', (field, name) => {
    expect(verdictOf('R-22', { done, records: [{ ...record, [field]: ' ' }] }).details).toEqual([
      `“组织学习”记录要素不全，缺${name}。`,
    ])
  })
})

describe('R-25', () => {
  const good = {
    theme: '一线岗位比奉献',
    approvedOn: '2005-07-10',
    activities: ['2005-07-10'],
    hasLedger: true,
  }
  it.each<[string, object, Outcome]>([
    ['on the day of approval', good, 'pass'],
    ['the day before', { ...good, activities: ['2005-07-09'] }, 'fail'],
    ['none', { ...good, activities: [] }, 'fail'],
    ['no name', { ...good, theme: ' ' }, 'fail'],
    ['not approved', { ...good, approvedOn: null }, 'fail'],
    ['no ledger', { ...good, hasLedger: false }, 'fail'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-25', input)).toBe(expected)
  })
})

describe('R-27', () => {
  it.each<[number, Outcome]>([
    [0, 'fail'],
    [1, 'pass'],
    [2, 'pass'],
  ])('%i: %s', (items, expected) => {
    expect(outcomeOf('R-27', { items })).toBe(expected)
  })
  it('only informs, and takes the number from the settings', () => {
    expect(verdictOf('R-27', { items: 0 })).toMatchObject({ level: '提示' })
    expect(outcomeOf('R-27', { items: 1 }, { 'publicity.per_phase': { value: 2 } })).toBe('fail')
    expect(outcomeOf('R-27', { items: 0 }, { 'publicity.per_phase': { value: null } })).toBe('not-assessed')
  })
})

describe('R-55', () => {
  const issue = { matter: '办事等候长', openedIn: '学习动员', closedIn: '学习动员', atOnce: true }
  const later = { matter: '道路不平', openedIn: '学习动员', closedIn: '整改提高', atOnce: false }
  const reached = ['学习动员']
  it.each<[string, object, Outcome]>([
    ['mended at once', { reached, issues: [issue] }, 'pass'],
    ['mended later', { reached, issues: [later] }, 'pass'],
    ['still open, needs time', { reached, issues: [{ ...later, closedIn: null }] }, 'pass'],
    ['still open, could be mended', { reached, issues: [{ ...issue, closedIn: null }] }, 'fail'],
    ['a stage without a record', { reached: ['学习动员', '分析评议'], issues: [issue] }, 'fail'],
    ['not begun', { reached: [], issues: [] }, 'not-assessed'],
    [
      'closed before it was opened',
      { reached, issues: [{ ...later, openedIn: '整改提高', closedIn: '学习动员' }] },
      'input',
    ],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-55', input)).toBe(expected)
  })
  it('counts 即知即改 by stage', () => {
    const { facts } = verdictOf('R-55', { reached, issues: [issue, later] })
    expect(facts).toMatchObject({ '提出.学习动员': 2, '即知即改.学习动员': 1, '提出.整改提高': 0 })
    expect(Object.keys(facts)).toHaveLength(2 * mendingPhases.length)
  })
})

describe('R-56', () => {
  it.each<[string, readonly string[], Outcome]>([
    ['all four', publicParts, 'pass'],
    ['three', publicParts.slice(0, 3), 'fail'],
    ['one four times', Array<string>(4).fill(publicParts[0]), 'fail'],
    ['none', [], 'fail'],
  ])('%s: %s', (_, records, expected) => {
    expect(outcomeOf('R-56', { records })).toBe(expected)
  })
  it('names the part that is missing, as information', () => {
    expect(verdictOf('R-56', { records: publicParts.slice(1) })).toMatchObject({
      level: '提示',
      details: ['本阶段没有“全程群众知情”的记录。'],
    })
    expect(outcomeOf('R-56', { records: [] }, { 'public.four_full': { value: null } })).toBe('not-assessed')
  })
})

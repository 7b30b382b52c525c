// Findings: complete before they go out, with a light that changes at midnight.
import { describe, expect, it } from 'vitest'
import { light, warnLimit } from '#shared/rules/finding-light.ts'
import { findingMachine } from '#shared/rules/machines.ts'
import { outcomeOf, verdictOf } from './outcome.ts'

const complete = {
  description: '日程未具体到日',
  basis: 'X-02',
  demand: '请逐项明确日期',
  foundOn: '2005-07-12',
  due: '2005-07-18',
  owner: '甲',
}

describe('R-57', () => {
  it('lets a complete finding go out, due on the day it was found at the earliest', () => {
    expect(outcomeOf('R-57', complete)).toBe('pass')
    expect(outcomeOf('R-57', { ...complete, due: '2005-07-12' })).toBe('pass')
    expect(outcomeOf('R-57', { ...complete, due: '2005-07-11' })).toBe('fail')
  })
  it.each([
    ['description', '没有填问题描述。'],
    ['basis', '没有填依据。'],
    ['demand', '没有填整改意见。'],
    ['due', '没有填整改时限。'],
    ['owner', '没有填责任人。'],
  ])('names a missing %s', (field, reason) => {
    expect(verdictOf('R-57', { ...complete, [field]: '' }).details).toEqual([reason])
  })
})

describe('R-34', () => {
  it('wants one inspection in each stage', () => {
    expect(outcomeOf('R-34', { inspections: 0 })).toBe('fail')
    expect(outcomeOf('R-34', { inspections: 1 })).toBe('pass')
  })
})

describe('the light, due 2005-08-17', () => {
  it.each([
    ['2005-08-01', '绿'],
    ['2005-08-13', '绿'],
    ['2005-08-14', '黄'],
    ['2005-08-17', '黄'],
    ['2005-08-18', '红'],
    ['2006-01-01', '红'],
  ])('on %s: %s', (today, expected) => {
    expect(light('2005-08-17', today, '整改中')).toBe(expected)
  })
  it('burns in every open state and in no closed one', () => {
    const dark = findingMachine.states.filter((state) => light('2005-08-17', '2005-08-18', state) === '无')
    expect(dark).toEqual(['已销号', '撤销'])
  })
  it('needs a due day, and warns as early as the settings say', () => {
    expect(light(null, '2005-08-18', '登记')).toBe('无')
    expect(light('2005-08-17', '2005-08-12', '登记', { ...warnLimit, value: 5 })).toBe('黄')
  })
})

// Exemplars are recommended or explained away, negative ones never named in public, backward branches set right.
import { describe, expect, it } from 'vitest'
import { outcomeOf, verdictOf, type Outcome } from './outcome.ts'

describe('R-23', () => {
  const one = { name: '甲', deeds: '二十年义务修鞋' }
  it.each<[string, object, Outcome]>([
    ['one', { recommended: [one] }, 'pass'],
    ['none', { recommended: [] }, 'fail'],
    ['none, explained', { recommended: [], whyNone: '支部成立不足一月' }, 'pass'],
    ['none, explained by a blank', { recommended: [], whyNone: ' ' }, 'fail'],
    ['without deeds', { recommended: [{ name: '甲' }] }, 'fail'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-23', input)).toBe(expected)
  })
  it('only informs, and takes the number from the settings', () => {
    expect(verdictOf('R-23', { recommended: [] })).toMatchObject({ level: '提示' })
    const settings = { 'exemplar.min': { value: 2 } }
    expect(outcomeOf('R-23', { recommended: [one], whyNone: '只有一名' }, settings)).toBe('fail')
    expect(outcomeOf('R-23', { recommended: [one, { ...one, name: '乙' }] }, settings)).toBe('pass')
  })
})

describe('R-23b', () => {
  it.each<[string, boolean, boolean, Outcome]>([
    ['反面典型', true, true, 'fail'],
    ['反面典型', true, false, 'pass'],
    ['反面典型', false, true, 'pass'],
    ['正面典型', true, true, 'pass'],
  ])('%s, public %s, named %s: %s', (kind, isPublic, isNamed, expected) => {
    expect(outcomeOf('R-23b', { kind, isPublic, isNamed })).toBe(expected)
  })
})

describe('R-24', () => {
  it.each<[string, object, Outcome]>([
    ['not classed', {}, 'not-assessed'],
    ['unchanged', { class: '中间', previous: '中间' }, 'pass'],
    [
      'changed, logged',
      { class: '示范', previous: '中间', changedOn: '2005-08-01', reason: '镇党委定级' },
      'pass',
    ],
    ['changed, no day', { class: '示范', previous: '中间', reason: '镇党委定级' }, 'fail'],
    ['changed, no ground', { class: '示范', previous: '中间', changedOn: '2005-08-01' }, 'fail'],
    ['backward', { class: '后进' }, 'fail'],
    ['backward, being set right', { class: '后进', rectified: true }, 'pass'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-24', input)).toBe(expected)
  })
})

// Study beside work: to the minute at both ends of the working day, and only for enterprises.
import { describe, expect, it } from 'vitest'
import { outcomeOf, verdictOf, type Outcome } from './outcome.ts'

describe('R-58', () => {
  // 2005-07-08 is a Friday.
  const evening = { unitType: '非公企业', date: '2005-07-08', from: '17:00', to: '19:00' }
  it.each<[string, object, Outcome]>([
    ['from the end of work', evening, 'pass'],
    ['a minute before', { ...evening, from: '16:59' }, 'fail'],
    ['until the start of work', { ...evening, from: '06:00', to: '08:00' }, 'pass'],
    ['a minute longer', { ...evening, from: '06:00', to: '08:01' }, 'fail'],
    ['on a Saturday', { ...evening, date: '2005-07-09', from: '09:00', to: '11:00' }, 'pass'],
    ['in a school', { ...evening, unitType: '学校', from: '09:00', to: '11:00' }, 'not-assessed'],
    [
      'in a collective enterprise',
      { ...evening, unitType: '国有集体企业', from: '09:00', to: '11:00' },
      'fail',
    ],
    ['ending as it begins', { ...evening, to: '17:00' }, 'input'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-58', input)).toBe(expected)
  })
  it('only informs', () => {
    expect(verdictOf('R-58', { ...evening, from: '09:00', to: '11:00' })).toMatchObject({ level: '提示' })
  })
})

describe('R-58b', () => {
  it('shows the number and judges nothing, no norm being set', () => {
    expect(verdictOf('R-58b', { requested: 7 })).toMatchObject({
      outcome: 'not-assessed',
      facts: { requested: 7 },
    })
  })
})

// Leading groups, the sizes 3, 7, 50 and 100, training, avoidance, informants.
import { describe, expect, it } from 'vitest'
import { formFor } from '#shared/rules/organisation.ts'
import { outcomeOf, verdictOf, type Outcome } from './outcome.ts'

describe('R-01', () => {
  const good = {
    leader: '孟 青',
    head: '孟青',
    office: true,
    formedOn: '2005-07-04',
    mobilisedOn: '2005-07-04',
  }
  it.each<[string, object, Outcome]>([
    ['the head leads', good, 'pass'],
    ['a deputy leads', { ...good, leader: '程实' }, 'fail'],
    ['no office', { ...good, office: false }, 'fail'],
    ['formed a day late', { ...good, formedOn: '2005-07-05' }, 'fail'],
    ['no day', { ...good, formedOn: null }, 'fail'],
    ['nobody', { ...good, leader: null }, 'fail'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-01', input)).toBe(expected)
  })
  it('warns of a vacancy that somebody fills', () => {
    const vacant = { ...good, head: null }
    expect(verdictOf('R-01', { ...vacant, actingHead: '孟青' })).toMatchObject({
      level: '警告',
      reason: '书记空缺，由主持工作负责人代。',
    })
    expect(verdictOf('R-01', vacant)).toMatchObject({ level: '错误' })
  })
})

describe('R-10', () => {
  it.each([
    [0, '联合支部'],
    [2, '联合支部'],
    [3, '支部'],
    [6, '支部'],
    [7, '支部，设支委会'],
    [50, '支部，设支委会'],
    [51, '总支'],
    [100, '总支'],
    [101, '党委'],
  ])('%i members: %s', (members, form) => {
    expect(formFor(members)).toBe(form)
  })
  it.each<[object, Outcome]>([
    [{ members: 2, level: '支部' }, 'fail'],
    [{ members: 2, level: '联合支部' }, 'pass'],
    [{ members: 3, level: '支部' }, 'pass'],
    [{ members: 6, level: '支部', hasCommittee: false }, 'pass'],
    [{ members: 7, level: '支部', hasCommittee: false }, 'fail'],
    [{ members: 7, level: '支部', hasCommittee: true }, 'pass'],
    [{ members: 50, level: '支部', hasCommittee: true }, 'pass'],
    [{ members: 51, level: '支部', hasCommittee: true }, 'fail'],
    [{ members: 100, level: '总支' }, 'pass'],
    [{ members: 101, level: '总支' }, 'fail'],
    [{ members: 20, level: '党委' }, 'pass'],
    [{ members: 2 }, 'fail'],
    [{ members: 60 }, 'pass'],
  ])('%j: %s', (input, expected) => {
    expect(outcomeOf('R-10', input)).toBe(expected)
  })
  it('warns of a weak branch without a rectification record', () => {
    const weak = { members: 20, level: '支部', health: '软弱涣散' }
    expect(verdictOf('R-10', weak)).toMatchObject({ outcome: 'fail', level: '警告' })
    expect(outcomeOf('R-10', { ...weak, rectified: true })).toBe('pass')
    expect(outcomeOf('R-10', { ...weak, health: '健全' })).toBe('pass')
  })
})

describe('R-60, R-62, R-28b', () => {
  it.each<[string, object, Outcome]>([
    ['R-60', { trained: 77, secretaries: 77 }, 'pass'],
    ['R-60', { trained: 76, secretaries: 77 }, 'fail'],
    ['R-60', { trained: 0, secretaries: 0 }, 'not-assessed'],
    ['R-62', { supervisorUnit: '财政所支部', unit: '财政所 支部' }, 'fail'],
    ['R-62', { supervisorUnit: '财政所支部', unit: '水利站支部' }, 'pass'],
    ['R-62', { supervisorUnit: ' ', unit: ' ' }, 'input'],
    ['R-28b', { informants: 1 }, 'pass'],
    ['R-28b', { informants: 0 }, 'fail'],
    ['R-28b', { informants: 2 }, 'fail'],
  ])('%s %j: %s', (id, input, expected) => {
    expect(outcomeOf(id, input)).toBe(expected)
  })
  it('weighs no informant less than two', () => {
    expect(verdictOf('R-28b', { informants: 0 })).toMatchObject({ level: '警告' })
    expect(verdictOf('R-28b', { informants: 2 })).toMatchObject({ level: '错误' })
  })
})

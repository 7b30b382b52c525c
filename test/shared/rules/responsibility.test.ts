// One person answers for each unit, and every open difficulty has somebody who promised to help.
import { describe, expect, it } from 'vitest'
import { outcomeOf, problemsOf, verdictOf, type Outcome } from './outcome.ts'

describe('R-02', () => {
  it.each<[string, object, Outcome]>([
    ['nobody', { named: [], head: '甲' }, 'fail'],
    ['only blanks', { named: [' '], head: '甲' }, 'fail'],
    ['the secretary', { named: ['甲'], head: '甲' }, 'pass'],
    ['the secretary, written with a space', { named: ['张　三'], head: '张三' }, 'pass'],
    ['the same person twice', { named: ['甲', '甲'], head: '甲' }, 'pass'],
    ['two persons', { named: ['甲', '乙'], head: '甲' }, 'fail'],
    ['somebody else', { named: ['乙'], head: '甲' }, 'fail'],
    ['nobody to lead the unit', { named: ['乙'] }, 'fail'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-02', input)).toBe(expected)
  })
  it('warns of a vacancy, whoever acts being named', () => {
    expect(verdictOf('R-02', { named: ['乙'], actingHead: '乙' })).toMatchObject({
      level: '警告',
      details: ['书记空缺，由主持工作负责人代。'],
    })
    expect(verdictOf('R-02', { named: ['丙'], actingHead: '乙' })).toMatchObject({ level: '错误' })
  })
  it('speaks of the person as the town does', () => {
    expect(verdictOf('R-02', { named: [], head: '甲', title: '直接责任人' }).reason).toBe(
      '没有确定直接责任人。',
    )
  })
})

describe('R-64', () => {
  const item = { matter: '没有活动室', kind: '场所', raisedOn: '2005-07-20' }
  it.each<[string, object[], Outcome]>([
    ['none', [], 'not-assessed'],
    ['promised', [{ ...item, promisedBy: '甲' }], 'pass'],
    ['solved on the same day', [{ ...item, solvedOn: '2005-07-20' }], 'pass'],
    ['neither', [item], 'fail'],
    ['one of two', [{ ...item, promisedBy: '甲' }, item], 'fail'],
    ['solved before it was raised', [{ ...item, solvedOn: '2005-07-19' }], 'input'],
  ])('%s: %s', (_, items, expected) => {
    expect(outcomeOf('R-64', { items })).toBe(expected)
  })
  it('only informs, and counts what is open', () => {
    expect(verdictOf('R-64', { items: [item, { ...item, solvedOn: '2005-08-01' }] })).toMatchObject({
      level: '提示',
      facts: { raised: 2, solved: 1, open: 1 },
    })
    expect(problemsOf('R-64', { items: [{ ...item, solvedOn: '2005-07-19' }] })).toHaveLength(1)
  })
})

// Prescribed actions, what applies to whom, and the acceptance of a checklist.
import { describe, expect, it } from 'vitest'
import { outcomeOf, verdictOf, type Outcome } from './outcome.ts'

describe('R-08', () => {
  const done = { name: '动员', kind: '规定动作', state: '完成' }
  const open = { name: '讨论', kind: '规定动作', state: '进行中' }
  const own = { name: '征文', kind: '自选动作', state: '未开始' }
  it.each<[string, object, Outcome]>([
    ['all done', { actions: [done, own] }, 'pass'],
    ['one open', { actions: [done, open] }, 'fail'],
    [
      'not applicable without consent',
      { actions: [{ ...open, state: '不适用', reason: '离退休支部' }] },
      'fail',
    ],
    ['not applicable without a reason', { actions: [{ ...open, state: '不适用', consent: true }] }, 'fail'],
    ['excused', { actions: [{ ...open, state: '不适用', consent: true, reason: '离退休支部' }] }, 'pass'],
    ['taken off the list', { actions: [done], prescribed: ['动员', '讨论'] }, 'fail'],
    ['a list of nothing', { actions: [own] }, 'not-assessed'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-08', input)).toBe(expected)
  })
})

describe('R-09', () => {
  it.each<[string, object, Outcome]>([
    ['the type itself', { unitType: '学校', appliesTo: ['学校'] }, 'pass'],
    ['another type', { unitType: '学校', appliesTo: ['机关'] }, 'not-assessed'],
    ['all types', { unitType: '学校', appliesTo: ['全部'] }, 'pass'],
    ['a village, of a later batch', { unitType: '村', appliesTo: ['全部'] }, 'not-assessed'],
    ['no type yet', { appliesTo: ['全部'] }, 'fail'],
    [
      'other members',
      {
        unitType: '学校',
        appliesTo: ['全部'],
        appliesToCategories: ['流动党员'],
        memberCategories: ['离退休'],
      },
      'not-assessed',
    ],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-09', input)).toBe(expected)
  })
})

describe('R-30', () => {
  const met = { code: 'X-01', mandatory: true, self: '达标', supervised: '达标' }
  const item = (change: object) => ({ ...met, code: 'X-02', ...change })
  it.each<[string, object[], Outcome]>([
    ['all met', [met, item({ supervised: '补课后达标' })], 'pass'],
    ['one missed', [met, item({ supervised: '未达标' })], 'fail'],
    ['one missed that is not mandatory', [met, item({ mandatory: false, supervised: '未达标' })], 'pass'],
    ['a veto missed', [met, item({ mandatory: false, veto: true, supervised: '未达标' })], 'fail'],
    ['a blank in the self-check', [met, item({ self: '未查' })], 'fail'],
    ['one not inspected yet', [met, item({ supervised: '未查' })], 'not-assessed'],
    ['one that does not apply', [met, item({ supervised: '不适用', reason: '没有流动党员' })], 'pass'],
    ['one that does not apply, unexplained', [met, item({ supervised: '不适用' })], 'fail'],
    ['nothing applies', [item({ supervised: '不适用', reason: '没有流动党员' })], 'not-assessed'],
    ['no items', [], 'not-assessed'],
  ])('%s: %s', (_, items, expected) => {
    expect(outcomeOf('R-30', { items })).toBe(expected)
  })
  it('reports what the self-check claimed, and counts only what applies', () => {
    const items = [
      met,
      item({ supervised: '未达标' }),
      item({ code: 'X-03', self: '不适用', supervised: '不适用', reason: '没有流动党员' }),
    ]
    expect(verdictOf('R-30', { items }).facts).toMatchObject({
      applicable: 2,
      met: 1,
      contradicted: 1,
      contradictedCodes: 'X-02',
    })
  })
})

// What comes first: the unit's type, the roster, three printed forms by the last day of the stage, six preparations.
import { describe, expect, it } from 'vitest'
import { xianjin2005 } from '#shared/campaign/index.ts'
import { pollForms, preparatoryWork } from '#shared/rules/preparation.ts'
import { outcomeOf, problemsOf, verdictOf, type Outcome } from './outcome.ts'

describe('R-09b', () => {
  it.each<[object, Outcome]>([
    [{ unitType: '学校' }, 'pass'],
    [{ unitType: ' ' }, 'fail'],
    [{}, 'fail'],
  ])('%j: %s', (input, expected) => {
    expect(outcomeOf('R-09b', input)).toBe(expected)
  })
})

describe('R-11b', () => {
  it.each<[number, number, number, Outcome]>([
    [0, 0, 0, 'not-assessed'],
    [0, 3, 4, 'not-assessed'],
    [1, 0, 1, 'pass'],
    [30, 0, 0, 'not-assessed'],
    [30, 30, 30, 'pass'],
  ])('roster %i, %i of %i: %s', (roster, part, whole, expected) => {
    expect(outcomeOf('R-11b', { roster, part, whole })).toBe(expected)
  })
  it('shows —, never 0%, where there is nobody, and refuses a part above the whole', () => {
    expect(verdictOf('R-11b', { roster: 30, part: 0, whole: 0 }).facts).toEqual({ share: '0/0 = —' })
    expect(verdictOf('R-11b', { roster: 30, part: 0, whole: 30 }).facts).toEqual({ share: '0/30 = 0.00%' })
    expect(problemsOf('R-11b', { roster: 30, part: 4, whole: 3 })).toEqual(['分子4大于分母3，请核对。'])
  })
})

describe('R-35', () => {
  const stageEnd = '2005-08-05'
  const final = pollForms.map((form) => ({ form, finalOn: stageEnd }))
  it.each<[string, object[], string, Outcome]>([
    ['all on the last day', final, '2005-08-06', 'pass'],
    ['two, on the last day', final.slice(1), '2005-08-05', 'not-assessed'],
    ['two, the day after', final.slice(1), '2005-08-06', 'fail'],
    ['one late', [...final.slice(1), { form: '征求意见表', finalOn: '2005-08-06' }], '2005-08-06', 'fail'],
  ])('%s: %s', (_, forms, today, expected) => {
    expect(outcomeOf('R-35', { final: forms, stageEnd, today })).toBe(expected)
  })
  it('names the forms, as information', () => {
    expect(verdictOf('R-35', { final: [], stageEnd, today: '2005-08-06' })).toMatchObject({
      level: '提示',
      reason: '“征求意见表”、“测评表”、“民主评议表”没有在2005-08-05之前定稿。',
    })
  })
})

describe('R-61', () => {
  it('has the preparatory steps of the campaign', () => {
    const prep = xianjin2005.phases.find((phase) => phase.steps.some((step) => step.code === 'P0-01'))
    expect(prep?.steps.map((step) => step.name)).toEqual(preparatoryWork)
  })
  it.each<[number, Outcome]>([
    [6, 'pass'],
    [5, 'fail'],
    [0, 'fail'],
  ])('%i of six: %s', (done, expected) => {
    expect(outcomeOf('R-61', { done: preparatoryWork.slice(0, done) })).toBe(expected)
  })
  it('names what is left', () => {
    expect(verdictOf('R-61', { done: preparatoryWork.slice(0, 5) }).details).toEqual([
      '筹备工作“学习资料组织订购”尚未完成。',
    ])
  })
})

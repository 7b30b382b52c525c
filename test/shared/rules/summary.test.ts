// Looking back: three papers or a report of none, two numbers side by side, a summary no later than the next mobilisation.
import { describe, expect, it } from 'vitest'
import { outcomeOf, verdictOf, type Outcome } from './outcome.ts'

describe('R-54', () => {
  const good = { summary: true, cases: true, advice: true }
  it.each<[string, object, Outcome]>([
    ['all three', good, 'pass'],
    ['no case, reported so', { ...good, cases: false, noCases: true }, 'pass'],
    ['no case, not reported', { ...good, cases: false }, 'fail'],
    ['no summary', { ...good, summary: false }, 'fail'],
    ['no advice', { ...good, advice: false }, 'fail'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-54', input)).toBe(expected)
  })
  it('counts the papers', () => {
    expect(verdictOf('R-54', { summary: false, cases: false, advice: true }).facts).toMatchObject({
      papers: 1,
    })
  })
})

describe('R-59', () => {
  const good = { keyIssues: 4, solved: 3, valid: 80, satisfied: 79 }
  it.each<[string, object, Outcome]>([
    ['both', good, 'pass'],
    ['no poll', { ...good, valid: 0, satisfied: 0 }, 'not-assessed'],
    ['no key problem', { ...good, keyIssues: 0, solved: 0 }, 'not-assessed'],
    ['more solved than there were', { ...good, solved: 5 }, 'input'],
    ['more satisfied than voted', { ...good, satisfied: 81 }, 'input'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-59', input)).toBe(expected)
  })
  it('shows both', () => {
    expect(verdictOf('R-59', good).reason).toBe('突出问题解决3/4（75.00%），群众满意79/80（98.75%）。')
    expect(verdictOf('R-59', { keyIssues: 0, solved: 0, valid: 0, satisfied: 0 }).reason).toBe(
      '突出问题没有登记，群众满意度没有测评，不能衡量成效（—）。',
    )
  })
})

describe('R-63', () => {
  it.each<[object, Outcome]>([
    [{}, 'not-assessed'],
    [{ summaryOn: '2005-08-10' }, 'pass'],
    [{ summaryOn: '2005-08-10', nextMobilisedOn: '2005-08-10' }, 'pass'],
    [{ summaryOn: '2005-08-11', nextMobilisedOn: '2005-08-10' }, 'fail'],
    [{ nextMobilisedOn: '2005-08-10' }, 'fail'],
  ])('%j: %s', (input, expected) => {
    expect(outcomeOf('R-63', input)).toBe(expected)
  })
})

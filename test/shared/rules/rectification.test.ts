// Rectification: complete rows, four kinds, the day after the due day, closing, making public.
import { describe, expect, it } from 'vitest'
import { outcomeOf, verdictOf, type Outcome } from './outcome.ts'

describe('R-46', () => {
  const row = {
    problem: '收费不公开',
    focus: '窗口收费',
    measures: '大厅设公示牌',
    due: '2005-09-15',
    leader: '甲',
    owner: '乙',
  }
  const madeOn = '2005-09-01'
  it.each<[string, object, Outcome]>([
    ['complete', { rows: [row], madeOn }, 'pass'],
    ['due on the day it was made', { rows: [{ ...row, due: madeOn }], madeOn }, 'pass'],
    ['due a day before', { rows: [{ ...row, due: '2005-08-31' }], madeOn }, 'fail'],
    [
      '“立即” for what is done at once',
      { rows: [{ ...row, due: '立即', kind: '立说立改' }], madeOn },
      'pass',
    ],
    ['“立即” for another kind', { rows: [{ ...row, due: '立即', kind: '限期整改' }], madeOn }, 'fail'],
    ['“长期坚持” without a kind', { rows: [{ ...row, due: '长期坚持' }], madeOn }, 'fail'],
    ['“9月底前”', { rows: [{ ...row, due: '9月底前' }], madeOn }, 'pass'],
    ['a month that is over', { rows: [{ ...row, due: '8月底前' }], madeOn }, 'fail'],
    ['a day that does not exist', { rows: [{ ...row, due: '2005-09-31' }], madeOn }, 'fail'],
    ['a name every object knows', { rows: [{ ...row, due: 'toString' }], madeOn }, 'fail'],
    ['a problem left out', { rows: [row], madeOn, problems: ['收费不公开', '急诊无人'] }, 'fail'],
    ['nothing', { rows: [], madeOn }, 'fail'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-46', input)).toBe(expected)
  })
  it('names what is blank', () => {
    expect(verdictOf('R-46', { rows: [{ problem: '收费不公开' }], madeOn }).reason).toBe(
      '第1行没有填“整改重点”“整改措施”“整改时限”“责任领导”“责任人”。',
    )
  })
})

describe('R-47', () => {
  const base = { registeredOn: '2005-08-01', today: '2005-08-08' }
  const explained = {
    cause: '政策限制',
    policyBasis: '有明文',
    explainedOn: '2005-08-05',
    explainedTo: '教职工',
  }
  it.each<[string, object, Outcome]>([
    ['no kind', { ...base, kinds: [] }, 'fail'],
    ['two kinds', { ...base, kinds: ['立说立改', '限期整改'] }, 'fail'],
    ['at once, day 7', { ...base, kinds: ['立说立改'] }, 'pass'],
    ['at once, day 8', { ...base, today: '2005-08-09', kinds: ['立说立改'] }, 'fail'],
    [
      'at once, done on day 7',
      { ...base, today: '2005-09-01', doneOn: '2005-08-08', kinds: ['立说立改'] },
      'pass',
    ],
    ['by a day', { ...base, kinds: ['限期整改'], due: '2005-08-20', owner: '甲' }, 'pass'],
    ['by no day', { ...base, kinds: ['限期整改'], owner: '甲' }, 'fail'],
    [
      'together',
      { ...base, kinds: ['综合治理'], due: '2005-08-31', leadUnit: '学校', partners: ['供电所'] },
      'pass',
    ],
    ['together with nobody', { ...base, kinds: ['综合治理'], due: '2005-08-31', leadUnit: '学校' }, 'fail'],
    ['explained', { ...base, kinds: ['说明情况'], ...explained }, 'pass'],
    ['not explained', { ...base, kinds: ['说明情况'], ...explained, explainedOn: null }, 'fail'],
    ['done before it was registered', { ...base, kinds: ['立说立改'], doneOn: '2005-07-31' }, 'input'],
    ['a fifth kind', { ...base, kinds: ['以后再说'] }, 'input'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-47', input)).toBe(expected)
  })
})

describe('R-48', () => {
  it.each<[string, boolean, Outcome, number]>([
    ['2005-08-16', false, 'pass', 0],
    ['2005-08-17', false, 'pass', 0],
    ['2005-08-18', false, 'fail', 1],
    ['2005-08-18', true, 'pass', 0],
    ['2006-08-17', false, 'fail', 365],
  ])('due 2005-08-17, on %s, done %s: %s', (today, done, expected, daysOverdue) => {
    expect(verdictOf('R-48', { due: '2005-08-17', today, done })).toMatchObject({
      outcome: expected,
      facts: { daysOverdue },
    })
  })
  const closing = {
    completion: '已公示',
    evidence: 1,
    owner: '甲',
    verifier: '乙',
    doneOn: '2005-08-10',
    verifiedOn: '2005-08-10',
  }
  it.each<[string, object, Outcome]>([
    ['complete', closing, 'pass'],
    ['no evidence', { ...closing, evidence: 0 }, 'fail'],
    ['checked by the one in charge', { ...closing, verifier: '甲' }, 'fail'],
    ['checked before it was done', { ...closing, verifiedOn: '2005-08-09' }, 'fail'],
    ['nothing written', { ...closing, completion: null }, 'fail'],
  ])('closing, %s: %s', (_, input, expected) => {
    expect(outcomeOf('R-48b', input)).toBe(expected)
  })
})

describe('R-49 and R-53', () => {
  const both = {
    measuresOn: '2005-10-01',
    measuresRange: '全镇',
    resultsOn: '2005-10-10',
    resultsRange: '全镇',
    pollOn: '2005-10-11',
  }
  it.each<[string, string, object, Outcome]>([
    ['R-49', 'twice', both, 'pass'],
    ['R-49', 'results on the day of the poll', { ...both, pollOn: '2005-10-10' }, 'fail'],
    ['R-49', 'before approval', { ...both, approvedOn: '2005-10-02' }, 'fail'],
    ['R-49', 'once', { ...both, resultsOn: null }, 'fail'],
    ['R-53', 'three classes', { operation: 1, incentive: 1, supervision: 1 }, 'pass'],
    ['R-53', 'two classes', { operation: 5, incentive: 1, supervision: 0 }, 'fail'],
    ['R-53', 'none', { operation: 0, incentive: 0, supervision: 0 }, 'not-assessed'],
  ])('%s %s: %s', (id, _, input, expected) => {
    expect(outcomeOf(id, input)).toBe(expected)
  })
})

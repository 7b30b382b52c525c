// Unqualified members: education comes before disposal, each step after the one before it, probationers elsewhere.
import { describe, expect, it } from 'vitest'
import { outcomeOf, verdictOf, type Outcome } from './outcome.ts'

describe('R-45', () => {
  const found = { kind: '正式', grade: '不合格', hasCase: true, foundOn: '2005-09-01' }
  const educated = { ...found, educatedOn: '2005-09-01' }
  const converted = { ...educated, convertedOn: '2005-10-01' }
  const reviewed = { ...educated, appliedOn: '2005-09-10', reviewedOn: '2005-09-10' }
  const disposed = { ...reviewed, disposedOn: '2005-09-10' }
  it.each<[string, object, Outcome]>([
    ['nothing of the kind', { kind: '正式', grade: '合格', hasCase: false }, 'pass'],
    ['graded so, no case', { kind: '正式', grade: '不合格', hasCase: false }, 'fail'],
    ['found', found, 'pass'],
    ['a case without a grade', { ...found, grade: null }, 'pass'],
    ['a case without a day', { ...found, foundOn: null }, 'fail'],
    ['educated on the same day', educated, 'pass'],
    ['educated before it was found', { ...educated, educatedOn: '2005-08-31' }, 'fail'],
    ['converted', converted, 'pass'],
    ['converted without education', { ...converted, educatedOn: null }, 'fail'],
    ['under review', reviewed, 'pass'],
    ['reviewed without an application', { ...reviewed, appliedOn: null }, 'fail'],
    ['disposed of after all steps', disposed, 'pass'],
    ['disposed of before the review', { ...disposed, disposedOn: '2005-09-09' }, 'fail'],
    ['disposed of without education', { ...disposed, educatedOn: null }, 'fail'],
    ['converted and disposed of', { ...disposed, convertedOn: '2005-09-05' }, 'fail'],
    ['a probationer', { ...found, kind: '预备', grade: null }, 'fail'],
    ['a probationer without a case', { kind: '预备', hasCase: false }, 'pass'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-45', input)).toBe(expected)
  })
  it('says that education is missing when a case is disposed of at once', () => {
    expect(verdictOf('R-45', { ...found, disposedOn: '2005-09-02' }).details).toEqual([
      '没有“审查”日期，不能“处置”。',
      '没有“批评教育”日期，不能“处置”。',
    ])
  })
})

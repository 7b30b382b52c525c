// Rules over one row of meetings, appraisals and cases, at their boundaries.
import { describe, expect, it } from 'vitest'
import type { Values } from '#shared/ledger/ledger.ts'
import type { CheckContext } from '#shared/ledger/module.ts'
import { appraisalModule, meetingModule, unqualifiedModule } from '#shared/ledgers/appraisal-checks.ts'

const context = (more: Partial<CheckContext> = {}): CheckContext => ({
  row: 5,
  today: '2005-08-17',
  campaignStart: '2005-07-01',
  present: new Set(['excellent', 'qualified', 'basic', 'unqualified', 'abstained', 'total', 'grade']),
  ...more,
})
const codes = (found: readonly { readonly code: string }[]): string[] => found.map(({ code }) => code)

describe('a meeting', () => {
  const usual: Values = {
    org_id: 'u',
    kind: '专题组织生活会',
    date: '2005-08-14',
    expected: 38,
    attended: 36,
  }
  it.each<[Values, string[]]>([
    [{}, []],
    [{ attended: 38, examined: 38 }, []],
    [{ attended: 39 }, ['M-688']],
    [{ examined: 37 }, ['M-689']],
    [{ date: '2005-08' }, ['M-459']],
    [{ date: '2005-08-18' }, ['M-465']],
    [{ date: '2005-06-30' }, ['M-694']],
    [{ notice_on: '2005-08-13' }, ['M-690']],
    [{ notice_on: '2005-08-14' }, []],
    [{ no_activists: '是', activists: 0 }, []],
    [{ no_activists: '是', activists: 1 }, ['M-692']],
    [{ feedback_on: '2005-08-15' }, []],
    [{ kind: '领导班子专题民主生活会', feedback_on: '2005-08-15' }, ['M-691']],
    [{ kind: '领导班子专题民主生活会', feedback_on: '2005-08-14' }, []],
  ])('%j says %j', (more, said) => {
    expect(codes(meetingModule.checkRow({ ...usual, ...more }, context()))).toEqual(said)
  })
})

describe('an appraisal', () => {
  const usual: Values = {
    org_id: 'u',
    member_id: 'm',
    excellent: 3,
    qualified: 6,
    basic: 0,
    unqualified: 0,
    abstained: 1,
    total: 10,
  }
  it.each<[Values, string[]]>([
    [{}, []],
    [{ total: 9 }, ['M-680']],
    [{ voters: 10 }, []],
    [{ voters: 9 }, ['M-681']],
    [{ grade: '优秀' }, []],
    [{ grade: '合格', member_kind: '预备' }, ['M-441']],
    [{ grade: '不合格' }, ['M-683']],
    [{ committee_on: '2005-08-10', feedback_on: '2005-08-10', noticed_on: '2005-08-10' }, []],
    [{ committee_on: '2005-08-10', feedback_on: '2005-08-09' }, ['M-684']],
    [{ feedback_on: '2005-08-10', noticed_on: '2005-08-09' }, ['M-685']],
    [{ committee_on: '2005-08-10', noticed_on: '2005-08-09' }, ['M-685']],
    [{ feedback_on: '2005-08-18' }, ['M-465']],
    [{ feedback_on: '2005-08' }, ['M-459']],
    [{ has_objection: '是', feedback_on: '2005-08-10' }, []],
    [{ has_objection: '是', feedback_on: '2005-08-10', noticed_on: '2005-08-11' }, ['M-686']],
  ])('%j says %j', (more, said) => {
    expect(codes(appraisalModule.checkRow({ ...usual, ...more }, context()))).toEqual(said)
  })

  it('of a sheet with three grades knows no 优秀', () => {
    const three = context({ present: new Set(['qualified', 'basic', 'unqualified', 'grade']) })
    expect(
      codes(appraisalModule.checkRow({ ...usual, grade: '优秀', excellent: null, total: null }, three)),
    ).toEqual(['M-682'])
    expect(codes(appraisalModule.checkRow({ ...usual, grade: '合格' }, three))).toEqual([])
  })

  it.each([
    [3, 4, 5],
    [4, 4, 5],
    [5, 5, 0],
    [0, 0, 0],
  ])('with %i ballots has %s columns covered', (qualified, total, covered) => {
    const few = { qualified, total, excellent: 0, basic: 0, unqualified: 0, abstained: 0 }
    expect(appraisalModule.covered?.(few, () => 5)).toHaveLength(covered)
  })

  it('warns of one 优秀 too many, counting what is stored, not 预备党员', () => {
    const row = (index: number, grade: string, kind = '正式') => ({
      index,
      sheet: '民主评议',
      row: index + 3,
      id: String(index),
      values: { org_id: 'u', member_id: String(index), grade, member_kind: kind },
      isLeft: false,
    })
    const rows = [row(0, '优秀'), row(1, '合格'), row(2, '优秀', '预备')]
    const check = (beside: number) =>
      appraisalModule.checksAmongRows.flatMap((among) =>
        among(rows, {
          nameOf: () => '清溪中学支部',
          statedCount: () => undefined,
          totals: new Map(),
          extracts: new Set(),
          beside: Array.from({ length: beside }, (_, i) => ({
            id: `b${String(i)}`,
            values: { org_id: 'u', grade: '合格', member_kind: '正式' },
          })),
        }),
      )
    expect(check(1)).toEqual([])
    expect(check(0)[0]?.problem.message).toBe('清溪中学支部：2人评优秀1人，超过1/3，最多0人，请重新确定。')
  })
})

describe('a case', () => {
  const usual: Values = { member_id: 'm', found_on: '2005-08-01', facts: '事', circumstances: ['不交纳党费'] }
  it.each<[Values, string[]]>([
    [{}, []],
    [{ found_on: '2005-08-18' }, ['M-465']],
    [{ due_on: '2005-07-31' }, ['M-695']],
    [{ due_on: '2005-12-31' }, []],
    [{ circumstances: [] }, ['M-696']],
    [{ circumstances: ['违反党纪'] }, ['M-697']],
  ])('%j says %j', (more, said) => {
    expect(codes(unqualifiedModule.checkRow({ ...usual, ...more }, context()))).toEqual(said)
  })

  it.each([
    ['审查', null],
    ['结案', /不能再改/],
    ['移交纪检', /不能再改/],
  ] as const)('in %s is frozen: %s', (state, said) => {
    const why = unqualifiedModule.whyFrozen?.({ state }) ?? null
    if (said === null) expect(why).toBeNull()
    else expect(why).toMatch(said)
  })
})

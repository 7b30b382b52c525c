// What one row of the ledgers of learning is told, and the rows of a file among each other.
import { describe, expect, it } from 'vitest'
import type { Values } from '#shared/ledger/ledger.ts'
import type { LedgerModule, TableContext } from '#shared/ledger/module.ts'
import { alternativeModule, noteCheckModule, trainingModule } from '#shared/ledgers/learning-checks.ts'

const context = (module: LedgerModule) => ({
  row: 5,
  today: '2005-08-17',
  campaignStart: '2005-07-01',
  present: new Set(Object.keys(module.ledger.columns)),
})

const codesOf = (module: LedgerModule, values: Values): string[] =>
  module.checkRow(values, context(module)).map(({ code }) => code)

const note = {
  org_id: 'o',
  member_id: 'm',
  date: '2005-07-26',
  chars: 9000,
  neatness: '认真',
  copied: '否',
  essays: 2,
  essay_chars: '1500、1620',
}

describe('a check of notes', () => {
  it.each<[string, Values, string[]]>([
    ['as it should be', {}, []],
    ['without essays', { essays: null, essay_chars: null }, []],
    ['one length too few', { essay_chars: '1500' }, ['M-620']],
    ['lengths without essays', { essays: null }, ['M-620']],
    ['no notes at all', { chars: 0 }, ['M-621']],
    ['no notes, with the reason', { chars: 0, remark: '没有带笔记' }, []],
    ['only a month', { date: '2005-07' }, ['M-459']],
    ['today', { date: '2005-08-17' }, []],
    ['tomorrow', { date: '2005-08-18' }, ['M-465']],
  ])('%s', (_, change, expected) => {
    expect(codesOf(noteCheckModule, { ...note, ...change })).toEqual(expected)
  })
})

const brought = {
  org_id: 'o',
  member_id: 'm',
  form: '送学上门',
  date: '2005-07-20',
  category: '年老体弱',
  person: '李书记',
  proof: '本人签收',
}

describe('study brought to a member', () => {
  it.each<[string, Values, string[]]>([
    ['as it should be', {}, []],
    ['by nobody', { person: null }, ['M-625']],
    ['elsewhere, with proof', { form: '流入地参学证明', category: '流动党员', person: null }, []],
    ['elsewhere, without proof', { form: '流入地参学证明', category: '流动党员', proof: null }, ['M-623']],
    ['elsewhere, yet not away', { form: '流入地参学证明' }, ['M-624']],
    ['hours nobody approved of', { hours: 4 }, ['M-628']],
    ['hours approved of', { hours: 4, approver: '王书记' }, []],
    ['no hours', { hours: 0 }, []],
    ['tomorrow', { date: '2005-08-18' }, ['M-465']],
  ])('%s', (_, change, expected) => {
    expect(codesOf(alternativeModule, { ...brought, ...change })).toEqual(expected)
  })
})

const table: TableContext = {
  nameOf: (id) => id,
  statedCount: () => undefined,
  totals: new Map(),
  extracts: new Set(),
  beside: [],
}

describe.each<[string, LedgerModule, Values, Values, string]>([
  ['notes', noteCheckModule, note, { ...note, chars: 1 }, 'M-622'],
  ['alternatives', alternativeModule, brought, { ...brought, person: '王' }, 'M-626'],
  [
    'trainings',
    trainingModule,
    { org_id: 'o', name: '王明', date: '2005-07-04' },
    { org_id: 'o', name: '王明', date: '2005-07-04', post: '支部书记' },
    'M-627',
  ],
])('%s twice in a file', (_, module, first, second, code) => {
  const rows = (values: readonly Values[]) =>
    values.map((each, index) => ({
      index,
      sheet: '表',
      row: index + 4,
      id: String(index),
      values: each,
      isLeft: false,
    }))
  const found = (values: readonly Values[]) =>
    module.checksAmongRows.flatMap((check) => check(rows(values), table)).map(({ problem }) => problem)

  it('is refused, and the row before is named', () => {
    expect(found([first, second])).toMatchObject([{ code, level: '错误' }])
    expect(found([first, second])[0]?.message).toContain('第4行')
  })

  it('is fine on two days', () => {
    expect(found([first, { ...second, date: '2005-07-05' }])).toEqual([])
  })
})

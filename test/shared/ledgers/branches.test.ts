// Rules over one row of the branches' ledgers, at their boundaries, and the checks of days they share.
import { describe, expect, it } from 'vitest'
import type { Values } from '#shared/ledger/ledger.ts'
import type { CheckContext, LedgerModule, RowInSheet } from '#shared/ledger/module.ts'
import { batchReportModule } from '#shared/ledgers/batch-reports.ts'
import { branchClassModule } from '#shared/ledgers/branch-classes.ts'
import { difficultyModule } from '#shared/ledgers/difficulties.ts'
import { leadingGroupModule, personsIn } from '#shared/ledgers/leading-groups.ts'
import { mechanismModule } from '#shared/ledgers/mechanisms.ts'
import { participationModule } from '#shared/ledgers/participation.ts'
import { formItem, preparationModule, preparations } from '#shared/ledgers/preparations.ts'
import { publicityModule } from '#shared/ledgers/publicity.ts'
import { reorganisationModule } from '#shared/ledgers/reorganisations.ts'
import { secondmentModule } from '#shared/ledgers/secondments.ts'
import { themeActivityModule } from '#shared/ledgers/theme-activities.ts'
import { phaseOnDay } from '#shared/ledgers/unit-column.ts'
import { pollForms, preparatoryWork } from '#shared/rules/preparation.ts'

const contextOf = (module: LedgerModule, more: Partial<CheckContext> = {}): CheckContext => ({
  row: 5,
  today: '2005-08-17',
  campaignStart: '2005-07-01',
  present: new Set(Object.keys(module.ledger.columns)),
  ...more,
})

const codes = (module: LedgerModule, values: Values, more: Partial<CheckContext> = {}): string[] =>
  module.checkRow(values, contextOf(module, more)).map(({ code }) => code)

const activity = { org_id: 'a', theme: '清溪先锋行', activity: '上门服务', on_day: '2005-07-20' }

describe('the day of a row', () => {
  it.each([
    ['the first day of the campaign', '2005-07-01', []],
    ['the day before it', '2005-06-30', ['M-741']],
    ['today', '2005-08-17', []],
    ['tomorrow', '2005-08-18', ['M-465']],
    ['a month only', '2005-08', ['M-459']],
  ])('is %s', (_, on_day, expected) => {
    expect(codes(themeActivityModule, { ...activity, on_day })).toEqual(expected)
  })
})

describe('a difficulty', () => {
  const matter = { org_id: 'a', matter: '没有活动室', kind: '场所', raised_on: '2005-07-20' }

  it.each([
    ['open without a promise', {}, ['M-746']],
    ['promised', { promised_by: '吴学勤', due_on: '2005-09-30' }, []],
    ['due on the day it was raised', { promised_by: '吴学勤', due_on: '2005-07-20' }, []],
    ['due before it was raised', { promised_by: '吴学勤', due_on: '2005-07-19' }, ['M-740']],
    ['solved without saying how', { solved_on: '2005-08-01' }, ['M-747']],
    ['solved on the day it was raised', { solved_on: '2005-07-20', outcome: '已经解决' }, []],
    ['solved before it was raised', { solved_on: '2005-07-19', outcome: '已经解决' }, ['M-740']],
  ])('is %s', (_, more, expected) => {
    expect(codes(difficultyModule, { ...matter, ...more })).toEqual(expected)
  })

  it('keeps what is stored where a cell of a file is blank', () => {
    const stored = { ...matter, promised_by: '吴学勤' }
    const file = { ...matter, promised_by: null }
    expect(codes(difficultyModule, file, { stored })).toEqual([])
    expect(codes(difficultyModule, file, { stored, row: 0 })).toEqual(['M-746'])
  })
})

describe('a reorganisation', () => {
  it.each([
    ['built as many as are due', { state: '空壳', enterprises: 3, enterprises_built: 3 }, []],
    ['built more than are due', { state: '空壳', enterprises: 3, enterprises_built: 4 }, ['M-743']],
    ['neither a state nor a number', {}, ['M-744']],
    ['a number alone', { enterprises: 0 }, []],
    [
      'done before it was listed',
      { state: '瘫痪', listed_on: '2005-07-06', done_on: '2005-07-05' },
      ['M-740'],
    ],
    ['due in the future', { state: '瘫痪', listed_on: '2005-07-06', due_on: '2005-12-31' }, []],
  ])('has %s', (_, more, expected) => {
    expect(codes(reorganisationModule, { org_id: 'a', ...more })).toEqual(expected)
  })
})

describe('who answers for a unit', () => {
  it.each([
    [null, []],
    ['王明', []],
    ['王明（书记）', []],
    ['王明、王 明', []],
    ['王明、李红', ['M-750']],
  ])('is %s', (responsible, expected) => {
    expect(codes(leadingGroupModule, { org_id: 'a', responsible })).toEqual(expected)
  })

  it.each([
    [null, []],
    ['', []],
    ['张明、李红(副书记)；王 五', ['张明', '李红', '王五']],
  ])('reads the persons in %s', (cell, expected) => {
    expect(personsIn(cell)).toEqual(expected)
  })
})

describe('a rule made', () => {
  const rule = { org_id: 'a', class: '监督机制', name: '失职责任追究制度', action: '制定' }

  it.each([
    ['no number and no day', {}, ['M-748', 'M-749']],
    ['a number and a day in the future', { doc_no: '支字〔2005〕8号', in_force_on: '2005-09-01' }, []],
    ['the day it was passed', { passed_on: '2005-08-01', in_force_on: '2005-08-01' }, []],
    [
      'a day in force before it was passed',
      { passed_on: '2005-08-02', in_force_on: '2005-08-01' },
      ['M-740'],
    ],
    ['an end, which needs no day in force', { action: '废止', doc_no: '支字〔2005〕9号' }, []],
  ])('has %s', (_, more, expected) => {
    expect(codes(mechanismModule, { ...rule, ...more })).toEqual(expected)
  })

  it('is made where nothing else is said', () => {
    expect(mechanismModule.complete({ ...rule, action: null }, {}, 2005)).toMatchObject({ action: '制定' })
    expect(mechanismModule.complete({ ...rule, action: '修订' }, {}, 2005)).toMatchObject({ action: '修订' })
  })
})

describe('other rows', () => {
  it.each([
    ['publicity counted 0', publicityModule, { org_id: 'a', on_day: '2005-07-20', count: 0 }, ['M-752']],
    ['publicity counted 1', publicityModule, { org_id: 'a', on_day: '2005-07-20', count: 1 }, []],
    ['nobody took part', participationModule, { org_id: 'a', on_day: '2005-07-20', people: 0 }, ['M-753']],
    ['a class without a reason', branchClassModule, { org_id: 'a', on_day: '2005-07-02' }, ['M-745']],
    ['a class with a reason', branchClassModule, { on_day: '2005-06-02', reason: '活动正常' }, []],
    [
      'work done without proof',
      preparationModule,
      { item: '学习资料组织订购', done_on: '2005-06-20' },
      ['M-751'],
    ],
    ['work not done yet', preparationModule, { item: '学习资料组织订购' }, []],
    ['a paper not yet handed up', batchReportModule, { reported_on: '2005-12-28' }, ['M-465']],
  ] as const)('%s', (_, module, values, expected) => {
    expect(codes(module as LedgerModule, values)).toEqual(expected)
  })
})

describe('somebody called up', () => {
  const person = { name: '石文博', from_unit: '税务分局支部' }

  it.each([
    ['other units', '机关一支部、财政所支部', []],
    ['his own unit', '机关一支部、税务分局支部', ['M-755']],
    ['his own unit, written apart', '税务 分局支部', ['M-755']],
    ['no unit', null, []],
  ])('looks after %s', (_, units, expected) => {
    expect(codes(secondmentModule, { ...person, units })).toEqual(expected)
  })
})

describe('the phase of a day', () => {
  it.each([
    ['2005-06-01', '学习动员'],
    ['2005-08-05', '学习动员'],
    ['2005-08-06', '分析评议'],
    ['2005-09-20', '分析评议'],
    ['2005-09-21', '整改提高'],
    ['2005-12-31', '巩固和扩大整改成果'],
  ])('%s is %s', (day, phase) => {
    expect(phaseOnDay(day)).toBe(phase)
  })

  it('is put in only where the row does not say', () => {
    const row = { org_id: 'a', part: '群众知情', on_day: '2005-08-10', phase: null }
    expect(participationModule.complete(row, {}, 2005)).toMatchObject({ phase: '分析评议' })
    expect(participationModule.complete({ ...row, phase: '学习动员' }, {}, 2005)['phase']).toBe('学习动员')
    expect(participationModule.complete({ ...row, on_day: null }, {}, 2005)['phase']).toBe(null)
  })
})

it('lists the six pieces of work and the three forms', () => {
  const { choices } = preparations.columns.item
  expect(choices.map(({ value }) => value)).toEqual([...preparatoryWork, ...pollForms.map(formItem)])
})

describe('two rows that say the same', () => {
  const rowAt = (row: number, values: Values, isLeft = false): RowInSheet => ({
    index: row - 4,
    sheet: '表',
    row,
    id: String(row),
    values,
    isLeft,
  })
  const context = {
    nameOf: (id: string) => id,
    statedCount: () => undefined,
    totals: new Map(),
    extracts: new Set<string>(),
    beside: [],
  }
  const found = (rows: readonly RowInSheet[]) =>
    branchClassModule.checksAmongRows.flatMap((check) => check(rows, context))

  it('are refused once', () => {
    const values = { org_id: 'a', on_day: '2005-07-02', class: '示范' }
    const doubled = found([rowAt(4, values), rowAt(5, { ...values, class: '后进' })])
    expect(doubled.map(({ index, problem }) => [index, problem.message])).toEqual([
      [1, '第5行与第4行是同一支部同一天的定级，请只留一行。'],
    ])
  })

  it('may stand on two days, or when one is left out', () => {
    const values = { org_id: 'a', on_day: '2005-07-02' }
    expect(found([rowAt(4, values), rowAt(5, { ...values, on_day: '2005-08-02' })])).toEqual([])
    expect(found([rowAt(4, values, true), rowAt(5, values)])).toEqual([])
  })
})

it('takes a number of enterprises for what the row is about', () => {
  const row = { org_id: 'a', state: null, enterprises: 12 }
  expect(reorganisationModule.complete(row, {}, 2005)['state']).toBe('非公企业组建')
  expect(reorganisationModule.complete({ ...row, enterprises: null }, {}, 2005)['state']).toBe(null)
  expect(reorganisationModule.complete({ ...row, state: '空壳' }, {}, 2005)['state']).toBe('空壳')
})

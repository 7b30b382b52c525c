// Rules over one row of the sessions and of the make-ups, at their boundaries; how times and rates are read.
import { describe, expect, it } from 'vitest'
import type { Values } from '#shared/ledger/ledger.ts'
import type { CheckContext } from '#shared/ledger/module.ts'
import { makeupModule } from '#shared/ledgers/makeup-checks.ts'
import { sessionModule } from '#shared/ledgers/session-checks.ts'
import { readClockTime, readPeriod } from '#shared/text/clock-time.ts'
import { isSameRate } from '#shared/text/typed-rate.ts'

const context: CheckContext = {
  row: 5,
  today: '2005-08-17',
  campaignStart: '2005-07-01',
  present: new Set(['content', 'responsible']),
}
const session: Values = { org_id: 'x', date: '2005-07-11', hours: 2.5, theme: '学习党章' }
const codesOf = (values: Values): string[] =>
  sessionModule
    .checkRow(sessionModule.complete({ ...session, ...values }, {}, 2005), context)
    .map(({ code }) => code)

describe('a session', () => {
  it.each([
    ['closes', { reported_expected: 30, reported_present: 27, reported_leave: 2, reported_absent: 1 }, []],
    [
      'does not close',
      { reported_expected: 30, reported_present: 27, reported_leave: 2, reported_absent: 2 },
      ['M-401'],
    ],
    ['says nothing of who was away', { reported_expected: 30, reported_present: 27 }, []],
    ['has more present than expected', { reported_expected: 30, reported_present: 31 }, ['M-401']],
    ['rate off by 0.05', { reported_expected: 2000, reported_present: 1900, reported_rate: '95.05%' }, []],
    [
      'rate off by 0.06',
      { reported_expected: 2000, reported_present: 1900, reported_rate: '95.06%' },
      ['M-402'],
    ],
    ['rate as a share', { reported_expected: 20, reported_present: 19, reported_rate: '0.95' }, []],
    ['rate without a sign', { reported_expected: 20, reported_present: 19, reported_rate: '95' }, []],
    ['times in one cell', { from_time: '晚上7点—9点半' }, []],
    ['a time nobody can read', { from_time: '晚饭后' }, ['M-601']],
    ['an end before the beginning', { from_time: '21:30', to_time: '19:00' }, ['M-603']],
    ['hours as long as its periods', { hours: 3.5, from_time: '19:00', to_time: '21:15' }, []],
    ['hours longer than its time', { hours: 4, from_time: '19:00', to_time: '21:15' }, ['M-609']],
    ['no hours', { hours: 0 }, ['M-602']],
    ['only a month', { date: '2005-07' }, ['M-459']],
    ['a day to come', { date: '2005-08-18' }, ['M-465']],
  ] as [string, Values, string[]][])('%s', (_, values, codes) => {
    expect(codesOf(values)).toEqual(codes)
  })
  it('takes the usual names of forms for those of the catalogue, and leaves others as they are', () => {
    const formOf = (form: string) => sessionModule.complete({ ...session, form }, {}, 2005)['form']
    expect(['党课', '讨论', '集中学习', '走出去'].map(formOf)).toEqual([
      '宣讲辅导',
      '组织讨论',
      '集中学习',
      '走出去',
    ])
  })
})

describe('a make-up', () => {
  const row: Values = {
    missed_on: '2005-07-11',
    made_on: '2005-07-11',
    hours: 2.5,
    content: '党章',
    responsible: '张丙',
  }
  it.each([
    ['on the day itself', {}, []],
    ['before the absence', { made_on: '2005-07-10' }, ['M-606']],
    ['to come', { made_on: '2005-08-18' }, ['M-465']],
    ['without contents', { content: null }, ['M-607']],
    ['of no hours', { hours: 0 }, ['M-602']],
    ['in a month', { missed_on: '2005-07' }, ['M-459']],
  ] as [string, Values, string[]][])('%s', (_, values, codes) => {
    expect(makeupModule.checkRow({ ...row, ...values }, context).map(({ code }) => code)).toEqual(codes)
  })
})

describe('times and rates', () => {
  it.each([
    ['19:00', '19:00'],
    ['19：30', '19:30'],
    ['晚上7点半', '19:30'],
    ['下午2时30分', '14:30'],
    ['0.8125', '19:30'],
    ['25:00', null],
    ['19', null],
    ['晚饭后', null],
  ])('%s', (text, time) => {
    expect(readClockTime(text)).toBe(time)
  })
  it('reads a period', () => {
    expect(readPeriod('下午2:30-5:00')).toEqual({ from: '14:30', to: '17:00' })
    expect(readPeriod('19:00')).toBeNull()
  })
  it('compares nothing with nothing', () => {
    expect(isSameRate('—', 1, 2)).toBeNull()
    expect(isSameRate('50%', 0, 0)).toBeNull()
    expect(isSameRate('66.7', 2, 3)).toBe(true)
  })
})

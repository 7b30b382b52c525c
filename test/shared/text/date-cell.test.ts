// Every spelling of a date in rosters, every trap of 3.2, in text and in number cells.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell } from '../../../src-main/shared/ledger/sheet.ts'
import {
  addDays,
  civilToSerial,
  formatChinese,
  formatSheet,
} from '../../../src-main/shared/text/civil-date.ts'
import { toChineseDigits, toChineseNumber } from '../../../src-main/shared/text/chinese-number.ts'
import { readDateCell, type DateOptions } from '../../../src-main/shared/text/date-cell.ts'

const OTHER: DateOptions = { date1904: false, column: 'other', campaignYear: 2005 }
const BIRTH: DateOptions = { ...OTHER, column: 'birth' }

const text = (t: string): Cell => ({ kind: 'text', text: t })
const number = (value: number, format = 'General', raw = String(value)): Cell => ({
  kind: 'number',
  value,
  raw,
  format,
})

const outcome = (cell: Cell | null, o: DateOptions = OTHER): readonly [string | null, readonly string[]] => {
  const { value, notes } = readDateCell(cell, o)
  return [value, notes.map((n) => n.code)]
}

describe('text without any doubt', () => {
  it.each([
    ['2005-07-01', '2005-07-01'],
    ['2005/7/1', '2005-07-01'],
    ['2005.7.1', '2005-07-01'],
    ['2005。7。1', '2005-07-01'],
    ['2005、7、1', '2005-07-01'],
    ['20050701', '2005-07-01'],
    ['２００５．７．１', '2005-07-01'],
    ['2005．7．1', '2005-07-01'],
    ['2005－7－1', '2005-07-01'],
    ['2005—7—1', '2005-07-01'],
    ['2005·7·1', '2005-07-01'],
    ['2005年7月1日', '2005-07-01'],
    ['2005年07月01日', '2005-07-01'],
    ['2005年7月1号', '2005-07-01'],
    ['2005 年 7 月 1 日', '2005-07-01'],
    ['2005年7月 1日', '2005-07-01'],
    ['2005 . 7 . 1', '2005-07-01'],
    ['2005.7.1.', '2005-07-01'],
    ['2005.7.1日', '2005-07-01'],
    ['二〇〇五年七月一日', '2005-07-01'],
    ['一九八五年十二月二十一日', '1985-12-21'],
    ['一九八五年十二月三十一日', '1985-12-31'],
    ['一九八五年十月廿日', '1985-10-20'],
    ['1985年十月一日', '1985-10-01'],
    ['20050701.0', '2005-07-01'],
    ["'2005-07-01", '2005-07-01'],
    ['\u200b2005-07-01\u00a0', '2005-07-01'],
    ['　2005-07-01　', '2005-07-01'],
    ['2005-07-01 00:00:00', '2005-07-01'],
    ['2005-07-01 23:59', '2005-07-01'],
    ['2005-07-01T00:00:00', '2005-07-01'],
    ['2005-07-01T00:00:00.000Z', '2005-07-01'],
    ['2005/7/1 0:00', '2005-07-01'],
    ['2005/7/1 8:00 PM', '2005-07-01'],
    ['2005年7月1日 08:30', '2005-07-01'],
    ['2005年7月1日上午8时30分', '2005-07-01'],
    ['2005年7月1日 下午3点', '2005-07-01'],
    ['1940-02-29', '1940-02-29'],
    ['2005.7', '2005-07'],
    ['2005.07', '2005-07'],
    ['2005-07', '2005-07'],
    ['2005/7', '2005-07'],
    ['2005年7月', '2005-07'],
    ['2005年07月', '2005-07'],
    ['2005年7月份', '2005-07'],
    ['2005年7', '2005-07'],
    ['1982.7月', '1982-07'],
    ['200507', '2005-07'],
    ['二〇〇五年七月', '2005-07'],
    ['二○○五年七月', '2005-07'],
    ['二零零五年七月', '2005-07'],
    ['二OO五年七月', '2005-07'],
    ['二ＯＯ五年七月', '2005-07'],
    ['二千零五年七月', '2005-07'],
    ['一九八五年元月', '1985-01'],
    ['1985年元月', '1985-01'],
    ['2005.10', '2005-10'],
    ['2005.1', '2005-01'],
    ['2005.01', '2005-01'],
    ['2005.12', '2005-12'],
    ['2005年', '2005'],
    ['2005', '2005'],
    ['2005.0', '2005'],
    ['二〇〇五年', '2005'],
    ['1900', '1900'],
    ['2100', '2100'],
  ])('%j is %s', (shown, value) => {
    expect(outcome(text(shown))).toEqual([value, []])
  })
})

describe('text read with a hint (M-308)', () => {
  it.each([
    ['05.7', OTHER, '2005-07'],
    ['05.7', BIRTH, '1905-07'],
    ['00.7', OTHER, '2000-07'],
    ['06.7', OTHER, '1906-07'],
    ['82.7', OTHER, '1982-07'],
    ['82.7', BIRTH, '1982-07'],
    ['82.10', OTHER, '1982-10'],
    ['82.7月', OTHER, '1982-07'],
    ['82年7月', OTHER, '1982-07'],
    ['82年7月1日', OTHER, '1982-07-01'],
    ['八二年七月', OTHER, '1982-07'],
    ['〇五年七月', OTHER, '2005-07'],
    ['05年7月', OTHER, '2005-07'],
    ['82.7.1', OTHER, '1982-07-01'],
    ['82-7', OTHER, '1982-07'],
    ['82/7/1', OTHER, '1982-07-01'],
    ['82年', OTHER, '1982'],
    ['38534', OTHER, '2005-07-01'],
    ['37072', { ...OTHER, date1904: true }, '2005-07-01'],
  ])('%s in %o is %s', (shown, o, value) => {
    expect(readDateCell(text(shown), o)).toEqual({
      value,
      notes: [{ code: 'M-308', params: { 值: shown, 结果: value } }],
    })
  })

  it.each(['49年前', '1949年前', '1949年10月前', '1949年10月1日前', '建国前', '解放前', '建国以前'])(
    '%s stands as 1949, to be looked up (M-329)',
    (shown) => {
      expect(outcome(text(shown))).toEqual(['1949', ['M-329']])
    },
  )
})

describe('nothing known', () => {
  it.each(['', '   ', '不详', '无', '—', '——', '/', '-', '不 详', '\u200b', '未知', '不明'])(
    '%j is empty',
    (shown) => {
      expect(outcome(text(shown))).toEqual([null, []])
    },
  )

  it('an empty cell is empty', () => {
    expect(outcome(null)).toEqual([null, []])
  })
})

describe('refused text (M-306)', () => {
  it.each([
    '1982-02-30',
    '2005.13',
    '2005.0.1',
    '1941-02-29',
    '2005-04-31',
    '20050700',
    '20051301',
    '200513',
    '200500',
    // D-7: not a Chinese order, never guessed.
    '3/5/2005',
    '03/05/2005',
    '3-5-2005',
    '3.5.2005',
    '05/07/01',
    '05-07-01',
    '05-7',
    '05/7',
    '12-7',
    // Spaces between digits are not separators.
    '2005 1 1',
    '2005 7 1',
    '2005.7-1',
    '2005年7月初',
    '1985.7（补）',
    '7.5',
    '7月5日',
    '7月',
    '82',
    '8207',
    '820701',
    '9999',
    '2101',
    '1899',
    '1899-12-31',
    '80001',
    '00060',
    '99999',
    '123456789',
    '2005.123',
    '2005-007',
    'Jul-05',
    'Fri Jul 01 2005',
    '二〇〇五年十三月',
    '二〇〇五年七月三十二日',
    '同上',
    '党员',
    '2005..7',
    '=2005',
    '-2005',
    // Midnight in China written as UTC is the day before: ask.
    '2005-06-30T16:00:00.000Z',
    '2005-07-01 08:00+08:00',
  ])('%j', (shown) => {
    expect(readDateCell(text(shown), OTHER)).toEqual({
      value: null,
      notes: [{ code: 'M-306', params: { 值: shown } }],
    })
  })
})

describe('numbers', () => {
  it.each([
    // D-1
    [2005.1, 'General', '2005', ['M-305']],
    [2005.1, '@', '2005', ['M-305']],
    [2005.1, '0.0', '2005', ['M-305']],
    [2005.1, '0.00', '2005-10', []],
    [2005.1, '0.00_ ', '2005-10', []],
    [2005.01, '0.00', '2005-01', []],
    [2005.01, 'General', '2005-01', []],
    [2005.09, 'General', '2005-09', []],
    [2005.11, 'General', '2005-11', []],
    [2005.12, 'General', '2005-12', []],
    [2005.2, 'General', '2005-02', []],
    [2005.7, 'General', '2005-07', []],
    [2005.9, 'General', '2005-09', []],
    [1982.7, 'General', '1982-07', []],
    [2005.7, '0.00', '2005-07', ['M-308']],
    [2005.12, '0.00', '2005-12', []],
    [2005.13, 'General', null, ['M-306']],
    [2005.37, 'General', null, ['M-306']],
    [2005.13, '0.00', null, ['M-306']],
    [2005.123, 'General', null, ['M-306']],
    [2005.701, 'General', null, ['M-306']],
    // Two-digit years
    [82.7, 'General', '1982-07', ['M-308']],
    [5.7, 'General', '2005-07', ['M-308']],
    [82.1, 'General', '1982', ['M-305']],
    [82.1, '0.00', '1982-10', ['M-308']],
    [82.13, 'General', null, ['M-306']],
    [0.7, 'General', null, ['M-306']],
    // D-3
    [2005, 'General', '2005', ['M-308']],
    [1900, 'General', '1900', ['M-308']],
    [2100, 'General', '2100', ['M-308']],
    [2005, 'yyyy-mm-dd', '2005', ['M-308']],
    [200507, 'General', '2005-07', []],
    [200510, 'General', '2005-10', []],
    [200513, 'General', null, ['M-306']],
    [200500, 'General', null, ['M-306']],
    [190001, 'General', '1900-01', []],
    [210012, 'General', '2100-12', []],
    [20050701, 'General', '2005-07-01', []],
    [20050701, 'yyyy-mm-dd', '2005-07-01', []],
    [19820230, 'General', null, ['M-306']],
    [19000101, 'General', '1900-01-01', []],
    [21001231, 'General', '2100-12-31', []],
    [38534, 'yyyy-mm-dd', '2005-07-01', []],
    [38534, 'yyyy"年"m"月"d"日"', '2005-07-01', []],
    [38534, 'yyyy"年"m"月"', '2005-07', []],
    [38534, '[$-804]yyyy"年"m"月";@', '2005-07', []],
    [38534, 'mmm-yy', '2005-07', []],
    [38534, 'yyyy', '2005', []],
    [38534, 'm"月"d"日"', '2005-07-01', []],
    [38534, 'General', '2005-07-01', ['M-308']],
    [38534.75, 'yyyy/m/d h:mm', '2005-07-01', []],
    [38534.75, 'General', '2005-07-01', ['M-308']],
    [2101, 'General', '1905-10-01', ['M-308']],
    [1899, 'yyyy-mm-dd', '1905-03-13', []],
    [80000, 'yyyy-mm-dd', '2119-01-11', []],
    [80001, 'yyyy-mm-dd', null, ['M-306']],
    [190000, 'General', null, ['M-306']],
    [210013, 'General', null, ['M-306']],
    // D-5
    [60, 'yyyy-mm-dd', null, ['M-306']],
    [61, 'yyyy-mm-dd', '1900-03-01', []],
    [0, 'yyyy-mm-dd', null, ['M-306']],
    [-1, 'yyyy-mm-dd', null, ['M-306']],
    [0.5, 'h:mm', null, ['M-306']],
    [500.5, 'General', null, ['M-306']],
    [Number.NaN, 'General', null, ['M-306']],
  ])('%d as %s is %s %j', (value, format, date, codes) => {
    expect(outcome(number(value, format))).toEqual([date, codes])
  })

  it('names the two months, so that the ID number or a person can choose', () => {
    expect(readDateCell(number(1985.1), BIRTH).notes).toEqual([
      { code: 'M-305', params: { 值: '1985.1' }, candidates: ['1985-01', '1985-10'] },
    ])
  })

  it('reads numbers written with 17 digits', () => {
    expect(outcome(number(2005.1, 'General', '2005.0999999999999'))[1]).toEqual(['M-305'])
    expect(outcome(number(Number('1985.1199999999999'), 'General'))).toEqual(['1985-12', []])
  })

  it.each([
    [37072, '2005-07-01'],
    [0, null],
    [1, '1904-01-02'],
    [60, '1904-03-01'],
  ])('counts %d from 1904 (D-4)', (value, date) => {
    expect(readDateCell(number(value, 'yyyy-mm-dd'), { ...OTHER, date1904: true }).value).toBe(date)
  })

  it('shows the value itself when the file gives no text for it', () => {
    expect(readDateCell(number(2005.13, 'General', ''), OTHER).notes[0]?.params).toEqual({ 值: '2005.13' })
  })
})

describe('other cells', () => {
  it.each([
    [{ kind: 'boolean', value: true }, 'M-306'],
    [{ kind: 'error', text: '#N/A' }, 'M-120'],
    [{ kind: 'uncomputed' }, 'M-121'],
  ] as const)('%j gives %s', (cell, code) => {
    expect(outcome(cell)).toEqual([null, [code]])
  })
})

describe('October in text and as a number (D-1, D-2)', () => {
  it('text is clear, the number is not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1921, max: 2099 }), (year) => {
        expect(outcome(text(`${year}.10`))).toEqual([`${year}-10`, []])
        expect(outcome(text(`${year}.1`))).toEqual([`${year}-01`, []])
        expect(outcome(number(Number(`${year}.10`)))).toEqual([String(year), ['M-305']])
        expect(outcome(number(Number(`${year}.10`), '0.00'))).toEqual([`${year}-10`, []])
      }),
    )
  })

  it('every other month survives being typed as a number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2100 }),
        fc.constantFrom(2, 3, 4, 5, 6, 7, 8, 9, 11, 12),
        (year, month) => {
          const expected = `${year}-${String(month).padStart(2, '0')}`
          expect(outcome(number(Number(`${year}.${month}`)))).toEqual([expected, []])
        },
      ),
    )
  })

  it.each([
    ['1985.1', '1985', ['M-305']],
    ['85.1', '1985', ['M-305']],
    ['1985.10', '1985-10', []],
    ['1985.01', '1985-01', []],
    ['1985.1月', '1985-01', []],
    ['1985-1', '1985-01', []],
    ['1985.1.1', '1985-01-01', []],
  ])('in a .csv %s may have lost its zero: %s %j', (shown, value, codes) => {
    expect(outcome(text(shown), { ...OTHER, zerosLost: true })).toEqual([value, codes])
  })
})

describe('what the program writes, it reads', () => {
  const day = fc.integer({ min: 0, max: 73413 }).map((n) => addDays('1900-01-01', n))
  const date = fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([d, n]) => d.slice(0, n))

  it('sheet text, Chinese text, Chinese numerals and serial numbers', () => {
    fc.assert(
      fc.property(date, (d) => {
        const numerals = formatChinese(d)
          .replace(/^\d+/, toChineseDigits)
          .replace(/\d+/g, (n) => toChineseNumber(Number(n)))
        for (const shown of [d, formatSheet(d), formatChinese(d), numerals])
          expect(outcome(text(shown))).toEqual([d, []])
      }),
    )
  })

  it('serial numbers outside the years 1900-2100', () => {
    fc.assert(
      fc.property(day, fc.boolean(), (d, date1904) => {
        const serial = civilToSerial(d, date1904)
        fc.pre(serial !== null && !(serial >= 1900 && serial <= 2100) && serial > 0)
        expect(outcome(number(serial, 'yyyy-mm-dd'), { ...OTHER, date1904 })).toEqual([d, []])
      }),
    )
  })

  it('never invents a day and never throws, whatever is typed', () => {
    const typed = fc.string({
      unit: fc.constantFrom(...Array.from('0123456789年月日.-/ 。、〇一二三十前x')),
      maxLength: 14,
    })
    fc.assert(
      fc.property(typed, (shown) => {
        const { value } = readDateCell(text(shown), OTHER)
        if (value !== null) expect(value).toMatch(/^(?:19|20|21)\d\d(?:-\d\d(?:-\d\d)?)?$/)
      }),
      { numRuns: 2000 },
    )
    fc.assert(fc.property(fc.double(), (v) => void readDateCell(number(v), OTHER)))
    fc.assert(fc.property(fc.string(), (t) => void readDateCell(text(t), OTHER)))
  })
})

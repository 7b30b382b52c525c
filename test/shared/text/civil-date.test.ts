// Civil dates: precision, comparison, arithmetic and Excel's serial numbers.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  addYears,
  ageAt,
  agrees,
  civilToSerial,
  coarsen,
  compareCoarse,
  daysBetween,
  daysInMonth,
  formatChinese,
  formatGrid,
  formatSheet,
  formatShort,
  isAfter,
  isBefore,
  isCivilDate,
  isPartialDate,
  isRealDate,
  partsOf,
  precisionOf,
  serialToCivil,
  spanOf,
  toPartialDate,
  weekdayName,
  weekdayOf,
} from '../../../src-main/shared/text/civil-date.ts'

const DAYS_1900_TO_2100 = 73413
const anyDay = fc.integer({ min: 0, max: DAYS_1900_TO_2100 }).map((n) => addDays('1900-01-01', n))

describe('what is a date', () => {
  it.each([
    [1940, 2, 29, true],
    [1941, 2, 29, false],
    [1982, 2, 30, false],
    [1900, 2, 29, false],
    [2000, 2, 29, true],
    [2005, 13, 1, false],
    [2005, 0, 1, false],
    [2005, 4, 31, false],
    [2005, 12, 31, true],
    [2005, 7, 0, false],
    [2005, 7.5, 1, false],
    [0, 1, 1, false],
    [10000, 1, 1, false],
    [Number.NaN, 1, 1, false],
  ])('%d-%d-%d real: %s', (y, m, d, real) => {
    expect(isRealDate(y, m, d)).toBe(real)
  })

  it.each([
    ['2005', true],
    ['2005-07', true],
    ['2005-07-05', true],
    ['2005-7', false],
    ['2005-13', false],
    ['2005-02-30', false],
    ['0000', false],
    ['2005-07-05T00:00', false],
    ['２００５', false],
    ['', false],
  ])('%s is a partial date: %s', (text, yes) => {
    expect(isPartialDate(text)).toBe(yes)
    expect(isCivilDate(text)).toBe(yes && text.length === 10)
  })

  it('refuses to take apart what is no date', () => {
    expect(() => partsOf('2005-02-30')).toThrow(RangeError)
    expect(() => addDays('2005-07', 1)).toThrow(RangeError)
  })

  it.each([
    ['2005', 'year'],
    ['2005-07', 'month'],
    ['2005-07-05', 'day'],
  ] as const)('%s has precision %s', (date, precision) => {
    expect(precisionOf(date)).toBe(precision)
    expect(coarsen(date, precision)).toBe(date)
  })

  it.each([
    [[2005], '2005'],
    [[2005, 7], '2005-07'],
    [[2005, 7, 5], '2005-07-05'],
    [[2005, 2, 29], null],
    [[800, 1, 2], '0800-01-02'],
  ] as const)('%j becomes %s', ([y, m, d], date) => {
    expect(toPartialDate(y, m, d)).toBe(date)
  })
})

describe('comparing with precision (D-9)', () => {
  it.each([
    ['1985-07', '1986-07-01', -1],
    ['1986-07', '1986-07-01', 0],
    ['1986', '1986-07-01', 0],
    ['1986-07-01', '1986', 0],
    ['1986-07-02', '1986-07-01', 1],
    ['1987', '1986-12-31', 1],
    ['1999-12-31', '2000', -1],
  ] as const)('%s against %s is %d', (a, b, order) => {
    expect(compareCoarse(a, b)).toBe(order)
    expect(isBefore(a, b)).toBe(order === -1)
    expect(isAfter(a, b)).toBe(order === 1)
    expect(agrees(a, b)).toBe(order === 0)
  })

  it('mirrors', () => {
    fc.assert(
      fc.property(anyDay, anyDay, fc.constantFrom(4, 7, 10), fc.constantFrom(4, 7, 10), (a, b, m, n) => {
        expect(
          compareCoarse(a.slice(0, m), b.slice(0, n)) + compareCoarse(b.slice(0, n), a.slice(0, m)),
        ).toBe(0)
      }),
    )
  })

  it.each([
    ['2005-02', '2005-02-01', '2005-02-28'],
    ['2004-02', '2004-02-01', '2004-02-29'],
    ['2005', '2005-01-01', '2005-12-31'],
    ['2005-07-05', '2005-07-05', '2005-07-05'],
  ])('%s spans %s to %s', (date, first, last) => {
    expect(spanOf(date)).toEqual([first, last])
  })
})

describe('arithmetic', () => {
  it.each([
    ['2005-01-31', 1, '2005-02-28'],
    ['2004-01-31', 1, '2004-02-29'],
    ['2005-12-15', 1, '2006-01-15'],
    ['2005-01-15', -1, '2004-12-15'],
    ['2005-03-31', -1, '2005-02-28'],
    ['2005-07-05', 0, '2005-07-05'],
    ['2005-08-31', 6, '2006-02-28'],
    ['2005-07-05', -24, '2003-07-05'],
  ])('%s and %d months is %s', (date, months, sum) => {
    expect(addMonths(date, months)).toBe(sum)
  })

  it.each([
    ['2004-02-29', 1, '2005-02-28'],
    ['2004-02-29', 4, '2008-02-29'],
    ['1985-07', 18, '2003-07'],
    ['1985', 18, '2003'],
    ['1985-07-05', -1, '1984-07-05'],
  ])('%s and %d years is %s', (date, years, sum) => {
    expect(addYears(date, years)).toBe(sum)
  })

  it.each([
    ['2005-07-05', '2005-08-17', 43],
    ['2004-02-28', '2004-03-01', 2],
    ['1900-02-28', '1900-03-01', 1],
    ['2005-07-05', '2005-07-04', -1],
    // Summer time in China 1986-1991 and in Shanghai in the 1940s must not matter.
    ['1986-05-03', '1986-05-05', 2],
    ['1940-06-02', '1940-06-03', 1],
  ])('from %s to %s are %d days', (a, b, days) => {
    expect(daysBetween(a, b)).toBe(days)
    expect(addDays(a, days)).toBe(b)
  })

  it.each([
    ['2005-07-05', '星期二'],
    ['2005-08-17', '星期三'],
    ['1900-01-01', '星期一'],
    ['2000-02-29', '星期二'],
    ['2005-08-21', '星期日'],
  ])('%s is a %s', (date, name) => {
    expect(weekdayName(date)).toBe(name)
  })

  it('agrees with the calendar of the platform on every day of 1900-2100', () => {
    for (let n = 0; n <= DAYS_1900_TO_2100; n++) {
      const date = addDays('1900-01-01', n)
      const oracle = new Date(Date.UTC(1900, 0, 1 + n))
      if (date !== oracle.toISOString().slice(0, 10) || weekdayOf(date) !== oracle.getUTCDay()) {
        expect.fail(`${date} is ${oracle.toISOString()}`)
      }
    }
  })

  it('never leaves the month by more than asked', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -600, max: 600 }), (date, months) => {
        const { year, month } = partsOf(date)
        const moved = partsOf(addMonths(date, months))
        expect(moved.year * 12 + (moved.month ?? 0)).toBe(year * 12 + (month ?? 0) + months)
        expect(moved.day).toBe(Math.min(partsOf(date).day ?? 0, daysInMonth(moved.year, moved.month ?? 0)))
      }),
    )
  })

  it.each([
    ['1955-07-01', '2005-06-30', 49],
    ['1955-07-01', '2005-07-01', 50],
    ['1987-07', '2005-07-05', 18],
    ['1987-08', '2005-07-05', 17],
    ['1987', '2005-01-01', 18],
    ['1987-12-31', '2005', 18],
    ['1940-02-29', '2005-02-28', 64],
    ['1940-02-29', '2005-03-01', 65],
    ['2005-07-05', '2005-07-05', 0],
  ])('born %s, on %s aged %d', (birth, on, age) => {
    expect(ageAt(birth, on)).toBe(age)
  })
})

describe('serial numbers', () => {
  it.each([
    [38534, false, '2005-07-01'],
    [37072, true, '2005-07-01'],
    [38534.99999, false, '2005-07-01'],
    [1, false, '1900-01-01'],
    [59, false, '1900-02-28'],
    [60, false, null],
    [60.5, false, null],
    [61, false, '1900-03-01'],
    [0, false, null],
    [0.5, false, null],
    [-1, false, null],
    [0, true, '1904-01-01'],
    [60, true, '1904-03-01'],
    [-1, true, null],
    [2958465, false, '9999-12-31'],
    [2958466, false, null],
    [Number.NaN, false, null],
    [Number.POSITIVE_INFINITY, false, null],
  ])('%d (1904: %s) is %s', (serial, date1904, date) => {
    expect(serialToCivil(serial, date1904)).toBe(date)
  })

  it.each([false, true])('every day of 1900-2100 comes back (1904: %s)', (date1904) => {
    const first = date1904 ? '1904-01-01' : '1900-01-01'
    for (let date = first; date <= '2100-12-31'; date = addDays(date, 1)) {
      const serial = civilToSerial(date, date1904)
      if (serial === null || serialToCivil(serial, date1904) !== date) expect.fail(date)
    }
  })

  it('knows no serial number before the first day', () => {
    expect(civilToSerial('1899-12-31', false)).toBeNull()
    expect(civilToSerial('1903-12-31', true)).toBeNull()
  })

  it('is 1462 days apart in the two systems (D-4)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 70000 }), (n) => {
        expect(serialToCivil(n + 1462, false)).toBe(serialToCivil(n, true))
      }),
    )
  })
})

describe('for people', () => {
  it.each([
    ['2005-07-05', '2005年7月5日', '2005-07-05', '2005-07-05', '7月5日'],
    ['1985-07', '1985年7月', '1985-07', '1985.07', '1985年7月'],
    ['2005-07', '2005年7月', '2005-07', '2005.07', '7月'],
    ['2005', '2005年', '2005', '2005', '2005年'],
  ])('%s reads %s, %s, %s, %s', (date, chinese, grid, sheet, short) => {
    expect(formatChinese(date)).toBe(chinese)
    expect(formatGrid(date)).toBe(grid)
    expect(formatSheet(date)).toBe(sheet)
    expect(formatShort(date, 2005)).toBe(short)
  })
})

// Excel number formats that show a date, and those that only look like it.
import { describe, expect, it } from 'vitest'
import { decimalPlaces, formatPrecision, isDateFormat } from '../../../src-main/shared/text/date-format.ts'

describe('precision a format shows', () => {
  it.each([
    ['yyyy-mm-dd', 'day'],
    ['m/d/yy', 'day'],
    ['yyyy/m/d h:mm', 'day'],
    ['yyyy/m/d\\ h:mm:ss', 'day'],
    ['yyyy"年"m"月"d"日"', 'day'],
    ['yyyy年m月d日', 'day'],
    ['[$-804]yyyy"年"m"月"d"日";@', 'day'],
    ['[DBNum1][$-804]yyyy"年"m"月"d"日"', 'day'],
    ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 'day'],
    ['m"月"d"日"', 'day'],
    ['[$-804]aaaa', 'day'],
    ['yyyy"年"m"月"', 'month'],
    ['[$-804]yyyy"年"m"月";@', 'month'],
    ['[DBNum1][$-804]yyyy"年"m"月"', 'month'],
    ['YYYY.MM', 'month'],
    ['yyyy\\.mm', 'month'],
    ['mmm-yy', 'month'],
    ['yyyy/m;@', 'month'],
    ['yyyy', 'year'],
    ['yyyy"年"', 'year'],
    ['[$-411]e"年"', 'year'],
    ['General', null],
    ['G/通用格式', null],
    ['@', null],
    ['0', null],
    ['0.00', null],
    ['0.00E+00', null],
    ['##0.0E+0', null],
    ['#,##0.00;[Red]-#,##0.00', null],
    ['[Red]0.00', null],
    ['0"day"', null],
    ['0\\d', null],
    ['"y"0', null],
    ['h:mm', null],
    ['h:mm:ss', null],
    ['mm:ss.0', null],
    ['[h]:mm:ss', null],
    ['h:mm AM/PM', null],
    ['上午/下午h"时"mm"分"', null],
    ['', null],
  ] as const)('%s: %s', (format, precision) => {
    expect(formatPrecision(format)).toBe(precision)
    expect(isDateFormat(format)).toBe(precision !== null)
  })
})

describe('decimal places', () => {
  it.each([
    ['0.00', 2],
    ['0.00_ ', 2],
    ['0.00_);[Red]\\(0.00\\)', 2],
    ['#,##0.00', 2],
    ['0.0', 1],
    ['0', 0],
    ['0.000', 3],
    ['General', null],
    ['@', null],
    ['', null],
  ])('%s shows %s', (format, places) => {
    expect(decimalPlaces(format)).toBe(places)
  })
})

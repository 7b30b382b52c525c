// Numbers: Chinese numerals, counts and rates.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  parseChineseNumber,
  toChineseDigits,
  toChineseNumber,
  toOrdinal,
} from '../../../src-main/shared/text/chinese-number.ts'
import { readCount, readCountCell } from '../../../src-main/shared/text/count.ts'
import { basisPoints, formatRate, percentText } from '../../../src-main/shared/text/rate.ts'

describe('Chinese numerals', () => {
  it.each([
    ['一', 1],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['二十一', 21],
    ['廿一', 21],
    ['卅', 30],
    ['卅一', 31],
    ['三十', 30],
    ['一百', 100],
    ['一百零五', 105],
    ['一百一十', 110],
    ['一百一十五', 115],
    ['两百', 200],
    ['二千零五', 2005],
    ['九千九百九十九', 9999],
    ['二〇〇五', 2005],
    ['二○○五', 2005],
    ['二零零五', 2005],
    ['二OO五', 2005],
    ['一九八五', 1985],
    ['零', 0],
    ['〇', 0],
    ['21', 21],
    ['05', 5],
    [' 十二 ', 12],
    ['', null],
    ['十十', null],
    ['百', null],
    ['一二十', null],
    ['第三', null],
    ['甲', null],
    ['一二三四五', null],
    ['一百万', null],
  ])('%j is %s', (text, value) => {
    expect(parseChineseNumber(text)).toBe(value)
  })

  it.each([
    [0, '零'],
    [1, '一'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [21, '二十一'],
    [100, '一百'],
    [105, '一百零五'],
    [110, '一百一十'],
    [1005, '一千零五'],
    [1050, '一千零五十'],
    [2005, '二千零五'],
    [9999, '九千九百九十九'],
  ])('%d is written %s', (value, text) => {
    expect(toChineseNumber(value)).toBe(text)
  })

  it.each([-1, 10000, 1.5, Number.NaN])('%d cannot be written', (value) => {
    expect(() => toChineseNumber(value)).toThrow(RangeError)
  })

  it('every number to 9999 comes back', () => {
    for (let n = 0; n <= 9999; n++) {
      if (parseChineseNumber(toChineseNumber(n)) !== n) expect.fail(`${n} ${toChineseNumber(n)}`)
      if (parseChineseNumber(toChineseDigits(String(n))) !== n) expect.fail(toChineseDigits(String(n)))
    }
  })

  it('writes years and ordinals', () => {
    expect(toChineseDigits('2005')).toBe('二〇〇五')
    expect(toOrdinal(3)).toBe('第三')
  })
})

describe('counts (P-17)', () => {
  it.each([
    ['23', 23],
    ['23.0', 23],
    ['23.00', 23],
    ['1,026', 1026],
    ['１，０２６', 1026],
    ['1,026.0', 1026],
    ['1,234,567', 1234567],
    ['23人', 23],
    [' 23 ', 23],
    ['0', 0],
    ["'23", 23],
    ['', null],
    ['无', null],
    ['—', null],
  ])('%j is %s', (text, value) => {
    expect(readCount(text)).toEqual({ value, notes: [] })
  })

  it.each(['-1', '2.5', '1,02', '12,3456', '二十', '约23', '2 3人次x', '1e3', '='])(
    '%j is refused',
    (text) => {
      expect(readCount(text)).toEqual({ value: null, notes: [{ code: 'M-392', params: { 值: text } }] })
    },
  )

  it.each([
    [23, 23],
    [0, 0],
    [-1, null],
    [2.5, null],
    [Number.NaN, null],
    [1e300, null],
  ])('cell %d is %s', (value, count) => {
    const reading = readCountCell({ kind: 'number', value, raw: '', format: 'General' })
    expect(reading.value).toBe(count)
    expect(reading.notes.length).toBe(count === null ? 1 : 0)
  })

  it('reads text cells and empty ones', () => {
    expect(readCountCell({ kind: 'text', text: '23' }).value).toBe(23)
    expect(readCountCell(null)).toEqual({ value: null, notes: [] })
  })
})

describe('rates', () => {
  it.each([
    [3, 31, '3/31（9.68%）'],
    [1, 11, '1/11（9.09%）'],
    [2, 21, '2/21（9.52%）'],
    [199, 2000, '199/2000（9.95%）'],
    [59, 85, '59/85（69.41%）'],
    [110, 63, '110/63（174.60%）'],
    [13, 128, '13/128（10.16%）'],
    [20, 58, '20/58（34.48%）'],
    [126, 154, '126/154（81.82%）'],
    [2, 5, '2/5（40.00%）'],
    [0, 5, '0/5（0.00%）'],
    [5, 5, '5/5（100.00%）'],
    // Exact halves, where floating point goes either way.
    [1, 800, '1/800（0.13%）'],
    [201, 20000, '201/20000（1.01%）'],
    [1, 20000, '1/20000（0.01%）'],
    [1, 20001, '1/20001（0.00%）'],
    [0, 0, '—'],
    [3, 0, '—'],
  ])('%d of %d is %s', (num, den, text) => {
    expect(formatRate(num, den)).toBe(text)
  })

  it('without a denominator there is no percentage', () => {
    expect(percentText(3, 0)).toBe('—')
    expect(basisPoints(3, 0)).toBeNull()
  })

  it.each([
    [-1, 5],
    [1, -5],
    [1.5, 5],
    [Number.NaN, 5],
    [1, Number.POSITIVE_INFINITY],
    [Number.MAX_SAFE_INTEGER, 1],
  ])('%d of %d is no count', (num, den) => {
    expect(() => basisPoints(num, den)).toThrow(RangeError)
  })

  it('equals exact arithmetic, half up', () => {
    const count = fc.oneof(fc.nat(5000), fc.nat(200_000_000_000))
    fc.assert(
      fc.property(count, count, (num, den) => {
        fc.pre(den > 0)
        const points = (BigInt(num) * 20000n + BigInt(den)) / (2n * BigInt(den))
        const digits = points.toString().padStart(3, '0')
        expect(percentText(num, den)).toBe(`${digits.slice(0, -2)}.${digits.slice(-2)}%`)
      }),
      { numRuns: 3000 },
    )
  })
})

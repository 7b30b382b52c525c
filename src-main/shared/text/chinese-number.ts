// Numbers written in Chinese characters: 十二, 二〇〇五, 第三.

const DIGITS = '〇一二三四五六七八九'

// The zero people type when they cannot find 〇.
const ZERO_LIKE = /[零○◯ＯOОoо]/g

const digitOf = (char: string): number => (/^\d$/.test(char) ? Number(char) : DIGITS.indexOf(char))

const unify = (text: string): string => text.replace(ZERO_LIKE, '〇').replace(/[两兩]/g, '二')

const spellOut = (text: string): string =>
  text.replace(/^廿/, '二十').replace(/^卅/, '三十').replace(/廿/g, '二十').replace(/卅/g, '三十')

function parsePositional(text: string): number | null {
  const digits = Array.from(text, digitOf)
  return digits.every((d) => d >= 0) ? Number(digits.join('')) : null
}

/** Coefficient before a unit: 二 in 二百; nothing before 十 means one. */
const coefficient = (text: string | undefined, ifNone: number): number => {
  const digits = (text ?? '').replace(/^〇/, '')
  return digits === '' ? ifNone : digitOf(digits)
}

function parseUnits(text: string): number | null {
  const digit = '[一二三四五六七八九]'
  const pattern = new RegExp(`^(?:(${digit})千)?(〇?${digit}百)?(〇?${digit}?十)?(〇?${digit})?$`)
  const found = pattern.exec(text)
  if (!found) return null
  const [, thousand, hundred, ten, one] = found
  return (
    coefficient(thousand, 0) * 1000 +
    coefficient(hundred?.replace('百', ''), 0) * 100 +
    (ten === undefined ? 0 : coefficient(ten.replace('十', ''), 1) * 10) +
    coefficient(one, 0)
  )
}

/**
 * 0–9999 from 二十一, 一百零五, 二千零五, 廿一, from digits in a row (二〇〇五, also with the zeros ○ 零 O) or from 21.
 * `null` for anything else.
 */
export function parseChineseNumber(text: string): number | null {
  const unified = spellOut(unify(text.trim()))
  if (unified === '' || unified.length > 8) return null
  const value = /[十百千]/.test(unified) ? parseUnits(unified) : parsePositional(unified)
  return value !== null && value <= 9999 ? value : null
}

/** 2005 → 二〇〇五, digit by digit, as years are written. */
export const toChineseDigits = (digits: string): string =>
  digits.replace(/\d/g, (d) => DIGITS.charAt(Number(d)))

const UNITS = ['', '十', '百', '千']

/** 21 → 二十一, 105 → 一百零五, 10 → 十. Integers 0–9999; throws RangeError otherwise. */
export function toChineseNumber(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 9999) throw new RangeError(`0-9999 expected: ${value}`)
  if (value === 0) return '零'
  const digits = Array.from(String(value), Number)
  const words = digits.map((d, i) =>
    d === 0 ? '零' : DIGITS.charAt(d) + (UNITS[digits.length - 1 - i] ?? ''),
  )
  return words.join('').replace(/零+$/, '').replace(/零+/g, '零').replace(/^一十/, '十')
}

/** 3 → 第三. */
export const toOrdinal = (value: number): string => `第${toChineseNumber(value)}`

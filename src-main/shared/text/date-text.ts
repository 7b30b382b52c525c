// Dates as people type them in rosters: 2005.7, 82.7, 二〇〇五年七月, 20050701 (domain 3.2).
import { parseChineseNumber } from './chinese-number.ts'
import { serialToCivil, toPartialDate, type PartialDate } from './civil-date.ts'
import type { Note } from './note.ts'
import { meansNothing, tidy } from './plain-text.ts'

export interface DateOptions {
  /** The workbook counts days from 1904 (D-4). */
  readonly date1904: boolean
  /** A two-digit year in a birth column is always 19xx. */
  readonly column: 'birth' | 'other'
  /** Two-digit years up to this one are 20xx outside birth columns. */
  readonly campaignYear: number
  /** The text comes from a .csv or web page, where a number's last zero is already gone: 2005.1 is then ambiguous. */
  readonly zerosLost?: boolean
}

/** M-305 ambiguous month, M-306 not a date, M-308 read, but please check, M-329 only known to be before 1949-10. */
export type DateNote = Note<'M-120' | 'M-121' | 'M-305' | 'M-306' | 'M-308' | 'M-329'>

export interface DateReading {
  /** For M-305 the year alone: that much is certain. */
  readonly value: PartialDate | null
  readonly notes: readonly DateNote[]
}

// No date with a time of day is longer; a whole essay in the cell must not keep the patterns busy.
const LONGEST = 64

export const FIRST_YEAR = 1900
export const LAST_YEAR = 2100

export const refuseDate = (shown: string): DateReading => ({
  value: null,
  notes: [{ code: 'M-306', params: { 值: shown } }],
})

/** The reading of a date that needs a look: `result` is what it was taken for. */
export const doubtDate = (value: PartialDate | null, shown: string, result: string): DateReading => ({
  value,
  notes: [{ code: 'M-308', params: { 值: shown, 结果: result } }],
})

/** D-1: the number 1985.1 may be January or October. */
export const ambiguousMonth = (year: number, shown: string): DateReading => ({
  value: toPartialDate(year),
  notes: [{ code: 'M-305', params: { 值: shown }, candidates: [`${year}-01`, `${year}-10`] }],
})

/** 82 → 1982, 05 → 2005 when the campaign's year has been reached and nobody was born in it. */
export function expandYear(yy: number, o: DateOptions): number {
  const century = Math.floor(o.campaignYear / 100) * 100
  return o.column === 'other' && yy <= o.campaignYear - century ? century + yy : 1900 + yy
}

/** A real date from 1900 to 2100, else null. */
export const checkedDate = (year: number, month?: number, day?: number): PartialDate | null =>
  year >= FIRST_YEAR && year <= LAST_YEAR ? toPartialDate(year, month, day) : null

/** A date without any doubt, or M-306. */
export const plainDate = (shown: string, year: number, month?: number, day?: number): DateReading => {
  const value = checkedDate(year, month, day)
  return value === null ? refuseDate(shown) : { value, notes: [] }
}

const numberAt = (found: RegExpExecArray, index: number): number | undefined =>
  found[index] === undefined ? undefined : Number(found[index])

const ZERO_TIME = /^0{1,2}:0{2}(:0{2}(\.0+)?)?$/

/** The text without its time of day; null when the time is in another zone, where the day may differ (D-8). */
function dropTime(text: string): string | null {
  const western =
    /^(.*?[\d日号])(?:T| +|(?<=[日号]))(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?: ?[AP]M)?(Z|[+-]\d{2}:?\d{2})?$/i.exec(
      text,
    )
  if (western)
    return western[3] !== undefined && !ZERO_TIME.test(western[2] ?? '') ? null : (western[1] ?? '')
  return text
    .replace(
      /(?<=[日号]|\d ) *(?:上午|下午|中午|晚上|早上)? *\d{1,2}[时点](?:\d{1,2}分?|半|整)?(?:\d{1,2}秒)?$/,
      '',
    )
    .trim()
}

const toArabic = (numeral: string, unit: string): string => {
  const value = parseChineseNumber(numeral)
  if (value === null) return numeral + unit
  // 八五年 and 〇五年 are two-digit years; the leading zero must survive.
  const width = unit === '年' && !/[十百千廿卅]/.test(numeral) ? numeral.length : 1
  return String(value).padStart(width, '0') + unit
}

const NUMERALS =
  /([〇○◯零OoОо\d一二三四五六七八九十百千廿卅两]*[〇○◯零OoОо一二三四五六七八九十百千廿卅两][〇○◯零OoОо\d一二三四五六七八九十百千廿卅两]*)([年月日号])/g

/** Spaces beside separators and signs go; a space between two digits stays, so that 2005 1 1 is not 200511. */
const tighten = (text: string): string => text.replace(/\s*([-/.。、年月日号])\s*/g, '$1')

function clean(text: string): string | null {
  const dated = dropTime(
    tidy(text)
      .replace(/[‐‑‒–—―−]/g, '-')
      .replace(/[·•]/g, '.'),
  )
  if (dated === null) return null
  const arabic = tighten(dated)
    .replace(/元月/, '1月')
    .replace(NUMERALS, (_, n: string, u: string) => toArabic(n, u))
  return arabic
    .replace(/(?<=[年月])份$/, '')
    .replace(/[.。、,，]$/, '')
    .replace(/^(\d{4,8})\.0$/, '$1')
}

/** The year of the founding stands for the time before it until somebody looks up the real date. */
const beforeFounding = (shown: string): DateReading => ({
  value: '1949',
  notes: [{ code: 'M-329', params: { 值: shown, 结果: '1949年' } }],
})

const isBefore1949 = (text: string): boolean =>
  /^(?:(?:19)?49年?(?:10月)?(?:1日)?以?前|(?:建国|解放)以?前)$/.test(text)

/** Only digits: 20050701, 200507, 2005, or a serial number that became text. */
function readDigits(digits: string, shown: string, o: DateOptions): DateReading {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number)
  if (digits.length === 8) return plainDate(shown, year ?? 0, month, day)
  if (digits.length === 6) return plainDate(shown, year ?? 0, month)
  if (digits.length === 4) return plainDate(shown, year ?? 0)
  const serial =
    digits.length === 5 && Number(digits) <= 80000 ? serialToCivil(Number(digits), o.date1904) : null
  return serial === null ? refuseDate(shown) : doubtDate(serial, shown, serial)
}

function readTwoDigitYear(found: RegExpExecArray, shown: string, o: DateOptions): DateReading {
  const [yy, separator] = [numberAt(found, 1) ?? 0, found[2]]
  const [month, day] = [numberAt(found, 3), numberAt(found, 4)]
  // 05-7 may be 5月7日 and 05/7/1 may be 5 July or 7 May 2001: not a Chinese order, so ask (D-7).
  if ((separator === '-' || separator === '/') && yy <= 31) return refuseDate(shown)
  const year = expandYear(yy, o)
  const value = checkedDate(year, month, day)
  if (value === null) return refuseDate(shown)
  return isLostZero(found, o) ? ambiguousMonth(year, shown) : doubtDate(value, shown, value)
}

const isLostZero = (found: RegExpExecArray, o: DateOptions): boolean =>
  o.zerosLost === true &&
  found[2] === '.' &&
  found[3] === '1' &&
  found[4] === undefined &&
  !found[0].endsWith('月')

const SEPARATED = /^(\d{4})([-/.。、])(\d{1,2})(?:\2(\d{1,2})[日号]?|月)?$/
const WRITTEN = /^(\d{4})(年)(?:(\d{1,2})(?:月(?:(\d{1,2})[日号]?)?)?)?$/
const SHORT_SEPARATED = /^(\d{2})([-/.。、])(\d{1,2})(?:\2(\d{1,2})|月)?$/
const SHORT_WRITTEN = /^(\d{2})(年)(?:(\d{1,2})(?:月(?:(\d{1,2})[日号]?)?)?)?$/

/**
 * Reads one date text. The text never goes through a floating-point number, so 2005.10 stays October (D-2).
 * Words such as 不详 give null without a note; what is not a date gives null with M-306.
 */
export function readDateText(shown: string, o: DateOptions): DateReading {
  if (tidy(shown) === '' || meansNothing(shown)) return { value: null, notes: [] }
  const text = shown.length > LONGEST ? null : clean(shown)
  if (text === null) return refuseDate(shown)
  if (isBefore1949(text)) return beforeFounding(shown)
  if (/^\d+$/.test(text)) return readDigits(text, shown, o)
  const full = SEPARATED.exec(text) ?? WRITTEN.exec(text)
  if (full && isLostZero(full, o)) return ambiguousMonth(Number(full[1]), shown)
  if (full) return plainDate(shown, Number(full[1]), numberAt(full, 3), numberAt(full, 4))
  const short = SHORT_SEPARATED.exec(text) ?? SHORT_WRITTEN.exec(text)
  return short ? readTwoDigitYear(short, shown, o) : refuseDate(shown)
}

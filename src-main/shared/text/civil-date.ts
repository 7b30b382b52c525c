// Civil dates as text, with the precision they were given in; no clock, no time zone (D-8).

/** 'YYYY' | 'YYYY-MM' | 'YYYY-MM-DD'. Its length is its precision; a month or day nobody wrote is never invented. */
export type PartialDate = string

/** A PartialDate that is known to the day: 'YYYY-MM-DD'. */
export type CivilDate = string

export type Precision = 'year' | 'month' | 'day'

const SHAPE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const pad = (n: number, width: number): string => String(n).padStart(width, '0')

interface Parts {
  readonly year: number
  readonly month: number | null
  readonly day: number | null
}

function tryParts(date: PartialDate): Parts | null {
  const found = SHAPE.exec(date)
  if (!found) return null
  const [, year, month, day] = found
  const parts = {
    year: Number(year),
    month: month === undefined ? null : Number(month),
    day: day === undefined ? null : Number(day),
  }
  return isRealDate(parts.year, parts.month ?? 1, parts.day ?? 1) ? parts : null
}

/** Year, month, day of the date; what it does not say is null. Throws RangeError when it is no date. */
export function partsOf(date: PartialDate): Parts {
  const parts = tryParts(date)
  if (!parts) throw new RangeError(`not a civil date: ${date}`)
  return parts
}

function fullParts(date: CivilDate): readonly [number, number, number] {
  const { year, month, day } = partsOf(date)
  if (month === null || day === null) throw new RangeError(`not a date known to the day: ${date}`)
  return [year, month, day]
}

/** Is this text a date of any precision that the calendar has? */
export const isPartialDate = (text: string): boolean => tryParts(text) !== null

/** Is this text a date of the calendar known to the day? */
export const isCivilDate = (text: string): boolean => text.length === 10 && isPartialDate(text)

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** Days of the month; 0 when there is no such month. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0)

/** Does the calendar have this day (D-6)? Years 1–9999. */
export const isRealDate = (year: number, month: number, day: number): boolean =>
  [year, month, day].every(Number.isInteger) &&
  year >= 1 &&
  year <= 9999 &&
  day >= 1 &&
  day <= daysInMonth(year, month)

/** The date text of numbers, at the precision given; null when the calendar has no such date. */
export function toPartialDate(year: number, month?: number, day?: number): PartialDate | null {
  if (!isRealDate(year, month ?? 1, day ?? 1)) return null
  if (month === undefined) return pad(year, 4)
  return day === undefined
    ? `${pad(year, 4)}-${pad(month, 2)}`
    : `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

function toCivilDate(year: number, month: number, day: number): CivilDate {
  const date = toPartialDate(year, month, day)
  if (date === null) throw new RangeError(`no such date: ${year}-${month}-${day}`)
  return date
}

export const precisionOf = (date: PartialDate): Precision =>
  date.length === 4 ? 'year' : date.length === 7 ? 'month' : 'day'

/** The date at no finer than `precision`: ('2005-07-05', 'month') → '2005-07'. */
export const coarsen = (date: PartialDate, precision: Precision): PartialDate =>
  date.slice(0, precision === 'year' ? 4 : precision === 'month' ? 7 : 10)

/** Compares at the coarser precision of the two (D-9): 1986-07 against 1986-07-01 is 0. */
export function compareCoarse(a: PartialDate, b: PartialDate): -1 | 0 | 1 {
  const length = Math.min(a.length, b.length)
  const [left, right] = [a.slice(0, length), b.slice(0, length)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** Certainly before: equal at the coarser precision is not before (D-9). */
export const isBefore = (a: PartialDate, b: PartialDate): boolean => compareCoarse(a, b) === -1

/** Certainly after: equal at the coarser precision is not after (D-9). */
export const isAfter = (a: PartialDate, b: PartialDate): boolean => compareCoarse(a, b) === 1

/** Do the two say the same as far as the coarser one goes? */
export const agrees = (a: PartialDate, b: PartialDate): boolean => compareCoarse(a, b) === 0

/** First and last day the date may mean: 2005-02 → 2005-02-01, 2005-02-28. */
export function spanOf(date: PartialDate): readonly [CivilDate, CivilDate] {
  const { year, month, day } = partsOf(date)
  if (day !== null) return [date, date]
  const [first, last] = month === null ? [1, 12] : [month, month]
  return [toCivilDate(year, first, 1), toCivilDate(year, last, daysInMonth(year, last))]
}

// Days are counted in eras of 400 years (146097 days) with the year starting in March, so the leap day comes last.
function toDayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
}

function fromDayNumber(dayNumber: number): CivilDate {
  const era = Math.floor(dayNumber / 146097)
  const d = dayNumber - era * 146097
  const yearOfEra = Math.floor(
    (d - Math.floor(d / 1460) + Math.floor(d / 36524) - Math.floor(d / 146096)) / 365,
  )
  const dayOfYear = d - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return toCivilDate(year, month, dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1)
}

const dayNumberOf = (date: CivilDate): number => toDayNumber(...fullParts(date))

/** Days from `a` to `b`; negative when b comes first. */
export const daysBetween = (a: CivilDate, b: CivilDate): number => dayNumberOf(b) - dayNumberOf(a)

export const addDays = (date: CivilDate, days: number): CivilDate => fromDayNumber(dayNumberOf(date) + days)

/** Months later (or earlier); the day is cut to the month's last: 2005-01-31 + 1 → 2005-02-28. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const [year, month, day] = fullParts(date)
  const count = year * 12 + (month - 1) + months
  const [y, m] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1]
  return toCivilDate(y, m, Math.min(day, daysInMonth(y, m)))
}

/** Years later (or earlier) at the date's own precision; 2004-02-29 + 1 → 2005-02-28, 1985-07 + 18 → 2003-07. */
export function addYears(date: PartialDate, years: number): PartialDate {
  const { year, month, day } = partsOf(date)
  if (month === null) return toCivilDate(year + years, 1, 1).slice(0, 4)
  if (day === null) return toCivilDate(year + years, month, 1).slice(0, 7)
  return addMonths(date, years * 12)
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(date: CivilDate): number {
  const sinceWednesday = dayNumberOf(date) + 3 // day 0 is 0000-03-01, a Wednesday
  return ((sinceWednesday % 7) + 7) % 7
}

/** 星期日 … 星期六. */
export const weekdayName = (date: CivilDate): string => `星期${'日一二三四五六'.charAt(weekdayOf(date))}`

/** Full years from `birth` to `on`; what only the coarser date cannot tell counts as reached (D-9). */
export function ageAt(birth: PartialDate, on: PartialDate): number {
  const years = partsOf(on).year - partsOf(birth).year
  const length = Math.min(birth.length, on.length)
  return on.slice(4, length) < birth.slice(4, length) ? years - 1 : years
}

// Serial 1 is 1900-01-01; from 61 on Excel is a day ahead because it believes in 1900-02-29 (D-5).
const EPOCH_1900 = toDayNumber(1899, 12, 31)
const EPOCH_1904 = toDayNumber(1904, 1, 1)
const LAST_DAY = toDayNumber(9999, 12, 31)

/**
 * The day an Excel serial number stands for; a time of day is dropped. `null` for 1900-02-29 (serial 60), for 1900-01-00
 * and for what no calendar has.
 * @param date1904 the workbook counts from 1904-01-01, 1462 days later (D-4)
 */
export function serialToCivil(serial: number, date1904: boolean): CivilDate | null {
  const whole = Math.floor(serial)
  if (!Number.isFinite(whole) || whole < (date1904 ? 0 : 1)) return null
  if (!date1904 && whole === 60) return null
  const dayNumber = date1904 ? EPOCH_1904 + whole : EPOCH_1900 + whole - (whole > 60 ? 1 : 0)
  return dayNumber > LAST_DAY ? null : fromDayNumber(dayNumber)
}

/** The Excel serial number of a day; `null` before the workbook's first day. */
export function civilToSerial(date: CivilDate, date1904: boolean): number | null {
  const days = dayNumberOf(date) - (date1904 ? EPOCH_1904 : EPOCH_1900)
  if (days < (date1904 ? 0 : 1)) return null
  return !date1904 && days > 59 ? days + 1 : days
}

/** 2005年7月5日, 1985年7月, 1949年: for running text. */
export function formatChinese(date: PartialDate): string {
  const { year, month, day } = partsOf(date)
  const months = month === null ? '' : `${month}月`
  return `${year}年${months}${day === null ? '' : `${day}日`}`
}

/** 8月4日 within `year`, else 2005年8月4日: for lists of the current year. */
export function formatShort(date: PartialDate, year: number): string {
  const text = formatChinese(date)
  return date.length > 4 && partsOf(date).year === year ? text.slice(5) : text
}

/** 2005-07-05, 1985-07, 1949: for grids. */
export const formatGrid = (date: PartialDate): string => date

/** 2005-07-05, 1985.07, 1949: for text cells of exported sheets. */
export const formatSheet = (date: PartialDate): string =>
  precisionOf(date) === 'month' ? date.replace('-', '.') : date

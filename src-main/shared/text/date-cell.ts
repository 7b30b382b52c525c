// The date in one cell of a workbook, whatever the cell holds (domain 3.2, D-1 to D-7).
import type { Cell } from '../ledger/sheet.ts'
import { coarsen, serialToCivil } from './civil-date.ts'
import { decimalPlaces, formatPrecision } from './date-format.ts'
import {
  ambiguousMonth,
  checkedDate,
  doubtDate,
  expandYear,
  FIRST_YEAR,
  LAST_YEAR,
  plainDate,
  readDateText,
  refuseDate,
  type DateOptions,
  type DateReading,
} from './date-text.ts'

export type { DateNote, DateOptions, DateReading } from './date-text.ts'

type NumberCell = Extract<Cell, { kind: 'number' }>

const LAST_SERIAL = 80000

const shownOf = (cell: NumberCell): string => cell.raw || String(cell.value)

/** The part after the point in hundredths; null when there is more behind it. */
function hundredthsOf(value: number): number | null {
  const hundredths = Math.round(value * 100)
  // Wide enough for a number written with 17 digits, far too narrow for a third decimal.
  return Math.abs(value * 100 - hundredths) < 1e-5 ? hundredths % 100 : null
}

/** D-1: which month the hundredths mean; 'ask' when January and October look the same. */
function monthOf(hundredths: number | null, decimals: number | null): number | 'ask' | null {
  if (hundredths === null) return null
  if (hundredths === 10) return decimals === 2 ? 10 : 'ask'
  if (hundredths <= 12) return hundredths
  return hundredths % 10 === 0 ? hundredths / 10 : null
}

function readYearPointMonth(cell: NumberCell, o: DateOptions): DateReading {
  const isShort = cell.value < 100
  const whole = Math.floor(cell.value)
  const year = isShort ? expandYear(whole, o) : whole
  const decimals = decimalPlaces(cell.format)
  const hundredths = hundredthsOf(cell.value)
  const month = monthOf(hundredths, decimals)
  if (month === 'ask') return ambiguousMonth(year, shownOf(cell))
  const value = month === null ? null : checkedDate(year, month)
  if (value === null) return refuseDate(shownOf(cell))
  // 2005.70 on the screen can only be July, yet it is not how October is told from January.
  const isOdd = isShort || (decimals === 2 && hundredths !== null && hundredths > 12)
  return isOdd ? doubtDate(value, shownOf(cell), value) : { value, notes: [] }
}

function readSerial(cell: NumberCell, o: DateOptions): DateReading {
  const day = serialToCivil(cell.value, o.date1904)
  if (day === null) return refuseDate(shownOf(cell))
  const precision = formatPrecision(cell.format)
  if (precision === null) return doubtDate(day, shownOf(cell), day)
  return { value: coarsen(day, precision), notes: [] }
}

const isSerial = (value: number): boolean => value >= 1 && value < LAST_SERIAL + 1

/** D-3: a whole number is a year, a year and month, a full date or a serial number, by its size. */
function readWhole(cell: NumberCell, o: DateOptions): DateReading {
  const { value } = cell
  const shown = shownOf(cell)
  // As a serial number these would be days of 1905.
  if (value >= FIRST_YEAR && value <= LAST_YEAR) return doubtDate(String(value), shown, `${value}年`)
  if (value >= 190001 && value <= 210012) return plainDate(shown, Math.floor(value / 100), value % 100)
  if (value >= 19000101 && value <= 21001231)
    return plainDate(shown, Math.floor(value / 10000), Math.floor(value / 100) % 100, value % 100)
  return isSerial(value) ? readSerial(cell, o) : refuseDate(shown)
}

function readFraction(cell: NumberCell, o: DateOptions): DateReading {
  const { value } = cell
  const showsDate = formatPrecision(cell.format) !== null
  if (value > FIRST_YEAR && value < LAST_YEAR + 1) return readYearPointMonth(cell, o)
  if (value >= 1 && value < 100 && !showsDate) return readYearPointMonth(cell, o)
  return isSerial(value) && (showsDate || value > LAST_YEAR) ? readSerial(cell, o) : refuseDate(shownOf(cell))
}

/**
 * The date in a cell. M-305 keeps the year and offers the two months; M-306 gives null. An error value (M-120) or a
 * formula never calculated (M-121) gives null.
 */
export function readDateCell(cell: Cell | null, o: DateOptions): DateReading {
  if (cell === null) return { value: null, notes: [] }
  switch (cell.kind) {
    case 'text':
      return readDateText(cell.text, o)
    case 'number':
      return Number.isInteger(cell.value) ? readWhole(cell, o) : readFraction(cell, o)
    case 'boolean':
      return refuseDate(cell.value ? '是' : '否')
    case 'error':
      return { value: null, notes: [{ code: 'M-120', params: { 值: cell.text } }] }
    case 'uncomputed':
      return { value: null, notes: [{ code: 'M-121', params: {} }] }
  }
}

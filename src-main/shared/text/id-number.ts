// Citizen ID numbers: form, check character, birth and sex, and what Excel does to them (GB 11643-1999, P-18).
import type { Cell } from '../ledger/sheet.ts'
import { isRealDate, type CivilDate } from './civil-date.ts'
import type { Note } from './note.ts'
import { meansNothing, tidyTight } from './plain-text.ts'

export interface IdNumber {
  /** 18 characters, the last may be X. */
  readonly idNo18: string
  /** The 15-digit number as written, when it was one. */
  readonly upgradedFrom15: string | null
  readonly birth: CivilDate
  readonly sex: '男' | '女'
}

/**
 * M-310 length, M-311 digits lost, M-312 check character, M-315 no such birthday, M-317 upgraded from 15 digits,
 * M-318 unknown area, M-319 saved as a number yet complete, M-120/M-121 the cell's formula.
 */
export type IdNote = Note<
  'M-120' | 'M-121' | 'M-310' | 'M-311' | 'M-312' | 'M-315' | 'M-317' | 'M-318' | 'M-319'
>

export interface IdReading {
  /** Null when empty or refused. */
  readonly value: IdNumber | null
  /** As it stood in the cell. */
  readonly raw: string
  readonly notes: readonly IdNote[]
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_CHARACTERS = '10X98765432'

// GB/T 2260 province codes, with 83 as used for residents of Taiwan.
const AREAS = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
)

/** The check character of the first 17 digits. Throws RangeError when they are not 17 digits. */
export function checkDigit(digits17: string): string {
  if (!/^\d{17}$/.test(digits17)) throw new RangeError('17 digits expected')
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits17.charAt(i)), 0)
  return CHECK_CHARACTERS.charAt(sum % 11)
}

const hasRightCheck = (id18: string): boolean => checkDigit(id18.slice(0, 17)) === id18.charAt(17)

/** 15 digits of the first generation to 18: the century and the check character are added. */
const upgrade = (id15: string): string => {
  const digits17 = `${id15.slice(0, 6)}19${id15.slice(6)}`
  return digits17 + checkDigit(digits17)
}

const isRealBirth = (birth: CivilDate): boolean => {
  const [year, month, day] = birth.split('-').map(Number)
  return year !== undefined && year >= 1800 && year <= 2100 && isRealDate(year, month ?? 0, day ?? 0)
}

/** Spaces go, x becomes X, and the ".0" of a number saved as text goes. × and * stay, and are refused. */
const normalise = (text: string): string =>
  tidyTight(text)
    .replace(/^(\d{15,18})\.0$/, '$1')
    .replace(/x$/, 'X')

const isRounded = (text: string): boolean =>
  /^\d(?:\.\d+)?e\+?1[4-9]$/i.test(text) || (/^\d{15}000$/.test(text) && !hasRightCheck(text))

const refuse = (raw: string, ...notes: IdNote[]): IdReading => ({ value: null, raw, notes })

const wrongLength = (raw: string, text: string): IdReading =>
  refuse(raw, { code: 'M-310', params: { 值: raw, n: text.replace(/[^\dX]/g, '').length } })

function problemsOf(id18: string, birth: CivilDate): IdNote[] {
  const expected = checkDigit(id18.slice(0, 17))
  const notes: IdNote[] = []
  if (expected !== id18.charAt(17)) notes.push({ code: 'M-312', params: { c: expected } })
  if (!isRealBirth(birth)) notes.push({ code: 'M-315', params: { b: birth } })
  return notes
}

function remarksOn(id18: string, upgraded: string | null): IdNote[] {
  const notes: IdNote[] = []
  if (upgraded !== null) notes.push({ code: 'M-317', params: { 新号: id18 } })
  if (!AREAS.has(id18.slice(0, 2))) notes.push({ code: 'M-318', params: { 值: id18.slice(0, 2) } })
  return notes
}

function readWhole(raw: string, id18: string, upgraded: string | null): IdReading {
  const birth = `${id18.slice(6, 10)}-${id18.slice(10, 12)}-${id18.slice(12, 14)}`
  const problems = problemsOf(id18, birth)
  if (problems.length > 0) return refuse(raw, ...problems)
  const sex = Number(id18.charAt(16)) % 2 === 1 ? '男' : '女'
  return {
    value: { idNo18: id18, upgradedFrom15: upgraded, birth, sex },
    raw,
    notes: remarksOn(id18, upgraded),
  }
}

/** Reads an ID number from text: 18 characters or the 15 digits of the first generation. Empty text is no problem here. */
export function parseIdNumber(raw: string): IdReading {
  const text = normalise(raw)
  if (text === '' || meansNothing(text)) return refuse(raw)
  if (isRounded(text)) return refuse(raw, { code: 'M-311', params: {} })
  if (/^\d{15}$/.test(text)) return readWhole(raw, upgrade(text), text)
  // A last character that is neither digit nor X (×, *) is told what it should be.
  return /^\d{17}[^A-WYZa-z]$/u.test(text) ? readWhole(raw, text, null) : wrongLength(raw, text)
}

/**
 * Does the number as written say more than a double can hold? Then a program wrote it from text, digit by digit; what
 * merely prints a double has lost the last digits and passes the check one time in eleven.
 */
const isWrittenInFull = (raw: string, value: number): boolean =>
  /^\d{18}$/.test(raw) && !raw.endsWith('000') && raw !== String(value) && raw !== BigInt(value).toString()

function readNumber(cell: Extract<Cell, { kind: 'number' }>): IdReading {
  const { value, raw } = cell
  const shown = raw || String(value)
  if (!Number.isInteger(value) || value < 0) return wrongLength(shown, shown)
  if (value < 1e15) return parseIdNumber(String(value))
  if (!isWrittenInFull(raw, value) || !hasRightCheck(raw)) return refuse(shown, { code: 'M-311', params: {} })
  const reading = parseIdNumber(raw)
  return { ...reading, notes: [...reading.notes, { code: 'M-319', params: {} }] }
}

/** The ID number in a cell. A numeric cell of 16 digits or more has lost its end (M-311) unless the file proves otherwise. */
export function readIdCell(cell: Cell | null): IdReading {
  if (cell === null) return refuse('')
  switch (cell.kind) {
    case 'text':
      return parseIdNumber(cell.text)
    case 'number':
      return readNumber(cell)
    case 'boolean':
      return wrongLength(cell.value ? '是' : '否', '')
    case 'error':
      return refuse(cell.text, { code: 'M-120', params: { 值: cell.text } })
    case 'uncomputed':
      return refuse('', { code: 'M-121', params: {} })
  }
}

/** 999999195507010015 → 999999********0015; first six and last four stay, whatever the length. Under 11 all goes. */
export const maskIdNumber = (id: string): string =>
  id.length > 10 ? id.slice(0, 6) + '*'.repeat(id.length - 10) + id.slice(-4) : '*'.repeat(id.length)

// Telephone numbers as rosters give them: mobile, landline, several in one cell, the leading zero lost (I-2).
import { cellText, type Cell } from '../ledger/sheet.ts'
import type { Note } from './note.ts'
import { meansNothing, tidy } from './plain-text.ts'

/** M-340 not a telephone number; M-308 read with the area code's zero restored. */
export type PhoneNote = Note<'M-308' | 'M-340'>

export interface PhoneReading {
  /** Mobile 13900000000, landline 0000-8100013 or 0000-8100013-801, local 8100013. */
  readonly phones: readonly string[]
  readonly notes: readonly PhoneNote[]
}

// 010 and 02x have three digits, all other area codes four.
const LANDLINE = /^(010|02\d|0\d{3})-?([1-9]\d{6,7})(?:(?:-|转)(\d{1,6}))?$/
const ZERO_LOST = /^(10|2\d|[3-9]\d{2})-?([1-9]\d{6,7})$/

const isMobile = (digits: string): boolean => /^1[3-9]\d{9}$/.test(digits)

const normalise = (text: string): string =>
  text
    .replace(/[‐‑‒–—―−]+/g, '-')
    .replace(/^\((0\d{2,3})\)-?/, '$1-')
    .replace(/^(?:\+|00)?86-?(?=(?:1[3-9]|0\d)[\d-]{7,})/, '')
    .replace(/^\+86-?/, '0')
    .replace(/\s+/g, '')
    .replace(/^(\d{7,12})\.0$/, '$1')

function readLandline(text: string): string | null {
  const found = LANDLINE.exec(text)
  if (!found) return null
  const [, area, local, extension] = found
  return `${area ?? ''}-${local ?? ''}${extension === undefined ? '' : `-${extension}`}`
}

/** One number in its normal form, or null. */
function readOne(token: string): string | null {
  const text = normalise(token)
  const digits = text.replace(/-/g, '').replace(/^0(?=1[3-9]\d{9}$)/, '')
  if (isMobile(digits)) return digits
  // A number of the same town needs no area code; 小灵通 are such numbers too.
  return readLandline(text) ?? (/^[2-9]\d{2,3}-?\d{4}$/.test(text) ? text.replace('-', '') : null)
}

/** 575-85120000 and 57585120000 → 0575-85120000. */
function restoreZero(token: string): string | null {
  const text = normalise(token)
  return ZERO_LOST.test(text) ? readLandline(`0${text}`) : null
}

function readToken(token: string): PhoneReading {
  const phone = readOne(token)
  if (phone !== null) return { phones: [phone], notes: [] }
  const restored = restoreZero(token)
  if (restored !== null)
    return { phones: [restored], notes: [{ code: 'M-308', params: { 值: token, 结果: restored } }] }
  const words = token.split(/\s+/)
  return words.length > 1 ? gather(words) : { phones: [], notes: [{ code: 'M-340', params: { 值: token } }] }
}

function gather(tokens: readonly string[]): PhoneReading {
  const readings = tokens.filter((t) => t !== '').map(readToken)
  return { phones: [...new Set(readings.flatMap((r) => r.phones))], notes: readings.flatMap((r) => r.notes) }
}

// Room for several numbers; more is not a telephone cell.
const LONGEST = 200

/** Reads the numbers in a text, split at / 、 ; ， and, where one number makes no sense, at spaces. */
export function readPhone(text: string): PhoneReading {
  const plain = tidy(text)
  if (plain === '' || meansNothing(plain)) return { phones: [], notes: [] }
  if (plain.length > LONGEST)
    return { phones: [], notes: [{ code: 'M-340', params: { 值: `${plain.slice(0, 20)}…` } }] }
  return gather(plain.split(/[/、;,，；|\n]+|(?<=\d)[或和](?=\d)/).map((t) => t.trim()))
}

/** The numbers in a cell; one saved as a number is exact, since none has more than 15 digits. */
export function readPhoneCell(cell: Cell | null): PhoneReading {
  if (cell?.kind === 'number' && Number.isSafeInteger(cell.value)) return readPhone(String(cell.value))
  return readPhone(cellText(cell))
}

/** 13900000000 → 139****0000, 0000-8100013 → 0000-***0013: the last four stay, and the area. */
export function maskPhone(phone: string): string {
  const found = /^(0\d{2,3}-?)?(\d{7,8})((?:-\d+)?)$/.exec(phone)
  if (found)
    return `${found[1] ?? ''}${'*'.repeat((found[2] ?? '').length - 4)}${(found[2] ?? '').slice(-4)}${found[3] ?? ''}`
  return phone.length > 7
    ? phone.slice(0, 3) + '*'.repeat(phone.length - 7) + phone.slice(-4)
    : '*'.repeat(phone.length)
}

// Hours of study as sheets write them: 2.5, 2.5学时, 半天, 全天, 一天半 (学时, steps of a half).
import { cellText, type Cell } from '../ledger/sheet.ts'
import type { Note } from './note.ts'
import { meansNothing, tidyTight } from './plain-text.ts'

export interface HoursReading {
  /** A multiple of 0.5, so exact as a number. */
  readonly value: number | null
  readonly notes: readonly Note<'M-407'>[]
}

/** 半天 = 4, 全天 = 8 by the settled conversion. */
const DAYS: Readonly<Record<string, number>> = {
  半天: 4,
  半日: 4,
  '0.5天': 4,
  全天: 8,
  一天: 8,
  '1天': 8,
  一日: 8,
  一天半: 12,
  '1.5天': 12,
  两天: 16,
  '2天': 16,
}

const MOST = 1000

const isHalfStep = (value: number): boolean => value >= 0 && value <= MOST && Number.isInteger(value * 2)

const wrong = (text: string): HoursReading => ({
  value: null,
  notes: [{ code: 'M-407', params: { 值: text } }],
})

/** Hours from text; empty text and 无 give null, what is no multiple of 0.5 gives null with M-407. */
export function readHours(text: string): HoursReading {
  const tight = tidyTight(text)
  if (tight === '' || meansNothing(tight)) return { value: null, notes: [] }
  const days = DAYS[tight]
  if (days !== undefined) return { value: days, notes: [] }
  const found = /^(\d{1,4}(?:\.\d{1,4})?)(?:个)?(?:学时|课时|小时|时)?$/u.exec(tight)
  const value = found === null ? Number.NaN : Number(found[1])
  return isHalfStep(value) ? { value, notes: [] } : wrong(text)
}

/** The hours in a cell. */
export function readHoursCell(cell: Cell | null): HoursReading {
  if (cell?.kind !== 'number') return readHours(cellText(cell))
  return isHalfStep(cell.value) ? { value: cell.value, notes: [] } : wrong(cell.raw || String(cell.value))
}

/** Tenths of an hour, as stored. */
export const toTenths = (hours: number): number => Math.round(hours * 10)
export const fromTenths = (tenths: number): number => tenths / 10

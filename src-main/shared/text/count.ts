// Whole numbers as spreadsheets hold them: 23, 23.0, 1,026, "23人" (P-17).
import { cellText, type Cell } from '../ledger/sheet.ts'
import type { Note } from './note.ts'
import { meansNothing, tidyTight } from './plain-text.ts'

export interface CountReading {
  readonly value: number | null
  readonly notes: readonly Note<'M-392'>[]
}

const parseCount = (text: string): number | null => {
  const bare = text
    .replace(/[人名个条次场份票户件家]$/, '')
    .replace(/^(\d{1,3})((?:,\d{3})+)(?=$|\.)/, (all) => all.replace(/,/g, ''))
  const found = /^(\d{1,12})(?:\.0+)?$/.exec(bare)
  return found ? Number(found[1]) : null
}

/** A count ≥ 0 from text; empty text and 无 give null, anything else null with M-392. */
export function readCount(text: string): CountReading {
  const tight = tidyTight(text)
  if (tight === '' || meansNothing(tight)) return { value: null, notes: [] }
  const value = parseCount(tight)
  return value === null ? { value, notes: [{ code: 'M-392', params: { 值: text } }] } : { value, notes: [] }
}

/** The count in a cell. */
export function readCountCell(cell: Cell | null): CountReading {
  if (cell?.kind !== 'number') return readCount(cellText(cell))
  const isCount = Number.isSafeInteger(cell.value) && cell.value >= 0
  return isCount
    ? { value: cell.value, notes: [] }
    : { value: null, notes: [{ code: 'M-392', params: { 值: cell.raw || String(cell.value) } }] }
}

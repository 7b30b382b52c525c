// Cell addresses as a file writes them: "C12" and "A1:F1".
import type { Merge } from '#shared/ledger/sheet.ts'

/** Column from 0 of an address such as "C12"; -1 when it has no column letters. */
export function columnOf(address: string): number {
  let column = 0
  for (let at = 0; at < address.length; at++) {
    const letter = address.charCodeAt(at) & 0xdf
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column - 1
}

const RANGE = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/i

/** @returns undefined for a single cell or anything that is not a range */
export function mergeOf(reference: string): Merge | undefined {
  const [, left = '', top, right = '', bottom] = RANGE.exec(reference) ?? []
  if (!left) return undefined
  return { top: Number(top), left: columnOf(left), bottom: Number(bottom), right: columnOf(right) }
}

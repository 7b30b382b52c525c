// How high a row must be so that its wrapped texts show in full: no program does that by itself when it opens the file.
import type { SheetColumn, SheetValue } from '#shared/documents/book.ts'

/** Points. */
export const ROW_HEIGHT = 20
const LINE_HEIGHT = 14.5
const PADDING = 5.5
/** Excel allows no more. */
const HIGHEST = 409
/** Cells keep some room at both sides, in characters. */
const SIDES = 1.2

/** Width of a text in Excel's characters: Chinese ones take two. */
function widthOf(text: string): number {
  let width = 0
  for (const sign of text) width += (sign.codePointAt(0) ?? 0) < 0x2000 ? 1 : 2
  return width
}

const linesOf = (text: string, column: SheetColumn): number =>
  text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / Math.max(2, column.width - SIDES))), 0)

/** The height of a row with these values, in points. */
export function heightFor(columns: readonly SheetColumn[], values: readonly SheetValue[]): number {
  const lines = columns.map((column, i) => {
    const value = values[i]
    return typeof value === 'string' ? linesOf(value, column) : 1
  })
  return Math.min(HIGHEST, Math.max(ROW_HEIGHT, Math.max(1, ...lines) * LINE_HEIGHT + PADDING))
}

// The looks of cells: few style objects, each made once, since the writer renders a style again for every new object.
import type { Style } from 'exceljs'
import type { SheetColumn } from '#shared/documents/book.ts'

export type Look = Partial<Style>

const BODY_FONT = { name: '宋体', size: 11 }
const LINE = { style: 'thin' as const }
const BORDER = { top: LINE, left: LINE, bottom: LINE, right: LINE }
const HEADER_FILL = { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb: 'FFEDEDED' } }
const FILL_IN_FILL = { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb: 'FFFFF9E5' } }
const MARK_FILL = { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb: 'FFFFC7CE' } }
const MARK_FONT = { ...BODY_FONT, color: { argb: 'FF9C0006' } }

export const TITLE: Look = {
  font: { name: '黑体', size: 16, bold: true },
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
}

export const INFO_LEFT: Look = lineLook('left')
export const INFO_RIGHT: Look = lineLook('right')
export const FOOTER: Look = lineLook('left')

export const HEADER: Look = {
  font: { ...BODY_FONT, bold: true },
  border: BORDER,
  fill: HEADER_FILL,
  numFmt: '@',
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
}

export interface CellFlags {
  readonly bold?: boolean
  readonly marked?: boolean
  /** Tinted as a place to write in. */
  readonly tinted?: boolean
  /** Stays open when the sheet is protected. */
  readonly unlocked?: boolean
}

/** Hands out the same object for the same look. One catalogue for each workbook. */
export class CellLooks {
  readonly #made = new Map<string, Look>()

  of(column: Pick<SheetColumn, 'kind' | 'align'>, flags: CellFlags = {}): Look {
    const key = JSON.stringify([column.kind, column.align, flags])
    const known = this.#made.get(key)
    if (known) return known
    const made = makeLook(column, flags)
    this.#made.set(key, made)
    return made
  }
}

function makeLook(column: Pick<SheetColumn, 'kind' | 'align'>, flags: CellFlags): Look {
  const font = flags.marked ? MARK_FONT : BODY_FONT
  const fill = flags.marked ? MARK_FILL : flags.tinted ? FILL_IN_FILL : undefined
  const horizontal = column.align ?? (column.kind === 'count' ? 'right' : 'left')
  return {
    font: flags.bold ? { ...font, bold: true } : font,
    border: BORDER,
    numFmt: column.kind === 'count' ? 'General' : '@',
    alignment: { horizontal, vertical: 'middle', wrapText: true },
    ...(fill && { fill }),
    ...(flags.unlocked && { protection: { locked: false } }),
  }
}

function lineLook(horizontal: 'left' | 'right'): Look {
  return { font: BODY_FONT, numFmt: '@', alignment: { horizontal, vertical: 'middle' } }
}

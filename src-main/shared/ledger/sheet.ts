// What an intake hands over: a workbook as it stands in the file, nothing interpreted yet.

/** One cell. `null` in a row means empty. Dates are numbers with a date format: the column decides what they mean. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  /** `raw` is the number as written in the file (a .csv has none), `format` its number format ('General' when unknown). */
  | { readonly kind: 'number'; readonly value: number; readonly raw: string; readonly format: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** An Excel error value such as #N/A. */
  | { readonly kind: 'error'; readonly text: string }
  /** A formula that was never calculated, so the file holds no value. */
  | { readonly kind: 'uncomputed' }

export interface RawRow {
  /** As Excel counts: the first row is 1. */
  readonly number: number
  /** Hidden by hand or by a filter. */
  readonly hidden: boolean
  /** By position; column A is index 0. Trailing empty cells may be absent. */
  readonly cells: readonly (Cell | null)[]
}

/** A merged range, rows as Excel counts (1…), columns from 0; both ends belong to it. */
export interface Merge {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export interface RawSheet {
  readonly name: string
  readonly state: 'visible' | 'hidden' | 'veryHidden'
  /** Rows that hold at least one non-empty cell, ascending by number. */
  readonly rows: readonly RawRow[]
  readonly merges: readonly Merge[]
}

export type FileFormat = 'xlsx' | 'xls' | 'csv' | 'html'

export interface RawWorkbook {
  readonly fileName: string
  /** Hex digest of the file's bytes. */
  readonly sha256: string
  readonly format: FileFormat
  /** True when serial 0 is 1904-01-01 (D-4). */
  readonly date1904: boolean
  readonly sheets: readonly RawSheet[]
}

/** The text a person would read in the cell; numbers as written in the file. */
export function cellText(cell: Cell | null | undefined): string {
  if (!cell) return ''
  if (cell.kind === 'text' || cell.kind === 'error') return cell.text
  if (cell.kind === 'number') return cell.raw
  if (cell.kind === 'boolean') return cell.value ? '是' : '否'
  return ''
}

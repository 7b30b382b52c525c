// The second reader: old binary workbooks (.xls, .et), HTML tables named .xls, and .xlsx files that are not well-formed.
import * as XLSX from '@e965/xlsx'
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs'
import type { Cell, FileFormat, RawSheet } from '#shared/ledger/sheet.ts'
import { damaged, IntakeError } from '../failure.ts'
import type { Archive } from '../intake/archive.ts'
import {
  MAX_FILE_BYTES,
  MAX_HTML_BYTES,
  MAX_SECOND_READER_BYTES,
  MAX_SHEET_ROWS,
  MAX_XLS_BYTES,
} from '../limits.ts'
import { SheetBuilder, type Intake, type SheetSet, type SheetState } from './sheet-builder.ts'
import { readWorkbookParts } from './xlsx-parts.ts'

// Without the tables BIFF5 files in GBK come out as mojibake: the ES module build does not load them itself.
XLSX.set_cptable(codePages)

const OPTIONS: XLSX.ParsingOptions = {
  dense: true,
  cellDates: false,
  cellNF: true,
  cellText: false,
  cellHTML: false,
  cellFormula: true,
  sheetRows: MAX_SHEET_ROWS,
}

/** @throws plain errors of the library for what it cannot read; IntakeError for our limits */
export function readBinary(bytes: Buffer, format: 'xls' | 'xlsx', intake: Intake): SheetSet {
  if (format === 'xls') checkSize(bytes.length, MAX_XLS_BYTES)
  return convertBook(XLSX.read(bytes, { ...OPTIONS, type: 'buffer' }), format, intake)
}

/** Text cells stay text (`raw`): an ID number in a table of a web page must not become a number. */
export function readHtml(text: string, intake: Intake): SheetSet {
  checkSize(text.length, MAX_HTML_BYTES)
  return convertBook(XLSX.read(text, { ...OPTIONS, type: 'string', raw: true }), 'html', intake)
}

/**
 * Lets an .xlsx through to this tolerant reader only when each sheet arrived whole.
 * @throws IntakeError F-DAMAGED, F-TOO-LARGE
 */
export async function checkComplete(archive: Archive, reason: unknown): Promise<void> {
  if (archive.declaredBytes > MAX_SECOND_READER_BYTES) throw damaged(reason)
  const { sheets } = await readPartsOr(archive, reason)
  for (const sheet of sheets) {
    const bytes = await archive.readAll(sheet.part, MAX_FILE_BYTES)
    const end = bytes.subarray(-64).toString('latin1')
    if (!/<\/(\w+:)?worksheet>\s*$/.test(end)) throw damaged(reason)
  }
}

async function readPartsOr(archive: Archive, reason: unknown) {
  try {
    return await readWorkbookParts(archive)
  } catch (error) {
    throw error instanceof IntakeError ? error : damaged(reason)
  }
}

function checkSize(bytes: number, limit: number): void {
  if (bytes <= limit) return
  throw new IntakeError(
    'F-TOO-LARGE',
    `这种格式的文件不能超过 ${limit / 1024 / 1024} MB。请用 Excel 或 WPS 打开后另存为 .xlsx 文件再导入。`,
  )
}

function convertBook(book: XLSX.WorkBook, format: FileFormat, intake: Intake): SheetSet {
  const states = book.Workbook?.Sheets ?? []
  return {
    format,
    date1904: book.Workbook?.WBProps?.date1904 === true,
    sheets: book.SheetNames.flatMap((name, index) => {
      const sheet = book.Sheets[name]
      return sheet ? [convertSheet(name, stateOf(states[index]?.Hidden), sheet, intake)] : []
    }),
  }
}

function stateOf(hidden: number | undefined): SheetState {
  if (hidden === 2) return 'veryHidden'
  return hidden === 1 ? 'hidden' : 'visible'
}

function convertSheet(name: string, state: SheetState, sheet: XLSX.WorkSheet, intake: Intake): RawSheet {
  const builder = new SheetBuilder(name, state, intake)
  const hidden = sheet['!rows'] ?? []
  for (const [index, row] of denseRows(sheet)) {
    if (builder.isPastEnd(index + 1)) break
    builder.addRow(index + 1, hidden[index]?.hidden === true, convertRow(row, builder))
  }
  for (const { s, e } of sheet['!merges'] ?? []) {
    builder.addMerge({ top: s.r + 1, left: s.c, bottom: e.r + 1, right: e.c })
  }
  return builder.finish()
}

type DenseRow = readonly (XLSX.CellObject | undefined)[]

/** Only the rows that exist: `Object.keys` of a sparse list skips the holes. */
function* denseRows(sheet: XLSX.WorkSheet): Generator<[number, DenseRow], void, undefined> {
  const rows: readonly (DenseRow | undefined)[] = sheet['!data'] ?? []
  for (const key of Object.keys(rows)) {
    const index = Number(key)
    const row = rows[index]
    if (row) yield [index, row]
  }
}

function convertRow(row: DenseRow, builder: SheetBuilder): (Cell | null)[] {
  const cells: (Cell | null)[] = []
  for (const key of Object.keys(row)) {
    const column = Number(key)
    const cell = convertCell(row[column])
    if (cell) builder.place(cells, column, cell)
  }
  return cells
}

/** Error values by their number in a binary file. */
const ERRORS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
  0x2b: '#GETTING_DATA',
}

function convertCell(cell: XLSX.CellObject | undefined): Cell | null {
  if (!cell) return null
  const { t, v } = cell
  if (t === 'e') return { kind: 'error', text: ERRORS[Number(v)] ?? '#N/A' }
  if (typeof v === 'boolean') return { kind: 'boolean', value: v }
  if (typeof v === 'number') return { kind: 'number', value: v, raw: String(v), format: formatOf(cell) }
  if (typeof v === 'string' && v !== '') return { kind: 'text', text: v }
  return v === undefined && cell.f !== undefined ? { kind: 'uncomputed' } : null
}

function formatOf(cell: XLSX.CellObject): string {
  return typeof cell.z === 'string' ? cell.z : 'General'
}

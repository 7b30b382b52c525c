// Turns a book into an .xlsx file: title, info line, header, rows, totals, footer, ready for A4 paper.
import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import ExcelJS, { type Row, type Worksheet } from 'exceljs'
import type { BookSpec, SheetColumn, SheetSpec, SheetValue } from '#shared/documents/book.ts'
import { choiceFormula, ChoiceLists } from './choices.ts'
import { IntakeError } from './failure.ts'
import { MAX_CELL_TEXT, MAX_SHEET_ROWS } from './limits.ts'
import { makeSheetNames } from './names.ts'
import { heightFor, ROW_HEIGHT } from './row-height.ts'
import { writeInPlace, type WrittenFile } from './safe-file.ts'
import {
  CellLooks,
  FOOTER,
  HEADER,
  INFO_LEFT,
  INFO_RIGHT,
  TITLE,
  type CellFlags,
  type Look,
} from './styles.ts'

/** Called now and then with the number of data rows written so far. */
export type ReportWritten = (done: number, total: number) => void

/** Rows between two breaths: the zip stream drains only when the loop turns. */
const ROWS_AT_ONCE = 500

/**
 * Writes the book to `part` beside `file`, then moves it over `file`.
 * @throws IntakeError F-CELL, F-TOO-LARGE for what a sheet cannot hold; else as `writeInPlace`
 */
export async function writeWorkbook(
  file: string,
  part: string,
  book: BookSpec,
  report: ReportWritten = () => undefined,
): Promise<WrittenFile> {
  checkBook(book)
  return writeInPlace(file, part, (path) => new BookWriter(book, report).write(path))
}

function checkBook(book: BookSpec): void {
  for (const sheet of book.sheets) {
    if (rowsOf(sheet) > MAX_SHEET_ROWS) {
      throw new IntakeError('F-TOO-LARGE', `“${sheet.title}”超过一张工作表能放的行数。请缩小导出范围。`)
    }
    sheet.rows.forEach((row, index) => checkRow(sheet, row, index))
  }
}

function checkRow(sheet: SheetSpec, row: readonly SheetValue[], index: number): void {
  const column = row.findIndex((value) => typeof value === 'string' && value.length > MAX_CELL_TEXT)
  if (column < 0) return
  const header = sheet.columns[column]?.header ?? ''
  throw new IntakeError(
    'F-CELL',
    `“${sheet.title}”第${index + 1}条的“${header}”超过 ${MAX_CELL_TEXT} 个字，一个单元格放不下。请删减后再导出。`,
  )
}

function rowsOf(sheet: SheetSpec): number {
  const lines = sheet.rows.length + (sheet.blankRows ?? 0) + (sheet.totals?.length ?? 0)
  return lines + (sheet.footer?.length ?? 0) + headerTop(sheet) + headerHeight(sheet)
}

class BookWriter {
  readonly #book: BookSpec
  readonly #report: ReportWritten
  readonly #total: number
  readonly #looks = new CellLooks()
  #done = 0

  constructor(book: BookSpec, report: ReportWritten) {
    this.#book = book
    this.#report = report
    this.#total = book.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0)
  }

  async write(path: string): Promise<void> {
    const sink = createWriteStream(path, { flags: 'wx' })
    const failure = failureOf(sink)
    await Promise.race([once(sink, 'open'), failure])
    // A sink that fails would leave the writer waiting for ever.
    await Promise.race([this.#writeTo(sink), failure])
    if (!sink.closed) await once(sink, 'close')
  }

  async #writeTo(sink: WriteStream): Promise<void> {
    const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
      stream: sink,
      useStyles: true,
      useSharedStrings: countCells(this.#book) <= MAX_SHARED_CELLS,
    })
    workbook.creator = workbook.lastModifiedBy = '督导工作台'
    const names = makeSheetNames([...this.#book.sheets.map((sheet) => sheet.name), '选项'])
    const lists = new ChoiceLists(names.at(-1) ?? '选项')
    for (const [index, spec] of this.#book.sheets.entries()) {
      const sheet = workbook.addWorksheet(names[index] ?? '', sheetOptions(spec))
      await this.#writeSheet(sheet, spec, lists, sink)
    }
    lists.writeTo(workbook)
    await workbook.commit()
  }

  async #writeSheet(sheet: Worksheet, spec: SheetSpec, lists: ChoiceLists, sink: WriteStream): Promise<void> {
    sheet.columns = spec.columns.map((column) => ({ width: column.width }))
    if (spec.protectedHeader) await sheet.protect('', OPEN_PROTECTION)
    offerChoices(sheet, spec, lists)
    writeTop(sheet, spec)
    writeHeader(sheet, spec)
    await this.#writeRows(sheet, spec, sink)
    this.#writeBlanks(sheet, spec)
    const bold = this.#looksFor(spec, { bold: true })
    for (const total of spec.totals ?? []) this.#writeRow(sheet, spec, total, bold)
    writeFooter(sheet, spec)
    sheet.commit()
  }

  async #writeRows(sheet: Worksheet, spec: SheetSpec, sink: WriteStream): Promise<void> {
    const marks = marksByRow(spec)
    const looks = this.#looksFor(spec, rowFlags(spec))
    for (const [index, values] of spec.rows.entries()) {
      this.#writeRow(sheet, spec, values, looks, marks.get(index))
      this.#done += 1
      if (this.#done % ROWS_AT_ONCE !== 0) continue
      this.#report(this.#done, this.#total)
      await nextTurn()
      if (sink.destroyed) return
    }
  }

  #writeRow(
    sheet: Worksheet,
    spec: SheetSpec,
    values: readonly SheetValue[],
    looks: readonly Look[],
    marks?: ReadonlyMap<number, string>,
  ): void {
    const row = sheet.addRow([])
    spec.columns.forEach((column, index) => {
      const cell = row.getCell(index + 1)
      const note = marks?.get(index)
      cell.value = valueFor(column, values[index] ?? null)
      cell.style = looks[index] ?? {}
      if (note === undefined) return
      cell.style = this.#looks.of(column, { ...rowFlags(spec), marked: true })
      cell.note = inert(note)
    })
    row.height = heightFor(spec.columns, values)
    row.commit()
  }

  /** One look for each column, found once and not for each cell. */
  #looksFor(spec: SheetSpec, flags: CellFlags): Look[] {
    return spec.columns.map((column) => this.#looks.of(column, flags))
  }

  #writeBlanks(sheet: Worksheet, spec: SheetSpec): void {
    for (let count = 0; count < (spec.blankRows ?? 0); count++) {
      const row = sheet.addRow([])
      spec.columns.forEach((column, index) => {
        row.getCell(index + 1).style = this.#looks.of(column, {
          ...(column.fillIn && { tinted: true }),
          ...((column.fillIn ?? spec.protectedHeader) && { unlocked: true }),
        })
      })
      commitEmpty(row)
    }
  }
}

function rowFlags(spec: SheetSpec): CellFlags {
  return spec.protectedHeader ? { unlocked: true } : {}
}

/** Beyond this the table of shared strings takes more memory than the process has; strings then stand in their cells. */
const MAX_SHARED_CELLS = 200_000

function countCells(book: BookSpec): number {
  return book.sheets.reduce((sum, sheet) => sum + sheet.rows.length * sheet.columns.length, 0)
}

/** Rejects when the sink fails, and never settles otherwise. */
function failureOf(sink: WriteStream): Promise<never> {
  const failure = new Promise<never>((_resolve, reject) => sink.once('error', reject))
  failure.catch(() => undefined)
  return failure
}

/** Rows without values are left out by the writer unless they have a height. */
function commitEmpty(row: Row): void {
  row.height = ROW_HEIGHT
  row.commit()
}

/** Inches, as Excel counts them. */
const MARGINS = { left: 0.5, right: 0.5, top: 0.6, bottom: 0.7, header: 0.3, footer: 0.3 }
const PAPER_A4 = 9
const PAGE_NUMBERS = '&C第 &P 页 共 &N 页'

/** The header stays as it is; widths, sorting and new rows stay possible. */
const OPEN_PROTECTION = {
  selectLockedCells: true,
  selectUnlockedCells: true,
  formatCells: true,
  formatColumns: true,
  formatRows: true,
  insertRows: true,
  deleteRows: true,
  sort: true,
  autoFilter: true,
}

function sheetOptions(spec: SheetSpec): Partial<ExcelJS.AddWorksheetOptions> {
  const top = headerTop(spec) + 1
  const bottom = headerTop(spec) + headerHeight(spec)
  return {
    pageSetup: {
      // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the library has the enum only in its types
      paperSize: PAPER_A4,
      orientation: spec.orientation ?? 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: MARGINS,
      printTitlesRow: `${top}:${bottom}`,
    },
    headerFooter: { oddFooter: PAGE_NUMBERS },
    views: [{ state: 'frozen', xSplit: spec.frozenColumns ?? 0, ySplit: bottom }],
  }
}

/** Lines above the header. */
function headerTop(spec: SheetSpec): number {
  return spec.info ? 2 : 1
}

function headerHeight(spec: SheetSpec): number {
  return spec.columns.some((column) => column.group !== undefined) ? 2 : 1
}

function writeTop(sheet: Worksheet, spec: SheetSpec): void {
  const width = spec.columns.length
  putText(sheet, 1, 1, spec.title, TITLE)
  mergeAcross(sheet, 1, 1, width)
  sheet.getRow(1).height = 32
  if (spec.info) {
    const half = Math.max(1, Math.ceil(width / 2))
    putText(sheet, 2, 1, spec.info.left, INFO_LEFT)
    mergeAcross(sheet, 2, 1, half)
    if (half < width) {
      putText(sheet, 2, half + 1, spec.info.right, INFO_RIGHT)
      mergeAcross(sheet, 2, half + 1, width)
    }
    sheet.getRow(2).height = ROW_HEIGHT
  }
  sheet.getRow(headerTop(spec)).commit()
}

function putText(sheet: Worksheet, row: number, column: number, text: string, style: Look): void {
  const cell = sheet.getCell(row, column)
  cell.value = inert(text)
  cell.style = style
}

function mergeAcross(sheet: Worksheet, row: number, from: number, to: number): void {
  if (to > from) sheet.mergeCells(row, from, row, to)
}

function writeHeader(sheet: Worksheet, spec: SheetSpec): void {
  const top = headerTop(spec) + 1
  const bottom = top + headerHeight(spec) - 1
  spec.columns.forEach((column, index) => {
    putText(sheet, bottom, index + 1, column.header, HEADER)
    if (bottom > top) putText(sheet, top, index + 1, column.group ?? column.header, HEADER)
    const noted = sheet.getCell(column.group === undefined ? top : bottom, index + 1)
    if (column.note !== undefined) noted.note = inert(column.note)
  })
  if (bottom > top) mergeHeader(sheet, spec, top, bottom)
  sheet.getRow(bottom).height = heightFor(
    spec.columns,
    spec.columns.map((column) => column.header),
  )
  sheet.getRow(bottom).commit()
}

/** Neighbours of one group become one cell; a column without a group spans both lines. */
function mergeHeader(sheet: Worksheet, spec: SheetSpec, top: number, bottom: number): void {
  let start = 0
  while (start < spec.columns.length) {
    const group = spec.columns[start]?.group
    let end = start
    while (group !== undefined && spec.columns[end + 1]?.group === group) end += 1
    if (group === undefined) sheet.mergeCells(top, start + 1, bottom, start + 1)
    else mergeAcross(sheet, top, start + 1, end + 1)
    start = end + 1
  }
}

function writeFooter(sheet: Worksheet, spec: SheetSpec): void {
  for (const line of spec.footer ?? []) {
    const row = sheet.addRow([])
    putText(sheet, row.number, 1, line, FOOTER)
    mergeAcross(sheet, row.number, 1, spec.columns.length)
    row.height = ROW_HEIGHT
    row.commit()
  }
}

function marksByRow(spec: SheetSpec): Map<number, Map<number, string>> {
  const byRow = new Map<number, Map<number, string>>()
  for (const { row, column, note } of spec.marks ?? []) {
    const notes = byRow.get(row) ?? new Map<number, string>()
    const before = notes.get(column)
    byRow.set(row, notes.set(column, before === undefined ? note : `${before}\n${note}`))
  }
  return byRow
}

/** Drop-downs for data and blank rows, as one range a column. */
function offerChoices(sheet: Worksheet, spec: SheetSpec, lists: ChoiceLists): void {
  const first = headerTop(spec) + headerHeight(spec) + 1
  const last = first + spec.rows.length + (spec.blankRows ?? 0) - 1
  if (last < first) return
  spec.columns.forEach((column, index) => {
    if (!column.choices?.length) return
    const letter = sheet.getColumn(index + 1).letter
    const formula = choiceFormula(column.choices, lists)
    lists.offer(sheet, `${letter}${first}:${letter}${last}`, formula)
  })
}

/** From here on a double no longer holds every digit. */
const MAX_EXACT = 1e15

function valueFor(column: SheetColumn, value: SheetValue): SheetValue {
  if (value === null || value === '') return null
  if (typeof value === 'string') return inert(value)
  const isCount = column.kind === 'count' && Number.isFinite(value) && Math.abs(value) < MAX_EXACT
  return isCount ? value : String(value)
}

/**
 * Text as a file can hold it: no control characters or halves of characters, line feeds only, and what looks like the
 * file's own escape (_x000D_) escaped. A text cell never becomes a formula, whatever it begins with.
 */
function inert(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|\p{Surrogate}/gu, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}

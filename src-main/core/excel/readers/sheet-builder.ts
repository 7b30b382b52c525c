// Gathers cells into rows and sheets under the limits that hold for every reader.
import type { Cell, FileFormat, Merge, RawRow, RawSheet } from '#shared/ledger/sheet.ts'
import { IntakeError } from '../failure.ts'
import { MAX_CELLS, MAX_COLUMNS, MAX_EMPTY_RUN, MAX_MERGES } from '../limits.ts'

export type SheetState = RawSheet['state']

/** What a reader returns: the workbook without the facts about the file. */
export interface SheetSet {
  readonly format: FileFormat
  readonly date1904: boolean
  readonly sheets: readonly RawSheet[]
}

/** Called now and then with the number of rows with content read so far, in all sheets. */
export type ReportRows = (rows: number) => void

const ROWS_BETWEEN_REPORTS = 1000

/** Counts over the whole workbook, and reports how far it is. */
export class Intake {
  readonly #report: ReportRows | undefined
  #cells = 0
  #rows = 0

  constructor(report?: ReportRows) {
    this.#report = report
  }

  /** @throws IntakeError F-TOO-LARGE */
  countCell(): void {
    this.#cells += 1
    if (this.#cells <= MAX_CELLS) return
    throw new IntakeError(
      'F-TOO-LARGE',
      `文件内容超过 ${MAX_CELLS / 10_000} 万个单元格，一次导入不了。请按支部或按表分成几个文件后再导入。`,
    )
  }

  countRow(): void {
    this.#rows += 1
    if (this.#rows % ROWS_BETWEEN_REPORTS === 0) this.#report?.(this.#rows)
  }
}

export class SheetBuilder {
  readonly #name: string
  readonly #state: SheetState
  readonly #intake: Intake
  readonly #rows: RawRow[] = []
  readonly #merges: Merge[] = []
  #lastNumber = 0

  constructor(name: string, state: SheetState, intake: Intake) {
    this.#name = name
    this.#state = state
    this.#intake = intake
  }

  /** True when the empty rows before row `number` are so many that the rest is only formatting (P-02). */
  isPastEnd(number: number): boolean {
    return number - this.#lastNumber > MAX_EMPTY_RUN
  }

  /**
   * Puts a cell into a row under way.
   * @throws IntakeError F-TOO-LARGE past the last column that is taken in
   */
  place(cells: (Cell | null)[], column: number, cell: Cell): void {
    if (column >= MAX_COLUMNS) {
      throw new IntakeError(
        'F-TOO-LARGE',
        `工作表“${this.#name}”的内容超过 ${MAX_COLUMNS} 列。请删去多余的列后再导入。`,
      )
    }
    this.#intake.countCell()
    while (cells.length < column) cells.push(null)
    cells[column] = cell
  }

  /** Takes a row that is ready; a row without content is dropped. */
  addRow(number: number, hidden: boolean, cells: readonly (Cell | null)[]): void {
    if (cells.length === 0) return
    this.#rows.push({ number, hidden, cells })
    this.#lastNumber = Math.max(this.#lastNumber, number)
    this.#intake.countRow()
  }

  addMerge(merge: Merge): void {
    if (this.#merges.length < MAX_MERGES) this.#merges.push(merge)
  }

  finish(): RawSheet {
    return { name: this.#name, state: this.#state, rows: this.#rows, merges: this.#merges }
  }
}

// From a raw sheet to parsed rows: header, data rows, cells; references still as text.
import { isBlank, type Values } from '../ledger.ts'
import type { LedgerModule } from '../module.ts'
import { problem, type PlacedProblem, type Problem } from '../messages.ts'
import { maskPersonal } from '../../text/masking.ts'
import { cellText, type Cell, type RawSheet } from '../sheet.ts'
import { readCell, readTick, type Aside, type CellContext } from './cells.ts'
import {
  findHeader,
  hintsAbove,
  isVerdictColumn,
  missingColumns,
  type HeaderMatch,
  type ManualMapping,
} from './headers.ts'
import { cellKey, type Answers, type SheetReport } from './plan.ts'
import { splitRows, type DataRow } from './rows.ts'

export interface ParsedRow {
  readonly sheet: string
  readonly row: number
  readonly values: Values
  readonly texts: Readonly<Record<string, string>>
  readonly extra: Readonly<Record<string, string>>
  readonly problems: readonly PlacedProblem[]
  readonly aside: Aside
}

export interface ParsedSheet {
  readonly report: SheetReport
  readonly rows: readonly ParsedRow[]
  readonly totals: readonly number[]
  /** Names above the table and of the sheet that may be the default of a required reference. */
  readonly hints: readonly string[]
  readonly present: ReadonlySet<string>
  /** Problems of the sheet as a whole, found while comparing rows. */
  readonly sheetProblems: PlacedProblem[]
}

/** What the user decided about sheets: which to import, where the header is, what columns mean. */
export interface SheetChoices {
  readonly imported?: ReadonlySet<string>
  readonly headerRows?: Readonly<Record<string, number>>
  /** By layout fingerprint. */
  readonly mappings?: Readonly<Record<string, ManualMapping>>
}

const NO_SKIPS = { total: 0, blank: 0, repeatedHeader: 0, footer: 0, sample: 0 }

export const place = (
  sheet: string,
  row: number | null,
  found: Problem,
  header: string | null,
): PlacedProblem => ({
  ...found,
  sheet,
  row,
  header,
})

function isWanted(sheet: RawSheet, choices: SheetChoices): boolean {
  return choices.imported ? choices.imported.has(sheet.name) : sheet.state === 'visible'
}

function unreadReport(
  sheet: RawSheet,
  problems: readonly Problem[],
  candidates: SheetReport['candidates'] = [],
): SheetReport {
  return {
    name: sheet.name,
    state: sheet.state,
    imported: false,
    headerRow: null,
    read: 0,
    skipped: NO_SKIPS,
    problems: problems.map((p) => place(sheet.name, null, p, null)),
    layout: null,
    headers: [],
    candidates,
  }
}

const unread = (report: SheetReport): ParsedSheet => ({
  report,
  rows: [],
  totals: [],
  hints: [],
  present: new Set(),
  sheetProblems: [],
})

/** Reads one sheet as far as it says something by itself. */
export function parseSheet(
  module: LedgerModule,
  sheet: RawSheet,
  choices: SheetChoices,
  answers: Answers,
  context: Omit<CellContext, 'row'>,
): ParsedSheet {
  const found = findHeader(module.ledger, sheet, choices.headerRows?.[sheet.name])
  if ('problem' in found)
    return unread(unreadReport(sheet, sheet.rows.length === 0 ? [] : [found.problem], found.candidates))
  const header = withMapping(module, sheet, found, choices)
  const wanted = isWanted(sheet, choices)
  const lacking = missingColumns(
    module.ledger,
    header.slots,
    (key) => module.ledger.columns[key]?.kind === 'reference',
  )
  const split = splitRows(sheet, header)
  const imported = wanted && lacking.length === 0
  const report: SheetReport = {
    ...unreadReport(sheet, sheetProblems(sheet, header, lacking, wanted, split.data)),
    imported,
    headerRow: header.firstRow,
    read: split.data.length,
    skipped: split.skipped,
    layout: header.layout,
    headers: header.slots.map(({ header: text, column, tag }) => ({ header: text, column, tag })),
  }
  if (!imported) return unread(report)
  return {
    report,
    rows: split.data.map((row) =>
      parseRow(module, sheet.name, row, header, answers, { ...context, row: row.number }),
    ),
    totals: split.totals,
    hints: hintsAbove(sheet, header.firstRow),
    present: new Set(header.slots.flatMap((s) => s.column ?? [])),
    sheetProblems: [],
  }
}

function withMapping(
  module: LedgerModule,
  sheet: RawSheet,
  found: HeaderMatch,
  choices: SheetChoices,
): HeaderMatch {
  const manual = choices.mappings?.[found.layout]
  if (!manual) return found
  const again = findHeader(module.ledger, sheet, found.firstRow, manual)
  return 'problem' in again ? found : again
}

function sheetProblems(
  sheet: RawSheet,
  header: HeaderMatch,
  lacking: readonly string[],
  wanted: boolean,
  data: readonly DataRow[],
): Problem[] {
  if (!wanted) return sheet.state === 'visible' ? [] : [problem('M-110', null, { 名称: sheet.name })]
  const hidden = data.filter((r) => r.hidden).map((r) => problem('M-111', null, { 行: r.number }))
  const missing = lacking.length > 0 ? [problem('M-102', null, { 栏目: lacking.join('、') })] : []
  return [...missing, ...header.problems, ...hidden]
}

interface Reading {
  readonly values: Record<string, Values[string]>
  readonly texts: Record<string, string>
  readonly extra: Record<string, string>
  readonly problems: PlacedProblem[]
  aside: Aside
}

function parseRow(
  module: LedgerModule,
  sheet: string,
  row: DataRow,
  header: HeaderMatch,
  answers: Answers,
  context: CellContext,
): ParsedRow {
  const reading: Reading = { values: {}, texts: {}, extra: {}, problems: [], aside: {} }
  header.slots.forEach((slot, position) => {
    const cell = row.cells[position] ?? null
    if (slot.isSerial || isVerdictColumn(slot.header)) return
    if (slot.column === null) keepExtra(reading, slot.header, cell)
    else if (slot.tag !== null) readTickCell(reading, slot.column, slot.tag, cell)
    else readDataCell(module, reading, sheet, slot.column, slot.header, cell, answers, context)
  })
  for (const position of row.repeatedAbove) notePlaceAbove(reading, sheet, row, position, header)
  return {
    sheet,
    row: row.number,
    values: module.complete(reading.values, reading.aside),
    texts: reading.texts,
    extra: reading.extra,
    problems: reading.problems,
    aside: reading.aside,
  }
}

function notePlaceAbove(
  reading: Reading,
  sheet: string,
  row: DataRow,
  position: number,
  header: HeaderMatch,
): void {
  const slot = header.slots[position]
  if (!slot?.column) return
  const note = problem('M-122', slot.column, { 行: row.number, 栏目: slot.header, 值: '同上' })
  reading.problems.push(place(sheet, row.number, note, slot.header))
}

function keepExtra(reading: Reading, header: string, cell: Cell | null): void {
  const text = cellText(cell)
  if (text === '') return
  const name = header in reading.extra ? `${header}(2)` : header
  reading.extra[name] = text
}

function readTickCell(reading: Reading, column: string, tag: string, cell: Cell | null): void {
  const before = reading.values[column]
  const tags = Array.isArray(before) ? (before as readonly string[]) : []
  reading.values[column] = readTick(cell) && !tags.includes(tag) ? [...tags, tag] : tags
}

function readDataCell(
  module: LedgerModule,
  reading: Reading,
  sheet: string,
  column: string,
  header: string,
  cell: Cell | null,
  answers: Answers,
  context: CellContext,
): void {
  const definition = module.ledger.columns[column]
  if (!definition) return
  const answer = answers[cellKey(sheet, context.row, column)]
  const asked: Cell | null = answer === undefined ? cell : { kind: 'text', text: answer }
  const result = readCell(column, definition, asked, context)
  reading.values[column] = merged(reading.values[column], result.value)
  reading.texts[column] = maskPersonal(cellText(cell))
  reading.problems.push(...result.problems.map((p) => place(sheet, context.row, p, header)))
  reading.aside = { ...reading.aside, ...result.aside }
}

/** A tags column and its tick columns add up. */
function merged(before: Values[string] | undefined, value: Values[string]): Values[string] {
  if (Array.isArray(before) && Array.isArray(value))
    return [...new Set([...(before as string[]), ...(value as string[])])]
  return isBlank(value) && before !== undefined ? before : value
}

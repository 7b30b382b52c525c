// From a raw sheet to parsed rows: header, data rows, cells; references still as text.
import { columnEntries, isBlank, type Values } from '../ledger.ts'
import type { LedgerModule } from '../module.ts'
import { problem, type PlacedProblem, type Problem } from '../messages.ts'
import { cellText, type Cell, type RawSheet } from '../sheet.ts'
import {
  cellSays,
  maskedText,
  missingValue,
  readCell,
  readTick,
  type Aside,
  type CellContext,
} from './cells.ts'
import {
  findHeader,
  headerProblems,
  hintsAbove,
  isVerdictColumn,
  keepUnnamed,
  missingColumns,
  type HeaderMatch,
  type HeaderNotFound,
  type ManualMapping,
} from './headers.ts'
import { cellKey, type Answers, type SheetReport } from './plan.ts'
import { NO_SKIPS, splitRows, type DataRow, type SheetRows, type StatedTotal } from './rows.ts'

/** Tags ticked (true) and denied (false) in columns of their own; blank ticks say nothing. */
export type Ticks = Readonly<Record<string, Readonly<Record<string, boolean>>>>

export interface ParsedRow {
  readonly sheet: string
  readonly row: number
  readonly values: Values
  readonly texts: Readonly<Record<string, string>>
  readonly extra: Readonly<Record<string, string>>
  readonly problems: readonly PlacedProblem[]
  readonly ticks: Ticks
  /** As they stand in the sheet, merges and 同上 filled in, by position. */
  readonly cells: readonly (Cell | null)[]
}

export interface ParsedSheet {
  readonly report: SheetReport
  readonly rows: readonly ParsedRow[]
  readonly totals: readonly StatedTotal[]
  /** Names above the table and of the sheet that may be the default of a required reference. */
  readonly hints: readonly string[]
  readonly present: ReadonlySet<string>
  /** The sheet is an extract of refused rows come back (E-10), so it need not be complete. */
  readonly isExtract: boolean
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

/** Rows between two pauses. */
export const STEP = 100

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

function unread(
  sheet: RawSheet,
  problems: readonly Problem[],
  facts: Partial<SheetReport> = {},
): ParsedSheet {
  const report: SheetReport = {
    name: sheet.name,
    state: sheet.state,
    imported: false,
    headerRow: null,
    read: 0,
    skipped: NO_SKIPS,
    problems: problems.map((p) => place(sheet.name, null, p, null)),
    layout: null,
    headers: [],
    candidates: [],
    ...facts,
  }
  return {
    report,
    rows: [],
    totals: [],
    hints: [],
    present: new Set(),
    isExtract: false,
    sheetProblems: [],
  }
}

/** Why a sheet is not imported: nothing to say of a visible one the user left out. */
const notWanted = (sheet: RawSheet): Problem[] =>
  sheet.state === 'visible' ? [] : [problem('M-110', null, { 名称: sheet.name })]

function withoutHeader(sheet: RawSheet, found: HeaderNotFound, choices: SheetChoices): ParsedSheet {
  if (!isWanted(sheet, choices)) return unread(sheet, notWanted(sheet))
  const { candidates } = found
  return unread(sheet, sheet.rows.length === 0 ? [] : [found.problem], { candidates })
}

/** Reads one sheet as far as it says something by itself, pausing now and then. */
export function* parseSheet(
  module: LedgerModule,
  sheet: RawSheet,
  choices: SheetChoices,
  answers: Answers,
  context: Omit<CellContext, 'row'>,
): Generator<number, ParsedSheet> {
  const found = findHeader(module.ledger, sheet, {
    row: choices.headerRows?.[sheet.name],
    mappings: choices.mappings,
  })
  if ('problem' in found) return withoutHeader(sheet, found, choices)
  const split = yield* splitRows(sheet, found)
  const header = keepUnnamed(module.ledger, found, (position) => holdsText(split.data, position))
  const facts = factsOf(header, split)
  if (!isWanted(sheet, choices)) return unread(sheet, notWanted(sheet), facts)
  const lacking = lackingColumns(module, header)
  if (lacking.length > 0) return unread(sheet, [problem('M-102', null, { 栏目: lacking.join('、') })], facts)
  const rows: ParsedRow[] = []
  for (const read of split.data) {
    const row = withoutNeverKept(read, header)
    rows.push(parseRow(module, sheet.name, row, header, answers, { ...context, row: row.number }))
    if (rows.length % STEP === 0) yield STEP
  }
  const report = { ...unread(sheet, []).report, ...facts, imported: true }
  return {
    report: { ...report, problems: sheetProblems(sheet.name, header, split) },
    rows,
    totals: split.totals,
    hints: hintsAbove(sheet, header.firstRow),
    present: new Set(header.slots.flatMap((s) => s.column ?? [])),
    isExtract: header.slots.some((s) => isVerdictColumn(s.header)),
    sheetProblems: [],
  }
}

const factsOf = (header: HeaderMatch, split: SheetRows): Partial<SheetReport> => ({
  headerRow: header.firstRow,
  read: split.data.length,
  skipped: split.skipped,
  layout: header.layout,
  headers: header.slots.map(({ header: text, column, tag }) => ({ header: text, column, tag })),
})

/** Cells of columns never kept are emptied, so that they do not come back with the rows refused either. */
const withoutNeverKept = (row: DataRow, { slots }: HeaderMatch): DataRow =>
  slots.some((slot) => slot.isNeverKept)
    ? { ...row, cells: row.cells.map((cell, i) => (slots[i]?.isNeverKept === true ? null : cell)) }
    : row

const holdsText = (rows: readonly DataRow[], position: number): boolean =>
  rows.some(({ cells }) => {
    const text = cellText(cells[position]).trim()
    return text !== '' && !/^[\d.]+$/u.test(text)
  })

/** Columns that must be there: references may come from the sheet, others may follow from the rest of the row. */
const lackingColumns = (module: LedgerModule, header: HeaderMatch): string[] =>
  missingColumns(
    module.ledger,
    header.slots,
    (key) => module.ledger.columns[key]?.kind === 'reference' || module.derived.includes(key),
  )

const SKIPPED = {
  total: '合计行',
  blank: '空行',
  repeatedHeader: '重复表头',
  footer: '表尾说明',
  sample: '填写示例',
} as const

function skippedProblem({ skipped }: SheetRows): Problem[] {
  const parts = Object.entries(SKIPPED).flatMap(([key, name]) => {
    const n = skipped[key as keyof typeof SKIPPED]
    return n > 0 ? [`${name} ${n} 行`] : []
  })
  const n = Object.values(skipped).reduce((sum, each) => sum + each, 0)
  return n === 0 ? [] : [problem('M-105', null, { n, 说明: parts.join('、') })]
}

function sheetProblems(sheet: string, header: HeaderMatch, split: SheetRows): PlacedProblem[] {
  const whole = [...headerProblems(header.slots), ...skippedProblem(split)]
  const hidden = split.data.filter((r) => r.hidden)
  return [
    ...whole.map((p) => place(sheet, null, p, null)),
    ...hidden.map((r) => place(sheet, r.number, problem('M-111', null, { 行: r.number }), null)),
  ]
}

interface Reading {
  readonly values: Record<string, Values[string]>
  readonly texts: Record<string, string>
  readonly extra: Record<string, string>
  readonly problems: PlacedProblem[]
  readonly ticks: Record<string, Record<string, boolean>>
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
  const reading: Reading = { values: {}, texts: {}, extra: {}, problems: [], ticks: {}, aside: {} }
  header.slots.forEach((slot, position) => {
    const cell = row.cells[position] ?? null
    if (slot.isSerial || slot.isNeverKept || isVerdictColumn(slot.header)) return
    if (slot.column === null) keepExtra(reading, slot.extra ?? slot.header, cell, context)
    else if (slot.tag !== null) readTickCell(reading, slot.column, slot.tag, cell)
    else readDataCell(module, reading, sheet, slot.column, slot.header, cell, answers, context)
  })
  for (const position of row.repeatedAbove) noteRepeated(reading, sheet, row, position, header)
  settleDoubts(module, reading)
  const values = module.complete(reading.values, reading.aside, context.campaignYear)
  const notes = [
    ...notesOnDerived(module, reading, values, context),
    ...missingValues(module, reading, values, context),
  ]
  return {
    sheet,
    row: row.number,
    values,
    texts: reading.texts,
    extra: reading.extra,
    problems: [...reading.problems, ...notes.map((p) => place(sheet, row.number, p, null))],
    ticks: reading.ticks,
    cells: row.cells,
  }
}

function noteRepeated(
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

function keepExtra(reading: Reading, name: string, cell: Cell | null, context: CellContext): void {
  const text = cellSays(cell, context.date1904)
  if (text !== '') reading.extra[name] = text
}

function readTickCell(reading: Reading, column: string, tag: string, cell: Cell | null): void {
  const isOn = readTick(cell)
  if (isOn !== null) reading.ticks[column] = { ...reading.ticks[column], [tag]: isOn }
  reading.values[column] ??= []
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
  reading.values[column] = result.value
  reading.texts[column] = maskedText(definition, cellSays(cell, context.date1904))
  reading.problems.push(...result.problems.map((p) => place(sheet, context.row, p, header)))
  reading.aside = { ...reading.aside, ...result.aside }
}

/** A doubtful cell that another cell of the row settles needs no question (D-1). */
function settleDoubts(module: LedgerModule, reading: Reading): void {
  for (const found of [...reading.problems]) {
    if (!found.candidates || found.code !== 'M-305' || found.column === null) continue
    const settled = module.settle(found.column, found.candidates, reading.values)
    if (settled === undefined) continue
    reading.values[found.column] = settled
    reading.problems.splice(reading.problems.indexOf(found), 1)
  }
}

const hasErrorIn = (reading: Reading, key: string): boolean =>
  reading.problems.some((p) => p.column === key && p.level === '错误')

/** A required column that the row left out and the program worked out is shown to be looked at. */
const notesOnDerived = (
  module: LedgerModule,
  reading: Reading,
  values: Values,
  context: CellContext,
): Problem[] =>
  module.derived.flatMap((key) => {
    const value = values[key]
    if (!isBlank(reading.values[key]) || isBlank(value) || hasErrorIn(reading, key)) return []
    const params = { 行: context.row, 栏目: module.ledger.columns[key]?.label ?? key, 结果: String(value) }
    return [problem('M-338', key, params)]
  })

/** Required columns that are blank for a reason not yet given; references are looked up later. */
const missingValues = (
  module: LedgerModule,
  reading: Reading,
  values: Values,
  context: CellContext,
): Problem[] =>
  columnEntries(module.ledger).flatMap(([key, column]) =>
    column.required && column.kind !== 'reference' && isBlank(values[key]) && !hasErrorIn(reading, key)
      ? [missingValue(key, column, context.row)]
      : [],
  )

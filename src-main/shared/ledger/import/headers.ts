// Finds the header of a sheet and says which column of the ledger each position is (P-03, P-04, P-06, P-24, P-25).
import { normaliseHeader } from '../../text/plain-text.ts'
import { columnEntries, headersOf, type Ledger } from '../ledger.ts'
import { problem, type Problem } from '../messages.ts'
import { cellText, type Merge, type RawRow, type RawSheet } from '../sheet.ts'

/** What stands at one position: a ledger column, one tick column of a tags column, or something unknown. */
export interface HeaderSlot {
  /** As printed, parent and child joined. */
  readonly header: string
  readonly column: string | null
  /** For a tags column spread over tick columns: the tag this position ticks. */
  readonly tag: string | null
  /** Serial numbers: never data (P-07). */
  readonly isSerial: boolean
}

export interface HeaderMatch {
  /** First and last header row, as Excel counts. */
  readonly firstRow: number
  readonly lastRow: number
  /** By position. */
  readonly slots: readonly HeaderSlot[]
  /** Fingerprint of the header texts, by which a manual mapping is remembered. */
  readonly layout: string
  readonly problems: readonly Problem[]
}

export interface HeaderNotFound {
  /** The rows most like a header, best first, at most three. */
  readonly candidates: readonly {
    readonly row: number
    readonly texts: readonly string[]
    readonly known: number
  }[]
  readonly problem: Problem
}

/** A mapping made by hand: position → column key, 'tag:<key>:<value>' or null for an extra column. */
export type ManualMapping = Readonly<Record<number, string | null>>

const SEARCHED_ROWS = 20
const ENOUGH_KNOWN = 3
const SERIAL = new Set(['序号', 'no', 'no.', '编号', '顺序号', '序'].map((h) => normaliseHeader(h)))
/** Columns a returned error workbook carries besides the data (E-10). */
const VERDICT_COLUMNS = new Set(['校验结果', '问题说明', '说明原因'].map((h) => normaliseHeader(h)))

interface Meaning {
  readonly column: string
  readonly tag: string | null
}

function meanings(ledger: Ledger): Map<string, Meaning> {
  const known = new Map<string, Meaning>()
  for (const [key, column] of columnEntries(ledger))
    for (const header of headersOf(column)) known.set(header, { column: key, tag: null })
  for (const [key, column] of columnEntries(ledger)) {
    if (column.kind !== 'tags') continue
    for (const choice of column.choices)
      for (const name of [choice.value, ...(choice.synonyms ?? [])]) {
        const header = normaliseHeader(name)
        if (!known.has(header)) known.set(header, { column: key, tag: choice.value })
      }
  }
  return known
}

const textsOf = (row: RawRow): string[] => row.cells.map((c) => cellText(c))

const countKnown = (texts: readonly string[], known: ReadonlyMap<string, Meaning>): number =>
  new Set(texts.flatMap((t) => known.get(normaliseHeader(t))?.column ?? [])).size

const rowsOnTop = (sheet: RawSheet): RawRow[] =>
  sheet.rows.filter((r) => r.number - (sheet.rows[0]?.number ?? 1) < SEARCHED_ROWS)

/** The text at a position, reaching back over a horizontal merge in that row. */
function mergedText(row: RawRow, position: number, merges: readonly Merge[]): string {
  const own = cellText(row.cells[position])
  if (own !== '') return own
  const merge = merges.find(
    (m) => m.top <= row.number && row.number <= m.bottom && m.left <= position && position <= m.right,
  )
  return merge?.top === row.number ? cellText(row.cells[merge.left]) : ''
}

const spansDown = (row: RawRow, position: number, merges: readonly Merge[]): boolean =>
  merges.some(
    (m) => m.top === row.number && m.bottom > row.number && m.left <= position && position <= m.right,
  )

const spansAcross = (row: RawRow, merges: readonly Merge[]): boolean =>
  merges.some((m) => m.top <= row.number && row.number <= m.bottom && m.right > m.left)

/** True when the row below carries the second level of the header (P-04). */
function hasSecondLevel(row: RawRow, below: RawRow | undefined, sheet: RawSheet): boolean {
  if (below?.number !== row.number + 1 || !spansAcross(row, sheet.merges)) return false
  return below.cells.every((c, i) => !c || (c.kind === 'text' && !spansDown(row, i, sheet.merges)))
}

function headerTexts(
  row: RawRow,
  below: RawRow | null,
  sheet: RawSheet,
): { joined: string; child: string }[] {
  const width = Math.max(row.cells.length, below?.cells.length ?? 0)
  return Array.from({ length: width }, (_, i) => {
    const child = below ? cellText(below.cells[i]) : ''
    const parent = mergedText(row, i, sheet.merges)
    return { joined: parent + child, child: child === '' ? parent : child }
  })
}

/** A bare 电话 after 信息员 is the informant's: the name column before it decides whose phone it is. */
function phoneOf(ledger: Ledger, column: string, before: string | null): string {
  if (ledger.columns[column]?.kind !== 'phone' || !before?.endsWith('_name')) return column
  const own = before.replace(/_name$/, '_phone')
  return own in ledger.columns ? own : column
}

function slotsFrom(
  ledger: Ledger,
  texts: readonly { joined: string; child: string }[],
): { slots: HeaderSlot[]; repeated: Map<string, number> } {
  const known = meanings(ledger)
  const taken = new Set<string>()
  const repeated = new Map<string, number>()
  let before: string | null = null
  const slots = texts.map(({ joined, child }): HeaderSlot => {
    const names = [normaliseHeader(joined), normaliseHeader(child)]
    const unknown: HeaderSlot = { header: joined, column: null, tag: null, isSerial: false }
    if (names.some((n) => SERIAL.has(n)) || joined === '') return { ...unknown, isSerial: true }
    const found = names.map((n) => known.get(n)).find((m) => m !== undefined)
    if (!found) return unknown
    const column = phoneOf(ledger, found.column, before)
    before = column
    const place = `${column}:${found.tag ?? ''}`
    if (taken.has(place)) {
      repeated.set(joined, (repeated.get(joined) ?? 1) + 1)
      return unknown
    }
    taken.add(place)
    return { header: joined, column, tag: found.tag, isSerial: false }
  })
  return { slots, repeated }
}

function applyManual(slots: readonly HeaderSlot[], manual: ManualMapping | undefined): HeaderSlot[] {
  return slots.map((slot, i) => {
    const chosen = manual?.[i]
    if (chosen === undefined) return slot
    if (chosen === null) return { ...slot, column: null, tag: null, isSerial: false }
    const [, key, tag] = /^tag:([^:]+):(.+)$/.exec(chosen) ?? []
    return { ...slot, column: key ?? chosen, tag: tag ?? null, isSerial: false }
  })
}

export const missingColumns = (
  ledger: Ledger,
  slots: readonly HeaderSlot[],
  hasDefault: (key: string) => boolean,
): string[] =>
  columnEntries(ledger)
    .filter(([key, c]) => c.required && !hasDefault(key) && !slots.some((s) => s.column === key))
    .map(([, c]) => c.label)

export const isVerdictColumn = (header: string): boolean => VERDICT_COLUMNS.has(normaliseHeader(header))

function headerProblems(slots: readonly HeaderSlot[], repeated: ReadonlyMap<string, number>): Problem[] {
  const unknown = slots
    .filter((s) => s.column === null && !s.isSerial && !isVerdictColumn(s.header))
    .map((s) => s.header)
  const twice = [...repeated].map(([header, n]) => problem('M-103', null, { 栏目: header, n }))
  return unknown.length === 0
    ? twice
    : [...twice, problem('M-104', null, { n: unknown.length, 栏目: unknown.slice(0, 6).join('、') })]
}

/** Reads the header at a given row, as found or as pointed out by the user. */
export function readHeader(
  ledger: Ledger,
  sheet: RawSheet,
  row: RawRow,
  manual?: ManualMapping,
): HeaderMatch {
  const next = sheet.rows.find((r) => r.number > row.number)
  const below = next && hasSecondLevel(row, next, sheet) ? next : null
  const texts = headerTexts(row, below, sheet)
  const { slots, repeated } = slotsFrom(ledger, texts)
  const chosen = applyManual(slots, manual)
  return {
    firstRow: row.number,
    lastRow: below?.number ?? row.number,
    slots: chosen,
    layout: `${ledger.key}|${texts.map((t) => normaliseHeader(t.joined)).join('|')}`,
    problems: headerProblems(chosen, repeated),
  }
}

/** The first of the top 20 rows with at least three known columns in distinct cells (P-03). */
export function findHeader(
  ledger: Ledger,
  sheet: RawSheet,
  chosenRow?: number,
  manual?: ManualMapping,
): HeaderMatch | HeaderNotFound {
  const known = meanings(ledger)
  const rows = rowsOnTop(sheet)
  const header =
    chosenRow === undefined
      ? rows.find((r) => countKnown(textsOf(r), known) >= ENOUGH_KNOWN)
      : sheet.rows.find((r) => r.number === chosenRow)
  if (header) return readHeader(ledger, sheet, header, manual)
  const required = columnEntries(ledger).flatMap(([, c]) => (c.required ? [`“${c.label}”`] : []))
  return {
    candidates: rows
      .map((r) => ({ row: r.number, texts: textsOf(r), known: countKnown(textsOf(r), known) }))
      .sort((a, b) => b.known - a.known || a.row - b.row)
      .slice(0, 3),
    problem: problem('M-101', null, { 栏目: required.slice(0, 2).join('') }),
  }
}

/** What stands above the header: names that may be the default branch, most specific first (P-03, P-12). */
export function hintsAbove(sheet: RawSheet, headerRow: number): string[] {
  const above = sheet.rows
    .filter((r) => r.number < headerRow)
    .flatMap((r) => textsOf(r).filter((t) => t !== ''))
  const units = above.flatMap((t) => /(?:填报)?单位\s*[:：]\s*([^\s\u3000:：]{2,60})/u.exec(t)?.[1] ?? [])
  return [
    ...units,
    sheet.name,
    ...above.map((t) => t.replace(/(党员)?(花名册|名册|信息表|一览表|登记表|统计表).*$/u, '')),
  ]
}

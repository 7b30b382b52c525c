// Finds the header of a sheet and says which column of the ledger each position is (P-03, P-04, P-06, P-24, P-25).
import { RECORD_CODE } from '../record-code.ts'
import { normaliseHeader, tidyTight } from '../../text/plain-text.ts'
import { columnEntries, headersOf, type Ledger } from '../ledger.ts'
import { problem, type Problem } from '../messages.ts'
import { cellText, type Merge, type RawRow, type RawSheet } from '../sheet.ts'

/** What stands at one position: a ledger column, one tick column of a tags column, or something unknown. */
export interface HeaderSlot {
  /** As printed, without spaces and line breaks; parent and child joined where only both say what it is. */
  readonly header: string
  readonly column: string | null
  /** For a tags column spread over tick columns: the tag this position ticks. */
  readonly tag: string | null
  /** Serial numbers or no header at all: never data (P-07). */
  readonly isSerial: boolean
  /** The column already stood further left (P-24). */
  readonly isRepeat: boolean
  /** Tells of a person who is not to be known: neither read in nor kept (M-415). */
  readonly isNeverKept: boolean
  /** Name under which an unknown column is kept, different for every position of the sheet. */
  readonly extra: string | null
}

export interface HeaderMatch {
  /** First and last header row, as Excel counts. */
  readonly firstRow: number
  readonly lastRow: number
  /** By position. */
  readonly slots: readonly HeaderSlot[]
  /** Fingerprint of the header texts, by which a manual mapping is remembered. */
  readonly layout: string
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

export interface HeaderWishes {
  /** The first header row as pointed out by the user. */
  readonly row?: number | undefined
  /** Mappings made by hand, by layout. */
  readonly mappings?: Readonly<Record<string, ManualMapping>> | undefined
}

const SEARCHED_ROWS = 20
const ENOUGH_KNOWN = 3
const SERIAL = new Set(['序号', 'no', 'no.', '编号', '顺序号', '序'].map((h) => normaliseHeader(h)))
/** Columns a returned error workbook carries besides the data (E-10). */
const VERDICT_COLUMNS = new Set(['校验结果', '问题说明', '说明原因'].map((h) => normaliseHeader(h)))

interface Meaning {
  readonly column: string
  readonly tag: string | null
}

type Meanings = ReadonlyMap<string, Meaning>

const meaningsOf = new WeakMap<Ledger, Meanings>()

/** Every header a ledger understands, normalised. */
function meanings(ledger: Ledger): Meanings {
  const before = meaningsOf.get(ledger)
  if (before) return before
  const known = new Map<string, Meaning>()
  for (const [key, column] of columnEntries(ledger))
    for (const header of headersOf(column)) known.set(header, { column: key, tag: null })
  for (const [column, tag, header] of tickHeaders(ledger))
    if (!known.has(header)) known.set(header, { column, tag })
  meaningsOf.set(ledger, known)
  return known
}

const tickHeaders = (ledger: Ledger): [column: string, tag: string, header: string][] =>
  columnEntries(ledger).flatMap(([key, column]) =>
    column.kind === 'tags'
      ? column.choices.flatMap((c) =>
          [c.value, ...(c.synonyms ?? [])].map((name): [string, string, string] => [
            key,
            c.value,
            normaliseHeader(name),
          ]),
        )
      : [],
  )

/** “其中：女” is the column 女. */
const meaningOf = (known: Meanings, text: string): Meaning | undefined => {
  const name = normaliseHeader(text)
  return known.get(name) ?? known.get(name.replace(/^其中/u, ''))
}

/** Does the ledger understand this header by itself? */
export const isKnownHeader = (ledger: Ledger, header: string): boolean =>
  meaningOf(meanings(ledger), header) !== undefined

const textsOf = (row: RawRow): string[] => row.cells.map((c) => cellText(c))

const isSerialHeader = (text: string): boolean => SERIAL.has(normaliseHeader(text))

const isComputed = (ledger: Ledger, text: string): boolean =>
  (ledger.computedHeaders ?? []).some((header) => normaliseHeader(header) === normaliseHeader(text))

/** Known columns in distinct cells; 序号 is one of them. */
const countKnown = (texts: readonly string[], known: Meanings): number =>
  new Set(texts.flatMap((t) => (isSerialHeader(t) ? '序号' : (meaningOf(known, t)?.column ?? [])))).size

const rowsOnTop = (sheet: RawSheet): RawRow[] => sheet.rows.filter((r) => r.number <= SEARCHED_ROWS)

/**
 * Where the header above a child cell stands: the left end of a merge across, or, in files that keep no merges, the
 * nearest text with only empty cells between. Undefined when nothing spans this position.
 */
function groupStart(row: RawRow, position: number, merges: readonly Merge[]): number | undefined {
  const merge = merges.find(
    (m) => m.top <= row.number && row.number <= m.bottom && m.left <= position && position <= m.right,
  )
  if (merge) return merge.right > merge.left && merge.bottom === row.number ? merge.left : undefined
  const hasText = (i: number): boolean => cellText(row.cells[i]) !== ''
  if (hasText(position))
    return position + 1 < row.cells.length && !hasText(position + 1) ? position : undefined
  for (let i = position - 1; i >= 0; i--) if (hasText(i)) return i
  return undefined
}

/** The row below when it carries the second level of the header (P-04): texts that all stand under a header across. */
function secondLevel(row: RawRow, sheet: RawSheet): RawRow | null {
  const below = sheet.rows.find((r) => r.number > row.number)
  if (below?.number !== row.number + 1) return null
  const filled = below.cells.flatMap((cell, i) => (cellText(cell) === '' ? [] : [[i, cell] as const]))
  const isChild = ([i, cell]: readonly [number, RawRow['cells'][number]]): boolean =>
    cell?.kind === 'text' && groupStart(row, i, sheet.merges) !== undefined
  return filled.length >= 2 && filled.every(isChild) ? below : null
}

interface HeaderText {
  readonly joined: string
  readonly child: string
}

function headerTexts(row: RawRow, below: RawRow | null, sheet: RawSheet): HeaderText[] {
  const width = Math.max(row.cells.length, below?.cells.length ?? 0)
  return Array.from({ length: width }, (_, i) => {
    const child = tidyTight(cellText(below?.cells[i]))
    const start = child === '' ? i : (groupStart(row, i, sheet.merges) ?? i)
    const parent = tidyTight(cellText(row.cells[start]))
    return { joined: parent + child, child: child === '' ? parent : child }
  })
}

/** A bare 电话 after 信息员 is the informant's: the name column before it decides whose phone it is. */
function phoneOf(ledger: Ledger, column: string, before: string | null): string {
  if (ledger.columns[column]?.kind !== 'phone' || !before?.endsWith('_name')) return column
  const own = before.replace(/_name$/, '_phone')
  return own in ledger.columns ? own : column
}

const unknownSlot = (header: string): HeaderSlot => ({
  header,
  column: null,
  tag: null,
  isSerial: false,
  isRepeat: false,
  isNeverKept: false,
  extra: null,
})

/** A header the ledger does not understand and that tells of a person it never keeps, in the words or in a remark of it. */
const isNeverKept = (ledger: Ledger, header: string): boolean =>
  (ledger.neverKept ?? []).some((word) => header.includes(word)) &&
  meaningOf(meanings(ledger), header) === undefined

function slotOf(ledger: Ledger, { joined, child }: HeaderText, before: string | null): HeaderSlot {
  const known = meanings(ledger)
  const isSerial =
    joined === '' || [joined, child].some((text) => isSerialHeader(text) || isComputed(ledger, text))
  if (isSerial) return { ...unknownSlot(joined), isSerial }
  // Asked of both levels together: the 单位 under 反映人 is his and not the row's.
  if (isNeverKept(ledger, joined)) return { ...unknownSlot(joined), isNeverKept: true }
  const header = meaningOf(known, joined) || !meaningOf(known, child) ? joined : child
  const found = meaningOf(known, header)
  if (!found) return unknownSlot(joined)
  return { ...unknownSlot(header), column: phoneOf(ledger, found.column, before), tag: found.tag }
}

function slotsFrom(ledger: Ledger, texts: readonly HeaderText[]): HeaderSlot[] {
  let before: string | null = null
  return texts.map((text) => {
    const slot = slotOf(ledger, text, before)
    if (!slot.isSerial) before = slot.column
    return slot
  })
}

const placeOf = (slot: HeaderSlot): string | null =>
  slot.column === null ? null : `${slot.column}:${slot.tag ?? ''}`

/** What the user said about a position goes before what the program saw, there and elsewhere. */
function applyManual(ledger: Ledger, slots: readonly HeaderSlot[], manual: ManualMapping): HeaderSlot[] {
  const chosen = slots.map((slot, i) =>
    mayMean(ledger, slot, manual[i]) ? { ...slot, ...manualSlot(manual[i]) } : slot,
  )
  const taken = new Set(chosen.flatMap((slot, i) => (manual[i] ? (placeOf(slot) ?? []) : [])))
  return chosen.map((slot, i) =>
    manual[i] === undefined && taken.has(placeOf(slot) ?? '') ? unknownSlot(slot.header) : slot,
  )
}

/** A column that tells of a person is read in only where somebody says that it names a record, such as a member. */
const mayMean = (ledger: Ledger, slot: HeaderSlot, choice: string | null | undefined): boolean =>
  !slot.isNeverKept || ledger.columns[choice ?? '']?.kind === 'reference'

function manualSlot(choice: string | null | undefined): Partial<HeaderSlot> {
  if (choice === undefined) return {}
  const [, key, tag] = /^tag:([^:]+):(.+)$/.exec(choice ?? '') ?? []
  return { column: key ?? choice, tag: tag ?? null, isSerial: false, isNeverKept: false }
}

/** The first of equal columns counts, the others are kept beside it under names of their own (P-24). */
function settleRepeats(slots: readonly HeaderSlot[]): HeaderSlot[] {
  const taken = new Set<string>()
  const names = new Map<string, number>()
  return slots.map((slot) => {
    const place = placeOf(slot)
    const isRepeat = place !== null && taken.has(place)
    if (place !== null && !isRepeat) {
      taken.add(place)
      return slot
    }
    return slot.isSerial || slot.isNeverKept
      ? slot
      : { ...unknownSlot(slot.header), isRepeat, extra: ownName(slot.header, names) }
  })
}

function ownName(header: string, names: Map<string, number>): string {
  const n = (names.get(header) ?? 0) + 1
  names.set(header, n)
  return n === 1 ? header : `${header}(${n})`
}

const columnLetters = (position: number): string =>
  (position >= 26 ? columnLetters(Math.floor(position / 26) - 1) : '') +
  String.fromCharCode(65 + (position % 26))

/**
 * A column without a header that holds more than numbers is kept as well, named by its letter; not where the ledger
 * must not keep persons, since nobody can tell what it holds.
 */
export function keepUnnamed(
  ledger: Ledger,
  match: HeaderMatch,
  holdsText: (position: number) => boolean,
): HeaderMatch {
  const slots = match.slots.map((slot, i) => {
    if (!slot.isSerial || slot.header !== '' || !holdsText(i)) return slot
    const name = `第${columnLetters(i)}列`
    return ledger.neverKept === undefined
      ? { ...unknownSlot(name), extra: name }
      : { ...unknownSlot(name), isNeverKept: true }
  })
  const last = slots.findLastIndex((s) => s.header !== '')
  return { ...match, slots: slots.slice(0, last + 1) }
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

const neverKeptProblem = (slots: readonly HeaderSlot[]): Problem[] => {
  const left = slots.filter((s) => s.isNeverKept).map((s) => s.header)
  return left.length === 0 ? [] : [problem('M-415', null, { 栏目: left.join('、') })]
}

/** Columns never kept, repeated and unknown ones (P-23, P-24). */
export function headerProblems(slots: readonly HeaderSlot[]): Problem[] {
  const repeated = [
    ...neverKeptProblem(slots),
    ...slots.filter((s) => s.isRepeat).map((s) => problem('M-103', null, { 栏目: s.header })),
  ]
  const unknown = slots
    .filter((s) => s.extra !== null && !s.isRepeat && !isVerdictColumn(s.header) && s.extra !== RECORD_CODE)
    .map((s) => s.header)
  if (unknown.length === 0) return repeated
  const listed = unknown.slice(0, 6).join('、') + (unknown.length > 6 ? '等' : '')
  return [...repeated, problem('M-104', null, { n: unknown.length, 栏目: listed })]
}

const layoutOf = (ledger: Ledger, texts: readonly HeaderText[]): string =>
  `${ledger.key}|${texts.map((t) => normaliseHeader(t.joined)).join('|')}`

/** Columns to the right of the header that hold something all the same. */
function withUnnamed(sheet: RawSheet, lastRow: number, slots: readonly HeaderSlot[]): HeaderSlot[] {
  const below = sheet.rows.filter((r) => r.number > lastRow)
  const width = below.reduce((most, r) => Math.max(most, r.cells.length), slots.length)
  const unnamed = Array.from({ length: width - slots.length }, () => ({ ...unknownSlot(''), isSerial: true }))
  return [...slots, ...unnamed]
}

/** Reads the header at a given row, as found or as pointed out by the user. */
function readHeader(
  ledger: Ledger,
  sheet: RawSheet,
  row: RawRow,
  mappings: HeaderWishes['mappings'] = {},
): HeaderMatch {
  const below = secondLevel(row, sheet)
  const texts = headerTexts(row, below, sheet)
  const layout = layoutOf(ledger, texts)
  const slots = applyManual(ledger, slotsFrom(ledger, texts), mappings[layout] ?? {})
  const lastRow = below?.number ?? row.number
  return { firstRow: row.number, lastRow, slots: withUnnamed(sheet, lastRow, settleRepeats(slots)), layout }
}

/** A row that has few known columns but was once mapped by hand. */
function rememberedRow(
  ledger: Ledger,
  sheet: RawSheet,
  mappings: HeaderWishes['mappings'] = {},
): RawRow | undefined {
  if (Object.keys(mappings).length === 0) return undefined
  return rowsOnTop(sheet).find(
    (row) => layoutOf(ledger, headerTexts(row, secondLevel(row, sheet), sheet)) in mappings,
  )
}

function findRow(ledger: Ledger, sheet: RawSheet, wishes: HeaderWishes): RawRow | undefined {
  if (wishes.row !== undefined) return sheet.rows.find((r) => r.number === wishes.row)
  const known = meanings(ledger)
  return (
    rowsOnTop(sheet).find((r) => countKnown(textsOf(r), known) >= ENOUGH_KNOWN) ??
    rememberedRow(ledger, sheet, wishes.mappings)
  )
}

/** The first of the top 20 rows with at least three known columns in distinct cells (P-03). */
export function findHeader(
  ledger: Ledger,
  sheet: RawSheet,
  wishes: HeaderWishes = {},
): HeaderMatch | HeaderNotFound {
  const row = findRow(ledger, sheet, wishes)
  return row ? readHeader(ledger, sheet, row, wishes.mappings) : notFound(ledger, sheet)
}

function notFound(ledger: Ledger, sheet: RawSheet): HeaderNotFound {
  const known = meanings(ledger)
  return {
    candidates: rowsOnTop(sheet)
      .map((r) => ({ row: r.number, texts: textsOf(r), known: countKnown(textsOf(r), known) }))
      .sort((a, b) => b.known - a.known || b.texts.length - a.texts.length || a.row - b.row)
      .slice(0, 3),
    problem: problem('M-101', null, { 栏目: landmarks(ledger) }),
  }
}

/** Two columns everybody knows the table by: “姓名”“入党时间”. */
function landmarks(ledger: Ledger): string {
  const required = columnEntries(ledger).flatMap(([, c]) => (c.required ? [c] : []))
  const second = required.find((c) => c.kind === 'date' && c.of !== 'birth') ?? required[1]
  return [required[0], second].flatMap((c) => (c ? [`“${c.label}”`] : [])).join('')
}

const UNIT =
  /(?:单位|党支部|支部名称|所[在属]支部|党组织(?:名称)?)(?:[（(][^）)]*[）)])?\s*[:：]\s*([^\s\u3000:：]*)/gu

/** Units named above the header: 填报单位：城南社区支部, also when the name stands in the next cell. */
function unitsIn(row: RawRow): string[] {
  const texts = textsOf(row).filter((t) => t.trim() !== '')
  return texts.flatMap((text, i) =>
    [...text.matchAll(UNIT)].flatMap(([, name = '']) => (name === '' ? (texts[i + 1] ?? []) : [name])),
  )
}

/** What stands above the header: names that may be the default branch, most specific first (P-03, P-12). */
export function hintsAbove(sheet: RawSheet, headerRow: number): string[] {
  const above = sheet.rows.filter((r) => r.number < headerRow)
  const titles = above
    .flatMap(textsOf)
    .map((t) => tidyTight(t).replace(/(党员)?(花名册|名册|信息表|一览表|登记表|统计表).*$/u, ''))
  return [...above.flatMap(unitsIn), sheet.name, ...titles].filter((t) => t.trim().length > 1)
}

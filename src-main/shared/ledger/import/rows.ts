// Tells data rows from the rest of a sheet: totals, footers, repeated headers, samples, blanks (P-05, P-07…P-11, P-14).
import { normaliseHeader, tidyTight } from '../../text/plain-text.ts'
import { cellText, type Cell, type Merge, type RawRow, type RawSheet } from '../sheet.ts'
import type { HeaderMatch, HeaderSlot } from './headers.ts'

export type RowClass = 'data' | 'total' | 'blank' | 'repeatedHeader' | 'footer' | 'sample'

export type Skipped = Readonly<Record<Exclude<RowClass, 'data'>, number>>

export const NO_SKIPS: Skipped = { total: 0, blank: 0, repeatedHeader: 0, footer: 0, sample: 0 }

/** A data row with merges filled down and 同上 resolved. */
export interface DataRow {
  readonly number: number
  readonly hidden: boolean
  readonly cells: readonly (Cell | null)[]
  /** Positions filled from the row above because the cell said 同上. */
  readonly repeatedAbove: readonly number[]
}

/** What a total row states. */
export interface StatedTotal {
  /** Its row, as Excel counts: it speaks of rows above. */
  readonly row: number
  /** 小计 and 本页合计 speak of the rows since the total before, 合计 perhaps of all. */
  readonly isPart: boolean
  /** The first whole number in it: the persons or units somebody counted. */
  readonly count: number | null
  /** Whole numbers by the column they stand in. */
  readonly byColumn: Readonly<Record<string, number>>
}

export interface SheetRows {
  readonly data: readonly DataRow[]
  readonly skipped: Skipped
  readonly totals: readonly StatedTotal[]
}

const TOTAL =
  /^(?:本[页表]|全[镇部]|[^\s:：]{0,16}?)(?:合计|总计|小计|共计|累计|总数|总人数)(?:$|[\d:：(（人名个党为])|^共\d+[人名个]/u
const PART = /小计|本页/u
const FOOTER =
  /^(?:填表人|填报人|填表单位|审核人?(?:$|[:：(（])|审核|制表|负责人|单位负责人|党支部[（(]?盖章|党支部(?:负责人|书记)?[（(]|[（(]?盖章|[（(]?公章|填[报表]日期|填[报表]时间|填报单位|联系(?:人|电话)[:：]|注[:：]|附注|说明[:：]|备注[:：]|填[表报]说明|填写说明|图例|第\d+页|共\d+页)/u
const SAMPLE =
  /^[（(【[]?(?:举例|例如?|示例|样例|样表|范例|填[写表报]示例)(?:$|[)）】\]:：\d一二三])|[（(](?:示例|样例|举例|例)[）)]$/u
const SAME_ABOVE = /^(?:同上|同前|[〃″〞"“”'’]{1,2}|-*[〃″"“”]-*)$/u

/** No mark for 同上 is longer, blanks included. */
const LONGEST_MARK = 12

const compact = (cell: Cell | null | undefined): string => tidyTight(cellText(cell))

/** What a row is judged against. */
interface Surroundings {
  readonly slots: readonly HeaderSlot[]
  /** The headers by position, normalised. */
  readonly headers: readonly string[]
  /** Texts of the lines above the header, which long sheets print again on every page. */
  readonly above: ReadonlySet<string>
  readonly merges: MergeIndex
  /** The last row that was not blank was a footer. */
  readonly isAfterFooter: boolean
}

const isHeaderText = (header: string, text: string): boolean =>
  header === text || header.startsWith(text) || header.endsWith(text)

/** The header again, or one of its two levels. */
function isRepeatedHeader(row: RawRow, filled: readonly number[], headers: readonly string[]): boolean {
  const compared = filled.filter((i) => (headers[i] ?? '') !== '')
  const mayDiffer = Math.floor(compared.length * 0.2)
  let different = 0
  for (const i of compared) {
    const text = normaliseHeader(cellText(row.cells[i]))
    if (text !== '' && !isHeaderText(headers[i] ?? '', text)) different += 1
    if (different > mayDiffer) return false
  }
  return compared.length >= 2
}

/** One text across much of the table: a heading between rows, or a title printed again. */
const isHeading = (row: RawRow, first: number, around: Surroundings): boolean =>
  around.merges.widthAt(row.number, first) > around.slots.length / 2

/** `all` are the texts of the row by position, `filled` the positions that hold something. */
function classifyText(
  row: RawRow,
  all: readonly string[],
  filled: readonly number[],
  around: Surroundings,
): RowClass {
  const texts = filled.map((i) => all[i] ?? '')
  const leading = [...new Set([...all.slice(0, 3), ...texts.slice(0, 3)])]
  if (texts.every((t) => around.above.has(t))) return 'repeatedHeader'
  if (leading.some((t) => TOTAL.test(t))) return 'total'
  if (FOOTER.test(texts[0] ?? '')) return 'footer'
  if (leading.some((t) => SAMPLE.test(t))) return 'sample'
  if (isRepeatedHeader(row, filled, around.headers)) return 'repeatedHeader'
  if (filled.length === 1) {
    if (around.isAfterFooter) return 'footer'
    if (isHeading(row, filled[0] ?? 0, around)) return 'repeatedHeader'
  }
  return filled.every((i) => around.slots[i]?.isSerial ?? true) ? 'blank' : 'data'
}

function classify(row: RawRow, around: Surroundings): RowClass {
  const texts = row.cells.map(compact)
  const filled = texts.flatMap((text, i) => (text !== '' || row.cells[i]?.kind === 'uncomputed' ? [i] : []))
  return filled.length === 0 ? 'blank' : classifyText(row, texts, filled, around)
}

const wholeIn = (cell: Cell | null | undefined): number | null => {
  if (cell?.kind === 'number') return Number.isInteger(cell.value) && cell.value >= 0 ? cell.value : null
  const text = compact(cell)
  const said = /(\d+)[人名个]/u.exec(text) ?? /(?:计|数)[:：]?(\d+)$/u.exec(text) ?? /^(\d+)$/u.exec(text)
  return said ? Number(said[1]) : null
}

function totalOf(row: RawRow, slots: readonly HeaderSlot[]): StatedTotal {
  const numbers = row.cells.flatMap((cell, i) => {
    const n = wholeIn(cell)
    return n === null ? [] : [{ n, slot: slots[i], text: compact(cell) }]
  })
  const counted = numbers.find(({ slot, text }) => slot?.isSerial !== true || !/^\d+$/u.test(text))
  return {
    row: row.number,
    isPart: row.cells.some((c) => PART.test(compact(c))),
    count: counted?.n ?? null,
    byColumn: Object.fromEntries(
      numbers.flatMap(({ n, slot }) => (slot?.column ? [[slot.column, n] as const] : [])),
    ),
  }
}

/** Merges by column, so that a cell finds its own without looking through all of them. */
class MergeIndex {
  readonly #byColumn = new Map<number, Merge[]>()

  constructor(merges: readonly Merge[]) {
    for (const merge of merges) {
      const column = this.#byColumn.get(merge.left)
      if (column) column.push(merge)
      else this.#byColumn.set(merge.left, [merge])
    }
    for (const column of this.#byColumn.values()) column.sort((a, b) => a.top - b.top)
  }

  /** The merge whose left column is this and that covers the row: by halving, since merges do not overlap. */
  at(row: number, column: number): Merge | undefined {
    const merges = this.#byColumn.get(column) ?? []
    let [low, high] = [0, merges.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const merge = merges[middle]
      if (!merge || merge.top > row) high = middle - 1
      else if (merge.bottom < row) low = middle + 1
      else return merge
    }
    return undefined
  }

  /** Columns the cell covers. */
  widthAt(row: number, column: number): number {
    const merge = this.at(row, column)
    return merge ? merge.right - merge.left + 1 : 1
  }
}

/** Cells of a data row, with vertical merges filled down and 同上 taken from the data row before. */
function fillDown(
  row: RawRow,
  slots: readonly HeaderSlot[],
  byNumber: ReadonlyMap<number, RawRow>,
  merges: MergeIndex,
  before: DataRow | undefined,
): DataRow {
  const repeatedAbove: number[] = []
  const cells = slots.map((_, i): Cell | null => {
    const own = row.cells[i] ?? null
    if (own?.kind === 'text' && own.text.length < LONGEST_MARK && SAME_ABOVE.test(compact(own))) {
      repeatedAbove.push(i)
      return before?.cells[i] ?? null
    }
    if (own) return own
    const merge = merges.at(row.number, i)
    return merge && merge.top < row.number ? (byNumber.get(merge.top)?.cells[i] ?? null) : null
  })
  return { number: row.number, hidden: row.hidden, cells, repeatedAbove }
}

const textsAbove = (sheet: RawSheet, header: HeaderMatch): Set<string> =>
  new Set(
    sheet.rows
      .filter((r) => r.number < header.firstRow)
      .flatMap((r) => r.cells.map(compact))
      .filter((t) => t !== ''),
  )

/** Rows without any cell, between the header and the last row with content. */
function gapsIn(below: readonly RawRow[], header: HeaderMatch): number {
  const last = below.at(-1)
  return last ? last.number - header.lastRow - below.length : 0
}

/** Rows between two pauses. */
const STEP = 500

/** Sorts the rows below the header into data and the rest: read and skipped rows add up to all of them. */
export function* splitRows(sheet: RawSheet, header: HeaderMatch): Generator<number, SheetRows> {
  const below = sheet.rows.filter((r) => r.number > header.lastRow)
  const byNumber = new Map(below.map((r) => [r.number, r]))
  const merges = new MergeIndex(sheet.merges)
  const around = {
    slots: header.slots,
    headers: header.slots.map((s) => normaliseHeader(s.header)),
    above: textsAbove(sheet, header),
    merges,
  }
  const skipped = { ...NO_SKIPS, blank: gapsIn(below, header) }
  const data: DataRow[] = []
  const totals: StatedTotal[] = []
  let isAfterFooter = false
  for (const [i, row] of below.entries()) {
    const kind = classify(row, { ...around, isAfterFooter })
    if (kind !== 'blank') isAfterFooter = kind === 'footer'
    if (kind === 'data') data.push(fillDown(row, header.slots, byNumber, merges, data.at(-1)))
    else skipped[kind] += 1
    if (kind === 'total') totals.push(totalOf(row, header.slots))
    if (i % STEP === STEP - 1) yield 0
  }
  return { data, skipped, totals }
}

// Tells data rows from the rest of a sheet: totals, footers, repeated headers, samples, blanks (P-05, P-07…P-11, P-14).
import { normaliseHeader, tidy } from '../../text/plain-text.ts'
import { cellText, type Cell, type Merge, type RawRow, type RawSheet } from '../sheet.ts'
import type { HeaderMatch } from './headers.ts'

export type RowClass = 'data' | 'total' | 'blank' | 'repeatedHeader' | 'footer' | 'sample'

export type Skipped = Readonly<Record<Exclude<RowClass, 'data'>, number>>

/** A data row with merges filled down and 同上 resolved. */
export interface DataRow {
  readonly number: number
  readonly hidden: boolean
  readonly cells: readonly (Cell | null)[]
  /** Positions filled from the row above because the cell said 同上. */
  readonly repeatedAbove: readonly number[]
}

export interface SheetRows {
  readonly data: readonly DataRow[]
  readonly skipped: Skipped
  /** Numbers found in total rows, in order: the persons or units somebody counted. */
  readonly totals: readonly number[]
}

const TOTAL = /^(合计|总计|小计|共计|总数|累计)/u
const FOOTER =
  /^(填表人|填报人|审核人|审核|制表|制表人|负责人|单位负责人|党支部[（(]?盖章|[（(]?盖章|填报日期|填表日期|填报时间|联系电话[:：]|注[:：]|说明[:：]|备注[:：]|填表说明|填报说明|图例)/u
const SAMPLE = /^[（(]?(例[:：]|例$|例如|示例|样例|填写示例)/u
const SAME_ABOVE = new Set(['同上', '〃', '″', '"', '--"--', '〞', '″″'])

const compact = (cell: Cell | null | undefined): string => tidy(cellText(cell)).replace(/\s/gu, '')

function isRepeatedHeader(row: RawRow, header: HeaderMatch): boolean {
  const pairs = header.slots.flatMap((s, i) => {
    const text = normaliseHeader(cellText(row.cells[i]))
    return s.column !== null && text !== ''
      ? [text === normaliseHeader(s.header) || normaliseHeader(s.header).endsWith(text)]
      : []
  })
  return pairs.length >= 2 && pairs.filter(Boolean).length >= Math.ceil(pairs.length * 0.8)
}

function classify(row: RawRow, header: HeaderMatch): RowClass {
  const filled = row.cells.flatMap((c, i) => (c && compact(c) !== '' ? [i] : []))
  const first = filled[0]
  if (first === undefined) return 'blank'
  if (filled.every((i) => header.slots[i]?.isSerial ?? false) && !TOTAL.test(compact(row.cells[first]))) {
    return FOOTER.test(compact(row.cells[first])) ? 'footer' : 'blank'
  }
  const leading = row.cells.slice(0, 3).map(compact)
  if (leading.some((t) => TOTAL.test(t))) return 'total'
  if (FOOTER.test(compact(row.cells[first]))) return 'footer'
  if (leading.some((t) => SAMPLE.test(t))) return 'sample'
  return isRepeatedHeader(row, header) ? 'repeatedHeader' : 'data'
}

/** The count a total row states: the first whole number in it, ratios and dates aside. */
function totalIn(row: RawRow): number | null {
  for (const cell of row.cells) {
    if (cell?.kind === 'number' && Number.isInteger(cell.value) && cell.value >= 0) return cell.value
    const said =
      /(\d+)\s*[人名个]/u.exec(compact(cell)) ?? /^(?:合计|总计|小计|共计)[:：]?(\d+)$/u.exec(compact(cell))
    if (said) return Number(said[1])
    if (cell?.kind === 'text' && /^\d+$/u.test(compact(cell))) return Number(compact(cell))
  }
  return null
}

/** A cell inside a merge takes the value of its first cell, from anywhere in the merge (P-14). */
function mergedOrigin(merges: readonly Merge[], row: number, position: number): Merge | undefined {
  return merges.find((m) => m.top < row && row <= m.bottom && m.left <= position && position <= m.right)
}

/** Cells of a data row, with vertical merges filled down and 同上 taken from the data row before. */
function fillDown(
  row: RawRow,
  header: HeaderMatch,
  byNumber: ReadonlyMap<number, RawRow>,
  merges: readonly Merge[],
  before: DataRow | undefined,
): DataRow {
  const repeatedAbove: number[] = []
  const cells = header.slots.map((_, i): Cell | null => {
    const own = row.cells[i] ?? null
    if (own && SAME_ABOVE.has(compact(own))) {
      repeatedAbove.push(i)
      return before?.cells[i] ?? null
    }
    if (own) return own
    const merge = mergedOrigin(merges, row.number, i)
    return merge ? (byNumber.get(merge.top)?.cells[merge.left] ?? null) : null
  })
  return { number: row.number, hidden: row.hidden, cells, repeatedAbove }
}

const gapsBetween = (rows: readonly RawRow[], from: number): number => {
  const last = rows.at(-1)
  return last ? last.number - from - rows.length : 0
}

/** Sorts the rows below the header into data and the rest. */
export function splitRows(sheet: RawSheet, header: HeaderMatch): SheetRows {
  const below = sheet.rows.filter((r) => r.number > header.lastRow)
  const byNumber = new Map(sheet.rows.map((r) => [r.number, r]))
  const vertical = sheet.merges.filter((m) => m.bottom > m.top)
  const skipped = { total: 0, blank: 0, repeatedHeader: 0, footer: 0, sample: 0 }
  const data: DataRow[] = []
  const totals: number[] = []
  for (const row of below) {
    const kind = classify(row, header)
    if (kind === 'data') {
      data.push(fillDown(row, header, byNumber, vertical, data.at(-1)))
      continue
    }
    skipped[kind] += 1
    const total = kind === 'total' ? totalIn(row) : null
    if (total !== null) totals.push(total)
  }
  skipped.blank += gapsBetween(
    below.filter((r) => r.number <= (data.at(-1)?.number ?? header.lastRow)),
    header.lastRow,
  )
  return { data, skipped, totals }
}

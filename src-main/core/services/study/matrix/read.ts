// Reads one sheet as an attendance matrix: title lines, dates over columns, marks by person, the legend around the table.
import type { Cell, RawRow, RawSheet } from '#shared/ledger/sheet.ts'
import { cellText } from '#shared/ledger/sheet.ts'
import type { AttendanceState } from '#shared/rules/attendance.ts'
import { readHoursCell, toTenths } from '#shared/text/hours.ts'
import { normaliseHeader, tidy, tidyProse, tidyTight } from '#shared/text/plain-text.ts'
import { readHeaderDate, type SaidDate } from './dates.ts'
import { readLegend, tidyMark, usualMeaning } from './marks.ts'

export interface ReadColumn {
  /** Position in the sheet, from 0. */
  readonly at: number
  readonly header: string
  /** Null when the header is no date although marks stand below it. */
  readonly said: SaidDate | null
  /** From the line of hours below the dates, in tenths. */
  readonly hours: number | null
  readonly theme: string
}

export interface ReadRow {
  /** As Excel counts. */
  readonly row: number
  readonly name: string
  readonly unit: string
  /** By column of the matrix. */
  readonly cells: readonly (Cell | null)[]
  readonly total: Cell | null
}

export interface ReadMatrix {
  readonly columns: readonly ReadColumn[]
  readonly rows: readonly ReadRow[]
  readonly legend: ReadonlyMap<string, AttendanceState>
  readonly legendText: string
  /** What may name the unit, the surest first. */
  readonly unitHints: readonly string[]
}

const HEADER_ROWS = 20
const NAMES: ReadonlySet<string> = new Set(['姓名', '党员姓名', '名字', '党员'])
const UNITS: ReadonlySet<string> = new Set(['单位', '所在支部', '支部', '党支部', '所在党支部', '党组织'])
const TOTALS: ReadonlySet<string> = new Set([
  '合计学时',
  '学时合计',
  '合计',
  '总学时',
  '累计学时',
  '学时总计',
  '小计',
  '学时',
])
const OTHERS: ReadonlySet<string> = new Set([
  '序号',
  '编号',
  '性别',
  '职务',
  '党内职务',
  '人员类别',
  '缺课次数',
  '缺课',
  '缺席次数',
  '请假次数',
  '出席次数',
  '应到次数',
  '补课情况',
  '补课学时',
  '补课',
  '备注',
  '签名',
  '签字',
])
const STATISTICS = /^(?:合计|总计|小计|共计|应到|实到|请假|缺席|缺勤|出勤率|参学率|人数|实到人数|应到人数)/u
const HOURS_LINE = /^(?:本次|每次|认定|学习)?(?:学时|课时)(?:数)?$/u
const THEME_LINE = /^(?:学习)?(?:内容|主题|专题|课题)$/u
const FOOTER =
  /^(?:填表人|填报人|审核|制表|负责人|单位负责人|党支部|考勤员|记录人|注|附注|说明|备注[:：]|填[表报]说明|图例|记号|符号|联系)/u

/** Cells of a sheet by place, merged cells read as their first. */
class Grid {
  readonly #rows: ReadonlyMap<number, RawRow>
  readonly #sheet: RawSheet
  readonly width: number

  constructor(sheet: RawSheet) {
    this.#sheet = sheet
    this.#rows = new Map(sheet.rows.map((row) => [row.number, row]))
    this.width = sheet.rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  }

  cell(row: number, column: number): Cell | null {
    return this.#rows.get(row)?.cells[column] ?? null
  }

  /** The cell with what it is merged into; only heads are merged sideways. */
  merged(row: number, column: number): Cell | null {
    const own = this.cell(row, column)
    if (own !== null) return own
    const merge = this.#sheet.merges.find(
      ({ top, left, bottom, right }) => row >= top && row <= bottom && column >= left && column <= right,
    )
    return merge === undefined ? null : this.cell(merge.top, merge.left)
  }
}

const headerOf = (cell: Cell | null): string => normaliseHeader(cellText(cell))

interface Head {
  readonly row: number
  /** Rows the header takes: one, or two with the months above the days. */
  readonly depth: 1 | 2
  readonly nameAt: number
}

const saidAt = (grid: Grid, { row, depth }: Head, column: number, date1904: boolean): SaidDate | null => {
  if (depth === 1) return readHeaderDate(grid.cell(row, column), date1904)
  const [above, below] = [grid.merged(row, column), grid.cell(row + 1, column)]
  const joined = { kind: 'text', text: `${cellText(above)}${cellText(below)}` } as const
  return (
    readHeaderDate(below, date1904) ?? readHeaderDate(joined, date1904) ?? readHeaderDate(above, date1904)
  )
}

const datesIn = (grid: Grid, head: Head, date1904: boolean): number =>
  Array.from({ length: grid.width }, (_, column) => saidAt(grid, head, column, date1904)).filter(
    (said) => said !== null,
  ).length

const hasTotal = (grid: Grid, row: number): boolean =>
  Array.from({ length: grid.width }, (_, column) => headerOf(grid.cell(row, column))).some((text) =>
    TOTALS.has(text),
  )

/** The first line that has 姓名 and dates; null when the sheet is none of these. */
function findHead(sheet: RawSheet, grid: Grid, date1904: boolean): Head | null {
  for (const { number: row, cells } of sheet.rows.filter(({ number }) => number <= HEADER_ROWS)) {
    const nameAt = cells.findIndex((cell) => NAMES.has(headerOf(cell)))
    if (nameAt < 0) continue
    for (const depth of [1, 2] as const) {
      const dates = datesIn(grid, { row, depth, nameAt }, date1904)
      if (dates >= 2 || (dates === 1 && hasTotal(grid, row))) return { row, depth, nameAt }
    }
  }
  return null
}

const isKnown = (header: string): boolean =>
  header === '' || NAMES.has(header) || UNITS.has(header) || TOTALS.has(header) || OTHERS.has(header)

interface Place {
  readonly at: number
  readonly header: string
  readonly said: SaidDate | null
}

function placesOf(grid: Grid, head: Head, date1904: boolean): Place[] {
  return Array.from({ length: grid.width }, (_, at) => {
    const lower = head.depth === 2 ? grid.cell(head.row + 1, at) : null
    const text = tidy(`${cellText(grid.merged(head.row, at))}${cellText(lower)}`)
    return { at, header: text, said: saidAt(grid, head, at, date1904) }
  })
}

const findAt = (places: readonly Place[], names: ReadonlySet<string>): number | null =>
  places.findLast(({ header, said }) => said === null && names.has(normaliseHeader(header)))?.at ?? null

/** A column without a date that holds marks between the first and the last date: a date nobody can read. */
function looksMarked(grid: Grid, rows: readonly RawRow[], at: number): boolean {
  const filled = rows
    .map((row) => tidyMark(cellText(grid.cell(row.number, at))))
    .filter((text) => text !== '')
  const marks = filled.filter((text) => usualMeaning(text) !== undefined)
  return marks.length > 0 && marks.length * 2 > filled.length
}

/** First words of a row, which tell what it is. */
const leading = (row: RawRow, upTo: number): string =>
  row.cells
    .slice(0, upTo + 1)
    .map((cell) => tidyTight(cellText(cell)))
    .find((text) => text !== '' && !/^\d+$/u.test(text)) ?? ''

interface Sorted {
  readonly people: readonly RawRow[]
  readonly hours: RawRow | null
  readonly themes: RawRow | null
  readonly rest: readonly RawRow[]
}

function sortRows(sheet: RawSheet, grid: Grid, head: Head, nameAt: number, firstDate: number): Sorted {
  const people: RawRow[] = []
  const rest: RawRow[] = sheet.rows.filter(({ number }) => number < head.row)
  let [hours, themes]: (RawRow | null)[] = [null, null]
  for (const row of sheet.rows.filter(({ number }) => number >= head.row + head.depth)) {
    const words = leading(row, Math.max(nameAt, firstDate - 1))
    const name = tidy(cellText(grid.cell(row.number, nameAt)))
    if (HOURS_LINE.test(words)) hours ??= row
    else if (THEME_LINE.test(words)) themes ??= row
    else if (name === '' || STATISTICS.test(words) || FOOTER.test(words) || NAMES.has(normaliseHeader(name)))
      rest.push(row)
    else people.push(row)
  }
  return { people, hours: hours ?? null, themes: themes ?? null, rest }
}

const lineOf = (row: RawRow): string =>
  row.cells
    .map((cell) => tidyProse(cellText(cell)))
    .filter((text) => text !== '')
    .join(' ')

const UNIT_LINE =
  /(?:填报|所在|学习|参学)?(?:单位|党?支部|党组织)(?:名称)?(?:[(（]盖章[)）])?[:：]\s*([^\s　]+)/u

/** 填报单位, then the sheet's name, then a title that begins with the name of the branch. */
function unitHintsOf(sheet: RawSheet, above: readonly RawRow[]): string[] {
  const lines = above.map(lineOf)
  const stated = lines.flatMap((line) => UNIT_LINE.exec(line)?.[1] ?? [])
  const titled = lines.flatMap((line) => /^(.+?(?:支部|总支|党委))/u.exec(line)?.[1] ?? [])
  return [...stated, sheet.name, ...titled]
}

/** Two meanings in a line make a legend; one alone only where the line says so. */
function legendOf(rest: readonly RawRow[]): { map: Map<string, AttendanceState>; text: string } {
  const found = rest.map((row) => ({ line: lineOf(row), map: readLegend(lineOf(row)) }))
  const used = found.filter(
    ({ line, map }) => map.size >= 2 || (map.size === 1 && /注|图例|记号|符号/u.test(line)),
  )
  return {
    map: new Map(used.flatMap(({ map }) => [...map])),
    text: used.map(({ line }) => line).join('；'),
  }
}

/** The matrix in a sheet; null when it holds none. */
export function readMatrix(sheet: RawSheet, date1904: boolean): ReadMatrix | null {
  const grid = new Grid(sheet)
  const head = findHead(sheet, grid, date1904)
  if (head === null) return null
  const places = placesOf(grid, head, date1904)
  const dated = places.filter(({ said }) => said !== null).map(({ at }) => at)
  const [first = 0, last = 0] = [dated[0], dated.at(-1)]
  const { people, hours, themes, rest } = sortRows(sheet, grid, head, head.nameAt, first)
  const columns = places
    .filter(
      ({ at, header, said }) =>
        said !== null ||
        (at > first && at < last && !isKnown(normaliseHeader(header)) && looksMarked(grid, people, at)),
    )
    .map(({ at, header, said }): ReadColumn => {
      const typed = hours === null ? null : readHoursCell(grid.cell(hours.number, at)).value
      return {
        at,
        header,
        said,
        hours: typed === null || typed === 0 ? null : toTenths(typed),
        theme: themes === null ? '' : tidyProse(cellText(grid.cell(themes.number, at))),
      }
    })
  const unitAt = findAt(places, UNITS)
  const totalAt = findAt(places, TOTALS)
  const legend = legendOf(rest)
  return {
    columns,
    rows: people.map((row) => ({
      row: row.number,
      name: tidy(cellText(grid.cell(row.number, head.nameAt))),
      unit: unitAt === null ? '' : tidy(cellText(grid.merged(row.number, unitAt))),
      cells: columns.map(({ at }) => grid.cell(row.number, at)),
      total: totalAt === null ? null : grid.cell(row.number, totalAt),
    })),
    legend: legend.map,
    legendText: legend.text,
    unitHints: unitHintsOf(
      sheet,
      sheet.rows.filter(({ number }) => number < head.row),
    ),
  }
}

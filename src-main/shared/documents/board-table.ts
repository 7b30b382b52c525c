// E-14 各单位进度一览表: units against milestones, in each cell the day it was done or what is missing.
import type { BookSpec, SheetColumn, SheetValue } from './book.ts'

export interface BoardTableColumn {
  readonly title: string
  /** Head above it: the phase. */
  readonly group: string
}

export interface BoardTableRow {
  readonly unit: string
  readonly unitType: string
  /** One for each column; '' where it is not due yet. */
  readonly cells: readonly string[]
}

export interface BoardTablePlace {
  readonly town: string
  readonly campaign: string
  /** Who fills in. */
  readonly unit: string
  /** 2005年8月17日. */
  readonly date: string
}

/** Columns that hold more than a day: 13/128（10.16%）不准. */
const WIDE: Readonly<Record<string, number>> = { 测评: 15 }

const toColumn = ({ title, group }: BoardTableColumn): SheetColumn => ({
  header: title,
  group,
  width: WIDE[title] ?? 8,
  kind: 'text',
  align: 'center',
})

const BEFORE: readonly SheetColumn[] = [
  { header: '序号', width: 5, kind: 'count', align: 'center' },
  { header: '单位', width: 22, kind: 'text' },
  { header: '单位类型', width: 12, kind: 'text' },
]

const isDone = (text: string): boolean => text.startsWith('✓')

function sums(columns: readonly BoardTableColumn[], rows: readonly BoardTableRow[]): SheetValue[] {
  const done = columns.map((_, at) => rows.filter(({ cells }) => isDone(cells[at] ?? '')).length)
  return [null, '已完成单位数', null, ...done.map(String)]
}

/** A legend under the table: nothing in it needs to be explained by word of mouth. */
const FOOTER = [
  '“✓”后的数字是完成的月、日；“差×项”是还没有办的项数；空白的是还没有到的环节。测评栏是不满意票数、有效票数和不满意率。',
  '填表人：　　　　　　　审核人：　　　　　　　负责人（签字）：　　　　　　　（盖章）',
]

/** The board as a workbook of one sheet. */
export const boardTable = (
  columns: readonly BoardTableColumn[],
  rows: readonly BoardTableRow[],
  place: BoardTablePlace,
): BookSpec => ({
  sheets: [
    {
      name: '各单位进度一览表',
      title: `${place.town}${place.campaign.replace(/活动$/u, '')}活动各单位进度一览表`,
      info: { left: `填报单位：${place.unit}`, right: `截至时间：${place.date}` },
      columns: [...BEFORE, ...columns.map(toColumn)],
      rows: rows.map(({ unit, unitType, cells }, i) => [
        i + 1,
        unit,
        unitType,
        ...cells.map((text) => (text === '' ? null : text)),
      ]),
      totals: [sums(columns, rows)],
      footer: FOOTER,
      orientation: 'landscape',
      frozenColumns: 2,
    },
  ],
})

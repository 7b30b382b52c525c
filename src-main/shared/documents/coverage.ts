// 各单位对照表 as a workbook: a mark for each unit and review, and what each mark that is no pass says.
import type { Coverage, CoverageCell } from '../contract/branches.ts'
import type { BookSpec, SheetColumn, SheetSpec } from './book.ts'

export interface Place {
  readonly town: string
  readonly unit: string
  readonly date: string
}

const text = (header: string, width: number): SheetColumn => ({ header, width, kind: 'text' })
const serial: SheetColumn = { header: '序号', width: 6, kind: 'count' }

const infoOf = ({ unit, date }: Place): { left: string; right: string } => ({
  left: `填报单位：${unit}`,
  right: `填报时间：${date}`,
})

/** Columns of a group stand under one head. */
const reviewColumn = ({ title, group }: Coverage['columns'][number]): SheetColumn => ({
  header: title,
  width: 10,
  kind: 'text',
  align: 'center',
  ...(group === '' ? {} : { group }),
})

const marksSheet = ({ columns, rows }: Coverage, place: Place): SheetSpec => ({
  name: '对照表',
  title: `${place.town}各单位对照表`,
  info: infoOf(place),
  columns: [serial, text('单位', 26), text('单位类型', 12), ...columns.map(reviewColumn)],
  rows: rows.map(({ unit, unitType, cells }, i) => [
    i + 1,
    unit,
    unitType,
    ...columns.map(({ key }) => cells[key]?.mark ?? '—'),
  ]),
  orientation: 'landscape',
  frozenColumns: 3,
})

const isFault = ({ mark }: CoverageCell): boolean => mark !== '达标' && mark !== '未核'

const headOf = ({ title, group }: Coverage['columns'][number]): string =>
  group === '' ? title : `${group}（${title}）`

function reasonsSheet({ columns, rows }: Coverage, place: Place): SheetSpec {
  const lines = rows.flatMap(({ unit, cells }) =>
    columns.flatMap((column) => {
      const cell = cells[column.key]
      return cell !== undefined && isFault(cell) ? [[unit, headOf(column), cell.mark, cell.reason]] : []
    }),
  )
  return {
    name: '说明',
    title: `${place.town}各单位对照表说明`,
    info: infoOf(place),
    columns: [serial, text('单位', 26), text('核对内容', 26), text('结论', 10), text('说明', 70)],
    rows: lines.map((line, i) => [i + 1, ...line]),
    orientation: 'landscape',
    isSummary: true,
  }
}

export const coverageBook = (coverage: Coverage, place: Place): BookSpec => ({
  sheets: [marksSheet(coverage, place), reasonsSheet(coverage, place)],
})

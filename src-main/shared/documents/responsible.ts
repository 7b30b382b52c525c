// 责任人一览表 as a workbook: who answers for each unit, who leads its group, and whether both are as they should be.
import type { BookSpec, SheetColumn } from './book.ts'
import type { Place } from './coverage.ts'

export interface ResponsibleRow {
  readonly unit: string
  readonly unitType: string
  readonly responsible: string
  /** 第一责任人 or 直接责任人. */
  readonly title: string
  readonly secretary: string
  readonly phone: string
  readonly leader: string
  readonly office: string
  readonly docNo: string
  readonly formedOn: string | null
  /** What is missing, as sentences; '' where nothing is. */
  readonly missing: string
}

const text = (header: string, width: number): SheetColumn => ({ header, width, kind: 'text' })

const columns: readonly SheetColumn[] = [
  { header: '序号', width: 6, kind: 'count' },
  text('单位', 26),
  text('单位类型', 12),
  text('责任人', 10),
  text('称谓', 12),
  text('书记', 10),
  text('联系电话', 16),
  text('领导小组组长', 12),
  text('工作机构', 24),
  text('文号', 18),
  { header: '成立日期', width: 12, kind: 'date', align: 'center' },
  text('存在问题', 40),
  text('备注', 16),
]

export const responsibleBook = (rows: readonly ResponsibleRow[], place: Place): BookSpec => ({
  sheets: [
    {
      name: '责任人一览表',
      title: `${place.town}先进性教育活动责任人一览表`,
      info: { left: `填报单位：${place.unit}`, right: `填报时间：${place.date}` },
      columns,
      rows: rows.map((row, i) => [
        i + 1,
        row.unit,
        row.unitType,
        row.responsible,
        row.title,
        row.secretary,
        row.phone,
        row.leader,
        row.office,
        row.docNo,
        row.formedOn,
        row.missing,
        '',
      ]),
      footer: ['填表人：　　　　　　　审核人：　　　　　　　负责人（签字）：　　　　　　　（盖章）'],
      orientation: 'landscape',
      frozenColumns: 2,
    },
  ],
})

// E-2 文书登记表: every notice that has gone out, with its receipt and its answer, as a workbook.
import type { BookSpec, SheetColumn, SheetValue } from './book.ts'

export interface NoticeListRow {
  readonly no: string
  readonly kind: string
  readonly unit: string
  readonly phase: string
  readonly issuedOn: string | null
  readonly issuedBy: string | null
  readonly receivedOn: string | null
  readonly signedBy: string | null
  readonly dueOn: string | null
  readonly repliedOn: string | null
  readonly reply: string
  readonly state: string
  /** Why it is void; '' otherwise. */
  readonly remark: string
}

const text = (header: string, width: number): SheetColumn => ({ header, width, kind: 'text' })
const day = (header: string): SheetColumn => ({ header, width: 11, kind: 'date', align: 'center' })

const columns: readonly SheetColumn[] = [
  { header: '序号', width: 5, kind: 'count' },
  text('编号', 22),
  text('文种', 16),
  text('单位', 26),
  text('阶段', 10),
  day('签发日期'),
  text('签发人', 9),
  day('签收日期'),
  text('签收人', 9),
  day('反馈时限'),
  day('反馈日期'),
  text('反馈情况', 24),
  text('状态', 9),
  text('备注', 18),
]

const line = (row: NoticeListRow, i: number): SheetValue[] => [
  i + 1,
  row.no,
  row.kind,
  row.unit,
  row.phase,
  row.issuedOn,
  row.issuedBy,
  row.receivedOn,
  row.signedBy,
  row.dueOn,
  row.repliedOn,
  row.reply,
  row.state,
  row.remark,
]

/** In the order of the rows. */
export const noticeList = (
  rows: readonly NoticeListRow[],
  place: { readonly town: string; readonly unit: string; readonly date: string },
): BookSpec => ({
  sheets: [
    {
      name: '文书登记表',
      title: `${place.town}督导文书登记表`,
      info: { left: `填报单位：${place.unit}`, right: `填报时间：${place.date}` },
      columns,
      rows: rows.map(line),
      footer: ['填表人：　　　　　　　审核人：　　　　　　　负责人（签字）：　　　　　　　（盖章）'],
      orientation: 'landscape',
      frozenColumns: 2,
    },
  ],
})

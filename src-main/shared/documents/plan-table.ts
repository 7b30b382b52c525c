// E-4 活动方案审批情况一览表: one line for every unit.
import type { RefusalAnswer } from '../rules/plan.ts'
import type { BookSpec, SheetColumn, SheetValue } from './book.ts'

export interface PlanTableRow {
  readonly unit: string
  readonly unitType: string
  readonly submittedOn: string | null
  readonly version: number | null
  /** The four grounds in order; null when nothing was handed in. */
  readonly answers: readonly RefusalAnswer[] | null
  readonly conclusion: string
  readonly returns: number
  readonly approvedOn: string | null
  readonly reviewer: string
  readonly opinions: string
}

export interface TablePlace {
  readonly town: string
  readonly campaign: string
  /** Who fills in. */
  readonly unit: string
  /** 2005年8月17日. */
  readonly date: string
}

const answer = (header: string): SheetColumn => ({ header, width: 9, kind: 'text', align: 'center' })

const columns: readonly SheetColumn[] = [
  { header: '序号', width: 6, kind: 'count', align: 'center' },
  { header: '单位', width: 34, kind: 'text' },
  { header: '单位类型', width: 13, kind: 'text' },
  { header: '报送时间', width: 12, kind: 'date', align: 'center' },
  { header: '版本', width: 6, kind: 'count', align: 'center' },
  answer('结合实际'),
  answer('时间安排'),
  answer('主题特色'),
  answer('保证措施'),
  { header: '结论', width: 10, kind: 'text', align: 'center' },
  { header: '退回次数', width: 9, kind: 'count', align: 'center' },
  { header: '批准时间', width: 12, kind: 'date', align: 'center' },
  { header: '审核人', width: 9, kind: 'text', align: 'center' },
  { header: '主要意见', width: 48, kind: 'text' },
]

const line = (row: PlanTableRow, no: number): SheetValue[] => [
  no,
  row.unit,
  row.unitType,
  row.submittedOn,
  row.version,
  ...[0, 1, 2, 3].map((i) => row.answers?.[i] ?? null),
  row.conclusion,
  row.returns,
  row.approvedOn,
  row.reviewer,
  row.opinions,
]

const countOf = (rows: readonly PlanTableRow[], conclusion: string): string =>
  `${conclusion}${rows.filter((row) => row.conclusion === conclusion).length}`

function sums(rows: readonly PlanTableRow[]): SheetValue[] {
  const said = ['批准', '退回修改', '未报送'].map((word) => countOf(rows, word)).join('，')
  const returns = rows.reduce((sum, row) => sum + row.returns, 0)
  return [null, '合计', null, null, null, null, null, null, null, null, returns, null, null, said]
}

/** The table as a workbook of one sheet. */
export const planTable = (rows: readonly PlanTableRow[], place: TablePlace): BookSpec => ({
  sheets: [
    {
      name: '方案审批情况一览表',
      title: `${place.town}${place.campaign.replace(/活动$/u, '')}活动方案审批情况一览表`,
      info: { left: `填报单位：${place.unit}`, right: `填报时间：${place.date}` },
      columns,
      rows: rows.map((row, i) => line(row, i + 1)),
      totals: [sums(rows)],
      footer: ['填表人：　　　　　　　审核人：　　　　　　　负责人（签字）：　　　　　　　（盖章）'],
      orientation: 'landscape',
      frozenColumns: 2,
    },
  ],
})

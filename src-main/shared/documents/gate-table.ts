// E-5 转段审批表（群众测评情况报告）: the polls of all units before one move, with what stands in the way.
import type { BookSpec, SheetColumn, SheetValue } from './book.ts'

export interface GateTableRow {
  readonly unit: string
  readonly on: string | null
  readonly expected: number | null
  readonly issued: number | null
  readonly returned: number | null
  readonly valid: number | null
  readonly satisfied: number | null
  readonly basic: number | null
  readonly dissatisfied: number | null
  readonly abstained: number | null
  /** 13/128（10.16%）. */
  readonly rate: string
  readonly selfCheck: string
  readonly acceptance: string
  readonly opinion: string
  readonly plannedOn: string | null
  /** Why it may not move on. */
  readonly remark: string
  readonly isBarred: boolean
  readonly isMoved: boolean
}

export interface GateTablePlace {
  readonly town: string
  readonly campaign: string
  readonly phaseName: string
  readonly toName: string
  /** Who fills in. */
  readonly unit: string
  /** 2005年8月17日. */
  readonly date: string
}

const count = (header: string, width = 7): SheetColumn => ({ header, width, kind: 'count' })
const text = (header: string, width: number, align?: 'center'): SheetColumn => ({
  header,
  width,
  kind: 'text',
  ...(align === undefined ? {} : { align }),
})
const day = (header: string): SheetColumn => ({ header, width: 12, kind: 'date', align: 'center' })

const columns: readonly SheetColumn[] = [
  count('序号', 6),
  text('单位', 30),
  day('测评时间'),
  count('应参加'),
  count('发出'),
  count('收回'),
  count('有效'),
  count('满意'),
  count('基本满意', 9),
  count('不满意'),
  count('弃权'),
  text('不满意率', 16, 'center'),
  text('自查', 10, 'center'),
  text('验收', 12, 'center'),
  text('督导组意见', 12, 'center'),
  day('拟转段时间'),
  text('备注(不准转段原因)', 44),
]

const line = (row: GateTableRow, i: number): SheetValue[] => [
  i + 1,
  row.unit,
  row.on,
  row.expected,
  row.issued,
  row.returned,
  row.valid,
  row.satisfied,
  row.basic,
  row.dissatisfied,
  row.abstained,
  row.rate,
  row.selfCheck,
  row.acceptance,
  row.opinion,
  row.plannedOn,
  row.remark,
]

const SUMMED = [
  'expected',
  'issued',
  'returned',
  'valid',
  'satisfied',
  'basic',
  'dissatisfied',
  'abstained',
] as const

function totals(rows: readonly GateTableRow[]): SheetValue[] {
  const sums = SUMMED.map((key) => rows.reduce((sum, row) => sum + (row[key] ?? 0), 0))
  return [null, '合计', null, ...sums, null, null, null, null, null, null]
}

/** The report in one sheet: polls and decisions of every unit in the order of the roster. */
export const gateTable = (rows: readonly GateTableRow[], place: GateTablePlace): BookSpec => ({
  sheets: [
    {
      name: '群众测评情况和转段审批',
      title: `${place.town}${place.campaign}群众测评情况报告和转段审批表（${place.phaseName}→${place.toName}）`,
      info: { left: `填报单位：${place.unit}`, right: `填报时间：${place.date}` },
      columns,
      rows: rows.map(line),
      totals: [totals(rows)],
      footer: ['填表人：　　　　　　审核人：　　　　　　督导组长（签字）：'],
      orientation: 'landscape',
      frozenColumns: 2,
    },
    {
      name: '汇总',
      title: '转段情况汇总',
      columns: [text('项目', 30), count('单位数', 10)],
      rows: summary(rows),
      isSummary: true,
    },
  ],
})

const summary = (rows: readonly GateTableRow[]): SheetValue[][] => [
  ['单位总数', rows.length],
  ['已测评', rows.filter(({ valid }) => valid !== null).length],
  ['达到或超过标准、不准转段', rows.filter(({ isBarred }) => isBarred).length],
  ['督导组同意', rows.filter(({ opinion }) => opinion === '同意').length],
  ['已转段', rows.filter(({ isMoved }) => isMoved).length],
]

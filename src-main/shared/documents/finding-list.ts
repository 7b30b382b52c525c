// E-1 督导检查问题清单 with its summary by unit, as a workbook of two sheets.
import type { BookSpec, SheetColumn, SheetSpec, SheetValue } from './book.ts'
import { isOpenFinding } from '../rules/finding-action.ts'
import { corrections } from '../campaign/enums.ts'
import { findingCategories, severities } from '../campaign/findings.ts'
import { findingMachine, type FindingState } from '../rules/machines.ts'

export interface FindingListRow {
  readonly no: string
  readonly foundOn: string
  readonly unit: string
  readonly unitType: string
  readonly phase: string
  readonly step: string
  /** Code and words of the checklist line; '' when it rests on none. */
  readonly item: string
  readonly basis: string
  readonly description: string
  readonly category: string
  readonly severity: string
  readonly correction: string
  readonly dueOn: string | null
  readonly owner: string
  readonly inspectors: readonly string[]
  readonly feedback: string | null
  readonly doneOn: string | null
  readonly recheckOn: string | null
  readonly recheckResult: string | null
  readonly state: FindingState
  readonly remark: string
  /** The unit has let the due day pass without reporting back. */
  readonly isOverdue: boolean
  readonly reopenCount: number
}

export interface FindingListPlace {
  readonly town: string
  /** Who fills in. */
  readonly unit: string
  /** 2005年8月17日. */
  readonly date: string
}

const text = (header: string, width: number, more: Partial<SheetColumn> = {}): SheetColumn => ({
  header,
  width,
  kind: 'text',
  ...more,
})
const day = (header: string, more: Partial<SheetColumn> = {}): SheetColumn => ({
  header,
  width: 11,
  kind: 'date',
  align: 'center',
  ...more,
})
const oneOf = (header: string, width: number, choices: readonly string[]): SheetColumn =>
  text(header, width, { align: 'center', choices })
const count = (header: string, width = 9, note?: string): SheetColumn => ({
  header,
  width,
  kind: 'count',
  ...(note === undefined ? {} : { note }),
})

const BY_UNIT = '由单位填写后交回督导组。'

const columns: readonly SheetColumn[] = [
  count('序号', 5),
  text('问题编号', 10),
  day('检查日期'),
  text('被检查单位', 15),
  text('单位类型', 7, { align: 'center' }),
  text('阶段', 6, { align: 'center' }),
  text('环节', 10),
  text('检查项目', 11),
  text('检查标准(依据)', 20),
  text('存在问题', 22),
  oneOf(
    '问题类别',
    7,
    findingCategories.map(({ label }) => label),
  ),
  oneOf(
    '程度',
    6,
    severities.map(({ label }) => label),
  ),
  oneOf(
    '整改要求(补齐/规范/补课/纠正)',
    8,
    corrections.map(({ key }) => key),
  ),
  day('整改时限'),
  text('责任人', 8, { align: 'center' }),
  text('督导人员', 8, { align: 'center' }),
  text('整改情况', 20, { fillIn: true, note: BY_UNIT }),
  day('完成时间', { fillIn: true, note: `${BY_UNIT}写法：2005-08-12。` }),
  day('复查时间'),
  oneOf('复查结果', 6, ['同意销号', '退回重改']),
  oneOf('状态', 7, findingMachine.states),
  text('备注', 10, { fillIn: true }),
]

const line = (row: FindingListRow, i: number): SheetValue[] => [
  i + 1,
  row.no,
  row.foundOn,
  row.unit,
  row.unitType,
  row.phase,
  row.step,
  row.item,
  row.basis,
  row.description,
  row.category,
  row.severity,
  row.correction,
  row.dueOn,
  row.owner,
  row.inspectors.join('、'),
  row.feedback,
  row.doneOn,
  row.recheckOn,
  row.recheckResult,
  row.state,
  row.remark,
]

export interface UnitSum {
  readonly unit: string
  /** All but those withdrawn. */
  readonly all: number
  readonly closed: number
  readonly open: number
  readonly overdue: number
  readonly returned: number
}

const none = (unit: string): UnitSum => ({ unit, all: 0, closed: 0, open: 0, overdue: 0, returned: 0 })

const plus = (sum: UnitSum, row: FindingListRow): UnitSum => ({
  unit: sum.unit,
  all: sum.all + Number(row.state !== '撤销'),
  closed: sum.closed + Number(row.state === '已销号'),
  open: sum.open + Number(isOpenFinding(row.state)),
  overdue: sum.overdue + Number(row.isOverdue),
  returned: sum.returned + row.reopenCount,
})

/** One sum for each unit, in the order the units come. 问题数 = 已销号 + 整改中; 逾期 is part of 整改中. */
export function sumByUnit(rows: readonly FindingListRow[]): UnitSum[] {
  const sums = new Map<string, UnitSum>()
  for (const row of rows) sums.set(row.unit, plus(sums.get(row.unit) ?? none(row.unit), row))
  return [...sums.values()]
}

const sumColumns: readonly SheetColumn[] = [
  count('序号', 5),
  text('单位', 34),
  count('问题数', 10, '不含撤销的问题。'),
  count('已销号', 10),
  count('整改中', 10, '尚未销号的都算：登记、已下达、整改中、已反馈、待复查、退回重改。'),
  count('逾期', 10, '过了时限单位还没有反馈的；时限当天不算逾期。'),
  count('退回次数', 10),
  text('备注', 24),
]

const sumLine = (sum: UnitSum, no: number | null): SheetValue[] => [
  no,
  sum.unit,
  sum.all,
  sum.closed,
  sum.open,
  sum.overdue,
  sum.returned,
  null,
]

const FOOTER = ['填表人：　　　　　　　审核人：　　　　　　　负责人（签字）：　　　　　　　（盖章）']

function frame(place: FindingListPlace): Pick<SheetSpec, 'info' | 'footer' | 'orientation'> {
  return {
    info: { left: `填报单位：${place.unit}`, right: `填报时间：${place.date}` },
    footer: FOOTER,
    orientation: 'landscape',
  }
}

const listSheet = (rows: readonly FindingListRow[], place: FindingListPlace): SheetSpec => ({
  name: '督导检查问题清单',
  title: `${place.town}督导检查问题清单`,
  ...frame(place),
  columns,
  rows: rows.map(line),
  frozenColumns: 2,
})

const sumSheet = (rows: readonly FindingListRow[], place: FindingListPlace): SheetSpec => ({
  name: '汇总',
  isSummary: true,
  title: `${place.town}督导检查问题汇总表`,
  ...frame(place),
  columns: sumColumns,
  rows: sumByUnit(rows).map((sum, i) => sumLine(sum, i + 1)),
  totals: [sumLine(rows.reduce(plus, none('合计')), null)],
  frozenColumns: 2,
})

/** The list in the order of the rows, and the sums by unit. */
export const findingList = (rows: readonly FindingListRow[], place: FindingListPlace): BookSpec => ({
  sheets: [listSheet(rows, place), sumSheet(rows, place)],
})

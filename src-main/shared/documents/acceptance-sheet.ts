// E-11 检查验收（回头看）对照表: a sheet for each unit and a summary, and the same layout blank as the 自查表 to hand out.
import { selfResults } from '../rules/self-check.ts'
import type { BookSpec, SheetColumn, SheetSpec, SheetValue } from './book.ts'

export interface AcceptanceSheetLine {
  readonly code: string
  readonly text: string
  readonly standard: string
  readonly methods: readonly string[]
  /** '' is blank. */
  readonly self: string
  readonly supervised: string
  /** What is wrong, or why the line does not apply. */
  readonly problem: string
  readonly demand: string
  readonly dueOn: string | null
  /** Day it was put right, or how far it has come. */
  readonly done: string
  readonly isUntrue: boolean
}

export interface AcceptanceSheetUnit {
  readonly name: string
  readonly fullName: string
  readonly round: number
  readonly lines: readonly AcceptanceSheetLine[]
  /** 合格, 限期补课, or where the unit stands. */
  readonly conclusion: string
  readonly makeUpDue: string | null
}

export interface AcceptancePlace {
  readonly town: string
  readonly group: string
  readonly phase: string
  /** 2005年8月17日. */
  readonly date: string
}

/** Headers by which a sheet that comes back is recognised. */
export const acceptanceHeaders = {
  code: '编号',
  text: '项目',
  standard: '标准',
  methods: '检查方法',
  self: '自查结论',
  supervised: '督导结论',
  problem: '存在问题',
  demand: '整改意见',
  due: '时限',
  done: '完成',
} as const

/** Stands before the unit's name above the table, here and in what comes back. */
export const UNIT_LABEL = '单位：'

const text = (header: string, width: number, more: Partial<SheetColumn> = {}): SheetColumn => ({
  header,
  width,
  kind: 'text',
  ...more,
})

const h = acceptanceHeaders
const columns: readonly SheetColumn[] = [
  text(h.code, 7, { align: 'center' }),
  text(h.text, 16),
  text(h.standard, 34),
  text(h.methods, 8, { align: 'center' }),
  text(h.self, 11, { align: 'center' }),
  text(h.supervised, 11, { align: 'center' }),
  text(h.problem, 26),
  text(h.demand, 24),
  { header: h.due, width: 11, kind: 'date', align: 'center' },
  text(h.done, 11, { align: 'center' }),
]

const toRow = (line: AcceptanceSheetLine): SheetValue[] => [
  line.code,
  line.text,
  line.standard,
  line.methods.join('、'),
  line.self,
  line.supervised,
  line.problem,
  line.demand,
  line.dueOn,
  line.done,
]

const marksOf = (lines: readonly AcceptanceSheetLine[]): NonNullable<SheetSpec['marks']> =>
  lines.flatMap((line, row) =>
    line.isUntrue ? [{ row, column: 4, note: '自查不实：单位自查为达标，督导检查未达标。' }] : [],
  )

const unitSheet = (unit: AcceptanceSheetUnit, place: AcceptancePlace): SheetSpec => ({
  name: unit.name,
  title: `${place.phase}阶段检查验收对照表`,
  info: {
    left: `${UNIT_LABEL}${unit.fullName}${unit.round > 1 ? `（第${unit.round}轮）` : ''}`,
    right: `填报时间：${place.date}`,
  },
  columns,
  rows: unit.lines.map(toRow),
  marks: marksOf(unit.lines),
  footer: [
    `结论：${unit.conclusion}${unit.makeUpDue === null ? '' : `，限${unit.makeUpDue}前补课`}`,
    '单位负责人（签字）：　　　　　　　督导人员（签字）：　　　　　　　（盖章）',
  ],
  orientation: 'landscape',
  frozenColumns: 2,
})

export interface AcceptanceSum {
  readonly unit: string
  readonly applicable: number
  readonly met: number
  readonly failed: number
  readonly madeUp: number
  readonly untrue: number
  readonly unchecked: number
  readonly conclusion: string
}

/** 应查 = 达标 + 未达标 + 补课后达标 + 未查. */
export function sumOf(unit: AcceptanceSheetUnit): AcceptanceSum {
  const count = (word: string): number => unit.lines.filter(({ supervised }) => supervised === word).length
  return {
    unit: unit.fullName,
    applicable: unit.lines.length - count('不适用'),
    met: count('达标'),
    failed: count('未达标'),
    madeUp: count('补课后达标'),
    untrue: unit.lines.filter(({ isUntrue }) => isUntrue).length,
    unchecked: count('未查'),
    conclusion: unit.conclusion,
  }
}

const count = (header: string, note?: string): SheetColumn => ({
  header,
  width: 10,
  kind: 'count',
  ...(note === undefined ? {} : { note }),
})

const sumColumns: readonly SheetColumn[] = [
  { header: '序号', width: 6, kind: 'count' },
  text('单位', 36),
  count('应查', '不适用的项目不算。'),
  count('达标'),
  count('未达标'),
  count('补课后达标'),
  count('未查'),
  count('自查不实', '单位自查为达标，督导检查未达标。'),
  text('结论', 14, { align: 'center' }),
]

const sumRow = (sum: AcceptanceSum, no: number | null): SheetValue[] => [
  no,
  sum.unit,
  sum.applicable,
  sum.met,
  sum.failed,
  sum.madeUp,
  sum.unchecked,
  sum.untrue,
  sum.conclusion,
]

function totalOf(sums: readonly AcceptanceSum[]): AcceptanceSum {
  const add = (key: 'applicable' | 'met' | 'failed' | 'madeUp' | 'untrue' | 'unchecked'): number =>
    sums.reduce((total, sum) => total + sum[key], 0)
  return {
    unit: '合计',
    applicable: add('applicable'),
    met: add('met'),
    failed: add('failed'),
    madeUp: add('madeUp'),
    untrue: add('untrue'),
    unchecked: add('unchecked'),
    conclusion: '',
  }
}

function sumSheet(units: readonly AcceptanceSheetUnit[], place: AcceptancePlace): SheetSpec {
  const sums = units.map(sumOf)
  return {
    name: '汇总',
    isSummary: true,
    title: `${place.town}${place.phase}阶段检查验收汇总表`,
    info: { left: `填报单位：${place.group}`, right: `填报时间：${place.date}` },
    columns: sumColumns,
    rows: sums.map((sum, i) => sumRow(sum, i + 1)),
    totals: [sumRow(totalOf(sums), null)],
    footer: ['填表人：　　　　　　　审核人：　　　　　　　负责人（签字）：　　　　　　　（盖章）'],
    orientation: 'landscape',
    frozenColumns: 2,
  }
}

/** One sheet a unit; the summary stands first where there are several. */
export const acceptanceBook = (
  units: readonly AcceptanceSheetUnit[],
  place: AcceptancePlace,
  withSummary: boolean,
): BookSpec => ({
  sheets: [...(withSummary ? [sumSheet(units, place)] : []), ...units.map((unit) => unitSheet(unit, place))],
})

const BY_GROUP = '由督导组填写。'

/** Only the unit's own columns are open; the group's stay blank. */
const blankColumns: readonly SheetColumn[] = columns.map((column) => {
  if (column.header === h.self)
    return {
      ...column,
      choices: selfResults,
      fillIn: true,
      note: '每项都要填：达标、未达标、补课后达标、不适用。',
    }
  if (column.header === h.problem)
    return { ...column, fillIn: true, note: '未达标的写明问题；填“不适用”的写明理由。' }
  const isGroups = [h.supervised, h.demand, h.due, h.done].some((header) => header === column.header)
  return isGroups ? { ...column, note: BY_GROUP } : column
})

/** The 自查表 to hand out, with what the unit has answered so far. */
export const selfCheckBook = (unit: AcceptanceSheetUnit, place: AcceptancePlace): BookSpec => ({
  sheets: [
    {
      name: '自查表',
      title: `${place.phase}阶段自查表`,
      info: { left: `${UNIT_LABEL}${unit.fullName}`, right: '自查时间：　　　年　　月　　日' },
      columns: blankColumns,
      rows: unit.lines.map((line) => toRow({ ...line, supervised: '', demand: '', dueOn: null, done: '' })),
      footer: ['填表人（签字）：　　　　　　　党组织负责人（签字）：　　　　　　　（盖章）'],
      orientation: 'landscape',
      frozenColumns: 2,
      protectedHeader: true,
    },
  ],
})

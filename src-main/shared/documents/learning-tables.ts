// E-6 党员学习情况统计表, E-7 未达标及补课名单, and the tables of courses and required texts, as workbooks of pure data.
import { formatRate } from '../text/rate.ts'
import type { BookSpec, SheetColumn, SheetSpec, SheetValue } from './book.ts'

export interface StudyTableRow {
  readonly unit: string
  readonly members: number
  readonly expected: number
  readonly studied: number
  readonly sessions: number
  /** Hours of those expected, in tenths. */
  readonly hoursX10: number
  readonly hoursMet: number
  readonly hoursShort: number
  readonly openMakeups: number
  readonly closedMakeups: number
  readonly notesMet: number
  /** Members whose notes were judged against a norm. */
  readonly notesJudged: number
  /** Members whose notes were looked at without a norm. */
  readonly notesUnset: number
  readonly essays: number
  readonly floatingStudied: number
  readonly floating: number
  readonly retiredServed: number
  readonly remark: string
}

export interface ShortTableRow {
  readonly unit: string
  readonly name: string
  readonly hoursX10: number
  /** Hours missing to the norm, in tenths; 0 when it is reached. */
  readonly shortX10: number
  readonly readings: readonly string[]
  readonly courses: readonly string[]
  readonly notes: string
  readonly madeUpOn: readonly string[]
  readonly responsible: string
  readonly done: string
}

export interface StudyTablePlace {
  readonly town: string
  /** Who fills in. */
  readonly unit: string
  /** 2005年8月17日. */
  readonly date: string
  /** Hours asked for; null where none are set. */
  readonly minHours: number | null
}

const count = (header: string, width = 9): SheetColumn => ({ header, width, kind: 'count' })
const text = (header: string, width: number): SheetColumn => ({ header, width, kind: 'text' })
const rate = (header: string, width = 17): SheetColumn => ({ header, width, kind: 'rate' })
const number: SheetColumn = { header: '序号', width: 5, kind: 'count', align: 'center' }

const FOOTER = '填表人：　　　　　　　审核人：　　　　　　　负责人（签字）：　　　　　　　（盖章）'

const infoOf = ({ unit, date }: StudyTablePlace): { left: string; right: string } => ({
  left: `填报单位：${unit}`,
  right: `填报时间：${date}`,
})

/** 38.5: hours as people write them. */
export const hoursText = (tenths: number): string => (tenths / 10).toFixed(1)

/** Mean of hours to one decimal, half up; — over nobody. */
export const meanText = (hoursX10: number, people: number): string =>
  people === 0 ? '—' : hoursText(Math.floor((hoursX10 * 2 + people) / (people * 2)))

/** 5/6（83.33%）, 未设标准（查6人）, or — where nobody's notes were looked at. */
const notesText = ({ notesMet, notesJudged, notesUnset }: StudyTableRow): string => {
  if (notesJudged > 0) return formatRate(notesMet, notesJudged)
  return notesUnset > 0 ? `未设标准（查${notesUnset}人）` : '—'
}

/** The headers of E-6; the hours are those asked for. */
const summaryColumns = (minHours: number | null): readonly SheetColumn[] => [
  number,
  text('支部', 24),
  count('党员数', 8),
  count('应参学', 8),
  count('参学', 7),
  rate('参学率'),
  count('集中学习次数', 9),
  { header: '人均学时', width: 9, kind: 'rate', align: 'right' },
  count(`达${minHours ?? ''}学时人数`, 10),
  count('未达标人数', 9),
  count('待补课', 8),
  count('已补课', 8),
  rate('笔记达标'),
  count('心得篇数', 8),
  rate('流动党员参学'),
  count('离退休送学', 9),
  text('备注', 30),
]

const summaryLine = (row: StudyTableRow, no: number | null): SheetValue[] => [
  no,
  row.unit,
  row.members,
  row.expected,
  row.studied,
  formatRate(row.studied, row.expected),
  row.sessions,
  meanText(row.hoursX10, row.expected),
  row.hoursMet,
  row.hoursShort,
  row.openMakeups,
  row.closedMakeups,
  notesText(row),
  row.essays,
  formatRate(row.floatingStudied, row.floating),
  row.retiredServed,
  row.remark === '' ? null : row.remark,
]

type Summed = Exclude<keyof StudyTableRow, 'unit' | 'remark'>

/** Whole numbers are added; rates follow from the sums, never from rates. */
export function sumOf(rows: readonly StudyTableRow[]): StudyTableRow {
  const sum = (key: Summed): number => rows.reduce((total, row) => total + row[key], 0)
  return {
    unit: '合计',
    members: sum('members'),
    expected: sum('expected'),
    studied: sum('studied'),
    sessions: sum('sessions'),
    hoursX10: sum('hoursX10'),
    hoursMet: sum('hoursMet'),
    hoursShort: sum('hoursShort'),
    openMakeups: sum('openMakeups'),
    closedMakeups: sum('closedMakeups'),
    notesMet: sum('notesMet'),
    notesJudged: sum('notesJudged'),
    notesUnset: sum('notesUnset'),
    essays: sum('essays'),
    floatingStudied: sum('floatingStudied'),
    floating: sum('floating'),
    retiredServed: sum('retiredServed'),
    remark: '',
  }
}

/** E-6: one line a branch and a line of sums. */
export const studyTable = (rows: readonly StudyTableRow[], place: StudyTablePlace): BookSpec => ({
  sheets: [
    {
      name: '党员学习情况统计表',
      title: `${place.town}党员学习情况统计表`,
      info: infoOf(place),
      columns: summaryColumns(place.minHours),
      rows: rows.map((row, i) => summaryLine(row, i + 1)),
      totals: [summaryLine(sumOf(rows), null)],
      footer: [
        '参学率的分母是应参学党员：花名册在册党员，扣除经批准不要求集中参加且没有参学记录的。自学不计学时。',
        FOOTER,
      ],
      orientation: 'landscape',
      frozenColumns: 2,
    },
  ],
})

const SHORT_COLUMNS: readonly SheetColumn[] = [
  number,
  text('支部', 22),
  text('姓名', 9),
  { header: '已学学时', width: 9, kind: 'rate', align: 'right' },
  { header: '差学时', width: 8, kind: 'rate', align: 'right' },
  text('缺学篇目', 34),
  text('未听辅导课', 26),
  text('笔记情况', 16),
  text('补课时间', 20),
  text('责任人', 10),
  text('完成情况', 20),
]

const shortLine = (row: ShortTableRow, no: number): SheetValue[] => [
  no,
  row.unit,
  row.name,
  hoursText(row.hoursX10),
  row.shortX10 === 0 ? null : hoursText(row.shortX10),
  row.readings.join('、') || null,
  row.courses.join('、') || null,
  row.notes || null,
  row.madeUpOn.join('、') || null,
  row.responsible || null,
  row.done || null,
]

/** E-7: who falls short, of what, and how far making good has come; units without any record are named below. */
export const shortTable = (
  rows: readonly ShortTableRow[],
  place: StudyTablePlace,
  unrecorded: readonly string[],
): BookSpec => ({
  sheets: [
    {
      name: '未达标及补课名单',
      title: `${place.town}未达标及补课名单`,
      info: infoOf(place),
      columns: SHORT_COLUMNS,
      rows: rows.map((row, i) => shortLine(row, i + 1)),
      footer: [
        ...(unrecorded.length === 0
          ? []
          : [`下列支部还没有学习活动记录，未列入：${unrecorded.join('、')}。`]),
        FOOTER,
      ],
      orientation: 'landscape',
      frozenColumns: 3,
    },
  ],
})

export interface CourseTableRow {
  readonly unit: string
  /** Day of the first session of each kind, 逾期 said in words; null where it has not been held. */
  readonly cells: readonly (string | null)[]
  readonly done: number
  readonly missing: readonly string[]
}

/** 辅导课完成情况表: branches against the five courses. */
export const courseTable = (
  rows: readonly CourseTableRow[],
  kinds: readonly string[],
  place: StudyTablePlace,
): BookSpec => ({
  sheets: [
    {
      name: '辅导课完成情况表',
      title: `${place.town}辅导课完成情况表`,
      info: infoOf(place),
      columns: [
        number,
        text('支部', 24),
        ...kinds.map((kind) => ({ ...text(kind, 17), align: 'center' as const })),
        rate('已上', 12),
        text('所缺课程', 34),
      ],
      rows: rows.map((row, i) => [
        i + 1,
        row.unit,
        ...row.cells,
        `${row.done}/${kinds.length}`,
        row.missing.join('、') || null,
      ]),
      footer: [FOOTER],
      orientation: 'landscape',
      frozenColumns: 2,
    },
  ],
})

export interface ReadingTableRow {
  readonly unit: string
  /** Day of the first session of each text; null where the branch has not studied it. */
  readonly cells: readonly (string | null)[]
  /** Members who lack at least one of them, and how many are expected. */
  readonly lacking: number
  readonly expected: number
}

export interface MissingReading {
  readonly unit: string
  readonly name: string
  readonly readings: readonly string[]
}

/** 学习篇目完成情况表, and beside it the list of who has not studied what. */
export const readingTable = (
  rows: readonly ReadingTableRow[],
  missing: readonly MissingReading[],
  titles: readonly string[],
  place: StudyTablePlace,
): BookSpec => ({
  sheets: [
    {
      name: '学习篇目完成情况表',
      title: `${place.town}学习篇目完成情况表`,
      info: infoOf(place),
      columns: [
        number,
        text('支部', 24),
        ...titles.map((title) => ({ ...text(title, 20), align: 'center' as const })),
        rate('篇目学齐的党员', 18),
      ],
      rows: rows.map((row, i) => [
        i + 1,
        row.unit,
        ...row.cells,
        formatRate(row.expected - row.lacking, row.expected),
      ]),
      footer: [FOOTER],
      orientation: 'landscape',
      frozenColumns: 2,
    },
    missingSheet(missing, place),
  ],
})

const missingSheet = (missing: readonly MissingReading[], place: StudyTablePlace): SheetSpec => ({
  name: '缺学篇目名单',
  title: `${place.town}缺学必学篇目党员名单`,
  info: infoOf(place),
  columns: [number, text('支部', 24), text('姓名', 9), { ...count('缺学篇数', 9) }, text('缺学篇目', 60)],
  rows: missing.map((row, i) => [i + 1, row.unit, row.name, row.readings.length, row.readings.join('、')]),
  footer: [FOOTER],
  orientation: 'portrait',
  frozenColumns: 3,
})

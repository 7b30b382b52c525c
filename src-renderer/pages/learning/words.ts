// How learning is put into words and columns on its page.
import type { CourseCell, LearningUnit, ProductCell, ReadingCell } from '#shared/contract/learning.ts'
import { formatRate } from '#shared/text/rate.ts'
import type { Column } from '../../components/table.ts'

export const tabs = [
  { value: 'hours', label: '学时' },
  { value: 'courses', label: '五课' },
  { value: 'readings', label: '篇目' },
  { value: 'discussion', label: '讨论' },
  { value: 'notes', label: '笔记' },
  { value: 'alternatives', label: '送学寄学' },
  { value: 'trainings', label: '培训' },
] as const
export type StudyTab = (typeof tabs)[number]['value']

export const isTab = (value: unknown): value is StudyTab => tabs.some((tab) => tab.value === value)

export const shortDay = (on: string): string =>
  `${String(Number(on.slice(5, 7)))}月${String(Number(on.slice(8)))}日`

export const hoursText = (tenths: number): string => (tenths / 10).toFixed(1)

/** Members hours are asked of. */
export const dueOf = ({ figures }: LearningUnit): number => figures.hoursMet + figures.hoursShort

export function courseWords({ on, isLate, isOverdue }: CourseCell): string {
  if (on === null) return isOverdue ? '缺课' : '未上'
  return isLate ? `${shortDay(on)} 逾期完成` : shortDay(on)
}

export function readingWords({ on, lacking }: ReadingCell): string {
  if (on === null) return '未学'
  return lacking === 0 ? shortDay(on) : `${shortDay(on)} 差${String(lacking)}人`
}

export function productWords({ on, chars, alike }: ProductCell): string {
  if (on === null) return '未形成'
  const copied = alike === null ? '' : ` 雷同${String(alike.percent)}%`
  return `${shortDay(on)} ${String(chars)}字${copied}`
}

export function noteWords({ figures }: LearningUnit): string {
  if (figures.notesJudged > 0) return formatRate(figures.notesMet, figures.notesJudged)
  return figures.notesUnset > 0 ? '未设标准' : '—'
}

type Unit = LearningUnit

const number = (key: string, title: string, width: number, value: (row: Unit) => number): Column<Unit> => ({
  key,
  title,
  width,
  align: 'right',
  sortable: true,
  value,
})

const name: Column<Unit> = {
  key: 'unit',
  title: '支部',
  width: 176,
  frozen: true,
  sortable: true,
  value: (row) => row.unit,
}

const share = (
  key: string,
  title: string,
  width: number,
  part: (row: Unit) => readonly [number, number],
): Column<Unit> => ({
  key,
  title,
  width,
  sortable: true,
  value: (row) => formatRate(...part(row)),
  sortValue: (row) => {
    const [n, of] = part(row)
    return of === 0 ? -1 : n / of
  },
})

const hoursColumns: readonly Column<Unit>[] = [
  name,
  share('met', '达到学时', 208, (row) => [row.figures.hoursMet, dueOf(row)]),
  number('short', '未达标', 76, (row) => row.figures.hoursShort),
  share('studied', '参学率', 150, (row) => [row.figures.studied, row.figures.expected]),
  {
    key: 'mean',
    title: '人均学时',
    width: 86,
    align: 'right',
    sortable: true,
    value: (row) => (row.figures.expected === 0 ? '—' : hoursText(row.figures.meanHoursX10)),
    sortValue: (row) => row.figures.meanHoursX10,
  },
  number('sessions', '学习次数', 82, (row) => row.figures.sessions),
  number('open', '待补课', 76, (row) => row.figures.openMakeups),
  number('closed', '已补课', 76, (row) => row.figures.closedMakeups),
]

const cellsOf = (
  titles: readonly string[],
  key: string,
  width: number,
  value: (row: Unit, at: number) => string,
): Column<Unit>[] =>
  titles.map((title, at) => ({
    key: `${key}${String(at)}`,
    // 结合学习，谈先进性的内涵 stands whole in the tooltip.
    title: title.replace(/^.*谈/u, ''),
    width,
    tooltip: title,
    value: (row) => value(row, at),
  }))

const noteColumns: readonly Column<Unit>[] = [
  name,
  number('checked', '抽查人数', 86, (row) => row.figures.notesChecked),
  { key: 'notes', title: '达标', width: 150, value: noteWords },
  number('doubtful', '潦草应付', 86, (row) => row.figures.notesDoubtful),
  number('essays', '心得篇数', 86, (row) => row.figures.essays),
]

const broughtColumns: readonly Column<Unit>[] = [
  name,
  share('floating', '流动党员参学', 160, (row) => [row.figures.floatingStudied, row.figures.floating]),
  share('retired', '离退休送学', 160, (row) => [row.figures.retiredServed, row.figures.retired]),
]

/** The columns of a tab. */
export function columnsOf(
  tab: StudyTab,
  titles: {
    readonly courses: readonly string[]
    readonly readings: readonly string[]
    readonly themes: readonly string[]
  },
): readonly Column<Unit>[] {
  switch (tab) {
    case 'courses':
      return [
        name,
        number('done', '已上', 62, (row) => row.figures.coursesDone),
        ...cellsOf(titles.courses, 'course', 128, (row, at) => {
          const course = row.courses[at]
          return course === undefined ? '' : courseWords(course)
        }),
      ]
    case 'readings':
      return [
        name,
        share('full', '篇目学齐的党员', 160, (row) => [row.asked - row.lacking, row.asked]),
        ...cellsOf(titles.readings, 'reading', 166, (row, at) => {
          const reading = row.readings[at]
          return reading === undefined ? '' : readingWords(reading)
        }),
      ]
    case 'discussion':
      return [
        name,
        ...cellsOf(titles.themes, 'theme', 122, (row, at) => {
          const on = row.themes[at]?.on ?? null
          return on === null ? '未讨论' : shortDay(on)
        }),
        ...cellsOf(['党员先进性具体标准', '不合格党员具体表现'], 'product', 166, (row, at) => {
          const product = row.products[at]
          return product === undefined ? '' : productWords(product)
        }),
      ]
    case 'notes':
      return noteColumns
    case 'alternatives':
      return broughtColumns
    default:
      return hoursColumns
  }
}

/** Whether the unit still lacks something of what the tab shows. */
export function hasGap(tab: StudyTab, row: LearningUnit): boolean {
  const { figures } = row
  switch (tab) {
    case 'courses':
      return row.courses.some(({ on, isLate }) => on === null || isLate)
    case 'readings':
      return row.lacking > 0 || row.readings.some(({ on }) => on === null)
    case 'discussion':
      return (
        row.themes.some(({ on }) => on === null) ||
        row.products.some(({ on, alike }) => on === null || alike !== null)
      )
    case 'notes':
      return figures.notesChecked === 0 || figures.notesJudged > figures.notesMet || figures.notesDoubtful > 0
    case 'alternatives':
      return figures.floatingStudied < figures.floating
    default:
      return figures.hoursShort > 0 || figures.studied < figures.expected
  }
}

/** Words that say something is missing are seen. */
export function toneOf(text: string): string {
  if (/缺课|未学|未讨论|未形成|差\d/u.test(text)) return 'c-bad'
  return /逾期|雷同/u.test(text) ? 'c-warn' : ''
}

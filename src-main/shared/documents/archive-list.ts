// 档案目录（卷内目录）as a workbook: a sheet for each phase, papers by category, and a sheet of sums.
import type { BookSpec, SheetColumn, SheetSpec } from './book.ts'
import type { Place } from './coverage.ts'

export interface ArchivePaper {
  /** Name of the phase. */
  readonly phase: string
  readonly category: string
  /** 文号; '' where it has none. */
  readonly no: string
  readonly title: string
  readonly author: string
  readonly on: string | null
  readonly pages: number | null
  /** Whose paper it is; '' for the town's own. */
  readonly unit: string
}

const text = (header: string, width: number): SheetColumn => ({ header, width, kind: 'text' })

const columns: readonly SheetColumn[] = [
  { header: '序号', width: 6, kind: 'count' },
  text('文号', 22),
  text('题名', 52),
  text('责任者', 24),
  { header: '日期', width: 12, kind: 'date', align: 'center' },
  { header: '页数', width: 7, kind: 'count' },
  text('类别', 14),
  text('单位', 22),
  text('备注', 14),
]

const infoOf = ({ unit, date }: Place): { left: string; right: string } => ({
  left: `立卷单位：${unit}`,
  right: `编制时间：${date}`,
})

const phaseSheet = (phase: string, papers: readonly ArchivePaper[], place: Place): SheetSpec => ({
  name: phase,
  title: `${place.town}先进性教育活动档案卷内目录（${phase}）`,
  info: infoOf(place),
  columns,
  rows: papers.map((paper, i) => [
    i + 1,
    paper.no,
    paper.title,
    paper.author,
    paper.on,
    paper.pages,
    paper.category,
    paper.unit,
    '',
  ]),
  footer: ['立卷人：　　　　　　　检查人：　　　　　　　立卷时间：'],
  orientation: 'landscape',
  frozenColumns: 1,
})

/** Papers of each category by phase. */
function sumSheet(
  phases: readonly string[],
  categories: readonly string[],
  papers: readonly ArchivePaper[],
  place: Place,
): SheetSpec {
  const countOf = (category: string, phase: string): number =>
    papers.filter((paper) => paper.category === category && paper.phase === phase).length
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0)
  const counts = categories.map((category) => phases.map((phase) => countOf(category, phase)))
  return {
    name: '汇总',
    title: `${place.town}先进性教育活动档案目录汇总`,
    info: infoOf(place),
    columns: [
      text('类别', 16),
      ...phases.map((header): SheetColumn => ({ header, width: 14, kind: 'count' })),
      { header: '合计', width: 10, kind: 'count' },
    ],
    rows: categories.map((category, i) => [category, ...(counts[i] ?? []), sum(counts[i] ?? [])]),
    totals: [['合计', ...phases.map((_, at) => sum(counts.map((row) => row[at] ?? 0))), sum(counts.flat())]],
    isSummary: true,
  }
}

/** `phases` and `categories` in the order they are filed in; papers within a category by unit as given, then by day. */
export function archiveBook(
  papers: readonly ArchivePaper[],
  phases: readonly string[],
  categories: readonly string[],
  place: Place,
): BookSpec {
  const filled = phases.filter((phase) => papers.some((paper) => paper.phase === phase))
  const sheets = filled.map((phase) => {
    const own = papers.filter((paper) => paper.phase === phase)
    const filed = categories.flatMap((category) => own.filter((paper) => paper.category === category))
    return phaseSheet(phase, filed, place)
  })
  const used = categories.filter((category) => papers.some((paper) => paper.category === category))
  return { sheets: [sumSheet(filled, used, papers, place), ...sheets] }
}

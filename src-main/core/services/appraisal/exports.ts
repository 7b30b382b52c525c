// E-13 民主评议结果汇总表: every branch a line, with the sum of the town.
import type { BookSpec, SheetColumn, SheetValue } from '#shared/documents/book.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { saveBook, type Saved } from '../exports/save-book.ts'
import { readUnits } from '../plans/units.ts'
import { appraisalFigures, type AppraisalFigures } from './figures.ts'

const count = (header: string, width = 9): SheetColumn => ({ header, width, kind: 'count' })

const columns: readonly SheetColumn[] = [
  { header: '支部', width: 34, kind: 'text' },
  count('党员数'),
  count('应参评'),
  count('实参评'),
  count('优秀', 8),
  count('合格', 8),
  count('基本合格'),
  count('不合格', 8),
  count('未评', 8),
  count('反馈数'),
  { header: '通报时间', width: 13, kind: 'date', align: 'center' },
]

const gradesOf = ({ grades }: AppraisalFigures): number[] => [
  grades.优秀,
  grades.合格,
  grades.基本合格,
  grades.不合格,
]

/** 应参评 are those who get a grade: 预备党员 take part without one. */
function numbersOf(figures: AppraisalFigures): number[] {
  const grades = gradesOf(figures)
  const ungraded = figures.graded - grades.reduce((sum, n) => sum + n, 0)
  return [figures.members, figures.graded, figures.voted, ...grades, ungraded, figures.fedBack]
}

export async function resultBook(context: Context): Promise<BookSpec> {
  const [units, figures] = await Promise.all([readUnits(context, context.db.read), appraisalFigures(context)])
  const lines = units.flatMap((unit) => {
    const own = figures.get(unit.id)
    return own === undefined || own.members === 0 ? [] : [{ unit, own, numbers: numbersOf(own) }]
  })
  const sums = Array.from({ length: 9 }, (_, i) =>
    lines.reduce((sum, { numbers }) => sum + (numbers[i] ?? 0), 0),
  )
  const rows: SheetValue[][] = lines.map(({ unit, own, numbers }) => [
    unit.fullName,
    ...numbers,
    own.noticedOn,
  ])
  const { town, groupName } = context.campaign.town
  return {
    sheets: [
      {
        name: '民主评议结果汇总表',
        title: `${town}民主评议党员结果汇总表`,
        info: { left: `填报单位：${groupName}`, right: `填报时间：${formatChinese(context.today)}` },
        columns,
        rows,
        totals: [['合计', ...sums, null]],
        footer: ['预备党员参加评议，不评定等次：应参评为正式党员数。'],
        orientation: 'landscape',
        frozenColumns: 1,
      },
    ],
  }
}

/** Asks where to; null when the user gave up. */
export const exportResults = (context: Context): Promise<Saved | null> =>
  saveBook(context, '民主评议结果汇总表', () => resultBook(context), { kind: 'E-13', params: {} })

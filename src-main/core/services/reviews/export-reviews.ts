// 核对结果 as a workbook: a sheet of sums, then a sheet for each review.
import type { Reviewed } from '#shared/contract/reviews.ts'
import type { BookSpec, SheetColumn, SheetSpec } from '#shared/documents/book.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { NotFound } from '../../refusal.ts'
import { saveBook, type Saved } from '../exports/save-book.ts'
import { reviewByKey } from './index.ts'
import { runReview } from './show.ts'

const column = (header: string, width: number, kind: SheetColumn['kind'] = 'text'): SheetColumn => ({
  header,
  width,
  kind,
})

const LINE_COLUMNS = [
  column('序号', 6, 'count'),
  column('名称', 28),
  column('结论', 10),
  column('说明', 60),
  column('明细', 60),
]
const SUM_COLUMNS = [
  column('序号', 6, 'count'),
  column('核对内容', 32),
  column('规则', 9),
  column('达标', 8, 'count'),
  column('未达标', 9, 'count'),
  column('警告', 8, 'count'),
  column('提示', 8, 'count'),
  column('未核', 8, 'count'),
  column('依据', 60),
]

const infoOf = ({ campaign, today }: Context): { left: string; right: string } => ({
  left: `填报单位：${campaign.town.groupName}`,
  right: `截至：${formatChinese(today)}`,
})

function lineSheet(context: Context, reviewed: Reviewed, onlyFaults: boolean): SheetSpec {
  const shown = reviewed.lines.filter(({ mark }) => !onlyFaults || (mark !== '达标' && mark !== '未核'))
  return {
    name: reviewed.title,
    title: `${context.campaign.town.town}${reviewed.title}核对表`,
    info: infoOf(context),
    columns: LINE_COLUMNS,
    rows: shown.map(({ name, mark, reason, details }, i) => [i + 1, name, mark, reason, details.join('')]),
    frozenColumns: 2,
  }
}

const sumSheet = (context: Context, all: readonly Reviewed[]): SheetSpec => ({
  name: '核对汇总',
  title: `${context.campaign.town.town}台账核对汇总`,
  info: infoOf(context),
  columns: SUM_COLUMNS,
  rows: all.map(({ title, rule, counts, basis }, i) => [
    i + 1,
    title,
    rule,
    counts.达标,
    counts.未达标,
    counts.警告,
    counts.提示,
    counts.未核,
    basis,
  ]),
  isSummary: true,
})

/** The workbook of the reviews named. Throws NotFound for a key there is none of. */
export async function reviewBook(
  context: Context,
  { keys, onlyFaults }: { readonly keys: readonly string[]; readonly onlyFaults: boolean },
): Promise<BookSpec> {
  const all = await Promise.all(
    keys.map((key) => {
      const review = reviewByKey(key)
      if (review === undefined) throw new NotFound('这项核对')
      return runReview(context, review)
    }),
  )
  return {
    sheets: [sumSheet(context, all), ...all.map((reviewed) => lineSheet(context, reviewed, onlyFaults))],
  }
}

export const exportReviews = (
  context: Context,
  wish: { readonly keys: readonly string[]; readonly onlyFaults: boolean },
): Promise<Saved | null> =>
  saveBook(context, '台账核对表', () => reviewBook(context, wish), { kind: 'review', params: wish })

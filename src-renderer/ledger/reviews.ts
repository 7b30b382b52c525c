// How the marks of a review look.
import type { ReviewMark, ReviewSum } from '#shared/contract/reviews.ts'
import type { StatusKind } from '../components/status.ts'

export const reviewLooks: Readonly<Record<ReviewMark, StatusKind>> = {
  未达标: 'bad',
  警告: 'warn',
  提示: 'doing',
  未核: 'none',
  达标: 'ok',
}

const ORDER: readonly ReviewMark[] = ['未达标', '警告', '提示', '未核', '达标']

/** The marks that occur, the gravest first. */
export const shownMarks = (counts: ReviewSum['counts']): ReviewMark[] =>
  ORDER.filter((mark) => counts[mark] > 0)

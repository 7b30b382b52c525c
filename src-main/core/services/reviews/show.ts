// Reviews as the pages and the workbook show them: counted by mark, each line with its reason and where to look.
import type { LedgerKey } from '#shared/contract/ledger.ts'
import type { Reviewed, ReviewedLine, ReviewHead, ReviewMark, ReviewSum } from '#shared/contract/reviews.ts'
import { ruleById } from '#shared/rules/registry.ts'
import type { Source, Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import { keep } from '../../db/kept.ts'
import { NotFound } from '../../refusal.ts'
import { isShown, requireShown } from '../ledgers/confidential.ts'
import { reviewByKey, reviews } from './index.ts'
import type { Review, ReviewLine } from './review.ts'

const MARKS: readonly ReviewMark[] = ['未达标', '警告', '提示', '未核', '达标']

/** What a verdict counts as. */
export function markOf(verdict: Verdict): ReviewMark {
  if (verdict.outcome === 'pass') return '达标'
  if (verdict.outcome === 'not-assessed') return '未核'
  return verdict.level === undefined || verdict.level === '错误' ? '未达标' : verdict.level
}

const sourceText = ({ title, quote }: Source): string =>
  quote === undefined ? title : `${title}：“${quote}”`

/** The documents behind the limits of a rule, each once. */
export function basisOfRule(id: string): string {
  const limits = ruleById(id)?.limits ?? []
  return [...new Set(limits.map(({ source }) => sourceText(source)))].join('；')
}

export const headOf = ({ key, ledger, rule, title, about }: Review): ReviewHead => ({
  key,
  ledger,
  rule,
  title,
  about,
  basis: basisOfRule(rule),
})

const toLine = (review: Review, { name, orgId, to, verdict }: ReviewLine): ReviewedLine => ({
  name,
  orgId,
  to: to ?? `/ledgers/${review.ledger}${orgId === null ? '' : `?unit=${orgId}`}`,
  mark: markOf(verdict),
  reason: verdict.reason,
  details: [...(verdict.details ?? [])],
})

/** The counts of every mark; zero where there is none. */
function countMarks(lines: readonly ReviewLine[]): ReviewSum['counts'] {
  const marks = lines.map(({ verdict }) => markOf(verdict))
  return Object.fromEntries(
    MARKS.map((mark) => [mark, marks.filter((each) => each === mark).length]),
  ) as ReviewSum['counts']
}

/** Judged once until a record changes. */
const judged = (context: Context, review: Review): Promise<readonly ReviewLine[]> =>
  keep(context.db.read, context.campaign, `review ${review.key} ${context.today}`, () =>
    review.judge(context),
  )

export async function runReview(context: Context, review: Review): Promise<Reviewed> {
  const lines = await judged(context, review)
  return { ...headOf(review), counts: countMarks(lines), lines: lines.map((line) => toLine(review, line)) }
}

/** The reviews of some ledgers, counted; of confidential ones only where they have been opened. */
export async function sumReviews(context: Context, ledgers: readonly LedgerKey[]): Promise<ReviewSum[]> {
  const wanted = reviews.filter(({ ledger }) => ledgers.includes(ledger) && isShown(context, ledger))
  return Promise.all(
    wanted.map(async (review) => ({
      ...headOf(review),
      counts: countMarks(await judged(context, review)),
    })),
  )
}

/** One review with every line. Throws NotFound for a key there is none of. */
export async function showReview(context: Context, key: string): Promise<Reviewed> {
  const review = reviewByKey(key)
  if (review === undefined) throw new NotFound('这项核对')
  requireShown(context, review.ledger)
  return runReview(context, review)
}

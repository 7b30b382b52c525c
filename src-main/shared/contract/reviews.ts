// Reviews: what a rule says about everything a ledger holds, counted and line by line.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { Id, refusals } from './common.ts'
import { LedgerKey } from './ledger.ts'

/** 达标; 未达标 blocks, 警告 needs a look, 提示 informs; 未核 where nothing is set or recorded yet. */
export const ReviewMark = z.enum(['达标', '未达标', '警告', '提示', '未核'])
export type ReviewMark = z.infer<typeof ReviewMark>

export const ReviewedLine = z.object({
  name: z.string(),
  orgId: Id.nullable(),
  /** Route of the records. */
  to: z.string(),
  mark: ReviewMark,
  reason: z.string(),
  details: z.array(z.string()),
})
export type ReviewedLine = z.infer<typeof ReviewedLine>

export const ReviewHead = z.object({
  key: z.string(),
  ledger: LedgerKey,
  rule: z.string(),
  title: z.string(),
  about: z.enum(['单位', '党员', '领导', '全镇']),
  /** Where the rule comes from, as it is shown: 依据. */
  basis: z.string(),
})
export type ReviewHead = z.infer<typeof ReviewHead>

export const ReviewSum = ReviewHead.extend({ counts: z.record(ReviewMark, z.number().int()) })
export type ReviewSum = z.infer<typeof ReviewSum>

export const Reviewed = ReviewSum.extend({ lines: z.array(ReviewedLine) })
export type Reviewed = z.infer<typeof Reviewed>

export const reviewsContract = {
  /** The reviews of some ledgers, counted by mark. */
  sums: oc.input(z.object({ ledgers: z.array(LedgerKey) })).output(z.array(ReviewSum)),
  /** One review with every line. */
  show: oc
    .input(z.object({ key: z.string() }))
    .output(Reviewed)
    .errors(refusals),
  /** 核对结果 as a workbook; null when the user gave up. */
  export: oc
    .input(z.object({ keys: z.array(z.string()).min(1), onlyFaults: z.boolean() }))
    .output(z.object({ file: z.string(), rows: z.number().int() }).nullable())
    .errors(refusals),
}

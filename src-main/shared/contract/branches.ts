// 各单位对照: what the reviews say of every unit, side by side; the archive list and the list of those answerable.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { Id, refusals } from './common.ts'
import { LedgerKey } from './ledger.ts'
import { ReviewMark } from './reviews.ts'

export const CoverageColumn = z.object({
  /** Key of the review. */
  key: z.string(),
  ledger: LedgerKey,
  title: z.string(),
  /** Head above neighbouring columns; '' where the column stands alone. */
  group: z.string(),
  rule: z.string(),
  basis: z.string(),
})
export type CoverageColumn = z.infer<typeof CoverageColumn>

export const CoverageCell = z.object({
  mark: ReviewMark,
  reason: z.string(),
  /** Route of the records. */
  to: z.string(),
})
export type CoverageCell = z.infer<typeof CoverageCell>

export const CoverageRow = z.object({
  orgId: Id,
  unit: z.string(),
  unitType: z.string(),
  supervisor: z.string(),
  initials: z.string(),
  /** 未达标, 警告 and 提示 together. */
  faults: z.number().int(),
  /** By the key of the review; no entry where the review does not concern the unit. */
  cells: z.record(z.string(), CoverageCell),
})
export type CoverageRow = z.infer<typeof CoverageRow>

export const Coverage = z.object({ columns: z.array(CoverageColumn), rows: z.array(CoverageRow) })
export type Coverage = z.infer<typeof Coverage>

export const CoverageWish = z.object({
  /** Label of the unit type; null for all. */
  unitType: z.string().nullable(),
  onlyFaults: z.boolean(),
})
export type CoverageWish = z.infer<typeof CoverageWish>

const saved = z.object({ file: z.string(), rows: z.number().int() }).nullable()

export const branchesContract = {
  coverage: oc.output(Coverage),
  /** 各单位对照表; null when the user gave up. */
  exportCoverage: oc.input(CoverageWish).output(saved).errors(refusals),
  /** 责任人一览表. */
  exportResponsible: oc.output(saved).errors(refusals),
  /** 档案目录. */
  exportArchive: oc.output(saved).errors(refusals),
}

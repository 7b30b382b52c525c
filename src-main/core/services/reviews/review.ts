// A review: a rule applied to all that a ledger holds, with a verdict for each unit, member or leader.
import type { LedgerKey } from '#shared/contract/ledger.ts'
import type { Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'

export interface ReviewLine {
  /** Of the unit, member or leader; the town's own name for the town as a whole. */
  readonly name: string
  /** The unit it belongs to; null for the town and its leaders. */
  readonly orgId: string | null
  /** Where the records are looked into; the ledger itself when absent. */
  readonly to?: string
  readonly verdict: Verdict
}

export interface Review {
  /** Code name, used in commands: care-visits. */
  readonly key: string
  readonly ledger: LedgerKey
  /** Number of the rule, R-26. */
  readonly rule: string
  readonly title: string
  readonly about: '单位' | '党员' | '领导' | '全镇'
  /** All lines in the order of the roster, those without fault too. Reads only; in few queries for the whole town. */
  readonly judge: (context: Context) => Promise<readonly ReviewLine[]>
}

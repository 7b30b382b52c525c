// Tables of the activity plans.
import type { RefusalKey } from '#shared/campaign/index.ts'
import type { RefusalAnswer } from '#shared/rules/plan.ts'
import type { DemandOutcome, PlanDecision } from '#shared/rules/plan-decision.ts'
import type { RecordColumns } from './tables.ts'

/** How a version stands; 未报送 is a unit without a row. 变更待审 came in after an approved version. */
export type PlanState = '已报送' | '变更待审' | '审核中' | '批准' | '退回修改'

/** One version of a unit's plan. A later version never overwrites an earlier one. */
export interface PlanTable extends RecordColumns {
  org_id: string
  version: number
  /** Number of the unit's plan in the papers: the same for all its versions. */
  serial: number
  state: PlanState
  submitted_on: string
  /** Who handed it in. */
  submitted_by: string | null
  theme: string
  /** JSON: list of texts. */
  guarantees: string
  consulted_on: string | null
  consulted_whom: string | null
  text: string
  /** What the unit says it changed. */
  change_note: string | null
}

export interface PlanStepTable extends RecordColumns {
  plan_id: string
  position: number
  step_code: string
  name: string
  start_on: string | null
  end_on: string | null
  owner: string
  form: string
  /** 学时 in tenths. */
  hours_x10: number | null
}

type Answers = Record<RefusalKey, RefusalAnswer>
type Comments = Record<`${RefusalKey}_comment`, string>
/** `_at` is an instant, or only a day in history taken over from paper. */
type Judgements = Record<`${RefusalKey}_by` | `${RefusalKey}_at`, string | null>

export interface PlanReviewTable extends RecordColumns, Answers, Comments, Judgements {
  plan_id: string
  decision: PlanDecision | null
  reviewer: string | null
  reviewed_on: string | null
  /** Number of the paper that sends the plan back, counted by year. */
  return_serial: number | null
}

/** A demand of an earlier round as put to one version; one not met is put to the next version as a new row. */
export interface PlanDemandTable extends RecordColumns {
  org_id: string
  raised_in: string
  refusal: RefusalKey
  text: string
  /** The version it is to be checked in; null until one is handed in. */
  judged_in: string | null
  outcome: DemandOutcome | null
  judged_by: string | null
}

declare module './tables.ts' {
  interface Tables {
    plan: PlanTable
    plan_step: PlanStepTable
    plan_review: PlanReviewTable
    plan_demand: PlanDemandTable
  }
}

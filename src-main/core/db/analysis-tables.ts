// Tables of the members' analyses.
import type { GeneratedAlways } from 'kysely'
import type { AnalysisState } from '#shared/rules/machines.ts'
import type { LedgerTable } from './roster-tables.ts'
import type { StepColumns } from './stage-tables.ts'
import type { RecordColumns } from './tables.ts'

export type AnalysisForm = '书面' | '口述' | '免写'
export type AnalysisLevel = '党员领导干部' | '党员'
export type AnalysisVersionKind = '初稿' | '退回后重交' | '重写稿' | '会后修改稿'
export type AnalysisOutcome = '合格' | '重新撰写'

/** One row a member: what the sheet says (I-6), and where the work on it stands. */
export interface AnalysisTable extends LedgerTable {
  org_id: string
  member_id: string
  post: string | null
  level: AnalysisLevel | null
  form: AnalysisForm | null
  chars: number | null
  submitted_on: string | null
  reviewer: string | null
  review_opinion: string | null
  returned: number | null
  valid: number | null
  satisfied: number | null
  basic: number | null
  dissatisfied: number | null
  abstained: number | null
  /** Worked out by the database from the counts, for sheets; no decision reads them. */
  rate: GeneratedAlways<string | null>
  rewrite: GeneratedAlways<string | null>
  rewrite_done_on: string | null
  /** Never null: the table fills in 未交. */
  state: AnalysisState | null
  exempt_category: string | null
  exempt_reason: string | null
  approved_by: string | null
  approved_on: string | null
  /** Day of the meeting the member spoke at; a later one for those who made it up. */
  meeting_on: string | null
  public_from: string | null
  public_to: string | null
  public_range: string | null
  public_form: string | null
  /** Number of the latest version; 0 while nothing is there. */
  version: number
  /** Number of the latest poll; 0 before the first. */
  round: number
  polled_on: string | null
  /** Why there are no ballots, e.g. in hospital. */
  unpolled_reason: string | null
  helper: string | null
  help_planned_on: string | null
  helped_on: string | null
  help_note: string | null
  rewrite_due_on: string | null
}

export interface AnalysisVersionTable extends RecordColumns {
  analysis_id: string
  version: number
  kind: AnalysisVersionKind
  submitted_on: string
  chars: number | null
  gains: string
  problems: string
  roots: string
  direction: string
  reviewer: string | null
  reviewed_on: string | null
  result: '通过' | '退回' | null
  /** JSON: list of reasons. */
  reasons: string
  comment: string
}

/** One round of ballots; never changed. */
export interface AnalysisPollTable extends RecordColumns {
  analysis_id: string
  round: number
  version: number
  on_day: string
  valid: number
  invalid: number
  satisfied: number
  basic: number
  dissatisfied: number
  abstained: number
  outcome: AnalysisOutcome
  /** JSON: the verdict with its numbers and limits. */
  facts: string
  note: string
}

export interface AnalysisStepTable extends StepColumns<AnalysisState> {
  analysis_id: string
}

declare module './tables.ts' {
  interface Tables {
    analysis: AnalysisTable
    analysis_version: AnalysisVersionTable
    analysis_poll: AnalysisPollTable
    analysis_step: AnalysisStepTable
  }
}

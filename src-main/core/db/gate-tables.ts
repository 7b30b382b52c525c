// Tables of the moves from stage to stage.
import type { GatePhase } from '#shared/rules/gate-conditions.ts'
import type { TransitionState } from '#shared/rules/machines.ts'
import type { CountingName } from '#shared/rules/vote.ts'
import type { StepColumns } from './stage-tables.ts'
import type { RecordColumns } from './tables.ts'

/** 须测评; 不单独测评: committees and general branches; 不要求测评: the county has turned the bar of this move off. */
export type PollRule = '须测评' | '不单独测评' | '不要求测评'

/** One attempt of a unit to move on; what it was decided on never changes. */
export interface TransitionRequestTable extends RecordColumns {
  org_id: string
  from_phase: GatePhase
  to_phase: string
  attempt: number
  state: TransitionState
  /** 阶段小结. */
  summary: string
  /** The day the unit means to move on, and the time of the meeting. */
  planned_on: string | null
  planned_at: string | null
  applied_on: string | null
  applied_by: string | null
  acceptance_id: string | null
  poll_rule: PollRule | null
  poll_id: string | null
  poll_round: number | null
  /** Ballots as they were judged, that is as the office ruled where it did. */
  poll_valid: number | null
  poll_dissatisfied: number | null
  /** The bar in hundredths of its unit: 1000 for 10%; null where the county has turned it off. */
  bar_hundredths: number | null
  bar_per: number | null
  /** How the office said the ballots are to be counted. */
  ruling_counting: CountingName | null
  ruling_text: string | null
  ruling_on: string | null
  group_opinion: string
  decided_on: string | null
  decided_by: string | null
  /** 1 when the poll stood in the way. */
  is_barred: 0 | 1
  /** JSON: the sentences it was refused with. */
  refused: string
  office_doc_no: string
  reported_on: string | null
  /** HH:MM, as typed. */
  reported_at: string | null
  office_opinion: string
  office_decided_on: string | null
  moved_on: string | null
  moved_at: string | null
  /** JSON: the sheet as it stood at the group's decision (GateSnapshot). */
  facts: string | null
  /** JSON: the sheet as it stood at the move. */
  moved_facts: string | null
}

export interface TransitionStepTable extends StepColumns<TransitionState> {
  transition_request_id: string
}

declare module './tables.ts' {
  interface Tables {
    transition_request: TransitionRequestTable
    transition_step: TransitionStepTable
  }
}

// Tables of the polls: the counted ballots with their verdict, the way of each round, and counts under way.
import type { GeneratedAlways } from 'kysely'
import type { PollState } from '#shared/rules/machines.ts'
import type { PollKind } from '#shared/rules/poll-action.ts'
import type { StepColumns } from './stage-tables.ts'
import type { RecordColumns } from './tables.ts'

/** Counts in whole ballots; null where nothing was said. */
export interface PollTable extends RecordColumns {
  extra: string | null
  initials: string
  org_id: string
  kind: PollKind
  /** Name of the phase as the sheet has it. */
  phase: string
  /** The member whose analysis was voted on; null for all other kinds. */
  subject_id: string | null
  /** 1 to 9. */
  round: string
  date: string | null
  scope: string | null
  expected: number | null
  attended: number | null
  issued: number | null
  returned: number | null
  valid: number | null
  invalid: number | null
  satisfied: number | null
  fairly: number | null
  basic: number | null
  less: number | null
  dissatisfied: number | null
  abstained: number | null
  /** Worked out by the database from the counts. */
  satisfied_rate: GeneratedAlways<string | null>
  dissatisfied_rate: GeneratedAlways<string | null>
  remark: string | null
  state: PollState
  held_by: string | null
  /** JSON: names of the members of the group who were there. */
  supervised_by: string | null
  /** JSON: {supervisors, counters}, 监票人 and 计票人. */
  witnesses: string | null
  materials_on: string | null
  /** JSON: kinds of representatives. */
  categories: string | null
  /** JSON: codes of the procedure that are ticked. */
  checks: string | null
  /** What was made up before this round; the round before was not passed. */
  makeup_note: string | null
  makeup_on: string | null
  /** JSON: ballots by grade, and invalid ones. */
  first_count: string | null
  first_counter: string | null
  second_count: string | null
  second_counter: string | null
  confirmed_on: string | null
  confirmed_by: string | null
  void_reason: string | null
  void_by: string | null
  reported_on: string | null
  /** HH:MM. */
  reported_at: string | null
  report_no: string | null
  /** JSON: verdicts with their limits, as they were at the confirmation. */
  facts: string | null
}

export interface PollStepTable extends StepColumns<PollState> {
  poll_id: string
}

/** A count under way; not journaled, so that the order of the ballots is nowhere kept. */
export interface PollTallyTable {
  poll_id: string
  which: 1 | 2
  counter: string
  /** JSON as `first_count`. */
  numbers: string
  updated_at: string
}

declare module './tables.ts' {
  interface Tables {
    poll: PollTable
    poll_step: PollStepTable
    poll_tally: PollTallyTable
  }
}

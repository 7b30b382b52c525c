// Tables of the stages the units go through.
import type { UnitStageState } from '#shared/rules/machines.ts'
import type { RecordColumns } from './tables.ts'

/** A unit in one phase of the campaign. */
export interface UnitStageTable extends RecordColumns {
  org_id: string
  /** Key of the phase. */
  phase: string
  state: UnitStageState
  /** The unit's own dates; null takes those of the campaign. */
  planned_start: string | null
  planned_end: string | null
  started_on: string | null
  /** Day the unit moved on. */
  ended_on: string | null
  note: string
}

/** What every table of steps has; the id of its record stands beside. */
export interface StepColumns<State extends string> extends RecordColumns {
  from_state: State
  action: string
  to_state: State
  on_day: string
  person: string
  text: string
  /** JSON: the verdict the step rested on, with its numbers and limits. */
  facts: string | null
}

export interface UnitStageStepTable extends StepColumns<UnitStageState> {
  unit_stage_id: string
}

declare module './tables.ts' {
  interface Tables {
    unit_stage: UnitStageTable
    unit_stage_step: UnitStageStepTable
  }
}

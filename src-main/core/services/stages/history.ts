// Takes over the stages units have gone through before: each with its dates and its way.
import { stepFrom, unitStageMachine, type UnitStageState } from '#shared/rules/machines.ts'
import { uuidV7 } from '../../db/ids.ts'
import type { Journal } from '../../db/journal.ts'
import type { StageAction } from './stage.ts'

export interface StageHistory {
  readonly orgId: string
  readonly phase: string
  readonly plannedStart: string | null
  readonly plannedEnd: string | null
  readonly note?: string
  /** From 未开始 on, in order. */
  readonly steps: readonly {
    readonly action: StageAction
    readonly on: string
    readonly person: string
    readonly text?: string
  }[]
}

/** The states the steps lead through. Throws RangeError for a way the machine does not have. */
function walk(row: StageHistory): UnitStageState[] {
  return row.steps.reduce<UnitStageState[]>(
    (states, { action }) => {
      const from = states.at(-1) ?? unitStageMachine.initial
      const step = stepFrom(unitStageMachine, from, action)
      if (step === null) throw new RangeError(`no step ${action} from ${from}`)
      return [...states, step.to]
    },
    [unitStageMachine.initial],
  )
}

/** Stores stages with their steps, in few statements. */
export async function importStages(journal: Journal, rows: readonly StageHistory[]): Promise<void> {
  const walked = rows.map((row) => ({ row, id: uuidV7(journal.context.now()), states: walk(row) }))
  await journal.addMany(
    'unit_stage',
    walked.map(({ row, id, states }) => {
      const state = states.at(-1) ?? unitStageMachine.initial
      return {
        id,
        org_id: row.orgId,
        phase: row.phase,
        state,
        planned_start: row.plannedStart,
        planned_end: row.plannedEnd,
        started_on: row.steps.find(({ action }) => action === '开始')?.on ?? null,
        ended_on: state === '已转段' ? (row.steps.at(-1)?.on ?? null) : null,
        note: row.note ?? '',
      }
    }),
  )
  await journal.addMany(
    'unit_stage_step',
    walked.flatMap(({ row, id, states }) =>
      row.steps.map((step, i) => ({
        unit_stage_id: id,
        from_state: states[i] ?? unitStageMachine.initial,
        action: step.action,
        to_state: states[i + 1] ?? unitStageMachine.initial,
        on_day: step.on,
        person: step.person,
        text: step.text ?? '',
        facts: null,
      })),
    ),
  )
}

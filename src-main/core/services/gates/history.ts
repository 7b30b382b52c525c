// Takes over moves that were handled before: each attempt with its way and the sheet it was decided on.
import type { GateFacts } from '#shared/rules/gate-conditions.ts'
import { stepFrom, transitionMachine, type TransitionState } from '#shared/rules/machines.ts'
import type { Context } from '../../context.ts'
import { uuidV7 } from '../../db/ids.ts'
import type { Journal, NewRecord } from '../../db/journal.ts'
import { decisionColumns } from './act.ts'
import type { GateAction } from '#shared/rules/gate-action.ts'
import { judge, type Conditions } from './conditions.ts'
import type { UnitGate } from './facts.ts'
import { snapshotOf } from './snapshot.ts'

export interface MoveStep {
  readonly action: GateAction
  readonly on: string
  readonly person: string
  readonly text: string
}

export interface MoveHistory {
  /** The unit as it was read, with the poll of this attempt. */
  readonly gate: UnitGate
  readonly attempt: number
  readonly toPhase: string
  readonly summary: string
  readonly plannedOn: string | null
  readonly plannedAt: string | null
  readonly reportedOn: string | null
  readonly reportedAt: string | null
  /** From 草稿 on, in order; a later attempt begins with 重新申请. */
  readonly steps: readonly MoveStep[]
}

type NewRequest = NewRecord<'transition_request'>

/** The states the steps lead through. Throws RangeError for a way the machine does not have. */
function walk({ steps }: MoveHistory): (MoveStep & { from: TransitionState; to: TransitionState })[] {
  let state: TransitionState = steps[0]?.action === '重新申请' ? '不予转段' : transitionMachine.initial
  return steps.map((step) => {
    const found = stepFrom(transitionMachine, state, step.action)
    if (found === null) throw new RangeError(`no step ${step.action} from ${state}`)
    const taken = { ...step, from: state, to: found.to }
    state = found.to
    return taken
  })
}

const stepOf = ({ steps }: MoveHistory, ...actions: readonly GateAction[]): MoveStep | undefined =>
  steps.findLast(({ action }) => actions.includes(action))

/** The sheet as it stood then: what came later is left out. */
function sheetAt(
  context: Context,
  move: MoveHistory,
  request: Partial<GateFacts['request'] & object>,
): Conditions {
  return judge(context, {
    ...move.gate,
    facts: {
      ...move.gate.facts,
      request: {
        state: '督导组审核',
        decidedOn: null,
        decidedBy: null,
        reportedOn: null,
        reportedAt: null,
        movedOn: move.plannedOn,
        movedAt: move.plannedAt,
        officeDecidedOn: null,
        ...request,
      },
    },
  })
}

function decisionOf(context: Context, move: MoveHistory): Partial<NewRequest> {
  const decision = stepOf(move, '同意', '不予转段')
  if (decision === undefined) return {}
  const { action, on, person, text } = decision
  if (action !== '同意' && action !== '不予转段') return {}
  const columns = decisionColumns(context, sheetAt(context, move, {}), {
    action,
    on,
    by: person,
    opinion: text,
  })
  return columns as Partial<NewRequest>
}

function moveOf(context: Context, move: MoveHistory): Partial<NewRequest> {
  const moved = stepOf(move, '转段')
  const decision = stepOf(move, '同意')
  if (moved === undefined || decision === undefined) return {}
  const sheet = sheetAt(context, move, {
    state: '已批准',
    decidedOn: decision.on,
    decidedBy: decision.person,
    reportedOn: move.reportedOn,
    reportedAt: move.reportedAt,
    movedOn: moved.on,
    movedAt: null,
    officeDecidedOn: moved.on,
  })
  const facts = snapshotOf(context, sheet, { action: '转段', on: moved.on, by: moved.person })
  return {
    office_opinion: stepOf(move, '批准')?.text ?? '',
    office_decided_on: stepOf(move, '批准')?.on ?? moved.on,
    moved_on: moved.on,
    moved_at: null,
    moved_facts: JSON.stringify(facts),
  }
}

const BLANK = {
  acceptance_id: null,
  poll_rule: null,
  poll_id: null,
  poll_round: null,
  poll_valid: null,
  poll_dissatisfied: null,
  bar_hundredths: null,
  bar_per: null,
  ruling_counting: null,
  ruling_text: null,
  ruling_on: null,
  group_opinion: '',
  decided_on: null,
  decided_by: null,
  is_barred: 0 as const,
  refused: '[]',
  office_doc_no: '',
  office_opinion: '',
  office_decided_on: null,
  moved_on: null,
  moved_at: null,
  facts: null,
  moved_facts: null,
}

function rowOf(context: Context, id: string, move: MoveHistory, state: TransitionState): NewRequest {
  const applied = stepOf(move, '申请')
  return {
    id,
    org_id: move.gate.unit.id,
    from_phase: move.gate.facts.from,
    to_phase: move.toPhase,
    attempt: move.attempt,
    state,
    summary: move.summary,
    planned_on: move.plannedOn,
    planned_at: move.plannedAt,
    applied_on: applied?.on ?? null,
    applied_by: applied?.person ?? null,
    ...BLANK,
    reported_on: move.reportedOn,
    reported_at: move.reportedAt,
    ...decisionOf(context, move),
    ...moveOf(context, move),
  }
}

/** Stores attempts with their steps, in few statements; the first attempt of a unit before its next. */
export async function importMoves(
  context: Context,
  journal: Journal,
  moves: readonly MoveHistory[],
): Promise<void> {
  const taken = moves.map((move) => {
    const steps = walk(move)
    const id = uuidV7(journal.context.now())
    return { id, steps, row: rowOf(context, id, move, steps.at(-1)?.to ?? transitionMachine.initial) }
  })
  await journal.addMany(
    'transition_request',
    taken.map(({ row }) => row),
  )
  await journal.addMany(
    'transition_step',
    taken.flatMap(({ id, row, steps }) =>
      steps.map((step) => ({
        transition_request_id: id,
        from_state: step.from,
        action: step.action,
        to_state: step.to,
        on_day: step.on,
        person: step.person,
        text: step.text,
        facts:
          step.action === '转段'
            ? (row.moved_facts ?? null)
            : step.action === '同意' || step.action === '不予转段'
              ? (row.facts ?? null)
              : null,
      })),
    ),
  )
}

// The schedule of one unit: its phases with dates and way, what was changed and why, extensions, mobilisation, visits.
import { phaseByKey } from '#shared/campaign/index.ts'
import type { StageAction, UnitSchedule } from '#shared/contract/schedule.ts'
import { stepFrom, unitStageMachine } from '#shared/rules/machines.ts'
import type { Context } from '../../context.ts'
import { currentPhase, stageStepsOf, type StageRow } from '../stages/stage.ts'
import { rowsOf, unitSteps } from './actions.ts'
import { appointmentsOf } from './appointments.ts'
import { toPhaseDates } from './board.ts'
import { datesOf, reasonsAgainstAct } from './change-dates.ts'
import { asUnitPhase, judgeDates, readDates, type PhaseSpan, type UnitDates } from './dates.ts'
import { toEntry } from './diary.ts'
import { extensionsOf } from './extensions.ts'
import { meetingOf } from './mobilisation.ts'
import { revisionsOf } from './revisions.ts'
import { countsOf } from './show-actions.ts'

const ACTS: readonly StageAction[] = ['开始', '延期', '恢复']

function actsOf(context: Context, dates: UnitDates, stage: StageRow | undefined, span: PhaseSpan) {
  const state = stage?.state ?? unitStageMachine.initial
  return ACTS.filter((action) => stepFrom(unitStageMachine, state, action) !== null).map((action) => ({
    action,
    reasons: reasonsAgainstAct(context, dates, { phase: span.phase, action, on: context.today }),
  }))
}

async function phaseOf(
  context: Context,
  dates: UnitDates,
  span: PhaseSpan,
): Promise<UnitSchedule['phases'][number]> {
  const { template } = context.campaign
  const { read } = context.db
  const stage = dates.stages.find(({ phase }) => phase === span.phase)
  const steps = stage === undefined ? [] : await stageStepsOf(read, stage.id)
  const { windowStart, windowEnd, name } = phaseByKey(template, span.phase)
  return {
    ...toPhaseDates(context.today, dates, span),
    name,
    rowVersion: stage?.row_version ?? null,
    windowStart,
    windowEnd,
    actions: countsOf(rowsOf(template, await unitSteps(read, context, dates.unit.id, span.phase))),
    acts: actsOf(context, dates, stage, span),
    steps: steps.map((step) => ({
      action: step.action,
      from: step.from_state,
      to: step.to_state,
      on: step.on_day,
      person: step.person,
      text: step.text,
    })),
  }
}

/** Everything the 日程 of a unit shows. Throws NotFound. */
export async function unitSchedule(context: Context, orgId: string): Promise<UnitSchedule> {
  const all = await readDates(context, context.db.read)
  const dates = datesOf(all, orgId)
  const { unit, stages, spans } = dates
  const meeting = await meetingOf(context, unit)
  const phases: UnitSchedule['phases'] = []
  for (const span of spans) phases.push(await phaseOf(context, dates, span))
  return {
    orgId,
    unit: unit.shortName,
    fullName: unit.fullName,
    unitType: unit.unitType,
    today: context.today,
    current: asUnitPhase(currentPhase(context.campaign.template, stages)),
    phases,
    judgements: judgeDates(context, spans),
    revisions: await revisionsOf(context, stages),
    extensions: await extensionsOf(context, all, orgId),
    mobilisation: meeting?.held ?? null,
    mobilisationJudgements: meeting?.judgements ?? [],
    appointments: (await appointmentsOf(context.db.read, orgId)).map((row) =>
      toEntry(row, unit.shortName, context.today),
    ),
  }
}

// Procedures of the schedule.
import { asUnitPhase } from '../services/schedule/dates.ts'
import { removeAppointment, saveAppointment } from '../services/schedule/appointments.ts'
import { showBoard } from '../services/schedule/board.ts'
import { actOnUnits, setDates } from '../services/schedule/change-dates.ts'
import { showDiary, weekAhead } from '../services/schedule/diary.ts'
import {
  confirmExtension,
  listExtensions,
  planExtension,
  withdrawExtension,
} from '../services/schedule/extensions.ts'
import {
  listMobilisations,
  removeMobilisation,
  saveMobilisation,
  setTownDay,
} from '../services/schedule/mobilisation.ts'
import { addAction, completeMany, recordAction, removeAction } from '../services/schedule/record-action.ts'
import { showActions, showMatrix } from '../services/schedule/show-actions.ts'
import { unitSchedule } from '../services/schedule/unit.ts'
import { os } from './base.ts'

const done = { done: true as const }

export const scheduleRoutes = {
  board: os.schedule.board.handler(({ context }) => showBoard(context.app.context())),
  unit: os.schedule.unit.handler(({ input, context }) => unitSchedule(context.app.context(), input.orgId)),
  setDates: os.schedule.setDates.handler(async ({ input, context }) => {
    const data = context.app.context()
    await setDates(data, input)
    return unitSchedule(data, input.orgId)
  }),
  act: os.schedule.act.handler(({ input, context }) => actOnUnits(context.app.context(), input)),
  matrix: os.schedule.matrix.handler(({ input, context }) => showMatrix(context.app.context(), input.phase)),
  actions: os.schedule.actions.handler(({ input, context }) => showActions(context.app.context(), input)),
  recordAction: os.schedule.recordAction.handler(async ({ input, context }) => {
    const data = context.app.context()
    await recordAction(data, input)
    return showActions(data, input)
  }),
  completeMany: os.schedule.completeMany.handler(({ input, context }) =>
    completeMany(context.app.context(), input),
  ),
  addAction: os.schedule.addAction.handler(async ({ input, context }) => {
    const data = context.app.context()
    await addAction(data, input)
    return showActions(data, input)
  }),
  removeAction: os.schedule.removeAction.handler(async ({ input, context }) => {
    const data = context.app.context()
    const { orgId, phase } = await removeAction(data, input)
    return showActions(data, { orgId, phase: asUnitPhase(phase) })
  }),
  extensions: os.schedule.extensions.handler(({ context }) => listExtensions(context.app.context())),
  planExtension: os.schedule.planExtension.handler(({ input, context }) =>
    planExtension(context.app.context(), input),
  ),
  confirmExtension: os.schedule.confirmExtension.handler(({ input, context }) =>
    confirmExtension(context.app.context(), input),
  ),
  withdrawExtension: os.schedule.withdrawExtension.handler(({ input, context }) =>
    withdrawExtension(context.app.context(), input),
  ),
  mobilisations: os.schedule.mobilisations.handler(({ context }) => listMobilisations(context.app.context())),
  saveMobilisation: os.schedule.saveMobilisation.handler(({ input, context }) =>
    saveMobilisation(context.app.context(), input),
  ),
  removeMobilisation: os.schedule.removeMobilisation.handler(async ({ input, context }) => {
    await removeMobilisation(context.app.context(), input)
    return done
  }),
  setTownDay: os.schedule.setTownDay.handler(async ({ input, context }) => {
    await setTownDay(context.app.context(), input.day)
    await context.app.reloadCampaign()
    return done
  }),
  diary: os.schedule.diary.handler(({ input, context }) => showDiary(context.app.context(), input)),
  weekAhead: os.schedule.weekAhead.handler(({ context }) => weekAhead(context.app.context())),
  saveAppointment: os.schedule.saveAppointment.handler(async ({ input, context }) => {
    await saveAppointment(context.app.context(), input)
    return done
  }),
  removeAppointment: os.schedule.removeAppointment.handler(async ({ input, context }) => {
    await removeAppointment(context.app.context(), input)
    return done
  }),
}

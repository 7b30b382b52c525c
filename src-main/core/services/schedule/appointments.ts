// Meetings the group means to attend: kept, changed and called off.
import type { Selectable } from 'kysely'
import type { AppointmentDraft } from '#shared/contract/schedule.ts'
import { write, type Context } from '../../context.ts'
import type { AppointmentTable } from '../../db/schedule-tables.ts'
import { NotFound, refuse } from '../../refusal.ts'
import { groupMembers, listOf } from '../inspections/store.ts'
import { readUnits, unitById } from '../plans/units.ts'
import { assertDays } from './change-dates.ts'
import type { Db } from './dates.ts'

export type AppointmentRow = Selectable<AppointmentTable>

export const toAppointment = (row: AppointmentRow): AppointmentDraft => ({
  id: row.id,
  rowVersion: row.row_version,
  on: row.on_day,
  at: row.at_time,
  orgId: row.org_id,
  what: row.what,
  people: listOf(row.people),
  place: row.place,
  note: row.note,
  state: row.state,
})

/** From one day to another, both included; by time, those for the whole day first. */
export const appointmentsIn = (db: Db, from: string, to: string): Promise<AppointmentRow[]> =>
  db
    .selectFrom('appointment')
    .selectAll()
    .where('on_day', '>=', from)
    .where('on_day', '<=', to)
    .where('deleted_at', 'is', null)
    .orderBy('on_day')
    .orderBy('at_time')
    .orderBy('id')
    .execute()

/** All of one unit from a day on. */
export const appointmentsOf = (db: Db, orgId: string): Promise<AppointmentRow[]> =>
  db
    .selectFrom('appointment')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .orderBy('on_day', 'desc')
    .orderBy('at_time')
    .execute()

const valuesOf = (draft: AppointmentDraft) => ({
  on_day: draft.on,
  at_time: draft.at,
  org_id: draft.orgId,
  what: draft.what,
  people: JSON.stringify([...new Set(draft.people)]),
  place: draft.place,
  note: draft.note,
  state: draft.state,
})

/** Keeps an appointment. Clashes are told by the diary, not refused: two people may share a day as they think best. */
export async function saveAppointment(context: Context, draft: AppointmentDraft): Promise<void> {
  assertDays({ on: draft.on })
  return write(context, async (journal, trx) => {
    if (draft.orgId !== null) unitById(await readUnits(context, trx), draft.orgId)
    if (draft.orgId === null && draft.place === '') refuse('请选到哪个单位，不是到单位的写明地点。', 'place')
    const known = await groupMembers(trx)
    const strangers = draft.people.filter((name) => !known.includes(name))
    if (strangers.length > 0) refuse(`${strangers.join('、')}不是督导组成员，请重新选择。`, 'people')
    if (draft.state === '已办' && draft.on > context.today)
      refuse(`${draft.on}还没有到，不能记为已办。`, 'state')
    if (draft.id === null) await journal.add('appointment', valuesOf(draft))
    else
      await journal.change(
        'appointment',
        draft.id,
        valuesOf(draft),
        draft.rowVersion === null ? {} : { expectedVersion: draft.rowVersion },
      )
  })
}

export function removeAppointment(
  context: Context,
  input: { readonly id: string; readonly rowVersion: number },
): Promise<void> {
  return write(context, async (journal) => {
    const removed = await journal.remove('appointment', input.id, { expectedVersion: input.rowVersion })
    if (!removed) throw new NotFound('这项安排')
  })
}

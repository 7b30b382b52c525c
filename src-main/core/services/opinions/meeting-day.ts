// The day of each unit's special meeting, by which its members are to be told: as held, as recorded, else as planned.
import type { OpinionMeeting } from '#shared/contract/opinions.ts'
import type { Context } from '../../context.ts'
import { readDates } from '../schedule/dates.ts'
import type { Db } from './store.ts'

/** Step of the campaign: 专题组织生活会. */
const STEP = 'P2-09'

/** The first meeting of each unit; those held later for the absent do not count. */
async function heldOn(db: Db): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('org_meeting')
    .select(['org_id', (eb) => eb.fn.min<string>('date').as('on_day')])
    .where('kind', '=', '专题组织生活会')
    .where('deleted_at', 'is', null)
    .groupBy('org_id')
    .execute()
  return new Map(rows.map((row) => [row.org_id, row.on_day]))
}

async function recordedOn(db: Db): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('unit_action')
    .select(['org_id', 'done_on'])
    .where('step_code', '=', STEP)
    .where('done_on', 'is not', null)
    .where('deleted_at', 'is', null)
    .execute()
  return new Map(rows.flatMap((row) => (row.done_on === null ? [] : [[row.org_id, row.done_on] as const])))
}

/** By unit; a unit without any is left out. */
export async function meetingDays(
  context: Pick<Context, 'campaign'>,
  db: Db,
): Promise<Map<string, OpinionMeeting>> {
  const [held, recorded, dates] = await Promise.all([heldOn(db), recordedOn(db), readDates(context, db)])
  const days = new Map<string, OpinionMeeting>()
  for (const { unit, stepEnds } of dates) {
    const planned = stepEnds.get(STEP)
    if (planned !== undefined) days.set(unit.id, { on: planned, from: '方案' })
  }
  for (const [id, on] of recorded) days.set(id, { on, from: '规定动作' })
  for (const [id, on] of held) days.set(id, { on, from: '组织生活会' })
  return days
}

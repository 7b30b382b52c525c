// Reads moves from stage to stage and the steps they have taken out of the data file.
import type { Kysely, Selectable } from 'kysely'
import type { GatePhase, Ruling } from '#shared/rules/gate-conditions.ts'
import type { TransitionRequestTable, TransitionStepTable } from '../../db/gate-tables.ts'
import type { Tables } from '../../db/tables.ts'
import { NotFound } from '../../refusal.ts'

export type Db = Kysely<Tables>
export type RequestRow = Selectable<TransitionRequestTable>
export type RequestStepRow = Selectable<TransitionStepTable>

/** Throws NotFound. */
export async function requestById(db: Db, id: string): Promise<RequestRow> {
  const row = await db
    .selectFrom('transition_request')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这份转段申请')
  return row
}

/** Every attempt of a move, of one unit or of all, the first attempt first. */
export const requestsOf = (db: Db, phase: GatePhase, orgId?: string): Promise<RequestRow[]> => {
  const query = db
    .selectFrom('transition_request')
    .selectAll()
    .where('from_phase', '=', phase)
    .where('deleted_at', 'is', null)
    .orderBy('org_id')
    .orderBy('attempt')
  return (orgId === undefined ? query : query.where('org_id', '=', orgId)).execute()
}

/** The way of a request, first step first. */
export const stepsOf = (db: Db, requestId: string): Promise<RequestStepRow[]> =>
  db
    .selectFrom('transition_step')
    .selectAll()
    .where('transition_request_id', '=', requestId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()

/** The office's word on the counting; null while there is none. */
export const rulingOf = (row: RequestRow | undefined): Ruling | null =>
  row?.ruling_counting == null || row.ruling_text === null || row.ruling_on === null
    ? null
    : { counting: row.ruling_counting, text: row.ruling_text, on: row.ruling_on }

/** Whether the attempt is over without a move. */
export const isRefused = ({ state }: Pick<RequestRow, 'state'>): boolean =>
  state === '不予转段' || state === '退回'

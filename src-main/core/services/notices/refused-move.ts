// A refused request to move on, as the notice of it tells it: only the conditions that are not met, and the vote where it is the vote.
import * as z from 'zod'
import type { FailedCondition, NoTransitionFacts } from '#shared/documents/notices.ts'
import { NotFound, refuse } from '../../refusal.ts'
import type { DraftInput } from './draft.ts'
import type { Db } from './store.ts'

const Source = z.object({ title: z.string(), quote: z.string().optional() })
const Row = z.object({
  key: z.string(),
  text: z.string(),
  status: z.string(),
  fact: z.string(),
  missing: z.string().nullable(),
  verdict: z.object({ limits: z.array(z.object({ source: Source })).optional() }).nullable(),
})
type Row = z.infer<typeof Row>

/** As much of the sheet of a decision as the notice tells. */
const Sheet = z.object({ rows: z.array(Row) })

/** Conditions that only the decision itself or the office fulfils are no reason for a refusal. */
const LATER = ['report', 'consent', 'office']

function toCondition({ text, fact, missing, verdict }: Row): FailedCondition {
  const source = verdict?.limits?.find(({ source: { quote } }) => quote !== undefined)?.source
  return {
    condition: text,
    fact: missing ?? fact,
    source: source?.title ?? '',
    quote: source?.quote ?? '',
  }
}

const requests = (db: Db) =>
  db
    .selectFrom('transition_request')
    .selectAll()
    .where('deleted_at', 'is', null)
    .where('state', '=', '不予转段')

type Request = Awaited<ReturnType<ReturnType<typeof requests>['executeTakeFirstOrThrow']>>

/** The vote it was judged by, told as arithmetic where it stands in the way. */
async function pollOf(db: Db, request: Request): Promise<NoTransitionFacts['poll']> {
  const { poll_id, poll_valid, poll_dissatisfied, poll_round, bar_hundredths } = request
  if (request.is_barred === 0 || poll_id === null || bar_hundredths === null) return null
  const vote = await db.selectFrom('poll').select('date').where('id', '=', poll_id).executeTakeFirst()
  if (vote?.date == null) return null
  return {
    on: vote.date,
    round: poll_round ?? 1,
    valid: poll_valid ?? 0,
    dissatisfied: poll_dissatisfied ?? 0,
    bar: bar_hundredths / 100,
  }
}

function failedOf(request: Request, hasPoll: boolean): FailedCondition[] {
  const sheet = Sheet.safeParse(JSON.parse(request.facts ?? 'null'))
  const rows = sheet.success ? sheet.data.rows : []
  const missing = rows.filter(
    ({ key, status }) => status === 'missing' && !LATER.includes(key) && !(hasPoll && key === 'poll'),
  )
  if (missing.length > 0 || hasPoll) return missing.map(toCondition)
  return [{ condition: '督导组审核', fact: request.group_opinion, source: '', quote: '' }]
}

/** Refused requests of a unit, the latest first. */
export async function refusedMovesOf(db: Db, orgId: string): Promise<{ id: string; label: string }[]> {
  const rows = await requests(db).where('org_id', '=', orgId).orderBy('id', 'desc').execute()
  return rows.map((row) => ({
    id: row.id,
    label: `第${String(row.attempt)}次申请，${row.decided_on ?? ''}不予转段`,
  }))
}

/** A draft that tells why the request was refused. */
export async function moveDraft(db: Db, requestId: string): Promise<DraftInput> {
  const request = await requests(db).where('id', '=', requestId).executeTakeFirst()
  if (request === undefined) {
    const other = await db
      .selectFrom('transition_request')
      .select('state')
      .where('id', '=', requestId)
      .executeTakeFirst()
    if (other === undefined) throw new NotFound('这次转段申请')
    return refuse(`这次转段申请是“${other.state}”，没有作出不予转段的决定，不用发通知书。`)
  }
  const poll = await pollOf(db, request)
  return {
    kind: '不予转段通知书',
    orgId: request.org_id,
    phase: request.from_phase,
    sources: [
      { entity: 'transition_request', id: request.id },
      ...(request.poll_id === null ? [] : [{ entity: 'poll' as const, id: request.poll_id }]),
    ],
    facts: { kind: '不予转段通知书', failed: failedOf(request, poll !== null), poll },
  }
}

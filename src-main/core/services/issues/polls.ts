// What the final polls say about the problems of their unit: a failed one sends them back, only a later round ends that.
import type { Selectable } from 'kysely'
import type { Kysely } from 'kysely'
import type { IssueFacts } from '#shared/rules/issue-action.ts'
import type { PollTable } from '../../db/poll-tables.ts'
import type { Tables } from '../../db/tables.ts'

type Db = Kysely<Tables>
export type PollRow = Selectable<PollTable>

/** Kinds of poll that speak of the rectification as a whole. */
const FINAL_KINDS = ['整改情况', '总体'] as const

const FINAL_RULES = ['R-50', 'R-51']

export const isFinalPoll = (poll: Pick<PollRow, 'kind'>): boolean =>
  FINAL_KINDS.some((kind) => kind === poll.kind)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Outcomes of the final rules among the verdicts kept with a poll, wherever they stand there. */
function outcomesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(outcomesIn)
  if (!isRecord(value)) return []
  const { rule, outcome } = value
  const own =
    typeof rule === 'string' && typeof outcome === 'string' && FINAL_RULES.includes(rule) ? [outcome] : []
  return [...own, ...Object.values(value).flatMap(outcomesIn)]
}

/** What a confirmed poll came to by the verdicts it was confirmed with; null before that, or when nothing was judged. */
export function resultOf(poll: Pick<PollRow, 'state' | 'facts'>): 'passed' | 'failed' | null {
  if (poll.state !== '已确认' || poll.facts === null) return null
  const outcomes = outcomesIn(JSON.parse(poll.facts) as unknown)
  if (outcomes.includes('fail')) return 'failed'
  return outcomes.includes('pass') ? 'passed' : null
}

export const pollById = (db: Db, id: string): Promise<PollRow | undefined> =>
  db.selectFrom('poll').selectAll().where('id', '=', id).where('deleted_at', 'is', null).executeTakeFirst()

/** Whether a later round of the poll has passed. */
export async function pollStandOf(db: Db, pollId: string | null): Promise<IssueFacts['poll']> {
  const ordered = pollId === null ? undefined : await pollById(db, pollId)
  if (ordered === undefined) return 'none'
  const later = await db
    .selectFrom('poll')
    .selectAll()
    .where('org_id', '=', ordered.org_id)
    .where('kind', '=', ordered.kind)
    .where('phase', '=', ordered.phase)
    .where('round', '>', ordered.round)
    .where('deleted_at', 'is', null)
    .execute()
  return later.some((poll) => resultOf(poll) === 'passed') ? 'passed' : 'awaited'
}

/** Day of the unit's latest final poll; null when there is none. */
export async function finalPollDay(db: Db, orgId: string): Promise<string | null> {
  const row = await db
    .selectFrom('poll')
    .select((eb) => eb.fn.max('date').as('day'))
    .where('org_id', '=', orgId)
    .where('kind', 'in', FINAL_KINDS)
    .where('state', '<>', '作废')
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return row?.day ?? null
}

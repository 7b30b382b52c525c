// The vote that bars a unit's move, as the notice that refuses the move tells it.
import type { NoticeChoices } from '#shared/contract/notices.ts'
import type { NoTransitionFacts } from '#shared/documents/notices.ts'
import { formatRate } from '#shared/text/rate.ts'
import type { Context } from '../../context.ts'
import { NotFound, refuse } from '../../refusal.ts'
import type { DraftInput } from './draft.ts'
import { refusedMovesOf } from './refused-move.ts'
import type { Db } from './store.ts'

const votes = (db: Db) =>
  db
    .selectFrom('poll')
    .select(['id', 'org_id', 'phase', 'round', 'date', 'valid', 'dissatisfied', 'less', 'makeup_on'])
    .where('kind', '=', '阶段满意度')
    .where('state', 'in', ['已统计', '已确认'])
    .where('deleted_at', 'is', null)

type Vote = Awaited<ReturnType<ReturnType<typeof votes>['executeTakeFirstOrThrow']>>

/** Per hundred; the first move has its own limit, the later ones share another. Null where none is set. */
function barOf({ campaign }: Pick<Context, 'campaign'>, phase: string): number | null {
  const [first] = campaign.template.phases.filter(({ key }) => key !== 'prep')
  return campaign.limit(phase === first?.name ? 'poll.dissatisfied.bar' : 'poll.dissatisfied.bar_next')
}

/** 不太满意 counts against, as in the poll's own verdict. */
const againstOf = (vote: Vote): number => (vote.dissatisfied ?? 0) + (vote.less ?? 0)

/** No valid ballots: not tested, so not allowed either. Whole ballots are compared, never a rate. */
function isBarred(context: Pick<Context, 'campaign'>, vote: Vote): boolean {
  const bar = barOf(context, vote.phase)
  if (bar === null || vote.date === null) return false
  const valid = vote.valid ?? 0
  return valid === 0 || againstOf(vote) * 100 >= bar * valid
}

const labelOf = (vote: Vote): string =>
  `${vote.phase}阶段第${vote.round}轮测评，不满意${formatRate(againstOf(vote), vote.valid ?? 0)}`

/** Refused requests, then votes at or over the limit, the latest first. */
export async function movesOf(context: Context, db: Db, orgId: string): Promise<NoticeChoices['moves']> {
  const rows = await votes(db).where('org_id', '=', orgId).orderBy('date', 'desc').execute()
  const requests = await refusedMovesOf(db, orgId)
  return [
    ...requests.map((request) => ({ ...request, entity: 'transition_request' as const })),
    ...rows
      .filter((vote) => isBarred(context, vote))
      .map((vote) => ({ id: vote.id, entity: 'poll' as const, label: labelOf(vote) })),
  ]
}

function phaseKey({ campaign }: Pick<Context, 'campaign'>, name: string): string {
  const phase = campaign.template.phases.find((each) => each.name === name)
  return phase?.key ?? refuse(`测评里写的阶段“${name}”不在本次活动里，请先改正测评记录。`)
}

/** The sentence of the vote for the notice; null when the vote does not bar the move. */
export async function pollFacts(
  context: Pick<Context, 'campaign'>,
  db: Db,
  pollId: string,
): Promise<{ vote: Vote; poll: NoTransitionFacts['poll'] }> {
  const vote = await votes(db).where('id', '=', pollId).executeTakeFirst()
  if (vote === undefined) throw new NotFound('这次测评')
  const bar = barOf(context, vote.phase)
  if (!isBarred(context, vote) || vote.date === null || bar === null) return { vote, poll: null }
  return {
    vote,
    poll: {
      on: vote.date,
      round: Number(vote.round),
      valid: vote.valid ?? 0,
      dissatisfied: againstOf(vote),
      bar,
    },
  }
}

/** A draft that rests on a vote alone. Refuses a vote that does not bar the move. */
export async function pollDraft(context: Context, db: Db, pollId: string): Promise<DraftInput> {
  const { vote, poll } = await pollFacts(context, db, pollId)
  if (poll === null) return refuse(`${labelOf(vote)}，没有达到不准转段的标准，不用发不予转段通知书。`)
  const facts: NoTransitionFacts = { kind: '不予转段通知书', failed: [], poll }
  return {
    kind: '不予转段通知书',
    orgId: vote.org_id,
    phase: phaseKey(context, vote.phase),
    sources: [{ entity: 'poll', id: vote.id }],
    facts,
  }
}

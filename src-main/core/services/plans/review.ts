// Judges a plan on the four grounds, checks the demands of earlier rounds, decides.
import type { Demand, Review, ReviewItem } from '#shared/contract/plans.ts'
import type { RefusalKey } from '#shared/campaign/index.ts'
import type { RefusalAnswer } from '#shared/rules/plan.ts'
import {
  decisionState,
  refusalKeys,
  shortComments,
  type DemandOutcome,
  type PlanDecision,
} from '#shared/rules/plan-decision.ts'
import { write, type Context, type Trx } from '../../context.ts'
import { isoInstant } from '../../db/clock.ts'
import type { Journal, NewRecord } from '../../db/journal.ts'
import { NotFound, refuse } from '../../refusal.ts'
import {
  demandsIn,
  groundColumns,
  planById,
  refusedIn,
  reviewOf,
  toItems,
  versionsOf,
  type DemandRow,
  type PlanRow,
  type ReviewRow,
} from './store.ts'

/** The data file itself refuses decisions with shorter reasons (migration 0003). */
const LEAST_CHARS = 10

export const commentChars = (context: Pick<Context, 'campaign'>): number =>
  Math.max(LEAST_CHARS, context.campaign.limit('plan.comment.min_chars') ?? LEAST_CHARS)

const toItem = (review: ReviewRow, key: RefusalKey): ReviewItem => ({
  key,
  answer: review[key],
  comment: review[`${key}_comment`],
  by: review[`${key}_by`],
  at: review[`${key}_at`],
})

function toDemand(row: DemandRow, versions: readonly PlanRow[]): Demand {
  return {
    id: row.id,
    rowVersion: row.row_version,
    refusal: row.refusal,
    text: row.text,
    raisedIn: versions.find((plan) => plan.id === row.raised_in)?.version ?? 1,
    outcome: row.outcome,
    judgedBy: row.judged_by,
  }
}

/** The review of one version as the page shows it. */
export async function showReview(context: Context, trx: Trx, planId: string): Promise<Review> {
  const plan = await planById(trx, planId)
  const [review, demands, versions] = [
    await reviewOf(trx, planId),
    await demandsIn(trx, planId),
    await versionsOf(trx, plan.org_id),
  ]
  return {
    planId,
    rowVersion: review.row_version,
    state: plan.state,
    items: refusalKeys.map((key) => toItem(review, key)),
    demands: demands.map((demand) => toDemand(demand, versions)),
    decision: review.decision,
    reviewer: review.reviewer,
    reviewedOn: review.reviewed_on,
    commentChars: commentChars(context),
  }
}

function assertUndecided(plan: PlanRow, review: ReviewRow): void {
  if (review.decision === null) return
  refuse(`第${plan.version}版已经作出“${review.decision}”的结论，不能再改。有变动的，请单位报新的一版。`)
}

/** A first judgement means that the review has begun. */
async function begin(journal: Journal, plan: PlanRow): Promise<void> {
  if (plan.state === '已报送' || plan.state === '变更待审')
    await journal.change('plan', plan.id, { state: '审核中' })
}

/** The present moment on the day of the work: the sample town has a day of its own. */
const momentOf = (context: Context): string => `${context.today}${isoInstant(context.now()).slice(10)}`

export interface Judgement {
  readonly planId: string
  /** Version of the review the user saw. */
  readonly rowVersion: number
  readonly refusal: RefusalKey
  readonly answer: RefusalAnswer
  readonly comment: string
}

/** Judges one ground. Refuses 不符合 without a reason to act on (R-14b), and any change after the decision. */
export async function judge(context: Context, input: Judgement): Promise<Review> {
  return write(context, async (journal, trx) => {
    const [plan, review] = [await planById(trx, input.planId), await reviewOf(trx, input.planId)]
    assertUndecided(plan, review)
    const { refusal, answer } = input
    const comment = input.comment.trim()
    const problems = shortComments(
      { ...toItems(review), [refusal]: { answer, comment } },
      commentChars(context),
    )
    if (answer === '不符合' && problems.length > 0) refuse(problems, 'comment')
    if (answer === '不符合' && /[{}]/u.test(comment))
      refuse('意见里还有 { } 没有填，请填好或删去。', 'comment')
    const isOpen = answer === '未审'
    await journal.change(
      'plan_review',
      review.id,
      groundColumns(refusal, {
        answer,
        comment: isOpen ? '' : comment,
        by: isOpen ? null : context.actor.name,
        at: isOpen ? null : momentOf(context),
      }),
      { expectedVersion: input.rowVersion },
    )
    await begin(journal, plan)
    return showReview(context, trx, plan.id)
  })
}

async function demandById(trx: Trx, id: string): Promise<DemandRow> {
  const row = await trx
    .selectFrom('plan_demand')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这条意见')
  return row
}

/** Says whether a demand of an earlier round was met in this version. */
export async function judgeDemand(
  context: Context,
  input: { readonly demandId: string; readonly rowVersion: number; readonly outcome: DemandOutcome | null },
): Promise<Review> {
  return write(context, async (journal, trx) => {
    const demand = await demandById(trx, input.demandId)
    const planId = demand.judged_in ?? refuse('单位还没有重报，这条意见还不能核对。')
    const [plan, review] = [await planById(trx, planId), await reviewOf(trx, planId)]
    assertUndecided(plan, review)
    const judgedBy = input.outcome === null ? null : context.actor.name
    await journal.change(
      'plan_demand',
      demand.id,
      { outcome: input.outcome, judged_by: judgedBy },
      { expectedVersion: input.rowVersion },
    )
    await begin(journal, plan)
    return showReview(context, trx, planId)
  })
}

/** One demand a line of each reason; those of earlier rounds that were not met go on to the next version. */
export function demandsAfter(
  plan: PlanRow,
  review: ReviewRow,
  earlier: readonly DemandRow[],
): NewRecord<'plan_demand'>[] {
  const blank = { org_id: plan.org_id, judged_in: null, outcome: null, judged_by: null }
  const carried = earlier
    .filter((demand) => demand.outcome !== '已改')
    .map(({ raised_in, refusal, text }) => ({ ...blank, raised_in, refusal, text }))
  const raised = refusedIn(review).flatMap((refusal) =>
    review[`${refusal}_comment`]
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((text) => ({ ...blank, raised_in: plan.id, refusal, text })),
  )
  return [...carried, ...raised]
}

/** The next number of papers that send plans back, counted within the year of the decision. */
async function nextReturnSerial(trx: Trx, year: string): Promise<number> {
  const row = await trx
    .selectFrom('plan_review')
    .select((eb) => eb.fn.max<number | null>('return_serial').as('last'))
    .where('reviewed_on', 'like', `${year}-%`)
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}

export interface DecisionInput {
  readonly planId: string
  readonly rowVersion: number
  readonly decision: PlanDecision
  /** Day of the decision; today when not given. */
  readonly on?: string
}

/**
 * Approves or sends back. Refused (M-501, M-502) while a ground is open, an approval beside one not met, and either
 * while demands of earlier rounds have not been checked. Judged on what is stored, inside the transaction. Returns the
 * unit's id.
 */
export async function decidePlan(context: Context, input: DecisionInput): Promise<string> {
  const { decision } = input
  const on = input.on ?? context.today
  return write(context, async (journal, trx) => {
    const [plan, review] = [await planById(trx, input.planId), await reviewOf(trx, input.planId)]
    assertUndecided(plan, review)
    const earlier = await demandsIn(trx, plan.id)
    const outcomes = earlier.map(({ outcome }) => outcome)
    const state = decisionState({ items: toItems(review), outcomes, commentChars: commentChars(context) })
    const reasons = decision === '批准' ? state.approve : state.sendBack
    if (reasons.length > 0) refuse(reasons)
    const return_serial = decision === '退回修改' ? await nextReturnSerial(trx, on.slice(0, 4)) : null
    const signed = { decision, reviewer: context.actor.name, reviewed_on: on, return_serial }
    await journal.change('plan_review', review.id, signed, { expectedVersion: input.rowVersion })
    await journal.change('plan', plan.id, { state: decision })
    if (decision === '退回修改') await journal.addMany('plan_demand', demandsAfter(plan, review, earlier))
    return plan.org_id
  })
}

// The plans of one unit, newest version first, each with its review.
import type { UnitPage } from '#shared/contract/overview.ts'
import { refusalKeys, refusalTitles } from '#shared/rules/plan-decision.ts'
import type { Context } from '../../context.ts'
import { stepsOf, toStep, versionsOf, type PlanRow, type ReviewRow } from '../plans/store.ts'

export interface PlanOfUnit {
  readonly plan: PlanRow
  readonly review: ReviewRow | undefined
}

export async function plansOfUnit(context: Context, orgId: string): Promise<PlanOfUnit[]> {
  const db = context.db.read
  const plans = await versionsOf(db, orgId)
  if (plans.length === 0) return []
  const reviews = await db
    .selectFrom('plan_review')
    .selectAll()
    .where(
      'plan_id',
      'in',
      plans.map(({ id }) => id),
    )
    .execute()
  const byPlan = new Map(reviews.map((review) => [review.plan_id, review]))
  return plans.map((plan) => ({ plan, review: byPlan.get(plan.id) }))
}

export const shownPlans = (plans: readonly PlanOfUnit[]): UnitPage['plans'] =>
  plans.map(({ plan, review }) => ({
    id: plan.id,
    version: plan.version,
    state: plan.state,
    submittedOn: plan.submitted_on,
    reviewedOn: review?.reviewed_on ?? null,
    reviewer: review?.reviewer ?? '',
    theme: plan.theme,
    refused: refusalKeys.filter((key) => review?.[key] === '不符合').map((key) => refusalTitles[key]),
  }))

/** The schedule of the latest version. */
export async function scheduleOf(
  context: Context,
  plans: readonly PlanOfUnit[],
): Promise<UnitPage['schedule']> {
  const [latest] = plans
  return latest === undefined ? [] : (await stepsOf(context.db.read, latest.plan.id)).map(toStep)
}

// Reads plans, their schedules, reviews and demands out of the data file.
import type { Kysely, Selectable } from 'kysely'
import type { PlanDraft, PlanStep } from '#shared/contract/plans.ts'
import type { RefusalKey } from '#shared/campaign/index.ts'
import { refusalKeys, type JudgedItems } from '#shared/rules/plan-decision.ts'
import type { PlanContent } from '#shared/rules/plan-hints.ts'
import type { PlanDemandTable, PlanReviewTable, PlanStepTable, PlanTable } from '../../db/plan-tables.ts'
import type { Tables } from '../../db/tables.ts'
import { NotFound } from '../../refusal.ts'

export type PlanRow = Selectable<PlanTable>
export type StepRow = Selectable<PlanStepTable>
export type ReviewRow = Selectable<PlanReviewTable>
export type DemandRow = Selectable<PlanDemandTable>

type Db = Kysely<Tables>

/** All versions of a unit, newest first. */
export const versionsOf = (db: Db, orgId: string): Promise<PlanRow[]> =>
  db
    .selectFrom('plan')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .orderBy('version', 'desc')
    .execute()

/** Throws NotFound. */
export async function planById(db: Db, id: string): Promise<PlanRow> {
  const plan = await db
    .selectFrom('plan')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (plan === undefined) throw new NotFound('这份方案')
  return plan
}

export async function reviewOf(db: Db, planId: string): Promise<ReviewRow> {
  const review = await db
    .selectFrom('plan_review')
    .selectAll()
    .where('plan_id', '=', planId)
    .executeTakeFirst()
  if (review === undefined) throw new NotFound('这份方案的审查记录')
  return review
}

export const stepsOf = (db: Db, planId: string): Promise<StepRow[]> =>
  db
    .selectFrom('plan_step')
    .selectAll()
    .where('plan_id', '=', planId)
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .execute()

/** Demands of earlier rounds that are to be checked in this version, in the order they were raised. */
export const demandsIn = (db: Db, planId: string): Promise<DemandRow[]> =>
  db
    .selectFrom('plan_demand')
    .selectAll()
    .where('judged_in', '=', planId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()

/** Demands raised and not yet put to a version. */
export const openDemands = (db: Db, orgId: string): Promise<DemandRow[]> =>
  db
    .selectFrom('plan_demand')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('judged_in', 'is', null)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()

export const guaranteesOf = (plan: Pick<PlanRow, 'guarantees'>): string[] => {
  const parsed: unknown = JSON.parse(plan.guarantees)
  return Array.isArray(parsed) ? parsed.filter((each) => typeof each === 'string') : []
}

export const toStep = (row: StepRow): PlanStep => ({
  code: row.step_code,
  name: row.name,
  start: row.start_on,
  end: row.end_on,
  owner: row.owner,
  form: row.form,
  hoursX10: row.hours_x10,
})

/** A stored version as the form shows it. */
export const toDraft = (plan: PlanRow, steps: readonly StepRow[]): PlanDraft => ({
  submittedOn: plan.submitted_on,
  submittedBy: plan.submitted_by ?? '',
  theme: plan.theme,
  guarantees: guaranteesOf(plan),
  consultedOn: plan.consulted_on,
  consultedWhom: plan.consulted_whom ?? '',
  text: plan.text,
  changeNote: plan.change_note ?? '',
  steps: steps.map(toStep),
})

export const toContent = (draft: PlanDraft): PlanContent => draft

export const toItems = (review: ReviewRow): JudgedItems => ({
  r1: { answer: review.r1, comment: review.r1_comment },
  r2: { answer: review.r2, comment: review.r2_comment },
  r3: { answer: review.r3, comment: review.r3_comment },
  r4: { answer: review.r4, comment: review.r4_comment },
})

/** The columns of one ground. */
export const groundColumns = (
  key: RefusalKey,
  values: {
    readonly answer: ReviewRow['r1']
    readonly comment: string
    readonly by: string | null
    readonly at: string | null
  },
) => ({
  [key]: values.answer,
  [`${key}_comment`]: values.comment,
  [`${key}_by`]: values.by,
  [`${key}_at`]: values.at,
})

export const refusedIn = (review: ReviewRow): readonly RefusalKey[] =>
  refusalKeys.filter((key) => review[key] === '不符合')

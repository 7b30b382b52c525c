// Hands in a version of a plan: what is written with it, and when another may follow.
import type { PlanDraft } from '#shared/contract/plans.ts'
import type { PlanState } from '../../db/plan-tables.ts'
import type { Journal, NewRecord } from '../../db/journal.ts'
import type { Trx } from '../../context.ts'
import { openDemands, versionsOf, type PlanRow } from './store.ts'

/** Columns of a version that come from the form. */
export const planValues = (draft: PlanDraft) => ({
  submitted_on: draft.submittedOn,
  submitted_by: draft.submittedBy.trim() || null,
  theme: draft.theme.trim(),
  guarantees: JSON.stringify(draft.guarantees.map((each) => each.trim()).filter((each) => each !== '')),
  consulted_on: draft.consultedOn,
  consulted_whom: draft.consultedWhom.trim() || null,
  text: draft.text,
  change_note: draft.changeNote.trim() || null,
})

export const stepValues = (planId: string, draft: Pick<PlanDraft, 'steps'>): NewRecord<'plan_step'>[] =>
  draft.steps.map((step, position) => ({
    plan_id: planId,
    position,
    step_code: step.code,
    name: step.name.trim(),
    start_on: step.start,
    end_on: step.end,
    owner: step.owner.trim(),
    form: step.form.trim(),
    hours_x10: step.hoursX10,
  }))

/** A review with nothing judged: what every new version starts with. */
export const blankReview = (planId: string): NewRecord<'plan_review'> => ({
  plan_id: planId,
  decision: null,
  reviewer: null,
  reviewed_on: null,
  return_serial: null,
  r1: '未审',
  r2: '未审',
  r3: '未审',
  r4: '未审',
  r1_comment: '',
  r2_comment: '',
  r3_comment: '',
  r4_comment: '',
  r1_by: null,
  r2_by: null,
  r3_by: null,
  r4_by: null,
  r1_at: null,
  r2_at: null,
  r3_at: null,
  r4_at: null,
})

/** Why no further version can be handed in after these; '' when one can. */
export function whyNoNewVersion(versions: readonly Pick<PlanRow, 'version' | 'state'>[]): string {
  const [last] = versions
  if (last === undefined || last.state === '批准' || last.state === '退回修改') return ''
  return `第${last.version}版还没有作出结论，不能再报新的一版。请先审完，或更正、撤回第${last.version}版。`
}

const wasApproved = (versions: readonly Pick<PlanRow, 'state'>[]): boolean =>
  versions.some(({ state }) => state === '批准')

/** State a new version starts in: after an approval every further version is a change to be approved again. */
export const firstState = (versions: readonly Pick<PlanRow, 'state'>[]): PlanState =>
  wasApproved(versions) ? '变更待审' : '已报送'

async function nextSerial(trx: Trx): Promise<number> {
  const row = await trx
    .selectFrom('plan')
    .select((eb) => eb.fn.max<number | null>('serial').as('last'))
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}

/**
 * Stores the next version of a unit's plan: nothing judged yet, the open demands put to it. The caller has made sure
 * that one may be handed in. Returns the id of the version.
 */
export async function addVersion(journal: Journal, orgId: string, draft: PlanDraft): Promise<string> {
  const { trx } = journal
  const versions = await versionsOf(trx, orgId)
  const planId = await journal.add('plan', {
    ...planValues(draft),
    org_id: orgId,
    version: (versions[0]?.version ?? 0) + 1,
    serial: versions[0]?.serial ?? (await nextSerial(trx)),
    state: firstState(versions),
  })
  await journal.addMany('plan_step', stepValues(planId, draft))
  await journal.add('plan_review', blankReview(planId))
  for (const demand of await openDemands(trx, orgId)) {
    await journal.change('plan_demand', demand.id, { judged_in: planId })
  }
  return planId
}

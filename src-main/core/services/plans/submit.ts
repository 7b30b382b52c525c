// Takes in what a unit hands in: a new version, a correction before the review begins, a withdrawal.
import { isRequiredStep, phaseByKey, stepsFor, unitTypeByLabel } from '#shared/campaign/index.ts'
import type { PlanCase, PlanDraft, PlanStep } from '#shared/contract/plans.ts'
import { planPhases } from '#shared/rules/plan-hints.ts'
import { refusalKeys } from '#shared/rules/plan-decision.ts'
import { write, type Context } from '../../context.ts'
import type { Journal } from '../../db/journal.ts'
import { refuse } from '../../refusal.ts'
import { showCase } from './case.ts'
import {
  demandsIn,
  planById,
  reviewOf,
  stepsOf,
  toDraft,
  toStep,
  versionsOf,
  type PlanRow,
  type ReviewRow,
} from './store.ts'
import { readUnits, unitById, type PlanUnit } from './units.ts'
import { addVersion, planValues, stepValues, whyNoNewVersion } from './versions.ts'

function assertUsable(context: Context, draft: PlanDraft, before: PlanRow | undefined): void {
  if (draft.submittedOn > context.today) refuse('报送日期在今天以后，请核对。', 'submittedOn')
  if (before !== undefined && draft.submittedOn < before.submitted_on) {
    refuse(`报送日期早于第${before.version}版的报送日期${before.submitted_on}，请核对。`, 'submittedOn')
  }
  if (draft.text.trim() === '' && draft.steps.length === 0) {
    refuse('方案正文和日程都没有内容。请粘贴正文或选择 Word 文档，再填日程。', 'text')
  }
}

/** Stores a version. After an approval it is a change to be approved again; the approved version stays as it is. */
export async function submitPlan(
  context: Context,
  input: { readonly orgId: string; readonly draft: PlanDraft },
): Promise<PlanCase> {
  await write(context, async (journal, trx) => {
    unitById(await readUnits(context, trx), input.orgId)
    const versions = await versionsOf(trx, input.orgId)
    const why = whyNoNewVersion(versions)
    if (why !== '') refuse(why)
    assertUsable(context, input.draft, versions[0])
    await addVersion(journal, input.orgId, withCodes(context, input.draft))
  })
  return showCase(context, { orgId: input.orgId, version: null })
}

/** Nothing judged, nothing decided: what was entered may still be mended or taken out. */
export const isUntouched = (plan: PlanRow, review: ReviewRow): boolean =>
  (plan.state === '已报送' || plan.state === '变更待审') && refusalKeys.every((key) => review[key] === '未审')

/** Lines typed or pasted under the name of a step are lines of that step. */
function withCodes(context: Context, draft: PlanDraft): PlanDraft {
  const steps = planPhases.flatMap((key) => phaseByKey(context.campaign.template, key).steps)
  const codes = new Map(steps.map(({ name, code }) => [name, code]))
  return {
    ...draft,
    steps: draft.steps.map((step) => ({ ...step, code: step.code || (codes.get(step.name.trim()) ?? '') })),
  }
}

const STARTED = '已经开始审查，不能再改报送的内容。请先审完；要改的，退回后由单位重报。'

async function replaceSteps(journal: Journal, planId: string, draft: PlanDraft): Promise<void> {
  const stored = await stepsOf(journal.trx, planId)
  if (JSON.stringify(stored.map(toStep)) === JSON.stringify(draft.steps)) return
  for (const step of stored) await journal.remove('plan_step', step.id)
  await journal.addMany('plan_step', stepValues(planId, draft))
}

export interface Correction {
  readonly planId: string
  readonly rowVersion: number
  readonly draft: PlanDraft
}

/** Mends what was typed wrong, before the review has begun. */
export async function correctPlan(context: Context, input: Correction): Promise<PlanCase> {
  const plan = await planById(context.db.read, input.planId)
  await write(context, async (journal, trx) => {
    if (!isUntouched(await planById(trx, plan.id), await reviewOf(trx, plan.id))) refuse(STARTED)
    const versions = await versionsOf(trx, plan.org_id)
    assertUsable(
      context,
      input.draft,
      versions.find(({ version }) => version === plan.version - 1),
    )
    await journal.change('plan', plan.id, planValues(input.draft), { expectedVersion: input.rowVersion })
    await replaceSteps(journal, plan.id, withCodes(context, input.draft))
  })
  return showCase(context, { orgId: plan.org_id, version: null })
}

/** Takes out a version entered by mistake; demands put to it wait for the next one. */
export async function withdrawPlan(
  context: Context,
  input: { readonly planId: string; readonly rowVersion: number; readonly reason: string },
): Promise<PlanCase> {
  const plan = await planById(context.db.read, input.planId)
  await write(
    context,
    async (journal, trx) => {
      if (!isUntouched(await planById(trx, plan.id), await reviewOf(trx, plan.id))) refuse(STARTED)
      for (const demand of await demandsIn(trx, plan.id)) {
        await journal.change('plan_demand', demand.id, { judged_in: null, outcome: null, judged_by: null })
      }
      await journal.remove('plan', plan.id, { expectedVersion: input.rowVersion })
    },
    { reason: input.reason },
  )
  return showCase(context, { orgId: plan.org_id, version: null })
}

function prefilledSteps(context: Context, unit: PlanUnit): PlanStep[] {
  const { template } = context.campaign
  const unitType = unitTypeByLabel(unit.unitType)?.key ?? 'office'
  return planPhases.flatMap((key) => {
    const phase = phaseByKey(template, key)
    const whole = { code: key, name: `${phase.name}阶段`, start: phase.defaultStart, end: phase.defaultEnd }
    const steps = stepsFor(template, { unitType, level: unit.level }, key).filter(isRequiredStep)
    return [
      whole,
      ...steps.map((step) => ({
        code: step.code,
        name: step.name,
        start: step.defaultStart,
        end: step.defaultEnd,
      })),
    ].map((step) => ({ ...step, owner: '', form: '', hoursX10: null }))
  })
}

/** What the form opens with: the version before, or the required steps with the campaign's dates. */
export async function blankPlan(context: Context, orgId: string): Promise<PlanDraft> {
  const db = context.db.read
  const unit = unitById(await readUnits(context, db), orgId)
  const [last] = await versionsOf(db, orgId)
  if (last !== undefined) {
    return { ...toDraft(last, await stepsOf(db, last.id)), submittedOn: context.today, changeNote: '' }
  }
  return {
    submittedOn: context.today,
    submittedBy: unit.secretary.includes('空缺') ? '' : unit.secretary,
    theme: '',
    guarantees: [],
    consultedOn: null,
    consultedWhom: '',
    text: '',
    changeNote: '',
    steps: prefilledSteps(context, unit),
  }
}

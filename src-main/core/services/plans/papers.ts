// The two papers of a review: the approval form and the opinion that sends a plan back; shown, printed, saved as PDF.
import { documentTemplateByKey, refusalByKey } from '#shared/campaign/index.ts'
import type { PlanPaper } from '#shared/contract/plans.ts'
import { wholePage, type Paper } from '#shared/documents/paper.ts'
import { planApproval, planReturn, type PaperGround, type PaperFacts } from '#shared/documents/plan-papers.ts'
import { refusalKeys } from '#shared/rules/plan-decision.ts'
import { phaseSpans, planHints, plannedHoursX10 } from '#shared/rules/plan-hints.ts'
import { daysCovered } from '#shared/rules/schedule.ts'
import { addWorkdays } from '#shared/rules/plan-dates.ts'
import type { Context } from '../../context.ts'
import { refuse } from '../../refusal.ts'
import { exportName } from '../exports/save-book.ts'
import { hintCounts, hintSetting } from './case.ts'
import {
  demandsIn,
  planById,
  reviewOf,
  stepsOf,
  toDraft,
  versionsOf,
  type PlanRow,
  type ReviewRow,
} from './store.ts'
import { readUnits, unitById, type PlanUnit } from './units.ts'

interface Gathered {
  readonly unit: PlanUnit
  readonly plan: PlanRow
  readonly review: ReviewRow
  readonly facts: PaperFacts
}

function groundsOf(
  context: Context,
  review: ReviewRow,
  counts: Readonly<Record<string, string>>,
): PaperGround[] {
  return refusalKeys.map((key) => ({
    key,
    wording: refusalByKey(context.campaign.template, key).basis.quote,
    label: refusalByKey(context.campaign.template, key).label,
    checked: counts[key] ?? '',
    answer: review[key],
    comment: review[`${key}_comment`],
  }))
}

/** The last time the unit's plan was sent back before this version, and how often. */
async function earlierReturns(
  context: Context,
  plan: PlanRow,
): Promise<{ count: number; lastOn: string | null }> {
  const versions = await versionsOf(context.db.read, plan.org_id)
  const returned = versions.filter(({ version, state }) => version < plan.version && state === '退回修改')
  const [last] = returned
  return {
    count: returned.length,
    lastOn: last === undefined ? null : (await reviewOf(context.db.read, last.id)).reviewed_on,
  }
}

async function gather(context: Context, planId: string): Promise<Gathered> {
  const db = context.db.read
  const plan = await planById(db, planId)
  const review = await reviewOf(db, planId)
  const unit = unitById(await readUnits(context, db), plan.org_id)
  const draft = toDraft(plan, await stepsOf(db, plan.id))
  const { setting } = await hintSetting(context, db, unit, draft)
  const spans = phaseSpans(draft, setting).flatMap(({ start, end }) =>
    start === null || end === null ? [] : [{ start, end }],
  )
  const { town, groupName, groupCode, officeName } = context.campaign.town
  const on = review.reviewed_on ?? context.today
  const returns = await earlierReturns(context, plan)
  return {
    unit,
    plan,
    review,
    facts: {
      town,
      campaign: context.campaign.template.shortName,
      group: groupName,
      code: groupCode,
      office: officeName,
      unit: unit.fullName,
      unitType: unit.unitType,
      members: setting.unit.members,
      secretary: unit.secretary,
      planName: `${unit.shortName}${context.campaign.template.shortName.replace(/活动$/u, '')}活动方案`,
      serial: plan.serial,
      returnSerial: review.return_serial,
      version: plan.version,
      submittedOn: plan.submitted_on,
      returns: returns.count,
      lastReturnOn: returns.lastOn,
      theme: plan.theme,
      start: spans[0]?.start ?? null,
      end: spans.at(-1)?.end ?? null,
      days: spans.length === 0 ? null : daysCovered(spans),
      hoursX10: plannedHoursX10(draft),
      grounds: groundsOf(context, review, hintCounts(planHints(draft, setting))),
      decision: review.decision,
      reviewer: review.reviewer ?? context.actor.name,
      on,
      resubmitBy: addWorkdays(on, context.campaign.limit('plan.resubmit.days') ?? 5),
      demands: (await demandsIn(db, plan.id)).map(({ text, outcome }) => ({ text, outcome })),
    },
  }
}

/** The paper as pure content. The opinion that sends back exists only once the plan has been sent back. */
export async function makePaper(
  context: Context,
  planId: string,
  key: PlanPaper,
): Promise<Paper & { unit: string }> {
  const { unit, review, facts } = await gather(context, planId)
  const template = documentTemplateByKey(key)
  if (key === 'plan_approval') return { ...planApproval(template, facts), unit: unit.shortName }
  if (review.decision !== '退回修改') refuse('这一版没有作出退回修改的结论，没有退回修改意见书。')
  return { ...planReturn(template, facts), unit: unit.shortName }
}

export interface PaperInput {
  readonly planId: string
  readonly paper: PlanPaper
}

const names: Readonly<Record<PlanPaper, string>> = {
  plan_approval: '方案审批表',
  plan_return: '退回修改意见书',
}

/** Where the page can show the paper. */
export async function previewPaper(
  context: Context,
  input: PaperInput,
): Promise<{ title: string; address: string }> {
  const paper = await makePaper(context, input.planId, input.paper)
  return { title: paper.title, address: context.host.preview(wholePage(paper)) }
}

export async function printPaper(context: Context, input: PaperInput): Promise<void> {
  await context.host.print(wholePage(await makePaper(context, input.planId, input.paper)))
}

/** Asks where to; null when the user gave up. */
export async function savePaper(context: Context, input: PaperInput): Promise<{ file: string } | null> {
  const paper = await makePaper(context, input.planId, input.paper)
  const name = exportName(context, `${names[input.paper]}_${paper.unit}`).replace(/\.xlsx$/u, '.pdf')
  const picked = await context.host.pickSave({ title: `保存${names[input.paper]}`, defaultName: name })
  if (picked === null) return null
  const file = context.host.pathOf(picked.token)
  await context.host.printToPdf(wholePage(paper), file)
  context.host.showInFolder(file)
  return { file: picked.name }
}

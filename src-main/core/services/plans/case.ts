// One unit's plan as the reviewer needs it: the text with its doubts, hints, the version before, earlier demands.
import type { Kysely } from 'kysely'
import { currentBatch } from '#shared/campaign/index.ts'
import type { PlanCase, PlanDraft } from '#shared/contract/plans.ts'
import {
  doubtsIn,
  phaseSpans,
  planHints,
  type HintLimits,
  type HintSetting,
} from '#shared/rules/plan-hints.ts'
import { refusalKeys } from '#shared/rules/plan-decision.ts'
import type { Context } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'
import { NotFound } from '../../refusal.ts'
import { findAlike, type AlikePlan, type OtherText } from './alike.ts'
import { attachmentsOf } from './attachments.ts'
import { dueOn } from './board.ts'
import { comparePlans } from './compare.ts'
import { groundsFor } from './grounds.ts'
import { scheduleLines } from './lines.ts'
import { showReview } from './review.ts'
import { reviewOf, stepsOf, toDraft, versionsOf, type PlanRow } from './store.ts'
import { hintUnit, readUnits, unitById, type PlanUnit } from './units.ts'
import { whyNoNewVersion } from './versions.ts'

type Db = Kysely<Tables>

export function hintLimits({ campaign }: Pick<Context, 'campaign'>): HintLimits {
  const batch = currentBatch(campaign.template)
  const courses = campaign.threshold('study.courses.cutoff').value
  return {
    batchStart: batch.start,
    batchEnd: batch.end,
    daysMin: campaign.limit('unit.concentrated.min') ?? 0,
    daysMax: campaign.limit('unit.concentrated.max') ?? Infinity,
    hours: campaign.limit('study.hours.min') ?? 0,
    similarity: campaign.limit('plan.similarity.hint') ?? 100,
    ownProblems: campaign.limit('plan.own_problems.min') ?? 0,
    coursesBy: courses.kind === 'date' ? courses.date : batch.end,
  }
}

/** The latest version of every other unit. */
async function otherPlans(
  db: Db,
  units: readonly PlanUnit[],
  orgId: string,
): Promise<(OtherText & { theme: string })[]> {
  const names = new Map(units.map((unit) => [unit.id, unit.shortName]))
  const rows = await db
    .selectFrom('plan')
    .select(['id', 'row_version', 'org_id', 'version', 'text', 'theme'])
    .where('org_id', '<>', orgId)
    .where('deleted_at', 'is', null)
    .orderBy('version')
    .execute()
  const latest = new Map(rows.map((row) => [row.org_id, row]))
  return [...latest.values()].map((row) => ({
    planId: row.id,
    rowVersion: row.row_version,
    unit: names.get(row.org_id) ?? '',
    text: row.text,
    theme: row.theme,
  }))
}

interface Looked {
  readonly setting: HintSetting
  readonly alike: AlikePlan | null
}

/** Everything the hints on a plan are made from. */
export async function hintSetting(
  context: Context,
  db: Db,
  unit: PlanUnit,
  draft: PlanDraft,
): Promise<Looked> {
  const units = await readUnits(context, db)
  const limits = hintLimits(context)
  const plans = await otherPlans(db, units, unit.id)
  const alike = findAlike(context, draft.text, plans, limits.similarity)
  const themes = new Map(plans.map((plan) => [plan.unit, plan.theme]))
  const others = units
    .filter((other) => other.id !== unit.id && other.level !== '党委')
    .map(({ shortName }) => ({ shortName, theme: themes.get(shortName) ?? '' }))
  return {
    setting: { campaign: context.campaign.template, unit: await hintUnit(db, unit), limits, others, alike },
    alike,
  }
}

const isChange = (versions: readonly PlanRow[], plan: PlanRow): boolean =>
  versions.some((earlier) => earlier.version < plan.version && earlier.state === '批准')

async function showVersion(
  context: Context,
  { unit, versions, plan }: { unit: PlanUnit; versions: readonly PlanRow[]; plan: PlanRow },
): Promise<NonNullable<PlanCase['plan']>> {
  const db = context.db.read
  const draft = toDraft(plan, await stepsOf(db, plan.id))
  const before = versions.find(({ version }) => version < plan.version)
  const { setting, alike } = await hintSetting(context, db, unit, draft)
  const review = await showReview(context, db, plan.id)
  return {
    id: plan.id,
    rowVersion: plan.row_version,
    version: plan.version,
    state: plan.state,
    isChange: isChange(versions, plan),
    isLatest: plan.version === versions[0]?.version,
    draft,
    phases: scheduleLines(context.campaign.template, phaseSpans(draft, setting), draft.steps),
    grounds: groundsFor(context, unit),
    hints: [...planHints(draft, setting)],
    doubts: [...doubtsIn(draft, setting)],
    alike: alike === null ? null : { ...alike, passages: [...alike.passages] },
    comparison:
      before === undefined
        ? null
        : comparePlans(before.version, toDraft(before, await stepsOf(db, before.id)), draft),
    attachments: await attachmentsOf(db, plan.id),
    review,
    mayCorrect:
      (plan.state === '已报送' || plan.state === '变更待审') &&
      review.items.every(({ answer }) => answer === '未审'),
  }
}

async function showVersions(db: Db, versions: readonly PlanRow[]): Promise<PlanCase['versions']> {
  const shown: PlanCase['versions'] = []
  for (const plan of versions) {
    const { reviewed_on } = await reviewOf(db, plan.id)
    shown.push({
      id: plan.id,
      version: plan.version,
      state: plan.state,
      submittedOn: plan.submitted_on,
      reviewedOn: reviewed_on,
    })
  }
  return shown
}

function chosen(versions: readonly PlanRow[], version: number | null): PlanRow | null {
  if (version === null) return versions[0] ?? null
  const plan = versions.find((each) => each.version === version)
  if (plan === undefined) throw new NotFound(`第${version}版方案`)
  return plan
}

/** A unit with its versions and the one asked for (null: the latest). Throws NotFound. */
export async function showCase(
  context: Context,
  input: { readonly orgId: string; readonly version: number | null },
): Promise<PlanCase> {
  const db = context.db.read
  const unit = unitById(await readUnits(context, db), input.orgId)
  const versions = await versionsOf(db, unit.id)
  const plan = chosen(versions, input.version)
  const shown = await showVersions(db, versions)
  const why = whyNoNewVersion(versions)
  return {
    orgId: unit.id,
    name: unit.shortName,
    fullName: unit.fullName,
    unitType: unit.unitType,
    secretary: unit.secretary,
    returns: versions.filter(({ state }) => state === '退回修改').length,
    versions: shown,
    plan: plan === null ? null : await showVersion(context, { unit, versions, plan }),
    maySubmit: why === '',
    whyNotSubmit: why,
    dueOn: shown[0] === undefined ? null : dueOn(context, shown[0]),
  }
}

/** Hints answered with 有 of all asked, for each ground: what the approval form prints as 核查要点结果. */
export function hintCounts(
  hints: readonly { refusal: string; kind: string }[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    refusalKeys.map((key) => {
      const asked = hints.filter((each) => each.refusal === key)
      return [key, `${asked.filter(({ kind }) => kind === 'ok').length}/${asked.length}`]
    }),
  )
}

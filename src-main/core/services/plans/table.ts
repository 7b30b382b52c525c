// The table of all units' plans (E-4) as a workbook.
import { planTable, type PlanTableRow } from '#shared/documents/plan-table.ts'
import { refusalKeys, refusalTitles } from '#shared/rules/plan-decision.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { saveBook, type Saved } from '../exports/save-book.ts'
import type { PlanRow, ReviewRow } from './store.ts'
import { readUnits } from './units.ts'

interface Stored {
  readonly plan: PlanRow
  readonly review: ReviewRow
}

async function latestByUnit(
  context: Context,
): Promise<{ latest: Map<string, Stored>; returns: Map<string, number> }> {
  const db = context.db.read
  const plans = await db
    .selectFrom('plan')
    .selectAll()
    .where('deleted_at', 'is', null)
    .orderBy('version')
    .execute()
  const reviews = new Map(
    (await db.selectFrom('plan_review').selectAll().execute()).map((row) => [row.plan_id, row]),
  )
  const latest = new Map<string, Stored>()
  const returns = new Map<string, number>()
  for (const plan of plans) {
    const review = reviews.get(plan.id)
    if (review === undefined) continue
    latest.set(plan.org_id, { plan, review })
    if (plan.state === '退回修改') returns.set(plan.org_id, (returns.get(plan.org_id) ?? 0) + 1)
  }
  return { latest, returns }
}

const opinionsOf = (review: ReviewRow): string =>
  refusalKeys
    .filter((key) => review[`${key}_comment`] !== '')
    .map((key) => `${refusalTitles[key]}：${review[`${key}_comment`].replaceAll('\n', '')}`)
    .join('\n')

/** One line for every unit, those without a plan included, in the order of the roster. */
export async function planTableRows(context: Context): Promise<PlanTableRow[]> {
  const { latest, returns } = await latestByUnit(context)
  return (await readUnits(context, context.db.read)).map((unit) => {
    const stored = latest.get(unit.id)
    return {
      unit: unit.fullName,
      unitType: unit.unitType,
      submittedOn: stored?.plan.submitted_on ?? null,
      version: stored?.plan.version ?? null,
      answers: stored === undefined ? null : refusalKeys.map((key) => stored.review[key]),
      conclusion: stored === undefined ? '未报送' : (stored.review.decision ?? stored.plan.state),
      returns: returns.get(unit.id) ?? 0,
      approvedOn: stored?.review.decision === '批准' ? stored.review.reviewed_on : null,
      reviewer: stored?.review.reviewer ?? '',
      opinions: stored === undefined ? '' : opinionsOf(stored.review),
    }
  })
}

/** Asks where to and writes the table; null when the user gave up. */
export function exportPlanTable(context: Context): Promise<Saved | null> {
  const { town, groupName } = context.campaign.town
  const make = async () =>
    planTable(await planTableRows(context), {
      town,
      campaign: context.campaign.template.shortName,
      unit: groupName,
      date: formatChinese(context.today),
    })
  return saveBook(context, '活动方案审批情况一览表', make, { kind: 'E-4', params: {} })
}

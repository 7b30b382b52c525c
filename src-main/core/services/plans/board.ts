// Every unit with the state of its plan: what waits, for how long, how often it was sent back.
import type { BoardUnit, PlanBoard, PlanGroup, PlanState } from '#shared/contract/plans.ts'
import { addWorkdays } from '#shared/rules/plan-dates.ts'
import { daysBetween } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { readUnits, type PlanUnit } from './units.ts'

const groups: Readonly<Record<PlanState, PlanGroup>> = {
  未报送: '未报',
  已报送: '待审',
  变更待审: '待审',
  审核中: '待审',
  批准: '已批',
  退回修改: '退回',
}

export interface StateOfVersion {
  readonly state: PlanState
  readonly submittedOn: string
  readonly reviewedOn: string | null
}

/** Until when the group is to decide, or the unit to hand in again: so many working days (settings). */
export function dueOn(
  { campaign }: Pick<Context, 'campaign'>,
  { state, submittedOn, reviewedOn }: StateOfVersion,
): string | null {
  const group = groups[state]
  const limit = group === '待审' ? campaign.limit('plan.review.days') : campaign.limit('plan.resubmit.days')
  const from = group === '待审' ? submittedOn : group === '退回' ? reviewedOn : null
  return from === null || limit === null ? null : addWorkdays(from, limit)
}

interface BoardRow {
  readonly org_id: string
  readonly version: number
  readonly state: Exclude<PlanState, '未报送'>
  readonly submitted_on: string
  readonly reviewed_on: string | null
}

const readRows = (context: Context): Promise<BoardRow[]> =>
  context.db.read
    .selectFrom('plan')
    .innerJoin('plan_review', 'plan_review.plan_id', 'plan.id')
    .select(['plan.org_id', 'plan.version', 'plan.state', 'plan.submitted_on', 'plan_review.reviewed_on'])
    .where('plan.deleted_at', 'is', null)
    .orderBy('plan.version', 'desc')
    .execute()

function toUnit(context: Context, unit: PlanUnit, versions: readonly BoardRow[]): BoardUnit {
  const [last] = versions
  const state = last?.state ?? '未报送'
  const due =
    last === undefined
      ? null
      : dueOn(context, { state, submittedOn: last.submitted_on, reviewedOn: last.reviewed_on })
  return {
    orgId: unit.id,
    name: unit.shortName,
    fullName: unit.fullName,
    unitType: unit.unitType,
    state,
    group: groups[state],
    version: last?.version ?? 0,
    returns: versions.filter((row) => row.state === '退回修改').length,
    isChange: versions.slice(1).some((row) => row.state === '批准'),
    submittedOn: last?.submitted_on ?? null,
    reviewedOn: last?.reviewed_on ?? null,
    waitingDays:
      last !== undefined && groups[state] === '待审' ? daysBetween(last.submitted_on, context.today) : null,
    dueOn: due,
    daysLeft: due === null ? null : daysBetween(context.today, due),
    initials: unit.initials,
  }
}

function byUnit(rows: readonly BoardRow[]): ReadonlyMap<string, readonly BoardRow[]> {
  const map = new Map<string, BoardRow[]>()
  for (const row of rows) map.set(row.org_id, [...(map.get(row.org_id) ?? []), row])
  return map
}

/** Longest waiting first, then those sent back whose time runs out first; otherwise in the order of the roster. */
const byUrgency = (a: BoardUnit, b: BoardUnit): number =>
  (a.daysLeft ?? Infinity) - (b.daysLeft ?? Infinity) || 0

/** The board of all units; counts by group and how many were approved at once. */
export async function showBoard(context: Context): Promise<PlanBoard> {
  const rows = byUnit(await readRows(context))
  const units = (await readUnits(context, context.db.read)).map((unit) =>
    toUnit(context, unit, rows.get(unit.id) ?? []),
  )
  const count = (group: PlanGroup): number => units.filter((unit) => unit.group === group).length
  return {
    units: units.toSorted(byUrgency),
    counts: { 待审: count('待审'), 退回: count('退回'), 未报: count('未报'), 已批: count('已批') },
    approvedAtOnce: units.filter((unit) => unit.group === '已批' && unit.version === 1).length,
  }
}

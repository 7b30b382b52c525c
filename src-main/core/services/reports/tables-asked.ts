// R-58b: how many tables each branch is asked for this week: its weekly report, answers to notices, and forms sent back.
import { reportWeekOf } from '#shared/rules/reporting.ts'
import type { Context } from '../../context.ts'
import { standingOf } from './standing.ts'

/** Forms asked of a unit in the week of today: the weekly report, and each notice or finding to be answered by then. */
export async function countTables(context: Context): Promise<ReadonlyMap<string, number>> {
  const db = context.db.read
  const { start, end } = reportWeekOf(context.today)
  const [standing, notices] = await Promise.all([
    standingOf(context, db),
    db
      .selectFrom('notice')
      .select('org_id')
      .where('due_on', '>=', start)
      .where('due_on', '<=', end)
      .where('state', 'in', ['已签发', '已送达', '已签收', '已反馈'])
      .where('deleted_at', 'is', null)
      .execute(),
  ])
  const asked = new Map<string, number>()
  const add = (orgId: string): void => void asked.set(orgId, (asked.get(orgId) ?? 0) + 1)
  for (const unit of standing.asked) if (standing.stateOf(unit, end) !== '不需报') add(unit.id)
  for (const { org_id } of notices) add(org_id)
  return asked
}

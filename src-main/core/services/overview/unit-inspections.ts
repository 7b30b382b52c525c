// The inspections of one unit, newest first, with how many lines were looked at and missed.
import type { UnitPage } from '#shared/contract/overview.ts'
import type { Context } from '../../context.ts'
import { listOf, phaseName } from '../inspections/store.ts'

export type InspectionOfUnit = UnitPage['inspections'][number]

export async function inspectionsOfUnit(context: Context, orgId: string): Promise<InspectionOfUnit[]> {
  const db = context.db.read
  const rows = await db
    .selectFrom('inspection')
    .innerJoin('checklist', 'checklist.id', 'inspection.checklist_id')
    .select([
      'inspection.id',
      'inspection.date',
      'inspection.phase',
      'inspection.people',
      'inspection.state',
      'checklist.name as list_name',
    ])
    .where('inspection.org_id', '=', orgId)
    .where('inspection.deleted_at', 'is', null)
    .orderBy('inspection.date', 'desc')
    .orderBy('inspection.id', 'desc')
    .execute()
  const ids = rows.map(({ id }) => id)
  const items = await countItems(context, ids)
  const findings = await countFindings(context, ids)
  return rows.map((row) => {
    const own = items.filter((item) => item.inspection_id === row.id)
    const count = (is: (result: string) => boolean): number =>
      own.reduce((sum, item) => (is(item.result) ? sum + item.n : sum), 0)
    return {
      id: row.id,
      date: row.date,
      listName: row.list_name,
      phaseName: phaseName(context.campaign.template, row.phase),
      people: listOf(row.people),
      state: row.state,
      total: count(() => true),
      checked: count((result) => result !== '未查'),
      failed: count((result) => result === '未达标'),
      findings: findings.get(row.id) ?? 0,
    }
  })
}

function countItems(context: Context, ids: readonly string[]) {
  return context.db.read
    .selectFrom('inspection_item')
    .select(['inspection_id', 'result', (eb) => eb.fn.countAll<number>().as('n')])
    .where('inspection_id', 'in', [...ids])
    .where('deleted_at', 'is', null)
    .groupBy(['inspection_id', 'result'])
    .execute()
}

async function countFindings(context: Context, ids: readonly string[]): Promise<Map<string | null, number>> {
  const rows = await context.db.read
    .selectFrom('finding')
    .select(['inspection_id', (eb) => eb.fn.countAll<number>().as('n')])
    .where('inspection_id', 'in', [...ids])
    .where('deleted_at', 'is', null)
    .groupBy('inspection_id')
    .execute()
  return new Map(rows.map((row) => [row.inspection_id, row.n]))
}

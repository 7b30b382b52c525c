// What a unit says of the lines of a phase, as an inspection keeps it beside its own findings.
import type { SelfResult } from '#shared/rules/self-check.ts'
import type { Db } from '../inspections/store.ts'

/** null is blank. */
export type Claim = '达标' | '未达标' | '不适用' | null

/** The claim as an inspection keeps it: made up is met. */
export const claimOf = (result: SelfResult | null): Claim => (result === '补课后达标' ? '达标' : result)

/** What the unit says of each line at present; empty while it has no self-check in the phase. */
export async function claimsOf(db: Db, orgId: string, phase: string): Promise<Map<string, Claim>> {
  const rows = await db
    .selectFrom('self_check_item as item')
    .innerJoin('self_check as own', 'own.id', 'item.self_check_id')
    .select(['item.item_code', 'item.result'])
    .where('own.org_id', '=', orgId)
    .where('own.phase', '=', phase)
    .where('own.deleted_at', 'is', null)
    .where('item.deleted_at', 'is', null)
    .orderBy('own.round')
    .execute()
  return new Map(rows.map((row) => [row.item_code, claimOf(row.result)]))
}

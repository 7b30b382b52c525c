// Counts members by organisation and by what sets them apart, in one query.
import type { Kysely } from 'kysely'
import type { Tables } from '../../db/tables.ts'

/** So many members of one organisation who are alike in all that is counted here. */
export interface MemberGroup {
  readonly orgId: string
  readonly isProbationary: boolean
  readonly isFloating: boolean
  readonly isLost: boolean
  readonly categories: readonly string[]
  readonly count: number
}

export function tagsOf(json: string | null): string[] {
  if (json === null) return []
  const parsed: unknown = JSON.parse(json)
  return Array.isArray(parsed) ? parsed.filter((each) => typeof each === 'string') : []
}

/** Members on the rosters; those who moved away or died are not counted. */
export async function readMembers(db: Kysely<Tables>): Promise<MemberGroup[]> {
  const rows = await db
    .selectFrom('member')
    .select([
      'org_id',
      'member_kind',
      'is_floating',
      'is_lost',
      'categories',
      (eb) => eb.fn.countAll<number>().as('n'),
    ])
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('roster_state', 'is', null), eb('roster_state', '=', '在册')]))
    .groupBy(['org_id', 'member_kind', 'is_floating', 'is_lost', 'categories'])
    .execute()
  return rows.map((r) => ({
    orgId: r.org_id,
    isProbationary: r.member_kind === '预备',
    isFloating: r.is_floating === '是',
    isLost: r.is_lost === '是',
    categories: tagsOf(r.categories),
    count: r.n,
  }))
}

/** How many of them are so. */
export const countMembers = (
  groups: readonly MemberGroup[],
  is: (group: MemberGroup) => boolean = () => true,
): number => groups.reduce((sum, group) => (is(group) ? sum + group.count : sum), 0)

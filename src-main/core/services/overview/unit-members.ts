// The members of one unit as its page lists them: no personal numbers.
import type { UnitPage } from '#shared/contract/overview.ts'
import { ageAt, formatGrid } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { tagsOf } from './members.ts'

/** In the order of the roster. */
export async function membersOfUnit(context: Context, orgId: string): Promise<UnitPage['members']> {
  const rows = await context.db.read
    .selectFrom('member')
    .select([
      'id',
      'name',
      'sex',
      'birth_date',
      'member_kind',
      'party_post',
      'join_date',
      'categories',
      'is_floating',
      'is_lost',
    ])
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('roster_state', 'is', null), eb('roster_state', '=', '在册')]))
    .orderBy('id')
    .execute()
  return rows.map((row) => {
    const flags = [row.is_floating === '是' ? '流动' : '', row.is_lost === '是' ? '失去联系' : '']
    return {
      id: row.id,
      name: row.name,
      sex: row.sex,
      age: row.birth_date === '' ? null : ageAt(row.birth_date, context.today),
      kind: row.member_kind ?? '',
      post: row.party_post ?? '',
      joined: formatGrid(row.join_date),
      marks: [...tagsOf(row.categories), ...flags].filter((word) => word !== '').join('、'),
    }
  })
}

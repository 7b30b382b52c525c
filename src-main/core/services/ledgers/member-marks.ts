// What other records say of the members a ledger's rows refer to, for the rules over one row.
import type { Kysely } from 'kysely'
import type { LedgerModule, MarksOf } from '#shared/ledger/module.ts'
import type { Tables } from '../../db/tables.ts'

async function readMarks(db: Kysely<Tables>): Promise<MarksOf> {
  const [members, cases] = await Promise.all([
    db.selectFrom('member').select(['id', 'name', 'member_kind']).execute(),
    db.selectFrom('unqualified_case').select('member_id').where('deleted_at', 'is', null).execute(),
  ])
  const byId = new Map(members.map((member) => [member.id, member]))
  const inEducation = new Set(cases.map(({ member_id }) => member_id))
  return (id) => {
    const member = byId.get(id)
    if (member === undefined) return undefined
    return {
      name: member.name,
      isProbationary: member.member_kind === '预备',
      hasCase: inEducation.has(id),
    }
  }
}

/** For a ledger that asks for it; nothing for any other. */
export const marksFor = async (
  db: Kysely<Tables>,
  module: LedgerModule,
): Promise<{ readonly marksOf?: MarksOf }> =>
  module.asksMarks === true ? { marksOf: await readMarks(db) } : {}

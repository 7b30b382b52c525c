// The counts beside the rail's entries: what waits there.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/database.ts'
import type { Tables } from '../../db/tables.ts'

type Db = Kysely<Tables>

async function countUnits(db: Db): Promise<number> {
  const row = await db
    .selectFrom('organisation')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.n
}

/** A version is under review until it is decided; an earlier version never is. */
async function countPlansToReview(db: Db): Promise<number> {
  const row = await db
    .selectFrom('plan')
    .select((eb) => eb.fn.count<number>('org_id').distinct().as('n'))
    .where('state', 'in', ['已报送', '变更待审', '审核中'])
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.n
}

async function countOpenInspections(db: Db): Promise<number> {
  const row = await db
    .selectFrom('inspection')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', '=', '进行中')
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.n
}

async function countOpenFindings(db: Db): Promise<number> {
  const row = await db
    .selectFrom('finding')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', 'not in', ['已销号', '撤销'])
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.n
}

/** Units whose move is asked for and not done, and those whose last attempt was refused. */
async function countMoves(db: Db): Promise<number> {
  const rows = await db
    .selectFrom('transition_request')
    .select(['org_id', 'from_phase', 'attempt', 'state'])
    .where('deleted_at', 'is', null)
    .orderBy('attempt')
    .execute()
  const latest = new Map(rows.map((row) => [`${row.org_id} ${row.from_phase}`, row.state]))
  return [...latest.values()].filter((state) => state !== '已转段').length
}

type CountBadges = (db: Database, today: string) => Promise<Record<string, number>>

/** By route name: units, plans to review, inspections under way, findings not closed, moves not done. */
export const badgesOf: CountBadges = async ({ read }) => {
  const [units, plans, inspections, findings, gates] = await Promise.all([
    countUnits(read),
    countPlansToReview(read),
    countOpenInspections(read),
    countOpenFindings(read),
    countMoves(read),
  ])
  return { units, plans, inspections, findings, gates }
}

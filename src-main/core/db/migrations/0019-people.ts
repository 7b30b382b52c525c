// People: members out of touch, away and in difficulty, visits, representatives, exemplars, and what leaders do.
import { sql, type Kysely } from 'kysely'
import { createLedgerTable } from './ledger-table.ts'
import { createRecordTable } from './record-columns.ts'
import { guardState, type LegalStep } from './steps.ts'

const STATES = `'推荐', '入围', '确定', '宣传', '未采纳'`

/** Frozen here as they were when this migration was written. */
const STEPS: readonly LegalStep[] = [
  ['推荐', '入围', '入围'],
  ['入围', '确定', '确定'],
  ['确定', '宣传', '宣传'],
  ['推荐', '不采纳', '未采纳'],
  ['入围', '不采纳', '未采纳'],
]

/** Refuses rows of which `condition` (over `new`) is false, as a check constraint of the table would. */
async function refuseUnless(
  db: Kysely<unknown>,
  table: string,
  name: string,
  condition: string,
): Promise<void> {
  for (const [event, suffix] of [
    ['insert', 'added'],
    ['update', 'changed'],
  ] as const)
    await sql
      .raw(
        `create trigger ${name}_${suffix} before ${event} on ${table} when not (${condition})
         begin select raise(abort, 'CHECK constraint failed: ${name}'); end`,
      )
      .execute(db)
}

async function createMembersApart(db: Kysely<unknown>): Promise<void> {
  await createLedgerTable(db, 'lost_member', [
    ['name', 'text!'],
    ['sex', 'text'],
    ['join_date', 'text'],
    ['org_id', 'organisation!'],
    ['last_contact', 'text!'],
    ['circumstance', 'text'],
    ['search', 'text'],
    ['searcher', 'text'],
    ['result', 'text'],
    ['found_on', 'text'],
    ['enrolled_id', 'organisation'],
    ['enrolled_on', 'text'],
    ['remark', 'text'],
  ])
  await createLedgerTable(db, 'floating_member', [
    ['org_id', 'organisation!'],
    ['member_id', 'member!'],
    ['sex', 'text'],
    ['join_date', 'text'],
    ['reason', 'text'],
    ['place', 'text'],
    ['since', 'text'],
    ['returned_on', 'text'],
    ['transfer', 'text'],
    ['card_no', 'text'],
    ['card_on', 'text'],
    ['phone', 'text'],
    ['host', 'text'],
    ['remark', 'text'],
  ])
}

async function createCare(db: Kysely<unknown>): Promise<void> {
  await createLedgerTable(db, 'difficult_member', [
    ['org_id', 'organisation!'],
    ['member_id', 'member!'],
    ['age', 'integer'],
    ['join_date', 'text'],
    ['household', 'integer'],
    ['income', 'integer'],
    ['kind', 'text!'],
    ['cause', 'text'],
    ['measures', 'text'],
    ['helper', 'text'],
    ['public_from', 'text'],
    ['public_to', 'text'],
    ['remark', 'text'],
  ])
  await refuseUnless(
    db,
    'difficult_member',
    'difficult_member_public',
    'new.public_from is null or new.public_to is null or new.public_to >= new.public_from',
  )
  await createLedgerTable(db, 'care_visit', [
    ['org_id', 'organisation!'],
    ['name', 'text!'],
    ['category', 'text'],
    ['visited_on', 'text!'],
    ['visitor', 'text'],
    ['kinds', 'text'],
    ['goods', 'text'],
    ['amount', 'integer'],
    ['needs', 'text'],
    ['done', 'text'],
    ['is_key', 'text'],
    ['remark', 'text'],
  ])
  await refuseUnless(db, 'care_visit', 'care_visit_day', 'length(new.visited_on) = 10')
}

async function createExemplars(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'exemplar')
    .addColumn('extra', 'text')
    .addColumn('initials', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull().check(sql`length(trim(name)) > 0`))
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('subject', 'text')
    .addColumn('kind', 'text')
    .addColumn('side', 'text', (c) => c.check(sql`side in ('正面典型', '反面典型')`))
    .addColumn('recommended_on', 'text')
    .addColumn('deeds', 'text')
    .addColumn('cultivator', 'text')
    .addColumn('why_none', 'text')
    .addColumn('state', 'text', (c) => c.defaultTo('推荐').check(sql.raw(`state in (${STATES})`)))
    .addColumn('why_refused', 'text')
    .addColumn('remark', 'text')
    // R-23b: nobody is made an example of in public.
    .addCheckConstraint('exemplar_shown', sql`state <> '宣传' or side is null or side <> '反面典型'`)
    .addCheckConstraint(
      'exemplar_refused',
      sql`state <> '未采纳' or (why_refused is not null and length(trim(why_refused)) > 0)`,
    )
    .execute()
  await db.schema.createIndex('exemplar_org_id').on('exemplar').column('org_id').execute()
  await guardState(db, 'exemplar', STEPS)
}

async function createLeaders(db: Kysely<unknown>): Promise<void> {
  await createLedgerTable(db, 'contact_point', [
    ['leader', 'text!'],
    ['post', 'text'],
    ['org_id', 'organisation!'],
    ['is_demo', 'text'],
    ['since', 'text'],
    ['remark', 'text'],
  ])
  await createLedgerTable(db, 'contact_visit', [
    ['leader', 'text!'],
    ['org_id', 'organisation!'],
    ['visited_on', 'text!'],
    ['matters', 'text'],
    ['content', 'text'],
    ['problems', 'text'],
    ['solved', 'text'],
    ['recorder', 'text'],
    ['remark', 'text'],
  ])
  await refuseUnless(db, 'contact_visit', 'contact_visit_day', 'length(new.visited_on) = 10')
  await createLedgerTable(db, 'leader_duty', [
    ['org_id', 'organisation!'],
    ['member_id', 'member!'],
    ['duty', 'text!'],
    ['done_on', 'text!'],
    ['record', 'text'],
    ['remark', 'text'],
  ])
  await refuseUnless(db, 'leader_duty', 'leader_duty_day', 'length(new.done_on) = 10')
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createMembersApart(db)
  await createCare(db)
  await createLedgerTable(db, 'representative', [
    ['org_id', 'organisation!'],
    ['name', 'text'],
    ['category', 'text!'],
    ['work_unit', 'text'],
    ['phone', 'text'],
    ['materials_on', 'text'],
    ['remark', 'text'],
  ])
  await createExemplars(db)
  await createLeaders(db)
}

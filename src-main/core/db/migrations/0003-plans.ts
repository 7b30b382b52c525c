// Activity plans: every version handed in, its schedule, its review on the four grounds, and the demands of each round.
import { sql, type Kysely } from 'kysely'
import { createRecordTable } from './record-columns.ts'

const GROUNDS = ['r1', 'r2', 'r3', 'r4'] as const

async function createPlans(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'plan')
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('version', 'integer', (c) => c.notNull().check(sql`version >= 1`))
    .addColumn('serial', 'integer', (c) => c.notNull().check(sql`serial >= 1`))
    .addColumn('state', 'text', (c) =>
      c.notNull().check(sql`state in ('已报送', '变更待审', '审核中', '批准', '退回修改')`),
    )
    .addColumn('submitted_on', 'text', (c) => c.notNull().check(sql`length(submitted_on) = 10`))
    .addColumn('submitted_by', 'text')
    .addColumn('theme', 'text', (c) => c.notNull())
    .addColumn('guarantees', 'text', (c) => c.notNull())
    .addColumn('consulted_on', 'text', (c) => c.check(sql`length(consulted_on) = 10`))
    .addColumn('consulted_whom', 'text')
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('change_note', 'text')
    .execute()
  // A version entered by mistake and withdrawn leaves its number free.
  await sql`create unique index plan_version on plan (org_id, version) where deleted_at is null`.execute(db)
}

async function createSteps(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'plan_step')
    .addColumn('plan_id', 'text', (c) => c.notNull().references('plan.id'))
    .addColumn('position', 'integer', (c) => c.notNull().check(sql`position >= 0`))
    .addColumn('step_code', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('start_on', 'text', (c) => c.check(sql`length(start_on) = 10`))
    .addColumn('end_on', 'text', (c) => c.check(sql`length(end_on) = 10`))
    .addColumn('owner', 'text', (c) => c.notNull())
    .addColumn('form', 'text', (c) => c.notNull())
    .addColumn('hours_x10', 'integer', (c) => c.check(sql`hours_x10 >= 0`))
    .execute()
  await db.schema.createIndex('plan_step_plan').on('plan_step').columns(['plan_id', 'position']).execute()
}

const all = (condition: (ground: string) => string): string => GROUNDS.map(condition).join(' and ')

/** R-14 in the data file itself: no program can store an approval beside a ground that is not met. */
async function createReviews(db: Kysely<unknown>): Promise<void> {
  let table = createRecordTable(db, 'plan_review')
    .addColumn('plan_id', 'text', (c) => c.notNull().unique().references('plan.id'))
    .addColumn('decision', 'text', (c) => c.check(sql`decision in ('批准', '退回修改')`))
    .addColumn('reviewer', 'text')
    .addColumn('reviewed_on', 'text', (c) => c.check(sql`length(reviewed_on) = 10`))
    .addColumn('return_serial', 'integer', (c) => c.check(sql`return_serial >= 1`))
  for (const ground of GROUNDS) {
    table = table
      .addColumn(ground, 'text', (c) =>
        c
          .notNull()
          .defaultTo('未审')
          .check(sql.raw(`${ground} in ('未审', '符合', '不符合')`)),
      )
      .addColumn(`${ground}_comment`, 'text', (c) => c.notNull().defaultTo(''))
      .addColumn(`${ground}_by`, 'text')
      .addColumn(`${ground}_at`, 'text')
  }
  await table
    .addCheckConstraint(
      'plan_review_complete',
      sql.raw(`decision is null or (${all((g) => `${g} <> '未审'`)})`),
    )
    .addCheckConstraint(
      'plan_review_approval',
      sql.raw(`decision is null or decision <> '批准' or (${all((g) => `${g} = '符合'`)})`),
    )
    .addCheckConstraint(
      'plan_review_return',
      sql.raw(
        `decision is null or decision <> '退回修改' or ${GROUNDS.map((g) => `${g} = '不符合'`).join(' or ')}`,
      ),
    )
    .addCheckConstraint(
      'plan_review_reasons',
      sql.raw(
        `decision is null or (${all((g) => `(${g} <> '不符合' or length(trim(${g}_comment)) >= 10)`)})`,
      ),
    )
    .addCheckConstraint(
      'plan_review_signed',
      sql`(decision is null) = (reviewer is null) and (decision is null) = (reviewed_on is null)`,
    )
    .execute()
}

/** A plan is approved only through its review. */
async function guardApproval(db: Kysely<unknown>): Promise<void> {
  const approved = `select 1 from plan_review where plan_id = new.id and decision = '批准'`
  for (const event of ['insert', 'update of state']) {
    const name = `plan_approved_on_${event.split(' ')[0] ?? ''}`
    await sql
      .raw(
        `create trigger ${name} before ${event} on plan when new.state = '批准' and not exists (${approved})
         begin select raise(abort, 'CHECK constraint failed: plan_approved'); end`,
      )
      .execute(db)
  }
}

/** A decision stands: what comes after it is a new version. */
async function guardDecision(db: Kysely<unknown>): Promise<void> {
  await sql`create trigger plan_decision_stands before update of decision on plan_review
    when old.decision is not null and new.decision is not old.decision
    begin select raise(abort, 'CHECK constraint failed: plan_decision_stands'); end`.execute(db)
}

async function createDemands(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'plan_demand')
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('raised_in', 'text', (c) => c.notNull().references('plan.id'))
    .addColumn('refusal', 'text', (c) => c.notNull().check(sql`refusal in ('r1', 'r2', 'r3', 'r4')`))
    .addColumn('text', 'text', (c) => c.notNull().check(sql`length(trim(text)) > 0`))
    .addColumn('judged_in', 'text', (c) => c.references('plan.id'))
    .addColumn('outcome', 'text', (c) => c.check(sql`outcome in ('已改', '未改', '部分')`))
    .addColumn('judged_by', 'text')
    .addCheckConstraint('plan_demand_judged', sql`outcome is null or judged_in is not null`)
    .execute()
  await db.schema.createIndex('plan_demand_judged_in').on('plan_demand').column('judged_in').execute()
  await db.schema.createIndex('plan_demand_org').on('plan_demand').column('org_id').execute()
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createPlans(db)
  await createSteps(db)
  await createReviews(db)
  await guardApproval(db)
  await guardDecision(db)
  await createDemands(db)
}

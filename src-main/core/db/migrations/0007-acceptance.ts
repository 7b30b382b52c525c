// What units say of themselves at the end of a phase, and what the group decides on it: both kept, neither overwriting the other.
import { sql, type Kysely } from 'kysely'
import { createRecordTable } from './record-columns.ts'

const filled = (column: string): string => `(${column} is not null and length(trim(${column})) > 0)`
const refused = (name: string): string => `begin select raise(abort, 'CHECK constraint failed: ${name}'); end`

async function createSelfChecks(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'self_check')
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('phase', 'text', (c) => c.notNull())
    .addColumn('round', 'integer', (c) => c.notNull().check(sql`round >= 1`))
    .addColumn('checklist_id', 'text', (c) => c.notNull().references('checklist.id'))
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('填写中', '已提交')`))
    .addColumn('begun_on', 'text', (c) => c.notNull().check(sql`length(begun_on) = 10`))
    .addColumn('submitted_on', 'text', (c) => c.check(sql`length(submitted_on) = 10`))
    .addColumn('filled_by', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('source', 'text', (c) => c.notNull().check(sql`source in ('typed', 'workbook')`))
    .addColumn('file_name', 'text', (c) => c.notNull().defaultTo(''))
    .addUniqueConstraint('self_check_round', ['org_id', 'phase', 'round'])
    .addCheckConstraint(
      'self_check_submitted',
      sql.raw(
        `(state = '已提交') = (submitted_on is not null) and (state = '填写中' or ${filled('filled_by')})`,
      ),
    )
    .addCheckConstraint('self_check_days', sql`submitted_on is null or submitted_on >= begun_on`)
    .execute()
}

async function createSelfItems(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'self_check_item')
    .addColumn('self_check_id', 'text', (c) => c.notNull().references('self_check.id'))
    .addColumn('position', 'integer', (c) => c.notNull().check(sql`position >= 0`))
    .addColumn('item_code', 'text', (c) => c.notNull())
    .addColumn('result', 'text', (c) => c.check(sql`result in ('达标', '未达标', '补课后达标', '不适用')`))
    .addColumn('reason', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
    .addUniqueConstraint('self_check_item_code', ['self_check_id', 'item_code'])
    .addCheckConstraint(
      'self_check_item_reason',
      sql.raw(`result is null or result <> '不适用' or ${filled('reason')}`),
    )
    .execute()
}

/** a self-check is handed in without a blank, and is then never changed: what a unit claimed stays claimed. */
async function guardSelfChecks(db: Kysely<unknown>): Promise<void> {
  const blank = `exists (select 1 from self_check_item where self_check_id = new.id and result is null and deleted_at is null)
    or not exists (select 1 from self_check_item where self_check_id = new.id and deleted_at is null)`
  const owner = `(select state from self_check where id = old.self_check_id) = '已提交'`
  for (const trigger of [
    `self_check_complete before update of state on self_check when new.state = '已提交' and (${blank})`,
    `self_check_born before insert on self_check when new.state <> '填写中'`,
    `self_check_frozen before update on self_check when old.state = '已提交'`,
    `self_check_kept before delete on self_check when old.state = '已提交'`,
    `self_check_item_frozen before update on self_check_item when ${owner}`,
    `self_check_item_kept before delete on self_check_item when ${owner}`,
    `self_check_item_closed before insert on self_check_item
      when (select state from self_check where id = new.self_check_id) = '已提交'`,
  ])
    await sql.raw(`create trigger ${trigger} ${refused(trigger.split(' ')[0] ?? '')}`).execute(db)
}

async function createAcceptances(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'acceptance')
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('phase', 'text', (c) => c.notNull())
    .addColumn('round', 'integer', (c) => c.notNull().check(sql`round >= 1`))
    .addColumn('self_check_id', 'text', (c) => c.notNull().references('self_check.id'))
    .addColumn('inspection_id', 'text', (c) => c.notNull().references('inspection.id'))
    .addColumn('verdict', 'text', (c) => c.notNull().check(sql`verdict in ('合格', '限期补课')`))
    .addColumn('decided_on', 'text', (c) => c.notNull().check(sql`length(decided_on) = 10`))
    .addColumn('decided_by', 'text', (c) => c.notNull().check(sql`length(trim(decided_by)) > 0`))
    .addColumn('opinion', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('make_up_due', 'text', (c) => c.check(sql`length(make_up_due) = 10`))
    .addColumn('applicable', 'integer', (c) => c.notNull().check(sql`applicable > 0`))
    .addColumn('met', 'integer', (c) => c.notNull().check(sql`met between 0 and applicable`))
    .addColumn('missed', 'integer', (c) => c.notNull().check(sql`missed between 0 and applicable - met`))
    .addColumn('blank', 'integer', (c) => c.notNull().check(sql`blank >= 0`))
    .addColumn('open', 'integer', (c) => c.notNull().check(sql`open >= 0`))
    .addColumn('contradicted', 'integer', (c) => c.notNull().check(sql`contradicted >= 0`))
    .addColumn('facts', 'text', (c) => c.notNull().check(sql`json_valid(facts)`))
    .addUniqueConstraint('acceptance_round', ['org_id', 'phase', 'round'])
    // accepted only when every binding line is met or made up, none is open, and the self-check had no blank.
    .addCheckConstraint(
      'acceptance_passed',
      sql`verdict <> '合格' or (missed = 0 and blank = 0 and open = 0 and make_up_due is null)`,
    )
    .addCheckConstraint(
      'acceptance_make_up',
      sql`verdict <> '限期补课' or (missed > 0 and blank = 0 and make_up_due is not null and make_up_due >= decided_on)`,
    )
    .execute()
}

async function guardAcceptances(db: Kysely<unknown>): Promise<void> {
  const own = (table: string): string =>
    `from ${table} where id = new.${table}_id and org_id = new.org_id and phase = new.phase and deleted_at is null`
  for (const trigger of [
    `acceptance_frozen before update on acceptance when 1`,
    `acceptance_kept before delete on acceptance when 1`,
    `acceptance_self_check before insert on acceptance
      when not exists (select 1 ${own('self_check')} and state = '已提交' and round = new.round
        and submitted_on <= new.decided_on)`,
    `acceptance_inspection before insert on acceptance
      when not exists (select 1 ${own('inspection')} and state = '已完成' and finished_on <= new.decided_on)`,
    // What a decision rests on stays closed: corrections come with another inspection.
    `acceptance_rests before update of state, deleted_at on inspection
      when (new.state <> old.state or new.deleted_at is not old.deleted_at)
       and exists (select 1 from acceptance where inspection_id = old.id)`,
  ])
    await sql.raw(`create trigger ${trigger} ${refused(trigger.split(' ')[0] ?? '')}`).execute(db)
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createSelfChecks(db)
  await createSelfItems(db)
  await guardSelfChecks(db)
  await createAcceptances(db)
  await guardAcceptances(db)
  await db.schema.createIndex('self_check_item_check').on('self_check_item').column('self_check_id').execute()
}

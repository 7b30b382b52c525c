// Organisations and members: the two rosters everything else refers to.
import { sql, type Kysely } from 'kysely'
import { createRecordTable } from './record-columns.ts'

async function createOrganisations(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'organisation')
    .addColumn('extra', 'text')
    .addColumn('initials', 'text', (c) => c.notNull())
    .addColumn('full_name', 'text', (c) => c.notNull())
    .addColumn('short_name', 'text')
    .addColumn('level', 'text', (c) => c.notNull())
    .addColumn('parent_id', 'text', (c) => c.references('organisation.id'))
    .addColumn('unit_type', 'text', (c) => c.notNull())
    .addColumn('reported_members', 'integer', (c) => c.check(sql`reported_members >= 0`))
    .addColumn('reported_full', 'integer', (c) => c.check(sql`reported_full >= 0`))
    .addColumn('reported_probationary', 'integer', (c) => c.check(sql`reported_probationary >= 0`))
    .addColumn('reported_floating', 'integer', (c) => c.check(sql`reported_floating >= 0`))
    .addColumn('reported_retired', 'integer', (c) => c.check(sql`reported_retired >= 0`))
    .addColumn('reported_difficult', 'integer', (c) => c.check(sql`reported_difficult >= 0`))
    .addColumn('reported_female', 'integer', (c) => c.check(sql`reported_female >= 0`))
    .addColumn('reported_minority', 'integer', (c) => c.check(sql`reported_minority >= 0`))
    .addColumn('secretary_name', 'text')
    .addColumn('secretary_phone', 'text')
    .addColumn('deputy_names', 'text')
    .addColumn('informant_name', 'text')
    .addColumn('informant_phone', 'text')
    .addColumn('health', 'text')
    .addColumn('class', 'text')
    .addColumn('supervisor', 'text')
    .addColumn('contact_leader', 'text')
    .addColumn('remark', 'text')
    .execute()
  await db.schema.createIndex('organisation_parent').on('organisation').column('parent_id').execute()
}

async function createMembers(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'member')
    .addColumn('extra', 'text')
    .addColumn('initials', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('sex', 'text', (c) => c.notNull())
    .addColumn('ethnic', 'text')
    .addColumn('native_place', 'text')
    .addColumn('birth_date', 'text', (c) => c.notNull())
    .addColumn('id_no', 'text', (c) => c.notNull())
    .addColumn('education', 'text')
    .addColumn('work_start_date', 'text')
    .addColumn('join_date', 'text', (c) => c.notNull())
    .addColumn('confirm_date', 'text')
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('party_post', 'text')
    .addColumn('work_unit', 'text')
    .addColumn('member_kind', 'text')
    .addColumn('is_floating', 'text')
    .addColumn('floating_place', 'text')
    .addColumn('floating_since', 'text')
    .addColumn('floating_cert', 'text')
    .addColumn('categories', 'text')
    .addColumn('is_lost', 'text')
    .addColumn('lost_since', 'text')
    .addColumn('address', 'text')
    .addColumn('phone', 'text')
    .addColumn('roster_state', 'text')
    .addColumn('remark', 'text')
    .execute()
  await db.schema.createIndex('member_org').on('member').column('org_id').execute()
  await db.schema.createIndex('member_id_no').on('member').column('id_no').execute()
  await db.schema.createIndex('member_name').on('member').column('name').execute()
}

async function createGroupMembers(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'group_member')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull().check(sql`role in ('组长', '组员', '只读')`))
    .addColumn('active', 'integer', (c) => c.notNull().check(sql`active in (0, 1)`))
    .execute()
}

async function createThresholds(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'threshold')
    .addColumn('key', 'text', (c) => c.notNull().unique())
    .addColumn('value', 'real')
    .addColumn('basis', 'text', (c) => c.notNull().check(sql`length(basis) > 0`))
    .addColumn('reason', 'text', (c) => c.notNull().check(sql`length(reason) > 0`))
    .execute()
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createOrganisations(db)
  await createMembers(db)
  await createGroupMembers(db)
  await createThresholds(db)
}

// Weekly reports with their way, informants, days due otherwise, what was adopted where, and the half-monthly circulars as issued.
import { sql, type Kysely } from 'kysely'
import { createRecordTable } from './record-columns.ts'
import { createStepTable, guardState, type LegalStep } from './steps.ts'

const STATES = `'待报', '按时', '迟报', '未报', '补报', '被采用'`

/** Frozen here as they were when this migration was written. */
const STEPS: readonly LegalStep[] = [
  ['待报', '按时报送', '按时'],
  ['待报', '迟报', '迟报'],
  ['待报', '到期未报', '未报'],
  ['未报', '补报', '补报'],
  ['按时', '采用', '被采用'],
  ['迟报', '采用', '被采用'],
  ['被采用', '采用', '被采用'],
]

/** What was reported and may not be changed once it is in. */
const REPORTED = [
  'org_id',
  'week',
  'item_no',
  'submitted_on',
  'submitted_time',
  'channel',
  'title',
  'text',
  'sessions',
  'hours',
  'attendees',
  'makeups',
  'opinions',
  'talks',
  'found',
  'solved',
  'visits',
  'total_sessions',
  'total_hours',
  'total_opinions',
  'total_talks',
  'total_solved',
  'reporter',
  'phone',
  'timeliness',
  'facts',
]
const COUNTS = REPORTED.slice(8, 22)

const isDay = (column: string): string => `(${column} is null or length(${column}) = 10)`
/** The town's own report goes up from its committee; everybody else reports to the town. */
const REPORTER = `case when exists (
  select 1 from organisation o where o.id = new.org_id and o.level = '党委' and o.parent_id is null
) then '镇' else '支部' end`

const WEEKDAY = `case ${REPORTER} when '镇'
  then coalesce((select json_extract(value, '$.townDue') from setting where key = 'reports'), 4)
  else coalesce((select json_extract(value, '$.branchDue') from setting where key = 'reports'), 3) end`

/** R-28 in the data file: the day of an exception, else the weekday in the week that ends on the Thursday `week`. */
const DUE = `coalesce(
  (select e.due_on from report_exception e
   where e.week = new.week and e.reporter = ${REPORTER} and e.deleted_at is null),
  date(new.week, '-6 day', '+' || ((${WEEKDAY} + 2) % 7) || ' day'))`

const SENT = `new.submitted_on || 'T' || coalesce(new.submitted_time, '00:00')`

/** Half-open: 24:00 of the due day is late already. */
const JUDGED = `case when ${SENT} < date(${DUE}, '+1 day') then '按时'
  when ${SENT} < date(${DUE}, '+8 day') then '迟报' else '未报' end`

async function createExceptions(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'report_exception')
    .addColumn('week', 'text', (c) => c.notNull().check(sql`strftime('%w', week) = '4'`))
    .addColumn('reporter', 'text', (c) => c.notNull().check(sql`reporter in ('镇', '支部')`))
    .addColumn('due_on', 'text', (c) => c.notNull().check(sql`length(due_on) = 10`))
    .addColumn('reason', 'text', (c) => c.notNull().check(sql`length(trim(reason)) > 0`))
    .addCheckConstraint('report_exception_after', sql`due_on >= date(week, '-6 day')`)
    .execute()
  await sql`create unique index report_exception_week on report_exception (week, reporter)
    where deleted_at is null`.execute(db)
}

async function createReports(db: Kysely<unknown>): Promise<void> {
  let table = createRecordTable(db, 'weekly_report')
    .addColumn('extra', 'text')
    .addColumn('initials', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('week', 'text', (c) => c.check(sql`week is not null and strftime('%w', week) = '4'`))
    .addColumn('item_no', 'text', (c) => c.check(sql`cast(item_no as integer) between 1 and 20`))
    .addColumn('submitted_on', 'text')
    .addColumn('submitted_time', 'text', (c) =>
      c.check(sql`submitted_time glob '[0-2][0-9]:[0-5][0-9]' and submitted_time < '24:00'`),
    )
    .addColumn('channel', 'text')
    .addColumn('title', 'text')
    .addColumn('text', 'text')
  for (const count of COUNTS)
    table = table.addColumn(count, 'integer', (c) => c.check(sql.raw(`${count} >= 0`)))
  await table
    .addColumn('reporter', 'text')
    .addColumn('phone', 'text')
    .addColumn('remark', 'text')
    .addColumn('state', 'text', (c) => c.defaultTo('待报').check(sql.raw(`state in (${STATES})`)))
    .addColumn('timeliness', 'text', (c) => c.check(sql`timeliness in ('按时', '迟报', '未报')`))
    .addColumn('facts', 'text', (c) => c.check(sql`facts is null or json_valid(facts)`))
    .addCheckConstraint('weekly_report_day', sql.raw(isDay('submitted_on')))
    .addCheckConstraint('weekly_report_began', sql`submitted_on >= date(week, '-6 day')`)
    .execute()
  await sql`create unique index weekly_report_one on weekly_report (org_id, week, coalesce(item_no, '1'))
    where deleted_at is null`.execute(db)
  await db.schema.createIndex('weekly_report_week').on('weekly_report').column('week').execute()
  await guardState(db, 'weekly_report', STEPS)
  await createStepTable(db, 'weekly_report_step', 'weekly_report', STEPS)
}

/** A report that comes in without a state, from a file or a form, gets the one its day gives it. */
async function judgeReports(db: Kysely<unknown>): Promise<void> {
  const judge = (name: string, event: string): string =>
    `create trigger weekly_report_${name} after ${event} on weekly_report
     when new.submitted_on is not null and new.state = '待报'
     begin
       update weekly_report set timeliness = ${JUDGED} where id = new.id;
       update weekly_report set state = timeliness where id = new.id;
       update weekly_report set state = '补报' where id = new.id and state = '未报';
     end`
  await sql.raw(judge('came', 'insert')).execute(db)
  await sql.raw(judge('sent', 'update of submitted_on')).execute(db)
  const wrong = `new.submitted_on is not null and new.state <> '待报' and (
    new.timeliness is not ${JUDGED}
    or (new.state in ('按时', '迟报') and new.state <> new.timeliness)
    or (new.state in ('未报', '补报') and new.timeliness <> '未报')
    or (new.state = '被采用' and new.timeliness = '未报'))`
  const refuse = `begin select raise(abort, 'CHECK constraint failed: weekly_report_timely'); end`
  await sql
    .raw(`create trigger weekly_report_timely before insert on weekly_report when ${wrong} ${refuse}`)
    .execute(db)
  await sql
    .raw(
      `create trigger weekly_report_judged before update of state on weekly_report
       when new.state <> old.state and new.state <> '被采用' and ${wrong} ${refuse}`,
    )
    .execute(db)
  await sql
    .raw(
      `create trigger weekly_report_unsent before update of state on weekly_report
       when new.submitted_on is null and new.state not in ('待报', '未报')
       begin select raise(abort, 'CHECK constraint failed: weekly_report_unsent'); end`,
    )
    .execute(db)
  await sql
    .raw(
      `create trigger weekly_report_begins before insert on weekly_report
       when new.state = '被采用' or (new.submitted_on is null and new.state not in ('待报', '未报'))
       begin select raise(abort, 'CHECK constraint failed: weekly_report_begins'); end`,
    )
    .execute(db)
}

/** What is in stays as it came; only what was adopted may not be taken away either. */
async function freezeReports(db: Kysely<unknown>): Promise<void> {
  const changed = REPORTED.map((column) => `new.${column} is not old.${column}`).join(' or ')
  await sql
    .raw(
      `create trigger weekly_report_frozen before update on weekly_report
       when old.timeliness is not null and old.state not in ('待报', '未报') and (${changed})
       begin select raise(abort, 'CHECK constraint failed: weekly_report_frozen'); end`,
    )
    .execute(db)
  await sql`create trigger weekly_report_kept before update of deleted_at on weekly_report
    when new.deleted_at is not null and exists (
      select 1 from adoption a where a.report_id = old.id and a.deleted_at is null)
    begin select raise(abort, 'CHECK constraint failed: weekly_report_kept'); end`.execute(db)
}

async function createAdoptions(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'adoption')
    .addColumn('extra', 'text')
    .addColumn('initials', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('date', 'text', (c) => c.notNull().check(sql`length(date) = 10`))
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('level', 'text', (c) => c.notNull().check(sql`level in ('镇', '县', '市', '省')`))
    .addColumn('publication', 'text')
    .addColumn('issue_no', 'text')
    .addColumn('remark', 'text')
    .addColumn('report_id', 'text', (c) => c.references('weekly_report.id'))
    .execute()
  await db.schema.createIndex('adoption_org').on('adoption').columns(['org_id', 'date']).execute()
  await db.schema.createIndex('adoption_report').on('adoption').column('report_id').execute()
  await sql`create trigger adoption_of before insert on adoption
    when new.report_id is not null and not exists (
      select 1 from weekly_report r
      where r.id = new.report_id and r.org_id = new.org_id and r.deleted_at is null
        and r.state in ('按时', '迟报', '被采用') and r.submitted_on <= new.date)
    begin select raise(abort, 'CHECK constraint failed: adoption_of'); end`.execute(db)
}

async function createCirculars(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'circular')
    .addColumn('period_start', 'text', (c) => c.notNull().unique())
    .addColumn('period_end', 'text', (c) => c.notNull())
    .addColumn('issue', 'integer', (c) => c.notNull().check(sql`issue >= 1`))
    .addColumn('no', 'text', (c) => c.notNull().unique())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('issued_on', 'text', (c) => c.notNull().check(sql`length(issued_on) = 10`))
    .addColumn('issued_by', 'text', (c) => c.notNull().check(sql`length(trim(issued_by)) > 0`))
    .addColumn('facts', 'text', (c) => c.notNull().check(sql`json_valid(facts)`))
    .addColumn('body', 'text', (c) => c.notNull().check(sql`json_valid(body)`))
    .addColumn('body_sha256', 'text', (c) => c.notNull().check(sql`length(body_sha256) = 64`))
    .addColumn('row_count', 'integer', (c) => c.notNull().check(sql`row_count >= 1`))
    .addCheckConstraint(
      'circular_period',
      sql`(substr(period_start, 9) = '01' and period_end = substr(period_start, 1, 8) || '15')
        or (substr(period_start, 9) = '16' and period_end = date(period_start, 'start of month', '+1 month', '-1 day'))`,
    )
    .addCheckConstraint('circular_over', sql`issued_on >= period_end`)
    .execute()
  const counts = [
    'place',
    'sent',
    'sent_total',
    'town',
    'county',
    'city',
    'province',
    'adopted_total',
    'sent_score',
    'adopted_score',
    'score',
    'score_total',
    'on_time',
    'late',
    'missing',
  ]
  let table = createRecordTable(db, 'circular_row')
    .addColumn('circular_id', 'text', (c) => c.notNull().references('circular.id'))
    .addColumn('position', 'integer', (c) => c.notNull().check(sql`position >= 0`))
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('unit', 'text', (c) => c.notNull())
    .addColumn('band', 'text', (c) => c.notNull().check(sql`band in ('好', '较好', '一般', '差')`))
    .addColumn('remark', 'text', (c) => c.notNull())
  for (const count of counts)
    table = table.addColumn(count, 'integer', (c) => c.notNull().check(sql.raw(`${count} >= 0`)))
  await table.addUniqueConstraint('circular_row_once', ['circular_id', 'org_id']).execute()
  for (const each of ['circular', 'circular_row'])
    for (const event of ['update', 'delete'])
      await sql
        .raw(
          `create trigger ${each}_no_${event} before ${event} on ${each}
           begin select raise(abort, 'CHECK constraint failed: ${each}_frozen'); end`,
        )
        .execute(db)
  await sql`create trigger circular_row_full before insert on circular_row
    when (select count(*) from circular_row r where r.circular_id = new.circular_id)
      >= (select c.row_count from circular c where c.id = new.circular_id)
    begin select raise(abort, 'CHECK constraint failed: circular_frozen'); end`.execute(db)
}

/** The day of work of the folder (the sample town has its own), else the day of the change. */
const TODAY = `coalesce((select json_extract(value, '$.today') from setting where key = 'facts'), substr(new.updated_at, 1, 10))`
const NEW_ID = `lower(hex(randomblob(16)))`
const NAMED = `new.informant_name is not null and trim(new.informant_name) <> ''`

const beginning = (since: string): string =>
  `insert into informant (id, created_at, created_by, updated_at, updated_by, row_version, org_id, person, phone, from_on)
   select ${NEW_ID}, new.updated_at, new.updated_by, new.updated_at, new.updated_by, 1,
     new.id, trim(new.informant_name), new.informant_phone, ${since} where ${NAMED}`

/** R-28b: one in office a unit; those before stay on record. The roster leads: what it says is taken over here, never back. */
async function createInformants(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'informant')
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('person', 'text', (c) => c.notNull().check(sql`length(trim(person)) > 0`))
    .addColumn('phone', 'text')
    .addColumn('from_on', 'text', (c) => c.check(sql`length(from_on) = 10`))
    .addColumn('until_on', 'text', (c) => c.check(sql`length(until_on) = 10`))
    .addCheckConstraint('informant_days', sql`until_on is null or from_on is null or until_on >= from_on`)
    .execute()
  await sql`create unique index informant_active on informant (org_id) where until_on is null and deleted_at is null`.execute(
    db,
  )
  await sql`insert into informant (id, created_at, created_by, updated_at, updated_by, row_version, org_id, person, phone)
    select lower(hex(randomblob(16))), updated_at, updated_by, updated_at, updated_by, 1, id, trim(informant_name), informant_phone
    from organisation where deleted_at is null and trim(coalesce(informant_name, '')) <> ''`.execute(db)
  await sql
    .raw(`create trigger informant_first after insert on organisation begin ${beginning('null')}; end`)
    .execute(db)
  await sql
    .raw(
      `create trigger informant_next after update of informant_name on organisation
       when trim(coalesce(new.informant_name, '')) <> trim(coalesce(old.informant_name, ''))
       begin
         update informant set until_on = max(coalesce(from_on, ''), ${TODAY}), updated_at = new.updated_at,
           updated_by = new.updated_by, row_version = row_version + 1
         where org_id = new.id and until_on is null and deleted_at is null;
         ${beginning(TODAY)};
       end`,
    )
    .execute(db)
  await sql`create trigger informant_phone after update of informant_phone on organisation
    when new.informant_phone is not old.informant_phone
    begin
      update informant set phone = new.informant_phone, updated_at = new.updated_at, updated_by = new.updated_by,
        row_version = row_version + 1
      where org_id = new.id and until_on is null and deleted_at is null;
    end`.execute(db)
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createExceptions(db)
  await createReports(db)
  await createAdoptions(db)
  await judgeReports(db)
  await freezeReports(db)
  await createCirculars(db)
  await createInformants(db)
}

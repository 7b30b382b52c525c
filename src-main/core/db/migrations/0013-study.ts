// Study: the sessions of each unit, who attended them, what every absence asks for, and the hours made up.
import { sql, type Kysely } from 'kysely'
import { createRecordTable } from './record-columns.ts'
import { createStepTable, guardState, type LegalStep } from './steps.ts'

const STATES = `'缺课', '待补课', '部分补课', '已补齐', '免补', '已更正'`

/** Frozen here as they were when this migration was written. */
const STEPS: readonly LegalStep[] = [
  ['缺课', '列入补课', '待补课'],
  ['待补课', '补课', '部分补课'],
  ['待补课', '补齐', '已补齐'],
  ['部分补课', '补课', '部分补课'],
  ['部分补课', '补齐', '已补齐'],
  ['待补课', '批准免补', '免补'],
  ['部分补课', '批准免补', '免补'],
  ['部分补课', '核减补课', '待补课'],
  ['已补齐', '核减补课', '待补课'],
  ['免补', '撤销免补', '待补课'],
  ['待补课', '更正考勤', '已更正'],
  ['部分补课', '更正考勤', '已更正'],
  ['已补齐', '更正考勤', '已更正'],
  ['免补', '更正考勤', '已更正'],
  ['已更正', '列入补课', '待补课'],
]

const PRESENT = `'出席', '迟到', '早退'`
const LEAVE = `'公假', '病假', '事假'`
const COUNTS = ['reported_expected', 'reported_present', 'reported_leave', 'reported_absent'] as const
const COUNTED = ['counted_present', 'counted_leave', 'counted_absent'] as const
const COURSES = `'形势任务课', '执政能力课', '党纪党规课', '党员标准课', '正反典型教育课'`

const filled = (column: string): string => `(${column} is not null and length(trim(${column})) > 0)`
/** Hours in tenths go in steps of a half. */
const halves = (column: string) => sql.raw<boolean>(`${column} >= 0 and ${column} % 5 = 0`)
const aborts = (name: string): string => `begin select raise(abort, 'CHECK constraint failed: ${name}'); end`

/**
 * One row for each unit that took part: a session of several units has a row in each of them under the same joint name,
 * so that it counts for every branch that attended, with that branch's own attendance.
 */
async function createSessions(db: Kysely<unknown>): Promise<void> {
  let table = createRecordTable(db, 'study_session')
    .addColumn('extra', 'text')
    .addColumn('initials', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('date', 'text', (c) => c.notNull().check(sql`length(date) = 10`))
    .addColumn('from_time', 'text', (c) => c.check(sql`from_time glob '[0-2][0-9]:[0-5][0-9]'`))
    .addColumn('to_time', 'text', (c) => c.check(sql`to_time glob '[0-2][0-9]:[0-5][0-9]'`))
    .addColumn('theme', 'text')
    .addColumn('form', 'text')
    .addColumn('course_type', 'text', (c) => c.check(sql.raw(`course_type in (${COURSES})`)))
    .addColumn('readings', 'text')
    .addColumn('hours', 'integer', (c) => c.notNull().check(sql`hours > 0 and hours % 5 = 0`))
    .addColumn('host', 'text')
    .addColumn('lecturer', 'text')
    .addColumn('place', 'text')
    .addColumn('joint', 'text')
  for (const count of COUNTS)
    table = table.addColumn(count, 'integer', (c) => c.check(sql.raw(`${count} >= 0`)))
  table = table.addColumn('reported_rate', 'text')
  for (const count of COUNTED)
    table = table.addColumn(count, 'integer', (c) => c.check(sql.raw(`${count} >= 0`)))
  await table
    .addColumn('recorder', 'text')
    .addColumn('remark', 'text')
    .addCheckConstraint(
      'study_session_times',
      sql`from_time is null or to_time is null or to_time > from_time`,
    )
    .execute()
  await db.schema.createIndex('study_session_org').on('study_session').columns(['org_id', 'date']).execute()
}

/** Forms of study the town has added, or counts otherwise than the catalogue says. */
async function createForms(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'study_form')
    .addColumn('name', 'text', (c) => c.notNull().check(sql`length(trim(name)) > 0`))
    .addColumn('is_concentrated', 'integer', (c) => c.notNull().check(sql`is_concentrated in (0, 1)`))
    .execute()
  await sql`create unique index study_form_name on study_form (name) where deleted_at is null`.execute(db)
}

async function createAttendance(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'attendance')
    .addColumn('session_id', 'text', (c) => c.notNull().references('study_session.id'))
    .addColumn('member_id', 'text', (c) => c.notNull().references('member.id'))
    .addColumn('state', 'text', (c) =>
      c.notNull().check(sql.raw(`state in (${PRESENT}, ${LEAVE}, '缺勤', '不要求')`)),
    )
    .addColumn('credited', 'integer', (c) => c.notNull().check(halves('credited')))
    .addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
    // Who was not there has studied nothing.
    .addCheckConstraint('attendance_credit', sql.raw(`credited = 0 or state in (${PRESENT})`))
    // Nobody leaves the number of those expected without a reason.
    .addCheckConstraint('attendance_excused', sql.raw(`state <> '不要求' or ${filled('note')}`))
    .execute()
  await sql`create unique index attendance_once on attendance (session_id, member_id) where deleted_at is null`.execute(
    db,
  )
  await db.schema.createIndex('attendance_member').on('attendance').column('member_id').execute()
}

/** Nobody is credited more than the session lasted. */
async function guardCredit(db: Kysely<unknown>): Promise<void> {
  const tooMuch = 'new.credited > (select hours from study_session where id = new.session_id)'
  for (const [i, event] of ['insert', 'update of credited'].entries())
    await sql
      .raw(
        `create trigger attendance_hours_${i} before ${event} on attendance when ${tooMuch} ${aborts('attendance_hours')}`,
      )
      .execute(db)
  // A session corrected in length takes those along who were credited the whole of it.
  await sql`create trigger study_session_hours after update of hours on study_session when old.hours <> new.hours begin
    update attendance set credited = case when credited = old.hours then new.hours else min(credited, new.hours) end
    where session_id = new.id;
  end`.execute(db)
}

/** Nobody is in two places at once. */
async function guardOverlap(db: Kysely<unknown>): Promise<void> {
  // From the member's own few sessions outwards: the town has thousands.
  const elsewhere = `exists (
    select 1 from study_session own
    cross join attendance there
    cross join study_session other
    where own.id = new.session_id and own.from_time is not null and own.to_time is not null
      and there.member_id = new.member_id and there.session_id <> own.id and there.deleted_at is null
      and there.state in (${PRESENT})
      and other.id = there.session_id and other.date = own.date and other.deleted_at is null
      and other.from_time < own.to_time and own.from_time < other.to_time)`
  for (const [i, event] of ['insert', 'update of state, deleted_at'].entries())
    await sql
      .raw(
        `create trigger attendance_overlap_${i} before ${event} on attendance
         when new.deleted_at is null and new.state in (${PRESENT}) and ${elsewhere} ${aborts('attendance_overlap')}`,
      )
      .execute(db)
}

/** What the attendance says beside what was typed: kept by the data file itself, so that it is never behind. */
async function countAttendance(db: Kysely<unknown>): Promise<void> {
  const columns = [
    ['counted_present', PRESENT],
    ['counted_leave', LEAVE],
    ['counted_absent', `'缺勤'`],
  ] as const
  const oneMore = columns.map(
    ([column, states]) => `${column} = coalesce(${column}, 0) + (new.state in (${states}))`,
  )
  const anew = columns.map(
    ([column, states]) =>
      `${column} = (select count(*) from attendance
        where session_id = new.session_id and deleted_at is null and state in (${states}))`,
  )
  const update = (values: readonly string[]): string =>
    `begin update study_session set ${values.join(', ')} where id = new.session_id; end`
  await sql
    .raw(`create trigger attendance_counted_0 after insert on attendance ${update(oneMore)}`)
    .execute(db)
  await sql
    .raw(
      `create trigger attendance_counted_1 after update of state, deleted_at on attendance ${update(anew)}`,
    )
    .execute(db)
}

/** One for every absence: who sees to it, what was missed, how far it has come. */
async function createMakeupTasks(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'makeup_task')
    .addColumn('attendance_id', 'text', (c) => c.notNull().references('attendance.id'))
    .addColumn('responsible', 'text')
    .addColumn('due_on', 'text', (c) => c.notNull().check(sql`length(due_on) = 10`))
    .addColumn('missed', 'integer', (c) => c.notNull().check(halves('missed')))
    .addColumn('made_up', 'integer', (c) => c.notNull().defaultTo(0).check(halves('made_up')))
    .addColumn('state', 'text', (c) =>
      c
        .notNull()
        .defaultTo('待补课')
        .check(sql.raw(`state in (${STATES})`)),
    )
    .addColumn('exempt_reason', 'text')
    .addColumn('exempt_by', 'text')
    .addColumn('exempt_on', 'text', (c) => c.check(sql`length(exempt_on) = 10`))
    .addCheckConstraint('makeup_task_whole', sql`state <> '已补齐' or made_up >= missed`)
    .addCheckConstraint('makeup_task_part', sql`state <> '部分补课' or (made_up > 0 and made_up < missed)`)
    .addCheckConstraint('makeup_task_none', sql`state <> '待补课' or made_up = 0`)
    .addCheckConstraint(
      'makeup_task_exempt',
      sql.raw(
        `state <> '免补' or (${filled('exempt_reason')} and ${filled('exempt_by')} and exempt_on is not null)`,
      ),
    )
    .execute()
  await sql`create unique index makeup_task_once on makeup_task (attendance_id) where deleted_at is null`.execute(
    db,
  )
  await db.schema.createIndex('makeup_task_state').on('makeup_task').column('state').execute()
  await sql
    .raw(
      `create trigger makeup_task_absent before insert on makeup_task when not exists (
         select 1 from attendance where id = new.attendance_id and state in (${LEAVE}, '缺勤'))
       ${aborts('makeup_task_absent')}`,
    )
    .execute(db)
}

async function createMakeups(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'makeup')
    .addColumn('extra', 'text')
    .addColumn('initials', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('member_id', 'text', (c) => c.notNull().references('member.id'))
    .addColumn('missed_on', 'text', (c) => c.notNull().check(sql`length(missed_on) = 10`))
    .addColumn('made_on', 'text', (c) => c.notNull().check(sql`length(made_on) = 10`))
    .addColumn('hours', 'integer', (c) => c.notNull().check(sql`hours > 0 and hours % 5 = 0`))
    .addColumn('mode', 'text')
    .addColumn('content', 'text')
    .addColumn('responsible', 'text')
    .addColumn('remark', 'text')
    .addCheckConstraint('makeup_days', sql`made_on >= missed_on`)
    .execute()
  await db.schema.createIndex('makeup_org').on('makeup').column('org_id').execute()
  await db.schema.createIndex('makeup_member').on('makeup').columns(['member_id', 'missed_on']).execute()
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createSessions(db)
  await createForms(db)
  await createAttendance(db)
  await guardCredit(db)
  await guardOverlap(db)
  await countAttendance(db)
  await createMakeupTasks(db)
  await guardState(db, 'makeup_task', STEPS)
  await createStepTable(db, 'makeup_task_step', 'makeup_task', STEPS)
  await createMakeups(db)
}

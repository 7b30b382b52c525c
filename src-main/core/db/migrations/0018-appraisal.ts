// Meetings of the branches, what was voted and said of each member, and the members who are to be helped first of all.
import { sql, type Kysely } from 'kysely'
import { createRecordTable } from './record-columns.ts'
import { createStepTable, guardState, type LegalStep } from './steps.ts'

/** Frozen here as they were when this migration was written. */
const STEPS: readonly LegalStep[] = [
  ['发现', '批评教育', '批评教育'],
  ['批评教育', '认定转化', '已转化'],
  ['批评教育', '申请登记', '登记申请'],
  ['登记申请', '审查', '审查'],
  ['审查', '予以登记', '予以登记'],
  ['审查', '缓登', '缓登'],
  ['审查', '组织处置', '组织处置'],
  ['已转化', '结案', '结案'],
  ['予以登记', '结案', '结案'],
  ['缓登', '结案', '结案'],
  ['组织处置', '结案', '结案'],
  ['发现', '移交纪检', '移交纪检'],
  ['批评教育', '移交纪检', '移交纪检'],
  ['登记申请', '移交纪检', '移交纪检'],
  ['审查', '移交纪检', '移交纪检'],
]

const CASE_STATES = `'发现', '批评教育', '已转化', '登记申请', '审查', '予以登记', '缓登', '组织处置', '结案', '移交纪检'`
const MEETING_COUNTS = [
  'expected',
  'attended',
  'activists',
  'representatives',
  'others',
  'examined',
  'criticisms',
] as const
const BALLOTS = ['excellent', 'qualified', 'basic', 'unqualified', 'abstained'] as const

const filled = (column: string): string => `(${column} is not null and length(trim(${column})) > 0)`
const isDay = (column: string) => sql.raw<boolean>(`length(${column}) = 10`)
const yesNo = (column: string) => sql.raw<boolean>(`${column} in ('是', '否')`)

/** Row in the ledger of meetings; who was there stands in a table of its own, kept by the page. */
async function createMeetings(db: Kysely<unknown>): Promise<void> {
  let table = createRecordTable(db, 'org_meeting')
    .addColumn('extra', 'text')
    .addColumn('initials', 'text', (c) => c.notNull())
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('kind', 'text', (c) =>
      c
        .notNull()
        .defaultTo('专题组织生活会')
        .check(sql`kind in ('专题组织生活会', '领导班子专题民主生活会', '补开')`),
    )
    .addColumn('date', 'text', (c) => c.notNull().check(isDay('date')))
    .addColumn('place', 'text')
    .addColumn('host', 'text')
  for (const count of MEETING_COUNTS)
    table = table.addColumn(count, 'integer', (c) => c.check(sql.raw(`${count} >= 0`)))
  await table
    .addColumn('no_activists', 'text', (c) => c.check(yesNo('no_activists')))
    .addColumn('feedback_on', 'text', (c) => c.check(isDay('feedback_on')))
    .addColumn('notice_on', 'text', (c) => c.check(isDay('notice_on')))
    .addColumn('recorder', 'text')
    .addColumn('remark', 'text')
    .addCheckConstraint(
      'org_meeting_attended',
      sql`attended is null or expected is null or attended <= expected`,
    )
    .addCheckConstraint('org_meeting_noticed', sql`notice_on is null or notice_on >= date`)
    .execute()
  await sql`create unique index org_meeting_once on org_meeting (org_id, kind, date)
    where deleted_at is null`.execute(db)
}

/** Absent members make it up or are heard one by one; only then may their appraisal be issued. */
async function createAttendance(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'org_meeting_member')
    .addColumn('meeting_id', 'text', (c) => c.notNull().references('org_meeting.id'))
    .addColumn('member_id', 'text', (c) => c.notNull().references('member.id'))
    .addColumn('attendance', 'text', (c) =>
      c.notNull().check(sql`attendance in ('到会', '缺席', '补开', '个别听取')`),
    )
    .addColumn('made_up_on', 'text', (c) => c.check(isDay('made_up_on')))
    .addColumn('examined', 'integer', (c) => c.notNull().check(sql`examined in (0, 1)`))
    .addColumn('written', 'integer', (c) => c.notNull().check(sql`written in (0, 1)`))
    .addColumn('criticisms', 'integer', (c) => c.check(sql`criticisms >= 0`))
    .addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
    .addCheckConstraint(
      'org_meeting_member_made_up',
      sql`(attendance in ('补开', '个别听取')) = (made_up_on is not null)`,
    )
    .addCheckConstraint('org_meeting_member_absent', sql`attendance <> '缺席' or examined = 0`)
    .execute()
  await sql`create unique index org_meeting_member_once on org_meeting_member (meeting_id, member_id)
    where deleted_at is null`.execute(db)
  await db.schema
    .createIndex('org_meeting_member_member')
    .on('org_meeting_member')
    .column('member_id')
    .execute()
}

/** Row in the ledger (I-7): whole ballots, the branch's grade and opinion, and how the member was told. */
async function createAppraisals(db: Kysely<unknown>): Promise<void> {
  let table = createRecordTable(db, 'appraisal')
    .addColumn('extra', 'text')
    .addColumn('initials', 'text', (c) => c.notNull())
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('member_id', 'text', (c) => c.notNull().references('member.id'))
    .addColumn('member_kind', 'text', (c) => c.check(sql`member_kind in ('正式', '预备')`))
    .addColumn('voters', 'integer', (c) => c.check(sql`voters >= 0`))
  for (const count of BALLOTS)
    table = table.addColumn(count, 'integer', (c) => c.check(sql.raw(`${count} >= 0`)))
  const sum = BALLOTS.map((column) => `coalesce(${column}, 0)`).join(' + ')
  await table
    .addColumn('total', 'integer', (c) => c.check(sql`total >= 0`))
    .addColumn('grade', 'text', (c) => c.check(sql`grade in ('优秀', '合格', '基本合格', '不合格')`))
    .addColumn('committee', 'text', (c) => c.check(sql`committee in ('支委会', '党员大会')`))
    .addColumn('committee_on', 'text', (c) => c.check(isDay('committee_on')))
    .addColumn('opinion', 'text')
    .addColumn('feedback_on', 'text', (c) => c.check(isDay('feedback_on')))
    .addColumn('feedback_form', 'text')
    .addColumn('is_signed', 'text', (c) => c.check(yesNo('is_signed')))
    .addColumn('own_view', 'text')
    .addColumn('has_objection', 'text', (c) => c.check(yesNo('has_objection')))
    .addColumn('handling', 'text')
    .addColumn('noticed_on', 'text', (c) => c.check(isDay('noticed_on')))
    .addColumn('notice_form', 'text')
    .addColumn('remark', 'text')
    .addCheckConstraint('appraisal_closes', sql.raw(`total is null or ${sum} = total`))
    .addCheckConstraint('appraisal_voters', sql`voters is null or total is null or total <= voters`)
    .addCheckConstraint(
      'appraisal_fed_back',
      sql`feedback_on is null or committee_on is null or feedback_on >= committee_on`,
    )
    .addCheckConstraint(
      'appraisal_noticed',
      sql`noticed_on is null or coalesce(feedback_on, committee_on) is null or noticed_on >= coalesce(feedback_on, committee_on)`,
    )
    .addCheckConstraint(
      'appraisal_heard',
      sql.raw(`noticed_on is null or has_objection is not '是' or ${filled('handling')}`),
    )
    .execute()
  await sql`create unique index appraisal_member on appraisal (member_id) where deleted_at is null`.execute(
    db,
  )
  await db.schema.createIndex('appraisal_org').on('appraisal').column('org_id').execute()
}

/** For internal use only: first helped, then registered anew or dealt with, never the other way round. */
async function createCases(db: Kysely<unknown>): Promise<void> {
  const reached = (states: string, condition: string) =>
    sql.raw<boolean>(`state not in (${states}) or (${condition})`)
  await createRecordTable(db, 'unqualified_case')
    .addColumn('extra', 'text')
    .addColumn('initials', 'text', (c) => c.notNull())
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('member_id', 'text', (c) => c.notNull().references('member.id'))
    .addColumn('found_on', 'text', (c) => c.notNull().check(isDay('found_on')))
    .addColumn('circumstances', 'text')
    .addColumn('facts', 'text', (c) => c.notNull().check(sql`length(trim(facts)) > 0`))
    .addColumn('measures', 'text')
    .addColumn('educator', 'text')
    .addColumn('due_on', 'text', (c) => c.check(isDay('due_on')))
    .addColumn('outcome', 'text')
    .addColumn('application', 'text')
    .addColumn('resolution', 'text')
    .addColumn('approval', 'text')
    .addColumn('remark', 'text')
    .addColumn('state', 'text', (c) =>
      c.defaultTo('发现').check(sql.raw(`state is not null and state in (${CASE_STATES})`)),
    )
    .addColumn('educated_on', 'text', (c) => c.check(isDay('educated_on')))
    .addColumn('converted_on', 'text', (c) => c.check(isDay('converted_on')))
    .addColumn('applied_on', 'text', (c) => c.check(isDay('applied_on')))
    .addColumn('reviewed_on', 'text', (c) => c.check(isDay('reviewed_on')))
    .addColumn('disposed_on', 'text', (c) => c.check(isDay('disposed_on')))
    .addColumn('closed_on', 'text', (c) => c.check(isDay('closed_on')))
    .addColumn('result', 'text')
    .addCheckConstraint(
      'unqualified_educated',
      reached(
        `'批评教育', '已转化', '登记申请', '审查', '予以登记', '缓登', '组织处置', '结案'`,
        `educated_on >= found_on and ${filled('measures')} and ${filled('educator')}`,
      ),
    )
    .addCheckConstraint('unqualified_converted', reached(`'已转化'`, `converted_on >= educated_on`))
    .addCheckConstraint(
      'unqualified_applied',
      reached(
        `'登记申请', '审查', '予以登记', '缓登', '组织处置'`,
        `applied_on >= educated_on and ${filled('application')}`,
      ),
    )
    .addCheckConstraint(
      'unqualified_reviewed',
      reached(`'审查', '予以登记', '缓登', '组织处置'`, `reviewed_on >= applied_on`),
    )
    .addCheckConstraint(
      'unqualified_disposed',
      reached(
        `'予以登记', '缓登', '组织处置'`,
        `disposed_on >= reviewed_on and converted_on is null and ${filled('resolution')} and ${filled('approval')}`,
      ),
    )
    .addCheckConstraint(
      'unqualified_handed_over',
      reached(`'移交纪检'`, `${filled('result')} and closed_on >= found_on`),
    )
    .addCheckConstraint('unqualified_closed', reached(`'结案'`, `closed_on is not null`))
    .execute()
  await sql`create unique index unqualified_case_open on unqualified_case (member_id)
    where deleted_at is null and state not in ('结案', '移交纪检')`.execute(db)
  await db.schema.createIndex('unqualified_case_org').on('unqualified_case').column('org_id').execute()
}

/** A case begins as found; 预备党员 are dealt with when their probation ends, never here; what is closed stays as it is. */
async function guardCases(db: Kysely<unknown>): Promise<void> {
  const abort = (name: string): string =>
    `begin select raise(abort, 'CHECK constraint failed: unqualified_${name}'); end`
  await sql
    .raw(
      `create trigger unqualified_begins before insert on unqualified_case when new.state <> '发现' ${abort('begins')}`,
    )
    .execute(db)
  await sql
    .raw(
      `create trigger unqualified_probationary before update of state on unqualified_case
       when new.state not in ('发现', '移交纪检')
         and (select member_kind from member where id = new.member_id) = '预备' ${abort('probationary')}`,
    )
    .execute(db)
  await sql
    .raw(
      `create trigger unqualified_frozen before update on unqualified_case
       when old.state in ('结案', '移交纪检') ${abort('frozen')}`,
    )
    .execute(db)
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createMeetings(db)
  await createAttendance(db)
  await createAppraisals(db)
  await createCases(db)
  await guardState(db, 'unqualified_case', STEPS)
  await guardCases(db)
  await createStepTable(db, 'unqualified_step', 'unqualified_case', STEPS)
}

// The group's own work: its log, its weekly reports and the figures of a phase frozen when issued, and samples drawn once for all.
import { sql, type Kysely } from 'kysely'
import { createLedgerTable } from './ledger-table.ts'
import { createRecordTable } from './record-columns.ts'

const DUTIES = `'掌握进展', '总结经验', '发现问题、督促解决', '反映情况、当好参谋'`
const PURPOSES = `'笔记', '考勤', '访谈党员', '访谈群众', '材料', '已销号问题'`
const METHODS = `'简单随机', '分层随机', '现场抽签'`
const SOURCES = `'inspection', 'notice', 'appointment', 'poll', 'plan'`

const day = (column: string) => sql.raw<boolean>(`${column} is null or length(${column}) = 10`)
const filled = (column: string): string => `(${column} is not null and length(trim(${column})) > 0)`

/** Refuses a change of any of the columns while `when` holds of the row as stored. */
async function freeze(
  db: Kysely<unknown>,
  table: string,
  columns: readonly string[],
  when: string,
): Promise<void> {
  const changed = columns.map((column) => `new.${column} is not old.${column}`).join(' or ')
  await sql
    .raw(
      `create trigger ${table}_frozen before update on ${table} when (${when}) and (${changed})
       begin select raise(abort, 'CHECK constraint failed: ${table}_frozen'); end`,
    )
    .execute(db)
  await sql
    .raw(
      `create trigger ${table}_kept before update of deleted_at on ${table} when (${when}) and new.deleted_at is not null
       begin select raise(abort, 'CHECK constraint failed: ${table}_kept'); end`,
    )
    .execute(db)
}

const WEEKDAY = `case strftime('%w', on_day) when '0' then '星期日' when '1' then '星期一' when '2' then '星期二'
  when '3' then '星期三' when '4' then '星期四' when '5' then '星期五' when '6' then '星期六' end`

async function createLog(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'supervision_log')
    .addColumn('extra', 'text')
    .addColumn('initials', 'text', (c) => c.notNull())
    .addColumn('on_day', 'text', (c) => c.notNull().check(day('on_day')))
    .addColumn('weekday', 'text', (c) => c.generatedAlwaysAs(sql.raw(WEEKDAY)))
    .addColumn('org_id', 'text', (c) => c.references('organisation.id'))
    .addColumn('people', 'text', (c) => c.notNull())
    .addColumn('methods', 'text')
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('problems', 'text')
    .addColumn('suggestions', 'text')
    .addColumn('feedback', 'text')
    .addColumn('duty', 'text', (c) => c.notNull().check(sql.raw(`duty in (${DUTIES})`)))
    // The record it was drafted from, so that the same one is not offered again.
    .addColumn('source', 'text', (c) => c.check(sql.raw(`source is null or source in (${SOURCES})`)))
    .addColumn('source_id', 'text')
    .addCheckConstraint('supervision_log_source', sql`(source is null) = (source_id is null)`)
    .execute()
  await db.schema.createIndex('supervision_log_org_id').on('supervision_log').column('org_id').execute()
  await db.schema.createIndex('supervision_log_on_day').on('supervision_log').column('on_day').execute()
}

const REPORT = [
  'no',
  'from_on',
  'to_on',
  'state',
  'sections',
  'numbers',
  'cutoff',
  'issued_on',
  'issued_by',
  'body',
]

/** A week runs from Friday to Thursday; a report once issued stays as it went out. */
async function createWeekly(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'group_weekly')
    .addColumn('no', 'text', (c) => c.unique())
    .addColumn('from_on', 'text', (c) => c.notNull().check(day('from_on')))
    .addColumn('to_on', 'text', (c) => c.notNull().check(day('to_on')))
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('草稿', '已印发')`))
    .addColumn('sections', 'text', (c) => c.notNull().check(sql`json_valid(sections)`))
    .addColumn('numbers', 'text', (c) => c.check(sql`numbers is null or json_valid(numbers)`))
    .addColumn('cutoff', 'text')
    .addColumn('issued_on', 'text', (c) => c.check(day('issued_on')))
    .addColumn('issued_by', 'text')
    .addColumn('body', 'text', (c) => c.check(sql`body is null or json_valid(body)`))
    .addColumn('body_sha256', 'text', (c) => c.check(sql`body_sha256 is null or length(body_sha256) = 64`))
    .addCheckConstraint(
      'group_weekly_week',
      sql`strftime('%w', from_on) = '5' and to_on = date(from_on, '+6 days')`,
    )
    .addCheckConstraint(
      'group_weekly_issued',
      sql.raw(
        ['no', 'numbers', 'cutoff', 'issued_on', 'issued_by', 'body', 'body_sha256']
          .map((column) => `(state = '草稿') = (${column} is null)`)
          .join(' and '),
      ),
    )
    .execute()
  await sql`create unique index group_weekly_once on group_weekly (from_on) where deleted_at is null`.execute(
    db,
  )
  await freeze(db, 'group_weekly', REPORT, `old.state = '已印发'`)
}

/** The numbers of a phase as they were on a day; none is ever changed. */
async function createSnapshots(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'phase_snapshot')
    .addColumn('no', 'integer', (c) =>
      c
        .notNull()
        .unique()
        .check(sql`no > 0`),
    )
    .addColumn('phase', 'text', (c) => c.notNull())
    .addColumn('as_of', 'text', (c) => c.notNull().check(day('as_of')))
    .addColumn('lines', 'text', (c) => c.notNull().check(sql`json_valid(lines)`))
    .addColumn('taken_on', 'text', (c) => c.notNull().check(day('taken_on')))
    .addColumn('taken_by', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('phase_snapshot_phase')
    .on('phase_snapshot')
    .columns(['phase', 'as_of'])
    .execute()
  await freeze(db, 'phase_snapshot', ['no', 'phase', 'as_of', 'lines', 'taken_on', 'taken_by'], '1')
}

const DRAWN = [
  'no',
  'drawn_on',
  'org_id',
  'purpose',
  'population',
  'size',
  'wanted',
  'method',
  'strata',
  'seed',
  'list_sha256',
  'drawn_at',
  'person',
  'picked',
  'scope',
  'list',
]

/** Samples: those the program drew bear their start value and the list they were drawn from, and stay as they are. */
async function createSamples(db: Kysely<unknown>): Promise<void> {
  await createLedgerTable(db, 'sample_draw', [
    ['no', 'text'],
    ['drawn_on', 'text!'],
    ['org_id', 'organisation'],
    ['purpose', 'text!'],
    ['population', 'text!'],
    ['size', 'integer!'],
    ['wanted', 'integer!'],
    ['method', 'text!'],
    ['strata', 'text'],
    ['seed', 'text'],
    ['list_sha256', 'text'],
    ['drawn_at', 'text'],
    ['person', 'text!'],
    ['witness', 'text'],
    ['picked', 'text'],
    ['remark', 'text'],
    ['scope', 'text'],
    ['list', 'text'],
  ])
  await db.schema.createIndex('sample_draw_no').on('sample_draw').column('no').unique().execute()
  await freeze(db, 'sample_draw', DRAWN, 'old.seed is not null')
}

async function guardSamples(db: Kysely<unknown>): Promise<void> {
  const faults = [
    `length(new.drawn_on) <> 10`,
    `new.purpose not in (${PURPOSES})`,
    `new.method not in (${METHODS})`,
    `new.size < 0 or new.wanted < 0 or new.wanted > new.size`,
    `(new.seed is null) <> (new.list is null) or (new.seed is null) <> (new.list_sha256 is null)`,
    `new.seed is not null and (new.no is null or new.drawn_at is null or not json_valid(new.list) or length(new.list_sha256) <> 64)`,
  ].map((fault) => `(${fault})`)
  for (const event of ['insert', 'update'])
    await sql
      .raw(
        `create trigger sample_draw_sound_${event} before ${event} on sample_draw when ${faults.join(' or ')}
         begin select raise(abort, 'CHECK constraint failed: sample_draw_sound'); end`,
      )
      .execute(db)
}

/** Who was drawn, in order, with the substitutes behind; only what was found and who stood in is written later. */
async function createPicks(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'sample_pick')
    .addColumn('draw_id', 'text', (c) => c.notNull().references('sample_draw.id'))
    .addColumn('role', 'text', (c) => c.notNull().check(sql`role in ('抽中', '候补')`))
    .addColumn('position', 'integer', (c) => c.notNull().check(sql`position > 0`))
    // Its place in the list it was drawn from, counted from 1.
    .addColumn('list_index', 'integer', (c) => c.notNull().check(sql`list_index > 0`))
    .addColumn('item_id', 'text')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('stratum', 'text', (c) => c.notNull())
    .addColumn('result', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('replaced_by', 'text', (c) => c.unique().references('sample_pick.id'))
    .addColumn('reason', 'text')
    .addUniqueConstraint('sample_pick_place', ['draw_id', 'role', 'position'])
    .addUniqueConstraint('sample_pick_once', ['draw_id', 'list_index'])
    .addCheckConstraint(
      'sample_pick_replaced',
      sql.raw(`(replaced_by is null or ${filled('reason')}) and (replaced_by is null or replaced_by <> id)`),
    )
    .execute()
  await freeze(
    db,
    'sample_pick',
    ['draw_id', 'role', 'position', 'list_index', 'item_id', 'name', 'stratum'],
    '1',
  )
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createLog(db)
  await createWeekly(db)
  await createSnapshots(db)
  await createSamples(db)
  await guardSamples(db)
  await createPicks(db)
}

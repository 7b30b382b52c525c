// What each unit does in a phase, extensions by notice with every date they moved, mobilisation meetings, the group's diary.
import { sql, type Kysely } from 'kysely'
import { createRecordTable } from './record-columns.ts'

const filled = (column: string): string => `(${column} is not null and length(trim(${column})) > 0)`

/** a prescribed action cannot be taken off the list, is done only with a day and proof, and excused only with consent. */
async function createActions(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'unit_action')
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('phase', 'text', (c) => c.notNull())
    .addColumn('step_code', 'text')
    .addColumn('name', 'text', (c) => c.notNull().check(sql`length(trim(name)) > 0`))
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('规定动作', '自选动作')`))
    .addColumn('state', 'text', (c) =>
      c.notNull().check(sql`state in ('未开始', '进行中', '完成', '不适用')`),
    )
    .addColumn('done_on', 'text', (c) => c.check(sql`length(done_on) = 10`))
    .addColumn('place', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('recorder', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('evidence', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('reason', 'text')
    .addColumn('consent_by', 'text')
    .addColumn('consent_on', 'text', (c) => c.check(sql`length(consent_on) = 10`))
    .addCheckConstraint('unit_action_prescribed', sql`kind = '自选动作' or step_code is not null`)
    .addCheckConstraint('unit_action_kept', sql`kind = '自选动作' or deleted_at is null`)
    .addCheckConstraint(
      'unit_action_done',
      sql.raw(`state <> '完成' or (done_on is not null and ${filled('evidence')})`),
    )
    .addCheckConstraint('unit_action_done_only', sql`done_on is null or state = '完成'`)
    .addCheckConstraint(
      'unit_action_excused',
      sql.raw(
        `state <> '不适用' or (${filled('reason')} and ${filled('consent_by')} and consent_on is not null)`,
      ),
    )
    .execute()
  await sql`create unique index unit_action_step on unit_action (org_id, step_code)
    where step_code is not null and deleted_at is null`.execute(db)
  await db.schema.createIndex('unit_action_org').on('unit_action').columns(['org_id', 'phase']).execute()
}

async function createExtensions(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'extension')
    .addColumn('doc_no', 'text', (c) => c.notNull().check(sql`length(trim(doc_no)) > 0`))
    .addColumn('issuer', 'text', (c) => c.notNull().check(sql`length(trim(issuer)) > 0`))
    .addColumn('on_day', 'text', (c) => c.notNull().check(sql`length(on_day) = 10`))
    .addColumn('phase', 'text', (c) => c.notNull())
    .addColumn('days', 'integer', (c) => c.notNull().check(sql`days between 1 and 92`))
    .addColumn('reason', 'text', (c) => c.notNull().check(sql`length(trim(reason)) > 0`))
    .addColumn('scope', 'text', (c) => c.notNull().check(sql`scope in ('全部单位', '部分单位')`))
    .addColumn('withdrawn_on', 'text', (c) => c.check(sql`length(withdrawn_on) = 10`))
    .addColumn('withdrawn_reason', 'text')
    .addCheckConstraint(
      'extension_withdrawn',
      sql.raw(`withdrawn_on is null or ${filled('withdrawn_reason')}`),
    )
    .execute()
  // `stored_` is what stood in the unit's own dates before: null where those of the plan or the campaign held.
  await createRecordTable(db, 'extension_shift')
    .addColumn('extension_id', 'text', (c) => c.notNull().references('extension.id'))
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('phase', 'text', (c) => c.notNull())
    .addColumn('before_start', 'text', (c) => c.notNull().check(sql`length(before_start) = 10`))
    .addColumn('before_end', 'text', (c) => c.notNull().check(sql`length(before_end) = 10`))
    .addColumn('after_start', 'text', (c) => c.notNull().check(sql`length(after_start) = 10`))
    .addColumn('after_end', 'text', (c) => c.notNull().check(sql`length(after_end) = 10`))
    .addColumn('stored_start', 'text', (c) => c.check(sql`length(stored_start) = 10`))
    .addColumn('stored_end', 'text', (c) => c.check(sql`length(stored_end) = 10`))
    .addUniqueConstraint('extension_shift_once', ['extension_id', 'org_id', 'phase'])
    .addCheckConstraint('extension_shift_order', sql`after_start <= after_end`)
    .execute()
  await db.schema.createIndex('extension_shift_org').on('extension_shift').column('org_id').execute()
}

const POINTS = ['spirit', 'purpose', 'problems'] as const

async function createMobilisations(db: Kysely<unknown>): Promise<void> {
  let table = createRecordTable(db, 'mobilisation')
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('on_day', 'text', (c) => c.notNull().check(sql`length(on_day) = 10`))
    .addColumn('time_of_day', 'text', (c) => c.notNull().check(sql`time_of_day in ('上午', '下午', '晚上')`))
    .addColumn('speaker', 'text', (c) => c.notNull().check(sql`length(trim(speaker)) > 0`))
    .addColumn('speaker_post', 'text', (c) =>
      c.notNull().check(sql`speaker_post in ('书记', '副书记', '其他')`),
    )
    .addColumn('excuse', 'text', (c) => c.check(sql`excuse in ('书记空缺', '书记外出')`))
    .addColumn('should', 'integer', (c) => c.notNull().check(sql`should >= 0`))
    .addColumn('actual', 'integer', (c) => c.notNull().check(sql`actual >= 0`))
    .addColumn('record', 'text', (c) => c.notNull().defaultTo(''))
    .addCheckConstraint('mobilisation_present', sql`actual <= should`)
  for (const point of POINTS)
    table = table.addColumn(point, 'integer', (c) => c.notNull().check(sql.raw(`${point} in (0, 1)`)))
  await table.execute()
  await sql`create unique index mobilisation_org on mobilisation (org_id) where deleted_at is null`.execute(
    db,
  )
}

async function createAppointments(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'appointment')
    .addColumn('on_day', 'text', (c) => c.notNull().check(sql`length(on_day) = 10`))
    .addColumn('at_time', 'text', (c) =>
      c.check(sql`at_time glob '[0-2][0-9]:[0-5][0-9]' and at_time < '24:00'`),
    )
    .addColumn('org_id', 'text', (c) => c.references('organisation.id'))
    .addColumn('what', 'text', (c) => c.notNull().check(sql`length(trim(what)) > 0`))
    .addColumn('people', 'text', (c) => c.notNull().check(sql`people like '[%]'`))
    .addColumn('place', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('待办', '已办', '取消')`))
    .execute()
  await db.schema.createIndex('appointment_day').on('appointment').column('on_day').execute()
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createActions(db)
  await createExtensions(db)
  await createMobilisations(db)
  await createAppointments(db)
}

// Notices: each official document from its draft to the reply, frozen once issued, with what it rests on and the way it has gone.
import { sql, type Kysely } from 'kysely'
import { createRecordTable } from './record-columns.ts'
import { createStepTable, guardState, type LegalStep } from './steps.ts'

const KINDS = `'督导意见书', '限期整改通知书', '不予转段通知书', '重写通知'`
const STATES = `'草稿', '已签发', '已送达', '已签收', '已反馈', '作废'`
const SOURCES = `'finding', 'inspection', 'poll', 'transition_request', 'analysis', 'issue'`

/** Frozen here as they were when this migration was written. */
const STEPS: readonly LegalStep[] = [
  ['草稿', '签发', '已签发'],
  ['已签发', '送达', '已送达'],
  ['已送达', '签收', '已签收'],
  ['已签收', '反馈', '已反馈'],
  ['已签发', '作废', '作废'],
  ['已送达', '作废', '作废'],
  ['已签收', '作废', '作废'],
]

/** What is on the paper in other people's hands. */
const PRINTED = [
  'no',
  'kind',
  'org_id',
  'phase',
  'title',
  'addressee',
  'fields',
  'facts',
  'body',
  'body_sha256',
  'issued_on',
  'issued_by',
  'due_on',
  'copies',
] as const

const filled = (column: string): string => `(${column} is not null and length(trim(${column})) > 0)`
const isDay = (column: string) => sql.raw(`length(${column}) = 10`)

async function createNotices(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'notice')
    // A number once given is never given again, not even that of a notice made void.
    .addColumn('no', 'text', (c) => c.unique())
    .addColumn('kind', 'text', (c) => c.notNull().check(sql.raw(`kind in (${KINDS})`)))
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('phase', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull().check(sql`length(title) > 0`))
    .addColumn('addressee', 'text', (c) => c.notNull())
    .addColumn('fields', 'text', (c) => c.notNull().check(sql`json_valid(fields)`))
    .addColumn('facts', 'text', (c) => c.check(sql`facts is null or json_valid(facts)`))
    .addColumn('body', 'text', (c) => c.check(sql`body is null or json_valid(body)`))
    .addColumn('body_sha256', 'text', (c) => c.check(sql`length(body_sha256) = 64`))
    .addColumn('issued_on', 'text', (c) => c.check(isDay('issued_on')))
    .addColumn('issued_by', 'text')
    .addColumn('due_on', 'text', (c) => c.check(isDay('due_on')))
    .addColumn('copies', 'integer', (c) => c.notNull().check(sql`copies between 1 and 9`))
    .addColumn('state', 'text', (c) => c.notNull().check(sql.raw(`state in (${STATES})`)))
    .addColumn('delivered_on', 'text', (c) => c.check(isDay('delivered_on')))
    .addColumn('signed_receipt_on', 'text', (c) => c.check(isDay('signed_receipt_on')))
    .addColumn('signed_by', 'text')
    .addColumn('replied_on', 'text', (c) => c.check(isDay('replied_on')))
    .addColumn('reply', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('void_reason', 'text')
    .addCheckConstraint(
      'notice_issued',
      sql.raw(
        `(state = '草稿') = (body is null) and (state = '草稿') = (body_sha256 is null) and (state = '草稿') = (no is null)
         and (state = '草稿') = (issued_on is null) and (state = '草稿') = (issued_by is null)`,
      ),
    )
    .addCheckConstraint('notice_due', sql`due_on is null or issued_on is null or due_on >= issued_on`)
    .addCheckConstraint('notice_delivered', sql`delivered_on is null or delivered_on >= issued_on`)
    .addCheckConstraint(
      'notice_receipt_day',
      sql`signed_receipt_on is null or (issued_on is not null and signed_receipt_on >= issued_on and signed_receipt_on >= delivered_on)`,
    )
    .addCheckConstraint(
      'notice_receipt',
      sql.raw(
        `state not in ('已签收', '已反馈') or (signed_receipt_on is not null and ${filled('signed_by')})`,
      ),
    )
    .addCheckConstraint(
      'notice_reply',
      sql`(state = '已反馈') = (replied_on is not null) and (replied_on is null or replied_on >= signed_receipt_on)`,
    )
    .addCheckConstraint('notice_void', sql.raw(`state <> '作废' or ${filled('void_reason')}`))
    .execute()
  await db.schema.createIndex('notice_org').on('notice').columns(['org_id', 'kind']).execute()
  await guardState(db, 'notice', STEPS)
  await createStepTable(db, 'notice_step', 'notice', STEPS)
}

/** What has been issued stays as it was issued. */
async function freeze(db: Kysely<unknown>): Promise<void> {
  const changed = PRINTED.map((column) => `new.${column} is not old.${column}`).join(' or ')
  await sql
    .raw(
      `create trigger notice_frozen before update on notice when old.state <> '草稿' and (${changed})
       begin select raise(abort, 'CHECK constraint failed: notice_frozen'); end`,
    )
    .execute(db)
  await sql`create trigger notice_kept before update of deleted_at on notice
    when old.state <> '草稿' and new.deleted_at is not null
    begin select raise(abort, 'CHECK constraint failed: notice_kept'); end`.execute(db)
}

/** What a notice rests on: the findings it lists, the inspection it reports, the vote or move it answers. */
async function createSources(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'notice_source')
    .addColumn('notice_id', 'text', (c) => c.notNull().references('notice.id'))
    .addColumn('entity', 'text', (c) => c.notNull().check(sql.raw(`entity in (${SOURCES})`)))
    .addColumn('source_id', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull().check(sql`position >= 0`))
    .addUniqueConstraint('notice_source_once', ['notice_id', 'entity', 'source_id'])
    .execute()
  await db.schema
    .createIndex('notice_source_record')
    .on('notice_source')
    .columns(['entity', 'source_id'])
    .execute()
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createNotices(db)
  await freeze(db)
  await createSources(db)
}

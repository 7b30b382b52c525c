// Learning: checks of notes with their result, study brought to those who cannot come, training, and the texts of the great discussion.
import { sql, type Kysely } from 'kysely'
import { createRecordTable } from './record-columns.ts'

/** A ledger's table: what every record has, what the file brings besides, and initials for search. */
const createTable = (db: Kysely<unknown>, table: string) =>
  createRecordTable(db, table)
    .addColumn('extra', 'text')
    .addColumn('initials', 'text', (c) => c.notNull())
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))

const index = (db: Kysely<unknown>, table: string, column: string): Promise<void> =>
  db.schema.createIndex(`${table}_${column}`).on(table).column(column).execute()

async function createNoteChecks(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'note_check')
    .addColumn('member_id', 'text', (c) => c.notNull().references('member.id'))
    .addColumn('date', 'text', (c) => c.notNull().check(sql`length(date) = 10`))
    .addColumn('chars', 'integer', (c) => c.notNull().check(sql`chars >= 0`))
    .addColumn('neatness', 'text', (c) => c.notNull().check(sql`neatness in ('认真', '一般', '潦草')`))
    .addColumn('copied', 'text', (c) => c.check(sql`copied in ('否', '代抄', '应付')`))
    .addColumn('essays', 'integer', (c) => c.check(sql`essays >= 0`))
    .addColumn('essay_chars', 'text')
    .addColumn('checker', 'text')
    .addColumn('result', 'text', (c) => c.check(sql`result in ('达标', '未达标', '不适用', '未设标准')`))
    .addColumn('remark', 'text')
    .execute()
  await index(db, 'note_check', 'org_id')
  await index(db, 'note_check', 'member_id')
}

/** R-21 in the data file itself: members who find writing hard are exempt, an unset norm is never a pass. */
const RESULT = `case
  when exists (
    select 1 from member m, json_each(m.categories) c
    where m.id = note_check.member_id and c.value in ('年老体弱', '文化水平低', '书写困难')
  ) then '不适用'
  when (select value from threshold where key = 'study.notes.chars' and deleted_at is null) is null then '未设标准'
  when chars >= (select value from threshold where key = 'study.notes.chars' and deleted_at is null)
    and neatness <> '潦草'
    and coalesce(essays, 0) >= coalesce(
      (select value from threshold where key = 'study.essays.count' and deleted_at is null), 0)
  then '达标'
  else '未达标' end`

/** The result follows whatever it rests on: the check, the member's categories, the town's norm. */
async function keepResults(db: Kysely<unknown>): Promise<void> {
  const follow = (name: string, event: string, which: string): string =>
    `create trigger note_check_${name} after ${event} begin update note_check set result = ${RESULT} where ${which}; end`
  const ofThreshold = (row: 'new' | 'old'): string =>
    `when ${row}.key in ('study.notes.chars', 'study.essays.count')`
  const triggers = [
    follow('added', 'insert on note_check', 'id = new.id'),
    follow('changed', 'update of member_id, chars, neatness, essays on note_check', 'id = new.id'),
    follow('member', 'update of categories on member', 'member_id = new.id'),
    follow('norm_added', `insert on threshold ${ofThreshold('new')}`, '1 = 1'),
    follow('norm_changed', `update on threshold ${ofThreshold('new')}`, '1 = 1'),
    follow('norm_removed', `delete on threshold ${ofThreshold('old')}`, '1 = 1'),
  ]
  for (const trigger of triggers) await sql.raw(trigger).execute(db)
}

async function createAlternatives(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'alternative')
    .addColumn('member_id', 'text', (c) => c.notNull().references('member.id'))
    .addColumn('category', 'text')
    .addColumn('form', 'text', (c) => c.notNull())
    .addColumn('date', 'text', (c) => c.notNull().check(sql`length(date) = 10`))
    .addColumn('readings', 'text')
    .addColumn('content', 'text')
    .addColumn('proof', 'text')
    .addColumn('person', 'text')
    .addColumn('hours', 'integer', (c) => c.check(sql`hours >= 0 and hours % 5 = 0`))
    .addColumn('approver', 'text')
    .addColumn('remark', 'text')
    .execute()
  await index(db, 'alternative', 'org_id')
  await index(db, 'alternative', 'member_id')
}

async function createTrainings(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'training')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('post', 'text')
    .addColumn('date', 'text', (c) => c.notNull().check(sql`length(date) = 10`))
    .addColumn('organiser', 'text')
    .addColumn('topic', 'text')
    .addColumn('attended', 'text', (c) => c.check(sql`attended in ('是', '否')`))
    .addColumn('remark', 'text')
    .execute()
  await index(db, 'training', 'org_id')
}

/** what the discussion of a unit came to, in its own words; one text of each kind. */
async function createProducts(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'discussion_product')
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('product', 'text', (c) =>
      c.notNull().check(sql`product in ('党员先进性具体标准', '不合格党员具体表现')`),
    )
    .addColumn('on_day', 'text', (c) => c.notNull().check(sql`length(on_day) = 10`))
    .addColumn('text', 'text', (c) => c.notNull().check(sql`length(trim(text)) > 0`))
    .addUniqueConstraint('discussion_product_one', ['org_id', 'product'])
    .execute()
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createNoteChecks(db)
  await keepResults(db)
  await createAlternatives(db)
  await createTrainings(db)
  await createProducts(db)
}

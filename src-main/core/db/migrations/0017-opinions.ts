// Opinions sought for a unit: by which channels, on whom, what they were merged into, who was told; and heart-to-heart talks.
import { sql, type Kysely } from 'kysely'
import { createRecordTable } from './record-columns.ts'

/** Kinds of channel by family; frozen here as they were when this migration was written. */
const FAMILIES = {
  会议: ['座谈会', '恳谈会', '听证会', '个别访谈', '上门走访', '互查'],
  书面: ['问卷调查', '征求意见函', '评议活动'],
  开放渠道: ['意见箱', '热线电话', '网络征询', '媒体征集', '投诉受理', '开门纳言'],
} as const

const quoted = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ')
const KINDS = quoted(Object.values(FAMILIES).flat())
/** Follows from the kind: worked out when read, so that the two cannot part. */
const FAMILY = `case ${Object.entries(FAMILIES)
  .map(([family, kinds]) => `when kind in (${quoted(kinds)}) then '${family}'`)
  .join(' ')} end`
const OBJECTS = quoted(['领导班子', '党员个人', '支部', '镇党委政府'])
const TALKS = quoted(['班子成员之间', '上下级之间', '书记与党员', '党员与党员', '党员与群众', '集体谈心'])

/** One channel of a unit with its numbers; 份 for forms, 场次 for meetings, 个 for boxes. */
async function createChannels(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'opinion_channel')
    .addColumn('extra', 'text')
    .addColumn('initials', 'text', (c) => c.notNull())
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('kind', 'text', (c) => c.notNull().check(sql.raw(`kind in (${KINDS})`)))
    .addColumn('family', 'text', (c) => c.generatedAlwaysAs(sql.raw(FAMILY)))
    .addColumn('from_on', 'text')
    .addColumn('until_on', 'text')
    .addColumn('issued', 'integer', (c) => c.check(sql`issued >= 0`))
    .addColumn('returned', 'integer', (c) => c.check(sql`returned >= 0`))
    .addColumn('opinions', 'integer', (c) => c.check(sql`opinions >= 0`))
    .addColumn('merged', 'integer', (c) => c.check(sql`merged >= 0`))
    .addColumn('scope', 'text')
    .addColumn('remark', 'text')
    .addCheckConstraint(
      'opinion_channel_merged',
      sql`merged is null or opinions is null or merged <= opinions`,
    )
    .addCheckConstraint(
      'opinion_channel_returned',
      sql.raw(
        `kind not in (${quoted(FAMILIES.书面)}) or returned is null or issued is null or returned <= issued`,
      ),
    )
    .execute()
  await db.schema.createIndex('opinion_channel_org').on('opinion_channel').column('org_id').execute()
}

/** An opinion as it was put; there is no place for who put it. */
async function createOpinions(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'opinion')
    .addColumn('extra', 'text')
    .addColumn('initials', 'text', (c) => c.notNull())
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('channel', 'text', (c) => c.notNull().check(sql.raw(`channel in (${KINDS})`)))
    .addColumn('issued', 'integer', (c) => c.check(sql`issued >= 0`))
    .addColumn('returned', 'integer', (c) => c.check(sql`returned >= 0`))
    .addColumn('object', 'text', (c) => c.notNull().check(sql.raw(`object in (${OBJECTS})`)))
    .addColumn('member_id', 'text', (c) => c.references('member.id'))
    .addColumn('text', 'text', (c) => c.notNull().check(sql`length(trim(text)) > 0`))
    .addColumn('category', 'text')
    .addColumn('times', 'integer', (c) => c.check(sql`times >= 1`))
    .addColumn('merged_no', 'text')
    .addColumn('responsible', 'text')
    .addColumn('fed_back_on', 'text')
    .addColumn('rectification', 'text')
    .addColumn('remark', 'text')
    .addCheckConstraint('opinion_of_member', sql`member_id is null or object = '党员个人'`)
    .execute()
  await db.schema.createIndex('opinion_org').on('opinion').columns(['org_id', 'merged_no']).execute()
  await db.schema.createIndex('opinion_member').on('opinion').column('member_id').execute()
}

/** What the opinions under one number of a unit were merged into; the opinions keep their own words. */
async function createMerges(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'opinion_merge')
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('no', 'text', (c) => c.notNull().check(sql`length(trim(no)) > 0`))
    .addColumn('text', 'text', (c) => c.notNull().check(sql`length(trim(text)) > 0`))
    .execute()
  await sql`create unique index opinion_merge_no on opinion_merge (org_id, no) where deleted_at is null`.execute(
    db,
  )
}

/** A member told of what was said about him, or put on record as somebody nothing was said about (R-37). */
async function createFeedback(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'opinion_feedback')
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('member_id', 'text', (c) => c.notNull().references('member.id'))
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('反馈', '未征求到意见')`))
    .addColumn('opinions', 'integer', (c) => c.notNull())
    .addColumn('on_day', 'text', (c) => c.notNull().check(sql`length(on_day) = 10`))
    .addColumn('manner', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('person', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
    .addCheckConstraint(
      'opinion_feedback_counted',
      sql`(kind = '反馈' and opinions > 0) or (kind = '未征求到意见' and opinions = 0)`,
    )
    .execute()
  await sql`create unique index opinion_feedback_member on opinion_feedback (member_id) where deleted_at is null`.execute(
    db,
  )
  await db.schema.createIndex('opinion_feedback_org').on('opinion_feedback').column('org_id').execute()
}

async function createTalks(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'talk')
    .addColumn('extra', 'text')
    .addColumn('initials', 'text', (c) => c.notNull())
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('talker', 'text', (c) => c.notNull())
    .addColumn('partners', 'text', (c) => c.notNull().check(sql`length(trim(partners)) > 0`))
    .addColumn('kind', 'text', (c) => c.notNull().check(sql.raw(`kind in (${TALKS})`)))
    .addColumn('talked_on', 'text')
    .addColumn('place', 'text')
    .addColumn('points', 'text')
    .addColumn('problems', 'text')
    .addColumn('suggestions', 'text')
    .addColumn('remark', 'text')
    .addCheckConstraint('talk_of_two', sql`talker <> partners`)
    .execute()
  await db.schema.createIndex('talk_org').on('talk').column('org_id').execute()
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createChannels(db)
  await createOpinions(db)
  await createMerges(db)
  await createFeedback(db)
  await createTalks(db)
}

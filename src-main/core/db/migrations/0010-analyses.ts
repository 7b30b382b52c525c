// What each member writes of himself: the paper with its versions, how each was reviewed, shown, voted on and written again.
import { sql, type Kysely } from 'kysely'
import { createRecordTable } from './record-columns.ts'
import { createStepTable, guardState, type LegalStep } from './steps.ts'

const STATES = `'未交', '口述', '免写', '已交', '退回修改', '审阅通过', '已测评', '合格', '待重写', '帮助中', '会后修改稿已交', '归档'`

/** Frozen here as they were when this migration was written. */
const STEPS: readonly LegalStep[] = [
  ['未交', '批准口述', '口述'],
  ['未交', '批准免写', '免写'],
  ['未交', '交稿', '已交'],
  ['口述', '交稿', '已交'],
  ['已交', '退回', '退回修改'],
  ['已交', '通过', '审阅通过'],
  ['退回修改', '交稿', '已交'],
  ['审阅通过', '测评', '已测评'],
  ['已测评', '定为合格', '合格'],
  ['已测评', '定为重写', '待重写'],
  ['待重写', '开始帮助', '帮助中'],
  ['帮助中', '交稿', '已交'],
  ['合格', '交修改稿', '会后修改稿已交'],
  ['会后修改稿已交', '归档', '归档'],
  ['免写', '归档', '归档'],
]

const SATISFIED = '(coalesce(satisfied, 0) + coalesce(basic, 0))'
const POINTS = `((${SATISFIED} * 20000 + valid) / (valid * 2))`
const IS_COUNTED = 'valid > 0 and coalesce(satisfied, basic, dissatisfied) is not null'
/** As people read it, two decimals, half up: worked out when read, so that no rate is ever stored. */
const RATE = `case when ${IS_COUNTED} then printf('%d.%02d%%', ${POINTS} / 100, ${POINTS} % 100) end`
/** Whole ballots; by the number the documents give, decisions take the town's own limit. */
const REWRITE = `case when ${IS_COUNTED} then iif(${SATISFIED} * 100 < 70 * valid, '是', '否') end`

/** Row in the ledger (I-6) with what the work on it adds. */
async function createAnalyses(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'analysis')
    .addColumn('extra', 'text')
    .addColumn('initials', 'text', (c) => c.notNull())
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('member_id', 'text', (c) => c.notNull().references('member.id'))
    .addColumn('post', 'text')
    .addColumn('level', 'text', (c) => c.check(sql`level in ('党员领导干部', '党员')`))
    .addColumn('form', 'text', (c) => c.check(sql`form in ('书面', '口述', '免写')`))
    .addColumn('chars', 'integer', (c) => c.check(sql`chars >= 0`))
    .addColumn('submitted_on', 'text')
    .addColumn('reviewer', 'text')
    .addColumn('review_opinion', 'text')
    .addColumn('returned', 'integer', (c) => c.check(sql`returned >= 0`))
    .addColumn('valid', 'integer', (c) => c.check(sql`valid >= 0`))
    .addColumn('satisfied', 'integer', (c) => c.check(sql`satisfied >= 0`))
    .addColumn('basic', 'integer', (c) => c.check(sql`basic >= 0`))
    .addColumn('dissatisfied', 'integer', (c) => c.check(sql`dissatisfied >= 0`))
    .addColumn('abstained', 'integer', (c) => c.check(sql`abstained >= 0`))
    .addColumn('rate', 'text', (c) => c.generatedAlwaysAs(sql.raw(RATE)))
    .addColumn('rewrite', 'text', (c) => c.generatedAlwaysAs(sql.raw(REWRITE)))
    .addColumn('rewrite_done_on', 'text')
    .addColumn('state', 'text', (c) =>
      c.defaultTo('未交').check(sql.raw(`state is not null and state in (${STATES})`)),
    )
    .addColumn('exempt_category', 'text')
    .addColumn('exempt_reason', 'text')
    .addColumn('approved_by', 'text')
    .addColumn('approved_on', 'text', (c) => c.check(sql`length(approved_on) = 10`))
    .addColumn('meeting_on', 'text', (c) => c.check(sql`length(meeting_on) = 10`))
    .addColumn('public_from', 'text', (c) => c.check(sql`length(public_from) = 10`))
    .addColumn('public_to', 'text', (c) => c.check(sql`length(public_to) = 10`))
    .addColumn('public_range', 'text')
    .addColumn('public_form', 'text')
    .addColumn('version', 'integer', (c) =>
      c
        .notNull()
        .defaultTo(0)
        .check(sql`version >= 0`),
    )
    .addColumn('round', 'integer', (c) =>
      c
        .notNull()
        .defaultTo(0)
        .check(sql`round >= 0`),
    )
    .addColumn('polled_on', 'text', (c) => c.check(sql`length(polled_on) = 10`))
    .addColumn('unpolled_reason', 'text')
    .addColumn('helper', 'text')
    .addColumn('help_planned_on', 'text', (c) => c.check(sql`length(help_planned_on) = 10`))
    .addColumn('helped_on', 'text', (c) => c.check(sql`length(helped_on) = 10`))
    .addColumn('help_note', 'text')
    .addColumn('rewrite_due_on', 'text', (c) => c.check(sql`length(rewrite_due_on) = 10`))
    .addCheckConstraint('analysis_public', sql`public_from is null or public_to > public_from`)
    .addCheckConstraint('analysis_public_both', sql`(public_from is null) = (public_to is null)`)
    .addCheckConstraint(
      'analysis_excused',
      sql`state not in ('口述', '免写') or (approved_by is not null and exempt_category is not null)`,
    )
    .addCheckConstraint(
      'analysis_helped',
      sql`state <> '帮助中' or (helper is not null and helped_on is not null)`,
    )
    .addCheckConstraint(
      'analysis_polled',
      sql`state not in ('已测评', '合格', '待重写', '帮助中', '会后修改稿已交') or round >= 1`,
    )
    .addCheckConstraint(
      'analysis_handed_in',
      sql`state not in ('已交', '退回修改', '审阅通过') or version >= 1`,
    )
    .execute()
  await sql`create unique index analysis_member on analysis (member_id) where deleted_at is null`.execute(db)
  await db.schema.createIndex('analysis_org').on('analysis').column('org_id').execute()
}

async function createVersions(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'analysis_version')
    .addColumn('analysis_id', 'text', (c) => c.notNull().references('analysis.id'))
    .addColumn('version', 'integer', (c) => c.notNull().check(sql`version >= 1`))
    .addColumn('kind', 'text', (c) =>
      c.notNull().check(sql`kind in ('初稿', '退回后重交', '重写稿', '会后修改稿')`),
    )
    .addColumn('submitted_on', 'text', (c) => c.notNull().check(sql`length(submitted_on) = 10`))
    .addColumn('chars', 'integer', (c) => c.check(sql`chars >= 0`))
    .addColumn('gains', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('problems', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('roots', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('direction', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('reviewer', 'text')
    .addColumn('reviewed_on', 'text', (c) => c.check(sql`length(reviewed_on) = 10`))
    .addColumn('result', 'text', (c) => c.check(sql`result in ('通过', '退回')`))
    .addColumn('reasons', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('comment', 'text', (c) => c.notNull().defaultTo(''))
    .addUniqueConstraint('analysis_version_once', ['analysis_id', 'version'])
    .addCheckConstraint(
      'analysis_version_signed',
      sql`(result is null) = (reviewer is null) and (result is null) = (reviewed_on is null)`,
    )
    .addCheckConstraint(
      'analysis_version_reasons',
      sql`result is null or result <> '退回' or reasons <> '[]'`,
    )
    .execute()
}

/** Whole ballots of one round, with the verdict they led to. */
async function createPolls(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'analysis_poll')
    .addColumn('analysis_id', 'text', (c) => c.notNull().references('analysis.id'))
    .addColumn('round', 'integer', (c) => c.notNull().check(sql`round >= 1`))
    .addColumn('version', 'integer', (c) => c.notNull().check(sql`version >= 1`))
    .addColumn('on_day', 'text', (c) => c.notNull().check(sql`length(on_day) = 10`))
    .addColumn('valid', 'integer', (c) => c.notNull().check(sql`valid >= 1`))
    .addColumn('invalid', 'integer', (c) =>
      c
        .notNull()
        .defaultTo(0)
        .check(sql`invalid >= 0`),
    )
    .addColumn('satisfied', 'integer', (c) => c.notNull().check(sql`satisfied >= 0`))
    .addColumn('basic', 'integer', (c) => c.notNull().check(sql`basic >= 0`))
    .addColumn('dissatisfied', 'integer', (c) => c.notNull().check(sql`dissatisfied >= 0`))
    .addColumn('abstained', 'integer', (c) =>
      c
        .notNull()
        .defaultTo(0)
        .check(sql`abstained >= 0`),
    )
    .addColumn('outcome', 'text', (c) => c.notNull().check(sql`outcome in ('合格', '重新撰写')`))
    .addColumn('facts', 'text', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
    .addUniqueConstraint('analysis_poll_round', ['analysis_id', 'round'])
    .addCheckConstraint('analysis_poll_closes', sql`satisfied + basic + dissatisfied + abstained = valid`)
    .execute()
  await sql`create trigger analysis_poll_frozen before update on analysis_poll
    begin select raise(abort, 'CHECK constraint failed: analysis_poll_frozen'); end`.execute(db)
}

/** R-43 in the data file itself: the state after a poll is the one its ballots led to. */
async function guardVerdict(db: Kysely<unknown>): Promise<void> {
  const verdicts = [
    ['合格', '合格'],
    ['待重写', '重新撰写'],
  ] as const
  for (const [i, [state, outcome]] of verdicts.entries())
    await sql
      .raw(
        `create trigger analysis_verdict_${i} before update of state on analysis
         when old.state = '已测评' and new.state = '${state}' and not exists (
           select 1 from analysis_poll p
           where p.analysis_id = new.id and p.round = new.round and p.outcome = '${outcome}')
         begin select raise(abort, 'CHECK constraint failed: analysis_verdict'); end`,
      )
      .execute(db)
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createAnalyses(db)
  await createVersions(db)
  await createPolls(db)
  await guardState(db, 'analysis', STEPS)
  await guardVerdict(db)
  await createStepTable(db, 'analysis_step', 'analysis', STEPS)
}

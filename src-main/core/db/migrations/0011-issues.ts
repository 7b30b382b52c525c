// Rectification: the problems of the units with their way to closing, the log of progress, the plans, and what was made public.
import { sql, type Kysely } from 'kysely'
import { createRecordTable } from './record-columns.ts'
import { createStepTable, guardState, type LegalStep } from './steps.ts'

const STATES = `'待分类', '立改中', '整改中', '协调中', '已移交上级', '待说明', '已说明', '已完成', '已销号', '重新整改', '反弹重开'`

/** Frozen here as they were when this migration was written. */
const STEPS: readonly LegalStep[] = [
  ['待分类', '定为立说立改', '立改中'],
  ['待分类', '定为限期整改', '整改中'],
  ['待分类', '定为综合治理', '协调中'],
  ['待分类', '定为说明情况', '待说明'],
  ['立改中', '改变类型', '待分类'],
  ['整改中', '改变类型', '待分类'],
  ['协调中', '改变类型', '待分类'],
  ['待说明', '改变类型', '待分类'],
  ['协调中', '协调到位', '整改中'],
  ['协调中', '移交上级', '已移交上级'],
  ['立改中', '完成', '已完成'],
  ['整改中', '完成', '已完成'],
  ['已移交上级', '完成', '已完成'],
  ['重新整改', '完成', '已完成'],
  ['反弹重开', '完成', '已完成'],
  ['待说明', '说明', '已说明'],
  ['已说明', '销号', '已销号'],
  ['已完成', '销号', '已销号'],
  ['待分类', '责令重新整改', '重新整改'],
  ['立改中', '责令重新整改', '重新整改'],
  ['整改中', '责令重新整改', '重新整改'],
  ['协调中', '责令重新整改', '重新整改'],
  ['已移交上级', '责令重新整改', '重新整改'],
  ['待说明', '责令重新整改', '重新整改'],
  ['已说明', '责令重新整改', '重新整改'],
  ['已完成', '责令重新整改', '重新整改'],
  ['反弹重开', '责令重新整改', '重新整改'],
  ['已销号', '重开', '反弹重开'],
]

const filled = (column: string): string => `(${column} is not null and length(trim(${column})) > 0)`
const allFilled = (...columns: readonly string[]): string => columns.map(filled).join(' and ')

/** Closed as checked by somebody else, or, explained only, as expressly unsolved. */
const CLOSED = `(unsolved = 0 and ${allFilled('completion', 'evidence', 'owner', 'verifier')} and done_on is not null
  and verified_on is not null and verified_on >= done_on)
  or (unsolved = 1 and kind = '说明情况' and explained_on is not null and ${filled('explained_to')})`

/** What is in the middle of its way is of the kind that goes this way. */
const KIND_OF_STATE = `case state
  when '立改中' then kind = '立说立改'
  when '整改中' then kind in ('限期整改', '综合治理')
  when '协调中' then kind = '综合治理'
  when '已移交上级' then kind = '综合治理'
  when '待说明' then kind = '说明情况'
  when '已说明' then kind = '说明情况'
  else 1 end`

async function createIssues(db: Kysely<unknown>): Promise<void> {
  const day = (column: string) => sql.raw<boolean>(`${column} is null or length(${column}) = 10`)
  await createRecordTable(db, 'issue')
    .addColumn('extra', 'text')
    .addColumn('initials', 'text', (c) => c.notNull().defaultTo(''))
    // What the sheet holds.
    .addColumn('no', 'text')
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('registered_on', 'text')
    .addColumn('text', 'text', (c) => c.notNull().check(sql`length(trim(text)) > 0`))
    .addColumn('source', 'text')
    .addColumn('subject', 'text')
    .addColumn('kind', 'text', (c) => c.check(sql`kind in ('立说立改', '限期整改', '综合治理', '说明情况')`))
    .addColumn('focus', 'text')
    .addColumn('measures', 'text')
    .addColumn('leader', 'text')
    .addColumn('lead_unit', 'text')
    .addColumn('partners', 'text')
    .addColumn('owner', 'text')
    .addColumn('due_text', 'text')
    .addColumn('due_on', 'text')
    .addColumn('progress', 'text')
    .addColumn('completion', 'text')
    .addColumn('done_on', 'text')
    .addColumn('evidence', 'text')
    .addColumn('closed', 'text', (c) => c.defaultTo('否').check(sql`closed in ('是', '否')`))
    .addColumn('state', 'text', (c) => c.defaultTo('待分类').check(sql.raw(`state in (${STATES})`)))
    .addColumn('cause', 'text')
    .addColumn('policy_basis', 'text')
    .addColumn('explained_on', 'text')
    .addColumn('explained_to', 'text')
    .addColumn('explained_how', 'text')
    .addColumn('verifier', 'text')
    .addColumn('verified_on', 'text')
    .addColumn('remark', 'text')
    // What the work adds.
    .addColumn('phase', 'text')
    .addColumn('round', 'integer', (c) =>
      c
        .notNull()
        .defaultTo(0)
        .check(sql`round >= 0`),
    )
    .addColumn('relapse_count', 'integer', (c) =>
      c
        .notNull()
        .defaultTo(0)
        .check(sql`relapse_count >= 0`),
    )
    .addColumn('unsolved', 'integer', (c) =>
      c
        .notNull()
        .defaultTo(0)
        .check(sql`unsolved in (0, 1)`),
    )
    .addColumn('finding_id', 'text', (c) => c.references('finding.id'))
    .addColumn('opinion_id', 'text')
    .addColumn('analysis_id', 'text')
    .addColumn('poll_id', 'text')
    .addColumn('receipt', 'text')
    .addColumn('supervisor_unit', 'text')
    .addColumn('ordered_poll_id', 'text')
    .addCheckConstraint(
      'issue_days',
      sql`(registered_on is null or length(registered_on) = 10) and (${day('due_on')}) and (${day('done_on')})
        and (${day('explained_on')}) and (${day('verified_on')})`,
    )
    .addCheckConstraint('issue_closed_said', sql`(closed = '是') = (state = '已销号')`)
    .addCheckConstraint('issue_kind', sql.raw(`coalesce(${KIND_OF_STATE}, 0)`))
    // R-48b: whoever is answerable never verifies his own problem.
    .addCheckConstraint('issue_verifier', sql`verifier is null or owner is null or verifier <> owner`)
    .addCheckConstraint(
      'issue_done',
      sql.raw(`state <> '已完成' or (${allFilled('completion')} and done_on is not null)`),
    )
    .addCheckConstraint('issue_closed', sql.raw(`state <> '已销号' or (${CLOSED})`))
    .addCheckConstraint(
      'issue_explained',
      sql.raw(
        `state <> '已说明' or (explained_on is not null and ${allFilled('explained_to', 'cause', 'policy_basis')})`,
      ),
    )
    .addCheckConstraint('issue_receipt', sql.raw(`state <> '已移交上级' or ${filled('receipt')}`))
    // rectified anew under somebody's eyes.
    .addCheckConstraint(
      'issue_supervised',
      sql.raw(`state <> '重新整改' or (round >= 1 and ${filled('supervisor_unit')})`),
    )
    .addCheckConstraint('issue_relapsed', sql`state <> '反弹重开' or relapse_count >= 1`)
    .execute()
  await db.schema.createIndex('issue_org').on('issue').columns(['org_id', 'state']).execute()
  await db.schema.createIndex('issue_due_on').on('issue').column('due_on').execute()
  await db.schema.createIndex('issue_finding').on('issue').column('finding_id').execute()
  await sql`create unique index issue_no on issue (no)`.execute(db)
}

/** Every problem begins unsorted, under the next number of its year; what a file does not date is dated by its arrival, on the day of work of the folder (the sample town has its own). */
async function createBeginning(db: Kysely<unknown>): Promise<void> {
  await sql`create trigger issue_begins before insert on issue when new.state <> '待分类'
    begin select raise(abort, 'CHECK constraint failed: issue_begins'); end`.execute(db)
  await sql`create trigger issue_numbered after insert on issue when new.no is null or new.registered_on is null
    begin
      update issue set registered_on = coalesce(
        new.registered_on,
        min(coalesce((select json_extract(value, '$.today') from setting where key = 'facts'), substr(new.created_at, 1, 10)), coalesce(new.done_on, '9999-12-31'), coalesce(new.explained_on, '9999-12-31'))
      ) where id = new.id;
      update issue set no = coalesce(new.no, (
        select '整〔' || substr(own.registered_on, 1, 4) || '〕' ||
          printf('%03d', 1 + coalesce(max(cast(substr(taken.no, 8) as integer)), 0))
        from issue as own
        left join issue as taken on taken.no like '整〔' || substr(own.registered_on, 1, 4) || '〕%'
        where own.id = new.id
      )) where id = new.id;
    end`.execute(db)
}

async function createProgress(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'issue_progress')
    .addColumn('issue_id', 'text', (c) => c.notNull().references('issue.id'))
    .addColumn('on_day', 'text', (c) => c.notNull().check(sql`length(on_day) = 10`))
    .addColumn('text', 'text', (c) => c.notNull().check(sql`length(trim(text)) > 0`))
    .addColumn('person', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('issue_progress_issue').on('issue_progress').column('issue_id').execute()
}

/** The unit's plan as a paper: made, looked through by its head, agreed to by the group. Its rows are the problems. */
async function createPlans(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'rectification_plan')
    .addColumn('org_id', 'text', (c) => c.notNull().unique().references('organisation.id'))
    .addColumn('made_on', 'text', (c) => c.notNull().check(sql`length(made_on) = 10`))
    .addColumn('head_by', 'text')
    .addColumn('head_on', 'text', (c) => c.check(sql`length(head_on) = 10`))
    .addColumn('approved_by', 'text')
    .addColumn('approved_on', 'text', (c) => c.check(sql`length(approved_on) = 10`))
    .addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
    .addCheckConstraint(
      'rectification_plan_days',
      sql`(head_on is null or head_on >= made_on) and (approved_on is null or approved_on >= made_on)`,
    )
    .addCheckConstraint(
      'rectification_plan_persons',
      sql`(head_on is null) = (head_by is null) and (approved_on is null) = (approved_by is null)`,
    )
    .execute()
}

async function createPublications(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'publication')
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('what', 'text', (c) => c.notNull().check(sql`what in ('整改措施', '整改情况')`))
    .addColumn('range', 'text', (c) => c.notNull().check(sql`length(trim(range)) > 0`))
    .addColumn('form', 'text', (c) => c.notNull().check(sql`length(trim(form)) > 0`))
    .addColumn('from_on', 'text', (c) => c.notNull().check(sql`length(from_on) = 10`))
    .addColumn('to_on', 'text', (c) => c.check(sql`length(to_on) = 10`))
    .addColumn('feedback', 'text', (c) => c.notNull().defaultTo(''))
    .addCheckConstraint('publication_days', sql`to_on is null or to_on >= from_on`)
    .execute()
  await db.schema.createIndex('publication_org').on('publication').columns(['org_id', 'what']).execute()
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createIssues(db)
  await createBeginning(db)
  await guardState(db, 'issue', STEPS)
  await createStepTable(db, 'issue_step', 'issue', STEPS)
  await createProgress(db)
  await createPlans(db)
  await createPublications(db)
}

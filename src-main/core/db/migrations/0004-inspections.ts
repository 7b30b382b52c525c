// Inspections: checklists as they were when first used, each visit with its items, and the findings with their way to closing.
import { sql, type Kysely } from 'kysely'
import { createRecordTable } from './record-columns.ts'

const RESULTS = `'未查', '达标', '未达标', '补课后达标', '不适用'`
const STATES = `'登记', '已下达', '整改中', '已反馈', '待复查', '已销号', '退回重改', '撤销'`

/** The steps a finding may take: from, action, to. Frozen here as they were when this migration was written. */
const STEPS: readonly (readonly [string, string, string])[] = [
  ['登记', '下达', '已下达'],
  ['登记', '撤销', '撤销'],
  ['已下达', '开始整改', '整改中'],
  ['整改中', '反馈', '已反馈'],
  ['已反馈', '提请复查', '待复查'],
  ['待复查', '销号', '已销号'],
  ['待复查', '退回', '退回重改'],
  ['退回重改', '重新整改', '整改中'],
]

const filled = (column: string): string => `(${column} is not null and length(trim(${column})) > 0)`

async function createChecklists(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'checklist')
    .addColumn('template_key', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull().check(sql`version >= 1`))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('phase', 'text')
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('frozen_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('checklist_version', ['template_key', 'version'])
    .execute()
  // What units were checked against stays as it was: a changed template is a new version.
  await sql`create trigger checklist_frozen before update of content, name, version, template_key on checklist
    begin select raise(abort, 'CHECK constraint failed: checklist_frozen'); end`.execute(db)
}

async function createInspections(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'inspection')
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('phase', 'text', (c) => c.notNull())
    .addColumn('date', 'text', (c) => c.notNull().check(sql`length(date) = 10`))
    .addColumn('methods', 'text', (c) => c.notNull())
    .addColumn('people', 'text', (c) => c.notNull().check(sql`people like '["%"]'`))
    .addColumn('checklist_id', 'text', (c) => c.notNull().references('checklist.id'))
    .addColumn('template_key', 'text', (c) => c.notNull())
    .addColumn('summary', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('confirmed_by', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('进行中', '已完成')`))
    .addColumn('finished_on', 'text', (c) => c.check(sql`length(finished_on) = 10`))
    .addCheckConstraint('inspection_finished', sql`(state = '已完成') = (finished_on is not null)`)
    .addCheckConstraint('inspection_days', sql`finished_on is null or finished_on >= date`)
    .execute()
  // An inspection that is still open is continued, never doubled.
  await sql`create unique index inspection_open on inspection (org_id, template_key)
    where state = '进行中' and deleted_at is null`.execute(db)
  await db.schema.createIndex('inspection_org').on('inspection').columns(['org_id', 'phase']).execute()
}

async function createItems(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'inspection_item')
    .addColumn('inspection_id', 'text', (c) => c.notNull().references('inspection.id'))
    .addColumn('position', 'integer', (c) => c.notNull().check(sql`position >= 0`))
    .addColumn('item_code', 'text', (c) => c.notNull())
    .addColumn('self_result', 'text', (c) => c.check(sql`self_result in ('达标', '未达标', '不适用')`))
    .addColumn('result', 'text', (c) =>
      c
        .notNull()
        .defaultTo('未查')
        .check(sql.raw(`result in (${RESULTS})`)),
    )
    .addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('evidence', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('reason', 'text')
    .addColumn('judged_at', 'text')
    .addColumn('judged_by', 'text')
    .addUniqueConstraint('inspection_item_code', ['inspection_id', 'item_code'])
    .addCheckConstraint('inspection_item_reason', sql.raw(`result <> '不适用' or ${filled('reason')}`))
    .addCheckConstraint(
      'inspection_item_judged',
      sql`(result = '未查') = (judged_at is null) and (judged_at is null) = (judged_by is null)`,
    )
    .execute()
}

async function createFindings(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'finding')
    .addColumn('no', 'text', (c) => c.notNull().unique())
    .addColumn('inspection_id', 'text', (c) => c.references('inspection.id'))
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('phase', 'text', (c) => c.notNull())
    .addColumn('step', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('item_code', 'text')
    .addColumn('item_text', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('description', 'text', (c) => c.notNull().check(sql`length(trim(description)) > 0`))
    .addColumn('category', 'text', (c) => c.notNull().check(sql`length(category) > 0`))
    .addColumn('severity', 'text', (c) => c.notNull().check(sql`severity in ('一般', '较重', '严重')`))
    .addColumn('correction', 'text', (c) =>
      c.notNull().check(sql`correction in ('补齐', '规范', '补课', '纠正')`),
    )
    .addColumn('basis', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('demand', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('found_on', 'text', (c) => c.notNull().check(sql`length(found_on) = 10`))
    .addColumn('due_on', 'text', (c) => c.check(sql`length(due_on) = 10`))
    .addColumn('owner', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('inspectors', 'text', (c) => c.notNull().check(sql`inspectors like '["%"]'`))
    .addColumn('state', 'text', (c) => c.notNull().check(sql.raw(`state in (${STATES})`)))
    .addColumn('feedback', 'text')
    .addColumn('evidence', 'text')
    .addColumn('done_on', 'text', (c) => c.check(sql`length(done_on) = 10`))
    .addColumn('recheck_on', 'text', (c) => c.check(sql`length(recheck_on) = 10`))
    .addColumn('recheck_by', 'text')
    .addColumn('recheck_result', 'text', (c) => c.check(sql`recheck_result in ('同意销号', '退回重改')`))
    .addColumn('recheck_note', 'text')
    .addColumn('reopen_count', 'integer', (c) =>
      c
        .notNull()
        .defaultTo(0)
        .check(sql`reopen_count >= 0`),
    )
    .addColumn('cancel_reason', 'text')
    .addColumn('remark', 'text', (c) => c.notNull().defaultTo(''))
    .addCheckConstraint('finding_due', sql`due_on is null or due_on >= found_on`)
    // nothing goes out without what is wrong, by what, what is demanded, by when and who answers for it.
    .addCheckConstraint(
      'finding_complete',
      sql.raw(
        `state in ('登记', '撤销') or (due_on is not null and ${['basis', 'demand', 'owner'].map(filled).join(' and ')})`,
      ),
    )
    .addCheckConstraint(
      'finding_feedback',
      sql.raw(
        `state not in ('已反馈', '待复查', '已销号', '退回重改') or (${filled('feedback')} and done_on is not null)`,
      ),
    )
    // R-48b: whoever is answerable never closes his own finding.
    .addCheckConstraint('finding_verifier', sql`recheck_by is null or recheck_by <> owner`)
    .addCheckConstraint(
      'finding_closed',
      sql.raw(
        `state <> '已销号' or (${filled('recheck_by')} and ${filled('evidence')} and recheck_on is not null and recheck_on >= done_on)`,
      ),
    )
    .addCheckConstraint('finding_returned', sql`state <> '退回重改' or reopen_count >= 1`)
    .addCheckConstraint('finding_cancelled', sql.raw(`state <> '撤销' or ${filled('cancel_reason')}`))
    .execute()
  await db.schema.createIndex('finding_org').on('finding').columns(['org_id', 'item_code']).execute()
  await db.schema.createIndex('finding_due_on').on('finding').column('due_on').execute()
}

/** The way a finding has gone: each step with its day and words, so that every round of feedback stays readable. */
async function createSteps(db: Kysely<unknown>): Promise<void> {
  const legal = STEPS.map(
    ([from, action, to]) => `(from_state = '${from}' and action = '${action}' and to_state = '${to}')`,
  ).join(' or ')
  await createRecordTable(db, 'finding_step')
    .addColumn('finding_id', 'text', (c) => c.notNull().references('finding.id'))
    .addColumn('from_state', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('to_state', 'text', (c) => c.notNull())
    .addColumn('on_day', 'text', (c) => c.notNull().check(sql`length(on_day) = 10`))
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('evidence', 'text', (c) => c.notNull().defaultTo(''))
    .addCheckConstraint('finding_step_legal', sql.raw(legal))
    .execute()
  await db.schema.createIndex('finding_step_finding').on('finding_step').column('finding_id').execute()
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createChecklists(db)
  await createInspections(db)
  await createItems(db)
  await createFindings(db)
  await createSteps(db)
}

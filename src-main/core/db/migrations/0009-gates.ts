// Moves from stage to stage: every attempt with the numbers it was decided on, and no move that the numbers or the dates forbid.
import { sql, type Kysely } from 'kysely'
import { createRecordTable } from './record-columns.ts'
import { createStepTable, guardState, type LegalStep } from './steps.ts'

const STATES = `'草稿', '已申请', '督导组审核', '同意', '不予转段', '已报先教办', '已批准', '退回', '已转段'`

/** Frozen here as they were when this migration was written. */
const STEPS: readonly LegalStep[] = [
  ['草稿', '申请', '已申请'],
  ['已申请', '受理', '督导组审核'],
  ['督导组审核', '同意', '同意'],
  ['督导组审核', '不予转段', '不予转段'],
  ['不予转段', '重新申请', '草稿'],
  ['同意', '报先教办', '已报先教办'],
  ['已报先教办', '批准', '已批准'],
  ['已报先教办', '退回', '退回'],
  ['退回', '重新申请', '草稿'],
  ['已批准', '转段', '已转段'],
]

/** Applying again is a new row with the next attempt: the refused one stays as it was. */
const STEPS_OF_A_ROW = STEPS.filter(([, action]) => action !== '重新申请')

const AGREED = `'同意', '已报先教办', '已批准', '已转段'`
const REFUSED = `'不予转段', '退回'`
const DECIDED = `${AGREED}, ${REFUSED}`

const filled = (column: string): string => `(${column} is not null and length(trim(${column})) > 0)`
const time = (column: string) =>
  sql.raw<boolean>(`${column} is null or (${column} glob '[0-2][0-9]:[0-5][0-9]' and ${column} < '24:00')`)
const day = (column: string) => sql.raw<boolean>(`${column} is null or length(${column}) = 10`)

/** R-32 on whole ballots: below the bar, and never without ballots. The bar is kept in hundredths of a percent point. */
const BELOW_THE_BAR = `poll_valid > 0 and poll_dissatisfied <= poll_valid
  and (bar_hundredths is null or poll_dissatisfied * bar_per * 100 < bar_hundredths * poll_valid)`

/** on an earlier day, or on the same day at a recorded earlier time. */
const REPORTED_BEFORE = `reported_on is not null and moved_on is not null and (reported_on < moved_on
  or (reported_on = moved_on and reported_at is not null and moved_at is not null and reported_at < moved_at))`

async function createRequests(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'transition_request')
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('from_phase', 'text', (c) =>
      c.notNull().check(sql`from_phase in ('study', 'review', 'rectify')`),
    )
    .addColumn('to_phase', 'text', (c) => c.notNull())
    .addColumn('attempt', 'integer', (c) => c.notNull().check(sql`attempt >= 1`))
    .addColumn('state', 'text', (c) => c.notNull().check(sql.raw(`state in (${STATES})`)))
    .addColumn('summary', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('planned_on', 'text', (c) => c.check(day('planned_on')))
    .addColumn('planned_at', 'text', (c) => c.check(time('planned_at')))
    .addColumn('applied_on', 'text', (c) => c.check(day('applied_on')))
    .addColumn('applied_by', 'text')
    .addColumn('acceptance_id', 'text', (c) => c.references('acceptance.id'))
    .addColumn('poll_rule', 'text', (c) => c.check(sql`poll_rule in ('须测评', '不单独测评', '不要求测评')`))
    .addColumn('poll_id', 'text', (c) => c.references('poll.id'))
    .addColumn('poll_round', 'integer', (c) => c.check(sql`poll_round >= 1`))
    .addColumn('poll_valid', 'integer', (c) => c.check(sql`poll_valid >= 0`))
    .addColumn('poll_dissatisfied', 'integer', (c) => c.check(sql`poll_dissatisfied >= 0`))
    .addColumn('bar_hundredths', 'integer', (c) => c.check(sql`bar_hundredths >= 0`))
    .addColumn('bar_per', 'integer', (c) => c.check(sql`bar_per > 0`))
    .addColumn('ruling_counting', 'text')
    .addColumn('ruling_text', 'text')
    .addColumn('ruling_on', 'text', (c) => c.check(day('ruling_on')))
    .addColumn('group_opinion', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('decided_on', 'text', (c) => c.check(day('decided_on')))
    .addColumn('decided_by', 'text')
    .addColumn('is_barred', 'integer', (c) =>
      c
        .notNull()
        .defaultTo(0)
        .check(sql`is_barred in (0, 1)`),
    )
    .addColumn('refused', 'text', (c) =>
      c
        .notNull()
        .defaultTo('[]')
        .check(sql`json_valid(refused)`),
    )
    .addColumn('office_doc_no', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('reported_on', 'text', (c) => c.check(day('reported_on')))
    .addColumn('reported_at', 'text', (c) => c.check(time('reported_at')))
    .addColumn('office_opinion', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('office_decided_on', 'text', (c) => c.check(day('office_decided_on')))
    .addColumn('moved_on', 'text', (c) => c.check(day('moved_on')))
    .addColumn('moved_at', 'text', (c) => c.check(time('moved_at')))
    .addColumn('facts', 'text', (c) => c.check(sql`json_valid(facts)`))
    .addColumn('moved_facts', 'text', (c) => c.check(sql`json_valid(moved_facts)`))
    .addUniqueConstraint('transition_request_attempt', ['org_id', 'from_phase', 'attempt'])
    .addCheckConstraint(
      'transition_request_phases',
      sql`(from_phase = 'study' and to_phase = 'review') or (from_phase = 'review' and to_phase = 'rectify')
        or (from_phase = 'rectify' and to_phase = 'consolidate')`,
    )
    .addCheckConstraint(
      'transition_request_applied',
      sql.raw(
        `state = '草稿' or (${filled('summary')} and applied_on is not null and ${filled('applied_by')})`,
      ),
    )
    .addCheckConstraint(
      'transition_request_ruling',
      sql.raw(
        `(ruling_counting is null and ruling_text is null and ruling_on is null)
         or (ruling_counting is not null and ${filled('ruling_text')} and ruling_on is not null)`,
      ),
    )
    .addCheckConstraint(
      'transition_request_decided',
      sql.raw(
        `(state in (${DECIDED})) = (decided_on is not null)
         and (decided_on is null) = (decided_by is null) and (decided_on is null) = (facts is null)
         and (decided_on is null) = (poll_rule is null)`,
      ),
    )
    .addCheckConstraint(
      'transition_request_refused',
      sql.raw(`state <> '不予转段' or ${filled('group_opinion')}`),
    )
    // R-32c: no state beyond the group's consent with a poll that is barred or has no ballots; there is no way around.
    .addCheckConstraint(
      'transition_request_barred',
      sql.raw(
        `state not in (${AGREED}) or (is_barred = 0 and case poll_rule
           when '须测评' then poll_id is not null and poll_round is not null and ${BELOW_THE_BAR}
             and (from_phase <> 'study' or bar_hundredths is not null)
           when '不单独测评' then poll_id is null and poll_valid is null
           else from_phase <> 'study' and poll_id is null and poll_valid is null end)`,
      ),
    )
    .addCheckConstraint(
      'transition_request_counts',
      sql`(poll_id is null) = (poll_valid is null) and (poll_id is null) = (poll_dissatisfied is null)
        and (poll_id is null) = (poll_round is null) and (bar_hundredths is null or bar_per is not null)`,
    )
    .addCheckConstraint(
      'transition_request_reported',
      sql`state not in ('已报先教办', '已批准', '已转段') or reported_on is not null`,
    )
    .addCheckConstraint(
      'transition_request_office',
      sql.raw(
        `state not in ('已批准', '退回', '已转段')
         or (office_decided_on is not null and ${filled('office_opinion')} and office_decided_on >= reported_on)`,
      ),
    )
    .addCheckConstraint(
      'transition_request_moved',
      sql.raw(
        `(state = '已转段') = (moved_on is not null) and (moved_on is null) = (moved_facts is null)
         and (moved_on is null or (${REPORTED_BEFORE} and moved_on >= decided_on))`,
      ),
    )
    .execute()
  // One attempt at a time.
  await sql
    .raw(
      `create unique index transition_request_open on transition_request (org_id, from_phase)
       where state not in (${REFUSED}) and deleted_at is null`,
    )
    .execute(db)
}

const PHASE_NAME = `case new.from_phase when 'study' then '学习动员' when 'review' then '分析评议' else '整改提高' end`
const KIND = `case new.from_phase when 'rectify' then '整改情况' else '阶段满意度' end`
const OWN_POLLS = `from poll where org_id = new.org_id and phase = ${PHASE_NAME} and kind = ${KIND}
  and state = '已确认' and deleted_at is null`

/** The numbers are those of the unit's own last confirmed round; a stricter way of counting may only make them worse. */
const POLL_NOT_ITS_OWN = `new.poll_rule = '须测评' and (not exists (select 1 ${OWN_POLLS} and id = new.poll_id
    and cast(round as integer) = new.poll_round and new.poll_valid <= valid
    and new.poll_dissatisfied >= coalesce(dissatisfied, 0) + coalesce(less, 0))
  or exists (select 1 ${OWN_POLLS} and cast(round as integer) > new.poll_round))`

const HOLDS_A_POLL = `new.poll_rule = '不单独测评'
  and not exists (select 1 from organisation where id = new.org_id and level in ('党委', '总支'))`

const EARLIER = `from transition_request where org_id = new.org_id and from_phase = new.from_phase
  and attempt = new.attempt - 1`
const SAME_POLL_AGAIN = `exists (select 1 ${EARLIER} and is_barred = 1 and new.poll_rule = '须测评'
  and coalesce(new.poll_round, 0) <= poll_round)`
const NOT_REFUSED_BEFORE = `new.attempt > 1 and not exists (select 1 ${EARLIER} and state in (${REFUSED}))`

/** What was decided on, as one comparison of old and new. */
const DECISION = [
  'org_id',
  'from_phase',
  'to_phase',
  'attempt',
  'summary',
  'applied_on',
  'applied_by',
  'acceptance_id',
  'poll_rule',
  'poll_id',
  'poll_round',
  'poll_valid',
  'poll_dissatisfied',
  'bar_hundredths',
  'bar_per',
  'ruling_counting',
  'ruling_text',
  'ruling_on',
  'group_opinion',
  'decided_on',
  'decided_by',
  'is_barred',
  'refused',
  'facts',
] as const

const changed = (columns: readonly string[]): string =>
  columns.map((column) => `old.${column} is not new.${column}`).join(' or ')

/** Every guard that looks beyond the row itself. */
async function guardRequests(db: Kysely<unknown>): Promise<void> {
  const turns = `new.state <> old.state and new.state in ('同意', '已转段')`
  const table = 'transition_request'
  for (const trigger of [
    `${table}_poll_born before insert on ${table} when new.state in (${AGREED}) and (${POLL_NOT_ITS_OWN})`,
    `${table}_poll before update of state on ${table} when ${turns} and (${POLL_NOT_ITS_OWN})`,
    `${table}_level_born before insert on ${table} when ${HOLDS_A_POLL}`,
    `${table}_level before update of poll_rule on ${table} when ${HOLDS_A_POLL}`,
    `${table}_round_born before insert on ${table} when new.state in (${AGREED}) and ${SAME_POLL_AGAIN}`,
    `${table}_round before update of state on ${table} when ${turns} and ${SAME_POLL_AGAIN}`,
    `${table}_again before insert on ${table} when ${NOT_REFUSED_BEFORE}`,
    `${table}_frozen before update on ${table}
      when old.decided_on is not null and (new.deleted_at is not null or ${changed(DECISION)})`,
    `${table}_moved_frozen before update on ${table} when old.state in ('已转段', ${REFUSED})`,
    `${table}_kept before delete on ${table} when old.decided_on is not null`,
    `${table}_step_frozen before update on transition_step when 1`,
    `${table}_step_kept before delete on transition_step when 1`,
  ])
    await sql
      .raw(
        `create trigger ${trigger}
         begin select raise(abort, 'CHECK constraint failed: ${trigger.split(' ')[0] ?? ''}'); end`,
      )
      .execute(db)
}

/** A way of its own for the steps: named after the subject, owned by the request. */
async function createSteps(db: Kysely<unknown>): Promise<void> {
  await createStepTable(db, 'transition_step', 'transition_request', STEPS)
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createRequests(db)
  await createSteps(db)
  await guardState(db, 'transition_request', STEPS_OF_A_ROW)
  await guardRequests(db)
}

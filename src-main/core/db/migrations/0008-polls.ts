// Polls on whole ballots: what was issued, returned and counted twice, how it was judged, and that it can never change afterwards.
import { sql, type Kysely } from 'kysely'
import { createRecordTable } from './record-columns.ts'
import { createStepTable, guardState, type LegalStep } from './steps.ts'

const STATES = `'筹备', '已发票', '已收回', '已统计', '已确认', '作废'`
const KINDS = `'阶段满意度', '党性分析材料', '整改情况', '总体'`
const PHASES = `'学习动员', '分析评议', '整改提高', '巩固和扩大整改成果'`

/** Frozen here as they were when this migration was written. */
const STEPS: readonly LegalStep[] = [
  ['筹备', '发票', '已发票'],
  ['已发票', '收回', '已收回'],
  ['已收回', '统计', '已统计'],
  ['已统计', '确认', '已确认'],
  ['筹备', '作废', '作废'],
  ['已发票', '作废', '作废'],
  ['已收回', '作废', '作废'],
  ['已统计', '作废', '作废'],
  ['已确认', '作废', '作废'],
]

const GRADES = ['satisfied', 'fairly', 'basic', 'less', 'dissatisfied', 'abstained'] as const
const COUNTS = ['expected', 'attended', 'issued', 'returned', 'valid', 'invalid', ...GRADES] as const

const SUM = GRADES.map((grade) => `coalesce(${grade}, 0)`).join(' + ')
const filled = (column: string): string => `(${column} is not null and length(trim(${column})) > 0)`

/** A share as people read it, two decimals, half up: worked out when read, so that no rate is ever stored. */
const rate = (part: string): string => {
  const points = `(((${part}) * 20000 + valid) / (valid * 2))`
  return `case when valid > 0 and coalesce(satisfied, fairly, basic, less, dissatisfied, abstained) is not null
    then printf('%d.%02d%%', ${points} / 100, ${points} % 100) end`
}
const SATISFIED = 'coalesce(satisfied, 0) + coalesce(fairly, 0) + coalesce(basic, 0)'
const AGAINST = 'coalesce(dissatisfied, 0) + coalesce(less, 0)'

/** Row in the ledger (I-5) with what the work on it adds. Nothing here or elsewhere tells who voted what. */
async function createPolls(db: Kysely<unknown>): Promise<void> {
  const day = (column: string) => sql.raw<boolean>(`${column} is null or length(${column}) = 10`)
  let table = createRecordTable(db, 'poll')
    .addColumn('extra', 'text')
    .addColumn('initials', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('kind', 'text', (c) =>
      c.defaultTo('阶段满意度').check(sql.raw(`kind is not null and kind in (${KINDS})`)),
    )
    .addColumn('phase', 'text', (c) => c.check(sql.raw(`phase is not null and phase in (${PHASES})`)))
    .addColumn('subject_id', 'text', (c) => c.references('member.id'))
    .addColumn('round', 'text', (c) => c.check(sql`round is not null and round glob '[1-9]'`))
    .addColumn('date', 'text', (c) => c.check(day('date')))
    .addColumn('scope', 'text')
  for (const count of COUNTS)
    table = table.addColumn(count, 'integer', (c) => c.check(sql.raw(`${count} >= 0`)))
  await table
    .addColumn('satisfied_rate', 'text', (c) => c.generatedAlwaysAs(sql.raw(rate(SATISFIED))))
    .addColumn('dissatisfied_rate', 'text', (c) => c.generatedAlwaysAs(sql.raw(rate(AGAINST))))
    .addColumn('remark', 'text')
    // What comes from a statistics sheet has been counted and waits to be confirmed.
    .addColumn('state', 'text', (c) =>
      c.defaultTo('已统计').check(sql.raw(`state is not null and state in (${STATES})`)),
    )
    .addColumn('held_by', 'text')
    .addColumn('supervised_by', 'text')
    .addColumn('witnesses', 'text')
    .addColumn('materials_on', 'text', (c) => c.check(day('materials_on')))
    .addColumn('categories', 'text')
    .addColumn('checks', 'text')
    .addColumn('makeup_note', 'text')
    .addColumn('makeup_on', 'text', (c) => c.check(day('makeup_on')))
    .addColumn('first_count', 'text')
    .addColumn('first_counter', 'text')
    .addColumn('second_count', 'text')
    .addColumn('second_counter', 'text')
    .addColumn('confirmed_on', 'text', (c) => c.check(day('confirmed_on')))
    .addColumn('confirmed_by', 'text')
    .addColumn('void_reason', 'text')
    .addColumn('void_by', 'text')
    .addColumn('reported_on', 'text', (c) => c.check(day('reported_on')))
    .addColumn('reported_at', 'text', (c) =>
      c.check(sql`reported_at is null or reported_at glob '[0-2][0-9]:[0-5][0-9]'`),
    )
    .addColumn('report_no', 'text')
    .addColumn('facts', 'text')
    .addCheckConstraint('poll_subject', sql`(kind = '党性分析材料') = (subject_id is not null)`)
    .addCheckConstraint(
      'poll_returned',
      sql`state = '作废' or issued is null or returned is null or returned <= issued`,
    )
    .addCheckConstraint('poll_invalid', sql`invalid is null or returned is null or invalid <= returned`)
    .addCheckConstraint(
      'poll_closes',
      sql.raw(`state not in ('已统计', '已确认') or (
        valid is not null and ${SUM} = valid
        and (returned is null or valid <= returned)
        and (returned is null or invalid is null or returned - invalid = valid))`),
    )
    .addCheckConstraint(
      'poll_confirmed',
      sql.raw(`state <> '已确认' or (valid > 0 and date is not null and confirmed_on is not null
        and ${filled('confirmed_by')} and supervised_by is not null and json_array_length(supervised_by) > 0
        and facts is not null)`),
    )
    .addCheckConstraint(
      'poll_void',
      sql.raw(`state <> '作废' or (${filled('void_reason')} and ${filled('void_by')})`),
    )
    .addCheckConstraint(
      'poll_reported',
      sql`reported_on is null or (state in ('已确认', '作废') and reported_on >= date)`,
    )
    .addCheckConstraint('poll_reported_at', sql`reported_at is null or reported_on is not null`)
    .addCheckConstraint(
      'poll_counters',
      sql`first_counter is null or second_counter is null or first_counter <> second_counter`,
    )
    .execute()
  await sql`create unique index poll_round on poll (org_id, kind, phase, coalesce(subject_id, ''), round)
    where deleted_at is null`.execute(db)
}

/** Everything a confirmed poll said, as one value to compare; only the report upwards and 作废 may follow. */
const KEPT = [
  'org_id',
  'kind',
  'phase',
  'subject_id',
  'round',
  'date',
  'scope',
  ...COUNTS,
  'remark',
  'held_by',
  'supervised_by',
  'witnesses',
  'materials_on',
  'categories',
  'checks',
  'makeup_note',
  'makeup_on',
  'first_count',
  'first_counter',
  'second_count',
  'second_counter',
  'confirmed_on',
  'confirmed_by',
  'facts',
  'extra',
] as const

async function freeze(db: Kysely<unknown>): Promise<void> {
  const changed = (columns: readonly string[]): string =>
    columns.map((column) => `old.${column} is not new.${column}`).join(' or ')
  const abort = `begin select raise(abort, 'CHECK constraint failed: poll_frozen'); end`
  await sql
    .raw(
      `create trigger poll_frozen before update on poll
       when (old.state in ('已确认', '作废') and (new.deleted_at is not null or ${changed(KEPT)}))
         or (old.state = '作废' and (${changed(['void_reason', 'void_by', 'reported_on', 'reported_at', 'report_no'])}))
       ${abort}`,
    )
    .execute(db)
  await sql
    .raw(`create trigger poll_kept before delete on poll when old.state in ('已确认', '作废') ${abort}`)
    .execute(db)
}

/** Strokes of a count that is not finished: kept so that nothing is lost, thrown away when it is. */
const createTallies = (db: Kysely<unknown>): Promise<void> =>
  db.schema
    .createTable('poll_tally')
    .addColumn('poll_id', 'text', (c) => c.notNull().references('poll.id'))
    .addColumn('which', 'integer', (c) => c.notNull().check(sql`which in (1, 2)`))
    .addColumn('counter', 'text', (c) => c.notNull().check(sql`length(trim(counter)) > 0`))
    .addColumn('numbers', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('poll_tally_which', ['poll_id', 'which'])
    .modifyEnd(sql`strict`)
    .execute()

export async function up(db: Kysely<unknown>): Promise<void> {
  await createPolls(db)
  await freeze(db)
  await guardState(db, 'poll', STEPS)
  await createStepTable(db, 'poll_step', 'poll', STEPS)
  await createTallies(db)
}

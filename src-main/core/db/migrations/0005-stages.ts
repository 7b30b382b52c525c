// Where each unit stands in each phase, with its own dates and the way it has gone; and findings that keep to their machine.
import { sql, type Kysely } from 'kysely'
import { createRecordTable } from './record-columns.ts'
import { createStepTable, guardState, type LegalStep } from './steps.ts'

const STAGE_STATES = `'未开始', '进行中', '自查中', '待验收', '验收合格', '限期补课', '待转段', '已转段', '已延期'`

/** Frozen here as they were when this migration was written. */
const STAGE_STEPS: readonly LegalStep[] = [
  ['未开始', '开始', '进行中'],
  ['进行中', '开始自查', '自查中'],
  ['自查中', '提请验收', '待验收'],
  ['待验收', '验收合格', '验收合格'],
  ['待验收', '责令补课', '限期补课'],
  ['限期补课', '重新自查', '自查中'],
  ['验收合格', '申请转段', '待转段'],
  ['待转段', '转段', '已转段'],
  ['未开始', '延期', '已延期'],
  ['进行中', '延期', '已延期'],
  ['自查中', '延期', '已延期'],
  ['待验收', '延期', '已延期'],
  ['验收合格', '延期', '已延期'],
  ['限期补课', '延期', '已延期'],
  ['待转段', '延期', '已延期'],
  ['已延期', '恢复', '进行中'],
]

const FINDING_STEPS: readonly LegalStep[] = [
  ['登记', '下达', '已下达'],
  ['登记', '撤销', '撤销'],
  ['已下达', '开始整改', '整改中'],
  ['整改中', '反馈', '已反馈'],
  ['已反馈', '提请复查', '待复查'],
  ['待复查', '销号', '已销号'],
  ['待复查', '退回', '退回重改'],
  ['退回重改', '重新整改', '整改中'],
]

async function createStages(db: Kysely<unknown>): Promise<void> {
  await createRecordTable(db, 'unit_stage')
    .addColumn('org_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('phase', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull().check(sql.raw(`state in (${STAGE_STATES})`)))
    .addColumn('planned_start', 'text', (c) => c.check(sql`length(planned_start) = 10`))
    .addColumn('planned_end', 'text', (c) => c.check(sql`length(planned_end) = 10`))
    .addColumn('started_on', 'text', (c) => c.check(sql`length(started_on) = 10`))
    .addColumn('ended_on', 'text', (c) => c.check(sql`length(ended_on) = 10`))
    .addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
    .addUniqueConstraint('unit_stage_phase', ['org_id', 'phase'])
    .addCheckConstraint('unit_stage_planned', sql`planned_end is null or planned_start <= planned_end`)
    .addCheckConstraint('unit_stage_actual', sql`ended_on is null or started_on <= ended_on`)
    .addCheckConstraint('unit_stage_started', sql`state in ('未开始', '已延期') or started_on is not null`)
    .addCheckConstraint('unit_stage_moved', sql`(state = '已转段') = (ended_on is not null)`)
    .execute()
  await guardState(db, 'unit_stage', STAGE_STEPS)
  await createStepTable(db, 'unit_stage_step', 'unit_stage', STAGE_STEPS)
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createStages(db)
  await guardState(db, 'finding', FINDING_STEPS)
}

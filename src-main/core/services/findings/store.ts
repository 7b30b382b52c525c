// Reads findings and the steps they have taken out of the data file.
import type { Kysely, Selectable } from 'kysely'
import type { FindingFacts } from '#shared/rules/finding-action.ts'
import { light, warnLimit, type Light } from '#shared/rules/finding-light.ts'
import { daysBetween } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import type { FindingStepTable, FindingTable } from '../../db/inspection-tables.ts'
import type { Tables } from '../../db/tables.ts'
import { NotFound } from '../../refusal.ts'
import type { FileShelf } from '../attachments/attached-files.ts'

export type Db = Kysely<Tables>
export type FindingRow = Selectable<FindingTable>
export type StepRow = Selectable<FindingStepTable>

export const findingShelf: FileShelf = { entity: 'finding', kind: '佐证', title: '选择佐证材料' }

/** Throws NotFound. */
export async function findingById(db: Db, id: string): Promise<FindingRow> {
  const row = await db
    .selectFrom('finding')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这个问题')
  return row
}

/** The way of a finding, first step first. */
export const stepsOf = (db: Db, findingId: string): Promise<StepRow[]> =>
  db
    .selectFrom('finding_step')
    .selectAll()
    .where('finding_id', '=', findingId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()

/** Instant the present round began: what proved an earlier round does not prove this one. */
const roundBegan = (steps: readonly StepRow[]): string =>
  steps.findLast((step) => step.action === '重新整改')?.created_at ?? ''

/** Names of the files of the present round, as they were given. */
export async function fileNames(db: Db, findingId: string, steps: readonly StepRow[]): Promise<string[]> {
  const rows = await db
    .selectFrom('attachment')
    .select('name')
    .where('added_at', '>=', roundBegan(steps))
    .where('entity', '=', findingShelf.entity)
    .where('entity_id', '=', findingId)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ name }) => name)
}

const latest = (row: FindingRow, steps: readonly StepRow[]): string =>
  steps.reduce((day, step) => (step.on_day > day ? step.on_day : day), row.found_on)

/** A finding as its rules see it; `files` is how many are attached. */
export const toFacts = (row: FindingRow, steps: readonly StepRow[], files: number): FindingFacts => ({
  state: row.state,
  description: row.description,
  basis: row.basis,
  demand: row.demand,
  foundOn: row.found_on,
  dueOn: row.due_on,
  owner: row.owner,
  feedback: row.feedback,
  evidence: ((row.evidence ?? '').trim() === '' ? 0 : 1) + files,
  doneOn: row.done_on,
  lastOn: latest(row, steps),
})

/** The light on the day of the work, with the town's own limit of warning. */
export const lightOf = (
  context: Pick<Context, 'campaign' | 'today'>,
  row: Pick<FindingRow, 'due_on' | 'state'>,
): Light =>
  light(row.due_on, context.today, row.state, { ...warnLimit, value: context.campaign.limit('due.warn') })

/** Whole days left; null when closed or without a due day. */
export const daysLeft = (today: string, row: Pick<FindingRow, 'due_on' | 'state'>): number | null =>
  row.due_on === null || row.state === '已销号' || row.state === '撤销'
    ? null
    : daysBetween(today, row.due_on)

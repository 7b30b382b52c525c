// Reads problems and the steps they have taken out of the data file, and what their rules ask about.
import type { Kysely, Selectable } from 'kysely'
import { currentBatch, type Campaign } from '#shared/campaign/index.ts'
import { light, warnLimit, type Light } from '#shared/rules/finding-light.ts'
import { isUnitsPartDone, type IssueFacts } from '#shared/rules/issue-action.ts'
import { daysBetween } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import type { IssueProgressTable, IssueStepTable, IssueTable } from '../../db/issue-tables.ts'
import type { Tables } from '../../db/tables.ts'
import { NotFound } from '../../refusal.ts'
import { pollStandOf } from './polls.ts'

export type Db = Kysely<Tables>
export type IssueRow = Selectable<IssueTable>
export type StepRow = Selectable<IssueStepTable>
export type ProgressRow = Selectable<IssueProgressTable>

/** Throws NotFound. */
export async function issueById(db: Db, id: string): Promise<IssueRow> {
  const row = await db
    .selectFrom('issue')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这个整改问题')
  return row
}

/** The way of a problem, first step first. */
export const stepsOf = (db: Db, issueId: string): Promise<StepRow[]> =>
  db.selectFrom('issue_step').selectAll().where('issue_id', '=', issueId).orderBy('id').execute()

/** The log of progress, the latest day first. */
export const progressOf = (db: Db, issueId: string): Promise<ProgressRow[]> =>
  db
    .selectFrom('issue_progress')
    .selectAll()
    .where('issue_id', '=', issueId)
    .where('deleted_at', 'is', null)
    .orderBy('on_day', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** Instant the present round began: what proved an earlier round does not prove this one. */
const roundBegan = (steps: readonly StepRow[]): string =>
  steps.findLast(({ action }) => action === '责令重新整改' || action === '重开')?.created_at ?? ''

/** Names of the files of the present round. */
export async function fileNames(db: Db, issueId: string, steps: readonly StepRow[]): Promise<string[]> {
  const rows = await db
    .selectFrom('attachment')
    .select('name')
    .where('added_at', '>=', roundBegan(steps))
    .where('entity', '=', 'issue')
    .where('entity_id', '=', issueId)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ name }) => name)
}

const latest = (row: IssueRow, steps: readonly StepRow[]): string =>
  steps.reduce((day, step) => (step.on_day > day ? step.on_day : day), row.registered_on)

/** A problem as its rules see it. */
export async function factsOf(
  db: Db,
  row: IssueRow,
  steps: readonly StepRow[],
  files: readonly string[],
): Promise<IssueFacts> {
  return {
    state: row.state,
    kind: row.kind,
    registeredOn: row.registered_on,
    lastOn: latest(row, steps),
    dueText: row.due_text ?? '',
    dueOn: row.due_on,
    owner: row.owner ?? '',
    leadUnit: row.lead_unit ?? '',
    partners: row.partners ?? '',
    completion: row.completion ?? '',
    doneOn: row.done_on,
    evidence: ((row.evidence ?? '').trim() === '' ? 0 : 1) + files.length,
    cause: row.cause ?? '',
    policyBasis: row.policy_basis ?? '',
    poll: await pollStandOf(db, row.ordered_poll_id),
  }
}

/** The light on the day of the work; none once the unit has done its part. */
export const lightOf = (
  { campaign, today }: Pick<Context, 'campaign' | 'today'>,
  row: Pick<IssueRow, 'due_on' | 'state'>,
): Light =>
  isUnitsPartDone(row.state)
    ? '无'
    : light(row.due_on, today, row.state, { ...warnLimit, value: campaign.limit('due.warn') })

/** Whole days left; null without a due day or when the unit has done its part. */
export const daysLeft = (today: string, row: Pick<IssueRow, 'due_on' | 'state'>): number | null =>
  row.due_on === null || isUnitsPartDone(row.state) ? null : daysBetween(today, row.due_on)

/** The year meant by a limit that names none. */
export const campaignYear = (template: Campaign): number => Number(currentBatch(template).start.slice(0, 4))

/** 整〔2005〕001 → 001. */
export const shortNumber = (no: string): string => no.replace(/^.*〕/u, '')

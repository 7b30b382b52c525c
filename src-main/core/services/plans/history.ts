// Takes over plans that were handled before: all versions, reviews and demands of many units in one go.
import { stepByCode, type Campaign, type RefusalKey } from '#shared/campaign/index.ts'
import type { PlanDraft, PlanStep } from '#shared/contract/plans.ts'
import type { DemandOutcome, PlanDecision } from '#shared/rules/plan-decision.ts'
import { refusalKeys } from '#shared/rules/plan-decision.ts'
import type { PlanState } from '../../db/plan-tables.ts'
import type { Journal, NewRecord } from '../../db/journal.ts'
import { uuidV7 } from '../../db/ids.ts'
import { blankReview, planValues, stepValues } from './versions.ts'

export interface HistoryStep {
  readonly step: string
  /** What is done, in the plan's own words; the name of the step where it is missing. */
  readonly content?: string
  readonly start: string | null
  readonly end: string | null
  readonly owner: string
  readonly form: string
  /** 学时, not tenths. */
  readonly hours: number | null
}

/** A demand of an earlier round as put to this version. */
export interface HistoryDemand {
  readonly item: RefusalKey
  readonly text: string
  /** What the unit says; '' when it says nothing. */
  readonly claimed?: DemandOutcome | ''
  /** '' or null while nobody has checked. */
  readonly outcome: DemandOutcome | '' | null
}

export interface PlanHistory {
  readonly orgId: string
  readonly version: number
  readonly submittedOn: string
  readonly submittedBy?: string
  readonly reviewedOn: string | null
  readonly reviewer: string | null
  readonly decision: PlanDecision | '待审'
  readonly refused: readonly RefusalKey[]
  readonly comments: readonly { readonly item: RefusalKey; readonly text: string }[]
  readonly demands: readonly HistoryDemand[]
  readonly theme: string
  readonly text: string
  readonly guarantees: readonly string[]
  readonly consultedOn: string | null
  readonly consultedWhom?: string
  readonly schedule: readonly HistoryStep[]
}

function toStep(campaign: Campaign, row: HistoryStep): PlanStep {
  return {
    code: row.step,
    name: row.content ?? stepByCode(campaign, row.step)?.name ?? row.step,
    start: row.start,
    end: row.end,
    owner: row.owner,
    form: row.form,
    hoursX10: row.hours === null ? null : Math.round(row.hours * 10),
  }
}

const claims = (demands: readonly HistoryDemand[]): string =>
  demands
    .flatMap(({ text, claimed }) => (claimed ? [`${text.replace(/。$/u, '')}：单位称${claimed}`] : []))
    .join('\n')

const toDraft = (campaign: Campaign, row: PlanHistory): PlanDraft => ({
  submittedOn: row.submittedOn,
  submittedBy: row.submittedBy ?? '',
  theme: row.theme,
  guarantees: [...row.guarantees],
  consultedOn: row.consultedOn,
  consultedWhom: row.consultedWhom ?? '',
  text: row.text,
  changeNote: claims(row.demands),
  steps: row.schedule.map((step) => toStep(campaign, step)),
})

interface Entry {
  readonly id: string
  readonly row: PlanHistory
  readonly serial: number
  readonly before: Entry | undefined
  readonly isLast: boolean
  readonly isAfterApproval: boolean
}

/** Gives every version its id and every unit its number, in the order the first versions came in. */
function numbered(rows: readonly PlanHistory[], firstSerial: number, now: Date): Entry[] {
  const inOrder = rows.toSorted(
    (a, b) =>
      a.version - b.version || (a.submittedOn < b.submittedOn ? -1 : a.submittedOn > b.submittedOn ? 1 : 0),
  )
  const lastVersion = new Map(inOrder.map((row) => [row.orgId, row.version]))
  const latest = new Map<string, Entry>()
  let serial = firstSerial
  return inOrder.map((row) => {
    const before = latest.get(row.orgId)
    const entry: Entry = {
      id: uuidV7(now),
      row,
      serial: before?.serial ?? serial++,
      before,
      isLast: lastVersion.get(row.orgId) === row.version,
      isAfterApproval: before !== undefined && (before.isAfterApproval || before.row.decision === '批准'),
    }
    latest.set(row.orgId, entry)
    return entry
  })
}

/** An approval is stored after its review: the data file refuses it otherwise. */
function stateBefore({ row, isAfterApproval }: Entry): PlanState {
  if (row.decision === '退回修改') return '退回修改'
  return isAfterApproval ? '变更待审' : '已报送'
}

const toPlan = (campaign: Campaign, entry: Entry) => ({
  ...planValues(toDraft(campaign, entry.row)),
  id: entry.id,
  org_id: entry.row.orgId,
  version: entry.row.version,
  serial: entry.serial,
  state: stateBefore(entry),
})

const commentOn = (row: PlanHistory, key: RefusalKey): string =>
  row.comments
    .filter(({ item }) => item === key)
    .map(({ text }) => text)
    .join('\n')

function toReview({ id, row }: Entry, returnSerial: number | null): NewRecord<'plan_review'> {
  const blank = blankReview(id)
  if (row.decision === '待审') return blank
  const judged = refusalKeys.map((key) => ({
    [key]: row.refused.includes(key) ? '不符合' : '符合',
    [`${key}_comment`]: commentOn(row, key),
    [`${key}_by`]: row.reviewer,
    [`${key}_at`]: row.reviewedOn,
  }))
  const signed = {
    decision: row.decision,
    reviewer: row.reviewer,
    reviewed_on: row.reviewedOn,
    return_serial: returnSerial,
  }
  return Object.assign({}, blank, signed, ...judged) as NewRecord<'plan_review'>
}

/** Papers that send back are numbered in the order of the decisions, each year from its own beginning. */
function returnSerials(
  entries: readonly Entry[],
  lastOfYear: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const counts = new Map(lastOfYear)
  const returned = entries
    .filter(({ row }) => row.decision === '退回修改')
    .toSorted((a, b) => ((a.row.reviewedOn ?? '') < (b.row.reviewedOn ?? '') ? -1 : 1))
  return new Map(
    returned.map(({ id, row }) => {
      const year = (row.reviewedOn ?? '').slice(0, 4)
      const next = (counts.get(year) ?? 0) + 1
      counts.set(year, next)
      return [id, next] as const
    }),
  )
}

/** The version whose review raised a demand: the earliest of those that put the same words to the next one. */
function raisedIn(entry: Entry | undefined, text: string): string | undefined {
  if (entry === undefined) return undefined
  const isCarried = entry.row.demands.some((demand) => demand.text === text)
  return (isCarried ? raisedIn(entry.before, text) : undefined) ?? entry.id
}

function demandsOf(entry: Entry): NewRecord<'plan_demand'>[] {
  const { id, row, before, isLast } = entry
  const put = row.demands.map((demand) => ({
    org_id: row.orgId,
    raised_in: raisedIn(before, demand.text) ?? id,
    refusal: demand.item,
    text: demand.text,
    judged_in: id,
    outcome: demand.outcome === '' ? null : demand.outcome,
    judged_by: demand.outcome ? row.reviewer : null,
  }))
  if (!isLast || row.decision !== '退回修改') return put
  const open = { org_id: row.orgId, judged_in: null, outcome: null, judged_by: null }
  const carried = put
    .filter(({ outcome }) => outcome !== '已改')
    .map(({ raised_in, refusal, text }) => ({ ...open, raised_in, refusal, text }))
  const raised = row.comments.map(({ item, text }) => ({ ...open, raised_in: id, refusal: item, text }))
  return [...put, ...carried, ...raised]
}

async function lastSerial(journal: Journal): Promise<number> {
  const row = await journal.trx
    .selectFrom('plan')
    .select((eb) => eb.fn.max<number | null>('serial').as('last'))
    .executeTakeFirst()
  return row?.last ?? 0
}

async function lastReturns(journal: Journal): Promise<Map<string, number>> {
  const rows = await journal.trx
    .selectFrom('plan_review')
    .select(['reviewed_on', 'return_serial'])
    .where('return_serial', 'is not', null)
    .execute()
  const last = new Map<string, number>()
  for (const { reviewed_on, return_serial } of rows) {
    const year = (reviewed_on ?? '').slice(0, 4)
    last.set(year, Math.max(last.get(year) ?? 0, return_serial ?? 0))
  }
  return last
}

/**
 * Stores plan versions with their reviews and demands, in few statements. The units must have no plans yet; versions
 * of a unit start at 1 without gaps. The data file checks every decision: a false one stops the whole.
 */
export async function importPlanHistory(
  journal: Journal,
  campaign: Campaign,
  rows: readonly PlanHistory[],
): Promise<{ readonly versions: number }> {
  const entries = numbered(rows, (await lastSerial(journal)) + 1, journal.context.now())
  const serials = returnSerials(entries, await lastReturns(journal))
  await journal.addMany(
    'plan',
    entries.map((entry) => toPlan(campaign, entry)),
  )
  await journal.addMany(
    'plan_step',
    entries.flatMap((entry) => stepValues(entry.id, toDraft(campaign, entry.row))),
  )
  await journal.addMany(
    'plan_review',
    entries.map((entry) => toReview(entry, serials.get(entry.id) ?? null)),
  )
  await journal.addMany('plan_demand', entries.flatMap(demandsOf))
  for (const { id, row } of entries) {
    if (row.decision === '批准') await journal.change('plan', id, { state: '批准' })
  }
  return { versions: entries.length }
}

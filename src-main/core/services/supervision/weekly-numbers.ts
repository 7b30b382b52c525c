// The numbers of the group's weekly report, counted from the records of a week that runs from Friday to Thursday.
import type { WeeklyFigure, WeeklyNumbers } from '#shared/contract/supervision.ts'
import { groupDuties } from '#shared/rules/supervision.ts'
import { formatRate } from '#shared/text/rate.ts'
import type { Context } from '../../context.ts'
import { phaseName } from '../inspections/store.ts'
import { readUnits } from '../plans/units.ts'
import { namesIn } from '../polls/store.ts'
import { unitPhases } from '../stages/stage.ts'
import { countOf } from './indicator.ts'
import { isLateAt } from './indicators/work.ts'
import type { Db } from './sample-store.ts'
import { indicators, phaseOn, summaryFacts } from './summary.ts'
import type { SummaryFacts } from './summary-facts.ts'

export interface Week {
  /** A Friday. */
  readonly from: string
  /** The Thursday after it. */
  readonly to: string
}

const tallied = (labels: readonly string[]): { label: string; count: number }[] => {
  const counts = new Map<string, number>()
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  return [...counts].map(([label, count]) => ({ label, count })).toSorted((a, b) => b.count - a.count)
}

/** Meetings of the diary that were attended, and log entries of meetings that are in no diary. */
async function countMeetings(db: Db, { from, to }: Week): Promise<number> {
  const [appointments, entries] = await Promise.all([
    db
      .selectFrom('appointment')
      .select('id')
      .where('deleted_at', 'is', null)
      .where('state', '=', '已办')
      .where('on_day', '>=', from)
      .where('on_day', '<=', to)
      .execute(),
    db
      .selectFrom('supervision_log')
      .select(['methods', 'source'])
      .where('deleted_at', 'is', null)
      .where('on_day', '>=', from)
      .where('on_day', '<=', to)
      .execute(),
  ])
  const other = entries.filter(
    ({ methods, source }) =>
      namesIn(methods).includes('列席会议') && source !== 'appointment' && source !== 'poll',
  )
  return appointments.length + other.length
}

async function countWitnessed(db: Db, { from, to }: Week): Promise<number> {
  const rows = await db
    .selectFrom('poll')
    .select('supervised_by')
    .where('deleted_at', 'is', null)
    .where('kind', '<>', '党性分析材料')
    .where('state', 'in', ['已统计', '已确认'])
    .where('date', '>=', from)
    .where('date', '<=', to)
    .execute()
  return rows.filter((row) => namesIn(row.supervised_by).length > 0).length
}

async function countReviewed(db: Db, { from, to }: Week): Promise<number> {
  const rows = await db
    .selectFrom('plan_review')
    .select('id')
    .where('deleted_at', 'is', null)
    .where('decision', 'is not', null)
    .where('reviewed_on', '>=', from)
    .where('reviewed_on', '<=', to)
    .execute()
  return rows.length
}

/** Steps taken in the week that led to a state. */
async function countSteps(
  db: Db,
  table: 'finding_step' | 'issue_step',
  states: readonly string[],
  { from, to }: Week,
): Promise<number> {
  const rows = await db
    .selectFrom(table)
    .select('to_state')
    .where('deleted_at', 'is', null)
    .where('on_day', '>=', from)
    .where('on_day', '<=', to)
    .execute()
  return rows.filter((row) => states.includes(row.to_state)).length
}

async function countDuties(db: Db, { from, to }: Week): Promise<WeeklyNumbers['duties']> {
  const rows = await db
    .selectFrom('supervision_log')
    .select('duty')
    .where('deleted_at', 'is', null)
    .where('on_day', '>=', from)
    .where('on_day', '<=', to)
    .execute()
  return groupDuties.map((duty) => ({ duty, count: rows.filter((row) => row.duty === duty).length }))
}

/** Figures of the phase that a reader of the report asks for, each with its way to the rows. */
const QUOTED = ['plans', 'studied', 'hours', 'polled', 'accepted', 'moved'] as const

/** The phase the hindmost units are in: what they have still to pass is what the report is about. */
function hindmost(context: Context, facts: SummaryFacts): SummaryFacts {
  const phase = unitPhases(context.campaign.template).find((key) =>
    facts.stages.some((stage) => stage.phase === key && stage.endedOn === null),
  )
  return phase === undefined
    ? facts
    : { ...facts, phase, phaseName: phaseName(context.campaign.template, phase) }
}

const OF_PHASE: readonly string[] = ['polled', 'accepted', 'moved']

function progressOf(context: Context, now: SummaryFacts): WeeklyFigure[] {
  const { template } = context.campaign
  const facts = hindmost(context, now)
  const stages = unitPhases(template).flatMap((phase): WeeklyFigure[] => {
    const there = facts.stages.filter((stage) => stage.phase === phase && stage.endedOn === null).length
    const name = template.phases.find(({ key }) => key === phase)?.name ?? ''
    return there === 0 ? [] : [{ label: `在${name}阶段`, text: `${String(there)}个单位`, to: '/units' }]
  })
  const quoted = QUOTED.flatMap((key): WeeklyFigure[] => {
    const indicator = indicators.find((each) => each.key === key)
    if (indicator === undefined) return []
    const { part, whole } = countOf(indicator, facts)
    const text = whole === null ? `${String(part)}${indicator.measure}` : formatRate(part, whole)
    return [
      {
        label: `${OF_PHASE.includes(key) ? facts.phaseName : ''}${indicator.title}`,
        text,
        to: `/summary?phase=${facts.phase}&asOf=${facts.asOf}&show=${key}`,
      },
    ]
  })
  return [...stages, ...quoted]
}

/** Everything by the end of the week, or of today while it is still running. */
export async function countWeek(context: Context, week: Week): Promise<WeeklyNumbers> {
  const db = context.db.read
  const asOf = week.to < context.today ? week.to : context.today
  const facts = await summaryFacts(context, { phase: phaseOn(context, asOf), asOf })
  const isIn = (day: string): boolean => day >= week.from && day <= week.to
  const inspections = facts.inspections.filter(({ on }) => isIn(on))
  const found = facts.findings.filter(({ foundOn, state }) => isIn(foundOn) && state !== '撤销')
  const units = new Map((await readUnits(context, db)).map((unit) => [unit.id, unit.shortName]))
  const [meetings, plans, polls, duties, closed, returned, issuesClosed, relapsed] = await Promise.all([
    countMeetings(db, week),
    countReviewed(db, week),
    countWitnessed(db, week),
    countDuties(db, week),
    countSteps(db, 'finding_step', ['已销号'], week),
    countSteps(db, 'finding_step', ['退回重改'], week),
    countSteps(db, 'issue_step', ['已销号'], week),
    countSteps(db, 'issue_step', ['反弹重开', '重新整改'], week),
  ])
  return {
    visits: inspections.length,
    units: new Set(inspections.map(({ orgId }) => orgId)).size,
    meetings,
    plans,
    polls,
    duties,
    progress: progressOf(context, facts),
    found: found.length,
    byCategory: tallied(found.map(({ category }) => category)),
    bySeverity: tallied(found.map(({ severity }) => severity)),
    serious: found
      .filter(({ severity }) => severity === '严重')
      .map(({ no, orgId, description }) => ({ no, unit: units.get(orgId) ?? '', text: description })),
    closed,
    overdue: facts.findings.filter((finding) => isLateAt(finding, asOf)).length,
    returned,
    issuesClosed,
    relapsed,
  }
}

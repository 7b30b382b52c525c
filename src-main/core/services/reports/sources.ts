// Where the nine numbers of a week come from: each field with the ledger it is counted in, by the days of that week only.
import { sql, type Kysely, type RawBuilder } from 'kysely'
import { weeklyReports } from '#shared/ledgers/weekly-reports.ts'
import { weeklyCounts, type WeeklyCount } from '#shared/rules/report-week.ts'
import { reportWeekOf } from '#shared/rules/reporting.ts'
import type { Tables } from '../../db/tables.ts'

type Db = Kysely<Tables>

interface Days {
  readonly from: string
  readonly to: string
}

export interface ReportSource {
  readonly field: WeeklyCount
  /** Tables it is counted in; without them there is no number. */
  readonly tables: readonly string[]
  /** As it is shown beside the number. */
  readonly said: string
  /** Rows of `org_id` and `n`, one a unit that has any. */
  readonly count: (days: Days) => RawBuilder<{ org_id: string; n: number }>
}

const within = (column: string, { from, to }: Days) =>
  sql`deleted_at is null and ${sql.ref(column)} between ${from} and ${to}`

/** Adds up what one column says, or counts the rows, by unit. */
const byUnit =
  (table: string, day: string, what: string): ReportSource['count'] =>
  (days) =>
    sql`select org_id, ${sql.raw(what)} as n from ${sql.table(table)} where ${within(day, days)} group by org_id`

const both =
  (one: ReportSource['count'], other: ReportSource['count']): ReportSource['count'] =>
  (days) =>
    sql`select org_id, sum(n) as n from (${one(days)} union all ${other(days)}) group by org_id`

/** Names of those talked with stand in one cell, 、 between them. */
const PARTNERS = `sum(1 + length(partners) - length(replace(partners, '、', '')))`

const closedFindings: ReportSource['count'] = (days) =>
  sql`select org_id, count(*) as n from finding where state = '已销号' and ${within('recheck_on', days)} group by org_id`
const closedIssues: ReportSource['count'] = (days) =>
  sql`select org_id, count(*) as n from issue where state = '已销号' and ${within('verified_on', days)} group by org_id`
const foundFindings: ReportSource['count'] = (days) =>
  sql`select org_id, count(*) as n from finding where state <> '撤销' and ${within('found_on', days)} group by org_id`
/** A problem taken over from a finding has been counted there. */
const foundIssues: ReportSource['count'] = (days) =>
  sql`select org_id, count(*) as n from issue where finding_id is null and ${within('registered_on', days)} group by org_id`

/** One line a field: what a later version counts elsewhere is changed here only. */
export const reportSources: readonly ReportSource[] = [
  {
    field: 'sessions',
    tables: ['study_session'],
    said: '学习活动',
    count: byUnit('study_session', 'date', 'count(*)'),
  },
  {
    field: 'hours',
    tables: ['study_session'],
    said: '学习活动',
    count: byUnit('study_session', 'date', 'sum(hours)'),
  },
  {
    field: 'attendees',
    tables: ['study_session'],
    said: '学习活动考勤',
    count: byUnit('study_session', 'date', 'sum(coalesce(counted_present, reported_present, 0))'),
  },
  {
    field: 'makeups',
    tables: ['makeup'],
    said: '补课登记',
    count: byUnit('makeup', 'made_on', 'count(distinct member_id)'),
  },
  {
    field: 'opinions',
    tables: ['opinion_channel'],
    said: '征求意见渠道',
    count: (days) =>
      sql`select org_id, sum(coalesce(opinions, 0)) as n from opinion_channel
        where deleted_at is null and coalesce(until_on, from_on) between ${days.from} and ${days.to} group by org_id`,
  },
  { field: 'talks', tables: ['talk'], said: '谈心谈话', count: byUnit('talk', 'talked_on', PARTNERS) },
  {
    field: 'found',
    tables: ['finding', 'issue'],
    said: '督导问题、整改问题',
    count: both(foundFindings, foundIssues),
  },
  {
    field: 'solved',
    tables: ['finding', 'issue'],
    said: '销号的督导问题、整改问题',
    count: both(closedFindings, closedIssues),
  },
  {
    field: 'visits',
    tables: ['care_visit'],
    said: '关爱走访',
    count: byUnit('care_visit', 'visited_on', 'count(*)'),
  },
]

/** As stored: hours in tenths; null where no ledger holds it. */
export type Counted = Readonly<Record<WeeklyCount, number | null>>

export interface WeekCounted {
  /** Numbers of one unit. */
  readonly of: (orgId: string) => Counted
  /** Of all units together. */
  readonly all: Counted
}

async function existingTables(db: Db): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(
    db,
  )
  return new Set(rows.map(({ name }) => name))
}

const counted = (of: (field: WeeklyCount) => number | null): Counted =>
  Object.fromEntries(weeklyCounts.map((field) => [field, of(field)])) as Record<WeeklyCount, number | null>

/** Counts the week of all units at once: one query a field. */
export async function countWeekOf(db: Db, week: string): Promise<WeekCounted> {
  const { start, end } = reportWeekOf(week)
  const tables = await existingTables(db)
  const numbers = new Map<WeeklyCount, ReadonlyMap<string, number>>()
  for (const source of reportSources) {
    if (!source.tables.every((table) => tables.has(table))) continue
    const { rows } = await source.count({ from: start, to: end }).execute(db)
    numbers.set(source.field, new Map(rows.map(({ org_id, n }) => [org_id, n])))
  }
  const sumOf = (units: ReadonlyMap<string, number>): number => [...units.values()].reduce((a, b) => a + b, 0)
  return {
    of: (orgId) => counted((field) => (numbers.has(field) ? (numbers.get(field)?.get(orgId) ?? 0) : null)),
    all: counted((field) => {
      const units = numbers.get(field)
      return units === undefined ? null : sumOf(units)
    }),
  }
}

const UNITS: Readonly<Record<WeeklyCount, string>> = {
  sessions: '次',
  hours: '学时',
  attendees: '人次',
  makeups: '人',
  opinions: '条',
  talks: '人次',
  found: '件',
  solved: '件',
  visits: '人次',
}

export const labelOf = (field: WeeklyCount): string => weeklyReports.columns[field].label
export const unitOf = (field: WeeklyCount): string => UNITS[field]
export const sourceOf = (field: WeeklyCount): string =>
  reportSources.find((source) => source.field === field)?.said ?? ''

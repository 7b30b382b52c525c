// Who is asked for a weekly report: branches that are in the campaign the whole week, and the town itself upward.
import type { Kysely } from 'kysely'
import { currentBatch } from '#shared/campaign/index.ts'
import { reportWeekOf } from '#shared/rules/reporting.ts'
import type { Reporter } from '#shared/rules/report-week.ts'
import { shortenOrgName } from '#shared/text/org-name.ts'
import { groupBy } from '../../group-by.ts'
import type { Tables } from '../../db/tables.ts'
import { NotFound } from '../../refusal.ts'
import type { CampaignSettings } from '../campaign-settings.ts'
import { stagesOf, type StageRow } from '../stages/stage.ts'
import { reporterOf } from './calendar.ts'

type Db = Kysely<Tables>

/** Committees and general branches report through their branches. */
const REPORTING = ['支部', '联合支部', '临时支部']

export interface ReportingUnit {
  readonly id: string
  readonly unit: string
  readonly fullName: string
  readonly unitType: string
  readonly initials: string
  readonly informant: string
  readonly reporter: Reporter
  /** Asked for a report at all; others may send one. */
  readonly isAsked: boolean
  /** First and last day in the campaign. */
  readonly from: string
  readonly until: string | null
}

type Stages = readonly Pick<StageRow, 'started_on' | 'ended_on' | 'phase'>[]

/** A unit is in the campaign from its first phase on until it is through the last; without stages on record, all the time. */
function spanOf(stages: Stages, start: string, lastPhase: string): { from: string; until: string | null } {
  const begun = stages.flatMap(({ started_on }) => (started_on === null ? [] : [started_on])).toSorted()
  const last = stages.find(({ phase }) => phase === lastPhase)
  return { from: begun[0] ?? start, until: last?.ended_on ?? null }
}

/** All organisations but party groups, in the order of the roster. */
export async function readReporters(campaign: CampaignSettings, db: Db): Promise<ReportingUnit[]> {
  const { town, county } = campaign.town
  const { template } = campaign
  const { start } = currentBatch(template)
  const lastPhase = template.phases.at(-1)?.key ?? ''
  const [rows, stages] = await Promise.all([
    db
      .selectFrom('organisation')
      .selectAll()
      .where('deleted_at', 'is', null)
      .where('level', '<>', '党小组')
      .orderBy('id')
      .execute(),
    stagesOf(db),
  ])
  const own = groupBy(stages, ({ org_id }) => org_id)
  return rows.map((row) => ({
    id: row.id,
    unit: row.short_name ?? shortenOrgName(row.full_name, 'grid', { town, county }),
    fullName: row.full_name,
    unitType: row.unit_type,
    initials: row.initials,
    informant: row.informant_name ?? '',
    reporter: reporterOf(row),
    isAsked: REPORTING.includes(row.level),
    ...spanOf(own.get(row.id) ?? [], start, lastPhase),
  }))
}

/** In the campaign from the first day of the week on, and not through it before. */
export const isActiveIn = ({ from, until }: ReportingUnit, week: string): boolean => {
  const { start } = reportWeekOf(week)
  return from <= start && (until === null || until >= start)
}

/** The unit whose report goes up; undefined while the roster has no committee of the town. */
export const townOf = (units: readonly ReportingUnit[]): ReportingUnit | undefined =>
  units.find(({ reporter }) => reporter === '镇')

/** One unit out of the list. Throws NotFound. */
export function reporterById(units: readonly ReportingUnit[], id: string): ReportingUnit {
  const unit = units.find((each) => each.id === id)
  if (unit === undefined) throw new NotFound('这个单位')
  return unit
}

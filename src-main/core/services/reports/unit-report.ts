// One unit's report of one week: drafted from the ledgers while it is not in, side by side with them when it is.
import type { ReportField, ReportItem, UnitReport } from '#shared/contract/reports.ts'
import { weeklyCounts, type WeeklyCount } from '#shared/rules/report-week.ts'
import { reportWeekOf } from '#shared/rules/reporting.ts'
import type { Context } from '../../context.ts'
import { refuse } from '../../refusal.ts'
import { reporterById, type ReportingUnit } from './reporters.ts'
import { countWeekOf, labelOf, sourceOf, unitOf, type Counted } from './sources.ts'
import { standingOf, type ReportRow, type Standing } from './standing.ts'
import { factsOf, isMain, pieceOf, reportsOf, toShown, type ReportFacts } from './store.ts'
import { draftText, draftTitle } from './words.ts'

/** Numbers of the unit's own week; those of the whole town for its report upward. */
export async function countedFor(
  db: Parameters<typeof countWeekOf>[0],
  unit: ReportingUnit,
  week: string,
): Promise<Counted> {
  const counted = await countWeekOf(db, week)
  return unit.reporter === '镇' ? counted.all : counted.of(unit.id)
}

function fieldOf(
  key: WeeklyCount,
  counted: Counted,
  row: ReportRow | undefined,
  facts: ReportFacts | null,
): ReportField {
  return {
    key,
    label: labelOf(key),
    unit: unitOf(key),
    counted: toShown(key, counted[key]),
    reported: row === undefined ? null : toShown(key, row[key]),
    countedThen: facts === null ? null : toShown(key, facts.counted[key] ?? null),
    source: counted[key] === null ? '' : sourceOf(key),
  }
}

/** How many of the nine come from the ledgers: as confirmed, or as they would be if nothing were typed. */
function draftedOf(counted: Counted, row: ReportRow | undefined, facts: ReportFacts | null): number {
  if (row?.submitted_on == null) return weeklyCounts.filter((key) => counted[key] !== null).length
  return facts === null ? 0 : weeklyCounts.length - facts.typed.length
}

const toItem = (row: ReportRow, adoptions: ReadonlyMap<string, string[]>): ReportItem => ({
  id: row.id,
  rowVersion: row.row_version,
  itemNo: pieceOf(row),
  title: row.title ?? '',
  text: row.text ?? '',
  state: row.state,
  submittedOn: row.submitted_on,
  submittedTime: row.submitted_time,
  channel: row.channel ?? '',
  reporter: row.reporter ?? '',
  adoptions: adoptions.get(row.id) ?? [],
})

async function adoptionsOf(context: Context, rows: readonly ReportRow[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (rows.length === 0) return found
  const adoptions = await context.db.read
    .selectFrom('adoption')
    .selectAll()
    .where(
      'report_id',
      'in',
      rows.map(({ id }) => id),
    )
    .where('deleted_at', 'is', null)
    .orderBy('date')
    .execute()
  for (const { report_id, level, publication, date } of adoptions) {
    const said = `${date} ${level}${publication === null ? '' : `　${publication}`}`
    const own = found.get(report_id ?? '') ?? []
    found.set(report_id ?? '', [...own, said])
  }
  return found
}

export function assertWeek(standing: Standing, week: string): void {
  if (!standing.weeks.includes(week))
    refuse('这一周不在本批活动的时间里。一周从星期五到星期四，请重新选。', 'week')
}

export async function showUnitReport(context: Context, orgId: string, week: string): Promise<UnitReport> {
  const db = context.db.read
  const standing = await standingOf(context, db)
  assertWeek(standing, week)
  const unit = reporterById(standing.units, orgId)
  const [rows, counted] = await Promise.all([reportsOf(db, orgId, week), countedFor(db, unit, week)])
  const main = rows.find(isMain)
  const facts = main === undefined ? null : factsOf(main)
  const state = standing.stateOf(unit, week)
  const adoptions = await adoptionsOf(context, rows)
  return {
    orgId,
    unit: unit.unit,
    fullName: unit.fullName,
    week,
    weekNo: standing.numberOf(week),
    start: reportWeekOf(week).start,
    reporter: unit.reporter,
    due: standing.due(week, unit.reporter),
    state,
    isPastDue: state === '待报' && standing.isPastDue(unit, week),
    informant: unit.informant,
    rowVersion: main === undefined ? null : main.row_version,
    isConfirmed: main?.submitted_on != null,
    drafted: draftedOf(counted, main, facts),
    fields: weeklyCounts.map((key) => fieldOf(key, counted, main, facts)),
    title: main?.title ?? draftTitle(week, standing.numberOf(week)),
    text: main?.text ?? draftText(counted),
    items: rows.filter(({ submitted_on }) => submitted_on !== null).map((row) => toItem(row, adoptions)),
  }
}

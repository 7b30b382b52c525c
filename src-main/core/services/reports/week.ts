// 周报 of one week: the strip of all weeks, every unit with its state, the town's own report first.
import type { ReportWeekView, UnitWeek, WeekHead } from '#shared/contract/reports.ts'
import { reportWeekOf } from '#shared/rules/reporting.ts'
import type { Context } from '../../context.ts'
import { weekOn } from './calendar.ts'
import { isActiveIn, type ReportingUnit } from './reporters.ts'
import { countWeek, standingOf, type Standing } from './standing.ts'

function headOf(standing: Standing, week: string, today: string): WeekHead {
  const { start, end } = reportWeekOf(week)
  return {
    week,
    no: standing.numberOf(week),
    due: standing.due(week, '支部'),
    ...countWeek(standing, week),
    isAhead: start > today,
    isNow: start <= today && today <= end,
  }
}

/** Weeks up to the one shown in which a unit was late, or nothing came in time. */
function soFar(standing: Standing, unit: ReportingUnit, week: string): { late: number; missing: number } {
  const states = standing.weeks.filter((each) => each <= week).map((each) => standing.stateOf(unit, each))
  return {
    late: states.filter((state) => state === '迟报').length,
    missing: states.filter((state) => state === '未报' || state === '补报').length,
  }
}

function unitWeek(standing: Standing, unit: ReportingUnit, week: string): UnitWeek {
  const items = standing.itemsOf(unit.id, week)
  const [first] = items
  const state = standing.stateOf(unit, week)
  const { late, missing } = soFar(standing, unit, week)
  return {
    orgId: unit.id,
    unit: unit.unit,
    fullName: unit.fullName,
    unitType: unit.unitType,
    initials: unit.initials,
    informant: unit.informant,
    reporter: unit.reporter,
    state,
    isPastDue: state === '待报' && standing.isPastDue(unit, week),
    submittedOn: first?.submitted_on ?? null,
    submittedTime: first?.submitted_time ?? null,
    items: items.length,
    adopted: items.filter((item) => item.state === '被采用').length,
    title: first?.title ?? '',
    lateSoFar: late,
    missingSoFar: missing,
  }
}

/** Who is asked or has reported; a unit that was not yet in the campaign is left out. */
const isShown = (standing: Standing, unit: ReportingUnit, week: string): boolean =>
  unit !== standing.town &&
  ((unit.isAsked && isActiveIn(unit, week)) || standing.itemsOf(unit.id, week).length > 0)

export async function showWeek(context: Context, asked: string | null): Promise<ReportWeekView> {
  const standing = await standingOf(context, context.db.read)
  const week = weekOn(standing.weeks, asked ?? context.today)
  const rows = standing.units
    .filter((unit) => isShown(standing, unit, week))
    .map((unit) => unitWeek(standing, unit, week))
  const counts = countWeek(standing, week)
  return {
    weeks: standing.weeks.map((each) => headOf(standing, each, context.today)),
    week,
    start: reportWeekOf(week).start,
    branchDue: standing.due(week, '支部'),
    townDue: standing.due(week, '镇'),
    exceptions: standing.exceptions
      .filter((each) => each.week === week)
      .map(({ reporter, due_on, reason }) => ({ reporter, dueOn: due_on, reason })),
    town: standing.town === undefined ? null : unitWeek(standing, standing.town, week),
    rows,
    expected: counts.expected,
    received: counts.onTime + counts.late + counts.madeUp,
    onTime: counts.onTime,
    withoutInformant: standing.asked.filter(({ informant }) => informant === '').length,
  }
}

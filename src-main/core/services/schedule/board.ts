// 各单位进度: every unit by phase with the dates that hold, where it stands, and what the rules object to.
import type { PhaseDates, PhaseName, ScheduleBoard, ScheduleRow } from '#shared/contract/schedule.ts'
import { daysBetween } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { currentPhase } from '../stages/stage.ts'
import { asUnitPhase, judgeDates, phasesOfUnits, readDates, type PhaseSpan, type UnitDates } from './dates.ts'

/** Days are counted only while the unit is in the phase: from its first step until it has moved on. */
function daysLeft(today: string, state: PhaseDates['state'], end: string): number | null {
  return state === '未开始' || state === '已转段' ? null : daysBetween(today, end)
}

export function toPhaseDates(today: string, { stages }: UnitDates, span: PhaseSpan): PhaseDates {
  const stage = stages.find(({ phase }) => phase === span.phase)
  const state = stage?.state ?? '未开始'
  return {
    phase: span.phase,
    state,
    plannedStart: span.start,
    plannedEnd: span.end,
    from: span.from,
    startedOn: stage?.started_on ?? null,
    endedOn: stage?.ended_on ?? null,
    daysLeft: daysLeft(today, state, span.end),
  }
}

export const phaseNames = ({ campaign }: Pick<Context, 'campaign'>): PhaseName[] =>
  phasesOfUnits(campaign.template).map(({ key, name, defaultStart, defaultEnd }) => ({
    key,
    name,
    start: defaultStart,
    end: defaultEnd,
  }))

/** The person of the group who looks after each unit. */
export async function supervisors(context: Context): Promise<Map<string, string>> {
  const rows = await context.db.read
    .selectFrom('organisation')
    .select(['id', 'supervisor'])
    .where('deleted_at', 'is', null)
    .execute()
  return new Map(rows.map(({ id, supervisor }) => [id, supervisor ?? '']))
}

/** How many extensions in force moved dates of each unit. */
async function extensionCounts(context: Context): Promise<Map<string, number>> {
  const rows = await context.db.read
    .selectFrom('extension_shift')
    .innerJoin('extension', 'extension.id', 'extension_shift.extension_id')
    .select(['extension_shift.org_id', (eb) => eb.fn.count<number>('extension.id').distinct().as('count')])
    .where('extension.withdrawn_on', 'is', null)
    .where('extension.deleted_at', 'is', null)
    .groupBy('extension_shift.org_id')
    .execute()
  return new Map(rows.map(({ org_id, count }) => [org_id, count]))
}

export async function showBoard(context: Context): Promise<ScheduleBoard> {
  const [all, keepers, extended] = await Promise.all([
    readDates(context, context.db.read),
    supervisors(context),
    extensionCounts(context),
  ])
  const rows = all.map((each): ScheduleRow => ({
    orgId: each.unit.id,
    unit: each.unit.shortName,
    fullName: each.unit.fullName,
    unitType: each.unit.unitType,
    supervisor: keepers.get(each.unit.id) ?? '',
    initials: each.unit.initials,
    current: asUnitPhase(currentPhase(context.campaign.template, each.stages)),
    phases: each.spans.map((span) => toPhaseDates(context.today, each, span)),
    notes: judgeDates(context, each.spans).filter(({ outcome }) => outcome === 'fail'),
    extensions: extended.get(each.unit.id) ?? 0,
  }))
  return { today: context.today, phases: phaseNames(context), rows }
}

// The strip of the phases: when each is, and how the units stand as far as the records tell.
import type { Phase } from '#shared/campaign/index.ts'
import type { PhaseSegment, PhaseStrip } from '#shared/contract/overview.ts'
import { daysBetween } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { inspectionsIn, isToBeInspected, isLookedAt, phaseToday } from './phase.ts'
import { hasBegun, stageIn, standingIn, type Standing } from './progress.ts'
import type { TownFacts, UnitFacts } from './town.ts'

type Segment = readonly [
  label: string,
  kind: PhaseSegment['kind'],
  to: string,
  is: (unit: UnitFacts) => boolean,
]

const planIs = (group: string) => (unit: UnitFacts) => unit.plan?.group === group

const planSegments: readonly Segment[] = [
  ['方案已批', 'ok', '/plans', planIs('已批')],
  ['待审', 'doing', '/plans', planIs('待审')],
  ['退回', 'warn', '/plans', planIs('退回')],
  ['未报', 'bad', '/units?show=noplan', planIs('未报')],
]

const differs = ({ reported, members }: UnitFacts): boolean => reported !== null && reported !== members

/** The party groups and the units without a number of their own say nothing about the roster. */
const rosterSegments: readonly Segment[] = [
  ['名册相符', 'ok', '/ledgers/organisations', (unit) => unit.members > 0 && !differs(unit)],
  ['人数不符', 'warn', '/units?show=roster', (unit) => unit.members > 0 && differs(unit)],
  ['还没有名册', 'none', '/import/members', (unit) => unit.members === 0],
]

function inspectionSegments(phase: string, town: TownFacts): readonly Segment[] {
  const own = (unit: UnitFacts) => inspectionsIn(unit, phase, town.inspected)
  const isDone = (unit: UnitFacts): boolean => own(unit).some((each) => each.state === '已完成')
  const hasBegun = (unit: UnitFacts): boolean => !isDone(unit) && own(unit).some(isLookedAt)
  const isDue = isToBeInspected
  return [
    ['已检查', 'ok', '/inspections', (unit) => isDue(unit) && isDone(unit)],
    ['检查中', 'doing', '/inspections', (unit) => isDue(unit) && hasBegun(unit)],
    ['未检查', 'none', '/inspections', (unit) => isDue(unit) && !isDone(unit) && !hasBegun(unit)],
  ]
}

/** From done to not begun, what stands in the way at the end. */
const standings: readonly (readonly [standing: Standing, kind: PhaseSegment['kind']])[] = [
  ['已转段', 'ok'],
  ['待转段', 'ready'],
  ['验收合格', 'ready'],
  ['待验收', 'doing'],
  ['自查中', 'checking'],
  ['进行中', 'begun'],
  ['已延期', 'begun'],
  ['限期补课', 'warn'],
  ['被挡', 'bad'],
  ['未开始', 'none'],
]

const hasStages = (phase: string, { units }: TownFacts): boolean =>
  units.some(({ progress }) => progress !== null && hasBegun(stageIn(progress, phase)))

const stageSegments = (phase: string): readonly Segment[] =>
  standings.map(([standing, kind]) => [
    standing,
    kind,
    `/units?phase=${phase}&state=${standing}`,
    ({ progress }) => progress !== null && standingIn(progress, phase) === standing,
  ])

/** Before the first stage is on record the plans and the inspections tell how the units stand. */
function rowsOf(phase: Phase, town: TownFacts): readonly Segment[] {
  if (phase.key === 'prep') return rosterSegments
  if (hasStages(phase.key, town)) return stageSegments(phase.key)
  return phase.key === 'study' ? planSegments : inspectionSegments(phase.key, town)
}

function segmentsOf(phase: Phase, town: TownFacts): PhaseSegment[] {
  const rows = rowsOf(phase, town)
  return rows
    .map(([label, kind, to, is]) => ({ label, kind, to, count: town.units.filter(is).length }))
    .filter(({ count }) => count > 0)
}

function noteOf(phase: Phase, state: PhaseStrip['state'], today: string): string {
  if (state === 'coming') return '未到'
  if (state === 'past') return '已过'
  const left = daysBetween(today, phase.defaultEnd)
  return left === 0 ? '今天结束' : `还有 ${left} 天`
}

/** All phases in order. Dates are the campaign's; units may have dates of their own. */
export function phasesOf(context: Context, town: TownFacts): PhaseStrip[] {
  const now = phaseToday(context)
  return context.campaign.template.phases.map((phase) => {
    const state = phase.defaultEnd < town.today ? 'past' : phase.key === now?.key ? 'now' : 'coming'
    return {
      key: phase.key,
      name: phase.name,
      start: phase.defaultStart,
      end: phase.defaultEnd,
      state,
      note: noteOf(phase, state, town.today),
      segments: state === 'coming' && !hasStages(phase.key, town) ? [] : segmentsOf(phase, town),
    }
  })
}

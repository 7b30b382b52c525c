// 单位: every unit with how it stands, one line each.
import type { UnitLine } from '#shared/contract/overview.ts'
import { isBarred } from '#shared/rules/gate-conditions.ts'
import type { Context } from '../../context.ts'
import { isUnseen, type InspectedPhase } from './phase.ts'
import { lastPolled, sharesOf } from './poll-dots.ts'
import { presentStage, presentStanding, standingIn } from './progress.ts'
import { isOpen, isOverdue, readTown, type UnitFacts } from './town.ts'

function pollOf(unit: UnitFacts): Pick<UnitLine, 'poll' | 'pollRound' | 'pollMark'> {
  const last = lastPolled(unit)
  if (last === null) return { poll: '', pollRound: 0, pollMark: '' }
  const { gate } = last
  return {
    poll: sharesOf(gate),
    pollRound: gate.gate.facts.poll?.round ?? 1,
    pollMark: isBarred(gate.rows) ? 'ban' : 'ok',
  }
}

function stageOf({ progress }: UnitFacts): Pick<UnitLine, 'phase' | 'phaseName' | 'standing' | 'standings'> {
  if (progress === null) return { phase: '', phaseName: '', standing: '', standings: [] }
  return {
    phase: progress.phase,
    phaseName: presentStage(progress)?.name ?? '',
    standing: presentStanding(progress),
    standings: progress.stages.map(({ phase }) => ({ phase, standing: standingIn(progress, phase) })),
  }
}

function toLine(unit: UnitFacts, inspected: InspectedPhase, today: string): UnitLine {
  const open = unit.findings.filter(isOpen)
  return {
    id: unit.id,
    name: unit.name,
    fullName: unit.fullName,
    initials: unit.initials,
    unitType: unit.unitType,
    level: unit.level,
    secretary: unit.secretary,
    members: unit.members,
    reported: unit.reported,
    plan: unit.plan?.state ?? null,
    planGroup: unit.plan?.group ?? null,
    planVersion: unit.plan?.version ?? 0,
    inspections: unit.inspections.length,
    lastInspectedOn: unit.inspections[0]?.date ?? null,
    isInspecting: unit.inspections.some(({ state }) => state === '进行中'),
    isUnseen: isUnseen(unit, inspected),
    openFindings: open.length,
    overdueFindings: open.filter((each) => isOverdue(each, today)).length,
    findings: unit.findings.filter(({ state }) => state !== '撤销').length,
    supervisor: unit.supervisor,
    health: unit.health,
    ...stageOf(unit),
    ...pollOf(unit),
  }
}

export async function listUnits(context: Context): Promise<{ rows: UnitLine[]; inspectedPhase: string }> {
  const { units, inspected, today } = await readTown(context)
  return {
    rows: units.map((unit) => toLine(unit, inspected, today)),
    inspectedPhase: inspected.phase?.name ?? '',
  }
}

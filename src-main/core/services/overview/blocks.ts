// 卡在哪里: which conditions of the move are missing most often, and for whom.
import type { Block } from '#shared/contract/overview.ts'
import type { GateRow } from '#shared/contract/gates.ts'
import type { GateKey } from '#shared/rules/gate-conditions.ts'
import { presentGate, presentStage, presentStanding, type Standing } from './progress.ts'
import { unsettled } from './progress-cells.ts'
import type { TownFacts, UnitFacts } from './town.ts'

/** They follow from the others: asked of everybody until the very end. */
const LAST: readonly GateKey[] = ['report', 'consent', 'office']

const AT_THE_END: readonly Standing[] = ['自查中', '待验收', '验收合格', '限期补课', '待转段', '被挡']

/** Whom the conditions press: near the end of the phase or past its last day. */
function isPressed({ progress }: UnitFacts, today: string): boolean {
  const stage = progress === null ? undefined : presentStage(progress)
  if (progress === null || stage === undefined || stage.state === '未开始') return false
  return AT_THE_END.includes(presentStanding(progress)) || stage.plannedEnd < today
}

interface Missing {
  readonly key: GateKey
  readonly text: string
  readonly unit: Block['units'][number]
}

/** Nobody can be present at a poll that has not been held. */
const waitsForPoll = ({ key, status }: GateRow): boolean => key === 'witness' && status === 'pending'

/** A unit that lacks nothing but the last steps is named with the first of those. */
function missingOf(unit: UnitFacts): Missing[] {
  const gate = unit.progress === null ? undefined : presentGate(unit.progress)
  if (gate === undefined) return []
  const open = unsettled(gate)
  const own = open.filter((row) => !LAST.includes(row.key) && !waitsForPoll(row))
  return (own.length > 0 ? own : open.slice(0, 1)).map(({ key, text, fact, to }) => ({
    key,
    text,
    unit: { id: unit.id, name: unit.name, fact, to },
  }))
}

export function blocksOf(town: TownFacts): Block[] {
  const blocks = new Map<string, Block>()
  for (const { key, text, unit } of town.units
    .filter((each) => isPressed(each, town.today))
    .flatMap(missingOf)) {
    const known = blocks.get(key)
    blocks.set(key, { key, text: known?.text ?? text, units: [...(known?.units ?? []), unit] })
  }
  return [...blocks.values()].toSorted((a, b) => b.units.length - a.units.length)
}

// The conditions of a unit's move as the head of its page shows them: what is missing, with where to put it right.
import type { Hurdle, UnitPage } from '#shared/contract/overview.ts'
import { phaseByKey } from '#shared/campaign/index.ts'
import type { GateRow } from '#shared/contract/gates.ts'
import type { Context } from '../../context.ts'
import { phaseAfter } from '../stages/stage.ts'
import { unsettled } from './progress-cells.ts'
import {
  hasBegun,
  isHeldBack,
  presentGate,
  presentStage,
  presentStanding,
  type UnitProgress,
} from './progress.ts'

const isBar = ({ key, status, verdict }: GateRow): boolean =>
  (key === 'poll' || key === 'majority') && status === 'missing' && verdict?.outcome === 'fail'

function stateOf(row: GateRow): string {
  if (isBar(row)) return '不准'
  return row.status === 'missing' ? '不具备' : '未办'
}

const actOf = (row: GateRow): string => {
  if (isBar(row)) return '补课后再测'
  if (row.key === 'consent') return row.status === 'pending' ? '去签署' : '去看'
  return row.key === 'report' ? '去报送' : '去补'
}

/** A default says in its quote that it is one. */
function basisOf({ basis: { title, quote } }: GateRow): string {
  if (quote === '') return title
  return quote.startsWith(title) ? quote : `${title}：${quote}`
}

const toHurdle = (row: GateRow): Hurdle => ({
  kind: isBar(row) ? 'barred' : row.status === 'missing' ? 'bad' : 'none',
  state: stateOf(row),
  text: row.text,
  basis: basisOf(row),
  fact: row.fact,
  to: row.to,
  act: actOf(row),
})

const rank = { barred: 0, bad: 1, warn: 2, doing: 3, none: 4 } as const

/** Null before the first stage has begun and in the last phase: then the records alone tell. */
export function missingOf(progress: UnitProgress | null): Hurdle[] | null {
  if (progress === null || !hasBegun(presentStage(progress))) return null
  const gate = presentGate(progress)
  if (gate === undefined) return null
  return unsettled(gate)
    .map(toHurdle)
    .toSorted((a, b) => rank[a.kind] - rank[b.kind])
}

/** 还不能转入分析评议阶段，差 5 项 */
export function headlineOfGate(
  context: Context,
  progress: UnitProgress,
  missing: readonly Hurdle[],
): UnitPage['headline'] {
  const next = phaseAfter(context.campaign.template, progress.phase)
  const name = next === null ? '下一' : phaseByKey(context.campaign.template, next).name
  if (missing.length === 0) return { kind: 'ok', text: `转入${name}阶段的条件都已具备` }
  const isStopped = isHeldBack(presentGate(progress))
  const hasFailed = isStopped || missing.some(({ kind }) => kind === 'bad')
  return {
    kind: hasFailed ? 'bad' : 'warn',
    text: `${isStopped ? '不准' : '还不能'}转入${name}阶段，差 ${missing.length} 项`,
  }
}

export function shownStage(orgId: string, progress: UnitProgress | null): UnitPage['stage'] {
  if (progress === null) return null
  const stage = presentStage(progress)
  if (!hasBegun(stage) || stage === undefined) return null
  return {
    phase: progress.phase,
    phaseName: stage.name,
    standing: presentStanding(progress),
    to: progress.gates.has(progress.phase)
      ? `/gates/${orgId}?phase=${progress.phase}`
      : `/schedule?unit=${orgId}`,
  }
}

// The conditions of a unit's move as rows of the sheet: each with its result, its numbers, what it rests on and where it is put right.
import {
  basisText,
  sourceTitle,
  isDefaultBasis,
  type Basis,
  type PhaseKey,
  type ThresholdKey,
} from '#shared/campaign/index.ts'
import type { GateRow } from '#shared/contract/gates.ts'
import {
  conditionsFrom,
  type Gate,
  type GateKey,
  type GatePhase,
  type GateRow as PlainRow,
} from '#shared/rules/gate-conditions.ts'
import type { Context } from '../../context.ts'
import { limitSettings } from '../polls/store.ts'
import { readGate, type UnitGate } from './facts.ts'
import type { Db } from './store.ts'

/** Where a condition comes from when no limit stands behind it. */
const GROUNDS: Readonly<Partial<Record<GateKey, Basis>>> = {
  actions: { source: 'S3', line: 18, quote: '一个步骤不能省、一个环节不能丢、各项标准不能降' },
  selfCheck: { source: 'S4', line: 17, quote: '逐条对照自查' },
  acceptance: { source: 'S3', line: 20, quote: '定期督查与分段考核相结合' },
  consent: { source: 'S4', line: 17, quote: '督导组对群众意见汇总把关' },
  severe: { default: true, withoutSource: true },
}

const LIMITS: Readonly<Partial<Record<GateKey, ThresholdKey>>> = {
  plan: 'plan.refusals.all',
  witness: 'poll.witness',
  majority: 'final.majority',
  rewrite: 'analysis.satisfaction',
  report: 'transition.report_before',
  office: 'transition.office_approval',
}

const BARS: Readonly<Record<GatePhase, ThresholdKey>> = {
  study: 'poll.dissatisfied.bar',
  review: 'poll.dissatisfied.bar_next',
  rectify: 'final.poll.bar',
}

type Named = Pick<Context, 'campaign'>

function shownBasis(basis: Basis): GateRow['basis'] {
  return isDefaultBasis(basis)
    ? { title: '本产品默认', quote: basisText(basis) }
    : { title: sourceTitle(basis.source), quote: basis.quote }
}

/** A limit the town changed rests on the town's own words. */
function basisOf({ campaign }: Named, phase: GatePhase, key: GateKey): GateRow['basis'] {
  const limit = key === 'poll' ? BARS[phase] : LIMITS[key]
  const ground = GROUNDS[key]
  if (limit === undefined) return shownBasis(ground ?? { default: true })
  const changed = campaign.changes.get(limit)
  return changed === undefined
    ? shownBasis(campaign.threshold(limit).basis)
    : { title: changed.basis, quote: '' }
}

function linkOf(orgId: string, phase: PhaseKey, key: GateKey): string {
  const here = (panel: string): string => `/gates/${orgId}?phase=${phase}&panel=${panel}`
  const links: Readonly<Record<GateKey, string>> = {
    plan: `/plans/${orgId}`,
    actions: `/schedule?unit=${orgId}`,
    selfCheck: here('验收'),
    acceptance: here('验收'),
    witness: here('测评'),
    poll: here('测评'),
    majority: here('测评'),
    rewrite: `/analyses/${orgId}`,
    severe: `/findings?unit=${orgId}`,
    report: here('转段'),
    consent: here('转段'),
    office: here('转段'),
  }
  return links[key]
}

export const toRow =
  (context: Named, orgId: string, phase: GatePhase) =>
  (row: PlainRow): GateRow => ({
    ...row,
    basis: basisOf(context, phase, row.key),
    to: linkOf(orgId, phase, row.key),
  })

export interface Conditions extends Omit<Gate, 'rows'> {
  readonly rows: readonly GateRow[]
  readonly gate: UnitGate
}

/** Judges what has been read, with the limits of the town. */
export function judge(context: Named, gate: UnitGate): Conditions {
  const { rows, ...judged } = conditionsFrom(gate.facts, limitSettings(context.campaign))
  return { ...judged, rows: rows.map(toRow(context, gate.unit.id, gate.facts.from)), gate }
}

/**
 * Every condition of a unit's move out of a phase, in the order of the sheet. Reads through `db`, so that a decision
 * calls it inside its own transaction. Throws NotFound.
 */
export async function conditionsOf(
  db: Db,
  context: Pick<Context, 'campaign' | 'today'>,
  orgId: string,
  phase: GatePhase,
): Promise<Conditions> {
  return judge(context, await readGate(db, context, phase, orgId))
}

// All units before one move: where each stands, how its conditions look, and what holds it up.
import type { GateBoard, GateLine } from '#shared/contract/gates.ts'
import { barOf, gatePhases, isBarred, isSettled, type GatePhase } from '#shared/rules/gate-conditions.ts'
import { numberOf } from '#shared/rules/limits.ts'
import { limitText } from '#shared/rules/share.ts'
import { formatRate } from '#shared/text/rate.ts'
import type { Context } from '../../context.ts'
import { limitSettings } from '../polls/store.ts'
import { phaseNameOf } from '../schedule/dates.ts'
import { phaseAfter, stagesOf, type StageRow } from '../stages/stage.ts'
import { judge, type Conditions } from './conditions.ts'
import { readGates } from './facts.ts'
import { shortName } from './show.ts'
import { readSnapshot } from './snapshot.ts'
import { groupOf, headlineOf, stuckOf, type OpenFindings } from './standing.ts'
import type { Db } from './store.ts'

async function openFindings(db: Db): Promise<Map<string, OpenFindings>> {
  const rows = await db
    .selectFrom('finding')
    .select(['org_id', 'state'])
    .where('state', 'not in', ['已销号', '撤销'])
    .where('deleted_at', 'is', null)
    .execute()
  const byUnit = new Map<string, OpenFindings>()
  for (const { org_id, state } of rows) {
    const { open, recheck } = byUnit.get(org_id) ?? { open: 0, recheck: 0 }
    byUnit.set(org_id, { open: open + 1, recheck: recheck + Number(state === '待复查') })
  }
  return byUnit
}

/** What was decided on stays as it was; all others are judged as of today. */
const rowsShown = ({ rows, gate }: Conditions): Conditions['rows'] =>
  readSnapshot(gate.request?.moved_facts ?? null)?.rows ?? rows

function pollIn({ gate, counted, rows }: Conditions): GateLine['poll'] {
  const { poll, holdsPoll } = gate.facts
  if (poll === null || counted === null || !holdsPoll) return null
  const { valid, dissatisfied } = counted.poll
  return {
    round: poll.round,
    valid,
    dissatisfied,
    isBarred: isBarred(rows),
    rate: poll.isCovered === true ? `有效${valid}票` : formatRate(dissatisfied, valid),
  }
}

function toLine(conditions: Conditions, findings: ReadonlyMap<string, OpenFindings>): GateLine {
  const { gate } = conditions
  const { unit, request } = gate
  const rows = rowsShown(conditions)
  return {
    orgId: unit.id,
    unit: unit.shortName,
    fullName: unit.fullName,
    initials: unit.initials,
    unitType: unit.unitType,
    level: unit.level,
    group: groupOf(conditions),
    state: request?.state ?? gate.stage?.state ?? '未开始',
    headline: headlineOf(conditions),
    marks: rows.map(({ text, fact, status }) => ({ text: `${text}：${fact}`, status })),
    settled: rows.filter(isSettled).length,
    poll: pollIn(conditions),
    holdsPoll: gate.facts.holdsPoll,
    stuck: stuckOf(conditions, findings.get(unit.id)),
    plannedOn: request?.planned_on ?? null,
    movedOn: request?.moved_on ?? (gate.stage?.state === '已转段' ? gate.stage.ended_on : null),
  }
}

const countWhere = (lines: readonly GateLine[], is: (line: GateLine) => boolean): number =>
  lines.filter(is).length

function countsOf(lines: readonly GateLine[]): GateBoard['counts'] {
  const inGroup = (group: GateLine['group']): number => countWhere(lines, (line) => line.group === group)
  const polling = lines.filter((line) => line.holdsPoll)
  return {
    all: lines.length,
    待转段: inGroup('待转段'),
    被挡: inGroup('被挡'),
    已转段: inGroup('已转段'),
    未到: inGroup('未到'),
    polled: countWhere(polling, ({ poll }) => poll !== null),
    unpolled: countWhere(polling, ({ poll }) => poll === null),
    barred: countWhere(lines, ({ poll, group }) => poll?.isBarred === true && group !== '已转段'),
    unreported: countWhere(lines, ({ state }) => state === '同意'),
    rulings: countWhere(lines, ({ headline }) => headline.word === '口径待定'),
  }
}

/** The earliest move that not every unit has made. */
function usualPhase(stages: readonly StageRow[], units: number): GatePhase {
  const moved = (phase: GatePhase): number =>
    stages.filter((stage) => stage.phase === phase && stage.state === '已转段').length
  return gatePhases.find((phase) => moved(phase) < units) ?? 'rectify'
}

function gatesOf({ campaign }: Context, stages: readonly StageRow[]): GateBoard['gates'] {
  return gatePhases.map((phase) => {
    const next = phaseAfter(campaign.template, phase)
    return {
      phase,
      label: `${phaseNameOf(campaign.template, phase)}→${next === null ? '' : shortName(phaseNameOf(campaign.template, next))}`,
      moved: stages.filter((stage) => stage.phase === phase && stage.state === '已转段').length,
    }
  })
}

async function unitCount(db: Db): Promise<number> {
  const { n } = await db
    .selectFrom('organisation')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('deleted_at', 'is', null)
    .where('level', '<>', '党小组')
    .executeTakeFirstOrThrow()
  return n
}

/** Every unit before the move, judged with the limits of the town. */
export async function gateBoard(
  context: Context,
  input: { readonly phase: GatePhase | null },
): Promise<GateBoard> {
  const db = context.db.read
  const stages = await stagesOf(db)
  const phase = input.phase ?? usualPhase(stages, await unitCount(db))
  const findings = await openFindings(db)
  const gates = await readGates(db, context, phase)
  const lines = gates.map((gate) => toLine(judge(context, gate), findings))
  const bar = barOf(phase, limitSettings(context.campaign))
  return {
    phase,
    gates: gatesOf(context, stages),
    lines,
    counts: countsOf(lines),
    bar: numberOf(bar) === null ? '' : limitText(bar),
    barValue: numberOf(bar),
  }
}

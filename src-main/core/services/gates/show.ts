// One unit before a move as the page shows it: the sheet, the attempts with their way, and what may be done next.
import type { GateCase, GateRequest } from '#shared/contract/gates.ts'
import { GateSnapshot, GateStep } from '#shared/contract/gates.ts'
import { arithmeticOf, barOf, gatePhases, isBarred, type GatePhase } from '#shared/rules/gate-conditions.ts'
import { compareShare } from '#shared/rules/share.ts'
import { countingsOf } from '#shared/rules/vote.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import { formatRate } from '#shared/text/rate.ts'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { limitSettings } from '../polls/store.ts'
import { phaseNameOf } from '../schedule/dates.ts'
import { currentPhase, phaseAfter, stagesOf, type StageRow } from '../stages/stage.ts'
import { actionFacts } from './action-facts.ts'
import { conditionsOf, type Conditions } from './conditions.ts'
import { differencesSince, readSnapshot } from './snapshot.ts'
import { headlineOf, nextOf } from './standing.ts'
import { rulingOf, stepsOf, type Db, type RequestRow } from './store.ts'

/** The phase a unit would move on from now; the last one when it is through all. */
function phaseNow(context: Context, stages: readonly StageRow[]): GatePhase {
  const now = currentPhase(context.campaign.template, stages)
  return gatePhases.find((phase) => phase === now) ?? 'rectify'
}

const Reasons = z.array(z.string())

export async function toRequest(context: Context, db: Db, row: RequestRow): Promise<GateRequest> {
  const snapshots = [row.facts, row.moved_facts].flatMap((json) => readSnapshot(json) ?? [])
  const steps = await stepsOf(db, row.id)
  const last = snapshots.at(-1)
  return {
    id: row.id,
    rowVersion: row.row_version,
    attempt: row.attempt,
    state: row.state,
    summary: row.summary,
    plannedOn: row.planned_on,
    plannedAt: row.planned_at,
    appliedOn: row.applied_on,
    appliedBy: row.applied_by,
    ruling: rulingOf(row),
    opinion: row.group_opinion,
    decidedOn: row.decided_on,
    decidedBy: row.decided_by,
    refused: Reasons.parse(JSON.parse(row.refused)),
    officeDocNo: row.office_doc_no,
    reportedOn: row.reported_on,
    reportedAt: row.reported_at,
    officeOpinion: row.office_opinion,
    officeDecidedOn: row.office_decided_on,
    movedOn: row.moved_on,
    movedAt: row.moved_at,
    steps: steps.map((step) =>
      GateStep.parse({
        action: step.action,
        from: step.from_state,
        to: step.to_state,
        on: step.on_day,
        person: step.person,
        text: step.text,
      }),
    ),
    snapshots: snapshots.map((each) => GateSnapshot.parse(each)),
    differs: last === undefined ? [] : differencesSince(context, last),
  }
}

/** The sheet a year later is the one that was decided on, never one judged anew. */
function sheetOf(context: Context, conditions: Conditions): Pick<GateCase, 'rows' | 'asOf' | 'arithmetic'> {
  const moved = readSnapshot(conditions.gate.request?.moved_facts ?? null)
  if (moved !== null) return { rows: moved.rows, asOf: moved.on, arithmetic: moved.arithmetic }
  return {
    rows: [...conditions.rows],
    asOf: null,
    arithmetic: arithmeticOf(conditions.gate.facts, limitSettings(context.campaign)),
  }
}

function countingsIn(context: Context, { gate }: Conditions): GateCase['countings'] {
  const { poll, from, holdsPoll } = gate.facts
  if (poll === null || !holdsPoll || poll.isCovered === true) return []
  const bar = barOf(from, limitSettings(context.campaign))
  const seen = new Set<string>()
  return countingsOf(poll).flatMap(({ how, poll: { valid, dissatisfied } }) => {
    const rate = formatRate(dissatisfied, valid)
    if (seen.has(rate)) return []
    seen.add(rate)
    return [{ how, rate, isBarred: (compareShare(dissatisfied, valid, bar) ?? -1) >= 0 }]
  })
}

function cannotApply(context: Context, { gate }: Conditions): string {
  const state = gate.stage?.state ?? '未开始'
  if (state === '验收合格' || state === '待转段' || state === '已转段') return ''
  if (!gate.facts.hasChecklist && (state === '进行中' || state === '自查中' || state === '待验收')) return ''
  const name = phaseNameOf(context.campaign.template, gate.facts.from)
  return `${name}阶段的状态是“${state}”，督导组验收合格后才能申请转段。`
}

function gatesOf(context: Context, conditions: Conditions): GateCase['gates'] {
  const { template } = context.campaign
  return gatePhases.map((phase) => {
    const next = phaseAfter(template, phase)
    return {
      phase,
      label: `${phaseNameOf(template, phase)}→${next === null ? '' : shortName(phaseNameOf(template, next))}`,
      state: conditions.gate.stages.find((stage) => stage.phase === phase)?.state ?? '未开始',
    }
  })
}

/** The last phase has a long name; lists say 巩固提高. */
export const shortName = (phaseName: string): string => (phaseName.length > 4 ? '巩固扩大成果' : phaseName)

/** Whoever leads the group. */
async function leaderOf(db: Db): Promise<string> {
  const row = await db
    .selectFrom('group_member')
    .select('name')
    .where('role', '=', '组长')
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst()
  return row?.name ?? ''
}

/** Throws NotFound. */
export async function showGate(
  context: Context,
  input: { readonly orgId: string; readonly phase: GatePhase | null },
): Promise<GateCase> {
  const db = context.db.read
  const { template } = context.campaign
  const own = (await stagesOf(db)).filter(({ org_id }) => org_id === input.orgId)
  const phase = input.phase ?? phaseNow(context, own)
  const conditions = await conditionsOf(db, context, input.orgId, phase)
  const { gate } = conditions
  const next = phaseAfter(template, phase)
  const toName = next === null ? '' : phaseNameOf(template, next)
  const { poll } = gate.facts
  return {
    orgId: gate.unit.id,
    unit: gate.unit.shortName,
    fullName: gate.unit.fullName,
    level: gate.unit.level,
    unitType: gate.unit.unitType,
    secretary: gate.unit.secretary,
    phase,
    phaseName: phaseNameOf(template, phase),
    toName,
    gates: gatesOf(context, conditions),
    stageState: gate.stage?.state ?? '未开始',
    office: gate.facts.office,
    leader: await leaderOf(db),
    headline: headlineOf(conditions),
    pollLine: poll === null ? '' : `第${poll.round}轮测评　${formatChinese(poll.on)}`,
    pollId: gate.poll?.id ?? null,
    ...sheetOf(context, conditions),
    next: nextOf(conditions, toName),
    isBarred: isBarred(conditions.rows),
    sensitivity: conditions.sensitivity,
    countings: countingsIn(context, conditions),
    request: gate.request === undefined ? null : await toRequest(context, db, gate.request),
    earlier: await Promise.all(gate.earlier.map((row) => toRequest(context, db, row))),
    facts: asContract(actionFacts(context, conditions)),
    cannotApply: cannotApply(context, conditions),
    reportKnown: {
      on: gate.poll?.reported_on ?? null,
      at: gate.poll?.reported_at ?? null,
      no: gate.poll?.report_no ?? '',
    },
  }
}

const asContract = (facts: ReturnType<typeof actionFacts>): GateCase['facts'] => ({
  ...facts,
  rows: [...facts.rows],
})

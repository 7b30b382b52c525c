// Gathers what the conditions of a move are judged by, for one unit or for all, in a fixed number of queries.
import { checklistOf } from '#shared/campaign/index.ts'
import type { GateFacts, GatePhase, PollFacts } from '#shared/rules/gate-conditions.ts'
import { dissatisfiedIn, usualKind } from '#shared/rules/poll-action.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { NotFound } from '../../refusal.ts'
import type { CampaignSettings } from '../campaign-settings.ts'
import { acceptancesOf, type AcceptanceState } from '../acceptance/verdict.ts'
import { linesFor, templateByKey } from '../inspections/checklists.ts'
import type { PlanUnit } from '../plans/units.ts'
import { gradesOf, namesIn, phaseLabel, type PollRow } from '../polls/store.ts'
import { isCovered } from '../polls/verdicts.ts'
import { judgeRows, kindOfUnit, recordsOf } from '../schedule/actions.ts'
import { readDates, type UnitDates } from '../schedule/dates.ts'
import type { StageRow } from '../stages/stage.ts'
import { rewritesOf } from './rewrites.ts'
import { requestsOf, rulingOf, type Db, type RequestRow } from './store.ts'

export interface UnitGate {
  readonly unit: PlanUnit
  readonly facts: GateFacts
  /** Every stage of the unit. */
  readonly stages: readonly StageRow[]
  readonly stage: StageRow | undefined
  readonly acceptance: AcceptanceState | undefined
  /** The last attempt, and those before it, last first. */
  readonly request: RequestRow | undefined
  readonly earlier: readonly RequestRow[]
  /** The last confirmed round. */
  readonly poll: PollRow | undefined
}

/** Committees and general branches hold no poll of their own. */
export const holdsPoll = ({ level }: Pick<PlanUnit, 'level'>): boolean => level !== '党委' && level !== '总支'

interface PlanState {
  readonly org_id: string
  readonly version: number
  readonly state: string
  readonly submitted_on: string
  readonly reviewed_on: string | null
}

async function latestPlans(db: Db): Promise<Map<string, PlanState>> {
  const rows = await db
    .selectFrom('plan')
    .leftJoin('plan_review', 'plan_review.plan_id', 'plan.id')
    .select(['plan.org_id', 'plan.version', 'plan.state', 'plan.submitted_on', 'plan_review.reviewed_on'])
    .where('plan.deleted_at', 'is', null)
    .orderBy('plan.version')
    .execute()
  return new Map(rows.map((row) => [row.org_id, row]))
}

function planFacts(plan: PlanState | undefined): GateFacts['plan'] {
  if (plan === undefined) return { state: null, version: null, on: null }
  const on = plan.state === '批准' ? (plan.reviewed_on ?? plan.submitted_on) : plan.submitted_on
  return { state: plan.state, version: plan.version, on }
}

/** Numbers of the severe findings that are still open, by unit. */
async function severeOnes(db: Db): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('finding')
    .select(['org_id', 'no'])
    .where('severity', '=', '严重')
    .where('state', 'not in', ['已销号', '撤销'])
    .where('deleted_at', 'is', null)
    .orderBy('no')
    .execute()
  const byUnit = groupBy(rows, ({ org_id }) => org_id)
  return new Map([...byUnit].map(([id, found]) => [id, found.map(({ no }) => no)]))
}

/** Every round of the poll this move is judged by, first round first. */
async function pollsBefore(db: Db, phase: GatePhase): Promise<Map<string, PollRow[]>> {
  const rows = await db
    .selectFrom('poll')
    .selectAll()
    .where('phase', '=', phaseLabel(phase))
    .where('kind', '=', usualKind(phase))
    .where('subject_id', 'is', null)
    .where('state', '<>', '作废')
    .where('deleted_at', 'is', null)
    .orderBy('round')
    .execute()
  return groupBy(rows, ({ org_id }) => org_id)
}

/** A confirmed round as the conditions see it: 不太满意 counts against. */
const toPoll = (row: PollRow, campaign: CampaignSettings): PollFacts => ({
  id: row.id,
  round: Number(row.round),
  on: row.date ?? '',
  valid: row.valid ?? 0,
  dissatisfied: dissatisfiedIn(gradesOf(row)),
  abstained: row.abstained ?? 0,
  witnesses: namesIn(row.supervised_by),
  isCovered: isCovered(row, campaign),
})

function selfCheckFacts(acceptance: AcceptanceState | undefined): GateFacts['selfCheck'] {
  if (acceptance === undefined || acceptance.round === 0) return null
  const { filled, total, on } = acceptance.selfComplete
  const open = total - filled
  return { filled, total, on, blank: open === 0 ? [] : [`${open}项`] }
}

function acceptanceFacts(acceptance: AcceptanceState | undefined): GateFacts['acceptance'] {
  if (acceptance === undefined || acceptance.inspectionId === null) return null
  return {
    isAccepted: acceptance.decision === '合格',
    isDecided: acceptance.decision !== null,
    met: acceptance.metCount,
    applicable: acceptance.applicable,
    missed: acceptance.missedCodes,
    on: acceptance.decidedOn,
  }
}

function requestFacts(row: RequestRow | undefined, poll: PollRow | undefined): GateFacts['request'] {
  const known = { reportedOn: poll?.reported_on ?? null, reportedAt: poll?.reported_at ?? null }
  if (row === undefined)
    return {
      ...known,
      state: '草稿',
      decidedOn: null,
      decidedBy: null,
      movedOn: null,
      movedAt: null,
      officeDecidedOn: null,
    }
  return {
    state: row.state,
    decidedOn: row.decided_on,
    decidedBy: row.decided_by,
    ...(row.reported_on === null ? known : { reportedOn: row.reported_on, reportedAt: row.reported_at }),
    movedOn: row.moved_on ?? row.planned_on,
    movedAt: row.moved_on === null ? row.planned_at : row.moved_at,
    officeDecidedOn: row.office_decided_on,
  }
}

/** Whether any line of the phase's checklist concerns the unit. */
function hasChecklist({ campaign }: Pick<Context, 'campaign'>, phase: GatePhase, unit: PlanUnit): boolean {
  const list = checklistOf(campaign.template, phase)
  const kind = kindOfUnit(unit)
  // A unit without a type has no checklist yet; it must get its type, not be let through.
  if (list === null || kind === null) return list !== null
  return linesFor(templateByKey(campaign.template, list.key), kind).length > 0
}

interface Gathered {
  readonly plans: ReadonlyMap<string, PlanState>
  readonly severe: ReadonlyMap<string, readonly string[]>
  readonly polls: ReadonlyMap<string, readonly PollRow[]>
  readonly acceptances: ReadonlyMap<string, AcceptanceState>
  readonly requests: ReadonlyMap<string, readonly RequestRow[]>
  readonly rewrites: ReadonlyMap<string, GateFacts['rewrite']>
}

async function gather(db: Db, phase: GatePhase, orgId?: string): Promise<Gathered> {
  const requests = await requestsOf(db, phase, orgId)
  return {
    plans: await latestPlans(db),
    severe: await severeOnes(db),
    polls: await pollsBefore(db, phase),
    acceptances: await acceptancesOf(db, phase),
    requests: groupBy(requests, ({ org_id }) => org_id),
    rewrites: phase === 'review' ? await rewritesOf(db) : new Map(),
  }
}

const isOpenRound = ({ state }: PollRow): boolean => state !== '已确认'

function gateOf(
  context: Pick<Context, 'campaign' | 'today'>,
  phase: GatePhase,
  dates: UnitDates,
  all: Gathered,
  actions: GateFacts['actions'],
): UnitGate {
  const { unit } = dates
  const rounds = all.polls.get(unit.id) ?? []
  const poll = rounds.findLast((round) => !isOpenRound(round))
  const last = rounds.at(-1)
  const attempts = all.requests.get(unit.id) ?? []
  const request = attempts.at(-1)
  const acceptance = all.acceptances.get(unit.id)
  return {
    unit,
    stages: dates.stages,
    stage: dates.stages.find((stage) => stage.phase === phase),
    acceptance,
    request,
    earlier: attempts.slice(0, -1).toReversed(),
    poll,
    facts: {
      from: phase,
      holdsPoll: holdsPoll(unit),
      plan: planFacts(all.plans.get(unit.id)),
      actions,
      hasChecklist: hasChecklist(context, phase, unit),
      selfCheck: selfCheckFacts(acceptance),
      acceptance: acceptanceFacts(acceptance),
      poll: poll === undefined ? null : toPoll(poll, context.campaign),
      pollUnderWay:
        last !== undefined && isOpenRound(last) ? { round: Number(last.round), state: last.state } : null,
      ruling: rulingOf(request),
      rewrite: all.rewrites.get(unit.id) ?? null,
      severe: all.severe.get(unit.id) ?? [],
      request: requestFacts(request, poll),
      office: context.campaign.town.superiorOfficeName || context.campaign.town.officeName,
      today: context.today,
    },
  }
}

/** Every unit before the move out of a phase, or one of them. */
export async function readGates(
  db: Db,
  context: Pick<Context, 'campaign' | 'today'>,
  phase: GatePhase,
  orgId?: string,
): Promise<UnitGate[]> {
  const everyone = await readDates(context, db)
  const dates = orgId === undefined ? everyone : everyone.filter(({ unit }) => unit.id === orgId)
  const records = groupBy(await recordsOf(db, phase, orgId), ({ org_id }) => org_id)
  const all = await gather(db, phase, orgId)
  return dates.map((each) => {
    const actions = judgeRows(context.campaign.template, {
      dates: each,
      phase,
      stage: each.stages.find((stage) => stage.phase === phase),
      records: records.get(each.unit.id) ?? [],
      today: context.today,
    })
    return gateOf(context, phase, each, all, actions)
  })
}

/** One unit before a move. Throws NotFound. */
export async function readGate(
  db: Db,
  context: Pick<Context, 'campaign' | 'today'>,
  phase: GatePhase,
  orgId: string,
): Promise<UnitGate> {
  const [gate] = await readGates(db, context, phase, orgId)
  if (gate === undefined) throw new NotFound('这个单位')
  return gate
}

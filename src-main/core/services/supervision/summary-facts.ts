// What the figures of a phase are counted from, as it stood at the end of a day; read in a fixed number of queries.
import type { Kysely, Selectable } from 'kysely'
import type { PhaseKey } from '#shared/campaign/index.ts'
import { limitText } from '#shared/rules/share.ts'
import { withSettings } from '#shared/rules/limits.ts'
import type { FindingState, IssueState } from '#shared/rules/machines.ts'
import { courseLimits, hoursLimits } from '#shared/rules/study.ts'
import { pollPhaseKey } from '#shared/ledgers/polls.ts'
import type { Context } from '../../context.ts'
import type { OpinionChannelTable, OpinionTable, TalkTable } from '../../db/opinion-tables.ts'
import { keptWhileUnchanged } from '../../db/kept.ts'
import type { Tables } from '../../db/tables.ts'
import { groupBy } from '../../group-by.ts'
import { countLearning, type UnitLearning } from '../learning/count.ts'
import { readFacts as readLearning } from '../learning/facts.ts'
import { listOf, phaseName } from '../inspections/store.ts'
import { readUnits, type PlanUnit } from '../plans/units.ts'
import { barOf } from '#shared/rules/poll-verdicts.ts'
import { judgeRow } from '../polls/verdicts.ts'
import { gradesOf, limitSettings, type PollRow } from '../polls/store.ts'
import { listMobilisations } from '../schedule/mobilisation.ts'
import { dissatisfiedIn, satisfiedIn } from '#shared/rules/poll-action.ts'

type Db = Kysely<Tables>

export interface MemberFact {
  readonly id: string
  readonly name: string
  readonly orgId: string
  readonly kind: string
  readonly isFloating: boolean
  readonly isLost: boolean
  readonly categories: readonly string[]
}

export interface PlanFact {
  readonly orgId: string
  readonly version: number
  readonly decision: '批准' | '退回修改' | null
  /** Day of the decision; null while there is none by the day asked for. */
  readonly decidedOn: string | null
}

export interface MeetingFact {
  readonly orgId: string
  readonly on: string | null
  readonly isOnTime: boolean
}

export interface AnalysisFact {
  readonly id: string
  readonly orgId: string
  readonly member: string
  readonly form: string | null
  readonly submittedOn: string | null
  /** Of the latest poll held by the day asked for; null before. */
  readonly outcome: '合格' | '重新撰写' | null
  /** Whether any poll by then asked for a new one. */
  readonly mustRewrite: boolean
}

export interface PollFact {
  readonly id: string
  readonly orgId: string
  readonly phase: string
  readonly kind: string
  readonly round: number
  readonly on: string
  readonly valid: number
  readonly satisfied: number
  readonly dissatisfied: number
  /** The deciding rule bars the move. */
  readonly isBarred: boolean
  /** So few ballots that they are not shown. */
  readonly isCovered: boolean
}

export interface FindingFact {
  readonly id: string
  readonly no: string
  readonly orgId: string
  readonly phase: string
  readonly foundOn: string
  readonly dueOn: string | null
  /** As it stood on the day asked for. */
  readonly state: FindingState
  readonly category: string
  readonly severity: string
  readonly description: string
}

export interface IssueFact {
  readonly id: string
  readonly no: string
  readonly orgId: string
  readonly kind: string | null
  readonly registeredOn: string
  readonly state: IssueState
  readonly dueOn: string | null
  /** 突出问题: named by the masses or in a poll. */
  readonly source: string | null
}

export interface StageEnd {
  readonly orgId: string
  readonly phase: string
  readonly endedOn: string | null
}

export interface SummaryFacts {
  readonly asOf: string
  readonly phase: PhaseKey
  readonly phaseName: string
  readonly bar: string
  readonly hours: string
  /** All but party groups, in the order of the roster. */
  readonly units: readonly PlanUnit[]
  readonly branches: readonly PlanUnit[]
  readonly unitOf: (id: string) => PlanUnit | undefined
  readonly members: readonly MemberFact[]
  readonly learning: ReadonlyMap<string, UnitLearning>
  readonly plans: readonly PlanFact[]
  readonly meetings: readonly MeetingFact[]
  readonly visits: readonly { orgId: string; name: string; on: string; id: string }[]
  readonly exemplars: readonly {
    id: string
    orgId: string
    name: string
    on: string | null
    state: string
    side: string
  }[]
  readonly channels: readonly Selectable<OpinionChannelTable>[]
  /** Units that have put any channel on record, by whatever day. */
  readonly channelUnits: ReadonlySet<string>
  readonly opinions: readonly Pick<Selectable<OpinionTable>, 'id' | 'org_id' | 'times'>[]
  readonly talks: readonly Selectable<TalkTable>[]
  readonly analyses: readonly AnalysisFact[]
  readonly polls: readonly PollFact[]
  readonly accepted: readonly { orgId: string; phase: string; on: string; verdict: string; round: number }[]
  readonly stages: readonly StageEnd[]
  readonly inspections: readonly { id: string; orgId: string; phase: string; on: string }[]
  readonly findings: readonly FindingFact[]
  readonly issues: readonly IssueFact[]
  readonly reports: readonly ReportFact[]
}

export interface ReportFact {
  readonly orgId: string
  /** The Thursday its week ends on. */
  readonly week: string
  /** Null while it may still come. */
  readonly stand: '按时' | '迟报' | '未报' | null
}

async function membersOf(db: Db): Promise<MemberFact[]> {
  const rows = await db
    .selectFrom('member')
    .select(['id', 'name', 'org_id', 'member_kind', 'is_floating', 'is_lost', 'categories'])
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('roster_state', 'is', null), eb('roster_state', '=', '在册')]))
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    orgId: row.org_id,
    kind: row.member_kind ?? '正式',
    isFloating: row.is_floating === '是',
    isLost: row.is_lost === '是',
    categories: listOf(row.categories ?? '[]'),
  }))
}

async function plansOf(db: Db, asOf: string): Promise<PlanFact[]> {
  const rows = await db
    .selectFrom('plan')
    .innerJoin('plan_review', 'plan_review.plan_id', 'plan.id')
    .select(['plan.org_id', 'plan.version', 'plan_review.decision', 'plan_review.reviewed_on'])
    .where('plan.deleted_at', 'is', null)
    .where('plan.submitted_on', '<=', asOf)
    .orderBy('plan.version')
    .execute()
  return rows.map((row) => {
    const isDecided = row.reviewed_on !== null && row.reviewed_on <= asOf
    return {
      orgId: row.org_id,
      version: row.version,
      decision: isDecided ? row.decision : null,
      decidedOn: isDecided ? row.reviewed_on : null,
    }
  })
}

async function analysesOf(db: Db, asOf: string): Promise<AnalysisFact[]> {
  const [rows, polls] = await Promise.all([
    db
      .selectFrom('analysis')
      .innerJoin('member', 'member.id', 'analysis.member_id')
      .select(['analysis.id', 'analysis.org_id', 'analysis.form', 'analysis.submitted_on', 'member.name'])
      .where('analysis.deleted_at', 'is', null)
      .orderBy('analysis.org_id')
      .orderBy('analysis.member_id')
      .execute(),
    db
      .selectFrom('analysis_poll')
      .select(['analysis_id', 'outcome'])
      .where('deleted_at', 'is', null)
      .where('on_day', '<=', asOf)
      .orderBy('round')
      .execute(),
  ])
  const votes = groupBy(polls, ({ analysis_id: id }) => id)
  return rows.map((row) => {
    const own = votes.get(row.id) ?? []
    return {
      id: row.id,
      orgId: row.org_id,
      member: row.name,
      form: row.form,
      submittedOn: row.submitted_on !== null && row.submitted_on <= asOf ? row.submitted_on : null,
      outcome: own.at(-1)?.outcome ?? null,
      mustRewrite: own.some(({ outcome }) => outcome === '重新撰写'),
    }
  })
}

const COUNTED = ['已统计', '已确认'] as const

async function pollsOf(context: Context, db: Db, asOf: string): Promise<PollFact[]> {
  const rows = await db
    .selectFrom('poll')
    .selectAll()
    .where('deleted_at', 'is', null)
    .where('kind', '<>', '党性分析材料')
    .where('state', 'in', COUNTED)
    .where('date', '<=', asOf)
    .orderBy('round')
    .execute()
  return rows.flatMap((row) => {
    const { date, valid } = row
    if (date === null || valid === null) return []
    return [
      {
        ...figuresOf(row, valid),
        on: date,
        isBarred: isBarred(context, row),
        isCovered: isFew(context, valid),
      },
    ]
  })
}

const figuresOf = (row: PollRow, valid: number) => ({
  id: row.id,
  orgId: row.org_id,
  phase: pollPhaseKey(row.phase),
  kind: row.kind,
  round: Number(row.round),
  valid,
  satisfied: satisfiedIn(gradesOf(row)),
  dissatisfied: dissatisfiedIn(gradesOf(row)),
})

function isFew({ campaign }: Context, valid: number): boolean {
  const line = campaign.limit('poll.small')
  return line !== null && valid > 0 && valid < line
}

const isBarred = (context: Context, row: PollRow): boolean =>
  judgeRow(row, context.campaign)[0]?.outcome === 'fail'

/** The last step by the day asked for says how it stood; before the first one it was as registered. */
async function statesAt<S extends string>(
  db: Db,
  table: 'finding_step' | 'issue_step',
  asOf: string,
): Promise<(id: string, first: S, now: S) => S> {
  const column = table === 'finding_step' ? 'finding_id' : 'issue_id'
  const rows = await db
    .selectFrom(table)
    .select([`${column} as owner`, 'to_state', 'on_day'])
    .where('deleted_at', 'is', null)
    .orderBy('on_day')
    .orderBy('id')
    .execute()
  const then = new Map(rows.filter((row) => row.on_day <= asOf).map((row) => [row.owner, row.to_state as S]))
  const stepped = new Set(rows.map(({ owner }) => owner))
  // What has no way of its own stands as it stands now.
  return (id, first, now) => then.get(id) ?? (stepped.has(id) ? first : now)
}

async function findingsOf(db: Db, asOf: string): Promise<FindingFact[]> {
  const [rows, stateOf] = await Promise.all([
    db
      .selectFrom('finding')
      .select([
        'id',
        'no',
        'org_id',
        'phase',
        'found_on',
        'due_on',
        'category',
        'severity',
        'description',
        'state',
      ])
      .where('deleted_at', 'is', null)
      .where('found_on', '<=', asOf)
      .orderBy('no')
      .execute(),
    statesAt<FindingState>(db, 'finding_step', asOf),
  ])
  return rows.map((row) => ({
    id: row.id,
    no: row.no,
    orgId: row.org_id,
    phase: row.phase,
    foundOn: row.found_on,
    dueOn: row.due_on,
    state: stateOf(row.id, '登记', row.state),
    category: row.category,
    severity: row.severity,
    description: row.description,
  }))
}

async function issuesOf(db: Db, asOf: string): Promise<IssueFact[]> {
  const [rows, stateOf] = await Promise.all([
    db
      .selectFrom('issue')
      .select(['id', 'no', 'org_id', 'kind', 'registered_on', 'state', 'due_on', 'source'])
      .where('deleted_at', 'is', null)
      .where('registered_on', '<=', asOf)
      .orderBy('no')
      .execute(),
    statesAt<IssueState>(db, 'issue_step', asOf),
  ])
  return rows.map((row) => ({
    id: row.id,
    no: row.no,
    orgId: row.org_id,
    kind: row.kind,
    registeredOn: row.registered_on,
    state: stateOf(row.id, '待分类', row.state),
    dueOn: row.due_on,
    source: row.source,
  }))
}

const careOf = (db: Db, asOf: string) =>
  db
    .selectFrom('care_visit')
    .select(['id', 'org_id as orgId', 'name', 'visited_on as on'])
    .where('deleted_at', 'is', null)
    .where('visited_on', '<=', asOf)
    .orderBy('visited_on')
    .execute()

async function exemplarsOf(db: Db, asOf: string): Promise<SummaryFacts['exemplars']> {
  const rows = await db
    .selectFrom('exemplar')
    .select(['id', 'org_id', 'name', 'recommended_on', 'state', 'side'])
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('recommended_on', 'is', null), eb('recommended_on', '<=', asOf)]))
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    orgId: row.org_id,
    name: row.name,
    on: row.recommended_on,
    state: row.state ?? '推荐',
    side: row.side ?? '正面典型',
  }))
}

const dated = (day: string | null, asOf: string): boolean => day === null || day <= asOf

async function channelsOf(db: Db, asOf: string): Promise<Pick<SummaryFacts, 'channels' | 'channelUnits'>> {
  const rows = await db
    .selectFrom('opinion_channel')
    .selectAll()
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()
  return {
    channels: rows.filter((row) => dated(row.until_on ?? row.from_on, asOf)),
    channelUnits: new Set(rows.map((row) => row.org_id)),
  }
}

const opinionsOf = (db: Db) =>
  db
    .selectFrom('opinion')
    .select(['id', 'org_id', 'times'])
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()

async function talksOf(db: Db, asOf: string): Promise<SummaryFacts['talks']> {
  const rows = await db.selectFrom('talk').selectAll().where('deleted_at', 'is', null).orderBy('id').execute()
  return rows.filter((row) => dated(row.talked_on, asOf))
}

const acceptancesOf = (db: Db, asOf: string) =>
  db
    .selectFrom('acceptance')
    .select(['org_id as orgId', 'phase', 'decided_on as on', 'verdict', 'round'])
    .where('deleted_at', 'is', null)
    .where('decided_on', '<=', asOf)
    .orderBy('round')
    .execute()

async function stagesOf(db: Db, asOf: string): Promise<StageEnd[]> {
  const rows = await db
    .selectFrom('unit_stage')
    .select(['org_id', 'phase', 'started_on', 'ended_on'])
    .where('deleted_at', 'is', null)
    .execute()
  return rows
    .filter(({ started_on: day }) => day !== null && day <= asOf)
    .map((row) => ({
      orgId: row.org_id,
      phase: row.phase,
      endedOn: row.ended_on !== null && row.ended_on <= asOf ? row.ended_on : null,
    }))
}

const inspectionsOf = (db: Db, asOf: string) =>
  db
    .selectFrom('inspection')
    .select(['id', 'org_id as orgId', 'phase', 'date as on'])
    .where('deleted_at', 'is', null)
    .where('date', '<=', asOf)
    .orderBy('date')
    .orderBy('id')
    .execute()

async function meetingsOf(context: Context, asOf: string): Promise<MeetingFact[]> {
  const { rows } = await listMobilisations(context)
  return rows.map(({ orgId, held, judgements }) => ({
    orgId,
    on: held !== null && held.on <= asOf ? held.on : null,
    isOnTime: held !== null && held.on <= asOf && judgements[0]?.outcome === 'pass',
  }))
}

/** Read once for all the days that are asked about until something changes. */
const learningFacts = keptWhileUnchanged((_: Context['campaign'], db: Db) => readLearning(db))

async function learningOf(context: Context, db: Db, asOf: string): Promise<Map<string, UnitLearning>> {
  const settings = limitSettings(context.campaign)
  const min = withSettings(hoursLimits, settings).min.value
  const cutoff = withSettings(courseLimits, settings).cutoff.value
  const norms = {
    minX10: typeof min === 'number' ? Math.round(min * 10) : null,
    required: [],
    cutoff: typeof cutoff === 'string' ? cutoff : null,
  }
  return countLearning(await learningFacts(context.campaign, db), norms, asOf)
}

const BRANCH_LEVELS: readonly string[] = ['支部', '联合支部', '临时支部']

/** Everything a phase is summed up from. `reports` tells which weekly reports were due and how they came. */
export async function readSummaryFacts(
  context: Context,
  phase: PhaseKey,
  asOf: string,
  readReports: (context: Context, branches: readonly PlanUnit[], asOf: string) => Promise<ReportFact[]>,
): Promise<SummaryFacts> {
  const db = context.db.read
  const units = await readUnits(context, db)
  const branches = units.filter(({ level }) => BRANCH_LEVELS.includes(level))
  const [members, learning, plans, meetings, visits, exemplars, channels, opinions, talks] =
    await Promise.all([
      membersOf(db),
      learningOf(context, db, asOf),
      plansOf(db, asOf),
      meetingsOf(context, asOf),
      careOf(db, asOf),
      exemplarsOf(db, asOf),
      channelsOf(db, asOf),
      opinionsOf(db),
      talksOf(db, asOf),
    ])
  const [analyses, polls, accepted, stages, inspections, findings, issues, reports] = await Promise.all([
    analysesOf(db, asOf),
    pollsOf(context, db, asOf),
    acceptancesOf(db, asOf),
    stagesOf(db, asOf),
    inspectionsOf(db, asOf),
    findingsOf(db, asOf),
    issuesOf(db, asOf),
    readReports(context, branches, asOf),
  ])
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const settings = limitSettings(context.campaign)
  return {
    asOf,
    phase,
    phaseName: phaseName(context.campaign.template, phase),
    bar: limitText(barOf({ kind: '阶段满意度', phase }, settings)),
    hours: limitText(withSettings(hoursLimits, settings).min),
    units,
    branches,
    unitOf: (id) => byId.get(id),
    members,
    learning,
    plans,
    meetings,
    visits,
    exemplars,
    ...channels,
    opinions,
    talks,
    analyses,
    polls,
    accepted,
    stages,
    inspections,
    findings,
    issues,
    reports,
  }
}

// How far each unit has come: stages, prescribed actions, conditions of its moves, analyses, problems, what was made public.
import type { Kysely } from 'kysely'
import { UnitPhase, type ActionRow } from '#shared/contract/schedule.ts'
import type { PhaseKey } from '#shared/campaign/index.ts'
import { gatePhases, isBarred, type GatePhase } from '#shared/rules/gate-conditions.ts'
import { isUnitsPartDone, isOpenIssue, overdueDays } from '#shared/rules/issue-action.ts'
import type { AnalysisState, IssueState, UnitStageState } from '#shared/rules/machines.ts'
import type { Context } from '../../context.ts'
import { appraisalFigures, type AppraisalFigures } from '../appraisal/figures.ts'
import type { Tables } from '../../db/tables.ts'
import { groupBy } from '../../group-by.ts'
import { judge, type Conditions } from '../gates/conditions.ts'
import { readGates } from '../gates/facts.ts'
import { isRefused } from '../gates/store.ts'
import type { UnitLearning } from '../learning/count.ts'
import { normsOf, readLearning } from '../learning/figures.ts'
import { opinionFigures, type OpinionFigures } from '../opinions/figures.ts'
import { rowsOf, type ActionRecordRow } from '../schedule/actions.ts'
import { readDates, type UnitDates } from '../schedule/dates.ts'
import { currentPhase } from '../stages/stage.ts'
import { milestones } from './milestones.ts'
import type { StudyProgress } from './study-cells.ts'

type Db = Kysely<Tables>

export interface StageFact {
  readonly phase: string
  readonly name: string
  readonly state: UnitStageState
  readonly startedOn: string | null
  readonly endedOn: string | null
  /** Last day planned for it. */
  readonly plannedEnd: string
}

export interface IssueFact {
  readonly id: string
  readonly no: string
  readonly orgId: string
  readonly text: string
  readonly state: IssueState
  readonly dueOn: string | null
}

export interface AnalysisCount {
  readonly orgId: string
  readonly state: AnalysisState
  readonly hasHelper: boolean
  readonly count: number
}

export interface PublicationFact {
  readonly orgId: string
  readonly what: '整改措施' | '整改情况'
  readonly fromOn: string
}

export interface UnitProgress {
  /** Key of the phase the unit is in. */
  readonly phase: PhaseKey
  /** Every phase of the units, in order. */
  readonly stages: readonly StageFact[]
  /** By phase, of those the board shows; the actions that concern the unit. */
  readonly actions: ReadonlyMap<string, readonly ActionRow[]>
  /** By phase; only those some unit of the town has begun. */
  readonly gates: ReadonlyMap<string, Conditions>
  readonly analyses: readonly AnalysisCount[]
  readonly issues: readonly IssueFact[]
  readonly publications: readonly PublicationFact[]
  readonly mobilisedOn: string | null
  /** What the ledgers of study say; absent where the unit has no record in them. */
  readonly study?: StudyProgress
  /** Meetings and appraisal; absent for units without members of their own. */
  readonly appraisal?: AppraisalFigures
  /** Opinions and talks. */
  readonly opinions?: OpinionFigures
}

/** 被挡: a poll or the group's decision stands in the way, whatever the stage says. */
export type Standing = UnitStageState | '被挡'

export const isIssueOverdue = (issue: IssueFact, today: string): boolean => overdueDays(issue, today) > 0

/** The unit has not done its part yet. */
export const isIssueWaiting = ({ state }: IssueFact): boolean => !isUnitsPartDone(state) && state !== '待分类'

export const isIssueOpen = ({ state }: IssueFact): boolean => isOpenIssue(state)

export const stageIn = ({ stages }: UnitProgress, phase: string): StageFact | undefined =>
  stages.find((stage) => stage.phase === phase)

/** The stage the unit is in. */
export const presentStage = (progress: UnitProgress): StageFact | undefined =>
  stageIn(progress, progress.phase)

export const hasBegun = (stage: StageFact | undefined): boolean =>
  stage !== undefined && stage.state !== '未开始'

/** A poll that bars the move, or a decision against it that still stands. */
export function isHeldBack(conditions: Conditions | undefined): boolean {
  if (conditions === undefined) return false
  const { request } = conditions.gate
  return isBarred(conditions.rows) || (request !== undefined && isRefused(request))
}

export function standingIn(progress: UnitProgress, phase: string): Standing {
  const state = stageIn(progress, phase)?.state ?? '未开始'
  return state !== '已转段' && isHeldBack(progress.gates.get(phase)) ? '被挡' : state
}

export const presentStanding = (progress: UnitProgress): Standing => standingIn(progress, progress.phase)

/** The conditions of the move out of the phase the unit is in; undefined in the last one. */
export const presentGate = (progress: UnitProgress): Conditions | undefined =>
  progress.gates.get(progress.phase)

const recordsOf = (db: Db): Promise<ActionRecordRow[]> =>
  db.selectFrom('unit_action').selectAll().where('deleted_at', 'is', null).orderBy('id').execute()

async function issuesOf(db: Db): Promise<IssueFact[]> {
  const rows = await db
    .selectFrom('issue')
    .select(['id', 'no', 'org_id', 'text', 'state', 'due_on'])
    .where('deleted_at', 'is', null)
    .orderBy('no')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    no: row.no,
    orgId: row.org_id,
    text: row.text,
    state: row.state,
    dueOn: row.due_on,
  }))
}

async function analysesOf(db: Db): Promise<AnalysisCount[]> {
  const rows = await db
    .selectFrom('analysis')
    .select(['org_id', 'state', (eb) => eb.fn.count<number>('helper').as('helped')])
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('deleted_at', 'is', null)
    .groupBy(['org_id', 'state'])
    .execute()
  return rows.flatMap(({ org_id: orgId, state, helped, n }) => [
    { orgId, state: state ?? '未交', hasHelper: true, count: helped },
    { orgId, state: state ?? '未交', hasHelper: false, count: n - helped },
  ])
}

async function publicationsOf(db: Db): Promise<PublicationFact[]> {
  const rows = await db
    .selectFrom('publication')
    .select(['org_id', 'what', 'from_on'])
    .where('deleted_at', 'is', null)
    .orderBy('from_on')
    .execute()
  return rows.map((row) => ({ orgId: row.org_id, what: row.what, fromOn: row.from_on }))
}

const mobilisationsOf = (db: Db) =>
  db
    .selectFrom('mobilisation')
    .select(['org_id', 'on_day'])
    .where('deleted_at', 'is', null)
    .orderBy('on_day')
    .execute()

/** Gates that matter: the first, and every other one that some unit stands before. */
const gatesInUse = (dates: readonly UnitDates[]): GatePhase[] =>
  gatePhases.filter(
    (phase, at) =>
      at === 0 ||
      dates.some(({ stages }) => stages.some((stage) => stage.phase === phase && stage.state !== '未开始')),
  )

async function readConditions(
  context: Context,
  dates: readonly UnitDates[],
): Promise<Map<string, Map<string, Conditions>>> {
  const byUnit = new Map<string, Map<string, Conditions>>()
  for (const phase of gatesInUse(dates)) {
    for (const gate of await readGates(context.db.read, context, phase)) {
      const own = byUnit.get(gate.unit.id) ?? new Map<string, Conditions>()
      byUnit.set(gate.unit.id, own.set(phase, judge(context, gate)))
    }
  }
  return byUnit
}

function stagesOf({ stages, spans }: UnitDates): StageFact[] {
  return spans.map((span) => {
    const stored = stages.find((stage) => stage.phase === span.phase)
    return {
      phase: span.phase,
      name: span.name,
      state: stored?.state ?? '未开始',
      startedOn: stored?.started_on ?? null,
      endedOn: stored?.ended_on ?? null,
      plannedEnd: span.end,
    }
  })
}

/** Phases whose steps the board shows. */
const asked = UnitPhase.options.filter((phase) => milestones.some((each) => each.phase === phase))

function actionsOf(
  context: Context,
  dates: UnitDates,
  records: readonly ActionRecordRow[],
): Map<string, ActionRow[]> {
  const { template } = context.campaign
  const byPhase = groupBy(records, (record) => record.phase)
  return new Map(
    asked.map((phase) => [
      phase,
      rowsOf(template, {
        dates,
        phase,
        stage: dates.stages.find((stage) => stage.phase === phase),
        records: byPhase.get(phase) ?? [],
        today: context.today,
      }),
    ]),
  )
}

/** By unit; party groups follow their branch and are not in it. The number of queries does not depend on that of units. */
export async function readProgress(context: Context): Promise<Map<string, UnitProgress>> {
  const db = context.db.read
  const dates = await readDates(context, db)
  const [records, issues, analyses, publications, mobilisations, conditions, learning, appraisal, opinions] =
    await Promise.all([
      recordsOf(db),
      issuesOf(db),
      analysesOf(db),
      publicationsOf(db),
      mobilisationsOf(db),
      readConditions(context, dates),
      readLearning(context),
      appraisalFigures(context),
      opinionFigures(context),
    ])
  const recordsBy = groupBy(records, (each) => each.org_id)
  const issuesBy = groupBy(issues, (each) => each.orgId)
  const analysesBy = groupBy(analyses, (each) => each.orgId)
  const publicationsBy = groupBy(publications, (each) => each.orgId)
  const mobilised = new Map(mobilisations.map((each) => [each.org_id, each.on_day]))
  const { minX10, cutoff } = normsOf(context)
  const studyOf = (own: UnitLearning | undefined): Pick<UnitProgress, 'study'> =>
    own === undefined ? {} : { study: { learning: own, minX10, cutoff, today: context.today } }
  return new Map(
    dates.map((each) => {
      const { id } = each.unit
      const figures = appraisal.get(id)
      const heard = opinions.get(id)
      const progress: UnitProgress = {
        phase: currentPhase(context.campaign.template, each.stages),
        stages: stagesOf(each),
        actions: actionsOf(context, each, recordsBy.get(id) ?? []),
        gates: conditions.get(id) ?? new Map<string, Conditions>(),
        analyses: (analysesBy.get(id) ?? []).filter(({ count }) => count > 0),
        issues: issuesBy.get(id) ?? [],
        publications: publicationsBy.get(id) ?? [],
        mobilisedOn: mobilised.get(id) ?? null,
        ...studyOf(learning.get(id)),
        ...(figures === undefined ? {} : { appraisal: figures }),
        ...(heard === undefined ? {} : { opinions: heard }),
      }
      return [id, progress]
    }),
  )
}

// The branches with their progress, and one branch member by member.
import type { AnalysisBoard, AnalysisBranch, AnalysisLine } from '#shared/contract/analyses.ts'
import { basisText } from '#shared/campaign/index.ts'
import { isSmallPoll, nextAct } from '#shared/rules/analysis-action.ts'
import type { AnalysisState } from '#shared/rules/machines.ts'
import { formatRate } from '#shared/text/rate.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { groupMembers } from '../inspections/store.ts'
import { readUnits, unitById, type PlanUnit } from '../plans/units.ts'
import { isFromFile } from './branch.ts'
import { phaseStartOf } from './facts.ts'
import { standingOf } from './state.ts'
import {
  analysesOf,
  leastShown,
  peopleOf,
  pollsOf,
  stateOf,
  type AnalysisRow,
  type Db,
  type Person,
  type PollRow,
} from './store.ts'

const REVIEWED: ReadonlySet<AnalysisState> = new Set([
  '审阅通过',
  '已测评',
  '合格',
  '待重写',
  '帮助中',
  '会后修改稿已交',
  '归档',
])

const hasHandedIn = (row: AnalysisRow | undefined): boolean => (row?.version ?? 0) > 0
const hasPassed = (row: AnalysisRow | undefined): boolean =>
  hasHandedIn(row) && (REVIEWED.has(stateOf(row)) || (row?.round ?? 0) > 0)
const isExcused = (row: AnalysisRow | undefined): boolean => row?.form === '免写'

function progressOf(
  unit: PlanUnit,
  people: readonly Person[],
  rows: ReadonlyMap<string, AnalysisRow>,
): AnalysisBranch {
  const own = people.map(({ id }) => rows.get(id))
  const count = (holds: (row: AnalysisRow | undefined) => boolean): number => own.filter(holds).length
  const excused = count(isExcused)
  return {
    orgId: unit.id,
    unit: unit.shortName,
    unitType: unit.unitType,
    initials: unit.initials,
    due: people.length - excused,
    excused,
    handedIn: count(hasHandedIn),
    passed: count(hasPassed),
    polled: count((row) => (row?.round ?? 0) > 0),
    rewrite: count((row) => standingOf(row) === 'awaitingRewrite'),
    unpolled: count((row) => row?.unpolled_reason != null),
  }
}

/** Every unit with members of its own. */
export async function listBranches(context: Context): Promise<AnalysisBranch[]> {
  const db = context.db.read
  const [units, people, rows] = await Promise.all([readUnits(context, db), peopleOf(db), analysesOf(db)])
  const byUnit = groupBy(people, ({ orgId }) => orgId)
  return units.flatMap((unit) => {
    const own = byUnit.get(unit.id) ?? []
    return own.length === 0 ? [] : [progressOf(unit, own, rows)]
  })
}

/** The latest round of each analysis of the members. */
async function latestPolls(db: Db, rows: Iterable<AnalysisRow>): Promise<Map<string, PollRow>> {
  const polled = [...rows].filter(({ round }) => round > 0)
  const found = await Promise.all(polled.map((row) => pollsOf(db, row.id)))
  return new Map(
    found.flatMap((polls) => {
      const last = polls.at(-1)
      return last === undefined ? [] : [[last.analysis_id, last]]
    }),
  )
}

/** Numbers a file brought and no poll has used. */
const offeredBy = (row: AnalysisRow | undefined): AnalysisLine['offered'] =>
  row?.valid == null || row.round > 0
    ? null
    : {
        valid: row.valid,
        satisfied: row.satisfied,
        basic: row.basic,
        dissatisfied: row.dissatisfied,
        abstained: row.abstained,
      }

export function toLine(
  person: Person,
  row: AnalysisRow | undefined,
  poll: PollRow | undefined,
  least: number | null,
): AnalysisLine {
  const state = stateOf(row)
  const isShown = row?.public_from != null
  const isCovered = poll !== undefined && isSmallPoll(poll.valid, least)
  return {
    memberId: person.id,
    rowVersion: row?.row_version ?? null,
    name: person.name,
    initials: person.initials,
    post: person.post,
    level: row?.level ?? person.level,
    kind: person.kind,
    categories: [...person.categories],
    state,
    form: row?.form ?? '书面',
    chars: row?.chars ?? null,
    version: row?.version ?? 0,
    returned: row?.returned ?? 0,
    round: row?.round ?? 0,
    share: poll === undefined || isCovered ? '' : formatRate(poll.satisfied + poll.basic, poll.valid),
    outcome: poll?.outcome ?? null,
    unpolledReason: row?.unpolled_reason ?? null,
    helper: row?.helper ?? null,
    isShown,
    isFromFile: row !== undefined && isFromFile(row),
    next: nextAct(state, { isShown, hasHelper: row?.helper != null }),
    offered: offeredBy(row),
  }
}

const REMINDER =
  '党性分析重在帮助提高，不单独搞一个组织处理阶段；测评结果供督导组和本支部掌握，不排名、不张贴。'

function ruleOf(context: Context): AnalysisBoard['rule'] {
  const limit = context.campaign.limit('analysis.satisfaction')
  const basis = context.campaign.changes.get('analysis.satisfaction')?.basis
  return {
    text:
      limit === null
        ? '没有设满意度标准，不判定是否重写。'
        : `满意票（满意＋基本满意）不足有效票的${String(limit)}%，重新撰写；恰好${String(limit)}%不重写。`,
    basis: basis ?? basisText(context.campaign.threshold('analysis.satisfaction').basis),
    reminder: REMINDER,
  }
}

export async function showBoard(context: Context, orgId: string): Promise<AnalysisBoard> {
  const db = context.db.read
  const unit = unitById(await readUnits(context, db), orgId)
  const [people, rows] = await Promise.all([peopleOf(db, orgId), analysesOf(db, orgId)])
  const polls = await latestPolls(db, rows.values())
  const least = leastShown(context.campaign)
  return {
    branch: progressOf(unit, people, rows),
    fullName: unit.fullName,
    secretary: unit.secretary,
    rows: people.map((person) => {
      const row = rows.get(person.id)
      return toLine(person, row, row === undefined ? undefined : polls.get(row.id), least)
    }),
    phaseStart: (await phaseStartOf(db, orgId)) ?? null,
    groupMembers: await groupMembers(db),
    rule: ruleOf(context),
    limit: context.campaign.limit('analysis.satisfaction'),
  }
}

// Leaders: their contact points and visits, what shows their example, and how often they come to their own branch.
import type { Selectable } from 'kysely'
import { dutyItems } from '#shared/ledgers/leader-duties.ts'
import { visitMatters } from '#shared/ledgers/contact-visits.ts'
import { contactLimits, exampleLimits, judgeContact, judgeExample } from '#shared/rules/leaders.ts'
import { isPresent } from '#shared/rules/attendance.ts'
import { numberOf, withSettings } from '#shared/rules/limits.ts'
import type { Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import type { ContactPointTable, ContactVisitTable } from '../../db/people-tables.ts'
import { groupBy } from '../../group-by.ts'
import { limitSettings } from '../polls/store.ts'
import type { ReviewLine } from '../reviews/review.ts'
import { stagesOf } from '../stages/stage.ts'
import { attendanceOfTown } from '../study/figures.ts'
import { campaignStart, listOf, rosterOf, type Roster, type RosterMember } from './roster.ts'

export type PointRow = Selectable<ContactPointTable>
export type VisitRow = Selectable<ContactVisitTable>
export type DutyItem = (typeof dutyItems)[number]

/** One thing that shows an item; `from` says in which records it stands. */
export interface Evidence {
  readonly item: DutyItem
  readonly on: string
  readonly text: string
  readonly from: '带头登记' | '联系点活动' | '困难事项'
  /** Id of the record there. */
  readonly id: string
}

export interface Attendance {
  readonly sessions: number
  readonly attended: number
  readonly branchExpected: number
  readonly branchAttended: number
}

export interface LeaderFacts {
  readonly name: string
  readonly post: string
  /** The leader on the roster; null for one who is on none or has namesakes. */
  readonly member: RosterMember | null
  readonly points: readonly PointRow[]
  readonly visits: readonly VisitRow[]
  readonly evidence: readonly Evidence[]
  readonly attendance: Attendance
  /** R-04; null for a leading cadre who is not of the town's leadership. */
  readonly contact: Verdict | null
  /** R-05; null for somebody who is not a leading cadre of the roster. */
  readonly example: Verdict | null
}

const TAG = '党员领导干部'
/** Leading cadres of these branches are the town's own. */
const TOWN_BRANCH = '机关'
const NOBODY_CAME: Attendance = { sessions: 0, attended: 0, branchExpected: 0, branchAttended: 0 }

interface Records {
  readonly points: readonly PointRow[]
  readonly visits: readonly VisitRow[]
  readonly duties: readonly {
    id: string
    member_id: string
    duty: string
    done_on: string
    record: string | null
  }[]
  readonly solved: readonly {
    id: string
    promised_by: string | null
    solved_on: string | null
    matter: string
  }[]
}

async function readRecords({ db }: Context): Promise<Records> {
  const [points, visits, duties, solved] = await Promise.all([
    db.read.selectFrom('contact_point').selectAll().where('deleted_at', 'is', null).orderBy('id').execute(),
    db.read
      .selectFrom('contact_visit')
      .selectAll()
      .where('deleted_at', 'is', null)
      .orderBy('visited_on')
      .orderBy('id')
      .execute(),
    db.read
      .selectFrom('leader_duty')
      .select(['id', 'member_id', 'duty', 'done_on', 'record'])
      .where('deleted_at', 'is', null)
      .orderBy('done_on')
      .orderBy('id')
      .execute(),
    db.read
      .selectFrom('difficulty')
      .select(['id', 'promised_by', 'solved_on', 'matter'])
      .where('deleted_at', 'is', null)
      .where('solved_on', 'is not', null)
      .orderBy('solved_on')
      .execute(),
  ])
  return { points, visits, duties, solved }
}

/** Present and expected in the sessions of each branch, and of each member in his own. */
async function readAttendance(
  context: Context,
  roster: Roster,
): Promise<(member: RosterMember) => Attendance> {
  const branches = new Map<string, { expected: number; attended: number }>()
  const own = new Map<string, { sessions: number; attended: number }>()
  for (const { memberId, state } of await attendanceOfTown(context.db.read)) {
    const orgId = roster.byId.get(memberId)?.orgId
    if (orgId === undefined || state === '不要求') continue
    const branch = branches.get(orgId) ?? { expected: 0, attended: 0 }
    const member = own.get(memberId) ?? { sessions: 0, attended: 0 }
    const came = isPresent(state) ? 1 : 0
    branches.set(orgId, { expected: branch.expected + 1, attended: branch.attended + came })
    own.set(memberId, { sessions: member.sessions + 1, attended: member.attended + came })
  }
  return ({ id, orgId }) => {
    const [mine, branch] = [own.get(id), branches.get(orgId)]
    if (mine === undefined || branch === undefined) return NOBODY_CAME
    return { ...mine, branchExpected: branch.expected, branchAttended: branch.attended }
  }
}

const isDuty = (text: string): text is DutyItem => dutyItems.some((each) => each === text)

const fromVisit = ({ id, visited_on: on, content, matters }: VisitRow): Evidence[] => {
  const evidence = (item: DutyItem): Evidence => ({ item, on, text: content ?? '', from: '联系点活动', id })
  const said = listOf(matters)
  return [
    ...(said.includes('上党课') ? [evidence('带头讲党课或作专题报告')] : []),
    ...(said.includes('解决问题') ? [evidence('带头帮助基层解决实际困难和问题')] : []),
  ]
}

/** What the register says, and what visits and solved difficulties show of themselves. */
function evidenceOf(name: string, member: RosterMember | null, records: Records): Evidence[] {
  const registered = records.duties.flatMap(({ id, member_id, duty, done_on, record }): Evidence[] =>
    member_id === member?.id && isDuty(duty)
      ? [{ item: duty, on: done_on, text: record ?? '', from: '带头登记', id }]
      : [],
  )
  const visits = records.visits.filter(({ leader }) => leader === name).flatMap(fromVisit)
  const solved = records.solved.flatMap(({ id, promised_by, solved_on, matter }): Evidence[] =>
    promised_by === name && solved_on !== null
      ? [{ item: '带头帮助基层解决实际困难和问题', on: solved_on, text: matter, from: '困难事项', id }]
      : [],
  )
  return [...registered, ...visits, ...solved].toSorted((a, b) => a.on.localeCompare(b.on))
}

interface Wanted {
  readonly name: string
  readonly member: RosterMember | null
  /** Of the town's leadership: asked for a contact point. */
  readonly isOfTown: boolean
}

/** Leading cadres of the roster, and whoever has a contact point: the town's leadership first. */
function leadersOf(roster: Roster, points: readonly PointRow[]): Wanted[] {
  const cadres = roster.members.filter(({ tags }) => tags.includes(TAG))
  const isTowns = (member: RosterMember): boolean =>
    roster.unitOf.get(member.orgId)?.unitType === TOWN_BRANCH ||
    points.some(({ leader }) => leader === member.name)
  const known = new Set(cadres.map(({ name }) => name))
  const others = [
    ...points.map(({ leader }) => leader),
    ...roster.units.flatMap(({ contactLeader }) => contactLeader ?? []),
  ].filter((name) => !known.has(name))
  const wanted = [
    ...cadres.map((member) => ({ name: member.name, member, isOfTown: isTowns(member) })),
    ...[...new Set(others)].map((name) => ({ name, member: null, isOfTown: true })),
  ]
  return wanted.toSorted((a, b) => Number(b.isOfTown) - Number(a.isOfTown))
}

/** A visit for several matters counts as a lecture when there was one. */
const matterOf = ({ matters }: VisitRow): (typeof visitMatters)[number] => {
  const said = listOf(matters)
  if (said.includes('上党课')) return '上党课'
  return visitMatters.find((each) => said.includes(each)) ?? '指导'
}

type ContactLimits = typeof contactLimits

/** The frequency is set for one phase: every phase the town has begun asks for as many visits again. */
async function contactLimitsNow({ campaign, db }: Context): Promise<ContactLimits> {
  const limits = withSettings(contactLimits, limitSettings(campaign))
  const perPhase = numberOf(limits.visits)
  if (perPhase === null) return limits
  const begun = new Set((await stagesOf(db.read)).flatMap((s) => (s.started_on === null ? [] : [s.phase])))
  return { ...limits, visits: { ...limits.visits, value: perPhase * Math.max(1, begun.size) } }
}

function judgeContactOf(
  facts: Pick<LeaderFacts, 'points' | 'visits' | 'evidence'>,
  from: string,
  nameOf: (orgId: string) => string,
  limits: ContactLimits,
): Verdict {
  const visits = facts.visits
    .filter(({ visited_on }) => visited_on >= from)
    .map((visit) => ({ point: nameOf(visit.org_id), date: visit.visited_on, matter: matterOf(visit) }))
  const elsewhere = facts.evidence.filter(
    (each) => each.from === '带头登记' && each.item === '带头讲党课或作专题报告',
  )
  const points = facts.points.map(({ org_id }) => nameOf(org_id))
  return judgeContact({ points, visits, otherLectures: elsewhere.length }, limits)
}

/** Branches whose rectification is over: by then every item must be shown. */
async function rectifiedUnits({ db }: Context): Promise<ReadonlySet<string>> {
  const stages = await stagesOf(db.read)
  return new Set(stages.flatMap((s) => (s.phase === 'rectify' && s.ended_on !== null ? [s.org_id] : [])))
}

/** Every leader with what is recorded of him and the two verdicts; a few queries for the whole town. */
export async function readLeaders(context: Context): Promise<LeaderFacts[]> {
  const roster = await rosterOf(context)
  const [records, attendance, rectified, contactRules] = await Promise.all([
    readRecords(context),
    readAttendance(context, roster),
    rectifiedUnits(context),
    contactLimitsNow(context),
  ])
  const example = withSettings(exampleLimits, limitSettings(context.campaign))
  const nameOf = (orgId: string): string => roster.unitOf.get(orgId)?.name ?? ''
  const from = campaignStart(context)
  const pointsOf = groupBy(records.points, ({ leader }) => leader)
  const visitsOf = groupBy(records.visits, ({ leader }) => leader)
  return leadersOf(roster, records.points).map(({ name, member, isOfTown }) => {
    const points = pointsOf.get(name) ?? []
    const own = member === null ? NOBODY_CAME : attendance(member)
    const facts = {
      name,
      post: points.find(({ post }) => post !== null)?.post ?? member?.post ?? '',
      member,
      points,
      visits: visitsOf.get(name) ?? [],
      evidence: evidenceOf(name, member, records),
      attendance: own,
    }
    const shown = facts.evidence.filter(({ on }) => on >= from).map(({ item }) => item)
    return {
      ...facts,
      contact: isOfTown ? judgeContactOf(facts, from, nameOf, contactRules) : null,
      example:
        member === null
          ? null
          : judgeExample({ ...own, evidence: shown, rectified: rectified.has(member.orgId) }, example),
    }
  })
}

const linesOf = (
  leaders: readonly LeaderFacts[],
  verdictOf: (leader: LeaderFacts) => Verdict | null,
): ReviewLine[] =>
  leaders.flatMap((leader): ReviewLine[] => {
    const verdict = verdictOf(leader)
    return verdict === null ? [] : [{ name: leader.name, orgId: null, to: '/leaders', verdict }]
  })

/** R-04 over the town's leadership. */
export const judgeContacts = async (context: Context): Promise<ReviewLine[]> =>
  linesOf(await readLeaders(context), ({ contact }) => contact)

/** R-05 over the leading cadres of the roster. */
export const judgeExamples = async (context: Context): Promise<ReviewLine[]> =>
  linesOf(await readLeaders(context), ({ example }) => example)

// Meetings, appraisal and cases against their rules, R-44b, and R-45 for those who opened the ledger.
import { judgeCap, judgeStored } from '#shared/rules/appraisal-action.ts'
import { judgeUnqualified } from '#shared/rules/unqualified.ts'
import { fail, notAssessed, type Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { peopleOf, type Person } from '../analyses/store.ts'
import { judgeCase } from '../appraisal/cases.ts'
import { latest, rowsIn, spokeOn, verdictOf } from '../appraisal/standing.ts'
import {
  appraisalsOf,
  attendanceOf,
  casesOf,
  MAIN,
  meetingsOf,
  OF_LEADERS,
  settingsOf,
  type AppraisalRow,
  type AttendanceRow,
  type MeetingRow,
} from '../appraisal/store.ts'
import { isShown } from '../ledgers/confidential.ts'
import { readUnits, type PlanUnit } from '../plans/units.ts'
import { stagesOf } from '../stages/stage.ts'
import type { Review, ReviewLine } from './review.ts'

interface Read {
  readonly units: readonly PlanUnit[]
  readonly people: readonly Person[]
  readonly byUnit: ReadonlyMap<string, readonly Person[]>
  readonly byId: ReadonlyMap<string, Person>
  readonly meetings: ReadonlyMap<string, readonly MeetingRow[]>
  readonly attendance: ReadonlyMap<string, readonly AttendanceRow[]>
  readonly rows: ReadonlyMap<string, AppraisalRow>
  /** Units that have gone through 分析评议. */
  readonly past: ReadonlySet<string>
}

async function readAll(context: Context): Promise<Read> {
  const db = context.db.read
  const [units, people, meetings, attendance, rows, stages] = await Promise.all([
    readUnits(context, db),
    peopleOf(db),
    meetingsOf(db),
    attendanceOf(db),
    appraisalsOf(db),
    stagesOf(db),
  ])
  return {
    units,
    people,
    byUnit: groupBy(people, ({ orgId }) => orgId),
    byId: new Map(people.map((person) => [person.id, person])),
    meetings: groupBy(meetings, (meeting) => meeting.org_id),
    attendance: groupBy(attendance, (row) => row.meeting_id),
    rows,
    past: new Set(
      stages.flatMap((each) => (each.phase === 'review' && each.ended_on !== null ? [each.org_id] : [])),
    ),
  }
}

const pageOf = (orgId: string, tab: string): string => `/appraisal/${orgId}?tab=${tab}`

const unmet = (rule: string, what: string, isPast: boolean): Verdict =>
  isPast ? fail(rule, `分析评议阶段已经结束，没有登记${what}。`) : notAssessed(rule, `还没有登记${what}。`)

function meetingLine(read: Read, unit: PlanUnit, kind: string, rule: string, context: Context): ReviewLine {
  const meeting = latest(read.meetings.get(unit.id) ?? [], kind)
  const rows = rowsIn(meeting === undefined ? [] : (read.attendance.get(meeting.id) ?? []), meeting)
  const found =
    meeting === undefined ? null : verdictOf(meeting, rows, read.byId, settingsOf(context.campaign))
  const verdict = found ?? unmet(rule, kind, read.past.has(unit.id))
  return { name: unit.shortName, orgId: unit.id, to: pageOf(unit.id, 'meeting'), verdict }
}

async function judgeMeetings(context: Context): Promise<ReviewLine[]> {
  const read = await readAll(context)
  return read.units
    .filter(({ id }) => (read.byUnit.get(id) ?? []).length > 0)
    .map((unit) => meetingLine(read, unit, MAIN, 'R-41', context))
}

const LEADING: ReadonlySet<string> = new Set(['党委', '总支'])

async function judgeLeadersMeetings(context: Context): Promise<ReviewLine[]> {
  const read = await readAll(context)
  const holds = ({ id, level }: PlanUnit): boolean =>
    LEADING.has(level) || latest(read.meetings.get(id) ?? [], OF_LEADERS) !== undefined
  return read.units.filter(holds).map((unit) => meetingLine(read, unit, OF_LEADERS, 'R-42', context))
}

async function judgeCaps(context: Context): Promise<ReviewLine[]> {
  const read = await readAll(context)
  const settings = settingsOf(context.campaign)
  return read.units.flatMap((unit) => {
    const full = (read.byUnit.get(unit.id) ?? []).filter(({ kind }) => kind === '正式')
    if (full.length === 0) return []
    const grades = full.flatMap(({ id }) => read.rows.get(id)?.grade ?? [])
    const excellent = grades.filter((grade) => grade === '优秀').length
    const verdict =
      grades.length === 0
        ? notAssessed('R-44', '还没有评定等次。')
        : judgeCap(excellent, full.length, settings)
    return [{ name: unit.shortName, orgId: unit.id, to: pageOf(unit.id, 'appraisal'), verdict }]
  })
}

function judgeOne(read: Read, person: Person): Verdict | null {
  const meeting = latest(read.meetings.get(person.orgId) ?? [], MAIN)
  const rows = rowsIn(meeting === undefined ? [] : (read.attendance.get(meeting.id) ?? []), meeting)
  const row = read.rows.get(person.id)
  const isPast = read.past.has(person.orgId)
  if (row?.committee_on == null)
    return meeting === undefined && !isPast ? null : unmet('R-44b', '评议意见', isPast)
  const spoke = spokeOn(meeting, rows, person.id)
  if (spoke === null)
    return fail(
      'R-44b',
      meeting === undefined
        ? '没有登记专题组织生活会，已有评议意见。'
        : '没有参加组织生活会，也没有补开或个别听取，已有评议意见。',
    )
  return judgeStored({
    kind: person.kind,
    grade: row.grade,
    opinion: row.opinion,
    meetingOn: spoke,
    committeeOn: row.committee_on,
    feedbackOn: row.feedback_on,
    noticedOn: row.noticed_on,
  })
}

/** Members of branches that have met or gone through the stage. */
async function judgeOpinions(context: Context): Promise<ReviewLine[]> {
  const read = await readAll(context)
  const nameOf = new Map(read.units.map((unit) => [unit.id, unit.shortName]))
  return read.people.flatMap((person) => {
    const verdict = judgeOne(read, person)
    if (verdict === null) return []
    const name = `${nameOf.get(person.orgId) ?? ''}　${person.name}`
    return [{ name, orgId: person.orgId, to: pageOf(person.orgId, 'feedback'), verdict }]
  })
}

/** Says nothing to those who have not opened the ledger. */
async function judgeCases(context: Context): Promise<ReviewLine[]> {
  if (!isShown(context, 'unqualified')) return []
  const [read, cases] = await Promise.all([readAll(context), casesOf(context.db.read)])
  const lineOf = (person: Person, verdict: Verdict): ReviewLine => ({
    name: person.name,
    orgId: person.orgId,
    to: pageOf(person.orgId, 'cases'),
    verdict,
  })
  const known = new Set(cases.map((row) => row.member_id))
  return [
    ...cases.flatMap((row) => {
      const person = read.byId.get(row.member_id)
      const grade = read.rows.get(row.member_id)?.grade ?? null
      return person === undefined ? [] : [lineOf(person, judgeCase(row, person.kind, grade))]
    }),
    ...read.people
      .filter(({ id, kind }) => kind === '正式' && read.rows.get(id)?.grade === '不合格' && !known.has(id))
      .map((person) =>
        lineOf(person, judgeUnqualified({ kind: person.kind, grade: '不合格', hasCase: false })),
      ),
  ]
}

export const appraisalReviews: readonly Review[] = [
  {
    key: 'org-meetings',
    ledger: 'meetings',
    rule: 'R-41',
    title: '专题组织生活会',
    about: '单位',
    judge: judgeMeetings,
  },
  {
    key: 'leaders-meetings',
    ledger: 'meetings',
    rule: 'R-42',
    title: '领导班子专题民主生活会',
    about: '单位',
    judge: judgeLeadersMeetings,
  },
  {
    key: 'excellent-share',
    ledger: 'appraisals',
    rule: 'R-44',
    title: '优秀不超过上限',
    about: '单位',
    judge: judgeCaps,
  },
  {
    key: 'appraisal-order',
    ledger: 'appraisals',
    rule: 'R-44b',
    title: '评议意见的研究、反馈、通报',
    about: '党员',
    judge: judgeOpinions,
  },
  {
    key: 'unqualified-cases',
    ledger: 'unqualified',
    rule: 'R-45',
    title: '先教育、后处置',
    about: '党员',
    judge: judgeCases,
  },
]

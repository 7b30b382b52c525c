// The sums of meetings and appraisal for every unit, as the board, the summary and E-13 take them.
import type { Grade } from '../../db/appraisal-tables.ts'
import type { Context } from '../../context.ts'
import { keptWhileUnchanged } from '../../db/kept.ts'
import { groupBy } from '../../group-by.ts'
import { peopleOf, type Person } from '../analyses/store.ts'
import { latest, rowsIn } from './standing.ts'
import {
  appraisalsOf,
  attendanceOf,
  MAIN,
  meetingsOf,
  OF_LEADERS,
  type AppraisalRow,
  type AttendanceRow,
  type Db,
  type MeetingRow,
} from './store.ts'

export interface AppraisalFigures {
  readonly orgId: string
  /** Day of the branch's 专题组织生活会; null while none is on record. */
  readonly meetingOn: string | null
  /** Day of the leaders' 专题民主生活会. */
  readonly leadersMeetingOn: string | null
  /** Absent members who made it up or were heard. */
  readonly madeUp: number
  /** Absent members nobody has heard yet. */
  readonly missing: number
  /** On the roster. */
  readonly members: number
  /** Of them those who get a grade: 正式党员. */
  readonly graded: number
  /** Members who examined themselves, made-up ones too. */
  readonly examined: number
  /** 正式党员 with ballots or a grade. */
  readonly voted: number
  /** Members with the committee's opinion. */
  readonly appraised: number
  /** Of 正式党员 only. */
  readonly grades: Readonly<Record<Grade, number>>
  readonly fedBack: number
  /** Last day of telling the members; null while somebody with an opinion has not been told. */
  readonly lastFedBackOn: string | null
  /** Day it was made known, once for the whole branch; null before. */
  readonly noticedOn: string | null
}

const maxOf = (days: readonly (string | null)[]): string | null =>
  days
    .flatMap((day) => day ?? [])
    .toSorted()
    .at(-1) ?? null

/** Ballots or a grade: the member has been voted on. */
export const isVoted = (row: AppraisalRow): boolean =>
  row.grade !== null ||
  row.total !== null ||
  [row.excellent, row.qualified, row.basic, row.unqualified, row.abstained].some((n) => n !== null)

const hasOpinion = (row: AppraisalRow): boolean => row.committee_on !== null && (row.opinion ?? '') !== ''

function attendanceFigures(meeting: MeetingRow | undefined, rows: readonly AttendanceRow[]) {
  const own = [...rowsIn(rows, meeting).values()]
  const of = (holds: (row: AttendanceRow) => boolean): number => own.filter(holds).length
  return {
    madeUp: of((row) => row.made_up_on !== null),
    missing: of((row) => row.attendance === '缺席'),
    examined: own.length === 0 ? (meeting?.examined ?? 0) : of((row) => row.examined === 1),
  }
}

function gradesOf(rows: readonly AppraisalRow[]): Record<Grade, number> {
  const of = (grade: Grade): number => rows.filter((row) => row.grade === grade).length
  return { 优秀: of('优秀'), 合格: of('合格'), 基本合格: of('基本合格'), 不合格: of('不合格') }
}

function figuresOf(
  orgId: string,
  people: readonly Person[],
  meetings: readonly MeetingRow[],
  attendance: readonly AttendanceRow[],
  rows: ReadonlyMap<string, AppraisalRow>,
): AppraisalFigures {
  const meeting = latest(meetings, MAIN)
  const own = people.flatMap(({ id }) => rows.get(id) ?? [])
  const full = people.filter(({ kind }) => kind === '正式')
  const fullRows = full.flatMap(({ id }) => rows.get(id) ?? [])
  const said = own.filter(hasOpinion)
  const isAllTold = said.length > 0 && said.every((row) => row.feedback_on !== null)
  const isNoticed = said.length > 0 && said.every((row) => row.noticed_on !== null)
  return {
    orgId,
    meetingOn: meeting?.date ?? null,
    leadersMeetingOn: latest(meetings, OF_LEADERS)?.date ?? null,
    ...attendanceFigures(meeting, attendance),
    members: people.length,
    graded: full.length,
    voted: fullRows.filter(isVoted).length,
    appraised: said.length,
    grades: gradesOf(fullRows),
    fedBack: own.filter((row) => row.feedback_on !== null).length,
    lastFedBackOn: isAllTold ? maxOf(said.map((row) => row.feedback_on)) : null,
    noticedOn: isNoticed ? maxOf(said.map((row) => row.noticed_on)) : null,
  }
}

async function readFigures(db: Db): Promise<ReadonlyMap<string, AppraisalFigures>> {
  const [people, meetings, attendance, rows] = await Promise.all([
    peopleOf(db),
    meetingsOf(db),
    attendanceOf(db),
    appraisalsOf(db),
  ])
  const peopleBy = groupBy(people, ({ orgId }) => orgId)
  const meetingsBy = groupBy(meetings, (meeting) => meeting.org_id)
  const unitOf = new Map(meetings.map(({ id, org_id: orgId }) => [id, orgId]))
  const attendanceBy = groupBy(attendance, (row) => unitOf.get(row.meeting_id) ?? '')
  const units = new Set([...peopleBy.keys(), ...meetingsBy.keys()])
  return new Map(
    [...units].map((id) => [
      id,
      figuresOf(id, peopleBy.get(id) ?? [], meetingsBy.get(id) ?? [], attendanceBy.get(id) ?? [], rows),
    ]),
  )
}

const kept = keptWhileUnchanged((_key: object, db: Db) => readFigures(db))
/** Figures depend on nothing but the records. */
const RECORDS = {}

/** By unit: every one with members or with a meeting on record. Read once until a record changes. */
export const appraisalFigures = (
  context: Pick<Context, 'db'>,
): Promise<ReadonlyMap<string, AppraisalFigures>> => kept(RECORDS, context.db.read)

/** Something is on record of the unit's meeting. */
export const hasMeeting = (figures: AppraisalFigures | undefined): boolean =>
  figures !== undefined && (figures.meetingOn !== null || figures.leadersMeetingOn !== null)

/** Something is on record of its appraisal. */
export const hasAppraisal = (figures: AppraisalFigures | undefined): boolean =>
  figures !== undefined && (figures.voted > 0 || figures.appraised > 0)

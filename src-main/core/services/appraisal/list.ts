// The branches with their four steps, and one branch with its meeting, its members and what each is waiting for.
import type {
  AppraisalBoard,
  AppraisalBranch,
  AppraisalLine,
  MeetingShown,
} from '#shared/contract/appraisal.ts'
import { basisText } from '#shared/campaign/index.ts'
import {
  committeeFor,
  judgeCap,
  judgeStored,
  mostExcellent,
  objectionsToOpinion,
} from '#shared/rules/appraisal-action.ts'
import { levelOf, type Verdict } from '#shared/rules/verdict.ts'
import { problem } from '#shared/ledger/messages.ts'
import type { Context } from '../../context.ts'
import { peopleOf, type Person } from '../analyses/store.ts'
import { phaseStartOf } from '../analyses/facts.ts'
import { isShown } from '../ledgers/confidential.ts'
import { readUnits, unitById, type PlanUnit } from '../plans/units.ts'
import { factsOf, readBranch, type Branch } from './appraise.ts'
import { caseReminders } from './cases.ts'
import { appraisalFigures, isVoted, type AppraisalFigures } from './figures.ts'
import { rowsIn, spokeOn, verdictOf } from './standing.ts'
import {
  attendanceOf,
  casesOf,
  leastShown,
  meetingsOf,
  OF_LEADERS,
  settingsOf,
  type AppraisalRow,
  type AttendanceRow,
  type Db,
  type MeetingRow,
} from './store.ts'

const toVerdict = (verdict: Verdict): NonNullable<MeetingShown['verdict']> => ({
  rule: verdict.rule,
  outcome: verdict.outcome,
  level: levelOf(verdict),
  reason: verdict.reason,
})

const ofBranch = (unit: PlanUnit, figures: AppraisalFigures | undefined): AppraisalBranch => ({
  orgId: unit.id,
  unit: unit.shortName,
  unitType: unit.unitType,
  level: unit.level,
  initials: unit.initials,
  members: figures?.members ?? 0,
  graded: figures?.graded ?? 0,
  meetingOn: figures?.meetingOn ?? null,
  leadersMeetingOn: figures?.leadersMeetingOn ?? null,
  missing: figures?.missing ?? 0,
  voted: figures?.voted ?? 0,
  appraised: figures?.appraised ?? 0,
  fedBack: figures?.fedBack ?? 0,
  noticedOn: figures?.noticedOn ?? null,
})

/** Every unit, in the order of the roster. */
export async function listBranches(context: Context): Promise<AppraisalBranch[]> {
  const [units, figures] = await Promise.all([readUnits(context, context.db.read), appraisalFigures(context)])
  return units.map((unit) => ofBranch(unit, figures.get(unit.id)))
}

/** Leaders of the unit and of those under it; the secretaries where nobody is marked as a leader. */
async function leadersOf(db: Db, orgId: string): Promise<Person[]> {
  const units = await db
    .selectFrom('organisation')
    .select(['id', 'parent_id'])
    .where('deleted_at', 'is', null)
    .execute()
  const under = new Set([orgId])
  for (let before = 0; before !== under.size;) {
    before = under.size
    for (const unit of units) if (unit.parent_id !== null && under.has(unit.parent_id)) under.add(unit.id)
  }
  const people = (await peopleOf(db)).filter((each) => under.has(each.orgId))
  const marked = people.filter((each) => each.level === '党员领导干部')
  return marked.length > 0 ? marked : people.filter(({ post }) => post === '书记')
}

const NOBODY = {
  attendance: '到会',
  madeUpOn: null,
  examined: true,
  written: false,
  criticisms: null,
} as const

function toAttendance(person: Person, row: AttendanceRow | undefined): MeetingShown['members'][number] {
  const said =
    row === undefined
      ? NOBODY
      : {
          attendance: row.attendance,
          madeUpOn: row.made_up_on,
          examined: row.examined === 1,
          written: row.written === 1,
          criticisms: row.criticisms,
        }
  return { memberId: person.id, name: person.name, kind: person.kind, post: person.post, ...said }
}

function toMeeting(
  context: Context,
  meeting: MeetingRow,
  rows: ReadonlyMap<string, AttendanceRow>,
  people: readonly Person[],
): MeetingShown {
  const byId = new Map(people.map((person) => [person.id, person]))
  const verdict = verdictOf(meeting, rows, byId, settingsOf(context.campaign))
  const isListed = rows.size > 0
  return {
    id: meeting.id,
    version: meeting.row_version,
    kind: meeting.kind,
    on: meeting.date,
    place: meeting.place ?? '',
    host: meeting.host ?? '',
    expected: meeting.expected,
    attended: meeting.attended,
    activists: meeting.activists ?? 0,
    representatives: meeting.representatives ?? 0,
    others: meeting.others ?? 0,
    noActivists: meeting.no_activists === '是',
    examined: meeting.examined,
    criticisms: meeting.criticisms,
    feedbackOn: meeting.feedback_on,
    noticeOn: meeting.notice_on,
    recorder: meeting.recorder ?? '',
    remark: meeting.remark ?? '',
    verdict: verdict === null ? null : toVerdict(verdict),
    isListed,
    members: isListed
      ? people.flatMap((person) => {
          const row = rows.get(person.id)
          return row === undefined ? [] : [toAttendance(person, row)]
        })
      : [],
  }
}

const BALLOTS = ['excellent', 'qualified', 'basic', 'unqualified', 'abstained'] as const

function ballotsOf(row: AppraisalRow | undefined, least: number | null): AppraisalLine['ballots'] {
  if (row === undefined || BALLOTS.every((key) => row[key] === null)) return null
  const total = row.total ?? BALLOTS.reduce((sum, key) => sum + (row[key] ?? 0), 0)
  const isCovered = least !== null && total > 0 && total < least
  const shown = (key: (typeof BALLOTS)[number]): number | null => (isCovered ? null : (row[key] ?? 0))
  return {
    isCovered,
    total,
    excellent: shown('excellent'),
    qualified: shown('qualified'),
    basic: shown('basic'),
    unqualified: shown('unqualified'),
    abstained: shown('abstained'),
  }
}

/** Grades that members of the roster may not have, and those that ask for a case. */
function warningsOf(person: Person, row: AppraisalRow | undefined, hasCase: boolean): string[] {
  return [
    ...(person.kind === '预备' && row?.grade != null
      ? [problem('M-441', 'grade', { 行: '', 姓名: person.name }).message.replace(/^第行/u, '')]
      : []),
    ...(person.kind === '正式' && row?.grade === '不合格' && !hasCase
      ? [problem('M-442', 'grade', { 姓名: person.name }).message]
      : []),
  ]
}

function toLine(
  context: Context,
  branch: Branch,
  person: Person,
  hasCase: boolean,
  least: number | null,
): AppraisalLine {
  const row = branch.rows.get(person.id)
  const facts = factsOf(branch, person)
  const verdict =
    row?.committee_on == null
      ? null
      : judgeStored({
          kind: person.kind,
          grade: row.grade,
          opinion: row.opinion,
          meetingOn: facts.spokeOn,
          committeeOn: row.committee_on,
          feedbackOn: row.feedback_on,
          noticedOn: row.noticed_on,
        })
  const blocked = objectionsToOpinion(
    facts,
    { on: context.today, grade: null, opinion: '。' },
    context.today,
  ).filter(({ field }) => field === 'member')
  return {
    memberId: person.id,
    version: row?.row_version ?? null,
    name: person.name,
    initials: person.initials,
    post: person.post,
    kind: person.kind,
    spokeOn: spokeOn(branch.meeting, branch.attendance, person.id),
    ballots: ballotsOf(row, least),
    isVoted: row !== undefined && isVoted(row),
    grade: row?.grade ?? null,
    committee: row?.committee ?? null,
    committeeOn: row?.committee_on ?? null,
    opinion: row?.opinion ?? '',
    feedbackOn: row?.feedback_on ?? null,
    feedbackForm: row?.feedback_form ?? '',
    isSigned: row?.is_signed === '是',
    ownView: row?.own_view ?? '',
    hasObjection: row?.has_objection === '是',
    handling: row?.handling ?? '',
    noticedOn: row?.noticed_on ?? null,
    blocked: blocked.map(({ reason }) => reason).join(''),
    verdict: verdict === null ? null : toVerdict(verdict),
    warnings: warningsOf(person, row, hasCase),
    needsCase: person.kind === '正式' && row?.grade === '不合格' && !hasCase,
  }
}

function capOf(context: Context, people: readonly Person[], branch: Branch): AppraisalBoard['cap'] {
  const settings = settingsOf(context.campaign)
  const full = people.filter(({ kind }) => kind === '正式')
  const excellent = full.filter(({ id }) => branch.rows.get(id)?.grade === '优秀').length
  const verdict = judgeCap(excellent, full.length, settings)
  return {
    members: full.length,
    excellent,
    most: mostExcellent(full.length, settings),
    verdict: toVerdict(verdict),
    basis:
      context.campaign.changes.get('appraisal.excellent')?.basis ??
      basisText(context.campaign.threshold('appraisal.excellent').basis),
  }
}

const votersOf = (branch: Branch): number | null =>
  [...branch.rows.values()].find((row) => row.voters !== null)?.voters ?? null

/** Throws NotFound. */
export async function showBoard(context: Context, orgId: string): Promise<AppraisalBoard> {
  const db = context.db.read
  const unit = unitById(await readUnits(context, db), orgId)
  const [branch, meetings, figures, leaders, cases] = await Promise.all([
    readBranch(db, orgId),
    meetingsOf(db, orgId),
    appraisalFigures(context),
    leadersOf(db, orgId),
    casesOf(db, orgId),
  ])
  const attendance = await attendanceOf(
    db,
    meetings.map(({ id }) => id),
  )
  const people = [...branch.people.values()]
  const withCase = new Set(cases.map((each) => each.member_id))
  const least = leastShown(context.campaign)
  return {
    branch: ofBranch(unit, figures.get(unit.id)),
    fullName: unit.fullName,
    secretary: unit.secretary,
    phaseStart: (await phaseStartOf(db, orgId)) ?? null,
    meetings: meetings.map((meeting) =>
      toMeeting(
        context,
        meeting,
        rowsIn(attendance, meeting),
        meeting.kind === OF_LEADERS ? leaders : people,
      ),
    ),
    members: people.map((person) => toAttendance(person, undefined)),
    leaders: leaders.map((person) => toAttendance(person, undefined)),
    rows: people.map((person) => toLine(context, branch, person, withCase.has(person.id), least)),
    voters: votersOf(branch),
    committee: committeeFor(people.filter(({ kind }) => kind === '正式').length),
    cap: capOf(context, people, branch),
    isCasesShown: isShown(context, 'unqualified'),
    reminders: caseReminders(),
  }
}

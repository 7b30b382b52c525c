// Takes down who attended: with the session in one act, or mark by mark afterwards; absences open make-ups by themselves.
import { formNamed } from '#shared/ledgers/session-checks.ts'
import type { CourseKind } from '#shared/ledgers/sessions.ts'
import { doOverlap, isPresent, usualCredit, type AttendanceState } from '#shared/rules/attendance.ts'
import { dayHoursLimits, judgeDayHours } from '#shared/rules/study.ts'
import { fromTenths } from '#shared/text/hours.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { Journal } from '../../db/journal.ts'
import { initialsOf } from '../../ledger/rows.ts'
import { refuse, Refusal } from '../../refusal.ts'
import { settleMakeups } from './settle.ts'
import { isOnRoster, rosterOf, sessionById, type RosterMember, type SessionRow } from './store.ts'

/** How one member stood to a session; state null: nothing registered. */
export interface Mark {
  readonly memberId: string
  readonly state: AttendanceState | null
  /** Tenths; null for the usual: the whole session for who was there. */
  readonly creditedX10: number | null
  readonly note: string
}

export interface SessionInput {
  readonly orgId: string
  readonly date: string
  readonly from: string | null
  readonly to: string | null
  readonly hoursX10: number
  readonly form: string
  readonly courseType: CourseKind | null
  readonly readings: readonly string[]
  readonly theme: string
  readonly host: string
  readonly lecturer: string
  readonly place: string
  readonly joint: string
  readonly recorder: string
  readonly marks: readonly Mark[]
}

const words = (text: string): string | null => (text.trim() === '' ? null : text.trim())

function checkSession(context: Context, input: SessionInput): void {
  if (input.date > context.today) refuse(`${input.date}还没有到，不能登记学习。请核对日期。`, 'date')
  if ((input.from === null) !== (input.to === null))
    refuse('开始时间和结束时间请都填写，或都不填。', input.from === null ? 'from' : 'to')
  if (input.from !== null && input.to !== null && input.to <= input.from)
    refuse(`结束时间${input.to}不晚于开始时间${input.from}，请核对。`, 'to')
  if (input.hoursX10 <= 0 || input.hoursX10 % 5 !== 0)
    refuse('学时应大于0，并且是0.5的倍数，如 2.5。', 'hours')
  if (input.form.trim() === '') refuse('请选择学习形式。', 'form')
}

/** The marks of a session as they are stored, each with what must hold for it. */
function checkMark(session: SessionRow, roster: ReadonlyMap<string, RosterMember>, mark: Mark): void {
  const member = roster.get(mark.memberId)
  const name = member?.name ?? '这名党员'
  if (member === undefined) refuse('有的人不在这个支部的花名册上，没有保存。请刷新后再登记。')
  else if (!isOnRoster(member, session.date))
    refuse(`${name}${member.joinedOn}入党，${session.date}还不在应到之列，请核对。`)
  if (mark.state === '不要求' && mark.note.trim() === '')
    refuse(`${name}不要求集中参加，请写明理由（如：年老体弱，已安排送学）。`, 'note')
  const credited = mark.creditedX10 ?? 0
  if (credited > session.hours)
    refuse(`${name}的认定学时${fromTenths(credited)}多于这次学习的${fromTenths(session.hours)}学时，请核对。`)
  if (credited > 0 && !isPresent(mark.state ?? ''))
    refuse(`${name}登记为${mark.state ?? '未登记'}，不能有认定学时，请核对。`)
  if (credited % 5 !== 0) refuse(`${name}的认定学时应为0.5的倍数，请核对。`)
}

interface Elsewhere {
  readonly memberId: string
  readonly from: string | null
  readonly to: string | null
  readonly credited: number
  readonly theme: string | null
  readonly state: AttendanceState
}

/** What the members attended elsewhere on the day. */
async function elsewhereOn(
  trx: Trx,
  session: SessionRow,
  memberIds: readonly string[],
): Promise<Elsewhere[]> {
  if (memberIds.length === 0) return []
  const rows = await trx
    .selectFrom('attendance')
    .innerJoin('study_session', 'study_session.id', 'attendance.session_id')
    .select(['attendance.member_id', 'attendance.credited', 'attendance.state'])
    .select(['study_session.from_time', 'study_session.to_time', 'study_session.theme'])
    .where('attendance.deleted_at', 'is', null)
    .where('study_session.deleted_at', 'is', null)
    .where('study_session.date', '=', session.date)
    .where('study_session.id', '<>', session.id)
    .where('attendance.member_id', 'in', memberIds)
    .execute()
  return rows.map((row) => ({
    memberId: row.member_id,
    from: row.from_time,
    to: row.to_time,
    credited: row.credited,
    theme: row.theme,
    state: row.state,
  }))
}

/** Nobody is in two places at once. */
function refuseOverlaps(
  session: SessionRow,
  marks: readonly Mark[],
  elsewhere: readonly Elsewhere[],
  names: ReadonlyMap<string, RosterMember>,
): void {
  const own = { from: session.from_time, to: session.to_time }
  const present = new Set(marks.filter(({ state }) => isPresent(state ?? '')).map(({ memberId }) => memberId))
  const reasons = elsewhere
    .filter((other) => present.has(other.memberId) && isPresent(other.state) && doOverlap(own, other))
    .map(
      (other) =>
        `${names.get(other.memberId)?.name ?? ''}${session.date} ${other.from ?? ''}至${other.to ?? ''}已在另一次学习（${other.theme ?? '无标题'}）登记为${other.state}，时间重叠，请核对起止时间。`,
    )
  if (reasons.length > 0) throw new Refusal(reasons.slice(0, 10))
}

/** R-16b: names whose hours of the day come to more than a full day; a warning, never a refusal. */
function longDays(
  context: Context,
  session: SessionRow,
  marks: readonly Mark[],
  elsewhere: readonly Elsewhere[],
  names: ReadonlyMap<string, RosterMember>,
): string[] {
  const max = context.campaign.limit('study.hours.day_max')
  const limits = { ...dayHoursLimits, max: { ...dayHoursLimits.max, value: max } }
  return marks.flatMap((mark) => {
    const own = mark.creditedX10 ?? usualCredit(mark.state ?? '', session.hours)
    const others = elsewhere
      .filter(({ memberId }) => memberId === mark.memberId)
      .reduce((sum, { credited }) => sum + credited, 0)
    const hours = fromTenths(own + others)
    const isLong = judgeDayHours({ hours }, limits).outcome === 'fail'
    return isLong ? [`${names.get(mark.memberId)?.name ?? ''}${session.date}单日学时${hours}`] : []
  })
}

interface Stored {
  readonly id: string
  readonly state: AttendanceState
  readonly credited: number
  readonly note: string
}

async function storedMarks(trx: Trx, sessionId: string): Promise<Map<string, Stored>> {
  const rows = await trx
    .selectFrom('attendance')
    .select(['id', 'member_id', 'state', 'credited', 'note'])
    .where('session_id', '=', sessionId)
    .where('deleted_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.member_id, row]))
}

/** What is taken back leaves its make-up first: nothing stays that refers to it. */
async function takeBack(journal: Journal, trx: Trx, attendanceId: string): Promise<void> {
  const tasks = await trx
    .selectFrom('makeup_task')
    .select('id')
    .where('attendance_id', '=', attendanceId)
    .where('deleted_at', 'is', null)
    .execute()
  for (const { id } of tasks) await journal.remove('makeup_task', id)
  await journal.remove('attendance', attendanceId)
}

async function storeMarks(
  journal: Journal,
  trx: Trx,
  session: SessionRow,
  marks: readonly Mark[],
): Promise<Mark[]> {
  const stored = await storedMarks(trx, session.id)
  const before = marks.map(({ memberId }): Mark => {
    const known = stored.get(memberId)
    return {
      memberId,
      state: known?.state ?? null,
      creditedX10: known?.credited ?? null,
      note: known?.note ?? '',
    }
  })
  const rowOf = (mark: Mark, state: AttendanceState) => ({
    state,
    credited: mark.creditedX10 ?? usualCredit(state, session.hours),
    note: mark.note.trim(),
  })
  const fresh = marks.flatMap((mark) =>
    mark.state !== null && !stored.has(mark.memberId)
      ? [{ session_id: session.id, member_id: mark.memberId, ...rowOf(mark, mark.state) }]
      : [],
  )
  await journal.addMany('attendance', fresh)
  for (const mark of marks) {
    const known = stored.get(mark.memberId)
    if (known === undefined) continue
    if (mark.state === null) await takeBack(journal, trx, known.id)
    else await journal.change('attendance', known.id, rowOf(mark, mark.state))
  }
  return before
}

export interface Marked {
  /** How the members stood before, so that the change can be taken back. */
  readonly before: readonly Mark[]
  /** Sentences that do not stand in the way. */
  readonly warnings: readonly string[]
}

/** Marks of a session that is stored already, inside a write. */
async function markWithin(
  context: Context,
  journal: Journal,
  trx: Trx,
  session: SessionRow,
  marks: readonly Mark[],
): Promise<Marked> {
  const roster = new Map((await rosterOf(trx, session.org_id)).map((member) => [member.id, member]))
  for (const mark of marks) if (mark.state !== null) checkMark(session, roster, mark)
  const ids = marks.map(({ memberId }) => memberId)
  const elsewhere = await elsewhereOn(trx, session, ids)
  refuseOverlaps(session, marks, elsewhere, roster)
  const before = await storeMarks(journal, trx, session, marks)
  await settleMakeups(context, journal, trx, ids)
  return { before, warnings: longDays(context, session, marks, elsewhere, roster) }
}

/**
 * A session with its attendance, in one act. Members without a mark stay 未登记: nobody is taken to have come.
 * Throws Refusal; nothing is stored then.
 */
export function recordSession(
  context: Context,
  input: SessionInput,
): Promise<{ id: string; warnings: readonly string[] }> {
  return write(
    context,
    async (journal, trx) => {
      checkSession(context, input)
      const theme = words(input.theme)
      const id = await journal.add('study_session', {
        extra: null,
        initials: initialsOf(theme ?? ''),
        org_id: input.orgId,
        date: input.date,
        from_time: input.from,
        to_time: input.to,
        theme,
        form: formNamed(input.form.trim()),
        course_type: input.courseType,
        readings: input.readings.length === 0 ? null : JSON.stringify(input.readings),
        hours: input.hoursX10,
        host: words(input.host),
        lecturer: words(input.lecturer),
        place: words(input.place),
        joint: words(input.joint),
        reported_expected: null,
        reported_present: null,
        reported_leave: null,
        reported_absent: null,
        reported_rate: null,
        recorder: words(input.recorder),
        remark: null,
      })
      const marks = input.marks.filter(({ state }) => state !== null)
      const { warnings } = await markWithin(context, journal, trx, await sessionById(trx, id), marks)
      return { id, warnings }
    },
    { reason: '登记学习' },
  )
}

export interface MarkInput {
  readonly sessionId: string
  readonly marks: readonly Mark[]
}

/** Changes marks of a session; handing back `before` takes the change back. */
export function changeMarks(context: Context, { sessionId, marks }: MarkInput): Promise<Marked> {
  return write(
    context,
    async (journal, trx) => markWithin(context, journal, trx, await sessionById(trx, sessionId), marks),
    { reason: '登记考勤' },
  )
}

// What study comes to in numbers, for everybody who counts or judges it: a few queries for the whole town.
import { sql } from 'kysely'
import { isAbsent, isPresent, type AttendanceState } from '#shared/rules/attendance.ts'
import type { MakeupState } from '#shared/rules/machines.ts'
import { keptWhileUnchanged } from '../../db/kept.ts'
import { groupBy } from '../../group-by.ts'
import { isConcentrated, readForms, readingsOf, sessionsOf, tasksOf, type Db } from './store.ts'

/** Hours in tenths: 40.0 学时 are 400. */
export interface MemberHours {
  /** Credited in sessions whose form counts. */
  readonly creditedX10: number
  /** Made up; never more than was missed on the day it is for. */
  readonly makeupX10: number
  /** Sessions attended, of any form. */
  readonly sessions: number
  /** Sessions missed: on leave or without it. */
  readonly absences: number
}

export interface SessionFigure {
  readonly id: string
  readonly orgId: string
  readonly date: string
  /** HH:MM. */
  readonly from: string | null
  readonly to: string | null
  readonly hoursX10: number
  readonly form: string | null
  /** counts to the hours. */
  readonly isConcentrated: boolean
  readonly courseType: string | null
  readonly readings: readonly string[]
  readonly theme: string | null
  readonly joint: string | null
  /** Members who were there. */
  readonly present: number
  readonly onLeave: number
  readonly absent: number
}

export interface AttendanceFigure {
  readonly sessionId: string
  readonly memberId: string
  readonly state: AttendanceState
  readonly creditedX10: number
}

export interface OpenMakeup {
  readonly taskId: string
  readonly orgId: string
  readonly memberId: string
  readonly date: string
  readonly missedX10: number
  readonly madeUpX10: number
  readonly dueOn: string
  readonly responsible: string | null
  readonly state: Extract<MakeupState, '待补课' | '部分补课'>
}

/** What a town-wide reading is kept under. */
const TOWN = {}

const readTownSessions = keptWhileUnchanged(
  async (_: typeof TOWN, db: Db): Promise<ReadonlyMap<string, readonly SessionFigure[]>> => {
    const [rows, forms] = await Promise.all([sessionsOf(db), readForms(db)])
    const figures = rows.map((row): SessionFigure => ({
      id: row.id,
      orgId: row.org_id,
      date: row.date,
      from: row.from_time,
      to: row.to_time,
      hoursX10: row.hours,
      form: row.form,
      isConcentrated: isConcentrated(row.form, forms),
      courseType: row.course_type,
      readings: readingsOf(row),
      theme: row.theme,
      joint: row.joint,
      present: row.counted_present ?? 0,
      onLeave: row.counted_leave ?? 0,
      absent: row.counted_absent ?? 0,
    }))
    return groupBy(figures, ({ orgId }) => orgId)
  },
)

/** Sessions by unit, the earliest first; units without any are not in it. */
export const sessionsByUnit = (db: Db): Promise<ReadonlyMap<string, readonly SessionFigure[]>> =>
  readTownSessions(TOWN, db)

/** Attendance in the sessions of one unit. */
export async function attendanceOf(db: Db, orgId: string): Promise<AttendanceFigure[]> {
  const rows = await db
    .selectFrom('attendance')
    .innerJoin('study_session', 'study_session.id', 'attendance.session_id')
    .select(['attendance.session_id', 'attendance.member_id', 'attendance.state', 'attendance.credited'])
    .where('attendance.deleted_at', 'is', null)
    .where('study_session.deleted_at', 'is', null)
    .where('study_session.org_id', '=', orgId)
    .execute()
  return rows.map((row) => ({
    sessionId: row.session_id,
    memberId: row.member_id,
    state: row.state,
    creditedX10: row.credited,
  }))
}

/** A row for each session with its attendance as one text: 16,000 rows one by one take three times as long. */
const readTownAttendance = keptWhileUnchanged(
  async (_: typeof TOWN, db: Db): Promise<readonly AttendanceFigure[]> => {
    const rows = await db
      .selectFrom('attendance')
      .innerJoin('study_session', 'study_session.id', 'attendance.session_id')
      .select([
        'attendance.session_id',
        sql<string>`json_group_array(json_array(attendance.member_id, attendance.state, attendance.credited))`.as(
          'marks',
        ),
      ])
      .where('attendance.deleted_at', 'is', null)
      .where('study_session.deleted_at', 'is', null)
      .groupBy('attendance.session_id')
      .execute()
    return rows.flatMap((row) =>
      (JSON.parse(row.marks) as [string, AttendanceState, number][]).map(
        ([memberId, state, creditedX10]) => ({
          sessionId: row.session_id,
          memberId,
          state,
          creditedX10,
        }),
      ),
    )
  },
)

/** Attendance in all sessions of the town: some 16,000 rows, kept until a record changes. */
export const attendanceOfTown = (db: Db): Promise<readonly AttendanceFigure[]> => readTownAttendance(TOWN, db)

const dayKey = (memberId: string, date: string): string => `${memberId}|${date}`

/** Hours made up by member and day missed. */
async function madeUpByDay(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('makeup')
    .select(['member_id', 'missed_on', sql<number>`sum(hours)`.as('hours')])
    .where('deleted_at', 'is', null)
    .groupBy(['member_id', 'missed_on'])
    .execute()
  return new Map(rows.map((row) => [dayKey(row.member_id, row.missed_on), row.hours]))
}

interface Tally {
  creditedX10: number
  makeupX10: number
  sessions: number
  absences: number
}

const readMemberHours = keptWhileUnchanged(
  async (_: typeof TOWN, db: Db): Promise<ReadonlyMap<string, MemberHours>> => {
    const [attendance, byUnit, madeUp] = await Promise.all([
      attendanceOfTown(db),
      sessionsByUnit(db),
      madeUpByDay(db),
    ])
    const sessions = new Map([...byUnit.values()].flat().map((session) => [session.id, session]))
    const tallies = new Map<string, Tally>()
    const tallyOf = (memberId: string): Tally => {
      const known = tallies.get(memberId)
      if (known !== undefined) return known
      const made = { creditedX10: 0, makeupX10: 0, sessions: 0, absences: 0 }
      tallies.set(memberId, made)
      return made
    }
    const missed = new Map<string, number>()
    for (const { sessionId, memberId, state, creditedX10 } of attendance) {
      const session = sessions.get(sessionId)
      if (session === undefined) continue
      const tally = tallyOf(memberId)
      if (isPresent(state)) tally.sessions += 1
      if (session.isConcentrated) tally.creditedX10 += creditedX10
      if (!isAbsent(state)) continue
      tally.absences += 1
      const key = dayKey(memberId, session.date)
      missed.set(key, (missed.get(key) ?? 0) + (session.isConcentrated ? session.hoursX10 : 0))
    }
    for (const [key, hours] of madeUp) {
      // A make-up for a day without attendance is taken at its word; else it makes up what was missed and no more.
      const most = missed.get(key)
      tallyOf(key.split('|')[0] ?? '').makeupX10 += most === undefined ? hours : Math.min(hours, most)
    }
    return tallies
  },
)

/** Hours of every member of the town with any attendance or make-up; members without are not in it. */
export const memberHours = (db: Db): Promise<ReadonlyMap<string, MemberHours>> => readMemberHours(TOWN, db)

const readOpenMakeups = keptWhileUnchanged(async (_: typeof TOWN, db: Db): Promise<readonly OpenMakeup[]> => {
  const tasks = await tasksOf(db)
  return tasks.flatMap(({ row, orgId, memberId, date }) =>
    row.state === '待补课' || row.state === '部分补课'
      ? [
          {
            taskId: row.id,
            orgId,
            memberId,
            date,
            missedX10: row.missed,
            madeUpX10: row.made_up,
            dueOn: row.due_on,
            responsible: row.responsible,
            state: row.state,
          },
        ]
      : [],
  )
})

/** Make-ups that are not done, of the whole town, the earliest session first; overdue when `dueOn` is before today. */
export const openMakeups = (db: Db): Promise<readonly OpenMakeup[]> => readOpenMakeups(TOWN, db)

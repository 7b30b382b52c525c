// Reads sessions, attendance and make-ups out of the data file.
import type { Kysely, Selectable } from 'kysely'
import { countsToHours, studyForms, type StudyForm } from '#shared/rules/study-content.ts'
import { isBefore } from '#shared/text/civil-date.ts'
import type {
  AttendanceTable,
  MakeupTable,
  MakeupTaskStepTable,
  MakeupTaskTable,
  StudySessionTable,
} from '../../db/study-tables.ts'
import type { Tables } from '../../db/tables.ts'
import { NotFound } from '../../refusal.ts'
import { memberNames } from '../ledgers/directories.ts'

export type Db = Kysely<Tables>
export type SessionRow = Selectable<StudySessionTable>
export type AttendanceRow = Selectable<AttendanceTable>
export type TaskRow = Selectable<MakeupTaskTable>
export type TaskStepRow = Selectable<MakeupTaskStepTable>
export type MakeupRow = Selectable<MakeupTable>

/** Forms of study with whether they count; the town's own entries come before those of the documents. */
export async function readForms(db: Db): Promise<StudyForm[]> {
  const rows = await db
    .selectFrom('study_form')
    .select(['name', 'is_concentrated'])
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()
  const own = new Map(rows.map((row) => [row.name, row.is_concentrated === 1]))
  const known = studyForms.map(({ name, isConcentrated }) => ({
    name,
    isConcentrated: own.get(name) ?? isConcentrated,
  }))
  const names = new Set(known.map(({ name }) => name))
  const added = [...own].filter(([name]) => !names.has(name))
  return [...known, ...added.map(([name, isConcentrated]) => ({ name, isConcentrated }))]
}

/** a form that is in no catalogue does not count; one that nobody named is an ordinary session. */
export const isConcentrated = (form: string | null, forms: readonly StudyForm[]): boolean =>
  form === null || form === '' || countsToHours(form, forms) === true

export const readingsOf = ({ readings }: Pick<SessionRow, 'readings'>): string[] => {
  const parsed: unknown = readings === null ? [] : JSON.parse(readings)
  return Array.isArray(parsed) ? parsed.filter((each) => typeof each === 'string') : []
}

/** Sessions of a unit, or of the town, the earliest first. */
export async function sessionsOf(db: Db, orgId?: string): Promise<SessionRow[]> {
  let query = db.selectFrom('study_session').selectAll().where('deleted_at', 'is', null)
  if (orgId !== undefined) query = query.where('org_id', '=', orgId)
  return query.orderBy('date').orderBy('from_time').orderBy('id').execute()
}

/** Throws NotFound. */
export async function sessionById(db: Db, id: string): Promise<SessionRow> {
  const row = await db
    .selectFrom('study_session')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这次学习')
  return row
}

/** Attendance of the sessions of a unit. */
export const attendanceRowsOf = (db: Db, orgId: string): Promise<AttendanceRow[]> =>
  db
    .selectFrom('attendance')
    .innerJoin('study_session', 'study_session.id', 'attendance.session_id')
    .selectAll('attendance')
    .where('study_session.org_id', '=', orgId)
    .where('study_session.deleted_at', 'is', null)
    .where('attendance.deleted_at', 'is', null)
    .orderBy('attendance.id')
    .execute()

export interface RosterMember {
  readonly id: string
  /** As sheets write it: namesakes of the branch with the end of the id number. */
  readonly name: string
  readonly orgId: string
  readonly joinedOn: string
  readonly isFloating: boolean
  readonly isLost: boolean
  readonly kind: '正式' | '预备'
  readonly initials: string
}

/** Members on the roster, of a unit or of the town, in the order of the roster. */
export async function rosterOf(db: Db, orgId?: string): Promise<RosterMember[]> {
  let query = db
    .selectFrom('member')
    .select(['id', 'name', 'org_id', 'join_date', 'is_floating', 'is_lost', 'member_kind', 'initials'])
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('roster_state', 'is', null), eb('roster_state', '=', '在册')]))
  if (orgId !== undefined) query = query.where('org_id', '=', orgId)
  const [rows, names] = await Promise.all([query.orderBy('id').execute(), memberNames(db)])
  return rows.map((row) => ({
    id: row.id,
    name: names.get(row.id) ?? row.name,
    orgId: row.org_id,
    joinedOn: row.join_date,
    isFloating: row.is_floating === '是',
    isLost: row.is_lost === '是',
    kind: row.member_kind === '预备' ? '预备' : '正式',
    initials: row.initials,
  }))
}

/** Was on the roster on that day. */
export const isOnRoster = ({ joinedOn }: Pick<RosterMember, 'joinedOn'>, date: string): boolean =>
  !isBefore(date, joinedOn)

/** Steps of a task, the first one first. */
export const stepsOfTask = (db: Db, taskId: string): Promise<TaskStepRow[]> =>
  db
    .selectFrom('makeup_task_step')
    .selectAll()
    .where('makeup_task_id', '=', taskId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()

/** A make-up task with whose it is and for which session. */
export interface Task {
  readonly row: TaskRow
  readonly orgId: string
  readonly memberId: string
  readonly sessionId: string
  readonly date: string
  readonly theme: string | null
}

/** Tasks of a unit, or of the town, in the order of the sessions. */
export async function tasksOf(
  db: Db,
  where: {
    readonly orgId?: string
    readonly ids?: readonly string[]
    readonly memberIds?: readonly string[]
  } = {},
): Promise<Task[]> {
  let query = db
    .selectFrom('makeup_task')
    .innerJoin('attendance', 'attendance.id', 'makeup_task.attendance_id')
    .innerJoin('study_session', 'study_session.id', 'attendance.session_id')
    .selectAll('makeup_task')
    .select(['study_session.org_id', 'study_session.date', 'study_session.theme'])
    .select(['attendance.member_id', 'attendance.session_id'])
    .where('makeup_task.deleted_at', 'is', null)
  if (where.orgId !== undefined) query = query.where('study_session.org_id', '=', where.orgId)
  if (where.ids !== undefined) query = query.where('makeup_task.id', 'in', where.ids)
  if (where.memberIds !== undefined) query = query.where('attendance.member_id', 'in', where.memberIds)
  const rows = await query.orderBy('study_session.date').orderBy('makeup_task.id').execute()
  return rows.map(({ org_id, date, theme, member_id, session_id, ...row }) => ({
    row,
    orgId: org_id,
    memberId: member_id,
    sessionId: session_id,
    date,
    theme,
  }))
}

/** Make-ups of a unit, or of the town. */
export async function makeupsOf(db: Db, orgId?: string): Promise<MakeupRow[]> {
  let query = db.selectFrom('makeup').selectAll().where('deleted_at', 'is', null)
  if (orgId !== undefined) query = query.where('org_id', '=', orgId)
  return query.orderBy('made_on').orderBy('id').execute()
}

// The branches with their study, and one branch with its matrix of members and sessions.
import type {
  MakeupTask,
  StudyBoard,
  StudyMark,
  StudyMember,
  StudySession,
  StudyUnit,
  TaskStep,
} from '#shared/contract/study.ts'
import { basisText } from '#shared/campaign/index.ts'
import { hoursLimits, judgeHours } from '#shared/rules/study.ts'
import type { StudyForm } from '#shared/rules/study-content.ts'
import type { Verdict } from '#shared/rules/verdict.ts'
import { fromTenths, toTenths } from '#shared/text/hours.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { readUnits, unitById, type PlanUnit } from '../plans/units.ts'
import { memberHours, openMakeups, sessionsByUnit, type MemberHours, type OpenMakeup } from './figures.ts'
import {
  attendanceRowsOf,
  isConcentrated,
  isOnRoster,
  readForms,
  readingsOf,
  rosterOf,
  sessionsOf,
  stepsOfTask,
  tasksOf,
  type AttendanceRow,
  type RosterMember,
  type SessionRow,
  type Task,
} from './store.ts'

/** R-16 of one member with the town's own number. */
export function judgeMember(context: Context, hours: MemberHours | undefined): Verdict {
  const limits = {
    ...hoursLimits,
    min: { ...hoursLimits.min, value: context.campaign.limit('study.hours.min') },
  }
  return judgeHours(
    {
      hours: fromTenths(hours?.creditedX10 ?? 0),
      makeupHours: fromTenths(hours?.makeupX10 ?? 0),
    },
    limits,
  )
}

function toUnit(
  context: Context,
  unit: PlanUnit,
  members: readonly RosterMember[],
  figures: {
    readonly hours: ReadonlyMap<string, MemberHours>
    readonly held: readonly { readonly hoursX10: number; readonly isConcentrated: boolean }[]
    readonly open: readonly OpenMakeup[]
  },
): StudyUnit {
  const { hours, held, open } = figures
  return {
    orgId: unit.id,
    unit: unit.shortName,
    unitType: unit.unitType,
    initials: unit.initials,
    members: members.length,
    sessions: held.length,
    heldX10: held.reduce((sum, each) => sum + (each.isConcentrated ? each.hoursX10 : 0), 0),
    reached: members.filter(({ id }) => judgeMember(context, hours.get(id)).outcome === 'pass').length,
    openMakeups: open.length,
    overdueMakeups: open.filter(({ dueOn }) => dueOn < context.today).length,
  }
}

/** Every unit with members of its own. */
export async function listStudyUnits(context: Context): Promise<StudyUnit[]> {
  const db = context.db.read
  const [units, roster, hours, sessions, open] = await Promise.all([
    readUnits(context, db),
    rosterOf(db),
    memberHours(db),
    sessionsByUnit(db),
    openMakeups(db),
  ])
  const members = groupBy(roster, ({ orgId }) => orgId)
  const openByUnit = groupBy(open, ({ orgId }) => orgId)
  return units.flatMap((unit) => {
    const own = members.get(unit.id) ?? []
    const held = sessions.get(unit.id) ?? []
    return own.length === 0
      ? []
      : [toUnit(context, unit, own, { hours, held, open: openByUnit.get(unit.id) ?? [] })]
  })
}

function toSession(
  row: SessionRow,
  marks: readonly AttendanceRow[],
  roster: readonly RosterMember[],
  forms: readonly StudyForm[],
): StudySession {
  const marked = new Set(marks.map(({ member_id }) => member_id))
  const onDay = roster.filter((member) => isOnRoster(member, row.date))
  const unregistered = onDay.filter(({ id }) => !marked.has(id)).length
  const excused = marks.filter(({ state }) => state === '不要求').length
  return {
    id: row.id,
    date: row.date,
    from: row.from_time,
    to: row.to_time,
    hoursX10: row.hours,
    form: row.form ?? '',
    isConcentrated: isConcentrated(row.form, forms),
    courseType: row.course_type,
    readings: readingsOf(row),
    theme: row.theme ?? '',
    lecturer: row.lecturer ?? '',
    place: row.place ?? '',
    joint: row.joint ?? '',
    reported: {
      expected: row.reported_expected,
      present: row.reported_present,
      leave: row.reported_leave,
      absent: row.reported_absent,
      rate: row.reported_rate,
    },
    counted: {
      expected: marks.length - excused + unregistered,
      present: row.counted_present ?? 0,
      leave: row.counted_leave ?? 0,
      absent: row.counted_absent ?? 0,
      excused,
      unregistered,
    },
  }
}

const toMark = (row: AttendanceRow): StudyMark => ({
  sessionId: row.session_id,
  memberId: row.member_id,
  state: row.state,
  creditedX10: row.credited,
  note: row.note,
})

function toMember(
  context: Context,
  member: RosterMember,
  hours: MemberHours | undefined,
  open: number,
): StudyMember {
  const verdict = judgeMember(context, hours)
  return {
    id: member.id,
    name: member.name,
    initials: member.initials,
    kind: member.kind,
    isFloating: member.isFloating,
    isLost: member.isLost,
    joinedOn: member.joinedOn,
    creditedX10: hours?.creditedX10 ?? 0,
    makeupX10: hours?.makeupX10 ?? 0,
    absences: hours?.absences ?? 0,
    openMakeups: open,
    hours: { outcome: verdict.outcome, reason: verdict.reason },
  }
}

const isTaskOpen = ({ row }: Task): boolean => row.state === '待补课' || row.state === '部分补课'

function toTask(
  context: Context,
  task: Task,
  names: ReadonlyMap<string, string>,
  absence: AttendanceRow | undefined,
): MakeupTask {
  const { row } = task
  const { exempt_by: by, exempt_on: on, exempt_reason: reason } = row
  return {
    id: row.id,
    sessionId: task.sessionId,
    memberId: task.memberId,
    name: names.get(task.memberId) ?? '已不在册的党员',
    date: task.date,
    theme: task.theme ?? '',
    absence: absence?.state ?? '缺勤',
    missedX10: row.missed,
    madeUpX10: row.made_up,
    state: row.state,
    responsible: row.responsible ?? '',
    dueOn: row.due_on,
    isOverdue: isTaskOpen(task) && row.due_on < context.today,
    exemption: by === null || on === null ? null : { by, on, reason: reason ?? '' },
  }
}

export async function showBoard(context: Context, orgId: string): Promise<StudyBoard> {
  const db = context.db.read
  const [units, sessions, marks, roster, tasks, forms, hours] = await Promise.all([
    readUnits(context, db),
    sessionsOf(db, orgId),
    attendanceRowsOf(db, orgId),
    rosterOf(db, orgId),
    tasksOf(db, { orgId }),
    readForms(db),
    memberHours(db),
  ])
  const unit = unitById(units, orgId)
  const marksOf = groupBy(marks, ({ session_id }) => session_id)
  const absences = new Map(marks.map((mark) => [mark.id, mark]))
  const open = groupBy(tasks.filter(isTaskOpen), ({ memberId }) => memberId)
  const names = new Map(roster.map(({ id, name }) => [id, name]))
  const needed = context.campaign.limit('study.hours.min')
  const { campaign } = context
  return {
    orgId,
    unit: unit.shortName,
    fullName: unit.fullName,
    secretary: unit.secretary,
    sessions: sessions.map((row) => toSession(row, marksOf.get(row.id) ?? [], roster, forms)),
    members: roster.map((member) =>
      toMember(context, member, hours.get(member.id), open.get(member.id)?.length ?? 0),
    ),
    marks: marks.map(toMark),
    tasks: tasks
      .filter(({ row }) => row.state !== '已更正')
      .map((task) => toTask(context, task, names, absences.get(task.row.attendance_id))),
    forms: [...forms],
    readings: campaign.template.readings.map(({ title, isRequired }) => ({ title, isRequired })),
    neededX10: needed === null ? null : toTenths(needed),
    basis:
      campaign.changes.get('study.hours.min')?.basis ??
      basisText(campaign.threshold('study.hours.min').basis),
  }
}

/** The way of a make-up, the first step first. */
export async function showTaskSteps(context: Context, taskId: string): Promise<TaskStep[]> {
  const steps = await stepsOfTask(context.db.read, taskId)
  return steps.map((step) => ({
    from: step.from_state,
    action: step.action,
    to: step.to_state,
    on: step.on_day,
    person: step.person,
    text: step.text,
  }))
}

// Study: sessions with their attendance, make-ups, and the attendance sheets of the branches (I-3).
import { eventIterator, oc } from '@orpc/contract'
import * as z from 'zod'
import { attendanceStates, makeupModes } from '../rules/attendance.ts'
import { makeupMachine } from '../rules/machines.ts'
import { courseKinds } from '../rules/study.ts'
import { Done, Id, PickedFile, Progress, refusals } from './common.ts'

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const Time = z.string().regex(/^\d{2}:\d{2}$/)
const Whole = z.number().int()
/** Hours in tenths: 2.5 学时 are 25. */
const Tenths = z.number().int().min(0).max(10_000)

export const AttendanceState = z.enum(attendanceStates)
export type AttendanceState = z.infer<typeof AttendanceState>
export const CourseKind = z.enum(courseKinds)
export const MakeupState = z.enum(makeupMachine.states)
export type MakeupState = z.infer<typeof MakeupState>
export const MakeupMode = z.enum(makeupModes)
export type MakeupMode = z.infer<typeof MakeupMode>

export const StudyUnit = z.object({
  orgId: Id,
  unit: z.string(),
  unitType: z.string(),
  initials: z.string(),
  members: Whole,
  sessions: Whole,
  /** Hours held that count, in tenths. */
  heldX10: Whole,
  /** Members who have the hours asked for. */
  reached: Whole,
  openMakeups: Whole,
  overdueMakeups: Whole,
})
export type StudyUnit = z.infer<typeof StudyUnit>

export const StudySession = z.object({
  id: Id,
  date: Day,
  from: Time.nullable(),
  to: Time.nullable(),
  hoursX10: Whole,
  form: z.string(),
  isConcentrated: z.boolean(),
  courseType: CourseKind.nullable(),
  readings: z.array(z.string()),
  theme: z.string(),
  lecturer: z.string(),
  place: z.string(),
  joint: z.string(),
  /** As the unit typed them; null where it said nothing. */
  reported: z.object({
    expected: Whole.nullable(),
    present: Whole.nullable(),
    leave: Whole.nullable(),
    absent: Whole.nullable(),
    rate: z.string().nullable(),
  }),
  /** From roster and attendance: 应到 is the roster of the day without those named as 不要求. */
  counted: z.object({
    expected: Whole,
    present: Whole,
    leave: Whole,
    absent: Whole,
    excused: Whole,
    unregistered: Whole,
  }),
})
export type StudySession = z.infer<typeof StudySession>

export const StudyMember = z.object({
  id: Id,
  name: z.string(),
  initials: z.string(),
  kind: z.enum(['正式', '预备']),
  isFloating: z.boolean(),
  isLost: z.boolean(),
  joinedOn: z.string(),
  creditedX10: Whole,
  makeupX10: Whole,
  absences: Whole,
  openMakeups: Whole,
  /** R-16 with its sentence. */
  hours: z.object({ outcome: z.enum(['pass', 'fail', 'not-assessed']), reason: z.string() }),
})
export type StudyMember = z.infer<typeof StudyMember>

export const StudyMark = z.object({
  sessionId: Id,
  memberId: Id,
  state: AttendanceState,
  creditedX10: Whole,
  note: z.string(),
})
export type StudyMark = z.infer<typeof StudyMark>

export const MakeupTask = z.object({
  id: Id,
  sessionId: Id,
  memberId: Id,
  name: z.string(),
  date: Day,
  theme: z.string(),
  absence: AttendanceState,
  missedX10: Whole,
  madeUpX10: Whole,
  state: MakeupState,
  responsible: z.string(),
  dueOn: Day,
  isOverdue: z.boolean(),
  exemption: z.object({ by: z.string(), on: Day, reason: z.string() }).nullable(),
})
export type MakeupTask = z.infer<typeof MakeupTask>

export const StudyForm = z.object({ name: z.string(), isConcentrated: z.boolean() })
export type StudyForm = z.infer<typeof StudyForm>

export const StudyBoard = z.object({
  orgId: Id,
  unit: z.string(),
  fullName: z.string(),
  secretary: z.string(),
  sessions: z.array(StudySession),
  members: z.array(StudyMember),
  marks: z.array(StudyMark),
  tasks: z.array(MakeupTask),
  forms: z.array(StudyForm),
  readings: z.array(z.object({ title: z.string(), isRequired: z.boolean() })),
  /** Hours each member needs, in tenths; null when none are set. */
  neededX10: Whole.nullable(),
  basis: z.string(),
})
export type StudyBoard = z.infer<typeof StudyBoard>

const MarkInput = z.object({
  memberId: Id,
  /** null: nothing registered. */
  state: AttendanceState.nullable(),
  creditedX10: Tenths.nullable(),
  note: z.string().max(200),
})
export type MarkInput = z.infer<typeof MarkInput>

export const SessionInput = z.object({
  orgId: Id,
  date: Day,
  from: Time.nullable(),
  to: Time.nullable(),
  hoursX10: Tenths,
  form: z.string().max(20),
  courseType: CourseKind.nullable(),
  readings: z.array(z.string().max(60)).max(20),
  theme: z.string().max(500),
  host: z.string().max(20),
  lecturer: z.string().max(30),
  place: z.string().max(60),
  joint: z.string().max(60),
  recorder: z.string().max(20),
  marks: z.array(MarkInput).max(2000),
})
export type SessionInput = z.infer<typeof SessionInput>

const Warned = z.object({ warnings: z.array(z.string()) })

export const TaskStep = z.object({
  from: z.string(),
  action: z.string(),
  to: z.string(),
  on: Day,
  person: z.string(),
  text: z.string(),
})
export type TaskStep = z.infer<typeof TaskStep>

export const cellOutcomes = ['new', 'change', 'same', 'blank', 'error'] as const
export const MatrixCell = z.object({
  text: z.string(),
  state: AttendanceState.nullable(),
  /** What is stored now, where it differs. */
  before: AttendanceState.nullable(),
  outcome: z.enum(cellOutcomes),
  message: z.string().nullable(),
})
export type MatrixCell = z.infer<typeof MatrixCell>

const SheetNote = z.object({
  code: z.string(),
  level: z.enum(['错误', '警告', '提示']),
  message: z.string(),
  row: Whole.nullable(),
})
export type SheetNote = z.infer<typeof SheetNote>

export const MatrixSheet = z.object({
  name: z.string(),
  imported: z.boolean(),
  isReadable: z.boolean(),
  orgId: Id.nullable(),
  unit: z.string(),
  columns: z.array(
    z.object({
      header: z.string(),
      date: Day.nullable(),
      hoursX10: Whole.nullable(),
      isNew: z.boolean(),
      message: z.string().nullable(),
    }),
  ),
  counts: z.object({ new: Whole, change: Whole, same: Whole, blank: Whole, error: Whole }),
  notes: z.array(SheetNote),
})
export type MatrixSheet = z.infer<typeof MatrixSheet>

export const MatrixRow = z.object({
  row: Whole,
  name: z.string(),
  message: z.string().nullable(),
  cells: z.array(MatrixCell),
  typedTotal: z.string(),
  /** Added up from the row, in tenths. */
  totalX10: Whole,
})
export type MatrixRow = z.infer<typeof MatrixRow>

export const MatrixImport = z.object({
  session: Id,
  fileName: z.string(),
  sheets: z.array(MatrixSheet),
  /** Marks met in the file: what each means, and who says so. */
  marks: z.array(
    z.object({
      mark: z.string(),
      count: Whole,
      /** null: not settled yet; '' : the mark is to be passed over. */
      meaning: z.union([AttendanceState, z.literal('')]).nullable(),
      source: z.enum(['图例', '通用', '选定']).nullable(),
    }),
  ),
  legend: z.string(),
  hoursX10: Whole.nullable(),
  counts: z.object({ new: Whole, change: Whole, same: Whole, blank: Whole, error: Whole, sessions: Whole }),
  /** Why it cannot be written as it stands; empty when it can. */
  obstacles: z.array(z.string()),
  seenBefore: z.object({ at: z.string(), by: z.string() }).nullable(),
})
export type MatrixImport = z.infer<typeof MatrixImport>

const Saved = z.object({ file: z.string(), rows: Whole }).nullable()

const importErrors = {
  ...refusals,
  /** The file cannot be read; the message says why and what to do. */
  UNREADABLE: { status: 422, message: '读不了这个文件', data: z.object({ code: z.string() }) },
}

export const studyContract = {
  /** Branches with members, in the order of the roster. */
  units: oc.output(z.array(StudyUnit)),
  board: oc
    .input(z.object({ orgId: Id }))
    .output(StudyBoard)
    .errors(refusals),
  record: oc
    .input(SessionInput)
    .output(Warned.extend({ id: Id }))
    .errors(refusals),
  /** Answers with the marks as they stood before: handed back, they take the change back. */
  mark: oc
    .input(z.object({ sessionId: Id, marks: z.array(MarkInput).min(1).max(2000) }))
    .output(Warned.extend({ before: z.array(MarkInput) }))
    .errors(refusals),
  makeUp: oc
    .input(
      z.object({
        taskIds: z.array(Id).min(1).max(2000),
        on: Day,
        /** null: what each still lacks. */
        hoursX10: Tenths.nullable(),
        mode: MakeupMode,
        responsible: z.string().max(20),
        content: z.string().max(500),
      }),
    )
    .output(z.object({ closed: Whole }))
    .errors(refusals),
  exempt: oc
    .input(z.object({ taskId: Id, on: Day, by: z.string().max(20), reason: z.string().max(200) }))
    .output(Done)
    .errors(refusals),
  withdrawExemption: oc
    .input(z.object({ taskId: Id, reason: z.string().max(200) }))
    .output(Done)
    .errors(refusals),
  assign: oc
    .input(z.object({ taskIds: z.array(Id).min(1).max(2000), responsible: z.string().max(20), dueOn: Day }))
    .output(Done)
    .errors(refusals),
  taskSteps: oc.input(z.object({ taskId: Id })).output(z.array(TaskStep)),
  saveForm: oc.input(StudyForm).output(Done).errors(refusals),
  /** The attendance matrix of one unit, or a sheet for each unit of the town; null when the user gave up. */
  exportMatrix: oc
    .input(z.object({ orgId: Id.nullable() }))
    .output(Saved)
    .errors(refusals),
  exportBlank: oc
    .input(z.object({ orgId: Id.nullable() }))
    .output(Saved)
    .errors(refusals),
  pickSheet: oc.output(PickedFile.nullable()),
  openSheet: oc
    .input(z.object({ file: z.string() }))
    .output(eventIterator(Progress, MatrixImport))
    .errors(importErrors),
  /** Settles units, marks, hours and which sheets are taken, and plans again. */
  adjustSheet: oc
    .input(
      z.object({
        session: Id,
        units: z.record(z.string(), Id).optional(),
        marks: z.record(z.string(), z.union([AttendanceState, z.literal('')])).optional(),
        hoursX10: Tenths.nullable().optional(),
        sheets: z.array(z.string()).optional(),
      }),
    )
    .output(MatrixImport)
    .errors(importErrors),
  sheetRows: oc
    .input(z.object({ session: Id, sheet: z.string() }))
    .output(z.array(MatrixRow))
    .errors(refusals),
  /** All in one go, after a backup; rows and cells with errors are left out. */
  commitSheet: oc
    .input(z.object({ session: Id }))
    .output(eventIterator(Progress, z.object({ batch: Id, written: Whole, left: Whole })))
    .errors(importErrors),
  closeSheet: oc.input(z.object({ session: Id })).output(Done),
}

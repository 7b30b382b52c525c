// Tables of study: sessions, attendance, what absences ask for, and hours made up. Hours are tenths.
import type { Generated } from 'kysely'
import type { CourseKind } from '#shared/ledgers/sessions.ts'
import type { AttendanceState } from '#shared/rules/attendance.ts'
import type { MakeupState } from '#shared/rules/machines.ts'
import type { LedgerTable } from './roster-tables.ts'
import type { RecordColumns } from './tables.ts'
import type { StepColumns } from './stage-tables.ts'

export interface StudySessionTable extends LedgerTable {
  org_id: string
  /** YYYY-MM-DD. */
  date: string
  /** HH:MM. */
  from_time: string | null
  to_time: string | null
  theme: string | null
  form: string | null
  course_type: CourseKind | null
  /** JSON list of titles. */
  readings: string | null
  /** Tenths. */
  hours: number
  host: string | null
  lecturer: string | null
  place: string | null
  /** Name of a session that several units held together: each of them has its own row under it. */
  joint: string | null
  /** As the unit typed them. */
  reported_expected: number | null
  reported_present: number | null
  reported_leave: number | null
  reported_absent: number | null
  reported_rate: string | null
  /** From the attendance; kept by triggers. */
  counted_present: Generated<number | null>
  counted_leave: Generated<number | null>
  counted_absent: Generated<number | null>
  recorder: string | null
  remark: string | null
}

export interface StudyFormTable extends RecordColumns {
  name: string
  is_concentrated: 0 | 1
}

export interface AttendanceTable extends RecordColumns {
  session_id: string
  member_id: string
  state: AttendanceState
  /** Tenths. */
  credited: number
  note: Generated<string>
}

export interface MakeupTaskTable extends RecordColumns {
  attendance_id: string
  responsible: string | null
  due_on: string
  /** Tenths. */
  missed: number
  made_up: Generated<number>
  state: Generated<MakeupState>
  exempt_reason: string | null
  exempt_by: string | null
  exempt_on: string | null
}

export interface MakeupTaskStepTable extends StepColumns<MakeupState> {
  makeup_task_id: string
}

export interface MakeupTable extends LedgerTable {
  org_id: string
  member_id: string
  missed_on: string
  made_on: string
  /** Tenths. */
  hours: number
  mode: string | null
  content: string | null
  responsible: string | null
  remark: string | null
}

declare module './tables.ts' {
  interface Tables {
    study_session: StudySessionTable
    study_form: StudyFormTable
    attendance: AttendanceTable
    makeup_task: MakeupTaskTable
    makeup_task_step: MakeupTaskStepTable
    makeup: MakeupTable
  }
}

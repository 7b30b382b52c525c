// Tables of the schedule: actions of the units, extensions, mobilisation meetings and the group's appointments.
import type { RecordColumns } from './tables.ts'

export type ActionState = '未开始' | '进行中' | '完成' | '不适用'
export type ActionKind = '规定动作' | '自选动作'

/** What a unit has recorded of a step, or an action of its own choice; a step without a row has not begun. */
export interface UnitActionTable extends RecordColumns {
  org_id: string
  phase: string
  /** Null for an action the unit thought of itself. */
  step_code: string | null
  name: string
  kind: ActionKind
  state: ActionState
  done_on: string | null
  place: string
  recorder: string
  /** What proves it, in words. */
  evidence: string
  /** Why it does not apply. */
  reason: string | null
  consent_by: string | null
  consent_on: string | null
}

/** A notice of the superior that puts off the end of a phase. */
export interface ExtensionTable extends RecordColumns {
  doc_no: string
  issuer: string
  on_day: string
  phase: string
  days: number
  reason: string
  scope: '全部单位' | '部分单位'
  withdrawn_on: string | null
  withdrawn_reason: string | null
}

/** The dates one extension moved for one unit and phase. */
export interface ExtensionShiftTable extends RecordColumns {
  extension_id: string
  org_id: string
  phase: string
  before_start: string
  before_end: string
  after_start: string
  after_end: string
  /** The unit's own dates before; null where those of the plan or the campaign held. */
  stored_start: string | null
  stored_end: string | null
}

export type TimeOfDay = '上午' | '下午' | '晚上'

export interface MobilisationTable extends RecordColumns {
  org_id: string
  on_day: string
  time_of_day: TimeOfDay
  speaker: string
  speaker_post: '书记' | '副书记' | '其他'
  excuse: '书记空缺' | '书记外出' | null
  should: number
  actual: number
  /** 1 or 0: made clear. */
  spirit: number
  purpose: number
  problems: number
  record: string
}

export interface AppointmentTable extends RecordColumns {
  on_day: string
  /** HH:MM; null for the whole day. */
  at_time: string | null
  org_id: string | null
  what: string
  /** JSON: names of the group's members who attend. */
  people: string
  place: string
  note: string
  state: '待办' | '已办' | '取消'
}

declare module './tables.ts' {
  interface Tables {
    unit_action: UnitActionTable
    extension: ExtensionTable
    extension_shift: ExtensionShiftTable
    mobilisation: MobilisationTable
    appointment: AppointmentTable
  }
}

// The schedule: dates of every unit, what it has to do in a phase, extensions, mobilisation meetings, the group's diary.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { Day, Done, Id, refusals } from './common.ts'

const Whole = z.number().int()
const OptionalDay = Day.nullable()

/** Keys of the phases units go through; the preparation is the town's. */
export const UnitPhase = z.enum(['study', 'review', 'rectify', 'consolidate'])
export type UnitPhase = z.infer<typeof UnitPhase>

export const StageState = z.enum([
  '未开始',
  '进行中',
  '自查中',
  '待验收',
  '验收合格',
  '限期补课',
  '待转段',
  '已转段',
  '已延期',
])
export type StageState = z.infer<typeof StageState>

/** Whose dates hold: the unit's own, those of its approved plan, or those of the campaign. */
export const DatesFrom = z.enum(['自定', '方案', '模板'])
export type DatesFrom = z.infer<typeof DatesFrom>

/** What a rule says, ready to show. */
export const Judgement = z.object({
  rule: z.string(),
  outcome: z.enum(['pass', 'fail', 'not-assessed']),
  /** Null unless it fails. */
  level: z.enum(['错误', '警告', '提示']).nullable(),
  reason: z.string(),
})
export type Judgement = z.infer<typeof Judgement>

const PhaseDates = z.object({
  phase: UnitPhase,
  state: StageState,
  plannedStart: Day,
  plannedEnd: Day,
  from: DatesFrom,
  startedOn: OptionalDay,
  endedOn: OptionalDay,
  /** Whole days from today to the planned end while the phase is under way; negative when past it. */
  daysLeft: Whole.nullable(),
})
export type PhaseDates = z.infer<typeof PhaseDates>

export const ScheduleRow = z.object({
  orgId: Id,
  unit: z.string(),
  fullName: z.string(),
  unitType: z.string(),
  supervisor: z.string(),
  initials: z.string(),
  current: UnitPhase,
  phases: z.array(PhaseDates),
  /** What object to; empty when nothing. */
  notes: z.array(Judgement),
  extensions: Whole,
})
export type ScheduleRow = z.infer<typeof ScheduleRow>

export const PhaseName = z.object({ key: UnitPhase, name: z.string(), start: Day, end: Day })
export type PhaseName = z.infer<typeof PhaseName>

export const ScheduleBoard = z.object({
  today: Day,
  phases: z.array(PhaseName),
  rows: z.array(ScheduleRow),
})
export type ScheduleBoard = z.infer<typeof ScheduleBoard>

export const StageAction = z.enum(['开始', '延期', '恢复'])
export type StageAction = z.infer<typeof StageAction>

/** A date that was changed: what it was, what it became, why. */
export const Revision = z.object({
  at: z.string(),
  by: z.string(),
  phaseName: z.string(),
  what: z.string(),
  before: OptionalDay,
  after: OptionalDay,
  reason: z.string().nullable(),
})
export type Revision = z.infer<typeof Revision>

export const TimeOfDay = z.enum(['上午', '下午', '晚上'])
export const SpeakerPost = z.enum(['书记', '副书记', '其他'])
export const SpeakerExcuse = z.enum(['书记空缺', '书记外出'])

export const MobilisationDraft = z.object({
  orgId: Id,
  /** Null for a new one. */
  rowVersion: Whole.nullable(),
  on: Day,
  timeOfDay: TimeOfDay,
  speaker: z.string().trim().min(1, '没有填动员人。').max(20),
  speakerPost: SpeakerPost,
  excuse: SpeakerExcuse.nullable(),
  should: Whole.min(0),
  actual: Whole.min(0),
  spirit: z.boolean(),
  purpose: z.boolean(),
  problems: z.boolean(),
  record: z.string().max(1000),
})
export type MobilisationDraft = z.infer<typeof MobilisationDraft>

export const MobilisationLine = z.object({
  orgId: Id,
  unit: z.string(),
  unitType: z.string(),
  secretary: z.string(),
  supervisor: z.string(),
  /** Members on the roster: offered as 应到. */
  members: Whole,
  held: MobilisationDraft.nullable(),
  judgements: z.array(Judgement),
})
export type MobilisationLine = z.infer<typeof MobilisationLine>

export const AppointmentState = z.enum(['待办', '已办', '取消'])
export type AppointmentState = z.infer<typeof AppointmentState>

export const AppointmentDraft = z.object({
  id: Id.nullable(),
  rowVersion: Whole.nullable(),
  on: Day,
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间请写成 14:00 的样子。')
    .nullable(),
  orgId: Id.nullable(),
  what: z.string().trim().min(1, '没有填事项。').max(60),
  people: z.array(z.string().trim().min(1)).max(20),
  place: z.string().trim().max(60),
  note: z.string().trim().max(300),
  state: AppointmentState,
})
export type AppointmentDraft = z.infer<typeof AppointmentDraft>

/** One line of a day: a meeting to attend, or what is due. */
export const DiaryEntry = z.object({
  kind: z.enum(['到会', '问题', '方案', '环节', '阶段']),
  on: Day,
  at: z.string().nullable(),
  /** The unit, or how many. */
  unit: z.string(),
  what: z.string(),
  people: z.array(z.string()),
  place: z.string(),
  /** Past its day and not done. */
  isLate: z.boolean(),
  isDone: z.boolean(),
  /** Where it is dealt with; null for an appointment. */
  to: z.string().nullable(),
  appointment: AppointmentDraft.nullable(),
})
export type DiaryEntry = z.infer<typeof DiaryEntry>

export const DiaryDay = z.object({
  day: Day,
  weekday: z.string(),
  entries: z.array(DiaryEntry),
  /** Whole sentences: who would be in two places, what nobody attends. */
  clashes: z.array(z.string()),
})
export type DiaryDay = z.infer<typeof DiaryDay>

export const Diary = z.object({
  today: Day,
  days: z.array(DiaryDay),
  groupMembers: z.array(z.string()),
  units: z.array(z.object({ id: Id, name: z.string(), initials: z.string() })),
})
export type Diary = z.infer<typeof Diary>

export const ActionState = z.enum(['未开始', '进行中', '完成', '不适用'])
export type ActionState = z.infer<typeof ActionState>
export const ActionKind = z.enum(['规定动作', '自选动作'])
export type ActionKind = z.infer<typeof ActionKind>

/** A step of the campaign as the form shows it. */
export const ActionStep = z.object({
  code: z.string(),
  name: z.string(),
  kind: ActionKind,
  start: Day,
  end: Day,
  standard: z.string(),
  papers: z.array(z.string()),
  hint: z.string(),
  basis: z.string(),
  /** the record must say where and by whom. */
  asksRecord: z.boolean(),
  /** The move itself: done by moving on, never ticked. */
  isMove: z.boolean(),
})
export type ActionStep = z.infer<typeof ActionStep>

export const ActionRow = z.object({
  /** Null while nothing has been recorded. */
  id: Id.nullable(),
  rowVersion: Whole.nullable(),
  code: z.string().nullable(),
  name: z.string(),
  kind: ActionKind,
  state: ActionState,
  doneOn: OptionalDay,
  place: z.string(),
  recorder: z.string(),
  evidence: z.string(),
  reason: z.string().nullable(),
  consentBy: z.string().nullable(),
  consentOn: OptionalDay,
  /** Last day of the step by the unit's schedule or the campaign's. */
  dueOn: OptionalDay,
  isLate: z.boolean(),
})
export type ActionRow = z.infer<typeof ActionRow>

export const UnitActions = z.object({
  orgId: Id,
  unit: z.string(),
  phase: UnitPhase,
  phaseName: z.string(),
  steps: z.array(ActionStep),
  rows: z.array(ActionRow),
  judgement: Judgement,
  /** Actions of one's own choice that the campaign suggests and the unit has not taken. */
  suggestions: z.array(z.object({ code: z.string(), name: z.string() })),
  groupMembers: z.array(z.string()),
  secretary: z.string(),
  informant: z.string(),
})
export type UnitActions = z.infer<typeof UnitActions>

/** A cell of 单位 × 环节; null where the step does not concern the unit. */
export const ActionCell = z
  .object({ state: ActionState, doneOn: OptionalDay, isLate: z.boolean() })
  .nullable()
export type ActionCell = z.infer<typeof ActionCell>

export const ActionMatrix = z.object({
  phase: UnitPhase,
  steps: z.array(ActionStep),
  rows: z.array(
    z.object({
      orgId: Id,
      unit: z.string(),
      unitType: z.string(),
      supervisor: z.string(),
      initials: z.string(),
      /** By the code of the step. */
      cells: z.record(z.string(), ActionCell),
      /** Actions of its own making. */
      own: Whole,
      required: Whole,
      finished: Whole,
    }),
  ),
  groupMembers: z.array(z.string()),
})
export type ActionMatrix = z.infer<typeof ActionMatrix>

export const ActionRecord = z.object({
  orgId: Id,
  phase: UnitPhase,
  id: Id.nullable(),
  rowVersion: Whole.nullable(),
  code: z.string().nullable(),
  state: ActionState,
  doneOn: OptionalDay,
  place: z.string().trim().max(60),
  recorder: z.string().trim().max(20),
  evidence: z.string().trim().max(300),
  reason: z.string().trim().max(200),
  consentBy: z.string().trim().max(20),
  consentOn: OptionalDay,
})
export type ActionRecord = z.infer<typeof ActionRecord>

export const ExtensionDraft = z.object({
  docNo: z.string().trim().min(1, '没有填通知文号。').max(60),
  issuer: z.string().trim().min(1, '没有填发文单位。').max(60),
  on: Day,
  phase: UnitPhase,
  days: Whole.min(1, '延长的天数至少是1天。').max(92, '延长的天数最多92天。'),
  reason: z.string().trim().min(1, '请写明延期的理由。').max(300),
  /** Null for all units. */
  orgIds: z.array(Id).min(1, '没有选单位。').nullable(),
})
export type ExtensionDraft = z.infer<typeof ExtensionDraft>

/** One unit's phase with its dates before and after. */
export const Shift = z.object({
  orgId: Id,
  unit: z.string(),
  phase: UnitPhase,
  phaseName: z.string(),
  beforeStart: Day,
  beforeEnd: Day,
  afterStart: Day,
  afterEnd: Day,
})
export type Shift = z.infer<typeof Shift>

export const ExtensionPlan = z.object({
  shifts: z.array(Shift),
  /** Units that are left as they are, each with the reason. */
  leftOut: z.array(z.string()),
  /** What to know before confirming. */
  notes: z.array(z.string()),
  /** Stands for the dates shown: confirming with another one is refused. */
  token: z.string(),
})
export type ExtensionPlan = z.infer<typeof ExtensionPlan>

export const Extension = z.object({
  id: Id,
  rowVersion: Whole,
  docNo: z.string(),
  issuer: z.string(),
  on: Day,
  phase: UnitPhase,
  phaseName: z.string(),
  days: Whole,
  reason: z.string(),
  scope: z.string(),
  by: z.string(),
  withdrawnOn: OptionalDay,
  withdrawnReason: z.string().nullable(),
  shifts: z.array(Shift),
})
export type Extension = z.infer<typeof Extension>

const Count = z.object({ total: Whole, finished: Whole, excused: Whole })

export const UnitSchedule = z.object({
  orgId: Id,
  unit: z.string(),
  fullName: z.string(),
  unitType: z.string(),
  today: Day,
  current: UnitPhase,
  phases: z.array(
    PhaseDates.extend({
      name: z.string(),
      /** Null while the unit has no row of its own for the phase. */
      rowVersion: Whole.nullable(),
      windowStart: Day,
      windowEnd: Day,
      actions: Count,
      /** What may be done now, each with what stands against it. */
      acts: z.array(z.object({ action: StageAction, reasons: z.array(z.string()) })),
      steps: z.array(
        z.object({
          action: z.string(),
          from: StageState,
          to: StageState,
          on: Day,
          person: z.string(),
          text: z.string(),
        }),
      ),
    }),
  ),
  judgements: z.array(Judgement),
  revisions: z.array(Revision),
  extensions: z.array(Extension),
  mobilisation: MobilisationDraft.nullable(),
  mobilisationJudgements: z.array(Judgement),
  appointments: z.array(DiaryEntry),
})
export type UnitSchedule = z.infer<typeof UnitSchedule>

const Reason = z.string().trim().min(2, '请写明原因。').max(200)
const OneUnit = z.object({ orgId: Id })

export const scheduleContract = {
  board: oc.input(z.object({})).output(ScheduleBoard).errors(refusals),
  unit: oc.input(OneUnit).output(UnitSchedule).errors(refusals),
  setDates: oc
    .input(
      z.object({
        orgId: Id,
        phase: UnitPhase,
        rowVersion: Whole.nullable(),
        plannedStart: Day,
        plannedEnd: Day,
        /** Corrects the day the phase began; null leaves it. */
        startedOn: OptionalDay,
        reason: Reason,
      }),
    )
    .output(UnitSchedule)
    .errors(refusals),
  /** Takes the phase of several units one step on; all or none. */
  act: oc
    .input(
      z.object({
        orgIds: z.array(Id).min(1, '没有选单位。'),
        phase: UnitPhase,
        action: StageAction,
        on: Day,
        text: z.string().trim().max(300),
      }),
    )
    .output(z.object({ done: Whole, warnings: z.array(z.string()) }))
    .errors(refusals),
  matrix: oc
    .input(z.object({ phase: UnitPhase }))
    .output(ActionMatrix)
    .errors(refusals),
  actions: oc
    .input(z.object({ orgId: Id, phase: UnitPhase }))
    .output(UnitActions)
    .errors(refusals),
  recordAction: oc.input(ActionRecord).output(UnitActions).errors(refusals),
  completeMany: oc
    .input(
      z.object({
        orgIds: z.array(Id).min(1, '没有选单位。'),
        phase: UnitPhase,
        code: z.string(),
        doneOn: Day,
        place: z.string().trim().max(60),
        recorder: z.string().trim().max(20),
        evidence: z.string().trim().max(300),
      }),
    )
    .output(z.object({ done: Whole, leftOut: z.array(z.string()) }))
    .errors(refusals),
  addAction: oc
    .input(
      z.object({
        orgId: Id,
        phase: UnitPhase,
        /** Of a suggestion of the campaign; null for one of the unit's own. */
        code: z.string().nullable(),
        name: z.string().trim().max(40),
      }),
    )
    .output(UnitActions)
    .errors(refusals),
  removeAction: oc
    .input(z.object({ id: Id, rowVersion: Whole, reason: Reason }))
    .output(UnitActions)
    .errors(refusals),
  extensions: oc
    .input(z.object({}))
    .output(
      z.object({
        rows: z.array(Extension),
        phases: z.array(PhaseName),
        units: z.array(
          z.object({
            id: Id,
            name: z.string(),
            unitType: z.string(),
            initials: z.string(),
            current: UnitPhase,
          }),
        ),
        /** Who sends notices to the town; offered as 发文单位. */
        issuer: z.string(),
      }),
    )
    .errors(refusals),
  planExtension: oc.input(ExtensionDraft).output(ExtensionPlan).errors(refusals),
  confirmExtension: oc
    .input(z.object({ draft: ExtensionDraft, token: z.string() }))
    .output(z.object({ units: Whole, shifts: Whole }))
    .errors(refusals),
  withdrawExtension: oc
    .input(z.object({ id: Id, rowVersion: Whole, reason: Reason }))
    .output(z.object({ restored: Whole, kept: z.array(z.string()) }))
    .errors(refusals),
  mobilisations: oc
    .input(z.object({}))
    .output(z.object({ townDay: OptionalDay, dayBasis: z.string(), rows: z.array(MobilisationLine) }))
    .errors(refusals),
  saveMobilisation: oc.input(MobilisationDraft).output(MobilisationLine).errors(refusals),
  removeMobilisation: oc
    .input(z.object({ orgId: Id, rowVersion: Whole, reason: Reason }))
    .output(Done)
    .errors(refusals),
  setTownDay: oc
    .input(z.object({ day: Day }))
    .output(Done)
    .errors(refusals),
  diary: oc
    .input(z.object({ from: Day, to: Day }))
    .output(Diary)
    .errors(refusals),
  weekAhead: oc.input(z.object({})).output(z.array(DiaryDay)).errors(refusals),
  saveAppointment: oc.input(AppointmentDraft).output(Done).errors(refusals),
  removeAppointment: oc
    .input(z.object({ id: Id, rowVersion: Whole }))
    .output(Done)
    .errors(refusals),
}

// Findings: the list with its lights, one finding with its way, registering, every step, and the list as a workbook.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { Day, Done, HistoryEntry, Id, refusals } from './common.ts'
import { AttachedFile } from './inspections.ts'

export const FindingState = z.enum([
  '登记',
  '已下达',
  '整改中',
  '已反馈',
  '待复查',
  '已销号',
  '退回重改',
  '撤销',
])
export type FindingState = z.infer<typeof FindingState>
export const FindingAction = z.enum([
  '下达',
  '开始整改',
  '反馈',
  '提请复查',
  '销号',
  '退回',
  '重新整改',
  '撤销',
])
export type FindingAction = z.infer<typeof FindingAction>
export const FindingLight = z.enum(['绿', '黄', '红', '无'])
export type FindingLight = z.infer<typeof FindingLight>
export const Severity = z.enum(['一般', '较重', '严重'])
export type Severity = z.infer<typeof Severity>
export const Correction = z.enum(['补齐', '规范', '补课', '纠正'])
export type Correction = z.infer<typeof Correction>

const Whole = z.number().int()
const OptionalDay = Day.nullable()

export const FindingQuery = z.object({
  group: z.enum(['未销号', '待复查', '全部']),
  lights: z.array(FindingLight),
  states: z.array(FindingState),
  units: z.array(Id),
  categories: z.array(z.string()),
  severities: z.array(Severity),
  phases: z.array(z.string()),
  /** Found by the person at work, or of a unit he looks after. */
  mine: z.boolean(),
  search: z.string().max(60),
})
export type FindingQuery = z.infer<typeof FindingQuery>

export const FindingLine = z.object({
  id: Id,
  no: z.string(),
  shortNo: z.string(),
  orgId: Id,
  unit: z.string(),
  unitType: z.string(),
  description: z.string(),
  category: z.string(),
  severity: Severity,
  phaseName: z.string(),
  itemCode: z.string().nullable(),
  dueOn: OptionalDay,
  /** Whole days until the due day, negative when past it; null when closed or without one. */
  daysLeft: Whole.nullable(),
  light: FindingLight,
  state: FindingState,
  owner: z.string(),
  reopenCount: Whole,
})
export type FindingLine = z.infer<typeof FindingLine>

const Facet = z.object({ value: z.string(), label: z.string(), count: Whole })

export const FindingList = z.object({
  rows: z.array(FindingLine),
  /** Over all findings, whatever the filter. */
  counts: z.object({
    open: Whole,
    /** Past the due day and nothing reported back. A red light also shows those that wait for the re-check. */
    overdue: Whole,
    recheck: Whole,
    all: Whole,
    /** 已销号, and what it is a share of: all but those withdrawn. */
    closed: Whole,
    valid: Whole,
    lights: z.record(FindingLight, Whole),
  }),
  facets: z.object({
    units: z.array(Facet),
    states: z.array(Facet),
    categories: z.array(Facet),
    severities: z.array(Facet),
    phases: z.array(Facet),
  }),
})
export type FindingList = z.infer<typeof FindingList>

/** A step taken. */
export const FindingStep = z.object({
  action: FindingAction,
  from: FindingState,
  to: FindingState,
  on: Day,
  person: z.string(),
  text: z.string(),
  evidence: z.string(),
})
export type FindingStep = z.infer<typeof FindingStep>

export const FindingDraft = z.object({
  inspectionId: Id.nullable(),
  orgId: Id,
  phase: z.string(),
  itemCode: z.string().max(20).nullable(),
  step: z.string().max(60),
  description: z.string().trim().min(1, '没有填存在问题。').max(1000),
  category: z.string().min(1, '没有选问题类别。'),
  severity: Severity,
  correction: Correction,
  basis: z.string().max(600),
  demand: z.string().max(600),
  foundOn: Day,
  dueOn: OptionalDay,
  owner: z.string().max(40),
  inspectors: z.array(z.string().trim().min(1)).min(1, '请至少选一名督导人员。'),
  remark: z.string().max(600),
})
export type FindingDraft = z.infer<typeof FindingDraft>

/** The same as it stands on a form or in the data file: what is missing or too long there must still be shown. */
const DraftShown = FindingDraft.extend({
  orgId: z.string(),
  itemCode: z.string().nullable(),
  step: z.string(),
  description: z.string(),
  category: z.string(),
  basis: z.string(),
  demand: z.string(),
  owner: z.string(),
  inspectors: z.array(z.string()),
  remark: z.string(),
})

export const FindingCase = z.object({
  id: Id,
  rowVersion: Whole,
  no: z.string(),
  unit: z.string(),
  fullName: z.string(),
  unitType: z.string(),
  phaseName: z.string(),
  itemText: z.string(),
  draft: DraftShown,
  state: FindingState,
  light: FindingLight,
  daysLeft: Whole.nullable(),
  feedback: z.string().nullable(),
  evidence: z.string().nullable(),
  doneOn: OptionalDay,
  recheckOn: OptionalDay,
  recheckBy: z.string().nullable(),
  recheckResult: z.string().nullable(),
  recheckNote: z.string().nullable(),
  reopenCount: Whole,
  cancelReason: z.string().nullable(),
  registeredOn: Day,
  registeredBy: z.string(),
  lastOn: Day,
  /** Texts and files that prove the present round. */
  evidenceCount: Whole,
  steps: z.array(FindingStep),
  files: z.array(AttachedFile),
  actions: z.array(FindingAction),
  groupMembers: z.array(z.string()),
})
export type FindingCase = z.infer<typeof FindingCase>

/** Everything the form for a new finding offers. */
export const FindingForm = z.object({
  draft: DraftShown,
  units: z.array(
    z.object({ id: Id, name: z.string(), unitType: z.string(), initials: z.string(), secretary: z.string() }),
  ),
  items: z.array(
    z.object({
      code: z.string(),
      text: z.string(),
      standard: z.string(),
      basis: z.string(),
      phase: z.string(),
      step: z.string(),
      category: z.string(),
      correction: Correction,
      severity: Severity,
      papers: z.array(z.string()),
      wordings: z.array(z.string()),
    }),
  ),
  phases: z.array(z.object({ key: z.string(), name: z.string() })),
  categories: z.array(
    z.object({
      label: z.string(),
      definition: z.string(),
      correction: Correction,
      wordings: z.array(z.string()),
      /** Fewest characters of the description. */
      leastChars: Whole,
    }),
  ),
  severities: z.array(z.object({ label: Severity, definition: z.string(), effect: z.string() })),
  severeHint: z.string(),
  corrections: z.array(z.object({ key: Correction, usedFor: z.string(), phrases: z.array(z.string()) })),
  /** Days allowed, by degree and correction; null where no limit is set. */
  days: z.record(Severity, z.record(Correction, Whole.nullable())),
  /** Open findings of the same unit on the same line. */
  open: z.array(z.object({ id: Id, no: z.string(), state: FindingState, dueOn: OptionalDay })),
  groupMembers: z.array(z.string()),
})
export type FindingForm = z.infer<typeof FindingForm>

const Versioned = { id: Id, rowVersion: Whole }
const Reason = z.string().trim().min(2, '请写明原因。').max(200)

export const findingsContract = {
  list: oc.input(FindingQuery).output(FindingList).errors(refusals),
  get: oc
    .input(z.object({ id: Id }))
    .output(FindingCase)
    .errors(refusals),
  /** A form with all that is known filled in: from a line of an inspection, for a unit, or blank. */
  blank: oc
    .input(z.object({ orgId: Id.nullable(), itemCode: z.string().nullable(), inspectionId: Id.nullable() }))
    .output(FindingForm)
    .errors(refusals),
  add: oc
    .input(z.object({ draft: FindingDraft }))
    .output(FindingCase)
    .errors(refusals),
  /** Only before it has gone out. */
  correct: oc
    .input(z.object({ ...Versioned, draft: FindingDraft }))
    .output(FindingCase)
    .errors(refusals),
  act: oc
    .input(
      z.object({
        ...Versioned,
        action: FindingAction,
        on: Day,
        person: z.string().trim().max(20),
        text: z.string().max(1000),
        /** What proves it, beside the attached files. */
        evidence: z.string().max(300),
        dueOn: OptionalDay,
      }),
    )
    .output(FindingCase)
    .errors(refusals),
  extend: oc
    .input(z.object({ ...Versioned, dueOn: Day, reason: Reason }))
    .output(FindingCase)
    .errors(refusals),
  attach: oc
    .input(z.object({ id: Id, token: z.string().nullable() }))
    .output(z.array(AttachedFile))
    .errors(refusals),
  detach: oc
    .input(z.object({ fileId: Id, reason: Reason }))
    .output(z.array(AttachedFile))
    .errors(refusals),
  openFile: oc
    .input(z.object({ fileId: Id }))
    .output(Done)
    .errors(refusals),
  history: oc.input(z.object({ id: Id })).output(z.array(HistoryEntry)),
  /** E-1 of what the query shows; null when the user gave up. */
  export: oc
    .input(z.object({ query: FindingQuery }))
    .output(z.object({ file: z.string(), rows: Whole }).nullable())
    .errors(refusals),
}

// Inspections: the board, starting or continuing one, answering line by line, finishing, and the sheet for the visit.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { Day, Done, Empty, Id, refusals } from './common.ts'

export const CheckResult = z.enum(['未查', '达标', '未达标', '补课后达标', '不适用'])
export type CheckResult = z.infer<typeof CheckResult>
export const SelfResult = z.enum(['达标', '未达标', '不适用'])
export const Method = z.enum(['听', '查', '看', '问', '测'])
export const InspectionState = z.enum(['进行中', '已完成'])

const Whole = z.number().int()
export const ResultCounts = z.object({
  未查: Whole,
  达标: Whole,
  未达标: Whole,
  补课后达标: Whole,
  不适用: Whole,
  total: Whole,
  checked: Whole,
  /** Denominator of every share: 不适用 is left out. */
  applicable: Whole,
})

/** An attached file. */
export const AttachedFile = z.object({
  id: Id,
  name: z.string(),
  /** Bytes. */
  size: Whole,
  addedAt: z.string(),
  addedBy: z.string(),
})
export type AttachedFile = z.infer<typeof AttachedFile>

export const BoardInspection = z.object({
  id: Id,
  orgId: Id,
  unit: z.string(),
  unitType: z.string(),
  phase: z.string(),
  phaseName: z.string(),
  listName: z.string(),
  date: Day,
  people: z.array(z.string()),
  state: InspectionState,
  finishedOn: Day.nullable(),
  counts: ResultCounts,
  /** Findings of this inspection that are still open. */
  openFindings: Whole,
})
export type BoardInspection = z.infer<typeof BoardInspection>

export const InspectionUnit = z.object({
  orgId: Id,
  name: z.string(),
  fullName: z.string(),
  unitType: z.string(),
  initials: z.string(),
  /** Inspections in the present phase, by its checklist. */
  inPhase: Whole,
  lastOn: Day.nullable(),
  /** must still be inspected in this phase. */
  isMissing: z.boolean(),
})
export type InspectionUnit = z.infer<typeof InspectionUnit>

export const InspectionTemplate = z.object({
  key: z.string(),
  name: z.string(),
  kind: z.enum(['检查验收清单', '工作清单']),
  phase: z.string().nullable(),
  phaseName: z.string(),
  note: z.string(),
  lines: z.array(z.object({ code: z.string(), text: z.string() })),
})
export type InspectionTemplate = z.infer<typeof InspectionTemplate>

export const InspectionBoard = z.object({
  phase: z.object({ key: z.string(), name: z.string() }).nullable(),
  inspections: z.array(BoardInspection),
  units: z.array(InspectionUnit),
  templates: z.array(InspectionTemplate),
  methods: z.array(z.object({ key: Method, label: z.string() })),
  people: z.array(z.string()),
})
export type InspectionBoard = z.infer<typeof InspectionBoard>

const OpenFinding = z.object({ id: Id, no: z.string(), state: z.string(), dueOn: Day.nullable() })

/** One line with its answer. */
export const InspectionItem = z.object({
  id: Id,
  rowVersion: Whole,
  code: z.string(),
  /** Stage of a work list; '' for checklists. */
  group: z.string(),
  category: z.string(),
  text: z.string(),
  standard: z.string(),
  methods: z.array(Method),
  papers: z.array(z.string()),
  basis: z.string(),
  ledger: z.string(),
  isMandatory: z.boolean(),
  isVeto: z.boolean(),
  self: SelfResult.nullable(),
  result: CheckResult,
  note: z.string(),
  evidence: z.string(),
  reason: z.string(),
  judgedAt: z.string().nullable(),
  judgedBy: z.string().nullable(),
  /** What the last finished inspection of this unit found. */
  earlier: z
    .object({ result: CheckResult, on: Day, note: z.string(), people: z.array(z.string()) })
    .nullable(),
  /** Whether 补课后达标 may be answered: it had been missed before. */
  mayMakeUp: z.boolean(),
  /** Open findings of the unit on this line, whichever inspection they come from. */
  findings: z.array(OpenFinding),
  files: z.array(AttachedFile),
})
export type InspectionItem = z.infer<typeof InspectionItem>

export const Inspection = z.object({
  id: Id,
  rowVersion: Whole,
  orgId: Id,
  unit: z.string(),
  fullName: z.string(),
  unitType: z.string(),
  phase: z.string(),
  phaseName: z.string(),
  template: z.string(),
  listName: z.string(),
  listVersion: Whole,
  kind: z.enum(['检查验收清单', '工作清单']),
  isSequential: z.boolean(),
  /** Which time the unit is inspected by this list. */
  time: Whole,
  date: Day,
  methods: z.array(Method),
  people: z.array(z.string()),
  summary: z.string(),
  confirmedBy: z.string(),
  state: InspectionState,
  finishedOn: Day.nullable(),
  counts: ResultCounts,
  items: z.array(InspectionItem),
  /** Open findings of the unit in all. */
  openFindings: Whole,
  groupMembers: z.array(z.string()),
})
export type Inspection = z.infer<typeof Inspection>

const People = z.array(z.string().trim().min(1)).min(1, '请至少选一名督导人员。')
const Reason = z.string().trim().min(2, '请写明原因。').max(200)
const Versioned = z.object({ id: Id, rowVersion: Whole })
const SheetInput = z.object({ orgId: Id, template: z.string().nullable() })

export const inspectionsContract = {
  board: oc.input(Empty).output(InspectionBoard).errors(refusals),
  /** Continues the open inspection of this unit by this list instead of starting a second one. */
  start: oc
    .input(
      z.object({
        orgId: Id,
        template: z.string(),
        /** Only these lines; null takes all that concern the unit. */
        codes: z.array(z.string()).min(1, '请至少选一项。').nullable(),
        date: Day,
        methods: z.array(Method),
        people: People,
      }),
    )
    .output(z.object({ id: Id, isContinued: z.boolean() }))
    .errors(refusals),
  get: oc
    .input(z.object({ id: Id }))
    .output(Inspection)
    .errors(refusals),
  /** Saves what was given of one line at once; what is left out stays. */
  record: oc
    .input(
      z.object({
        id: Id,
        rowVersion: Whole,
        result: CheckResult.optional(),
        reason: z.string().max(500).optional(),
        note: z.string().max(2000).optional(),
        evidence: z.string().max(500).optional(),
        self: SelfResult.nullable().optional(),
      }),
    )
    .output(z.object({ item: InspectionItem, counts: ResultCounts, savedAt: z.string() }))
    .errors(refusals),
  saveHead: oc
    .input(
      z.object({
        ...Versioned.shape,
        date: Day,
        methods: z.array(Method),
        people: People,
        summary: z.string().max(4000),
        confirmedBy: z.string().max(40),
      }),
    )
    .output(Inspection)
    .errors(refusals),
  finish: oc
    .input(z.object({ ...Versioned.shape, summary: z.string().max(4000), confirmedBy: z.string().max(40) }))
    .output(Inspection)
    .errors(refusals),
  reopen: oc
    .input(z.object({ ...Versioned.shape, reason: Reason }))
    .output(Inspection)
    .errors(refusals),
  /** Takes away an inspection begun by mistake, in which nothing has been answered. */
  discard: oc.input(Versioned).output(Done).errors(refusals),
  attach: oc
    .input(z.object({ itemId: Id, token: z.string().nullable() }))
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
  /** 下点单: where the page can show it. */
  previewSheet: oc
    .input(SheetInput)
    .output(z.object({ title: z.string(), address: z.string() }))
    .errors(refusals),
  printSheet: oc.input(SheetInput).output(Done).errors(refusals),
  saveSheet: oc
    .input(SheetInput)
    .output(z.object({ file: z.string() }).nullable())
    .errors(refusals),
}

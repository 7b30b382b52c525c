// Self-check and acceptance: what a unit says of itself, what the group found, and the decision, round by round.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { Day, Done, Id, PickedFile, refusals } from './common.ts'
import { CheckResult, InspectionState, Method } from './inspections.ts'

const Whole = z.number().int()
export const SelfCheckResult = z.enum(['达标', '未达标', '补课后达标', '不适用'])
export type SelfCheckResult = z.infer<typeof SelfCheckResult>
export const AcceptancePhase = z.enum(['study', 'review', 'rectify', 'consolidate'])
export type AcceptancePhase = z.infer<typeof AcceptancePhase>
export const AcceptanceVerdict = z.enum(['合格', '限期补课'])
export type AcceptanceVerdict = z.infer<typeof AcceptanceVerdict>

const Place = { orgId: Id, phase: AcceptancePhase }

/** One line with both answers side by side. */
export const AcceptanceItem = z.object({
  /** Of the self-check's line. */
  id: Id,
  rowVersion: Whole,
  code: z.string(),
  category: z.string(),
  text: z.string(),
  standard: z.string(),
  methods: z.array(Method),
  papers: z.array(z.string()),
  basis: z.string(),
  isMandatory: z.boolean(),
  isVeto: z.boolean(),
  /** null is blank. */
  self: SelfCheckResult.nullable(),
  selfReason: z.string(),
  selfNote: z.string(),
  supervised: CheckResult,
  reason: z.string(),
  note: z.string(),
  /** The group's answer stands from the round before. */
  isCarried: z.boolean(),
  /** Missed in the round before: only 补课后达标 will do. */
  mustMakeUp: z.boolean(),
  /** 自查不实: claimed, and found not to be so. */
  isUntrue: z.boolean(),
  /** The two answers differ in any way. */
  isUnlike: z.boolean(),
  findings: z.array(z.object({ id: Id, no: z.string(), state: z.string(), dueOn: Day.nullable() })),
})
export type AcceptanceItem = z.infer<typeof AcceptanceItem>

export const AcceptanceDecision = z.object({
  id: Id,
  round: Whole,
  verdict: AcceptanceVerdict,
  on: Day,
  by: z.string(),
  opinion: z.string(),
  makeUpDue: Day.nullable(),
  /** Binding lines that were missed. */
  missed: z.array(z.string()),
})

const Sums = z.object({
  applicable: Whole,
  met: Whole,
  madeUp: Whole,
  failed: Whole,
  missed: Whole,
  open: Whole,
  blank: Whole,
  untrue: Whole,
})

export const AcceptanceCase = z.object({
  ...Place,
  unit: z.string(),
  fullName: z.string(),
  phaseName: z.string(),
  /** '' where the phase has no checklist. */
  listName: z.string(),
  /** Key of the checklist to inspect by; null where the phase has none or no line of it concerns the unit. */
  template: z.string().nullable(),
  stage: z.string(),
  /** 0 while the self-check has not begun. */
  round: Whole,
  selfCheck: z
    .object({
      id: Id,
      rowVersion: Whole,
      state: z.enum(['填写中', '已提交']),
      begunOn: Day,
      submittedOn: Day.nullable(),
      filledBy: z.string(),
      source: z.enum(['typed', 'workbook']),
      fileName: z.string(),
      blank: z.array(z.string()),
    })
    .nullable(),
  inspection: z
    .object({
      id: Id,
      rowVersion: Whole,
      state: InspectionState,
      date: Day,
      finishedOn: Day.nullable(),
      people: z.array(z.string()),
    })
    .nullable(),
  /** Lines to inspect in this round; null is all of them. */
  toCheck: z.array(z.string()).nullable(),
  items: z.array(AcceptanceItem),
  sums: Sums,
  /** R-30 as it stands, or as it was decided; null while there is nothing to judge. */
  verdict: z
    .object({
      outcome: z.enum(['pass', 'fail', 'not-assessed']),
      reason: z.string(),
      details: z.array(z.string()),
    })
    .nullable(),
  /** The decision of the latest round. */
  decision: AcceptanceDecision.nullable(),
  /** Decisions of all rounds, first round first. */
  decisions: z.array(AcceptanceDecision),
  /** What comes next, in one sentence, and how pressing it is. */
  next: z.object({ text: z.string(), kind: z.enum(['none', 'doing', 'ok', 'warn', 'bad']) }),
  /** 1 自查, 2 验收检查, 3 结论; 4 when all is done. */
  step: Whole,
  /** Why not, as a sentence; null when open. */
  mayBegin: z.string().nullable(),
  mayFill: z.boolean(),
  mayHandIn: z.string().nullable(),
  mayDecide: z.string().nullable(),
  /** Why 合格 cannot be decided; empty when it can. */
  againstPass: z.array(z.string()),
  /** What the form for the decision starts with. */
  offered: z.object({ makeUpDue: Day, filledBy: z.string(), people: z.array(z.string()) }),
})
export type AcceptanceCase = z.infer<typeof AcceptanceCase>

/** A claim the group did not find to be so. */
export const AcceptanceDifference = z.object({
  orgId: Id,
  unit: z.string(),
  phase: z.string(),
  phaseName: z.string(),
  round: Whole,
  code: z.string(),
  text: z.string(),
  filledBy: z.string(),
  /** What the group noted. */
  note: z.string(),
  on: Day.nullable(),
  people: z.array(z.string()),
  /** Not yet decided: the inspection still runs. */
  isOpen: z.boolean(),
  findingNo: z.string().nullable(),
})
export type AcceptanceDifference = z.infer<typeof AcceptanceDifference>

/** What a unit's workbook says, row by row, before anything is taken over. */
export const SheetReading = z.object({
  fileName: z.string(),
  selfCheckId: Id,
  rowVersion: Whole,
  rows: z.array(
    z.object({
      /** As Excel counts. */
      row: Whole,
      code: z.string(),
      text: z.string(),
      before: SelfCheckResult.nullable(),
      after: SelfCheckResult.nullable(),
      reason: z.string(),
      note: z.string(),
      /** Why the row is not taken; '' when it is. */
      problem: z.string(),
    }),
  ),
  taken: Whole,
  refused: Whole,
  /** Codes that stay blank even so. */
  stillBlank: z.array(z.string()),
})
export type SheetReading = z.infer<typeof SheetReading>

export const AcceptancePaper = z.enum(['self', 'acceptance'])
export type AcceptancePaper = z.infer<typeof AcceptancePaper>
const PaperInput = z.object({ ...Place, paper: AcceptancePaper })
const Line = { rowVersion: Whole, reason: z.string().max(500), note: z.string().max(1000) }
const Saved = z.object({ file: z.string(), rows: Whole }).nullable()

export const acceptanceContract = {
  get: oc.input(z.object(Place)).output(AcceptanceCase).errors(refusals),
  /** 开始自查, or 重新自查 after an order to make up. */
  begin: oc
    .input(z.object({ ...Place, on: Day }))
    .output(AcceptanceCase)
    .errors(refusals),
  /** Saves what is given of one line at once; null takes an answer away. */
  fill: oc
    .input(
      z.object({
        id: Id,
        rowVersion: Line.rowVersion,
        result: SelfCheckResult.nullable().optional(),
        reason: Line.reason.optional(),
        note: Line.note.optional(),
      }),
    )
    .output(AcceptanceCase)
    .errors(refusals),
  /** 提请验收. */
  handIn: oc
    .input(z.object({ ...Place, rowVersion: Whole, on: Day, filledBy: z.string().max(40) }))
    .output(AcceptanceCase)
    .errors(refusals),
  decide: oc
    .input(
      z.object({
        ...Place,
        inspectionId: Id.nullable(),
        inspectionVersion: Whole.nullable(),
        verdict: AcceptanceVerdict,
        on: Day,
        person: z.string().max(40),
        opinion: z.string().max(1000),
        makeUpDue: Day.nullable(),
      }),
    )
    .output(AcceptanceCase)
    .errors(refusals),
  /** A self-check as a workbook to hand out; null when the user gave up. */
  saveSheet: oc.input(z.object(Place)).output(Saved).errors(refusals),
  /** Reads a workbook that came back; without a file the user chooses. null when he gave up. Saves nothing. */
  readSheet: oc
    .input(z.object({ ...Place, file: PickedFile.nullable() }))
    .output(SheetReading.nullable())
    .errors(refusals),
  /** Takes over what was read. */
  takeSheet: oc
    .input(
      z.object({
        id: Id,
        rowVersion: Whole,
        fileName: z.string().max(200),
        answers: z
          .array(
            z.object({ code: z.string(), result: SelfCheckResult, reason: Line.reason, note: Line.note }),
          )
          .min(1, '没有可以填入的项目。'),
      }),
    )
    .output(AcceptanceCase)
    .errors(refusals),
  previewPaper: oc
    .input(PaperInput)
    .output(z.object({ title: z.string(), address: z.string() }))
    .errors(refusals),
  printPaper: oc.input(PaperInput).output(Done).errors(refusals),
  savePaper: oc
    .input(PaperInput)
    .output(z.object({ file: z.string() }).nullable())
    .errors(refusals),
  /** E-11 of one unit, or of all with a summary. */
  export: oc
    .input(z.object({ orgId: Id.nullable(), phase: AcceptancePhase }))
    .output(Saved)
    .errors(refusals),
  /** 自查不实, of one unit or the whole town, every round kept. */
  differences: oc.input(z.object({ orgId: Id.nullable() })).output(z.array(AcceptanceDifference)),
}

// Members' analyses: the branches with their progress, one branch member by member, one member with everything, and every step.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { returnReasons } from '../rules/analysis-action.ts'
import { analysisMachine } from '../rules/machines.ts'
import { Day, Done, HistoryEntry, Id, refusals } from './common.ts'

export const AnalysisState = z.enum(analysisMachine.states)
export type AnalysisState = z.infer<typeof AnalysisState>
export const AnalysisAction = z.enum(analysisMachine.actions)
export type AnalysisAction = z.infer<typeof AnalysisAction>
export const ReturnReason = z.enum(returnReasons)
export type ReturnReason = z.infer<typeof ReturnReason>

const Whole = z.number().int()
const Count = Whole.min(0).max(100_000)
const OptionalDay = Day.nullable()

export const AnalysisBranch = z.object({
  orgId: Id,
  unit: z.string(),
  unitType: z.string(),
  initials: z.string(),
  /** Who has to hand one in: everybody on the roster who is not excused. */
  due: Whole,
  excused: Whole,
  handedIn: Whole,
  passed: Whole,
  polled: Whole,
  /** Told to write again and not yet passed. */
  rewrite: Whole,
  /** No ballots for a reason, e.g. in hospital. */
  unpolled: Whole,
})
export type AnalysisBranch = z.infer<typeof AnalysisBranch>

export const AnalysisLine = z.object({
  memberId: Id,
  rowVersion: Whole.nullable(),
  name: z.string(),
  initials: z.string(),
  post: z.string(),
  level: z.enum(['党员领导干部', '党员']),
  kind: z.enum(['正式', '预备']),
  categories: z.array(z.string()),
  state: AnalysisState,
  form: z.enum(['书面', '口述', '免写']),
  chars: Whole.nullable(),
  version: Whole,
  returned: Whole,
  round: Whole,
  /** 20/29（68.97%）; '' before the first poll and where so few voted that the numbers stay covered. */
  share: z.string(),
  outcome: z.enum(['合格', '重新撰写']).nullable(),
  unpolledReason: z.string().nullable(),
  helper: z.string().nullable(),
  isShown: z.boolean(),
  /** The row came from a file and waits to be taken in. */
  isFromFile: z.boolean(),
  /** What the button says; '' when nothing is left to do. */
  next: z.string(),
  /** Numbers a file brought that no poll has been entered from, to be confirmed in the grid. */
  offered: z
    .object({
      valid: Whole,
      satisfied: Whole.nullable(),
      basic: Whole.nullable(),
      dissatisfied: Whole.nullable(),
      abstained: Whole.nullable(),
    })
    .nullable(),
})
export type AnalysisLine = z.infer<typeof AnalysisLine>

export const AnalysisBoard = z.object({
  branch: AnalysisBranch,
  fullName: z.string(),
  secretary: z.string(),
  rows: z.array(AnalysisLine),
  /** First day of the phase for this branch; null while it has not come to it or nobody keeps its stages. */
  phaseStart: OptionalDay,
  groupMembers: z.array(z.string()),
  /** Limit of R-43 in a sentence, with its source. */
  rule: z.object({ text: z.string(), basis: z.string(), reminder: z.string() }),
  /** Share in hundredths under which a paper is written again, per `per`; null when none is set. */
  limit: z.number().nullable(),
})
export type AnalysisBoard = z.infer<typeof AnalysisBoard>

const Sections = z.object({
  gains: z.string().max(20_000),
  problems: z.string().max(20_000),
  roots: z.string().max(20_000),
  direction: z.string().max(20_000),
})

export const AnalysisVersion = z.object({
  version: Whole,
  kind: z.enum(['初稿', '退回后重交', '重写稿', '会后修改稿']),
  submittedOn: Day,
  chars: Whole.nullable(),
  sections: Sections,
  reviewer: z.string().nullable(),
  reviewedOn: OptionalDay,
  result: z.enum(['通过', '退回']).nullable(),
  reasons: z.array(z.string()),
  comment: z.string(),
})
export type AnalysisVersion = z.infer<typeof AnalysisVersion>

export const AnalysisPoll = z.object({
  round: Whole,
  version: Whole,
  on: Day,
  /** So few ballots that they would show how single persons voted: only the outcome is told. */
  isCovered: z.boolean(),
  valid: Whole.nullable(),
  invalid: Whole.nullable(),
  satisfied: Whole.nullable(),
  basic: Whole.nullable(),
  dissatisfied: Whole.nullable(),
  abstained: Whole.nullable(),
  outcome: z.enum(['合格', '重新撰写']),
  /** 20/29（68.97%）<70% → 重新撰写 */
  arithmetic: z.string(),
  note: z.string(),
})
export type AnalysisPoll = z.infer<typeof AnalysisPoll>

export const AnalysisStep = z.object({
  action: AnalysisAction,
  from: AnalysisState,
  to: AnalysisState,
  on: Day,
  person: z.string(),
  text: z.string(),
})

export const AnalysisCase = z.object({
  line: AnalysisLine,
  analysisId: Id.nullable(),
  orgId: Id,
  unit: z.string(),
  reviewer: z.string(),
  exemption: z
    .object({ category: z.string(), reason: z.string(), approvedBy: z.string(), approvedOn: Day })
    .nullable(),
  meetingOn: OptionalDay,
  display: z.object({ from: Day, to: Day, range: z.string(), form: z.string() }).nullable(),
  polledOn: OptionalDay,
  help: z.object({
    helper: z.string(),
    plannedOn: OptionalDay,
    helpedOn: OptionalDay,
    note: z.string(),
    rewriteBy: OptionalDay,
    doneOn: z.string().nullable(),
  }),
  versions: z.array(AnalysisVersion),
  polls: z.array(AnalysisPoll),
  steps: z.array(AnalysisStep),
  actions: z.array(AnalysisAction),
  /** What say now. */
  verdicts: z.array(
    z.object({
      rule: z.string(),
      outcome: z.enum(['pass', 'fail', 'not-assessed']),
      level: z.enum(['错误', '警告', '提示']).nullable(),
      reason: z.string(),
    }),
  ),
  /** Another member's paper that is much the same; a hint, never a verdict. */
  alike: z
    .object({
      name: z.string(),
      percent: Whole,
      own: z.string(),
      other: z.string(),
      /** Passages of the own text that the other has too: from, to. */
      passages: z.array(z.tuple([Whole, Whole])),
    })
    .nullable(),
})
export type AnalysisCase = z.infer<typeof AnalysisCase>

export const AnalysisBallots = z.object({
  valid: Count,
  invalid: Count,
  satisfied: Count,
  basic: Count,
  dissatisfied: Count,
  abstained: Count,
})

export const AnalysisActInput = z.object({
  memberId: Id,
  rowVersion: Whole.nullable(),
  action: AnalysisAction,
  on: Day,
  person: z.string().max(20),
  text: z.string().max(1000),
  category: z.string().max(20),
  sections: Sections,
  chars: Count.nullable(),
  reasons: z.array(z.string().max(20)).max(10),
  ballots: AnalysisBallots.nullable(),
})
export type AnalysisActInput = z.infer<typeof AnalysisActInput>

const Counted = z.object({ count: Whole })
const Saved = z.object({ file: z.string(), rows: Whole }).nullable()
const Some = z.array(Id).max(2000).nullable()

export const analysesContract = {
  /** Branches with members, in the order of the roster. */
  branches: oc.output(z.array(AnalysisBranch)),
  board: oc
    .input(z.object({ orgId: Id }))
    .output(AnalysisBoard)
    .errors(refusals),
  get: oc
    .input(z.object({ memberId: Id }))
    .output(AnalysisCase)
    .errors(refusals),
  act: oc.input(AnalysisActInput).output(AnalysisCase).errors(refusals),
  planHelp: oc
    .input(
      z.object({
        memberId: Id,
        rowVersion: Whole,
        helper: z.string().max(20),
        plannedOn: OptionalDay,
        rewriteBy: OptionalDay,
      }),
    )
    .output(AnalysisCase)
    .errors(refusals),
  publicise: oc
    .input(
      z.object({
        orgId: Id,
        memberIds: Some,
        from: Day,
        to: Day,
        range: z.string().max(100),
        form: z.string().max(100),
      }),
    )
    .output(Counted)
    .errors(refusals),
  setMeeting: oc
    .input(z.object({ orgId: Id, memberIds: Some, on: Day }))
    .output(Counted)
    .errors(refusals),
  /** All or nothing; each wrong line is named. A line without any ballots needs its reason. */
  enterPolls: oc
    .input(
      z.object({
        orgId: Id,
        on: Day,
        person: z.string().max(20),
        lines: z
          .array(
            AnalysisBallots.extend({
              memberId: Id,
              rowVersion: Whole.nullable(),
              note: z.string().max(200),
            }),
          )
          .max(2000),
      }),
    )
    .output(z.object({ passed: Whole, rewrite: Whole, unpolled: Whole }))
    .errors(refusals),
  takeIn: oc
    .input(z.object({ orgId: Id }))
    .output(Counted)
    .errors(refusals),
  history: oc.input(z.object({ memberId: Id })).output(z.array(HistoryEntry)),
  /** I-6 of one branch or of the town; null when the user gave up. */
  exportSheet: oc
    .input(z.object({ orgId: Id.nullable() }))
    .output(Saved)
    .errors(refusals),
  /** E-16 重写名单. */
  exportRewrites: oc
    .input(z.object({ orgId: Id.nullable() }))
    .output(Saved)
    .errors(refusals),
  /** 审阅登记表 */
  previewRegister: oc
    .input(z.object({ orgId: Id }))
    .output(z.object({ title: z.string(), address: z.string() }))
    .errors(refusals),
  printRegister: oc
    .input(z.object({ orgId: Id }))
    .output(Done)
    .errors(refusals),
  saveRegister: oc
    .input(z.object({ orgId: Id }))
    .output(z.object({ file: z.string() }).nullable())
    .errors(refusals),
}

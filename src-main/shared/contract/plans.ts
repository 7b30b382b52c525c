// Activity plans: the board of all units, one unit's plan and its review, the papers that come out of it.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { Day, Done, Empty, Id, refusals } from './common.ts'

export const RefusalKey = z.enum(['r1', 'r2', 'r3', 'r4'])
export const Answer = z.enum(['未审', '符合', '不符合'])
export const Outcome = z.enum(['已改', '未改', '部分'])
export const Decision = z.enum(['批准', '退回修改'])
export const PlanState = z.enum(['未报送', '已报送', '变更待审', '审核中', '批准', '退回修改'])
export type PlanState = z.infer<typeof PlanState>

/** What the page filters by. */
export const PlanGroup = z.enum(['待审', '退回', '未报', '已批'])
export type PlanGroup = z.infer<typeof PlanGroup>

export const BoardUnit = z.object({
  orgId: Id,
  name: z.string(),
  fullName: z.string(),
  unitType: z.string(),
  state: PlanState,
  group: PlanGroup,
  /** Latest version; 0 when none was handed in. */
  version: z.number().int(),
  /** How often a version of this unit was sent back. */
  returns: z.number().int(),
  /** The version under review changes an approved plan. */
  isChange: z.boolean(),
  submittedOn: Day.nullable(),
  reviewedOn: Day.nullable(),
  /** Days since it was handed in, for plans under review. */
  waitingDays: z.number().int().nullable(),
  /** Until when: the review of a plan handed in, the new version of one sent back. */
  dueOn: Day.nullable(),
  /** Days until then; negative when overdue. */
  daysLeft: z.number().int().nullable(),
  initials: z.string(),
})
export type BoardUnit = z.infer<typeof BoardUnit>

export const PlanBoard = z.object({
  units: z.array(BoardUnit),
  counts: z.record(PlanGroup, z.number().int()),
  /** Plans approved in their first version. */
  approvedAtOnce: z.number().int(),
})
export type PlanBoard = z.infer<typeof PlanBoard>

const OptionalDay = Day.nullable()

export const PlanStep = z.object({
  /** A step's code (P1-09), a phase's key for the phase as a whole, or '' for an activity of the unit's own. */
  code: z.string().max(20),
  name: z.string().trim().min(1, '日程有一行没有写环节名称。').max(120),
  start: OptionalDay,
  end: OptionalDay,
  owner: z.string().max(40),
  form: z.string().max(80),
  hoursX10: z.number().int().min(0).max(5000).nullable(),
})
export type PlanStep = z.infer<typeof PlanStep>

export const PlanDraft = z.object({
  submittedOn: Day,
  submittedBy: z.string().max(20),
  theme: z.string().max(120),
  guarantees: z.array(z.string().max(500)).max(40),
  consultedOn: OptionalDay,
  consultedWhom: z.string().max(120),
  text: z.string().max(100_000),
  changeNote: z.string().max(1000),
  steps: z.array(PlanStep).max(300),
})
export type PlanDraft = z.infer<typeof PlanDraft>

export const PlanVersion = z.object({
  id: Id,
  version: z.number().int(),
  state: PlanState,
  submittedOn: Day,
  reviewedOn: OptionalDay,
})

export const ReviewItem = z.object({
  key: RefusalKey,
  answer: Answer,
  comment: z.string(),
  by: z.string().nullable(),
  /** An instant, or only a day in history taken over. */
  at: z.string().nullable(),
})
export type ReviewItem = z.infer<typeof ReviewItem>

export const Demand = z.object({
  id: Id,
  rowVersion: z.number().int(),
  refusal: RefusalKey,
  text: z.string(),
  /** The version whose review raised it. */
  raisedIn: z.number().int(),
  outcome: Outcome.nullable(),
  judgedBy: z.string().nullable(),
})
export type Demand = z.infer<typeof Demand>

/** Everything that a judgement or a decision changes. */
export const Review = z.object({
  planId: Id,
  rowVersion: z.number().int(),
  state: PlanState,
  items: z.array(ReviewItem),
  demands: z.array(Demand),
  decision: Decision.nullable(),
  reviewer: z.string().nullable(),
  reviewedOn: OptionalDay,
  /** Fewest characters of a reason for 不符合. */
  commentChars: z.number().int(),
})
export type Review = z.infer<typeof Review>

const Hint = z.object({
  refusal: RefusalKey,
  check: z.string(),
  kind: z.enum(['ok', 'warn', 'bad']),
  text: z.string(),
})
export type Hint = z.infer<typeof Hint>

/** A stretch of the text, `end` not included, in UTF-16 units. */
const Range = z.object({ start: z.number().int(), end: z.number().int() })
const Doubt = z.object({ ...Range.shape, refusal: RefusalKey, note: z.string() })
export type Doubt = z.infer<typeof Doubt>

/** One line of the drawn schedule: all lessons of a step together. */
const ScheduleLine = z.object({
  code: z.string(),
  name: z.string(),
  count: z.number().int(),
  owner: z.string(),
  hoursX10: z.number().int().nullable(),
  spans: z.array(z.object({ start: Day, end: Day })),
  undated: z.number().int(),
  unowned: z.number().int(),
})
const SchedulePhase = z.object({
  key: z.string(),
  name: z.string(),
  start: OptionalDay,
  end: OptionalDay,
  lines: z.array(ScheduleLine),
})
export type SchedulePhase = z.infer<typeof SchedulePhase>

/** One of the four grounds: `phrases` still hold {braces} where the reviewer fills in. */
const Ground = z.object({
  key: RefusalKey,
  wording: z.string(),
  source: z.string(),
  questions: z.array(z.string()),
  phrases: z.array(z.string()),
})
export type Ground = z.infer<typeof Ground>

export const PlanAttachment = z.object({
  id: Id,
  name: z.string(),
  /** Bytes. */
  size: z.number().int(),
  addedAt: z.string(),
  addedBy: z.string(),
})
export type PlanAttachment = z.infer<typeof PlanAttachment>

const Comparison = z.object({
  version: z.number().int(),
  pieces: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })),
  /** Where the text of this version says something new. */
  added: z.array(Range),
  /** Changes outside the text: theme, guarantees, lines of the schedule. */
  fields: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })),
})
export type PlanComparison = z.infer<typeof Comparison>

export const PlanCase = z.object({
  orgId: Id,
  name: z.string(),
  fullName: z.string(),
  unitType: z.string(),
  secretary: z.string(),
  returns: z.number().int(),
  /** Newest first; empty when nothing was handed in. */
  versions: z.array(PlanVersion),
  /** The version shown; null when there is none. */
  plan: z
    .object({
      id: Id,
      rowVersion: z.number().int(),
      version: z.number().int(),
      state: PlanState,
      isChange: z.boolean(),
      isLatest: z.boolean(),
      draft: PlanDraft,
      phases: z.array(SchedulePhase),
      grounds: z.array(Ground),
      hints: z.array(Hint),
      doubts: z.array(Doubt),
      /** The plan most alike and the passages both have. */
      alike: z
        .object({
          unit: z.string(),
          percent: z.number().int(),
          isOver: z.boolean(),
          passages: z.array(Range),
        })
        .nullable(),
      comparison: Comparison.nullable(),
      attachments: z.array(PlanAttachment),
      review: Review,
      /** Nothing judged yet: what was entered may still be corrected or withdrawn. */
      mayCorrect: z.boolean(),
    })
    .nullable(),
  /** Whether a new version may be handed in now; otherwise why not. */
  maySubmit: z.boolean(),
  whyNotSubmit: z.string(),
  dueOn: OptionalDay,
})
export type PlanCase = z.infer<typeof PlanCase>

export const PlanPaper = z.enum(['plan_approval', 'plan_return'])
export type PlanPaper = z.infer<typeof PlanPaper>

const Reason = z.string().trim().min(2, '请写明原因。').max(200)
const paperInput = z.object({ planId: Id, paper: PlanPaper })

export const plansContract = {
  board: oc.input(Empty).output(PlanBoard),
  /** `version` null shows the latest. */
  get: oc
    .input(z.object({ orgId: Id, version: z.number().int().nullable() }))
    .output(PlanCase)
    .errors(refusals),
  /** A form to fill in: the version before, or the campaign's required steps and dates. */
  blank: oc
    .input(z.object({ orgId: Id }))
    .output(PlanDraft)
    .errors(refusals),
  submit: oc
    .input(z.object({ orgId: Id, draft: PlanDraft }))
    .output(PlanCase)
    .errors(refusals),
  correct: oc
    .input(z.object({ planId: Id, rowVersion: z.number().int(), draft: PlanDraft }))
    .output(PlanCase)
    .errors(refusals),
  withdraw: oc
    .input(z.object({ planId: Id, rowVersion: z.number().int(), reason: Reason }))
    .output(PlanCase)
    .errors(refusals),
  judge: oc
    .input(
      z.object({
        planId: Id,
        rowVersion: z.number().int(),
        refusal: RefusalKey,
        answer: Answer,
        comment: z.string().max(1000),
      }),
    )
    .output(Review)
    .errors(refusals),
  judgeDemand: oc
    .input(z.object({ demandId: Id, rowVersion: z.number().int(), outcome: Outcome.nullable() }))
    .output(Review)
    .errors(refusals),
  decide: oc
    .input(z.object({ planId: Id, rowVersion: z.number().int(), decision: Decision }))
    .output(PlanCase)
    .errors(refusals),
  /** Files chosen in the host's dialog, or the one dropped on the page. */
  attach: oc
    .input(z.object({ planId: Id, token: z.string().nullable() }))
    .output(z.array(PlanAttachment))
    .errors(refusals),
  detach: oc
    .input(z.object({ attachmentId: Id, reason: Reason }))
    .output(z.array(PlanAttachment))
    .errors(refusals),
  openAttachment: oc
    .input(z.object({ attachmentId: Id }))
    .output(Done)
    .errors(refusals),
  /** The text of a Word document chosen in the dialog or dropped; null when the user gave up. */
  readWord: oc
    .input(z.object({ token: z.string().nullable() }))
    .output(z.object({ name: z.string(), text: z.string(), token: z.string() }).nullable())
    .errors(refusals),
  exportTable: oc
    .input(Empty)
    .output(z.object({ file: z.string(), rows: z.number().int() }).nullable())
    .errors(refusals),
  /** Where the page can show the paper. */
  preview: oc
    .input(paperInput)
    .output(z.object({ title: z.string(), address: z.string() }))
    .errors(refusals),
  print: oc.input(paperInput).output(Done).errors(refusals),
  savePdf: oc
    .input(paperInput)
    .output(z.object({ file: z.string() }).nullable())
    .errors(refusals),
}

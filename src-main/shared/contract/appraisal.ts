// Meetings and appraisal: the units with their steps, one branch with everything, what is entered, papers, and cases behind their gate.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { appraisalGrades } from '../rules/appraisal-action.ts'
import { unqualifiedMachine } from '../rules/machines.ts'
import { circumstances } from '../rules/unqualified-action.ts'
import { meetingKinds } from '../rules/appraisal-action.ts'
import { Day, Done, Id, refusals } from './common.ts'

const Whole = z.number().int()
const Count = Whole.min(0).max(100_000)
const OptionalDay = Day.nullable()
const Kind = z.enum(['正式', '预备'])
export const Grade = z.enum(appraisalGrades)
export type Grade = z.infer<typeof Grade>
export const Attendance = z.enum(['到会', '缺席', '补开', '个别听取'])
export type Attendance = z.infer<typeof Attendance>
export const Committee = z.enum(['支委会', '党员大会'])

const ShownVerdict = z.object({
  rule: z.string(),
  outcome: z.enum(['pass', 'fail', 'not-assessed']),
  level: z.enum(['错误', '警告', '提示']).nullable(),
  reason: z.string(),
})

export const AppraisalBranch = z.object({
  orgId: Id,
  unit: z.string(),
  unitType: z.string(),
  level: z.string(),
  initials: z.string(),
  members: Whole,
  /** 正式党员: those who get a grade. */
  graded: Whole,
  meetingOn: OptionalDay,
  leadersMeetingOn: OptionalDay,
  /** Absent and not heard yet. */
  missing: Whole,
  voted: Whole,
  appraised: Whole,
  fedBack: Whole,
  noticedOn: OptionalDay,
})
export type AppraisalBranch = z.infer<typeof AppraisalBranch>

export const AttendanceLine = z.object({
  memberId: Id,
  name: z.string(),
  kind: Kind,
  post: z.string(),
  attendance: Attendance,
  madeUpOn: OptionalDay,
  examined: z.boolean(),
  written: z.boolean(),
  criticisms: Whole.nullable(),
})
export type AttendanceLine = z.infer<typeof AttendanceLine>

export const MeetingShown = z.object({
  id: Id,
  version: Whole,
  kind: z.enum(meetingKinds),
  on: Day,
  place: z.string(),
  host: z.string(),
  expected: Whole.nullable(),
  attended: Whole.nullable(),
  activists: Whole,
  representatives: Whole,
  others: Whole,
  noActivists: z.boolean(),
  examined: Whole.nullable(),
  criticisms: Whole.nullable(),
  feedbackOn: OptionalDay,
  noticeOn: OptionalDay,
  recorder: z.string(),
  remark: z.string(),
  /** null for a make-up. */
  verdict: ShownVerdict.nullable(),
  /** Whether it is on record who was there; without, the numbers are those of the ledger. */
  isListed: z.boolean(),
  members: z.array(AttendanceLine),
})
export type MeetingShown = z.infer<typeof MeetingShown>

export const AppraisalLine = z.object({
  memberId: Id,
  version: Whole.nullable(),
  name: z.string(),
  initials: z.string(),
  post: z.string(),
  kind: Kind,
  /** Day he spoke at the meeting or made it up; null while he has not. */
  spokeOn: OptionalDay,
  ballots: z
    .object({
      /** So few that they would tell who voted how: only the sum is shown. */
      isCovered: z.boolean(),
      total: Whole,
      excellent: Whole.nullable(),
      qualified: Whole.nullable(),
      basic: Whole.nullable(),
      unqualified: Whole.nullable(),
      abstained: Whole.nullable(),
    })
    .nullable(),
  isVoted: z.boolean(),
  grade: Grade.nullable(),
  committee: Committee.nullable(),
  committeeOn: OptionalDay,
  opinion: z.string(),
  feedbackOn: OptionalDay,
  feedbackForm: z.string(),
  isSigned: z.boolean(),
  ownView: z.string(),
  hasObjection: z.boolean(),
  handling: z.string(),
  noticedOn: OptionalDay,
  /** Why no opinion may be given yet; '' when it may. */
  blocked: z.string(),
  /** R-44b, once there is an opinion. */
  verdict: ShownVerdict.nullable(),
  warnings: z.array(z.string()),
  /** M-442. */
  needsCase: z.boolean(),
})
export type AppraisalLine = z.infer<typeof AppraisalLine>

export const AppraisalBoard = z.object({
  branch: AppraisalBranch,
  fullName: z.string(),
  secretary: z.string(),
  phaseStart: OptionalDay,
  /** Latest first. */
  meetings: z.array(MeetingShown),
  /** For a new meeting of the branch, of its leaders. */
  members: z.array(AttendanceLine),
  leaders: z.array(AttendanceLine),
  rows: z.array(AppraisalLine),
  /** 应参加人数 as said with the ballots. */
  voters: Whole.nullable(),
  committee: Committee,
  cap: z.object({
    members: Whole,
    excellent: Whole,
    most: Whole.nullable(),
    verdict: ShownVerdict,
    basis: z.string(),
  }),
  isCasesShown: z.boolean(),
  reminders: z.array(z.string()),
})
export type AppraisalBoard = z.infer<typeof AppraisalBoard>

const Text = z.string().max(200)
const Long = z.string().max(2000)

export const MeetingDraft = z.object({
  id: Id.nullable(),
  version: Whole.nullable(),
  orgId: Id,
  kind: z.enum(meetingKinds),
  on: z.string().max(10),
  place: Text,
  host: Text,
  activists: Count,
  representatives: Count,
  others: Count,
  noActivists: z.boolean(),
  feedbackOn: OptionalDay,
  noticeOn: OptionalDay,
  recorder: Text,
  remark: Text,
  members: z
    .array(
      z.object({
        memberId: Id,
        attendance: z.enum(['到会', '缺席']),
        examined: z.boolean(),
        written: z.boolean(),
        criticisms: Count.nullable(),
      }),
    )
    .max(2000),
})
export type MeetingDraft = z.infer<typeof MeetingDraft>

export const MakeUpDraft = z.object({
  meetingId: Id,
  memberIds: z.array(Id).min(1).max(2000),
  way: z.enum(['补开', '个别听取']),
  on: z.string().max(10),
  host: Text,
})
export type MakeUpDraft = z.infer<typeof MakeUpDraft>

export const BallotsDraft = z.object({
  orgId: Id,
  voters: Count.nullable(),
  lines: z
    .array(
      z.object({
        memberId: Id,
        version: Whole.nullable(),
        excellent: Count,
        qualified: Count,
        basic: Count,
        unqualified: Count,
        abstained: Count,
        /** As counted apart; null takes the sum. */
        total: Count.nullable(),
      }),
    )
    .min(1)
    .max(2000),
})
export type BallotsDraft = z.infer<typeof BallotsDraft>

export const OpinionsDraft = z.object({
  orgId: Id,
  committee: Committee,
  on: z.string().max(10),
  lines: z
    .array(z.object({ memberId: Id, version: Whole.nullable(), grade: Grade.nullable(), opinion: Long }))
    .min(1)
    .max(2000),
})
export type OpinionsDraft = z.infer<typeof OpinionsDraft>

export const FeedbackDraft = z.object({
  orgId: Id,
  memberIds: z.array(Id).min(1).max(2000),
  on: z.string().max(10),
  form: Text,
  isSigned: z.boolean(),
})
export type FeedbackDraft = z.infer<typeof FeedbackDraft>

export const ViewDraft = z.object({
  orgId: Id,
  memberId: Id,
  version: Whole.nullable(),
  ownView: Long,
  hasObjection: z.boolean(),
  handling: Long,
  isSigned: z.boolean(),
})
export type ViewDraft = z.infer<typeof ViewDraft>

export const NoticeDraft = z.object({ orgId: Id, on: z.string().max(10), form: Text })
export type NoticeDraft = z.infer<typeof NoticeDraft>

export const UnqualifiedCase = z.object({
  id: Id,
  version: Whole,
  orgId: Id,
  unit: z.string(),
  memberId: Id,
  name: z.string(),
  kind: Kind,
  state: z.enum(unqualifiedMachine.states),
  foundOn: Day,
  circumstances: z.array(z.string()),
  isForDiscipline: z.boolean(),
  facts: z.string(),
  measures: z.string(),
  educator: z.string(),
  dueOn: OptionalDay,
  isLate: z.boolean(),
  outcome: z.string(),
  application: z.string(),
  resolution: z.string(),
  approval: z.string(),
  result: z.string(),
  remark: z.string(),
  actions: z.array(z.enum(unqualifiedMachine.actions)),
  verdict: z.object({
    outcome: z.enum(['pass', 'fail', 'not-assessed']),
    level: z.enum(['错误', '警告', '提示']).nullable(),
    reason: z.string(),
  }),
  steps: z.array(
    z.object({
      action: z.string(),
      from: z.string(),
      to: z.string(),
      on: Day,
      person: z.string(),
      text: z.string(),
    }),
  ),
})
export type UnqualifiedCase = z.infer<typeof UnqualifiedCase>

export const CaseDraft = z.object({
  id: Id.nullable(),
  version: Whole.nullable(),
  memberId: Id,
  foundOn: z.string().max(10),
  circumstances: z.array(z.enum(circumstances)),
  facts: Long,
  measures: Long,
  educator: Text,
  dueOn: OptionalDay,
  remark: Text,
})
export type CaseDraft = z.infer<typeof CaseDraft>

export const CaseActDraft = z.object({
  id: Id,
  version: Whole,
  action: z.enum(unqualifiedMachine.actions),
  on: z.string().max(10),
  person: Text,
  text: Long,
  resolution: Long,
  approval: Long,
  dueOn: OptionalDay,
})
export type CaseActDraft = z.infer<typeof CaseActDraft>

const Counted = z.object({ count: Whole })
const PaperWish = z.object({
  orgId: Id,
  kind: z.enum(['反馈单', '通报']),
  memberIds: z.array(Id).max(2000).nullable(),
})

export const appraisalContract = {
  /** Every unit in the order of the roster. */
  branches: oc.output(z.array(AppraisalBranch)),
  board: oc
    .input(z.object({ orgId: Id }))
    .output(AppraisalBoard)
    .errors(refusals),
  saveMeeting: oc
    .input(MeetingDraft)
    .output(z.object({ id: Id }))
    .errors(refusals),
  makeUp: oc.input(MakeUpDraft).output(Counted).errors(refusals),
  enterBallots: oc.input(BallotsDraft).output(Counted).errors(refusals),
  setOpinions: oc.input(OpinionsDraft).output(Counted).errors(refusals),
  setFeedback: oc.input(FeedbackDraft).output(Counted).errors(refusals),
  setView: oc.input(ViewDraft).output(Done).errors(refusals),
  setNotice: oc.input(NoticeDraft).output(Counted).errors(refusals),
  previewPaper: oc
    .input(PaperWish)
    .output(z.object({ title: z.string(), address: z.string() }))
    .errors(refusals),
  printPaper: oc.input(PaperWish).output(Done).errors(refusals),
  savePaper: oc
    .input(PaperWish)
    .output(z.object({ file: z.string() }).nullable())
    .errors(refusals),
  /** E-13; null when the user gave up. */
  exportResults: oc
    .input(z.object({}))
    .output(z.object({ file: z.string(), rows: Whole }).nullable())
    .errors(refusals),
  /** Refused until the confidential ledger has been opened with a reason. */
  cases: oc
    .input(z.object({ orgId: Id.nullable() }))
    .output(z.array(UnqualifiedCase))
    .errors(refusals),
  saveCase: oc
    .input(CaseDraft)
    .output(z.object({ id: Id }))
    .errors(refusals),
  actOnCase: oc.input(CaseActDraft).output(Done).errors(refusals),
}

// Polls: the rounds of a unit in a phase with every step, both counts, the check of one against the other, and the papers.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { Day, Done, HistoryEntry, Id, refusals } from './common.ts'

export const PollState = z.enum(['筹备', '已发票', '已收回', '已统计', '已确认', '作废'])
export type PollState = z.infer<typeof PollState>
export const PollAction = z.enum(['发票', '收回', '统计', '确认', '作废'])
export type PollAction = z.infer<typeof PollAction>
export const PollKind = z.enum(['阶段满意度', '党性分析材料', '整改情况', '总体'])
export type PollKind = z.infer<typeof PollKind>
export const GradeKey = z.enum(['satisfied', 'fairly', 'basic', 'less', 'dissatisfied', 'abstained'])
export type GradeKey = z.infer<typeof GradeKey>
/** What a representative stands for. */
export const RepresentativeKind = z.enum([
  '本单位',
  '下属单位',
  '服务对象',
  '党代表',
  '人大代表',
  '政协委员',
  '离退休',
  '其他',
])
export type RepresentativeKind = z.infer<typeof RepresentativeKind>

/** A number of ballots. */
const Ballots = z.number().int().min(0).max(100_000)
const OptionalBallots = Ballots.nullable()
const OptionalDay = Day.nullable()
const Time = z.string().regex(/^\d{2}:\d{2}$/, '钟点应写成 16:00 的样子。')

/** A grade that is left out had none. */
export const Grades = z.partialRecord(GradeKey, Ballots)
export type Grades = z.infer<typeof Grades>
export const BallotCount = z.object({ grades: Grades, invalid: Ballots })
export type BallotCount = z.infer<typeof BallotCount>

const Which = z.union([z.literal(1), z.literal(2)])

export const Counting = z.object({
  which: Which,
  counter: z.string().nullable(),
  state: z.enum(['未点', '点票中', '已点完']),
  /** Null when nothing was counted yet, and until both counts are finished. */
  numbers: BallotCount.nullable(),
})
export type Counting = z.infer<typeof Counting>

/** What is known of a poll beside its ballots. */
export const PollDetails = z.object({
  date: OptionalDay,
  scope: z.string().max(200),
  expected: OptionalBallots,
  attended: OptionalBallots,
  heldBy: z.string().max(40),
  supervisedBy: z.array(z.string().max(20)).max(20),
  supervisors: z.array(z.string().max(20)).max(10),
  counters: z.array(z.string().max(20)).max(10),
  materialsOn: OptionalDay,
  categories: z.array(RepresentativeKind),
  checks: z.array(z.string().max(8)),
  makeupNote: z.string().max(500),
  makeupOn: OptionalDay,
  remark: z.string().max(500),
})
export type PollDetails = z.infer<typeof PollDetails>

/** One rule on one poll, with its numbers in the sentence. */
export const PollVerdict = z.object({
  rule: z.string(),
  outcome: z.enum(['pass', 'fail', 'not-assessed']),
  level: z.enum(['错误', '警告', '提示']).nullable(),
  reason: z.string(),
  limit: z.string(),
  basis: z.string(),
})
export type PollVerdict = z.infer<typeof PollVerdict>

export const PollRound = z.object({
  id: Id,
  rowVersion: z.number().int(),
  round: z.number().int(),
  state: PollState,
  details: PollDetails,
  issued: OptionalBallots,
  returned: OptionalBallots,
  valid: OptionalBallots,
  invalid: OptionalBallots,
  /** Null before they are counted, and where so few voted that a person could be recognised. */
  grades: Grades.nullable(),
  /** So few ballots that the grades stay covered. */
  isCovered: z.boolean(),
  counts: z.tuple([Counting, Counting]),
  /** Null until both counts are finished. */
  differences: z
    .array(z.object({ label: z.string(), first: z.number().int(), second: z.number().int() }))
    .nullable(),
  /** The deciding one first; empty before the ballots are counted. */
  verdicts: z.array(PollVerdict),
  confirmedOn: OptionalDay,
  confirmedBy: z.string().nullable(),
  voidReason: z.string().nullable(),
  voidBy: z.string().nullable(),
  reportedOn: OptionalDay,
  reportedAt: z.string().nullable(),
  reportNo: z.string().nullable(),
  /** The way it has gone, first step first. */
  steps: z.array(
    z.object({ action: PollAction, to: PollState, on: Day, person: z.string(), text: z.string() }),
  ),
  actions: z.array(PollAction),
  /** What asks for attention and blocks nothing: whole sentences. */
  hints: z.array(z.string()),
})
export type PollRound = z.infer<typeof PollRound>

export const PollBar = z.object({
  name: z.string(),
  value: z.number().nullable(),
  per: z.number().int(),
  comparator: z.enum(['≥', '>', '<']),
  text: z.string(),
  basis: z.string(),
})
export type PollBar = z.infer<typeof PollBar>

export const PollPanel = z.object({
  orgId: Id,
  unit: z.string(),
  phase: z.string(),
  phaseName: z.string(),
  kind: PollKind,
  subjectId: Id.nullable(),
  subject: z.string().nullable(),
  stageStart: Day,
  /** In the order of the ballot. */
  grades: z.array(z.object({ key: GradeKey, label: z.string(), side: z.enum(['满意', '不满意', '弃权']) })),
  bar: PollBar,
  /** First round first. */
  rounds: z.array(PollRound),
  /** Why no new round may begin apart from what has to be filled in; empty when it may. */
  whyNoRound: z.array(z.string()),
  /** The last round was not passed, so the next one needs what was made up. */
  needsMakeup: z.boolean(),
  groupMembers: z.array(z.string()),
  /** The procedure in its order (T-01 …). */
  procedure: z.array(
    z.object({
      code: z.string(),
      stage: z.string(),
      text: z.string(),
      record: z.string(),
      basis: z.string(),
    }),
  ),
})
export type PollPanel = z.infer<typeof PollPanel>

export const PollPaper = z.enum(['poll_result', 'poll_ballots'])
export type PollPaper = z.infer<typeof PollPaper>

const Versioned = { id: Id, rowVersion: z.number().int() }
const Reason = z.string().trim().min(2, '请写明理由。').max(200)
const paperInput = z.object({ id: Id, paper: PollPaper })

export const pollsContract = {
  /** All rounds of a unit in a phase; `kind` null takes the usual one of the phase. */
  panel: oc
    .input(z.object({ orgId: Id, phase: z.string(), kind: PollKind.nullable(), subjectId: Id.nullable() }))
    .output(PollPanel)
    .errors(refusals),
  create: oc
    .input(
      z.object({
        orgId: Id,
        phase: z.string(),
        kind: PollKind.nullable(),
        subjectId: Id.nullable(),
        date: OptionalDay,
        scope: z.string().max(200),
        makeupNote: z.string().max(500),
        makeupOn: OptionalDay,
      }),
    )
    .output(z.object({ id: Id }))
    .errors(refusals),
  save: oc
    .input(z.object({ ...Versioned, details: PollDetails }))
    .output(PollRound)
    .errors(refusals),
  act: oc
    .input(
      z.object({
        ...Versioned,
        action: PollAction,
        on: Day,
        person: z.string().trim().max(20),
        text: z.string().max(200),
        /** For 发票 and 收回. */
        ballots: OptionalBallots,
      }),
    )
    .output(PollRound)
    .errors(refusals),
  /** Begins a count, or goes on with one that was broken off. */
  startCount: oc
    .input(z.object({ id: Id, which: Which, counter: z.string().trim().min(2, '请写明计票人。').max(20) }))
    .output(PollRound)
    .errors(refusals),
  /** Keeps the strokes so far. */
  keepCount: oc
    .input(z.object({ id: Id, which: Which, numbers: BallotCount }))
    .output(z.object({ at: z.string() }))
    .errors(refusals),
  finishCount: oc
    .input(z.object({ id: Id, which: Which, numbers: BallotCount }))
    .output(PollRound)
    .errors(refusals),
  /** Throws a finished count away so that the ballots are counted again. */
  recount: oc
    .input(z.object({ ...Versioned, which: Which, reason: Reason }))
    .output(PollRound)
    .errors(refusals),
  /** Puts one count right after the ballots have been looked at together. */
  correctCount: oc
    .input(z.object({ ...Versioned, which: Which, numbers: BallotCount, reason: Reason }))
    .output(PollRound)
    .errors(refusals),
  /** The report of confirmed polls to the office, several at once. */
  report: oc
    .input(
      z.object({ ids: z.array(Id).min(1), on: Day, at: Time.nullable(), docNo: z.string().trim().max(40) }),
    )
    .output(z.object({ reported: z.number().int() }))
    .errors(refusals),
  history: oc.input(z.object({ id: Id })).output(z.array(HistoryEntry)),
  preview: oc
    .input(paperInput)
    .output(z.object({ title: z.string(), address: z.string() }))
    .errors(refusals),
  print: oc.input(paperInput).output(Done).errors(refusals),
  /** Null when the user gave up. */
  savePdf: oc
    .input(paperInput)
    .output(z.object({ file: z.string() }).nullable())
    .errors(refusals),
}

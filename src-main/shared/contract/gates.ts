// Moves from stage to stage: the board of all units, one unit's sheet of conditions with its way, every step, and the papers.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { gateKeys, gatePhases, gateStatuses } from '../rules/gate-conditions.ts'
import { transitionMachine } from '../rules/machines.ts'
import { countingNames } from '../rules/vote.ts'
import { Day, Done, HistoryEntry, Id, refusals } from './common.ts'

const Whole = z.number().int()
const OptionalDay = Day.nullable()
/** HH:MM. */
const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '钟点写成 14:00 这样。')
const OptionalTime = Time.nullable()

export const GatePhase = z.enum(gatePhases)
export type GatePhase = z.infer<typeof GatePhase>
export const TransitionState = z.enum(transitionMachine.states)
export const GateAction = z.enum(transitionMachine.actions)
export type GateAction = z.infer<typeof GateAction>
export const Counting = z.enum(countingNames)

const Fact = z.union([z.string(), z.number(), z.boolean(), z.null()])
const Source = z.object({ title: z.string(), quote: z.exactOptional(z.string()) })
const Limit = z.object({
  name: z.string(),
  key: z.exactOptional(z.string()),
  value: z.union([z.number(), z.string(), z.null()]),
  per: z.exactOptional(z.number()),
  unit: z.string(),
  comparator: z.enum(['≥', '>', '<', '≤', '=', '介于']),
  upTo: z.exactOptional(z.number()),
  source: Source,
  note: z.exactOptional(z.string()),
})
const Ruled = {
  rule: z.string(),
  reason: z.string(),
  facts: z.record(z.string(), Fact),
  details: z.exactOptional(z.array(z.string()).readonly()),
  limits: z.exactOptional(z.array(Limit).readonly()),
}
export const GateVerdict = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('pass'), ...Ruled }),
  z.object({
    outcome: z.literal('fail'),
    level: z.exactOptional(z.enum(['错误', '警告', '提示'])),
    ...Ruled,
  }),
  z.object({ outcome: z.literal('not-assessed'), ...Ruled }),
])

/** A row of the sheet, with what it rests on and where it is put right. */
export const GateRow = z.object({
  key: z.enum(gateKeys),
  text: z.string(),
  status: z.enum(gateStatuses),
  fact: z.string(),
  rule: z.string().nullable(),
  missing: z.string().nullable(),
  verdict: GateVerdict.nullable(),
  basis: z.object({ title: z.string(), quote: z.string() }),
  /** Page that puts it right. */
  to: z.string(),
})
export type GateRow = z.infer<typeof GateRow>

export const GateArithmetic = z.object({
  line: z.string(),
  result: z.string(),
  isBarred: z.boolean(),
  isOpen: z.boolean(),
  detail: z.string(),
})
export type GateArithmetic = z.infer<typeof GateArithmetic>

/** The sheet as it stood when it was decided on; stored as it is and never changed. */
export const GateSnapshot = z.object({
  action: z.enum(['同意', '不予转段', '转段']),
  on: Day,
  by: z.string(),
  rows: z.array(GateRow),
  arithmetic: GateArithmetic.nullable(),
  verdict: GateVerdict,
  poll: z
    .object({
      id: z.string(),
      round: Whole,
      on: z.string(),
      valid: Whole,
      dissatisfied: Whole,
      counting: Counting,
    })
    .nullable(),
  limits: z.array(Limit),
})
export type GateSnapshot = z.infer<typeof GateSnapshot>

export const GateStep = z.object({
  action: GateAction,
  from: TransitionState,
  to: TransitionState,
  on: Day,
  person: z.string(),
  text: z.string(),
})
export type GateStep = z.infer<typeof GateStep>

export const GateRuling = z.object({ counting: Counting, text: z.string(), on: z.string() })

/** One attempt with its way and what it was decided on. */
export const GateRequest = z.object({
  id: Id,
  rowVersion: Whole,
  attempt: Whole,
  state: TransitionState,
  summary: z.string(),
  plannedOn: OptionalDay,
  plannedAt: OptionalTime,
  appliedOn: OptionalDay,
  appliedBy: z.string().nullable(),
  ruling: GateRuling.nullable(),
  opinion: z.string(),
  decidedOn: OptionalDay,
  decidedBy: z.string().nullable(),
  refused: z.array(z.string()),
  officeDocNo: z.string(),
  reportedOn: OptionalDay,
  reportedAt: OptionalTime,
  officeOpinion: z.string(),
  officeDecidedOn: OptionalDay,
  movedOn: OptionalDay,
  movedAt: OptionalTime,
  steps: z.array(GateStep),
  /** The decision, then the move. */
  snapshots: z.array(GateSnapshot),
  /** How the limits of today differ from those of the decision; empty when they do not. */
  differs: z.array(z.string()),
})
export type GateRequest = z.infer<typeof GateRequest>

/** What the page needs to say at once why a step is not open: the facts of the same pure function the core calls. */
export const GateActionFacts = z.object({
  state: TransitionState,
  rows: z.array(GateRow),
  sensitivity: GateVerdict.nullable(),
  ruling: GateRuling.nullable(),
  isLeader: z.boolean(),
  needsOffice: z.boolean(),
  wasBarred: z.boolean(),
  refusedRound: Whole.nullable(),
  pollRound: Whole.nullable(),
  pollOn: z.string().nullable(),
  appliedOn: z.string().nullable(),
  decidedOn: z.string().nullable(),
  reportedOn: z.string().nullable(),
  reportedAt: z.string().nullable(),
  today: Day,
})

export const GateHeadline = z.object({
  kind: z.enum(['ok', 'warn', 'bad', 'doing', 'none', 'barred']),
  word: z.string(),
})
export type GateHeadline = z.infer<typeof GateHeadline>

export const GateCase = z.object({
  orgId: Id,
  unit: z.string(),
  fullName: z.string(),
  level: z.string(),
  unitType: z.string(),
  secretary: z.string(),
  phase: GatePhase,
  phaseName: z.string(),
  toName: z.string(),
  /** Every move of the unit, to step between them. */
  gates: z.array(z.object({ phase: GatePhase, label: z.string(), state: z.string() })),
  stageState: z.string(),
  office: z.string(),
  leader: z.string(),
  headline: GateHeadline,
  /** 第1轮测评 2005年8月1日; '' before the first. */
  pollLine: z.string(),
  pollId: z.string().nullable(),
  rows: z.array(GateRow),
  /** '现在', or the day of the move whose sheet this is. */
  asOf: OptionalDay,
  arithmetic: GateArithmetic.nullable(),
  next: z.string(),
  isBarred: z.boolean(),
  sensitivity: GateVerdict.nullable(),
  countings: z.array(z.object({ how: Counting, rate: z.string(), isBarred: z.boolean() })),
  request: GateRequest.nullable(),
  /** The last first. */
  earlier: z.array(GateRequest),
  facts: GateActionFacts,
  /** Why the unit cannot apply yet, beside what is typed; '' when it can. */
  cannotApply: z.string(),
  /** What is known for the paper of the move. */
  reportKnown: z.object({ on: OptionalDay, at: OptionalTime, no: z.string() }),
})
export type GateCase = z.infer<typeof GateCase>

export const GateGroup = z.enum(['待转段', '被挡', '已转段', '未到'])
export type GateGroup = z.infer<typeof GateGroup>

export const GateLine = z.object({
  orgId: Id,
  unit: z.string(),
  fullName: z.string(),
  initials: z.string(),
  unitType: z.string(),
  level: z.string(),
  group: GateGroup,
  state: z.string(),
  headline: GateHeadline,
  marks: z.array(z.object({ text: z.string(), status: z.enum(gateStatuses) })),
  settled: Whole,
  poll: z
    .object({ round: Whole, valid: Whole, dissatisfied: Whole, isBarred: z.boolean(), rate: z.string() })
    .nullable(),
  holdsPoll: z.boolean(),
  stuck: z.string(),
  plannedOn: OptionalDay,
  movedOn: OptionalDay,
})
export type GateLine = z.infer<typeof GateLine>

export const GateBoard = z.object({
  phase: GatePhase,
  gates: z.array(z.object({ phase: GatePhase, label: z.string(), moved: Whole })),
  lines: z.array(GateLine),
  counts: z.object({
    all: Whole,
    待转段: Whole,
    被挡: Whole,
    已转段: Whole,
    未到: Whole,
    /** Of the units that hold a poll. */
    polled: Whole,
    unpolled: Whole,
    /** Whose last poll is at or over the bar. */
    barred: Whole,
    /** Agreed but not reported. */
    unreported: Whole,
    rulings: Whole,
  }),
  /** 10%; '' where none is set. */
  bar: z.string(),
  barValue: z.number().nullable(),
})
export type GateBoard = z.infer<typeof GateBoard>

const At = { orgId: Id, phase: GatePhase }
const Seen = { id: Id.nullable(), rowVersion: Whole.nullable() }
export const GatePaper = z.enum(['核对单', '审批表'])
export type GatePaper = z.infer<typeof GatePaper>
const PaperInput = z.object({ ...At, paper: GatePaper, attempt: Whole.nullable() })

export const gatesContract = {
  /** phase null takes the earliest move that not every unit has made. */
  board: oc
    .input(z.object({ phase: GatePhase.nullable() }))
    .output(GateBoard)
    .errors(refusals),
  /** phase null takes the phase the unit is in. */
  get: oc
    .input(z.object({ orgId: Id, phase: GatePhase.nullable() }))
    .output(GateCase)
    .errors(refusals),
  /** Keeps the draft of an application. */
  saveDraft: oc
    .input(
      z.object({
        ...At,
        ...Seen,
        summary: z.string().max(4000),
        plannedOn: OptionalDay,
        plannedAt: OptionalTime,
      }),
    )
    .output(GateCase)
    .errors(refusals),
  act: oc
    .input(
      z.object({
        ...At,
        ...Seen,
        action: GateAction,
        on: Day,
        at: OptionalTime,
        person: z.string().trim().max(20),
        text: z.string().max(4000),
        docNo: z.string().max(60),
        plannedOn: OptionalDay,
        plannedAt: OptionalTime,
      }),
    )
    .output(GateCase)
    .errors(refusals),
  /** The office's word on how the ballots are counted (R-32b). */
  rule: oc
    .input(z.object({ ...At, ...Seen, counting: Counting, text: z.string().max(400), on: Day }))
    .output(GateCase)
    .errors(refusals),
  history: oc.input(z.object({ id: Id })).output(z.array(HistoryEntry)),
  preview: oc
    .input(PaperInput)
    .output(z.object({ title: z.string(), address: z.string() }))
    .errors(refusals),
  print: oc.input(PaperInput).output(Done).errors(refusals),
  /** null when the user gave up. */
  savePaper: oc
    .input(PaperInput)
    .output(z.object({ file: z.string() }).nullable())
    .errors(refusals),
  /** E-5 of one move; null when the user gave up. */
  export: oc
    .input(z.object({ phase: GatePhase }))
    .output(z.object({ file: z.string(), rows: Whole }).nullable())
    .errors(refusals),
}

// The whole town at a glance, one unit at a time, and what can be produced: read only, everything is changed elsewhere.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { PlanGroup, PlanState } from './plans.ts'
import { FindingLight, FindingState } from './findings.ts'
import { InspectionState } from './inspections.ts'
import { Day, Empty, Id, refusals } from './common.ts'

const Whole = z.number().int()
const OptionalDay = Day.nullable()

/** What an entry is about; the page gives each its icon. */
export const Subject = z.enum([
  'plan',
  'finding',
  'inspection',
  'roster',
  'unit',
  'stage',
  'poll',
  'gate',
  'acceptance',
  'issue',
  'analysis',
  'meeting',
  'notice',
])
export type Subject = z.infer<typeof Subject>

/** How loud: bad is late or failed, warn is close to it. */
export const Tone = z.enum(['bad', 'warn', 'plain'])

/** One thing to do: 催改 | 自来水厂 | 考勤未建 | 逾6天. */
export const DayLine = z.object({
  verb: z.string(),
  subject: Subject,
  unit: z.string(),
  what: z.string(),
  when: z.string(),
  tone: Tone,
  to: z.string(),
})
export type DayLine = z.infer<typeof DayLine>

export const DayBand = z.object({
  key: z.enum(['overdue', 'today', 'tomorrow', 'later']),
  title: z.string(),
  /** The most pressing first. */
  lines: z.array(DayLine),
})
export type DayBand = z.infer<typeof DayBand>

/** '' is not yet due; the others as in the legend: 完成 在办 临期 未达 不准 未做 不适用. */
export const Mark = z.enum(['ok', 'doing', 'warn', 'bad', 'ban', 'none', 'na', ''])
export type Mark = z.infer<typeof Mark>

export const PhaseSegment = z.object({
  label: z.string(),
  /** From done to not begun; begun, checking and ready are steps under way, each further on than the one before. */
  kind: z.enum(['ok', 'ready', 'doing', 'checking', 'begun', 'warn', 'bad', 'none']),
  count: Whole,
  to: z.string(),
})
export type PhaseSegment = z.infer<typeof PhaseSegment>

export const PhaseStrip = z.object({
  key: z.string(),
  name: z.string(),
  start: Day,
  end: Day,
  state: z.enum(['past', 'now', 'coming']),
  note: z.string(),
  /** How the units stand; empty while the phase has not begun. */
  segments: z.array(PhaseSegment),
})
export type PhaseStrip = z.infer<typeof PhaseStrip>

export const MatrixCell = z.object({
  mark: Mark,
  count: Whole.nullable(),
  /** Where the record is; '' when there is none. */
  to: z.string(),
  tip: z.string(),
})
export type MatrixCell = z.infer<typeof MatrixCell>

export const Matrix = z.object({
  columns: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      group: z.string(),
      hint: z.string(),
      /** Nobody has begun its phase yet. */
      isQuiet: z.boolean(),
    }),
  ),
  rows: z.array(
    z.object({
      id: Id,
      name: z.string(),
      fullName: z.string(),
      unitType: z.string(),
      supervisor: z.string(),
      initials: z.string(),
      /** One for each column. */
      cells: z.array(MatrixCell),
      hasProblem: z.boolean(),
      isUnseen: z.boolean(),
      /** 被挡. */
      isBarred: z.boolean(),
      /** 待转段. */
      isWaiting: z.boolean(),
    }),
  ),
  /** The phase whose inspections are under way: 未查过 is meant of it. */
  inspectedPhase: z.string(),
})
export type Matrix = z.infer<typeof Matrix>

export const Risk = z.object({ id: Id, name: z.string(), reasons: z.array(z.string()), isGrave: z.boolean() })
export type Risk = z.infer<typeof Risk>

const UnitRef = z.object({ id: Id, name: z.string() })

/** A condition of the move that several units lack. */
export const Block = z.object({
  key: z.string(),
  text: z.string(),
  units: z.array(z.object({ id: Id, name: z.string(), fact: z.string(), to: z.string() })),
})
export type Block = z.infer<typeof Block>

/** One of the next seven days: how much of each kind, and all of it in words. */
export const WeekDay = z.object({
  day: Day,
  weekday: z.string(),
  counts: z.array(z.object({ kind: z.string(), count: Whole })),
  lines: z.array(z.string()),
  /** Whole sentences: who would be in two places. */
  clashes: z.array(z.string()),
})
export type WeekDay = z.infer<typeof WeekDay>

/** A unit's last confirmed poll in the chart of the dissatisfied. */
export const PollDot = z.object({
  ...UnitRef.shape,
  /** Hundredths of a percent. */
  share: Whole,
  words: z.string(),
  isBarred: z.boolean(),
  to: z.string(),
})
export type PollDot = z.infer<typeof PollDot>

const Counted = z.object({ label: z.string(), count: Whole })

export const Home = z.object({
  units: Whole,
  members: Whole,
  days: z.array(DayBand),
  phases: z.array(PhaseStrip),
  matrix: Matrix,
  /** Whom to visit first, with the reasons. */
  risks: z.array(Risk),
  /** 排序依据: what counts and how much. */
  riskBasis: z.array(z.string()),
  /** 卡在哪里: the conditions most often missing, the most frequent first. */
  blocks: z.array(Block),
  /** Today and the six days after it. */
  week: z.array(WeekDay),
  charts: z.object({
    /** Up to each day: registered and closed so far. */
    findings: z.array(z.object({ day: Day, registered: Whole, closed: Whole })),
    closed: Whole,
    valid: Whole,
    plans: z.array(Counted),
    members: z.array(Counted),
    polls: z.object({
      /** Percent; null where the town has turned the bar off. */
      bar: z.number().nullable(),
      /** The least dissatisfied first. */
      dots: z.array(PollDot),
      /** Units whose ballots were too few to be shown. */
      covered: Whole,
    }),
  }),
})
export type Home = z.infer<typeof Home>

export const UnitLine = z.object({
  id: Id,
  name: z.string(),
  fullName: z.string(),
  initials: z.string(),
  unitType: z.string(),
  level: z.string(),
  secretary: z.string(),
  members: Whole,
  /** Null where the roster gives no number. */
  reported: Whole.nullable(),
  plan: PlanState.nullable(),
  planGroup: PlanGroup.nullable(),
  planVersion: Whole,
  inspections: Whole,
  lastInspectedOn: OptionalDay,
  isInspecting: z.boolean(),
  isUnseen: z.boolean(),
  openFindings: Whole,
  overdueFindings: Whole,
  findings: Whole,
  supervisor: z.string(),
  health: z.string(),
  /** The phase it is in; '' for party groups, which follow their branch. */
  phase: z.string(),
  phaseName: z.string(),
  /** State of that phase; 被挡 where a poll or a decision stands in the way. */
  standing: z.string(),
  /** How it stands in every phase, for the filters the home page leads to. */
  standings: z.array(z.object({ phase: z.string(), standing: z.string() })),
  /** The last confirmed poll of the phase or the one before: 13/128（10.16%）; '' before the first. */
  poll: z.string(),
  pollRound: Whole,
  pollMark: Mark,
})
export type UnitLine = z.infer<typeof UnitLine>

/** Something that keeps a unit from moving on. */
export const Hurdle = z.object({
  kind: z.enum(['barred', 'bad', 'warn', 'doing', 'none']),
  /** 未批准, 逾期 … */
  state: z.string(),
  text: z.string(),
  basis: z.string(),
  fact: z.string(),
  to: z.string(),
  act: z.string(),
})
export type Hurdle = z.infer<typeof Hurdle>

export const TimelineEntry = z.object({
  on: Day,
  subject: Subject,
  title: z.string(),
  by: z.string(),
  detail: z.string(),
  to: z.string(),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

const Person = z.object({
  name: z.string(),
  /** Masked; '' when none is known. */
  phone: z.string(),
  /** Column by which ledger.reveal shows it in full. */
  column: z.string(),
})

const Neighbour = z.object({ id: Id, name: z.string() }).nullable()

export const UnitPage = z.object({
  id: Id,
  name: z.string(),
  fullName: z.string(),
  unitType: z.string(),
  level: z.string(),
  health: z.string(),
  standing: z.string(),
  parent: Neighbour,
  secretary: Person,
  informant: Person,
  supervisor: z.string(),
  contactLeader: z.string(),
  lastVisit: OptionalDay,
  counts: z.object({
    members: Whole,
    full: Whole,
    probationary: Whole,
    floating: Whole,
    retired: Whole,
    reported: Whole.nullable(),
  }),
  /** Place among the units of the same type. */
  place: z.object({ index: Whole, of: Whole, before: Neighbour, after: Neighbour }),
  headline: z.object({ kind: z.enum(['ok', 'warn', 'bad']), text: z.string() }),
  /** The conditions of the move that are not met; before the first stage what the records lack. */
  hurdles: z.array(Hurdle),
  /** What else wants doing, though it does not keep the unit from moving on. */
  others: z.array(Hurdle),
  /** Null for party groups. */
  stage: z
    .object({ phase: z.string(), phaseName: z.string(), standing: z.string(), to: z.string() })
    .nullable(),
  timeline: z.array(TimelineEntry),
  branches: z.array(z.object({ id: Id, name: z.string(), members: Whole })),
  plans: z.array(
    z.object({
      id: Id,
      version: Whole,
      state: PlanState,
      submittedOn: Day,
      reviewedOn: OptionalDay,
      reviewer: z.string(),
      theme: z.string(),
      refused: z.array(z.string()),
    }),
  ),
  schedule: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      start: OptionalDay,
      end: OptionalDay,
      owner: z.string(),
      form: z.string(),
      hoursX10: Whole.nullable(),
    }),
  ),
  inspections: z.array(
    z.object({
      id: Id,
      date: Day,
      listName: z.string(),
      phaseName: z.string(),
      people: z.array(z.string()),
      state: InspectionState,
      total: Whole,
      checked: Whole,
      failed: Whole,
      findings: Whole,
    }),
  ),
  findings: z.array(
    z.object({
      id: Id,
      no: z.string(),
      shortNo: z.string(),
      description: z.string(),
      category: z.string(),
      correction: z.string(),
      dueOn: OptionalDay,
      daysLeft: Whole.nullable(),
      light: FindingLight,
      state: FindingState,
      reopenCount: Whole,
      closedOn: OptionalDay,
    }),
  ),
  polls: z.array(
    z.object({
      id: Id,
      phase: z.string(),
      phaseName: z.string(),
      kind: z.string(),
      round: Whole,
      on: OptionalDay,
      state: z.string(),
      /** 13/128（10.16%）. */
      share: z.string(),
      verdict: z.string(),
      mark: Mark,
      reportedOn: OptionalDay,
    }),
  ),
  moves: z.array(
    z.object({
      id: Id,
      phase: z.string(),
      phaseName: z.string(),
      attempt: Whole,
      state: z.string(),
      appliedOn: OptionalDay,
      decidedOn: OptionalDay,
      decidedBy: z.string(),
      movedOn: OptionalDay,
      refused: z.array(z.string()),
    }),
  ),
  issues: z.array(
    z.object({
      id: Id,
      no: z.string(),
      text: z.string(),
      kind: z.string(),
      dueOn: OptionalDay,
      overdueDays: Whole,
      state: z.string(),
      owner: z.string(),
    }),
  ),
  members: z.array(
    z.object({
      id: Id,
      name: z.string(),
      sex: z.string(),
      age: Whole.nullable(),
      kind: z.string(),
      post: z.string(),
      joined: z.string(),
      marks: z.string(),
    }),
  ),
})
export type UnitPage = z.infer<typeof UnitPage>

export const PaperUnit = z.object({
  id: Id,
  name: z.string(),
  unitType: z.string(),
  initials: z.string(),
  /** Latest version of its plan; null when none was handed in. */
  planId: Id.nullable(),
  planVersion: Whole,
  planState: PlanState,
  /** Latest version that was sent back. */
  returnedId: Id.nullable(),
  returnedVersion: Whole,
})
export type PaperUnit = z.infer<typeof PaperUnit>

export const ExportRecord = z.object({
  id: Id,
  at: z.string(),
  title: z.string(),
  file: z.string(),
  rows: Whole,
  by: z.string(),
  /** Full personal numbers went out. */
  hasFullNumbers: z.boolean(),
})
export type ExportRecord = z.infer<typeof ExportRecord>

/** What an undo left as it was, and why. */
export const KeptRecord = z.object({
  id: Id,
  label: z.string(),
  fields: z.array(z.string()),
  why: z.string(),
})
export type KeptRecord = z.infer<typeof KeptRecord>

export const overviewContract = {
  home: oc.input(Empty).output(Home).errors(refusals),
  units: oc
    .input(Empty)
    .output(z.object({ rows: z.array(UnitLine), inspectedPhase: z.string() }))
    .errors(refusals),
  unit: oc
    .input(z.object({ id: Id }))
    .output(UnitPage)
    .errors(refusals),
  /** The units whose papers can be produced, and what has left the house, newest first. */
  documents: oc
    .input(z.object({ records: Whole.min(1).max(500) }))
    .output(z.object({ units: z.array(PaperUnit), records: z.array(ExportRecord) }))
    .errors(refusals),
  /** E-14 各单位进度一览表; null when the user gave up. */
  exportBoard: oc
    .input(Empty)
    .output(z.object({ file: z.string(), rows: Whole }).nullable())
    .errors(refusals),
  /** What the undo of an import kept. */
  kept: oc
    .input(z.object({ batch: Id }))
    .output(z.array(KeptRecord))
    .errors(refusals),
}

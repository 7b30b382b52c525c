// The group's own work: drafts for its log, its weekly report, the figures of a phase, and samples.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { groupDuties } from '../rules/supervision.ts'
import { sampleMethods, samplePurposes } from '../rules/sampling.ts'
import { Day, Done, Id, refusals } from './common.ts'

const Whole = z.number().int()
const Saved = z.object({ file: z.string() }).nullable()
const SavedBook = z.object({ file: z.string(), rows: Whole }).nullable()
const Preview = z.object({ title: z.string(), address: z.string() })

export const Duty = z.enum(groupDuties)

/* 督导日志 */

export const LogDraft = z.object({
  /** What it is drafted from, `inspection:<id>`. */
  key: z.string(),
  source: z.enum(['inspection', 'notice', 'appointment', 'poll', 'plan']),
  on: Day,
  orgId: Id.nullable(),
  unit: z.string(),
  people: z.string(),
  methods: z.array(z.string()),
  content: z.string(),
  problems: z.string(),
  suggestions: z.string(),
  duty: Duty,
})
export type LogDraft = z.infer<typeof LogDraft>

/* 督导工作周报 */

/** The parts of a report, in the order of the paper. */
export const weeklySections = [
  'work',
  'progress',
  'found',
  'corrected',
  'experience',
  'signs',
  'advice',
  'next',
] as const
export const WeeklySection = z.enum(weeklySections)
export type WeeklySection = z.infer<typeof WeeklySection>

export const WeeklyFigure = z.object({
  label: z.string(),
  /** As printed: 12次, 3/31（9.68%）. */
  text: z.string(),
  /** Where the records are; '' where there is no page of them. */
  to: z.string(),
})
export type WeeklyFigure = z.infer<typeof WeeklyFigure>

/** What the records of the week say; frozen with the report. */
export const WeeklyNumbers = z.object({
  visits: Whole,
  units: Whole,
  meetings: Whole,
  plans: Whole,
  polls: Whole,
  duties: z.array(z.object({ duty: z.string(), count: Whole })),
  progress: z.array(WeeklyFigure),
  found: Whole,
  byCategory: z.array(z.object({ label: z.string(), count: Whole })),
  bySeverity: z.array(z.object({ label: z.string(), count: Whole })),
  serious: z.array(z.object({ no: z.string(), unit: z.string(), text: z.string() })),
  closed: Whole,
  overdue: Whole,
  returned: Whole,
  issuesClosed: Whole,
  relapsed: Whole,
})
export type WeeklyNumbers = z.infer<typeof WeeklyNumbers>

export const WeeklyLine = z.object({
  id: Id.nullable(),
  no: z.string().nullable(),
  /** As it will be numbered, for a draft. */
  issue: Whole,
  from: Day,
  to: Day,
  state: z.enum(['未写', '草稿', '已印发']),
  issuedOn: Day.nullable(),
})
export type WeeklyLine = z.infer<typeof WeeklyLine>

export const WeeklyReportCase = z.object({
  id: Id,
  rowVersion: Whole,
  no: z.string().nullable(),
  title: z.string(),
  from: Day,
  to: Day,
  state: z.enum(['草稿', '已印发']),
  cutoff: z.string(),
  sections: z.array(
    z.object({
      key: WeeklySection,
      title: z.string(),
      /** What the records say, as it is printed before the words of the group. */
      generated: z.string(),
      text: z.string(),
      hint: z.string(),
      to: z.string(),
    }),
  ),
  numbers: WeeklyNumbers,
  issuedOn: Day.nullable(),
  issuedBy: z.string().nullable(),
  groupMembers: z.array(z.string()),
  /** Why it cannot be issued today; empty when it can. */
  reasons: z.array(z.string()),
})
export type WeeklyReportCase = z.infer<typeof WeeklyReportCase>

/* 阶段小结数据页 */

export const SummaryLine = z.object({
  key: z.string(),
  group: z.string(),
  title: z.string(),
  measure: z.string(),
  part: Whole,
  /** Null for a plain count. */
  whole: Whole.nullable(),
  /** How it is counted, in a sentence. */
  basis: z.string(),
  /** What the share is when it is one, 9.68% or —; '' for a plain count. */
  rate: z.string(),
  /** Difference to the snapshot compared with; null where there is none. */
  before: z.object({ part: Whole, whole: Whole.nullable() }).nullable(),
  /** The ledger the rows are kept in. */
  ledger: z.string(),
})
export type SummaryLine = z.infer<typeof SummaryLine>

export const Snapshot = z.object({
  id: Id,
  no: Whole,
  phase: z.string(),
  asOf: Day,
  takenOn: Day,
  takenBy: z.string(),
})
export type Snapshot = z.infer<typeof Snapshot>

export const SummaryPage = z.object({
  phase: z.string(),
  phaseName: z.string(),
  asOf: Day,
  phases: z.array(z.object({ key: z.string(), name: z.string(), start: Day, end: Day })),
  lines: z.array(SummaryLine),
  /** Of this phase, the newest first. */
  snapshots: z.array(Snapshot),
  /** The one shown beside; null when there is none yet. */
  comparedWith: Snapshot.nullable(),
  /** The three units with the highest share of 不满意. */
  worst: z.array(z.object({ unit: z.string(), part: Whole, whole: Whole })),
})
export type SummaryPage = z.infer<typeof SummaryPage>

export const SummaryRow = z.object({
  name: z.string(),
  unit: z.string(),
  detail: z.string(),
  /** What it counts for, 1 for most. */
  count: Whole,
  /** Whether it is in the numerator. */
  isPart: z.boolean(),
  to: z.string(),
})
export type SummaryRow = z.infer<typeof SummaryRow>

export const SummaryRows = z.object({
  title: z.string(),
  basis: z.string(),
  part: Whole,
  whole: Whole.nullable(),
  rows: z.array(SummaryRow),
})
export type SummaryRows = z.infer<typeof SummaryRows>

/* 随机抽样 */

export const SamplePurpose = z.enum(samplePurposes)
export const SampleMethod = z.enum(sampleMethods)

export const sampleKinds = ['党员', '党性分析材料', '活动方案', '已销号问题', '编号', '名单'] as const
export const SampleKind = z.enum(sampleKinds)
export type SampleKind = z.infer<typeof SampleKind>

export const SampleScope = z.object({
  kind: SampleKind,
  /** Empty for the whole town. */
  orgIds: z.array(Id).max(400),
  /** '' draws simply. */
  strata: z.enum(['', '类别', '单位']),
  /** Only members of this category; '' for all. */
  category: z.string().max(20),
  /** 编号 1..count. */
  count: Whole.min(0).max(20_000),
  /** 名单: one a line, the category behind a tab. */
  names: z.string().max(200_000),
  /** Words for the whole, where the kind alone does not say it; '' otherwise. */
  says: z.string().max(100),
})
export type SampleScope = z.infer<typeof SampleScope>

export const SampleLine = z.object({
  id: Id,
  no: z.string().nullable(),
  on: Day,
  unit: z.string(),
  purpose: SamplePurpose,
  population: z.string(),
  size: Whole,
  wanted: Whole,
  method: SampleMethod,
  /** Null where lots were drawn by hand. */
  seed: z.string().nullable(),
  person: z.string(),
  /** Picks with a result written down. */
  done: Whole,
})
export type SampleLine = z.infer<typeof SampleLine>

export const SamplePick = z.object({
  id: Id,
  rowVersion: Whole,
  role: z.enum(['抽中', '候补']),
  position: Whole,
  index: Whole,
  name: z.string(),
  stratum: z.string(),
  result: z.string(),
  note: z.string(),
  /** Number among the substitutes of who stands in; null when nobody does. */
  replacedBy: z.object({ position: Whole, name: z.string() }).nullable(),
  reason: z.string(),
  /** 候补: for whom it stands in, its position among the drawn. */
  standsFor: Whole.nullable(),
  /** Where the record that was drawn is looked into, or a result is entered; '' where there is none. */
  to: z.string(),
})
export type SamplePick = z.infer<typeof SamplePick>

export const SampleCase = z.object({
  id: Id,
  no: z.string(),
  on: Day,
  unit: z.string(),
  purpose: SamplePurpose,
  population: z.string(),
  measure: z.string(),
  size: Whole,
  wanted: Whole,
  method: SampleMethod,
  shares: z.array(z.object({ stratum: z.string(), size: Whole, wanted: Whole })),
  seed: z.string(),
  listSha256: z.string(),
  drawnAt: z.string(),
  person: z.string(),
  witness: z.string(),
  picks: z.array(SamplePick),
})
export type SampleCase = z.infer<typeof SampleCase>

export const SampleCheck = z.object({
  /** The stored list and start value give the stored names again. */
  isSame: z.boolean(),
  /** The list as it is now is the one drawn from; null where it was typed. */
  isListSame: z.boolean().nullable(),
  /** Now on the list and not then. */
  joined: z.array(z.string()),
  left: z.array(z.string()),
  says: z.array(z.string()),
})
export type SampleCheck = z.infer<typeof SampleCheck>

export const PopulationView = z.object({
  says: z.string(),
  measure: z.string(),
  size: Whole,
  /** How many of each category there are, and would be drawn; empty for a simple draw. */
  shares: z.array(z.object({ stratum: z.string(), size: Whole, wanted: Whole })),
  /** Categories among the members of the units. */
  categories: z.array(z.string()),
  /** Why it cannot be drawn; empty when it can. */
  reasons: z.array(z.string()),
})
export type PopulationView = z.infer<typeof PopulationView>

const DrawInput = z.object({
  purpose: SamplePurpose,
  scope: SampleScope,
  wanted: Whole.min(0).max(20_000),
  /** '' lets the program choose one. */
  seed: z.string().max(20),
  person: z.string().trim().max(20),
  witness: z.string().trim().max(20),
})
export type DrawInput = z.infer<typeof DrawInput>

const ById = z.object({ id: Id })
const WhichSummary = z.object({ phase: z.string().nullable(), asOf: Day.nullable() })

export const supervisionContract = {
  logDrafts: oc.input(z.object({})).output(z.array(LogDraft)),
  /** Takes drafts over as they are offered. */
  acceptDrafts: oc
    .input(z.object({ keys: z.array(z.string()).min(1).max(500) }))
    .output(z.object({ added: Whole }))
    .errors(refusals),
  exportLog: oc.input(z.object({})).output(SavedBook).errors(refusals),

  weeks: oc.input(z.object({})).output(z.array(WeeklyLine)),
  openWeek: oc
    .input(z.object({ from: Day }))
    .output(WeeklyReportCase)
    .errors(refusals),
  week: oc.input(ById).output(WeeklyReportCase).errors(refusals),
  saveWeek: oc
    .input(
      z.object({
        id: Id,
        rowVersion: Whole,
        sections: z.partialRecord(WeeklySection, z.string().max(4000)),
      }),
    )
    .output(WeeklyReportCase)
    .errors(refusals),
  issueWeek: oc
    .input(z.object({ id: Id, rowVersion: Whole, on: Day, person: z.string().trim().max(20) }))
    .output(WeeklyReportCase)
    .errors(refusals),
  discardWeek: oc
    .input(z.object({ id: Id, rowVersion: Whole }))
    .output(Done)
    .errors(refusals),
  previewWeek: oc.input(ById).output(Preview).errors(refusals),
  printWeek: oc.input(ById).output(Done).errors(refusals),
  saveWeekPdf: oc.input(ById).output(Saved).errors(refusals),
  saveWeekWord: oc.input(ById).output(Saved).errors(refusals),

  summary: oc.input(WhichSummary).output(SummaryPage).errors(refusals),
  summaryRows: oc
    .input(z.object({ phase: z.string().nullable(), asOf: Day.nullable(), key: z.string() }))
    .output(SummaryRows)
    .errors(refusals),
  takeSnapshot: oc.input(WhichSummary).output(SummaryPage).errors(refusals),
  snapshot: oc.input(ById).output(SummaryPage).errors(refusals),
  previewSummary: oc
    .input(z.object({ snapshotId: Id.nullable(), phase: z.string().nullable(), asOf: Day.nullable() }))
    .output(Preview)
    .errors(refusals),
  printSummary: oc
    .input(z.object({ snapshotId: Id.nullable(), phase: z.string().nullable(), asOf: Day.nullable() }))
    .output(Done)
    .errors(refusals),
  exportSummary: oc.input(WhichSummary).output(SavedBook).errors(refusals),

  samples: oc.input(z.object({})).output(
    z.object({
      rows: z.array(SampleLine),
      units: z.array(z.object({ id: Id, name: z.string(), members: Whole, initials: z.string() })),
      groupMembers: z.array(z.string()),
      actor: z.string(),
    }),
  ),
  population: oc
    .input(z.object({ scope: SampleScope, wanted: Whole.min(0).max(20_000) }))
    .output(PopulationView)
    .errors(refusals),
  draw: oc.input(DrawInput).output(SampleCase).errors(refusals),
  sample: oc.input(ById).output(SampleCase).errors(refusals),
  recordPick: oc
    .input(z.object({ id: Id, rowVersion: Whole, result: z.string().max(200), note: z.string().max(200) }))
    .output(SampleCase)
    .errors(refusals),
  replacePick: oc
    .input(z.object({ id: Id, rowVersion: Whole, reason: z.string().max(200) }))
    .output(SampleCase)
    .errors(refusals),
  verifySample: oc.input(ById).output(SampleCheck).errors(refusals),
  previewSample: oc.input(ById).output(Preview).errors(refusals),
  printSample: oc.input(ById).output(Done).errors(refusals),
  saveSamplePdf: oc.input(ById).output(Saved).errors(refusals),
}

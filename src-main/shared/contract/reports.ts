// Reports: the weekly reports of every unit, what was adopted, the half-monthly circulars, informants and how it is all counted.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { weeklyReportMachine } from '../rules/machines.ts'
import { bands } from '../rules/circular.ts'
import { reporters, unitWeekStates } from '../rules/report-week.ts'
import { adoptionLevels } from '../rules/report-week.ts'
import { weeklyCounts } from '../rules/report-week.ts'
import { Day, Done, Id, refusals } from './common.ts'

const Whole = z.number().int()
const Count = Whole.nonnegative()
const Text = (most: number) => z.string().max(most)
const Person = z.string().trim().max(20)

export const Reporter = z.enum(reporters)
export type Reporter = z.infer<typeof Reporter>
export const UnitWeekState = z.enum(unitWeekStates)
export type UnitWeekState = z.infer<typeof UnitWeekState>
export const ReportState = z.enum(weeklyReportMachine.states)
export type ReportState = z.infer<typeof ReportState>
export const AdoptionLevel = z.enum(adoptionLevels)
export type AdoptionLevel = z.infer<typeof AdoptionLevel>
export const WeeklyCount = z.enum(weeklyCounts)
export type WeeklyCount = z.infer<typeof WeeklyCount>
export const channels = ['书面', '电话', '传真', '网络'] as const
export const Channel = z.enum(channels)

const Points = z.object({ town: Count, county: Count, city: Count, province: Count })

/** How reports are asked for and counted. */
export const ReportSettings = z.object({
  /** Weekday on whose end the branches' reports are due, Monday is 1. */
  branchDue: Whole.min(1).max(7),
  townDue: Whole.min(1).max(7),
  /** Points of a piece adopted, by level. */
  points: Points,
  /** Pieces asked of each unit in a week; null where there is no quota. */
  quotaPerWeek: Whole.min(1).max(20).nullable(),
  /** Bands stand in the circular in place of ranks. */
  showsBands: z.boolean(),
  /** Sign of the office in the numbers of its circulars. */
  officeCode: Text(20),
  basis: Text(200),
  /** Points of a piece sent: a limit of the settings page. */
  sentPoints: Count,
})
export type ReportSettings = z.infer<typeof ReportSettings>

/** One week in the strip. */
export const WeekHead = z.object({
  /** Its Thursday. */
  week: Day,
  /** Counted from the first week anybody is asked for; null before it. */
  no: Whole.nullable(),
  due: Day,
  onTime: Count,
  late: Count,
  madeUp: Count,
  missing: Count,
  waiting: Count,
  /** How many are asked for a report. */
  expected: Count,
  isAhead: z.boolean(),
  isNow: z.boolean(),
})
export type WeekHead = z.infer<typeof WeekHead>

/** How a unit stands with the week shown. */
export const UnitWeek = z.object({
  orgId: Id,
  unit: z.string(),
  fullName: z.string(),
  unitType: z.string(),
  initials: z.string(),
  informant: z.string(),
  reporter: Reporter,
  state: UnitWeekState,
  /** Past its day and still waited for. */
  isPastDue: z.boolean(),
  submittedOn: Day.nullable(),
  submittedTime: z.string().nullable(),
  /** Pieces of the week. */
  items: Count,
  adopted: Count,
  title: z.string(),
  /** Weeks up to this one in which nothing came in time: late and missing. */
  lateSoFar: Count,
  missingSoFar: Count,
})
export type UnitWeek = z.infer<typeof UnitWeek>

export const ReportWeekView = z.object({
  weeks: z.array(WeekHead),
  week: Day,
  start: Day,
  branchDue: Day,
  townDue: Day,
  exceptions: z.array(z.object({ reporter: Reporter, dueOn: Day, reason: z.string() })),
  /** The town's own report upward; null while the roster has no committee of the town. */
  town: UnitWeek.nullable(),
  rows: z.array(UnitWeek),
  /** Units asked for a report, those whose report is in, and those on time. */
  expected: Count,
  received: Count,
  onTime: Count,
  /** Units in office without an informant. */
  withoutInformant: Count,
})
export type ReportWeekView = z.infer<typeof ReportWeekView>

/** One of the nine numbers: counted from the ledgers, as reported, and where it was counted. */
export const ReportField = z.object({
  key: WeeklyCount,
  label: z.string(),
  unit: z.string(),
  /** Null where no ledger holds it. Hours are hours, not tenths. */
  counted: z.number().nullable(),
  reported: z.number().nullable(),
  /** What was counted when the report was confirmed; null for one from a file. */
  countedThen: z.number().nullable(),
  source: z.string(),
})
export type ReportField = z.infer<typeof ReportField>

export const ReportItem = z.object({
  id: Id,
  rowVersion: Whole,
  itemNo: Whole,
  title: z.string(),
  text: z.string(),
  state: ReportState,
  submittedOn: Day.nullable(),
  submittedTime: z.string().nullable(),
  channel: z.string(),
  reporter: z.string(),
  adoptions: z.array(z.string()),
})
export type ReportItem = z.infer<typeof ReportItem>

export const UnitReport = z.object({
  orgId: Id,
  unit: z.string(),
  fullName: z.string(),
  week: Day,
  weekNo: Whole.nullable(),
  start: Day,
  reporter: Reporter,
  due: Day,
  state: UnitWeekState,
  isPastDue: z.boolean(),
  informant: z.string(),
  /** Version of the draft that is stored; null when there is none. */
  rowVersion: Whole.nullable(),
  isConfirmed: z.boolean(),
  /** Of those not typed, and of all, in the report as it stands or would be confirmed. */
  drafted: Count,
  fields: z.array(ReportField),
  title: z.string(),
  text: z.string(),
  items: z.array(ReportItem),
})
export type UnitReport = z.infer<typeof UnitReport>

export const Informant = z.object({
  orgId: Id,
  unit: z.string(),
  fullName: z.string(),
  unitType: z.string(),
  initials: z.string(),
  person: z.string(),
  /** Masked. */
  phone: z.string(),
  fromOn: Day.nullable(),
  before: z.array(z.object({ person: z.string(), fromOn: Day.nullable(), untilOn: Day })),
  rowVersion: Whole,
})
export type Informant = z.infer<typeof Informant>

export const AdoptionLine = z.object({
  id: Id,
  rowVersion: Whole,
  orgId: Id,
  unit: z.string(),
  title: z.string(),
  level: AdoptionLevel,
  publication: z.string(),
  issueNo: z.string(),
  date: Day,
  /** Day it was sent in; null where it belongs to no piece on record. */
  sentOn: Day.nullable(),
  /** Number of the circular it counts in; null outside the campaign. */
  issue: Whole.nullable(),
  points: Count,
})
export type AdoptionLine = z.infer<typeof AdoptionLine>

/** A piece that can be entered as adopted. */
export const AdoptableItem = z.object({
  id: Id,
  orgId: Id,
  unit: z.string(),
  title: z.string(),
  submittedOn: Day,
})
export type AdoptableItem = z.infer<typeof AdoptableItem>

export const CircularHead = z.object({
  start: Day,
  end: Day,
  issue: Whole,
  state: z.enum(['已出刊', '待出刊', '未到期']),
  no: z.string().nullable(),
  issuedOn: Day.nullable(),
})
export type CircularHead = z.infer<typeof CircularHead>

export const CircularLine = z.object({
  orgId: Id,
  unit: z.string(),
  place: Whole,
  band: z.enum(bands),
  sent: Count,
  sentTotal: Count,
  adopted: Points,
  adoptedTotal: Count,
  sentScore: Count,
  adoptedScore: Count,
  score: Count,
  scoreTotal: Count,
  onTime: Count,
  late: Count,
  missing: Count,
  remark: z.string(),
})
export type CircularLine = z.infer<typeof CircularLine>

export const CircularView = z.object({
  periods: z.array(CircularHead),
  head: CircularHead,
  title: z.string(),
  lines: z.array(CircularLine),
  totals: z.object({
    units: Count,
    onTimeUnits: Count,
    lateUnits: Count,
    missingUnits: Count,
    onTime: Count,
    late: Count,
    missing: Count,
    sent: Count,
    adopted: Count,
    zeroSent: z.array(z.string()),
    zeroAdopted: z.array(z.string()),
    missingNames: z.array(z.string()),
  }),
  rule: z.object({ score: Points.extend({ sent: Count }), quota: Count.nullable(), showsBands: z.boolean() }),
  basis: z.string(),
  /** Reports due in the weeks of the period, by how they stand. */
  weeks: z.array(z.object({ due: Day, onTime: Count, late: Count, missing: Count, waiting: Count })),
  /** What to look at before it goes out. */
  notes: z.array(z.object({ kind: z.enum(['ok', 'warn', 'bad']), text: z.string(), to: z.string() })),
  /** Why it cannot go out yet; empty when it can. */
  reasons: z.array(z.string()),
  /** Default day by which what is missing is to be sent in. */
  makeUpBy: Day,
})
export type CircularView = z.infer<typeof CircularView>

const Period = z.object({ start: Day })
const Saved = z.object({ file: z.string() }).nullable()
const Book = z.object({ file: z.string(), rows: Whole }).nullable()
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

const Submission = {
  orgId: Id,
  week: Day,
  submittedOn: Day,
  submittedTime: Clock.nullable(),
  channel: Channel.nullable(),
  title: Text(200),
  text: Text(2000),
  reporter: Person,
}

export const reportsContract = {
  /** Null shows the week of today. */
  week: oc.input(z.object({ week: Day.nullable() })).output(ReportWeekView),
  unit: oc
    .input(z.object({ orgId: Id, week: Day }))
    .output(UnitReport)
    .errors(refusals),
  /** Writes the drafts of all who have not reported in the week; answers how many were written. */
  draft: oc
    .input(z.object({ week: Day }))
    .output(z.object({ written: Count }))
    .errors(refusals),
  /** Takes the report in: numbers as confirmed, the day it came. */
  confirm: oc
    .input(
      z.object({
        ...Submission,
        rowVersion: Whole.nullable(),
        values: z.record(WeeklyCount, z.number().nonnegative().nullable()),
      }),
    )
    .output(UnitReport)
    .errors(refusals),
  /** A further piece of the same week. */
  addItem: oc.input(z.object(Submission)).output(UnitReport).errors(refusals),
  removeItem: oc
    .input(z.object({ id: Id, rowVersion: Whole, reason: Text(200) }))
    .output(UnitReport)
    .errors(refusals),
  saveException: oc
    .input(z.object({ week: Day, reporter: Reporter, dueOn: Day.nullable(), reason: Text(200) }))
    .output(ReportWeekView)
    .errors(refusals),
  settings: oc.output(ReportSettings),
  saveSettings: oc
    .input(ReportSettings.omit({ sentPoints: true }))
    .output(ReportSettings)
    .errors(refusals),
  informants: oc.output(z.array(Informant)),
  /** Writes the roster; the register of informants follows it. */
  replaceInformant: oc
    .input(z.object({ orgId: Id, rowVersion: Whole, person: Person, phone: Text(40), fromOn: Day }))
    .output(z.array(Informant))
    .errors(refusals),
  adoptions: oc.output(z.object({ rows: z.array(AdoptionLine), items: z.array(AdoptableItem) })),
  adopt: oc
    .input(
      z.object({
        orgId: Id,
        reportId: Id.nullable(),
        title: Text(200),
        level: AdoptionLevel,
        publication: Text(60),
        issueNo: Text(40),
        date: Day,
      }),
    )
    .output(z.object({ id: Id }))
    .errors(refusals),
  removeAdoption: oc
    .input(z.object({ id: Id, rowVersion: Whole, reason: Text(200) }))
    .output(Done)
    .errors(refusals),
  /** Null shows the one that waits to go out, else the latest. */
  circular: oc
    .input(z.object({ start: Day.nullable() }))
    .output(CircularView)
    .errors(refusals),
  issue: oc
    .input(Period.extend({ on: Day, person: Person, makeUpBy: Day }))
    .output(CircularView)
    .errors(refusals),
  preview: oc
    .input(Period)
    .output(z.object({ title: z.string(), address: z.string() }))
    .errors(refusals),
  print: oc.input(Period).output(Done).errors(refusals),
  /** Null when the user gave up; so are the next two. */
  savePdf: oc.input(Period).output(Saved).errors(refusals),
  saveWord: oc.input(Period).output(Saved).errors(refusals),
  /** E-8. */
  exportCircular: oc.input(Period).output(Book).errors(refusals),
}

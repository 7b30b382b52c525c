// Tables of the weekly reports, the informants who send them, what was adopted, and the circulars.
import type { WeeklyReportState } from '#shared/rules/machines.ts'
import type { LedgerTable } from './roster-tables.ts'
import type { StepColumns } from './stage-tables.ts'
import type { RecordColumns } from './tables.ts'

export interface WeeklyReportTable extends LedgerTable {
  org_id: string
  /** The Thursday the week ends with. */
  week: string
  /** 1 is the weekly report itself; further pieces of the same week follow. */
  item_no: string | null
  submitted_on: string | null
  /** HH:MM, local. */
  submitted_time: string | null
  channel: string | null
  title: string | null
  text: string | null
  sessions: number | null
  /** In tenths. */
  hours: number | null
  attendees: number | null
  makeups: number | null
  opinions: number | null
  talks: number | null
  found: number | null
  solved: number | null
  visits: number | null
  total_sessions: number | null
  /** In tenths. */
  total_hours: number | null
  total_opinions: number | null
  total_talks: number | null
  total_solved: number | null
  reporter: string | null
  phone: string | null
  remark: string | null
  state: WeeklyReportState
  /** R-28 of the day it came in; 未报 for one sent in after the next due day (补报). */
  timeliness: '按时' | '迟报' | '未报' | null
  /** JSON: what was counted when it was confirmed and which fields were typed; null for one from a file. */
  facts: string | null
}

export interface WeeklyReportStepTable extends StepColumns<WeeklyReportState> {
  weekly_report_id: string
}

export type Reporter = '镇' | '支部'

export interface ReportExceptionTable extends RecordColumns {
  week: string
  reporter: Reporter
  due_on: string
  reason: string
}

export type AdoptionLevel = '镇' | '县' | '市' | '省'

export interface AdoptionTable extends LedgerTable {
  org_id: string
  date: string
  title: string
  level: AdoptionLevel
  publication: string | null
  issue_no: string | null
  remark: string | null
  /** The piece that was adopted, where it stands among the weekly reports. */
  report_id: string | null
}

export interface InformantTable extends RecordColumns {
  org_id: string
  person: string
  phone: string | null
  /** Null for the one the roster had first. */
  from_on: string | null
  until_on: string | null
}

export type Band = '好' | '较好' | '一般' | '差'

export interface CircularTable extends RecordColumns {
  period_start: string
  period_end: string
  issue: number
  no: string
  title: string
  issued_on: string
  issued_by: string
  /** JSON: score rule, quota, totals and switches as they were. */
  facts: string
  /** JSON: the official document as issued. */
  body: string
  body_sha256: string
  row_count: number
}

export interface CircularRowTable extends RecordColumns {
  circular_id: string
  position: number
  org_id: string
  unit: string
  band: Band
  remark: string
  place: number
  sent: number
  sent_total: number
  town: number
  county: number
  city: number
  province: number
  adopted_total: number
  sent_score: number
  adopted_score: number
  score: number
  score_total: number
  on_time: number
  late: number
  missing: number
}

declare module './tables.ts' {
  interface Tables {
    weekly_report: WeeklyReportTable
    weekly_report_step: WeeklyReportStepTable
    report_exception: ReportExceptionTable
    adoption: AdoptionTable
    informant: InformantTable
    circular: CircularTable
    circular_row: CircularRowTable
  }
}

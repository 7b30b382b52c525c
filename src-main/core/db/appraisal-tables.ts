// Tables of the meetings, the appraisal of members and the cases of those found unqualified.
import type { UnqualifiedState } from '#shared/rules/machines.ts'
import type { LedgerTable } from './roster-tables.ts'
import type { StepColumns } from './stage-tables.ts'
import type { RecordColumns } from './tables.ts'

export type MeetingKind = '专题组织生活会' | '领导班子专题民主生活会' | '补开'
export type Attendance = '到会' | '缺席' | '补开' | '个别听取'
export type Grade = '优秀' | '合格' | '基本合格' | '不合格'
export type YesNo = '是' | '否'

export interface OrgMeetingTable extends LedgerTable {
  org_id: string
  kind: MeetingKind
  date: string
  place: string | null
  host: string | null
  expected: number | null
  attended: number | null
  activists: number | null
  representatives: number | null
  others: number | null
  examined: number | null
  criticisms: number | null
  no_activists: YesNo | null
  /** Day the opinions were fed back, before a meeting of leaders. */
  feedback_on: string | null
  notice_on: string | null
  recorder: string | null
  remark: string | null
}

export interface OrgMeetingMemberTable extends RecordColumns {
  meeting_id: string
  member_id: string
  attendance: Attendance
  /** Day of the later meeting, or on which he was heard. */
  made_up_on: string | null
  /** 1 or 0. */
  examined: number
  /** 1 when an absent leader spoke in writing. */
  written: number
  criticisms: number | null
  note: string
}

/** Counts in whole ballots. */
export interface AppraisalTable extends LedgerTable {
  org_id: string
  member_id: string
  /** As the sheet said it; the roster decides. */
  member_kind: '正式' | '预备' | null
  voters: number | null
  excellent: number | null
  qualified: number | null
  basic: number | null
  unqualified: number | null
  abstained: number | null
  total: number | null
  grade: Grade | null
  committee: '支委会' | '党员大会' | null
  committee_on: string | null
  opinion: string | null
  feedback_on: string | null
  feedback_form: string | null
  is_signed: YesNo | null
  own_view: string | null
  has_objection: YesNo | null
  handling: string | null
  noticed_on: string | null
  /** How and in what range it was made known. */
  notice_form: string | null
  remark: string | null
}

export interface UnqualifiedCaseTable extends LedgerTable {
  org_id: string
  member_id: string
  found_on: string
  /** JSON: list of circumstances. */
  circumstances: string | null
  facts: string
  measures: string | null
  educator: string | null
  due_on: string | null
  outcome: string | null
  application: string | null
  resolution: string | null
  approval: string | null
  remark: string | null
  /** Never null: the table fills in 发现. */
  state: UnqualifiedState | null
  educated_on: string | null
  converted_on: string | null
  applied_on: string | null
  reviewed_on: string | null
  disposed_on: string | null
  closed_on: string | null
  result: string | null
}

export interface UnqualifiedStepTable extends StepColumns<UnqualifiedState> {
  unqualified_case_id: string
}

declare module './tables.ts' {
  interface Tables {
    org_meeting: OrgMeetingTable
    org_meeting_member: OrgMeetingMemberTable
    appraisal: AppraisalTable
    unqualified_case: UnqualifiedCaseTable
    unqualified_step: UnqualifiedStepTable
  }
}

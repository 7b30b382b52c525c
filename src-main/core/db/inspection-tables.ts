// Tables of inspections and findings.
import type { CheckResult, Correction } from '#shared/campaign/index.ts'
import type { FindingState } from '#shared/rules/machines.ts'
import type { RecordColumns } from './tables.ts'

/** A template as it was when first used. Its content never changes. */
export interface ChecklistTable extends RecordColumns {
  template_key: string
  version: number
  name: string
  phase: string | null
  /** JSON: the lines, see services/inspections/checklists.ts. */
  content: string
  frozen_at: string
}

export type InspectionState = '进行中' | '已完成'
export type SelfResult = '达标' | '未达标' | '不适用'

export interface InspectionTable extends RecordColumns {
  org_id: string
  phase: string
  date: string
  /** JSON: list of 听, 查, 看, 问, 测. */
  methods: string
  /** JSON: list of names, at least one. */
  people: string
  checklist_id: string
  template_key: string
  summary: string
  /** Who signed for the unit. */
  confirmed_by: string
  state: InspectionState
  finished_on: string | null
}

export interface InspectionItemTable extends RecordColumns {
  inspection_id: string
  position: number
  item_code: string
  /** What the unit says of itself; never overwritten by what the inspectors find. */
  self_result: SelfResult | null
  result: CheckResult
  note: string
  evidence: string
  /** Why the line does not apply. */
  reason: string | null
  judged_at: string | null
  judged_by: string | null
}

export interface FindingTable extends RecordColumns {
  no: string
  inspection_id: string | null
  org_id: string
  phase: string
  /** Name of the campaign's step it belongs to. */
  step: string
  item_code: string | null
  /** The checklist line in its own words. */
  item_text: string
  description: string
  /** Label of the category. */
  category: string
  severity: '一般' | '较重' | '严重'
  correction: Correction
  basis: string
  demand: string
  found_on: string
  due_on: string | null
  owner: string
  /** JSON: list of names, at least one. */
  inspectors: string
  state: FindingState
  /** What was done, of the latest round. */
  feedback: string | null
  evidence: string | null
  done_on: string | null
  recheck_on: string | null
  recheck_by: string | null
  recheck_result: '同意销号' | '退回重改' | null
  recheck_note: string | null
  /** How often it was sent back. */
  reopen_count: number
  cancel_reason: string | null
  remark: string
}

/** One step of a finding on its way. */
export interface FindingStepTable extends RecordColumns {
  finding_id: string
  from_state: FindingState
  action: string
  to_state: FindingState
  on_day: string
  person: string
  text: string
  evidence: string
}

declare module './tables.ts' {
  interface Tables {
    checklist: ChecklistTable
    inspection: InspectionTable
    inspection_item: InspectionItemTable
    finding: FindingTable
    finding_step: FindingStepTable
  }
}

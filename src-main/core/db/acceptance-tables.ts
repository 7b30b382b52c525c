// Tables of the units' self-checks and the group's acceptance.
import type { RecordColumns } from './tables.ts'

export type SelfCheckResult = '达标' | '未达标' | '补课后达标' | '不适用'
export type SelfCheckState = '填写中' | '已提交'

/** What a unit says of itself in one round; frozen once handed in. */
export interface SelfCheckTable extends RecordColumns {
  org_id: string
  phase: string
  round: number
  checklist_id: string
  state: SelfCheckState
  begun_on: string
  submitted_on: string | null
  /** Who answered for the unit. */
  filled_by: string
  source: 'typed' | 'workbook'
  /** Of the workbook it was last read from. */
  file_name: string
}

export interface SelfCheckItemTable extends RecordColumns {
  self_check_id: string
  position: number
  item_code: string
  /** null is blank. */
  result: SelfCheckResult | null
  /** Why the line does not apply. */
  reason: string
  note: string
}

/** The group's decision on one round; never changed once made. */
export interface AcceptanceTable extends RecordColumns {
  org_id: string
  phase: string
  round: number
  self_check_id: string
  inspection_id: string
  verdict: '合格' | '限期补课'
  decided_on: string
  decided_by: string
  opinion: string
  make_up_due: string | null
  applicable: number
  met: number
  /** Binding lines not met. */
  missed: number
  /** Lines the unit had left blank. */
  blank: number
  /** Binding lines not yet looked at. */
  open: number
  /** 自查不实. */
  contradicted: number
  /** JSON: the verdict with its limits, and every line as it stood (services/acceptance/verdict.ts). */
  facts: string
}

declare module './tables.ts' {
  interface Tables {
    self_check: SelfCheckTable
    self_check_item: SelfCheckItemTable
    acceptance: AcceptanceTable
  }
}

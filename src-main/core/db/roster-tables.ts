// Tables of the rosters and of the campaign's settings.
import type { RecordColumns } from './tables.ts'
import type { Value } from '#shared/ledger/column.ts'

/** A ledger's table: its columns are those of its definition. Tags and extra columns are JSON text. */
export interface LedgerTable extends RecordColumns {
  extra: string | null
  /** Pinyin initials of the row's name, for search. */
  initials: string
}

export type StoredValue = Exclude<Value, readonly string[]>

export interface OrganisationTable extends LedgerTable {
  full_name: string
  short_name: string | null
  level: string
  parent_id: string | null
  unit_type: string
  reported_members: number | null
  reported_full: number | null
  reported_probationary: number | null
  reported_floating: number | null
  reported_retired: number | null
  reported_difficult: number | null
  reported_female: number | null
  reported_minority: number | null
  secretary_name: string | null
  secretary_phone: string | null
  deputy_names: string | null
  informant_name: string | null
  informant_phone: string | null
  health: string | null
  class: string | null
  supervisor: string | null
  contact_leader: string | null
  remark: string | null
}

export interface MemberTable extends LedgerTable {
  name: string
  sex: string
  ethnic: string | null
  native_place: string | null
  birth_date: string
  id_no: string
  education: string | null
  work_start_date: string | null
  join_date: string
  confirm_date: string | null
  org_id: string
  party_post: string | null
  work_unit: string | null
  member_kind: string | null
  is_floating: string | null
  floating_place: string | null
  floating_since: string | null
  floating_cert: string | null
  categories: string | null
  is_lost: string | null
  lost_since: string | null
  address: string | null
  phone: string | null
  roster_state: string | null
  remark: string | null
}

export interface GroupMemberTable extends RecordColumns {
  name: string
  role: '组长' | '组员' | '只读'
  /** 1 or 0. */
  active: number
}

export interface ThresholdTable extends RecordColumns {
  key: string
  value: number | null
  basis: string
  reason: string
}

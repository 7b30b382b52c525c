// The tables of the database as types: what kysely checks every query against.
import type { GroupMemberTable, MemberTable, OrganisationTable, ThresholdTable } from './roster-tables.ts'

/** Columns that every journaled table has; only the journal writes them. */
export interface RecordColumns {
  /** UUIDv7. */
  id: string
  /** Instants as ISO text with offset. */
  created_at: string
  created_by: string
  updated_at: string
  updated_by: string
  /** 1 when added, one more with every change. */
  row_version: number
  /** Instant of removal; removed records stay in the table. */
  deleted_at: string | null
}

export interface SettingTable {
  key: string
  /** JSON. */
  value: string
  updated_at: string
  updated_by: string
}

export type ChangeAction = 'add' | 'change' | 'remove' | 'restore'

export interface ChangeLogTable {
  id: string
  at: string
  /** Name of the person who made the change. */
  actor: string
  /** Name of the computer it was made on. */
  device: string
  /** Table of the changed record. */
  entity: string
  entity_id: string
  action: ChangeAction
  /** JSON: `{"column": [old, new]}`. */
  fields: string
  reason: string | null
  batch_id: string | null
}

export interface AttachmentTable {
  id: string
  entity: string
  entity_id: string
  kind: string
  name: string
  /** Bytes. */
  size: number
  sha256: string
  media_type: string
  added_at: string
  added_by: string
  removed_at: string | null
}

export type ImportBatchState = '已写入' | '已撤销' | '部分撤销'

export interface ImportBatchTable {
  id: string
  ledger: string
  file_name: string
  sha256: string
  /** JSON: names of the imported sheets. */
  sheets: string
  policy: string
  /** JSON: rows added, changed, unchanged, refused. */
  counts: string
  at: string
  actor: string
  state: ImportBatchState
  undone_at: string | null
  undone_by: string | null
  /** JSON: what an undo kept and why. */
  undo_note: string | null
}

export interface HeaderMappingTable {
  /** Fingerprint of a header row. */
  layout: string
  ledger: string
  /** JSON: header text to column. */
  mapping: string
  updated_at: string
}

export interface ExportRecordTable {
  id: string
  kind: string
  /** JSON: the choices the export was made with. */
  params: string
  rows: number
  file_name: string
  sha256: string
  at: string
  actor: string
}

export interface Tables {
  setting: SettingTable
  change_log: ChangeLogTable
  attachment: AttachmentTable
  import_batch: ImportBatchTable
  header_mapping: HeaderMappingTable
  export_record: ExportRecordTable
  organisation: OrganisationTable
  member: MemberTable
  group_member: GroupMemberTable
  threshold: ThresholdTable
}

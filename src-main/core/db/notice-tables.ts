// Tables of the notices.
import type { NoticeKind, NoticeState } from '#shared/rules/notice.ts'
import type { StepColumns } from './stage-tables.ts'
import type { RecordColumns } from './tables.ts'

export interface NoticeTable extends RecordColumns {
  /** Given when it is issued. */
  no: string | null
  kind: NoticeKind
  org_id: string
  /** Key of the phase. */
  phase: string
  title: string
  addressee: string
  /** JSON: what was filled in by hand, by the key of the field. */
  fields: string
  /** JSON: the numbers of the vote it rests on, as they were when it was drawn up; null where it rests on findings. */
  facts: string | null
  /** JSON: the official document as issued. */
  body: string | null
  body_sha256: string | null
  issued_on: string | null
  issued_by: string | null
  /** Day by which the unit answers. */
  due_on: string | null
  copies: number
  state: NoticeState
  delivered_on: string | null
  signed_receipt_on: string | null
  signed_by: string | null
  replied_on: string | null
  /** What the unit answered, in a line. */
  reply: string
  void_reason: string | null
}

export type NoticeSourceEntity =
  'finding' | 'inspection' | 'poll' | 'transition_request' | 'analysis' | 'issue'

export interface NoticeSourceTable extends RecordColumns {
  notice_id: string
  entity: NoticeSourceEntity
  source_id: string
  position: number
}

export interface NoticeStepTable extends StepColumns<NoticeState> {
  notice_id: string
}

declare module './tables.ts' {
  interface Tables {
    notice: NoticeTable
    notice_source: NoticeSourceTable
    notice_step: NoticeStepTable
  }
}

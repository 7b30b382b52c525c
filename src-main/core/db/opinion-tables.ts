// Tables of the opinions sought for the units and of the talks held in them.
import type { GeneratedAlways } from 'kysely'
import type { ChannelFamily } from '#shared/ledgers/opinions.ts'
import type { ChannelKind, OpinionObject, TalkKind } from '#shared/rules/opinion-kinds.ts'
import type { LedgerTable } from './roster-tables.ts'
import type { RecordColumns } from './tables.ts'

export interface OpinionChannelTable extends LedgerTable {
  org_id: string
  kind: ChannelKind
  /** Worked out by the database from the kind. */
  family: GeneratedAlways<ChannelFamily>
  from_on: string | null
  until_on: string | null
  /** 份 of forms, 场次 of meetings, 个 of boxes. */
  issued: number | null
  /** 份 of forms, 人 of meetings. */
  returned: number | null
  /** 条次 as the channel counts them. */
  opinions: number | null
  /** 条 after merging, as the channel counts them. */
  merged: number | null
  scope: string | null
  remark: string | null
}

/** An opinion as it was put. Who put it has no column. */
export interface OpinionTable extends LedgerTable {
  org_id: string
  channel: ChannelKind
  issued: number | null
  returned: number | null
  object: OpinionObject
  /** Only for 党员个人. */
  member_id: string | null
  text: string
  category: string | null
  /** 条次; null counts as one. */
  times: number | null
  merged_no: string | null
  responsible: string | null
  fed_back_on: string | null
  rectification: string | null
  remark: string | null
}

export interface OpinionMergeTable extends RecordColumns {
  org_id: string
  no: string
  text: string
}

export type FeedbackKind = '反馈' | '未征求到意见'

export interface OpinionFeedbackTable extends RecordColumns {
  org_id: string
  member_id: string
  kind: FeedbackKind
  /** 条 he was told of. */
  opinions: number
  on_day: string
  manner: string
  person: string
  note: string
}

export interface TalkTable extends LedgerTable {
  org_id: string
  talker: string
  /** Names joined by 、. */
  partners: string
  kind: TalkKind
  talked_on: string | null
  place: string | null
  points: string | null
  problems: string | null
  suggestions: string | null
  remark: string | null
}

declare module './tables.ts' {
  interface Tables {
    opinion_channel: OpinionChannelTable
    opinion: OpinionTable
    opinion_merge: OpinionMergeTable
    opinion_feedback: OpinionFeedbackTable
    talk: TalkTable
  }
}

// Tables of learning: checks of notes, study brought to members, training, and the texts of the great discussion.
import type { discussionProducts } from '#shared/rules/study-content.ts'
import type { NoteResult } from '#shared/ledgers/note-checks.ts'
import type { LedgerTable } from './roster-tables.ts'
import type { RecordColumns } from './tables.ts'

export interface NoteCheckTable extends LedgerTable {
  org_id: string
  member_id: string
  date: string
  chars: number
  neatness: '认真' | '一般' | '潦草'
  copied: '否' | '代抄' | '应付' | null
  essays: number | null
  essay_chars: string | null
  checker: string | null
  /** R-21, kept by the data file itself. */
  result: NoteResult | null
  remark: string | null
}

export interface AlternativeTable extends LedgerTable {
  org_id: string
  member_id: string
  category: string | null
  form: string
  date: string
  /** JSON list of titles. */
  readings: string | null
  content: string | null
  proof: string | null
  person: string | null
  /** Tenths; counted where somebody approved of them. */
  hours: number | null
  approver: string | null
  remark: string | null
}

export interface TrainingTable extends LedgerTable {
  org_id: string
  name: string
  post: string | null
  date: string
  organiser: string | null
  topic: string | null
  attended: '是' | '否' | null
  remark: string | null
}

export type DiscussionProduct = (typeof discussionProducts)[number]

/** One of the two texts a unit's discussion came to; at most one of each. */
export interface DiscussionProductTable extends RecordColumns {
  org_id: string
  product: DiscussionProduct
  on_day: string
  text: string
}

declare module './tables.ts' {
  interface Tables {
    note_check: NoteCheckTable
    alternative: AlternativeTable
    training: TrainingTable
    discussion_product: DiscussionProductTable
  }
}

// Tables of the group's own work: log, weekly reports, figures of a phase, samples.
import type { Duty } from '#shared/ledgers/supervision.ts'
import type { SamplePurpose, SampleMethod } from '#shared/rules/sampling.ts'
import type { Generated, GeneratedAlways } from 'kysely'
import type { LedgerTable } from './roster-tables.ts'
import type { RecordColumns } from './tables.ts'

export type LogSource = 'inspection' | 'notice' | 'appointment' | 'poll' | 'plan'

export interface SupervisionLogTable extends LedgerTable {
  on_day: string
  weekday: GeneratedAlways<string | null>
  org_id: string | null
  people: string
  /** JSON: list of methods. */
  methods: string | null
  content: string
  problems: string | null
  suggestions: string | null
  feedback: string | null
  duty: Duty
  /** The record it was drafted from. */
  source: LogSource | null
  source_id: string | null
}

export interface GroupWeeklyTable extends RecordColumns {
  /** Given when it is issued. */
  no: string | null
  /** A Friday. */
  from_on: string
  /** The Thursday after it. */
  to_on: string
  state: '草稿' | '已印发'
  /** JSON: what the group wrote, by section. */
  sections: string
  /** JSON: the numbers as issued. */
  numbers: string | null
  /** Instant the numbers stand at, as printed. */
  cutoff: string | null
  issued_on: string | null
  issued_by: string | null
  /** JSON: the official document as issued. */
  body: string | null
  body_sha256: string | null
}

export interface PhaseSnapshotTable extends RecordColumns {
  no: number
  /** Key of the phase. */
  phase: string
  as_of: string
  /** JSON: the lines with their numbers. */
  lines: string
  taken_on: string
  taken_by: string
}

export interface SampleDrawTable extends LedgerTable {
  no: string | null
  drawn_on: string
  /** Null where several units are drawn from. */
  org_id: string | null
  purpose: SamplePurpose
  population: string
  size: number
  wanted: number
  method: SampleMethod
  /** How many of each category, in words. */
  strata: string | null
  /** The start value; null where lots were drawn by hand. */
  seed: string | null
  list_sha256: string | null
  /** Instant, as printed: 2005-08-17 09:12. */
  drawn_at: string | null
  person: string
  witness: string | null
  picked: string | null
  remark: string | null
  /** JSON: what was to be drawn from (SampleScope). */
  scope: string | null
  /** JSON: the ordered list, `[id or null, name, category]` each. */
  list: string | null
}

export interface SamplePickTable extends RecordColumns {
  draw_id: string
  role: '抽中' | '候补'
  position: number
  list_index: number
  item_id: string | null
  name: string
  stratum: string
  result: Generated<string>
  note: Generated<string>
  replaced_by: string | null
  reason: string | null
}

declare module './tables.ts' {
  interface Tables {
    supervision_log: SupervisionLogTable
    group_weekly: GroupWeeklyTable
    phase_snapshot: PhaseSnapshotTable
    sample_draw: SampleDrawTable
    sample_pick: SamplePickTable
  }
}

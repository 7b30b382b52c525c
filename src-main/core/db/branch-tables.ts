// Tables of the branches' ledgers: each has the columns of its definition.
import type { BatchReport } from '#shared/ledgers/batch-reports.ts'
import type { BranchClassRow } from '#shared/ledgers/branch-classes.ts'
import type { DifficultyRow } from '#shared/ledgers/difficulties.ts'
import type { LeadingGroup } from '#shared/ledgers/leading-groups.ts'
import type { MechanismRow } from '#shared/ledgers/mechanisms.ts'
import type { ParticipationRow } from '#shared/ledgers/participation.ts'
import type { PreparationRow } from '#shared/ledgers/preparations.ts'
import type { PublicityRow } from '#shared/ledgers/publicity.ts'
import type { Reorganisation } from '#shared/ledgers/reorganisations.ts'
import type { SecondmentRow } from '#shared/ledgers/secondments.ts'
import type { ThemeActivity } from '#shared/ledgers/theme-activities.ts'
import type { LedgerTable } from './roster-tables.ts'

/** 办公室职责 as JSON text. */
export interface LeadingGroupTable extends LedgerTable, Omit<LeadingGroup, 'duties'> {
  duties: string | null
}
export interface ReorganisationTable extends LedgerTable, Reorganisation {}
export interface BranchClassTable extends LedgerTable, BranchClassRow {}
export interface DifficultyTable extends LedgerTable, DifficultyRow {}
export interface ThemeActivityTable extends LedgerTable, ThemeActivity {}
export interface MechanismTable extends LedgerTable, MechanismRow {}
export interface PublicityTable extends LedgerTable, PublicityRow {}
export interface PreparationTable extends LedgerTable, PreparationRow {}
export interface SecondmentTable extends LedgerTable, SecondmentRow {}
export interface ParticipationTable extends LedgerTable, ParticipationRow {}
export interface BatchReportTable extends LedgerTable, BatchReport {}

declare module './tables.ts' {
  interface Tables {
    leading_group: LeadingGroupTable
    reorganisation: ReorganisationTable
    branch_class: BranchClassTable
    difficulty: DifficultyTable
    theme_activity: ThemeActivityTable
    mechanism: MechanismTable
    publicity: PublicityTable
    preparation: PreparationTable
    secondment: SecondmentTable
    participation: ParticipationTable
    batch_report: BatchReportTable
  }
}

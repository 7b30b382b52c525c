// Tables of the ledgers of people: each has the columns of its definition; tags are JSON text.
import type { Generated } from 'kysely'
import type { CareVisit } from '#shared/ledgers/care-visits.ts'
import type { ContactPoint } from '#shared/ledgers/contact-points.ts'
import type { ContactVisit } from '#shared/ledgers/contact-visits.ts'
import type { DifficultMember } from '#shared/ledgers/difficult-members.ts'
import type { Exemplar } from '#shared/ledgers/exemplars.ts'
import type { FloatingMember } from '#shared/ledgers/floating-members.ts'
import type { LeaderDutyRow } from '#shared/ledgers/leader-duties.ts'
import type { LostMember } from '#shared/ledgers/lost-members.ts'
import type { Representative } from '#shared/ledgers/representatives.ts'
import type { ExemplarState } from '#shared/rules/machines.ts'
import type { LedgerTable } from './roster-tables.ts'

export interface LostMemberTable extends LedgerTable, LostMember {}
export interface FloatingMemberTable extends LedgerTable, FloatingMember {}
export interface DifficultMemberTable extends LedgerTable, DifficultMember {}
export interface CareVisitTable extends LedgerTable, Omit<CareVisit, 'kinds'> {
  kinds: string | null
}
export interface RepresentativeTable extends LedgerTable, Representative {}
export interface ExemplarTable extends LedgerTable, Omit<Exemplar, 'state'> {
  state: Generated<ExemplarState | null>
}
export interface ContactPointTable extends LedgerTable, ContactPoint {}
export interface ContactVisitTable extends LedgerTable, Omit<ContactVisit, 'matters'> {
  matters: string | null
}
export interface LeaderDutyTable extends LedgerTable, LeaderDutyRow {}

declare module './tables.ts' {
  interface Tables {
    lost_member: LostMemberTable
    floating_member: FloatingMemberTable
    difficult_member: DifficultMemberTable
    care_visit: CareVisitTable
    representative: RepresentativeTable
    exemplar: ExemplarTable
    contact_point: ContactPointTable
    contact_visit: ContactVisitTable
    leader_duty: LeaderDutyTable
  }
}

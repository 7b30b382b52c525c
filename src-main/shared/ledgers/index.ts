// The list of ledgers: adding one touches this line, its definition, a migration and a fixture workbook.
import type { Ledger } from '../ledger/ledger.ts'
import type { LedgerModule } from '../ledger/module.ts'
import { analysisModule } from './analyses-checks.ts'
import { issueModule } from './issues-checks.ts'
import { memberModule } from './member-checks.ts'
import { organisationModule } from './organisation-checks.ts'
import { pollModule } from './polls-checks.ts'

export const ledgerModules = {
  organisations: organisationModule,
  members: memberModule,
  issues: issueModule,
  polls: pollModule,
  analyses: analysisModule,
} as const satisfies Record<string, LedgerModule>

export type LedgerKey = keyof typeof ledgerModules

export const ledgerKeys = Object.keys(ledgerModules) as LedgerKey[]

/** A ledger with its rules, by key; undefined for an unknown key. */
export const ledgerByKey = (key: string): LedgerModule | undefined =>
  (ledgerModules as Readonly<Record<string, LedgerModule>>)[key]

export const allLedgers: readonly Ledger[] = Object.values(ledgerModules).map((m: LedgerModule) => m.ledger)

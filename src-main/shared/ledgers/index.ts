// The list of ledgers: adding one touches this line, its definition, a migration and a fixture workbook.
import type { Ledger } from '../ledger/ledger.ts'
import type { LedgerModule } from '../ledger/module.ts'
import { adoptionModule } from './adoptions-checks.ts'
import { analysisModule } from './analyses-checks.ts'
import { appraisalModule, meetingModule, unqualifiedModule } from './appraisal-checks.ts'
import { issueModule } from './issues-checks.ts'
import { alternativeModule, noteCheckModule, trainingModule } from './learning-checks.ts'
import { makeupModule } from './makeup-checks.ts'
import { memberModule } from './member-checks.ts'
import { channelModule, opinionModule, talkModule } from './opinions-checks.ts'
import { organisationModule } from './organisation-checks.ts'
import { pollModule } from './polls-checks.ts'
import { weeklyReportModule } from './weekly-reports-checks.ts'
import { sessionModule } from './session-checks.ts'
import { logModule, sampleModule } from './supervision-checks.ts'
import { exemplarModule } from './exemplar-checks.ts'
import { contactPointModule, contactVisitModule, leaderDutyModule } from './leader-checks.ts'
import {
  careVisitModule,
  difficultMemberModule,
  floatingMemberModule,
  lostMemberModule,
  representativeModule,
} from './people-checks.ts'
import { leadingGroupModule } from './leading-groups.ts'
import { reorganisationModule } from './reorganisations.ts'
import { branchClassModule } from './branch-classes.ts'
import { difficultyModule } from './difficulties.ts'
import { themeActivityModule } from './theme-activities.ts'
import { mechanismModule } from './mechanisms.ts'
import { publicityModule } from './publicity.ts'
import { preparationModule } from './preparations.ts'
import { secondmentModule } from './secondments.ts'
import { participationModule } from './participation.ts'
import { batchReportModule } from './batch-reports.ts'

export const ledgerModules = {
  organisations: organisationModule,
  members: memberModule,
  issues: issueModule,
  polls: pollModule,
  analyses: analysisModule,
  sessions: sessionModule,
  makeups: makeupModule,
  note_checks: noteCheckModule,
  alternatives: alternativeModule,
  trainings: trainingModule,
  weekly_reports: weeklyReportModule,
  adoptions: adoptionModule,
  logs: logModule,
  samples: sampleModule,
  meetings: meetingModule,
  appraisals: appraisalModule,
  unqualified: unqualifiedModule,
  opinion_channels: channelModule,
  opinions: opinionModule,
  talks: talkModule,
  lost_members: lostMemberModule,
  floating_members: floatingMemberModule,
  difficult_members: difficultMemberModule,
  care_visits: careVisitModule,
  representatives: representativeModule,
  exemplars: exemplarModule,
  contact_points: contactPointModule,
  contact_visits: contactVisitModule,
  leader_duties: leaderDutyModule,
  leading_groups: leadingGroupModule,
  reorganisations: reorganisationModule,
  branch_classes: branchClassModule,
  difficulties: difficultyModule,
  theme_activities: themeActivityModule,
  mechanisms: mechanismModule,
  publicity: publicityModule,
  preparations: preparationModule,
  secondments: secondmentModule,
  participation: participationModule,
  batch_reports: batchReportModule,
} as const satisfies Record<string, LedgerModule>

export type LedgerKey = keyof typeof ledgerModules

export const ledgerKeys = Object.keys(ledgerModules) as LedgerKey[]

/** A ledger with its rules, by key; undefined for an unknown key. */
export const ledgerByKey = (key: string): LedgerModule | undefined =>
  (ledgerModules as Readonly<Record<string, LedgerModule>>)[key]

export const allLedgers: readonly Ledger[] = Object.values(ledgerModules).map((m: LedgerModule) => m.ledger)

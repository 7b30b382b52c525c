// What the renderer and the core may say to each other: procedures, inputs, outputs, error codes.
import { acceptanceContract } from './acceptance.ts'
import { analysesContract } from './analyses.ts'
import { appContract } from './app.ts'
import { attachmentsContract } from './attachments.ts'
import { findingsContract } from './findings.ts'
import { gatesContract } from './gates.ts'
import { importContract } from './import.ts'
import { inspectionsContract } from './inspections.ts'
import { issuesContract } from './issues.ts'
import { ledgerContract } from './ledger.ts'
import { noticesContract } from './notices.ts'
import { overviewContract } from './overview.ts'
import { plansContract } from './plans.ts'
import { pollsContract } from './polls.ts'
import { scheduleContract } from './schedule.ts'

export const contract = {
  acceptance: acceptanceContract,
  analyses: analysesContract,
  app: appContract,
  attachments: attachmentsContract,
  findings: findingsContract,
  gates: gatesContract,
  import: importContract,
  inspections: inspectionsContract,
  issues: issuesContract,
  ledger: ledgerContract,
  notices: noticesContract,
  overview: overviewContract,
  plans: plansContract,
  polls: pollsContract,
  schedule: scheduleContract,
}

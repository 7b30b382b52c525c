// What the renderer and the core may say to each other: procedures, inputs, outputs, error codes.
import { acceptanceContract } from './acceptance.ts'
import { analysesContract } from './analyses.ts'
import { appContract } from './app.ts'
import { appraisalContract } from './appraisal.ts'
import { attachmentsContract } from './attachments.ts'
import { findingsContract } from './findings.ts'
import { gatesContract } from './gates.ts'
import { importContract } from './import.ts'
import { inspectionsContract } from './inspections.ts'
import { issuesContract } from './issues.ts'
import { learningContract } from './learning.ts'
import { ledgerContract } from './ledger.ts'
import { noticesContract } from './notices.ts'
import { opinionsContract } from './opinions.ts'
import { overviewContract } from './overview.ts'
import { peopleContract } from './people.ts'
import { plansContract } from './plans.ts'
import { pollsContract } from './polls.ts'
import { reportsContract } from './reports.ts'
import { reviewsContract } from './reviews.ts'
import { scheduleContract } from './schedule.ts'
import { studyContract } from './study.ts'
import { supervisionContract } from './supervision.ts'
import { branchesContract } from './branches.ts'

export const contract = {
  branches: branchesContract,
  acceptance: acceptanceContract,
  analyses: analysesContract,
  app: appContract,
  appraisal: appraisalContract,
  attachments: attachmentsContract,
  findings: findingsContract,
  gates: gatesContract,
  import: importContract,
  inspections: inspectionsContract,
  issues: issuesContract,
  learning: learningContract,
  ledger: ledgerContract,
  notices: noticesContract,
  opinions: opinionsContract,
  overview: overviewContract,
  people: peopleContract,
  plans: plansContract,
  polls: pollsContract,
  reports: reportsContract,
  reviews: reviewsContract,
  schedule: scheduleContract,
  study: studyContract,
  supervision: supervisionContract,
}

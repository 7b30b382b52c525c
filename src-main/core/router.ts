// The contract joined to the services: a table, no logic.
import { acceptanceRoutes } from './routes/acceptance.ts'
import { analysesRoutes } from './routes/analyses.ts'
import { appRoutes } from './routes/app.ts'
import { appraisalRoutes } from './routes/appraisal.ts'
import { attachmentsRoutes } from './routes/attachments.ts'
import { os } from './routes/base.ts'
import { findingsRoutes } from './routes/findings.ts'
import { gatesRoutes } from './routes/gates.ts'
import { importRoutes } from './routes/import.ts'
import { inspectionsRoutes } from './routes/inspections.ts'
import { issuesRoutes } from './routes/issues.ts'
import { learningRoutes } from './routes/learning.ts'
import { ledgerRoutes } from './routes/ledger.ts'
import { noticesRoutes } from './routes/notices.ts'
import { opinionsRoutes } from './routes/opinions.ts'
import { overviewRoutes } from './routes/overview.ts'
import { peopleRoutes } from './routes/people.ts'
import { plansRoutes } from './routes/plans.ts'
import { pollsRoutes } from './routes/polls.ts'
import { branchesRoutes } from './routes/branches.ts'
import { reportsRoutes } from './routes/reports.ts'
import { reviewsRoutes } from './routes/reviews.ts'
import { scheduleRoutes } from './routes/schedule.ts'
import { studyRoutes } from './routes/study.ts'
import { supervisionRoutes } from './routes/supervision.ts'

export type { AppContext as Context } from './routes/base.ts'

export const router = os.router({
  acceptance: acceptanceRoutes,
  analyses: analysesRoutes,
  app: appRoutes,
  appraisal: appraisalRoutes,
  attachments: attachmentsRoutes,
  findings: findingsRoutes,
  gates: gatesRoutes,
  import: importRoutes,
  inspections: inspectionsRoutes,
  issues: issuesRoutes,
  learning: learningRoutes,
  ledger: ledgerRoutes,
  notices: noticesRoutes,
  opinions: opinionsRoutes,
  overview: overviewRoutes,
  people: peopleRoutes,
  plans: plansRoutes,
  polls: pollsRoutes,
  branches: branchesRoutes,
  reports: reportsRoutes,
  reviews: reviewsRoutes,
  schedule: scheduleRoutes,
  study: studyRoutes,
  supervision: supervisionRoutes,
})

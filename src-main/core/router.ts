// The contract joined to the services: a table, no logic.
import { acceptanceRoutes } from './routes/acceptance.ts'
import { analysesRoutes } from './routes/analyses.ts'
import { appRoutes } from './routes/app.ts'
import { attachmentsRoutes } from './routes/attachments.ts'
import { os } from './routes/base.ts'
import { findingsRoutes } from './routes/findings.ts'
import { gatesRoutes } from './routes/gates.ts'
import { importRoutes } from './routes/import.ts'
import { inspectionsRoutes } from './routes/inspections.ts'
import { issuesRoutes } from './routes/issues.ts'
import { ledgerRoutes } from './routes/ledger.ts'
import { noticesRoutes } from './routes/notices.ts'
import { overviewRoutes } from './routes/overview.ts'
import { plansRoutes } from './routes/plans.ts'
import { pollsRoutes } from './routes/polls.ts'
import { scheduleRoutes } from './routes/schedule.ts'

export type { AppContext as Context } from './routes/base.ts'

export const router = os.router({
  acceptance: acceptanceRoutes,
  analyses: analysesRoutes,
  app: appRoutes,
  attachments: attachmentsRoutes,
  findings: findingsRoutes,
  gates: gatesRoutes,
  import: importRoutes,
  inspections: inspectionsRoutes,
  issues: issuesRoutes,
  ledger: ledgerRoutes,
  notices: noticesRoutes,
  overview: overviewRoutes,
  plans: plansRoutes,
  polls: pollsRoutes,
  schedule: scheduleRoutes,
})

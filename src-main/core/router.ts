// The contract joined to the services: a table, no logic.
import { appRoutes } from './routes/app.ts'
import { os } from './routes/base.ts'
import { findingsRoutes } from './routes/findings.ts'
import { importRoutes } from './routes/import.ts'
import { inspectionsRoutes } from './routes/inspections.ts'
import { ledgerRoutes } from './routes/ledger.ts'
import { overviewRoutes } from './routes/overview.ts'
import { plansRoutes } from './routes/plans.ts'

export type { AppContext as Context } from './routes/base.ts'

export const router = os.router({
  app: appRoutes,
  findings: findingsRoutes,
  import: importRoutes,
  inspections: inspectionsRoutes,
  ledger: ledgerRoutes,
  overview: overviewRoutes,
  plans: plansRoutes,
})

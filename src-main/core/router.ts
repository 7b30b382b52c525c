// The contract joined to the services: a table, no logic.
import { appRoutes } from './routes/app.ts'
import { os } from './routes/base.ts'
import { importRoutes } from './routes/import.ts'
import { ledgerRoutes } from './routes/ledger.ts'
import { plansRoutes } from './routes/plans.ts'

export type { AppContext as Context } from './routes/base.ts'

export const router = os.router({
  app: appRoutes,
  import: importRoutes,
  ledger: ledgerRoutes,
  plans: plansRoutes,
})

// Procedures of the table of units against reviews, the list of those answerable and the archive list.
import { exportArchive } from '../services/branches/archive.ts'
import { exportCoverage, showCoverage } from '../services/branches/coverage.ts'
import { exportResponsible } from '../services/branches/responsible.ts'
import { os } from './base.ts'

export const branchesRoutes = {
  coverage: os.branches.coverage.handler(({ context }) => showCoverage(context.app.context())),
  exportCoverage: os.branches.exportCoverage.handler(({ input, context }) =>
    exportCoverage(context.app.context(), input),
  ),
  exportResponsible: os.branches.exportResponsible.handler(({ context }) =>
    exportResponsible(context.app.context()),
  ),
  exportArchive: os.branches.exportArchive.handler(({ context }) => exportArchive(context.app.context())),
}

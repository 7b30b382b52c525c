// What the renderer and the core may say to each other: procedures, inputs, outputs, error codes.
import { appContract } from './app.ts'
import { findingsContract } from './findings.ts'
import { importContract } from './import.ts'
import { inspectionsContract } from './inspections.ts'
import { ledgerContract } from './ledger.ts'
import { overviewContract } from './overview.ts'
import { plansContract } from './plans.ts'

export const contract = {
  app: appContract,
  findings: findingsContract,
  import: importContract,
  inspections: inspectionsContract,
  ledger: ledgerContract,
  overview: overviewContract,
  plans: plansContract,
}

// What the renderer and the core may say to each other: procedures, inputs, outputs, error codes.
import { appContract } from './app.ts'
import { importContract } from './import.ts'
import { ledgerContract } from './ledger.ts'
import { plansContract } from './plans.ts'

export const contract = {
  app: appContract,
  import: importContract,
  ledger: ledgerContract,
  plans: plansContract,
}

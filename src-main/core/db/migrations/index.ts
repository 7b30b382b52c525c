// The migrations in the order they run; a new one gets the next number and a line here.
import type { Migrations } from '../migrate.ts'
import * as foundation from './0001-foundation.ts'
import * as rosters from './0002-rosters.ts'
import * as plans from './0003-plans.ts'
import * as inspections from './0004-inspections.ts'
import * as stages from './0005-stages.ts'

export const migrations: Migrations = {
  '0001-foundation': foundation,
  '0002-rosters': rosters,
  '0003-plans': plans,
  '0004-inspections': inspections,
  '0005-stages': stages,
}

// 工作台: what waits today, where the town stands, whom to visit first.
import type { Home } from '#shared/contract/overview.ts'
import type { Context } from '../../context.ts'
import { chartsOf } from './charts.ts'
import { matrixOf } from './matrix.ts'
import { countMembers } from './members.ts'
import { phasesOf } from './phases.ts'
import { riskBasis, risksOf } from './risk.ts'
import { daysOf } from './today.ts'
import { readTown } from './town.ts'

export async function showHome(context: Context): Promise<Home> {
  const town = await readTown(context)
  return {
    units: town.units.length,
    members: countMembers(town.members),
    days: daysOf(context, town),
    phases: phasesOf(context, town),
    matrix: matrixOf(context, town),
    risks: risksOf(context, town),
    riskBasis: [...riskBasis],
    charts: chartsOf(town),
  }
}

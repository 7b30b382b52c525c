// 工作台: what waits today, where the town stands, what blocks whom, whom to visit first.
import type { Home } from '#shared/contract/overview.ts'
import type { Context } from '../../context.ts'
import { appointmentsIn } from '../schedule/appointments.ts'
import { blocksOf } from './blocks.ts'
import { chartsOf } from './charts.ts'
import { lastDayShown } from './day-line.ts'
import { matrixOf } from './matrix.ts'
import { countMembers } from './members.ts'
import { phasesOf } from './phases.ts'
import { riskBasis, risksOf } from './risk.ts'
import { reportLines } from './today-reports.ts'
import { daysOf } from './today.ts'
import { readTown } from './town.ts'
import { weekOf } from './week.ts'

export async function showHome(context: Context): Promise<Home> {
  const [town, week, appointments, reports] = await Promise.all([
    readTown(context),
    weekOf(context),
    appointmentsIn(context.db.read, context.today, lastDayShown(context.today)),
    reportLines(context),
  ])
  return {
    units: town.units.length,
    members: countMembers(town.members),
    days: daysOf(context, town, appointments, reports),
    phases: phasesOf(context, town),
    matrix: matrixOf(context, town),
    risks: risksOf(context, town),
    riskBasis: [...riskBasis],
    blocks: blocksOf(town),
    week,
    charts: chartsOf(context, town),
  }
}

// Which branch secretaries were trained before their branch was mobilised (SYS-60, R-60).
import { coversLevel } from '#shared/campaign/index.ts'
import type { Context } from '../../context.ts'
import { readUnits, type PlanUnit } from '../plans/units.ts'

export interface TrainedSecretary {
  readonly unit: PlanUnit
  readonly secretary: string
  readonly isTrained: boolean
  /** Last day that counts; null where no mobilisation is known. */
  readonly before: string | null
}

async function mobilisedOn(context: Context): Promise<Map<string, string>> {
  const rows = await context.db.read
    .selectFrom('mobilisation')
    .select(['org_id', 'on_day'])
    .where('deleted_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.org_id, row.on_day]))
}

/** Who signed in; only an express 否 says that somebody did not come. */
const attendedOf = (context: Context) =>
  context.db.read
    .selectFrom('training')
    .select(['org_id', 'name', 'post', 'date'])
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('attended', 'is', null), eb('attended', '=', '是')]))
    .execute()

/**
 * Every branch that has a secretary, in the order of the roster. The day of the mobilisation itself still counts: people
 * were trained in the morning and mobilised their branches in the evening.
 */
export async function readTraining(context: Context): Promise<TrainedSecretary[]> {
  const [units, mobilised, attended] = await Promise.all([
    readUnits(context, context.db.read),
    mobilisedOn(context),
    attendedOf(context),
  ])
  const { townMobilisation } = context.campaign.facts
  return units
    .filter(({ level, secretary }) => secretary !== '' && coversLevel(['支部'], level))
    .map((unit) => {
      const before = mobilised.get(unit.id) ?? townMobilisation
      const isTrained = attended.some(
        (row) =>
          row.org_id === unit.id &&
          (row.name === unit.secretary || row.post === '支部书记') &&
          (before === null || row.date <= before),
      )
      return { unit, secretary: unit.secretary, isTrained, before }
    })
}

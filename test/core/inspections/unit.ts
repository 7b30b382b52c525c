// Units to inspect, put into a test folder.
import { write, type Context } from '../../../src-main/core/context.ts'

export interface UnitToAdd {
  readonly name: string
  readonly unitType?: string
  readonly level?: string
  readonly secretary?: string
  readonly supervisor?: string
}

/** Adds an organisation and answers with its id. */
export const addUnit = (context: Context, unit: UnitToAdd): Promise<string> =>
  write(context, (journal) =>
    journal.add('organisation', {
      full_name: unit.name,
      short_name: null,
      level: unit.level ?? '支部',
      parent_id: null,
      unit_type: unit.unitType ?? '国有集体企业',
      reported_members: null,
      reported_full: null,
      reported_probationary: null,
      reported_floating: null,
      reported_retired: null,
      reported_difficult: null,
      reported_female: null,
      reported_minority: null,
      secretary_name: unit.secretary ?? '陆秋菊',
      secretary_phone: null,
      deputy_names: null,
      informant_name: null,
      informant_phone: null,
      health: null,
      class: null,
      supervisor: unit.supervisor ?? null,
      contact_leader: null,
      remark: null,
      extra: null,
      initials: '',
    }),
  )

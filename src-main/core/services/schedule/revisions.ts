// What became of the dates of a unit: each change with what it was, what it became, who and why, from the change log.
import * as z from 'zod'
import type { Revision } from '#shared/contract/schedule.ts'
import type { Context } from '../../context.ts'
import type { StageRow } from '../stages/stage.ts'
import { phaseNameOf } from './dates.ts'

const DATES: Readonly<Record<string, string>> = {
  planned_start: '计划开始',
  planned_end: '计划结束',
  started_on: '实际开始',
  ended_on: '转段日期',
}

const Changes = z.record(z.string(), z.tuple([z.unknown(), z.unknown()]))

const dayOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Newest first. */
export async function revisionsOf(context: Context, stages: readonly StageRow[]): Promise<Revision[]> {
  if (stages.length === 0) return []
  const phaseOf = new Map(stages.map(({ id, phase }) => [id, phaseNameOf(context.campaign.template, phase)]))
  const rows = await context.db.read
    .selectFrom('change_log')
    .selectAll()
    .where('entity', '=', 'unit_stage')
    .where('entity_id', 'in', [...phaseOf.keys()])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.flatMap((row) => {
    const changes = Changes.parse(JSON.parse(row.fields))
    return Object.entries(DATES).flatMap(([column, what]): Revision[] => {
      const change = changes[column]
      if (change === undefined || row.action !== 'change') return []
      return [
        {
          at: row.at,
          by: row.actor,
          phaseName: phaseOf.get(row.entity_id) ?? '',
          what,
          before: dayOf(change[0]),
          after: dayOf(change[1]),
          reason: row.reason,
        },
      ]
    })
  })
}

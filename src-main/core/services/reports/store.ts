// One weekly report as stored, and the nine numbers in it.
import type { Kysely } from 'kysely'
import * as z from 'zod'
import { weeklyCounts, type WeeklyCount } from '#shared/rules/report-week.ts'
import type { Tables } from '../../db/tables.ts'
import { NotFound } from '../../refusal.ts'
import type { ReportRow } from './standing.ts'

type Db = Kysely<Tables>

/** Kept with a report: what was counted when it was written, and which numbers were typed. */
export const ReportFacts = z.object({
  counted: z.record(z.string(), z.number().nullable()),
  typed: z.array(z.enum(weeklyCounts)),
})
export type ReportFacts = z.infer<typeof ReportFacts>

export const factsOf = ({ facts }: Pick<ReportRow, 'facts'>): ReportFacts | null =>
  facts === null ? null : ReportFacts.parse(JSON.parse(facts))

/** The pieces of a unit in a week, drafts too, in their order. */
export const reportsOf = (db: Db, orgId: string, week: string): Promise<ReportRow[]> =>
  db
    .selectFrom('weekly_report')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('week', '=', week)
    .where('deleted_at', 'is', null)
    .orderBy((eb) => eb.cast<number>('item_no', 'integer'))
    .orderBy('id')
    .execute()

/** Its place among the pieces of the week; the weekly report itself is the first. */
export const pieceOf = ({ item_no }: Pick<ReportRow, 'item_no'>): number => Number(item_no ?? '1')
export const isMain = (row: Pick<ReportRow, 'item_no'>): boolean => pieceOf(row) === 1

/** Throws NotFound. */
export async function reportById(db: Db, id: string): Promise<ReportRow> {
  const row = await db
    .selectFrom('weekly_report')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这条信息')
  return row
}

/** Hours are shown as hours and kept in tenths. */
export const toShown = (field: WeeklyCount, stored: number | null): number | null =>
  field === 'hours' && stored !== null ? stored / 10 : stored
export const toKept = (field: WeeklyCount, shown: number | null): number | null =>
  field === 'hours' && shown !== null ? Math.round(shown * 10) : shown

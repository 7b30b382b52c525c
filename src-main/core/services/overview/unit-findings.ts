// The findings of one unit: open ones first, the most pressing at the top.
import type { Selectable } from 'kysely'
import type { UnitPage } from '#shared/contract/overview.ts'
import { light, warnLimit } from '#shared/rules/finding-light.ts'
import { shortNumber } from '#shared/rules/finding-draft.ts'
import { daysBetween } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import type { FindingTable } from '../../db/inspection-tables.ts'
import { isOpen } from './town.ts'

export type FindingRow = Selectable<FindingTable>

export const findingsOfUnit = (context: Context, orgId: string): Promise<FindingRow[]> =>
  context.db.read
    .selectFrom('finding')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .orderBy('no')
    .execute()

export function shownFindings(context: Context, rows: readonly FindingRow[]): UnitPage['findings'] {
  const limit = { ...warnLimit, value: context.campaign.limit('due.warn') }
  const lastDay = '9999-12-31'
  return rows
    .toSorted((a, b) => {
      if (isOpen(a) !== isOpen(b)) return isOpen(a) ? -1 : 1
      return (a.due_on ?? lastDay) < (b.due_on ?? lastDay) ? -1 : 1
    })
    .map((row) => ({
      id: row.id,
      no: row.no,
      shortNo: shortNumber(row.no),
      description: row.description,
      category: row.category,
      correction: row.correction,
      dueOn: row.due_on,
      daysLeft: isOpen(row) && row.due_on !== null ? daysBetween(context.today, row.due_on) : null,
      light: light(row.due_on, context.today, row.state, limit),
      state: row.state,
      reopenCount: row.reopen_count,
      closedOn: row.state === '已销号' ? row.recheck_on : null,
    }))
}

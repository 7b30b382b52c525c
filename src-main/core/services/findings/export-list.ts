// Writes the findings a query shows as E-1.
import type { FindingQuery } from '#shared/contract/findings.ts'
import { findingList, type FindingListPlace, type FindingListRow } from '#shared/documents/finding-list.ts'
import type { BookSpec } from '#shared/documents/book.ts'
import { isOverdueFinding } from '#shared/rules/finding-action.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { saveBook, type Saved } from '../exports/save-book.ts'
import { listOf } from '../inspections/store.ts'
import { findListed, type Listed } from './list.ts'

const toRow = ({ row, unit, line }: Listed, today: string): FindingListRow => ({
  no: row.no,
  foundOn: row.found_on,
  unit: unit.fullName,
  unitType: unit.unitType,
  phase: line.phaseName,
  step: row.step,
  item: [row.item_code ?? '', row.item_text].filter((part) => part !== '').join(' '),
  basis: row.basis,
  description: row.description,
  category: row.category,
  severity: row.severity,
  correction: row.correction,
  dueOn: row.due_on,
  owner: row.owner,
  inspectors: listOf(row.inspectors),
  feedback: row.feedback,
  doneOn: row.done_on,
  recheckOn: row.recheck_on,
  recheckResult: row.recheck_result,
  state: row.state,
  remark: row.remark,
  isOverdue: isOverdueFinding({ state: row.state, dueOn: row.due_on }, today),
  reopenCount: row.reopen_count,
})

const placeOf = ({ campaign, today }: Context): FindingListPlace => ({
  town: campaign.town.town,
  unit: campaign.town.groupName,
  date: formatChinese(today),
})

/** The workbook of the findings a query asks for, by number. */
export async function findingBook(context: Context, query: FindingQuery): Promise<BookSpec> {
  const { found } = await findListed(context, query)
  const byNumber = found.toSorted((a, b) => (a.row.no < b.row.no ? -1 : 1))
  return findingList(
    byNumber.map((each) => toRow(each, context.today)),
    placeOf(context),
  )
}

/** Asks where to; null when the user gave up. */
export const exportFindings = (context: Context, query: FindingQuery): Promise<Saved | null> =>
  saveBook(context, '督导检查问题清单', () => findingBook(context, query), { kind: 'E-1', params: query })

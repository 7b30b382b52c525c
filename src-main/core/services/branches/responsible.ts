// 责任人一览表: every unit with who answers for it and what say.
import type { BookSpec } from '#shared/documents/book.ts'
import { responsibleBook } from '#shared/documents/responsible.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import { organisations } from '#shared/ledgers/organisations.ts'
import type { Context } from '../../context.ts'
import { maskValue } from '../../ledger/masking.ts'
import { saveBook, type Saved } from '../exports/save-book.ts'
import type { ReviewLine } from '../reviews/review.ts'
import { judgeGroups, judgeResponsible } from './groups.ts'

const missingIn = (lines: readonly ReviewLine[], orgId: string): string[] =>
  lines.flatMap(({ orgId: id, verdict }) =>
    id === orgId && verdict.outcome === 'fail' ? (verdict.details ?? [verdict.reason]) : [],
  )

/** Units and groups in the order of the roster; phones leave masked. */
export async function responsibleBookNow(context: Context): Promise<BookSpec> {
  const { read } = context.db
  const [groups, persons, rows, roster] = [
    await judgeGroups(context),
    await judgeResponsible(context),
    await read.selectFrom('leading_group').selectAll().where('deleted_at', 'is', null).execute(),
    await read.selectFrom('organisation').selectAll().where('deleted_at', 'is', null).execute(),
  ]
  const groupOf = new Map(rows.map((row) => [row.org_id, row]))
  const orgOf = new Map(roster.map((row) => [row.id, row]))
  const { town, groupName } = context.campaign.town
  return responsibleBook(
    groups.map(({ name, orgId }) => {
      const [group, org] = [groupOf.get(orgId ?? ''), orgOf.get(orgId ?? '')]
      const missing = [...missingIn(groups, orgId ?? ''), ...missingIn(persons, orgId ?? '')]
      return {
        unit: name,
        unitType: org?.unit_type ?? '',
        responsible: group?.responsible ?? '',
        title: group?.responsible_title ?? '第一责任人',
        secretary: org?.secretary_name ?? '空缺',
        phone: String(maskValue(organisations.columns.secretary_phone, org?.secretary_phone ?? null) ?? ''),
        leader: group?.leader ?? '',
        office: group?.office ?? '',
        docNo: group?.doc_no ?? '',
        formedOn: group?.formed_on ?? null,
        missing: [...new Set(missing)].join(''),
      }
    }),
    { town, unit: groupName, date: formatChinese(context.today) },
  )
}

/** Asks where to; null when the user gave up. */
export const exportResponsible = (context: Context): Promise<Saved | null> =>
  saveBook(context, '责任人一览表', () => responsibleBookNow(context), { kind: 'responsible', params: {} })

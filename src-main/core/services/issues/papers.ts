// The ledger and the plans on paper and as the workbook E-12.
import type { IssuePaperWish, IssueQuery } from '#shared/contract/issues.ts'
import type { BookSpec, SheetSpec } from '#shared/documents/book.ts'
import { issueLedgerPaper, issuePlanPaper, type IssuePaperRow } from '#shared/documents/issue-papers.ts'
import { ledgerSheet } from '#shared/documents/ledger-sheet.ts'
import { wholePage, type Paper } from '#shared/documents/paper.ts'
import { issues } from '#shared/ledgers/issues.ts'
import { issueKinds } from '#shared/rules/rectification.ts'
import { isOpenIssue } from '#shared/rules/issue-action.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import { formatRate } from '#shared/text/rate.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { extraOf, fromStored } from '../../ledger/rows.ts'
import { exportName, saveBook, type Saved } from '../exports/save-book.ts'
import { findListed, listAll, type Listed } from './list.ts'
import { showPlan } from './plan.ts'

const toPaperRow = ({ row, unit, line }: Listed): IssuePaperRow => ({
  no: row.no,
  unit: unit.shortName,
  text: row.text,
  source: row.source ?? '',
  kind: row.kind,
  focus: row.focus ?? '',
  measures: row.measures ?? '',
  leader: row.leader ?? '',
  leadUnit: row.lead_unit ?? '',
  partners: row.partners ?? '',
  owner: row.owner ?? '',
  dueText: row.due_text ?? '',
  dueOn: row.due_on,
  progress: row.progress ?? '',
  completion: row.completion ?? '',
  doneOn: row.done_on,
  verifier: row.verifier ?? '',
  verifiedOn: row.verified_on,
  state: row.state,
  overdueDays: line.overdueDays,
  isUnsolved: row.unsolved === 1,
})

/** The paper a page asks for. Throws NotFound. */
export async function issuePaper(context: Context, wish: IssuePaperWish): Promise<Paper> {
  const { town, groupName } = context.campaign.town
  if (wish.what === 'ledger') {
    const { found } = await findListed(context, wish.query)
    return issueLedgerPaper(found.map(toPaperRow), { town, unit: groupName, on: context.today })
  }
  const plan = await showPlan(context, wish.orgId)
  const own = (await listAll(context)).filter(({ row }) => row.org_id === wish.orgId)
  return issuePlanPaper({ ...plan, unit: plan.fullName }, own.map(toPaperRow))
}

/** Where the page can show it. */
export async function previewIssuePaper(
  context: Context,
  wish: IssuePaperWish,
): Promise<{ title: string; address: string }> {
  const paper = await issuePaper(context, wish)
  return { title: paper.title, address: context.host.preview(wholePage(paper)) }
}

export async function printIssuePaper(context: Context, wish: IssuePaperWish): Promise<void> {
  await context.host.print(wholePage(await issuePaper(context, wish)))
}

/** Asks where to; null when the user gave up. */
export async function saveIssuePaper(
  context: Context,
  wish: IssuePaperWish,
): Promise<{ file: string } | null> {
  const paper = await issuePaper(context, wish)
  const table = wish.what === 'ledger' ? '整改台账' : paper.title
  const defaultName = exportName(context, table).replace(/\.xlsx$/u, '.pdf')
  const picked = await context.host.pickSave({ title: `保存${table}`, defaultName })
  if (picked === null) return null
  const file = context.host.pathOf(picked.token)
  await context.host.printToPdf(wholePage(paper), file)
  context.host.showInFolder(file)
  return { file: picked.name }
}

const OVERDUE = '逾期天数'

/** How many of each kind, closed and overdue, by unit. */
function summary(found: readonly Listed[]): SheetSpec {
  const number = (header: string) => ({ header, width: 10, kind: 'count' as const })
  const rows = [...groupBy([...found], ({ row }) => row.org_id).values()].map((own) => [
    own[0]?.unit.fullName ?? '',
    own.length,
    ...issueKinds.map((kind) => own.filter(({ row }) => row.kind === kind).length),
    own.filter(({ row }) => !isOpenIssue(row.state)).length,
    own.filter(({ line }) => line.overdueDays > 0).length,
    formatRate(
      own.filter(({ row }) => !isOpenIssue(row.state) && row.kind !== '说明情况').length,
      own.filter(({ row }) => row.kind !== '说明情况').length,
    ),
  ])
  return {
    name: '汇总',
    title: '整改台账汇总',
    columns: [
      { header: '单位', width: 36, kind: 'text' },
      number('件数'),
      ...issueKinds.map(number),
      number('已销号件数'),
      number('逾期件数'),
      { header: '销号率（说明情况另计）', width: 22, kind: 'rate' },
    ],
    rows,
    orientation: 'landscape',
    isSummary: true,
  }
}

/** E-12: I-8 with overdue days, verifier and day; reading it back changes nothing. */
export async function issueBook(context: Context, query: IssueQuery): Promise<BookSpec> {
  const { found } = await findListed(context, query)
  const names = new Map(found.map(({ unit }) => [unit.id, unit.fullName]))
  const rows = found.map(({ row, line }) => ({
    id: row.id,
    values: fromStored(issues, row),
    extra: { ...extraOf(row), [OVERDUE]: line.overdueDays === 0 ? '' : String(line.overdueDays) },
  }))
  const { town, groupName } = context.campaign.town
  const place = { town, unit: groupName, date: formatChinese(context.today) }
  const sheet = ledgerSheet(issues, '整改台账', rows, place, (id) => names.get(id) ?? '')
  return { sheets: found.length === 0 ? [sheet] : [sheet, summary(found)] }
}

/** Asks where to; null when the user gave up. */
export const exportIssues = (context: Context, query: IssueQuery): Promise<Saved | null> =>
  saveBook(context, '整改台账', () => issueBook(context, query), { kind: 'E-12', params: query })

/** Every problem, closed ones too. */
export const ALL_ISSUES: IssueQuery = {
  group: '全部',
  kinds: [],
  lights: [],
  states: [],
  units: [],
  sources: [],
  search: '',
}

// The sheet of the analyses (I-6 back out) and the list of those to be written again (E-16), for the group's own use.
import type { BookSpec, SheetColumn, SheetValue } from '#shared/documents/book.ts'
import { awaitsRewrite } from '#shared/rules/analysis-action.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { saveBook, type Saved } from '../exports/save-book.ts'
import { ledgerBook } from '../ledgers/export-ledger.ts'
import { readUnits, unitById } from '../plans/units.ts'
import { listBranches, showBoard } from './list.ts'
import { analysesOf, stateOf } from './store.ts'

const INTERNAL = '内部资料，只供督导组和本支部掌握，不得张贴、转发。'

const unitName = async (context: Context, orgId: string | null): Promise<string> =>
  orgId === null ? '' : unitById(await readUnits(context, context.db.read), orgId).shortName

/** Reading it back changes nothing. */
export async function analysisBook(context: Context, orgId: string | null): Promise<BookSpec> {
  const book = await ledgerBook(context, {
    query: { ledger: 'analyses', ...(orgId === null ? {} : { filters: { org_id: [orgId] } }) },
    fullNumbers: false,
    reason: null,
    sheetPerOrganisation: false,
  })
  return { sheets: book.sheets.map((sheet) => ({ ...sheet, footer: [INTERNAL, ...(sheet.footer ?? [])] })) }
}

/** Asks where to; null when the user gave up. */
export async function exportSheet(context: Context, orgId: string | null): Promise<Saved | null> {
  const table = ['党性分析材料审阅测评表', await unitName(context, orgId)].filter((t) => t !== '').join('_')
  return saveBook(context, table, () => analysisBook(context, orgId), { kind: 'E-I-6', params: { orgId } })
}

const text = (header: string, width: number): SheetColumn => ({ header, width, kind: 'text' })
const day = (header: string): SheetColumn => ({ header, width: 12, kind: 'date', align: 'center' })

const columns: readonly SheetColumn[] = [
  { header: '序号', width: 5, kind: 'count', align: 'center' },
  text('所在党支部', 22),
  text('姓名', 9),
  text('级别', 13),
  { header: '轮次', width: 6, kind: 'count' },
  day('测评日期'),
  { header: '满意度', width: 18, kind: 'rate' },
  text('帮助人', 9),
  day('谈话日期'),
  day('重写期限'),
  day('重写稿交稿'),
  text('现在的状态', 12),
]

async function rewriteRows(context: Context, orgId: string): Promise<SheetValue[][]> {
  const [{ rows, fullName }, stored] = await Promise.all([
    showBoard(context, orgId),
    analysesOf(context.db.read, orgId),
  ])
  return rows.flatMap((line) => {
    const row = stored.get(line.memberId)
    const state = stateOf(row)
    if (row === undefined || !awaitsRewrite({ state, round: row.round })) return []
    const talk = row.helped_on ?? row.help_planned_on
    const share = line.share === '' ? '票数少，不显示' : line.share
    return [
      [
        fullName,
        line.name,
        line.level,
        line.round,
        row.polled_on,
        share,
        row.helper,
        talk,
        row.rewrite_due_on,
        row.rewrite_done_on,
        state,
      ],
    ]
  })
}

/** E-16 重写名单 of one branch or of the town. */
export async function rewriteBook(context: Context, orgId: string | null): Promise<BookSpec> {
  const branches = (await listBranches(context)).filter(
    (branch) => branch.rewrite > 0 && (orgId === null || branch.orgId === orgId),
  )
  const found = await Promise.all(branches.map((branch) => rewriteRows(context, branch.orgId)))
  const { town, groupName } = context.campaign.town
  return {
    sheets: [
      {
        name: '重写名单',
        title: `${town}重新撰写党性分析材料名单（内部）`,
        info: { left: `填报单位：${groupName}`, right: `填报时间：${formatChinese(context.today)}` },
        columns,
        rows: found.flat().map((row, i) => [i + 1, ...row]),
        footer: [INTERNAL],
        orientation: 'landscape',
        frozenColumns: 3,
      },
    ],
  }
}

/** Asks where to; null when the user gave up. */
export const exportRewrites = (context: Context, orgId: string | null): Promise<Saved | null> =>
  saveBook(context, '重写名单', () => rewriteBook(context, orgId), { kind: 'E-16', params: { orgId } })

// Takes in what the user decided about an open import and plans again.
import { cellKey, rowKey, type Answers, type Policy } from '#shared/ledger/import/plan.ts'
import type { Context } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { makePlan, rememberMapping } from './plan-import.ts'
import type { OpenImport } from './sessions.ts'

export interface Adjustment {
  readonly policy?: Policy | undefined
  readonly sheets?: readonly string[] | undefined
  readonly headerRow?: { readonly sheet: string; readonly row: number } | undefined
  readonly mapping?:
    { readonly sheet: string; readonly columns: Readonly<Record<string, string | null>> } | undefined
  readonly answers?:
    | readonly {
        readonly sheet: string
        readonly row: number
        readonly column: string | null
        readonly answer: string | null
      }[]
    | undefined
}

function answered(before: Answers, answers: NonNullable<Adjustment['answers']>): Answers {
  const all = new Map(Object.entries(before))
  for (const { sheet, row, column, answer } of answers) {
    const key = column === null ? rowKey(sheet, row) : cellKey(sheet, row, column)
    if (answer === null) all.delete(key)
    else all.set(key, answer)
  }
  return Object.fromEntries(all)
}

const isPlanned = (wish: Adjustment): boolean =>
  [wish.sheets, wish.headerRow, wish.answers, wish.mapping].some((w) => w !== undefined)

async function remember(
  context: Context,
  session: OpenImport,
  mapping: NonNullable<Adjustment['mapping']>,
): Promise<void> {
  const layout = session.plan.sheets.find((s) => s.name === mapping.sheet)?.layout
  if (!layout) throw new Refusal('这张工作表还没有找到表头，请先指定表头行。')
  const columns = Object.entries(mapping.columns).map(([k, v]) => [Number(k), v] as const)
  await rememberMapping(context, session.ledger, layout, Object.fromEntries(columns))
}

/** A choice of policy needs no new plan; everything else is worked out again, and only then taken over. */
export async function adjustImport(context: Context, session: OpenImport, wish: Adjustment): Promise<void> {
  if (wish.policy) session.policy = wish.policy
  if (!isPlanned(wish)) return
  const wishes = {
    imported: wish.sheets ? new Set(wish.sheets) : session.imported,
    headerRows: wish.headerRow
      ? { ...session.headerRows, [wish.headerRow.sheet]: wish.headerRow.row }
      : session.headerRows,
    answers: wish.answers ? answered(session.answers, wish.answers) : session.answers,
  }
  if (wish.mapping) await remember(context, session, wish.mapping)
  const planned = await makePlan(context, session.ledger, session.workbook, wishes, () => undefined)
  Object.assign(session, wishes, planned)
}

// An open import as the page shows it: summary, preview rows page by page, personal numbers masked.
import type { ImportSession, PreviewRow, SheetSummary } from '#shared/contract/import.ts'
import { hasError, underPolicy, type ImportPlan, type PlannedRow } from '#shared/ledger/import/plan.ts'
import type { Value } from '#shared/ledger/column.ts'
import type { PlacedProblem } from '#shared/ledger/messages.ts'
import type { Ledger } from '#shared/ledger/ledger.ts'
import type { Context } from '../../context.ts'
import { maskValue } from '../../ledger/masking.ts'
import { moduleOf } from '../ledgers/ledger-of.ts'
import { referredNames } from '../ledgers/show-records.ts'
import type { OpenImport } from './sessions.ts'

const shownProblem = ({ candidates, ...rest }: PlacedProblem): SheetSummary['problems'][number] => ({
  ...rest,
  ...(candidates ? { candidates: [...candidates] } : {}),
})

function summarise(plan: ImportPlan): SheetSummary[] {
  return plan.sheets.map((sheet) => {
    const rows = plan.rows.filter((r) => r.sheet === sheet.name)
    return {
      ...sheet,
      headers: [...sheet.headers],
      candidates: sheet.candidates.map((c) => ({ row: c.row, texts: [...c.texts] })),
      problems: sheet.problems.map(shownProblem),
      refused: rows.filter((r) => r.outcome === 'refused').length,
      warned: rows.filter((r) => !hasError(r.problems) && r.problems.some((p) => p.level === '警告')).length,
    }
  })
}

async function seenBefore(context: Context, sha256: string): Promise<ImportSession['seenBefore']> {
  const row = await context.db.read
    .selectFrom('import_batch')
    .select(['at', 'actor'])
    .where('sha256', '=', sha256)
    .where('state', '=', '已写入')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row ? { at: row.at, by: row.actor } : null
}

export async function showSession(context: Context, session: OpenImport): Promise<ImportSession> {
  const plan = underPolicy(session.plan, session.policy)
  return {
    session: session.id,
    ledger: session.ledger as ImportSession['ledger'],
    fileName: plan.fileName,
    format: plan.format,
    policy: session.policy,
    sheets: summarise(plan),
    counts: plan.counts,
    missing: [...plan.missing],
    seenBefore: await seenBefore(context, plan.sha256),
  }
}

export type Shown = 'all' | 'changed' | 'problems'

const fits = (row: PlannedRow, shown: Shown): boolean =>
  shown === 'all' ||
  (shown === 'problems'
    ? row.problems.some((p) => p.level !== '提示')
    : row.outcome === 'add' || row.outcome === 'change')

function shownValue(ledger: Ledger, names: ReadonlyMap<string, string>, key: string, value: Value): Value {
  const column = ledger.columns[key]
  if (!column) return value
  if (column.kind === 'reference') return typeof value === 'string' ? (names.get(value) ?? value) : null
  return maskValue(column, value)
}

export async function previewRows(
  context: Context,
  session: OpenImport,
  wanted: {
    readonly sheet?: string | undefined
    readonly show: Shown
    readonly offset: number
    readonly limit: number
  },
): Promise<{ rows: PreviewRow[]; total: number }> {
  const { ledger } = moduleOf(session.ledger)
  const plan = underPolicy(session.plan, session.policy)
  const rows = plan.rows.filter(
    (r) => (wanted.sheet === undefined || r.sheet === wanted.sheet) && fits(r, wanted.show),
  )
  const names = await namesWithNew(context, ledger, plan)
  const show = (key: string, value: Value): Value => shownValue(ledger, names, key, value)
  return {
    total: rows.length,
    rows: rows.slice(wanted.offset, wanted.offset + wanted.limit).map(
      (r) =>
        ({
          sheet: r.sheet,
          row: r.row,
          outcome: r.outcome,
          after: Object.fromEntries(Object.entries(r.values).map(([k, v]) => [k, show(k, v)])),
          before: Object.fromEntries(r.changes.map((c) => [c.column, show(c.column, c.before)])),
          texts: { ...r.texts },
          problems: r.problems.map(shownProblem),
        }) as PreviewRow,
    ),
  }
}

/** Rows of the same file may be referred to before they are stored. */
async function namesWithNew(
  context: Context,
  ledger: Ledger,
  plan: ImportPlan,
): Promise<Map<string, string>> {
  const names = await referredNames(context, ledger)
  for (const row of plan.rows) {
    const name = row.values['full_name']
    if (typeof name === 'string' && !names.has(row.id)) names.set(row.id, name)
  }
  return names
}

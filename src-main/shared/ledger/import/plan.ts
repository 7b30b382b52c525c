// The import plan: what would happen to every row, worked out once, shown, and applied as it stands.
import type { FileFormat } from '../sheet.ts'
import type { PlacedProblem } from '../messages.ts'
import type { Value } from '../column.ts'
import { isBlank, type Values } from '../ledger.ts'
import type { Cell } from '../sheet.ts'
import { NO_SKIPS, type Skipped } from './rows.ts'

export type Policy = 'stop' | 'skip' | 'fill'

/** `refused`: has an error; `left`: the user said not now. */
export type Outcome = 'add' | 'change' | 'same' | 'refused' | 'left'

export interface CellChange {
  readonly column: string
  readonly before: Value
  readonly after: Value
}

export interface PlannedRow {
  readonly sheet: string
  /** As Excel counts. */
  readonly row: number
  readonly outcome: Outcome
  /** Record the row meets or, for `add`, will become. */
  readonly id: string
  /** Version of the stored record the plan was made against; null for `add`. */
  readonly version: number | null
  /** What the file says, parsed; keys are the columns the sheet has. */
  readonly values: Values
  readonly changes: readonly CellChange[]
  /** Cell texts as they stand in the file, by column key. */
  readonly texts: Readonly<Record<string, string>>
  /** Columns the ledger does not know, by header. */
  readonly extra: Readonly<Record<string, string>>
  readonly problems: readonly PlacedProblem[]
  /** The row as it stands in the file, merges and 同上 filled in, by position; not for showing. */
  readonly cells: readonly (Cell | null)[]
}

export interface SheetReport {
  readonly name: string
  readonly state: 'visible' | 'hidden' | 'veryHidden'
  readonly imported: boolean
  /** First header row as Excel counts, or null when none was found. */
  readonly headerRow: number | null
  /** Data rows read. */
  readonly read: number
  readonly skipped: Skipped
  readonly problems: readonly PlacedProblem[]
  readonly layout: string | null
  readonly headers: readonly {
    readonly header: string
    readonly column: string | null
    readonly tag: string | null
  }[]
  /** Rows most like a header, when none was found. */
  readonly candidates: readonly {
    readonly row: number
    readonly texts: readonly string[]
    readonly known: number
  }[]
  /** The unit the rows belong to where they do not say so themselves, as the sheet names it. */
  readonly unit?: string | null
}

/** Sheets meant to be imported that cannot be read. */
export const unreadableSheets = (plan: ImportPlan): SheetReport[] =>
  plan.sheets.filter((s) => !s.imported && hasError(s.problems))

export interface Counts {
  readonly read: number
  readonly add: number
  readonly change: number
  readonly same: number
  readonly refused: number
  readonly left: number
  /** Rows with at least one warning and no error. */
  readonly warned: number
  /** Records stored but not in the file, within the units the file speaks of. */
  readonly missing: number
  readonly skipped: Skipped
}

export interface ImportPlan {
  readonly ledger: string
  readonly fileName: string
  readonly sha256: string
  readonly format: FileFormat
  readonly sheets: readonly SheetReport[]
  readonly rows: readonly PlannedRow[]
  readonly missing: readonly { readonly id: string; readonly label: string }[]
  readonly counts: Counts
}

/** How the user settled doubtful cells and rows: key of `cellKey` → text, or of `rowKey` → a choice. */
export type Answers = Readonly<Record<string, string>>

export const cellKey = (sheet: string, row: number, column: string): string =>
  `${sheet}\u0000${row}\u0000${column}`
export const rowKey = (sheet: string, row: number): string => cellKey(sheet, row, '*')

/** Answers to a row as a whole. */
export const ROW_ANSWERS = { move: '转入本支部', keep: '保留原支部', leave: '暂不导入' } as const

export const hasError = (problems: readonly { readonly level: string }[]): boolean =>
  problems.some((p) => p.level === '错误')

const addUp = (all: readonly Skipped[]): Skipped =>
  all.reduce(
    (sum, s) => ({
      total: sum.total + s.total,
      blank: sum.blank + s.blank,
      repeatedHeader: sum.repeatedHeader + s.repeatedHeader,
      footer: sum.footer + s.footer,
      sample: sum.sample + s.sample,
    }),
    NO_SKIPS,
  )

export function countPlan(
  sheets: readonly SheetReport[],
  rows: readonly PlannedRow[],
  missing: number,
): Counts {
  const taken = sheets.filter((s) => s.imported)
  const of = (outcome: Outcome): number => rows.filter((r) => r.outcome === outcome).length
  return {
    read: rows.length,
    add: of('add'),
    change: of('change'),
    same: of('same'),
    refused: of('refused'),
    left: of('left'),
    warned: rows.filter(
      (r) => r.outcome !== 'left' && !hasError(r.problems) && r.problems.some((p) => p.level === '警告'),
    ).length,
    missing,
    skipped: addUp(taken.map((s) => s.skipped)),
  }
}

/** Under 只补空白 a stored value is never replaced: only cells that were blank change. */
function fillOnly(row: PlannedRow): PlannedRow {
  if (row.outcome !== 'change') return row
  const changes = row.changes.filter((c) => isBlank(c.before))
  return { ...row, changes, outcome: changes.length > 0 ? 'change' : 'same' }
}

/** The plan as the policy would carry it out, so that preview and result count the same. */
export function underPolicy(plan: ImportPlan, policy: Policy): ImportPlan {
  if (policy !== 'fill') return plan
  const rows = plan.rows.map(fillOnly)
  return { ...plan, rows, counts: countPlan(plan.sheets, rows, plan.missing.length) }
}

/** Under `stop` one refused row, or one sheet that cannot be read, holds up everything. */
export const isStopped = (plan: ImportPlan): boolean =>
  plan.counts.refused > 0 || unreadableSheets(plan).length > 0

/** Rows a policy writes. `stop` writes nothing while any row is refused. */
export function rowsToWrite(plan: ImportPlan, policy: Policy): PlannedRow[] {
  if (policy === 'stop' && isStopped(plan)) return []
  return underPolicy(plan, policy).rows.filter((r) => r.outcome === 'add' || r.outcome === 'change')
}

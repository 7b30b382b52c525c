// An open attendance workbook as the page shows it: sheets, marks with their meaning, cells in the form of the matrix.
import type { MatrixImport, MatrixRow, MatrixSheet } from '#shared/contract/study.ts'
import type { Context } from '../../../context.ts'
import { NotFound } from '../../../refusal.ts'
import { countCells, countSessions } from './commit.ts'
import type { OpenSheet } from './open-sheet.ts'
import type { PlannedSheet } from './plan.ts'

async function unitNames(context: Context): Promise<Map<string, string>> {
  const rows = await context.db.read
    .selectFrom('organisation')
    .select(['id', 'full_name', 'short_name'])
    .execute()
  return new Map(rows.map((row) => [row.id, row.short_name ?? row.full_name]))
}

const toSheet = (sheet: PlannedSheet, names: ReadonlyMap<string, string>): MatrixSheet => ({
  name: sheet.name,
  imported: sheet.imported,
  isReadable: sheet.isReadable,
  orgId: sheet.orgId,
  unit: sheet.orgId === null ? '' : (names.get(sheet.orgId) ?? ''),
  columns: sheet.columns.map(({ header, date, hours, isNew, message }) => ({
    header,
    date,
    hoursX10: hours,
    isNew,
    message,
  })),
  counts: countCells([sheet]),
  notes: sheet.notes.map((note) => ({ ...note })),
})

async function seenBefore(context: Context, sha256: string): Promise<MatrixImport['seenBefore']> {
  const row = await context.db.read
    .selectFrom('import_batch')
    .select(['at', 'actor'])
    .where('sha256', '=', sha256)
    .where('state', '=', '已写入')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row ? { at: row.at, by: row.actor } : null
}

export async function showSheet(context: Context, opened: OpenSheet): Promise<MatrixImport> {
  const { plan, workbook, wishes } = opened
  const names = await unitNames(context)
  return {
    session: opened.id,
    fileName: workbook.fileName,
    sheets: plan.sheets.map((sheet) => toSheet(sheet, names)),
    marks: plan.marks.map((mark) => ({ ...mark })),
    legend: plan.legend,
    hoursX10: wishes.hoursX10,
    counts: { ...countCells(plan.sheets), sessions: countSessions(plan) },
    obstacles: [...plan.obstacles],
    seenBefore: await seenBefore(context, workbook.sha256),
  }
}

/** The rows of one sheet, cell by cell. Throws NotFound. */
export function showRows({ plan }: OpenSheet, name: string): MatrixRow[] {
  const sheet = plan.sheets.find((each) => each.name === name)
  if (sheet === undefined) throw new NotFound('这张工作表')
  return sheet.rows.map((row) => ({
    row: row.row,
    name: row.name,
    message: row.message,
    typedTotal: row.typedTotal,
    totalX10: row.total,
    cells: row.cells.map(({ text, state, outcome, stored, message }) => ({
      text,
      state,
      before: outcome === 'change' ? (stored?.state ?? null) : null,
      outcome,
      message,
    })),
  }))
}

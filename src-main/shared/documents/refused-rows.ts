// E-10 导入校验结果表: refused rows in the layout they came in, with what is wrong with them; the file can be mended and read again.
import type { BookSpec, SheetSpec, SheetValue } from './book.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { cellSays } from '../ledger/import/cells.ts'
import { isKnownHeader, isVerdictColumn } from '../ledger/import/headers.ts'
import type { ImportPlan, PlannedRow, SheetReport } from '../ledger/import/plan.ts'
import type { RawWorkbook } from '../ledger/sheet.ts'
import { formatSheet } from '../text/civil-date.ts'

type Header = SheetReport['headers'][number]

/** A column of the file that comes out again. */
interface Kept extends Header {
  readonly position: number
}

const errorsOf = (row: PlannedRow): PlannedRow['problems'] => row.problems.filter((p) => p.level === '错误')

const said = (row: PlannedRow, column: string | null, code: string): boolean =>
  column !== null && row.problems.some((p) => p.column === column && p.code === code)

/**
 * What stands in a cell, as text that reads back as it did before. What Excel has lost is shown as lost, so that a
 * text cell does not pass for the whole.
 */
function textOf(ledger: Ledger, row: PlannedRow, kept: Kept, date1904: boolean): string {
  const text = cellSays(row.cells[kept.position], date1904)
  const value = kept.column === null ? null : row.values[kept.column]
  if (said(row, kept.column, 'M-305')) return `${text}（1月或10月）`
  if (said(row, kept.column, 'M-311')) return `${text.replace(/\D/gu, '').slice(0, 15)}???`
  const isReadDate = kept.column !== null && ledger.columns[kept.column]?.kind === 'date'
  return isReadDate && typeof value === 'string' ? formatSheet(value) : text
}

/** The header as it was where the program knows it by itself, else what the user said it means. */
function headerOf(ledger: Ledger, { header, column, tag }: Kept): string {
  if (column === null || isKnownHeader(ledger, header)) return header
  return tag ?? ledger.columns[column]?.label ?? header
}

const keptColumns = (sheet: SheetReport): Kept[] =>
  sheet.headers
    .map((h, position) => ({ ...h, position }))
    .filter((h) => h.header !== '' && !isVerdictColumn(h.header))

function refusedSheet(
  ledger: Ledger,
  plan: ImportPlan,
  workbook: RawWorkbook,
  sheet: SheetReport,
): SheetSpec[] {
  const refused = plan.rows.filter((r) => r.sheet === sheet.name && r.outcome === 'refused')
  if (refused.length === 0) return []
  const kept = keptColumns(sheet)
  const markAt = (column: string | null): number => {
    const found = kept.findIndex((k) => k.column === column && column !== null)
    return found < 0 ? kept.length : found
  }
  return [
    {
      name: sheet.name,
      title: `导入校验结果表（${plan.fileName}）`,
      ...(sheet.unit ? { info: { left: `填报单位：${sheet.unit}`, right: '' } } : {}),
      columns: [
        ...kept.map((k) => ({ header: headerOf(ledger, k), width: 14, kind: 'text' as const })),
        { header: '校验结果', width: 10, kind: 'text' },
        { header: '问题说明', width: 50, kind: 'text' },
      ],
      rows: refused.map((row): SheetValue[] => [
        ...kept.map((k) => textOf(ledger, row, k, workbook.date1904)),
        '错误',
        errorsOf(row)
          .map((p) => p.message)
          .join(''),
      ]),
      marks: refused.flatMap((r, row) =>
        errorsOf(r).map((p) => ({ row, column: markAt(p.column), note: p.message })),
      ),
      footer: ['说明：改正后可以直接再导入本表，“校验结果”“问题说明”两栏不用删除。'],
    },
  ]
}

/** One sheet for each sheet with refused rows, under its own name, so that the branch is still found by it. */
export const refusedBook = (ledger: Ledger, plan: ImportPlan, workbook: RawWorkbook): BookSpec => ({
  sheets: plan.sheets.flatMap((s) => refusedSheet(ledger, plan, workbook, s)),
})

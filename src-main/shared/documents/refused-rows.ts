// E-10 导入校验结果表: refused rows in the layout they came in, with what is wrong with them; the file can be mended and read again.
import type { BookSpec, SheetSpec, SheetValue } from './book.ts'
import type { ImportPlan, PlannedRow, SheetReport } from '../ledger/import/plan.ts'
import { cellText, type Cell, type RawWorkbook } from '../ledger/sheet.ts'
import { formatPrecision } from '../text/date-format.ts'
import { coarsen, formatChinese, serialToCivil } from '../text/civil-date.ts'

/** What a cell says, as text that reads back the same; a real date cell as a written date. */
function textOf(cell: Cell | null | undefined, date1904: boolean): string {
  if (cell?.kind !== 'number') return cellText(cell)
  const precision = formatPrecision(cell.format)
  const day = precision === null ? null : serialToCivil(cell.value, date1904)
  return day === null || precision === null ? cell.raw : formatChinese(coarsen(day, precision))
}

const reasonsOf = (row: PlannedRow): string =>
  row.problems
    .filter((p) => p.level === '错误')
    .map((p) => p.message)
    .join('')

function refusedSheet(plan: ImportPlan, workbook: RawWorkbook, sheet: SheetReport): SheetSpec[] {
  const refused = plan.rows.filter((r) => r.sheet === sheet.name && r.outcome === 'refused')
  const raw = workbook.sheets.find((s) => s.name === sheet.name)
  if (refused.length === 0 || !raw) return []
  const byNumber = new Map(raw.rows.map((r) => [r.number, r]))
  const width = sheet.headers.length
  const rows = refused.map((r): SheetValue[] => {
    const cells = byNumber.get(r.row)?.cells ?? []
    const texts = sheet.headers.map((_, i) => textOf(cells[i], workbook.date1904))
    return [...texts, '错误', reasonsOf(r)]
  })
  const positionOf = (column: string | null): number =>
    sheet.headers.findIndex((h) => h.column === column && column !== null)
  return [
    {
      name: sheet.name,
      title: `导入校验结果表（${plan.fileName}）`,
      columns: [
        ...sheet.headers.map((h) => ({
          header: h.header === '' ? '序号' : h.header,
          width: 14,
          kind: 'text' as const,
        })),
        { header: '校验结果', width: 10, kind: 'text' },
        { header: '问题说明', width: 50, kind: 'text' },
      ],
      rows,
      marks: refused.flatMap((r, row) =>
        r.problems
          .filter((p) => p.level === '错误')
          .map((p) => ({
            row,
            column: positionOf(p.column) < 0 ? width : positionOf(p.column),
            note: p.message,
          })),
      ),
      footer: ['说明：改正后可以直接再导入本表，“校验结果”“问题说明”两栏不用删除。'],
    },
  ]
}

/** One sheet for each sheet with refused rows, under its own name, so that the branch is still found by it. */
export const refusedBook = (plan: ImportPlan, workbook: RawWorkbook): BookSpec => ({
  sheets: plan.sheets.flatMap((s) => refusedSheet(plan, workbook, s)),
})

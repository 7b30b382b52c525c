// 批次上报材料: the papers the town hands up when the batch ends (SYS-54).
import { choice, count, date, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { plainModule } from '../ledger/row-checks.ts'

export const batchPaperKinds = ['回头看总结', '不合格党员处置案例', '零报告', '对下一批的意见和建议'] as const

const SYNONYMS: Readonly<Record<(typeof batchPaperKinds)[number], readonly string[]>> = {
  回头看总结: ['“回头看”总结', '批次总结', '批次总结报告', '总结'],
  不合格党员处置案例: ['处置案例', '案例', '不合格党员案例'],
  零报告: ['无案例', '处置案例零报告', '没有案例'],
  对下一批的意见和建议: ['意见和建议', '意见建议', '对第三批的意见和建议', '下一批意见建议', '建议'],
}

export const batchReports = defineLedger({
  key: 'batch_reports',
  title: '批次上报',
  heading: '{town}批次结束上报材料',
  table: 'batch_report',
  sheets: ['批次上报材料', '批次上报', '批次结束上报材料'],
  identity: [['kind', 'title']],
  measure: '件',
  importNote:
    '批次结束时上报的三件材料：回头看总结、不合格党员处置案例（没有的零报告）、对下一批的意见和建议。',
  columns: {
    kind: choice(
      '材料种类',
      batchPaperKinds.map((value) => ({ value, synonyms: SYNONYMS[value] })),
      { required: true, width: 22, aliases: ['种类', '材料', '类别', '材料类别'] },
    ),
    title: text('题名', {
      of: 'prose',
      required: true,
      width: 40,
      aliases: ['材料名称', '标题', '名称', '题目'],
    }),
    doc_no: text('文号', { of: 'prose', width: 16, aliases: ['文件号', '发文字号', '编号'] }),
    author: text('责任者', { of: 'prose', width: 18, aliases: ['起草单位', '起草人', '责任单位', '责任人'] }),
    pages: count('页数', { width: 7, aliases: ['页'] }),
    reported_on: date('上报日期', { width: 13, aliases: ['上报时间', '报送日期', '报送时间'] }),
    reported_to: text('报送单位', { of: 'prose', width: 20, aliases: ['上报单位', '报送', '报送机关'] }),
    kept_at: text('存放处', { of: 'prose', width: 20, aliases: ['存放位置', '案卷号', '文件名'] }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type BatchReport = RowOf<typeof batchReports>

export const batchReportModule = plainModule(batchReports, {
  days: { reported_on: {} },
  one: { of: ['kind', 'title'], what: '件材料' },
})

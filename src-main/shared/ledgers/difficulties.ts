// 困难事项台账: what a branch cannot do alone, who promised to help, and when it was solved (SYS-64).
import { choice, date, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { plainModule, textOf } from '../ledger/row-checks.ts'
import { unitColumn } from './unit-column.ts'

export const difficulties = defineLedger({
  key: 'difficulties',
  title: '困难事项',
  heading: '{town}基层党组织困难事项台账',
  table: 'difficulty',
  sheets: ['困难事项台账', '困难事项', '基层困难台账', '困难和问题'],
  identity: [['org_id', 'matter']],
  isCoded: true,
  measure: '件',
  importNote: '一件困难事项一行。没有解决的要有承诺人。',
  columns: {
    org_id: unitColumn(),
    matter: text('困难事项', {
      of: 'prose',
      required: true,
      width: 34,
      aliases: ['困难', '困难问题', '实际困难', '事项', '困难内容'],
    }),
    kind: choice(
      '类别',
      [
        { value: '经费', synonyms: ['活动经费', '资金'] },
        { value: '场所', synonyms: ['活动场所', '阵地'] },
        { value: '人员', synonyms: ['人手', '队伍'] },
        { value: '其他', synonyms: ['其它'] },
      ],
      { required: true, width: 8, aliases: ['困难类别', '事项类别', '种类'] },
    ),
    raised_on: date('提出日期', { required: true, width: 13, aliases: ['提出时间', '登记日期', '日期'] }),
    promised_by: text('承诺人', {
      width: 10,
      aliases: ['帮扶领导', '责任领导', '承诺领导', '负责解决人'],
      hint: '哪位领导负责帮助解决。',
    }),
    promise: text('承诺内容', { of: 'prose', width: 26, aliases: ['承诺事项', '解决办法', '解决措施'] }),
    due_on: date('承诺时限', { width: 13, aliases: ['时限', '承诺期限', '解决时限'] }),
    solved_on: date('解决日期', { width: 13, aliases: ['解决时间', '完成日期', '办结日期'] }),
    outcome: text('解决情况', { of: 'prose', width: 26, aliases: ['办理情况', '落实情况', '办理结果'] }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type DifficultyRow = RowOf<typeof difficulties>

export const difficultyModule = plainModule(difficulties, {
  days: { raised_on: { mayPrecede: true }, due_on: { mayLieAhead: true }, solved_on: {} },
  orders: [
    ['raised_on', 'due_on'],
    ['raised_on', 'solved_on'],
  ],
  check: (values, say) => {
    const isSolved = textOf(values, 'solved_on') !== ''
    if (!isSolved) return textOf(values, 'promised_by') === '' ? [say('M-746', 'promised_by')] : []
    return textOf(values, 'outcome') === '' ? [say('M-747', 'outcome')] : []
  },
})

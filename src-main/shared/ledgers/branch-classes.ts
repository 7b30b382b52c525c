// 支部分类定级表: which class each branch was put into, on which day and why (SYS-24).
import { choice, date, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { plainModule, textOf } from '../ledger/row-checks.ts'
import { unitColumn } from './unit-column.ts'

export const branchClassLedger = defineLedger({
  key: 'branch_classes',
  title: '支部分类',
  heading: '{town}支部分类定级表',
  table: 'branch_class',
  sheets: ['支部分类定级表', '支部分类', '分类定级', '支部分类定级'],
  identity: [['org_id', 'on_day']],
  measure: '条',
  importNote: '一个支部定一次级一行，以后变动另起一行，不改原来的。最近一次的类别应与党组织名册一致。',
  columns: {
    org_id: unitColumn(),
    on_day: date('定级日期', {
      required: true,
      width: 13,
      aliases: ['定级时间', '日期', '评定日期', '评定时间', '变动日期'],
    }),
    class: choice(
      '类别',
      [
        { value: '示范', synonyms: ['示范支部', '先进', '先进支部', '一类'] },
        { value: '中间', synonyms: ['中间支部', '一般', '一般支部', '二类'] },
        { value: '后进', synonyms: ['后进支部', '三类'] },
      ],
      { required: true, width: 10, aliases: ['支部类别', '定级', '等次', '定级结果', '分类'] },
    ),
    reason: text('定级依据', {
      of: 'prose',
      width: 34,
      aliases: ['依据', '理由', '变动依据', '定级理由', '主要依据'],
      hint: '类别有变动的要写明依据。',
    }),
    decided_by: text('评定单位', { of: 'prose', width: 18, aliases: ['评定', '评定人', '审定单位'] }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type BranchClassRow = RowOf<typeof branchClassLedger>

export const branchClassModule = plainModule(branchClassLedger, {
  days: { on_day: { mayPrecede: true } },
  one: { of: ['org_id', 'on_day'], what: '支部同一天的定级' },
  check: (values, say) => (textOf(values, 'reason') === '' ? [say('M-745', 'reason')] : []),
})

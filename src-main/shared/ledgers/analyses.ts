// 党性分析材料: one row a member, with its review and what was voted on it (I-6).
import { choice, count, date, reference, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { analysisMachine } from '../rules/machines.ts'

export const analyses = defineLedger({
  key: 'analyses',
  title: '党性分析材料',
  heading: '{town}党性分析材料审阅、测评情况表（内部）',
  table: 'analysis',
  sheets: ['党性分析材料', '党性分析材料审阅测评表', '党性分析', '党性分析材料审阅表', '党性分析测评表'],
  identity: [['member_id']],
  measure: '份',
  importNote:
    '党性分析材料审阅、测评表，一行一名党员。先要有党员花名册；票数在“党性分析材料”里核对确认后才算数。',
  columns: {
    org_id: reference('所在党支部', 'organisations', {
      required: true,
      width: 26,
      codes: { unknown: 'M-330', missing: 'M-331' },
      aliases: ['单位', '党支部', '支部', '所属党支部', '所在支部', '支部名称', '单位名称'],
    }),
    member_id: reference('姓名', 'members', {
      within: 'org_id',
      required: true,
      width: 10,
      codes: { missing: 'M-301' },
      aliases: ['党员姓名', '党员'],
    }),
    post: text('职务', { width: 14, aliases: ['党内职务', '单位职务', '单位及职务'] }),
    level: choice(
      '级别',
      [
        { value: '党员领导干部', synonyms: ['领导干部', '干部', '班子成员', '领导'] },
        { value: '党员', synonyms: ['普通党员', '一般党员', '其他党员'] },
      ],
      { width: 13, aliases: ['级别(领导干部/党员)', '级别领导干部/党员', '类别'] },
    ),
    form: choice(
      '形式',
      [
        { value: '书面', synonyms: ['书面材料', '手写', '打印'] },
        { value: '口述', synonyms: ['口述代笔', '代笔'] },
        { value: '免写', synonyms: ['批准免写'] },
      ],
      { width: 8, aliases: ['材料形式'] },
    ),
    chars: count('材料字数', { width: 9, aliases: ['字数'] }),
    submitted_on: date('提交时间', {
      width: 13,
      aliases: ['交稿时间', '上交时间', '提交日期', '交稿日期', '上报时间'],
    }),
    reviewer: text('审阅人', { width: 10, aliases: ['审查人', '审核人签字', '审阅人姓名'] }),
    review_opinion: text('审阅意见', { of: 'prose', width: 22, aliases: ['审查意见', '审核意见'] }),
    returned: count('退回次数', { width: 9, aliases: ['退回修改次数'] }),
    valid: count('测评有效票', { width: 10, aliases: ['有效票', '有效票数'] }),
    satisfied: count('满意', { width: 7, aliases: ['满意票', '满意票数'] }),
    basic: count('基本满意', { width: 9, aliases: ['基本满意票', '比较满意'] }),
    dissatisfied: count('不满意', { width: 8, aliases: ['不满意票', '不满意票数'] }),
    abstained: count('弃权', { width: 7, aliases: ['弃权票', '不了解'] }),
    rate: text('满意度', { readonly: true, width: 10, aliases: ['满意率', '满意度%'], hint: '由票数算出。' }),
    rewrite: choice(
      '是否重写',
      [
        { value: '是', synonyms: ['√', '✓', '重写', '重新撰写', '应重写', '需重写'] },
        { value: '否', synonyms: ['×', '✗', '不', '不重写', '合格', '不用'] },
      ],
      { readonly: true, width: 9, aliases: ['是否重新撰写'], hint: '由票数算出。' },
    ),
    rewrite_done_on: date('重写完成时间', {
      width: 13,
      aliases: ['重写完成日期', '重写时间', '重新撰写时间'],
    }),
    state: choice('状态', analysisMachine.states, { readonly: true, width: 13 }),
  },
  workColumns: [
    { name: 'exempt_category', type: 'TEXT', notNull: false },
    { name: 'exempt_reason', type: 'TEXT', notNull: false },
    { name: 'approved_by', type: 'TEXT', notNull: false },
    { name: 'approved_on', type: 'TEXT', notNull: false },
    { name: 'meeting_on', type: 'TEXT', notNull: false },
    { name: 'public_from', type: 'TEXT', notNull: false },
    { name: 'public_to', type: 'TEXT', notNull: false },
    { name: 'public_range', type: 'TEXT', notNull: false },
    { name: 'public_form', type: 'TEXT', notNull: false },
    { name: 'version', type: 'INTEGER', notNull: true },
    { name: 'round', type: 'INTEGER', notNull: true },
    { name: 'polled_on', type: 'TEXT', notNull: false },
    { name: 'unpolled_reason', type: 'TEXT', notNull: false },
    { name: 'helper', type: 'TEXT', notNull: false },
    { name: 'help_planned_on', type: 'TEXT', notNull: false },
    { name: 'helped_on', type: 'TEXT', notNull: false },
    { name: 'help_note', type: 'TEXT', notNull: false },
    { name: 'rewrite_due_on', type: 'TEXT', notNull: false },
  ],
})

export type AnalysisLedgerRow = RowOf<typeof analyses>

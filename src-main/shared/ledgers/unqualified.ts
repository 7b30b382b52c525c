// 不合格党员教育转化: for internal use only, one row a case, first the help given and what came of it (E-16).
import { choice, date, reference, tags, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { unqualifiedMachine } from '../rules/machines.ts'

/** What the branch does not settle by itself. */
export const forDiscipline: readonly string[] = ['违反党纪', '涉嫌违法']

export const unqualified = defineLedger({
  key: 'unqualified',
  title: '不合格党员教育转化',
  heading: '{town}不合格党员教育转化台账（内部）',
  table: 'unqualified_case',
  sheets: ['不合格党员（内部）', '不合格党员', '不合格党员教育转化台账', '不合格党员台账', '教育转化台账'],
  identity: [['member_id', 'found_on']],
  measure: '件',
  importNote:
    '内部资料。一行一名党员；导入的都从“发现”开始，批评教育、转化、处置在“组织生活和评议”里按程序办理。预备党员按转正程序办理，不列入。',
  confidential: '涉及党员个人，只供督导组和镇党委掌握，不上墙、不通报。',
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
    found_on: date('发现时间', {
      required: true,
      width: 13,
      aliases: ['发现日期', '列入时间', '登记时间', '登记日期'],
    }),
    circumstances: tags(
      '不合格情形',
      [
        { value: '不参加组织生活', synonyms: ['长期不参加组织生活', '不参加活动'] },
        { value: '不交纳党费', synonyms: ['不交党费', '不缴纳党费', '长期不交纳党费'] },
        { value: '不做党所分配的工作', synonyms: ['不做党分配的工作', '不做党组织分配的工作'] },
        { value: '评议等次不合格', synonyms: ['评为不合格', '评议不合格', '不合格'] },
        { value: '违反党纪', synonyms: ['违纪'] },
        { value: '涉嫌违法', synonyms: ['违法'] },
        { value: '其他', synonyms: ['其它'] },
      ],
      {
        width: 24,
        aliases: ['情形', '主要表现', '不合格表现', '类型'],
        hint: '违反党纪、涉嫌违法的移交纪检或有关方面，支部不自行处置。',
      },
    ),
    facts: text('事实依据', {
      of: 'prose',
      required: true,
      width: 36,
      aliases: ['主要事实', '事实', '具体事实', '不合格事实'],
      hint: '写时间、事情和依据，不写议论。',
    }),
    measures: text('帮助教育措施', {
      of: 'prose',
      width: 30,
      aliases: ['教育措施', '帮教措施', '教育转化措施', '帮助措施'],
    }),
    educator: text('帮教人', { width: 10, aliases: ['帮助人', '责任人', '教育责任人', '帮教责任人'] }),
    due_on: date('转化期限', { width: 13, aliases: ['期限', '教育期限', '帮教期限'] }),
    outcome: text('转化情况', {
      of: 'prose',
      width: 26,
      aliases: ['教育转化情况', '帮教情况', '转化结果'],
    }),
    application: text('登记申请内容', {
      of: 'prose',
      width: 24,
      aliases: ['登记申请', '书面登记申请', '申请内容'],
    }),
    resolution: text('支部决议', { of: 'prose', width: 24, aliases: ['支部大会决议', '支部意见'] }),
    approval: text('上级审批', {
      of: 'prose',
      width: 20,
      aliases: ['上级党组织审批', '审批意见', '党委审批'],
    }),
    state: choice('状态', unqualifiedMachine.states, { readonly: true, width: 11 }),
    educated_on: date('批评教育时间', { readonly: true, width: 13, aliases: ['教育时间', '批评教育日期'] }),
    converted_on: date('转化合格时间', { readonly: true, width: 13, aliases: ['转化时间'] }),
    applied_on: date('申请登记时间', { readonly: true, width: 13, aliases: ['登记申请时间'] }),
    reviewed_on: date('审查时间', { readonly: true, width: 13 }),
    disposed_on: date('处置时间', { readonly: true, width: 13 }),
    result: text('处理结果', { of: 'prose', readonly: true, width: 20, aliases: ['结果', '处置结果'] }),
    remark: text('备注', { of: 'prose', width: 16 }),
  },
  workColumns: [{ name: 'closed_on', type: 'TEXT', notNull: false }],
})

export type UnqualifiedRow = RowOf<typeof unqualified>

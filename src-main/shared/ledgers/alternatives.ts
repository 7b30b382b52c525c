// 送学寄学: study brought to members who cannot come together, with what proves it.
import { readings } from '../campaign/readings.ts'
import { choice, date, hours, reference, tags, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'

export const alternativeForms = ['送学上门', '寄送材料', '电话辅导', '结对帮学', '流入地参学证明'] as const

export const alternatives = defineLedger({
  key: 'alternatives',
  title: '送学寄学',
  heading: '{town}送学寄学情况登记表',
  table: 'alternative',
  sheets: ['送学寄学', '送学登记表', '送学寄学登记表', '送学上门登记', '流动党员参学登记'],
  identity: [['member_id', 'date', 'form']],
  measure: '人次',
  importNote:
    '送学上门、寄送材料、流入地参学证明都登在这里，一行一名党员一次。先要有党员花名册。登记了的党员算参学，不再算缺席。',
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
      aliases: ['党员姓名', '党员', '送学对象'],
    }),
    category: choice(
      '情况类别',
      [
        { value: '流动党员', synonyms: ['流动', '外出', '外出务工', '在外'] },
        { value: '年老体弱', synonyms: ['年老', '体弱', '体弱多病', '因病', '病'] },
        { value: '离退休', synonyms: ['退休', '离休'] },
        { value: '文化水平低', synonyms: ['文化低'] },
        { value: '工作离不开', synonyms: ['值班', '轮班', '工作原因'] },
        { value: '其他' },
      ],
      { width: 12, aliases: ['类别', '党员类别', '不能集中的原因', '原因'] },
    ),
    form: choice(
      '送学形式',
      [
        { value: '送学上门', synonyms: ['上门', '上门送学', '送学', '上门辅导'] },
        { value: '寄送材料', synonyms: ['寄学', '邮寄', '寄送', '寄材料', '寄送学习材料'] },
        { value: '电话辅导', synonyms: ['电话', '电话联系'] },
        { value: '结对帮学', synonyms: ['结对', '一对一', '帮学'] },
        { value: '流入地参学证明', synonyms: ['流入地参学', '流入地', '参学证明'] },
      ],
      { required: true, width: 15, aliases: ['形式', '学习形式', '方式', '送学方式'] },
    ),
    date: date('日期', {
      required: true,
      width: 13,
      aliases: ['送学日期', '送学时间', '时间', '寄送日期', '寄送时间'],
    }),
    readings: tags(
      '学习篇目',
      readings.map(({ title }) => ({ value: title, synonyms: [title.replaceAll(/[《》“”]/gu, '')] })),
      { width: 30, aliases: ['篇目', '必学篇目', '送学篇目'], hint: '送学的是哪几篇；送到的篇目算学过。' },
    ),
    content: text('学习内容', {
      of: 'prose',
      width: 28,
      aliases: ['内容', '材料名称', '送学内容', '学习材料'],
    }),
    proof: text('证明', {
      of: 'prose',
      width: 22,
      aliases: ['证明材料', '佐证', '佐证材料', '凭证', '本人签收'],
      hint: '本人签收、邮寄回执、流入地党组织的证明，写明是什么。',
    }),
    person: text('送学人', { width: 10, aliases: ['责任人', '送学责任人', '经办人', '结对人', '帮学人'] }),
    hours: hours('认定学时', {
      width: 9,
      aliases: ['学时', '认定的学时'],
      hint: '经批准以送学代替集中学习的，填认定的学时和批准人；没有批准人的不计入学时。',
    }),
    approver: text('批准人', { width: 10, aliases: ['审批人', '认定人', '批准'] }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type AlternativeRow = RowOf<typeof alternatives>

// 困难党员名册: who lives in difficulty, why, what is done about it, and how long the list was made public (I-11).
import { choice, count, date, reference, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'

export const difficultyKinds = ['低保', '建国前入党', '因病致贫', '其他'] as const

export const difficultMembers = defineLedger({
  key: 'difficult_members',
  title: '困难党员',
  heading: '{town}困难党员登记表',
  table: 'difficult_member',
  sheets: ['困难党员登记表', '困难党员', '困难党员名册', '困难党员情况表', '生活困难党员登记表'],
  identity: [['member_id']],
  isCoded: true,
  measure: '人',
  importNote:
    '先要有党员花名册：姓名按所在支部的花名册核对，同名的在姓名后注明身份证号末四位。公示起止写到日。',
  columns: {
    org_id: reference('所在支部', 'organisations', {
      required: true,
      width: 26,
      codes: { missing: 'M-331', unknown: 'M-330' },
      aliases: ['所在党支部', '所属党支部', '支部名称', '党支部', '支部'],
    }),
    member_id: reference('姓名', 'members', {
      required: true,
      within: 'org_id',
      width: 12,
      codes: { missing: 'M-301', unknown: 'M-399' },
      aliases: ['党员姓名', '困难党员姓名'],
    }),
    age: count('年龄', { width: 6, aliases: ['周岁'] }),
    join_date: date('入党时间', { width: 12, aliases: ['入党日期', '入党年月'] }),
    household: count('家庭人口', { width: 8, aliases: ['家庭人数', '家庭人口数'] }),
    income: count('人均月收入', {
      width: 10,
      aliases: ['人均月收入元', '家庭人均月收入', '人均收入', '月人均收入'],
      hint: '单位元，写整数。',
    }),
    kind: choice(
      '困难类型',
      [
        { value: '低保', synonyms: ['低保困难', '低保户', '低保对象'] },
        { value: '建国前入党', synonyms: ['建国前', '建国前入党农村老党员', '老党员'] },
        { value: '因病致贫', synonyms: ['因病', '重病', '大病'] },
        { value: '其他', synonyms: ['其它', '其他困难'] },
      ],
      { required: true, width: 12, aliases: ['困难类别', '类型', '类别'] },
    ),
    cause: text('困难原因', { of: 'prose', width: 30, aliases: ['致困原因', '困难情况', '主要困难'] }),
    measures: text('帮扶措施', {
      of: 'prose',
      width: 30,
      aliases: ['帮扶办法', '救助措施', '帮扶情况', '帮扶计划'],
    }),
    helper: text('帮扶责任人', { width: 12, aliases: ['帮扶人', '结对人', '责任人'] }),
    public_from: date('公示开始', { width: 13, aliases: ['公示开始日期', '公示起', '公示时间'] }),
    public_to: date('公示结束', {
      width: 13,
      aliases: ['公示结束日期', '公示止', '公示截止'],
      hint: '名单公示不少于5天，首尾两天都算。',
    }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type DifficultMember = RowOf<typeof difficultMembers>

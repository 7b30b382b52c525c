// 流动党员登记表: members away from home, why and where, and the party organisation that takes them in (I-11).
import { choice, date, phone, reference, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'

export const floatingMembers = defineLedger({
  key: 'floating_members',
  title: '流动党员',
  heading: '{town}流动党员登记表',
  table: 'floating_member',
  sheets: ['流动党员登记表', '流动党员', '流动党员名册', '外出流动党员登记表', '流动党员花名册'],
  identity: [['member_id']],
  isCoded: true,
  measure: '人',
  importNote: '先要有党员花名册：姓名按所在支部的花名册核对，同名的在姓名后注明身份证号末四位。',
  columns: {
    org_id: reference('所在支部', 'organisations', {
      required: true,
      width: 26,
      codes: { missing: 'M-331', unknown: 'M-330' },
      aliases: ['所在党支部', '所属党支部', '支部名称', '党支部', '支部', '组织关系所在支部'],
    }),
    member_id: reference('姓名', 'members', {
      required: true,
      within: 'org_id',
      width: 12,
      codes: { missing: 'M-301', unknown: 'M-399' },
      aliases: ['党员姓名', '流动党员姓名'],
    }),
    sex: choice(
      '性别',
      [
        { value: '男', synonyms: ['男性'] },
        { value: '女', synonyms: ['女性'] },
      ],
      { width: 6 },
    ),
    join_date: date('入党时间', { width: 12, aliases: ['入党日期', '入党年月'] }),
    reason: choice(
      '外出原因',
      [
        { value: '务工', synonyms: ['打工', '外出务工', '就业'] },
        { value: '经商', synonyms: ['外出经商', '办企业', '做生意'] },
        { value: '学习', synonyms: ['求学', '读书', '进修'] },
        { value: '探亲居住', synonyms: ['探亲', '居住', '随子女居住', '投亲'] },
        { value: '其他', synonyms: ['其它'] },
      ],
      { width: 10, aliases: ['流动原因', '原因'] },
    ),
    place: text('外出地点', {
      of: 'prose',
      width: 22,
      aliases: ['外出地', '流出地', '流入地', '外出去向', '外出地址', '现工作地点'],
    }),
    since: date('外出时间', { width: 13, aliases: ['流出时间', '外出日期', '流动时间'] }),
    returned_on: date('返回时间', {
      width: 13,
      aliases: ['回乡时间', '返回日期'],
      hint: '已经回来的填写，同时在花名册里改为“否”。',
    }),
    transfer: choice(
      '组织关系能否转移',
      [
        { value: '能转移', synonyms: ['能', '可以', '可转移'] },
        { value: '不便转移', synonyms: ['不能转移', '不能', '无法转移', '不便', '不可以'] },
      ],
      {
        width: 12,
        aliases: ['能否转移组织关系', '组织关系', '组织关系转移情况'],
        hint: '外出6个月以上且能转移的，应转移组织关系，不发活动证。',
      },
    ),
    card_no: text('活动证号', { width: 16, aliases: ['流动党员活动证号', '活动证', '证号'] }),
    card_on: date('发证时间', { width: 13, aliases: ['发证日期', '活动证发证时间'] }),
    phone: phone('联系方式', { width: 16, aliases: ['联系电话', '电话', '手机', '手机号码'] }),
    host: text('流入地党组织', {
      of: 'prose',
      width: 24,
      aliases: ['接收党组织', '流入地党支部', '现参加活动的党组织'],
    }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type FloatingMember = RowOf<typeof floatingMembers>

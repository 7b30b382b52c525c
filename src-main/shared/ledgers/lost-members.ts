// 双找登记表: members out of touch, how they were looked for, and the branch they were enrolled in (SYS-13).
import { choice, date, reference, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'

export const lostMembers = defineLedger({
  key: 'lost_members',
  title: '双找登记',
  heading: '{town}“双找”登记表',
  table: 'lost_member',
  sheets: ['双找登记表', '双找登记', '“双找”登记表', '失联党员登记表', '失去联系党员名册'],
  identity: [['org_id', 'name']],
  isCoded: true,
  measure: '人',
  importNote:
    '组织找党员、党员找组织都登记在这里，不在花名册里的人也可以登记。取得联系的，要写明编入哪个支部。',
  columns: {
    name: text('姓名', {
      of: 'name',
      required: true,
      width: 10,
      aliases: ['党员姓名', '失联党员', '名字'],
      codes: { missing: 'M-301', unknown: 'M-302' },
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
    org_id: reference('所在党支部', 'organisations', {
      required: true,
      width: 26,
      codes: { missing: 'M-331', unknown: 'M-330' },
      aliases: ['所属党支部', '所在支部', '原所在支部', '原支部', '支部名称', '党支部', '支部', '登记支部'],
      hint: '原来所在的支部；党员自己找来的，填登记的支部。',
    }),
    last_contact: date('最后联系时间', {
      required: true,
      width: 13,
      aliases: ['失联时间', '失联日期', '失去联系时间', '失去联系日期', '最后联系日期'],
      hint: '最后一次参加组织生活或交纳党费的时间，至少写到月。满6个月（含恰好6个月）认定为失联。',
    }),
    circumstance: choice(
      '失联情形',
      [
        { value: '外出务工经商', synonyms: ['外出务工', '外出经商', '务工经商', '外出打工'] },
        { value: '企业改制破产', synonyms: ['企业改制', '企业破产', '改制破产', '单位撤并'] },
        { value: '下岗离岗', synonyms: ['下岗', '离岗', '待业'] },
        { value: '毕业未转接', synonyms: ['毕业', '毕业生', '毕业后未转接'] },
        { value: '退伍未转接', synonyms: ['退伍', '复员转业', '转业退伍'] },
        { value: '工作调动未转接', synonyms: ['工作调动', '调动'] },
        { value: '迁居未转接', synonyms: ['迁居', '搬迁', '拆迁'] },
        { value: '出国出境', synonyms: ['出国', '出境'] },
        { value: '其他', synonyms: ['其它', '原因不明', '不明'] },
      ],
      { width: 14, aliases: ['失联原因', '情形', '失去联系原因', '失去联系情形'] },
    ),
    search: text('查找经过', {
      of: 'prose',
      width: 36,
      aliases: ['查找情况', '查找过程', '查找措施'],
    }),
    searcher: text('查找人', { width: 10, aliases: ['责任人', '经办人', '查找责任人'] }),
    result: choice(
      '查找结果',
      [
        { value: '取得联系', synonyms: ['已取得联系', '已联系上', '已找到', '找到'] },
        { value: '仍无法联系', synonyms: ['无法联系', '未取得联系', '未找到', '未联系上'] },
      ],
      { width: 12, aliases: ['结果', '查找结论'] },
    ),
    found_on: date('取得联系时间', { width: 13, aliases: ['取得联系日期', '联系上的时间'] }),
    enrolled_id: reference('编入支部', 'organisations', {
      width: 26,
      codes: { unknown: 'M-330' },
      aliases: ['编入党支部', '编入党组织', '现编入支部'],
      hint: '取得联系的党员编到哪个支部参加活动。',
    }),
    enrolled_on: date('编入时间', { width: 13, aliases: ['编入日期'] }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type LostMember = RowOf<typeof lostMembers>

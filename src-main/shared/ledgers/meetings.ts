// 组织生活会（民主生活会）: when a branch or the leaders of a unit met, who sat in, how many examined themselves.
import { choice, count, date, flag, reference, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'

export const meetings = defineLedger({
  key: 'meetings',
  title: '组织生活会（民主生活会）',
  heading: '{town}专题组织生活会、民主生活会登记表',
  table: 'org_meeting',
  sheets: [
    '组织生活会',
    '专题组织生活会',
    '民主生活会',
    '组织生活会登记',
    '组织生活会情况',
    '专题民主生活会',
  ],
  identity: [['org_id', 'kind', 'date']],
  measure: '次',
  importNote:
    '一行一次会。支部的专题组织生活会、领导班子的专题民主生活会、缺席党员的补开会都在这张表；逐名党员的到会情况在“组织生活和评议”里登记。',
  columns: {
    org_id: reference('单位', 'organisations', {
      required: true,
      width: 26,
      codes: { unknown: 'M-330', missing: 'M-331' },
      aliases: ['支部', '党支部', '所在支部', '所在党支部', '党组织', '单位名称', '支部名称', '召开单位'],
    }),
    kind: choice(
      '会议类型',
      [
        { value: '专题组织生活会', synonyms: ['组织生活会', '支部组织生活会', '专题组织生活'] },
        {
          value: '领导班子专题民主生活会',
          synonyms: ['民主生活会', '专题民主生活会', '班子民主生活会', '领导班子民主生活会'],
        },
        { value: '补开', synonyms: ['补会', '补开组织生活会', '补开会议'] },
      ],
      { required: true, width: 22, aliases: ['类型', '会议名称', '会议种类'] },
    ),
    date: date('召开时间', {
      required: true,
      width: 13,
      aliases: ['召开日期', '会议时间', '会议日期', '时间', '日期', '开会时间'],
    }),
    place: text('地点', { of: 'prose', width: 16, aliases: ['会议地点', '召开地点'] }),
    host: text('主持人', { width: 10, aliases: ['主持', '会议主持人'] }),
    expected: count('应到人数', { width: 9, aliases: ['应到', '应到会人数', '应参加人数', '应到党员'] }),
    attended: count('实到人数', {
      width: 9,
      aliases: ['实到', '实到会人数', '到会人数', '实参加人数', '实到党员'],
    }),
    activists: count('列席入党积极分子', {
      width: 12,
      aliases: ['入党积极分子', '积极分子', '列席积极分子', '入党积极分子人数'],
      hint: '入党积极分子、党外群众代表都要邀请列席；确实没有积极分子的，在“无积极分子”填“是”。',
    }),
    representatives: count('列席党外群众代表', {
      width: 12,
      aliases: ['党外群众代表', '群众代表', '列席群众代表', '群众代表人数'],
    }),
    others: count('其他列席人员', { width: 11, aliases: ['其他列席', '其他人员', '列席其他'] }),
    no_activists: flag('无积极分子', { width: 10, aliases: ['没有积极分子', '无入党积极分子'] }),
    examined: count('作自我剖析人数', {
      width: 11,
      aliases: ['自我剖析人数', '自我剖析', '剖析人数', '对照检查人数'],
    }),
    criticisms: count('批评意见条数', {
      width: 10,
      aliases: ['批评意见', '相互批评条数', '批评条数', '接受批评条数'],
    }),
    feedback_on: date('意见反馈时间', {
      width: 13,
      aliases: ['意见反馈日期', '反馈意见时间'],
      hint: '领导班子专题民主生活会填：征求到的意见先反馈，再开会。',
    }),
    notice_on: date('通报时间', {
      width: 13,
      aliases: ['通报日期', '会后通报时间', '会议情况通报时间'],
    }),
    recorder: text('记录人', { width: 10, aliases: ['记录', '会议记录人'] }),
    remark: text('备注', { of: 'prose', width: 20 }),
  },
})

export type MeetingRow = RowOf<typeof meetings>

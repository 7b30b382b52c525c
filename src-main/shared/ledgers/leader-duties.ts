// 领导带头: what shows that a leading cadre set an example, item by item (SYS-05).
import { choice, date, reference, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { leaderDuties as six } from '../rules/leaders.ts'

/** The six items, and the one another speech names in place of the last. */
export const dutyItems = [...six, '带头撰写体会文章'] as const

const SYNONYMS: Readonly<Record<(typeof dutyItems)[number], readonly string[]>> = {
  带头学习: ['学习'],
  带头讲党课或作专题报告: ['讲党课', '带头讲党课', '作专题报告', '讲党课或作专题报告'],
  带头查找问题: ['查找问题', '查摆问题', '带头查摆问题'],
  带头开展批评与自我批评: ['批评与自我批评', '开展批评与自我批评'],
  带头制定和落实整改措施: ['制定和落实整改措施', '落实整改措施', '整改', '带头整改'],
  带头帮助基层解决实际困难和问题: [
    '帮助基层',
    '帮助基层解决实际困难',
    '解决实际困难',
    '帮助基层解决实际困难和问题',
  ],
  带头撰写体会文章: ['撰写体会文章', '体会文章', '撰写心得体会'],
}

export const leaderDuties = defineLedger({
  key: 'leader_duties',
  title: '领导带头',
  heading: '{town}领导干部带头参加活动登记表',
  table: 'leader_duty',
  sheets: ['领导带头登记表', '领导带头', '带头登记', '领导干部参加活动登记表', '六个带头登记表'],
  identity: [['member_id', 'duty', 'done_on']],
  isCoded: true,
  measure: '条',
  importNote: '一行一名领导的一项带头和一条佐证。支部填领导组织关系所在的支部，姓名按该支部花名册核对。',
  columns: {
    org_id: reference('所在支部', 'organisations', {
      required: true,
      width: 26,
      codes: { missing: 'M-331', unknown: 'M-330' },
      aliases: ['所在党支部', '组织关系所在支部', '支部', '党支部', '支部名称'],
      hint: '领导本人组织关系所在的支部，不是联系点。',
    }),
    member_id: reference('领导姓名', 'members', {
      required: true,
      within: 'org_id',
      width: 12,
      codes: { missing: 'M-301', unknown: 'M-399' },
      aliases: ['姓名', '领导干部', '领导'],
    }),
    duty: choice(
      '带头项目',
      dutyItems.map((value) => ({ value, synonyms: SYNONYMS[value] })),
      { required: true, width: 28, aliases: ['项目', '带头内容', '带头事项'] },
    ),
    done_on: date('日期', { required: true, width: 13, aliases: ['时间', '活动时间', '活动日期'] }),
    record: text('佐证记录', {
      of: 'prose',
      width: 40,
      aliases: ['佐证', '记录', '活动记录', '具体情况', '活动内容'],
      hint: '写明做了什么、有什么材料可查，如“到清溪中学支部讲党课，有讲稿和签到”。',
    }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type LeaderDutyRow = RowOf<typeof leaderDuties>

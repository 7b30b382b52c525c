// 联系点活动记录: each time a leader came to his contact point, what for, and what he found (SYS-04).
import { date, reference, tags, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'

export const visitMatters = ['调研', '督促检查', '指导', '上党课', '解决问题'] as const

export const contactVisits = defineLedger({
  key: 'contact_visits',
  title: '联系点活动',
  heading: '{town}领导干部联系点活动记录表',
  table: 'contact_visit',
  sheets: ['联系点活动记录', '联系点活动', '联系点活动表', '联系点活动记录表', '到点记录', '领导到点记录'],
  identity: [['leader', 'org_id', 'visited_on']],
  isCoded: true,
  measure: '次',
  importNote: '先登记联系点安排，再登记活动。一行一次到点；同一天到两个联系点的，写两行。',
  columns: {
    leader: text('领导姓名', {
      of: 'name',
      required: true,
      width: 10,
      aliases: ['姓名', '领导', '联系领导', '领导干部', '到点领导'],
      codes: { missing: 'M-301', unknown: 'M-302' },
    }),
    org_id: reference('联系点', 'organisations', {
      required: true,
      width: 26,
      codes: { missing: 'M-331', unknown: 'M-330' },
      aliases: ['联系单位', '联系支部', '联系点单位', '所到单位', '单位'],
      hint: '要与联系点安排表里的一致。',
    }),
    visited_on: date('到点日期', {
      required: true,
      width: 13,
      aliases: ['日期', '时间', '活动时间', '到点时间'],
    }),
    matters: tags(
      '活动事项',
      [
        { value: '调研', synonyms: ['调查研究', '走访调研'] },
        { value: '督促检查', synonyms: ['督查', '检查', '督促'] },
        { value: '指导', synonyms: ['指导工作', '具体指导'] },
        { value: '上党课', synonyms: ['党课', '讲党课', '专题报告'] },
        { value: '解决问题', synonyms: ['解决困难', '帮助解决困难', '办实事'] },
      ],
      { width: 18, aliases: ['事项', '活动形式', '主要事项', '活动类别'] },
    ),
    content: text('活动内容', { of: 'prose', width: 36, aliases: ['内容', '活动情况', '主要内容'] }),
    problems: text('发现问题', { of: 'prose', width: 28, aliases: ['发现的问题', '存在问题'] }),
    solved: text('处理情况', { of: 'prose', width: 28, aliases: ['解决情况', '处理结果', '意见建议'] }),
    recorder: text('记录人', { width: 10 }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type ContactVisit = RowOf<typeof contactVisits>

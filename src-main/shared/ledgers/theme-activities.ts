// 主题实践活动台账: what each unit did under the theme of its plan (SYS-25).
import { count, date, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { plainModule } from '../ledger/row-checks.ts'
import { unitColumn } from './unit-column.ts'

export const themeActivities = defineLedger({
  key: 'theme_activities',
  title: '主题实践活动',
  heading: '{town}主题实践活动台账',
  table: 'theme_activity',
  sheets: ['主题实践活动台账', '主题实践活动', '主题活动台账', '实践活动台账'],
  identity: [['org_id', 'on_day', 'activity']],
  isCoded: true,
  measure: '次',
  importNote: '一次活动一行。方案批准以后开展的活动才算数，方案批准前的照样登记。',
  columns: {
    org_id: unitColumn(),
    theme: text('主题名称', {
      of: 'prose',
      required: true,
      width: 24,
      aliases: ['主题', '活动主题', '实践活动主题', '主题实践活动名称'],
    }),
    activity: text('活动内容', {
      of: 'prose',
      required: true,
      width: 34,
      aliases: ['活动', '内容', '活动名称', '具体活动', '活动项目'],
    }),
    on_day: date('活动日期', {
      required: true,
      width: 13,
      aliases: ['日期', '时间', '活动时间', '开展时间'],
    }),
    place: text('活动地点', { of: 'prose', width: 16, aliases: ['地点'] }),
    organiser: text('组织者', { width: 12, aliases: ['负责人', '组织人', '牵头人', '责任人'] }),
    participants: count('参加人数', { width: 9, aliases: ['人数', '参加党员', '参加人次', '参加党员数'] }),
    result: text('活动效果', { of: 'prose', width: 28, aliases: ['效果', '成效', '活动成效', '结果'] }),
    evidence: text('佐证材料', { of: 'prose', width: 18, aliases: ['佐证', '照片或记录', '材料'] }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type ThemeActivity = RowOf<typeof themeActivities>

export const themeActivityModule = plainModule(themeActivities, { days: { on_day: {} } })

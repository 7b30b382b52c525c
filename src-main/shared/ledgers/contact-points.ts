// 联系点安排表: which leader keeps in touch with which unit (SYS-04).
import { date, flag, reference, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'

export const contactPoints = defineLedger({
  key: 'contact_points',
  title: '联系点',
  heading: '{town}党政领导先进性教育联系点安排表',
  table: 'contact_point',
  sheets: ['联系点安排表', '联系点', '领导联系点安排表', '领导干部联系点安排表', '联系点一览表'],
  identity: [['leader', 'org_id']],
  isCoded: true,
  measure: '个',
  importNote: '一行一名领导的一个联系点；一名领导有几个联系点的，写几行。',
  columns: {
    leader: text('领导姓名', {
      of: 'name',
      required: true,
      width: 10,
      aliases: ['姓名', '领导', '联系领导', '党政领导', '领导干部'],
      codes: { missing: 'M-301', unknown: 'M-302' },
    }),
    post: text('职务', { of: 'prose', width: 20, aliases: ['领导职务', '现任职务'] }),
    org_id: reference('联系点', 'organisations', {
      required: true,
      width: 26,
      codes: { missing: 'M-331', unknown: 'M-330' },
      aliases: ['联系单位', '联系支部', '联系点单位', '所联系支部', '联系点名称'],
    }),
    is_demo: flag('示范点', { width: 8, aliases: ['是否示范点', '示范'] }),
    since: date('确定日期', { width: 13, aliases: ['确定时间', '建点时间', '建点日期'] }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type ContactPoint = RowOf<typeof contactPoints>

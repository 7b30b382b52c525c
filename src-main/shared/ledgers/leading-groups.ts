// 机构设置一览表: the leading group and the office of each unit, and who answers for it (SYS-01, SYS-02).
import { choice, date, tags, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { plainModule } from '../ledger/row-checks.ts'
import { unitColumn } from './unit-column.ts'

/** What an office of the campaign is for. */
export const officeDuties = ['情况收集', '信息反馈', '典型宣传', '活动督查'] as const

export const leadingGroups = defineLedger({
  key: 'leading_groups',
  title: '机构设置',
  heading: '{town}先进性教育活动机构设置一览表',
  table: 'leading_group',
  sheets: ['机构设置一览表', '机构设置', '责任人一览表', '领导机构', '领导小组', '领导小组及办公室'],
  identity: [['org_id']],
  measure: '个',
  importNote:
    '一个单位一行：领导小组、办公室和第一责任人。组长应是党组织书记或主要负责人，书记空缺的写明由谁主持工作。',
  columns: {
    org_id: unitColumn(),
    name: text('机构名称', { of: 'prose', width: 26, aliases: ['领导小组名称', '领导机构', '领导机构名称'] }),
    leader: text('组长', { width: 10, aliases: ['领导小组组长', '组长姓名'], hint: '只写姓名。' }),
    deputies: text('副组长', { of: 'prose', width: 16, aliases: ['领导小组副组长'] }),
    members: text('成员', { of: 'prose', width: 26, aliases: ['领导小组成员', '小组成员'] }),
    office: text('工作机构', {
      of: 'prose',
      width: 20,
      aliases: ['办公室', '办公室名称', '办事机构', '工作机构名称'],
      hint: '写办公室的名称，没有单设的写由哪里承担。',
    }),
    office_head: text('办公室主任', { width: 10, aliases: ['主任', '办公室负责人'] }),
    office_members: text('办公室成员', {
      of: 'prose',
      width: 26,
      aliases: ['办公室工作人员', '工作人员', '办公室组成人员'],
    }),
    duties: tags('办公室职责', officeDuties, { width: 26, aliases: ['职责', '工作职责'] }),
    formed_on: date('成立日期', { width: 13, aliases: ['成立时间', '成文日期', '发文日期', '成文时间'] }),
    doc_no: text('文号', { of: 'prose', width: 16, aliases: ['文件号', '成立文号', '发文字号', '文件编号'] }),
    responsible: text('责任人', {
      width: 10,
      aliases: ['第一责任人', '直接责任人', '责任人姓名'],
      hint: '只写一人，应是党组织书记；书记空缺的，是主持工作的负责人。',
    }),
    responsible_title: choice('责任人称谓', ['第一责任人', '直接责任人'], {
      width: 12,
      aliases: ['称谓'],
      hint: '不写的按第一责任人。',
    }),
    acting_head: text('主持工作负责人', {
      width: 14,
      aliases: ['主持工作的负责人', '主持工作'],
      hint: '书记空缺时填写。',
    }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type LeadingGroup = RowOf<typeof leadingGroups>

/** Persons in a cell: 张明、李红（副书记） → 张明, 李红. */
export const personsIn = (cell: string | null): string[] =>
  (cell ?? '')
    .replace(/[（(][^）)]*[）)]/gu, '')
    .split(/[、，,；;\n]/u)
    .map((name) => name.replace(/\s/gu, ''))
    .filter((name) => name !== '')

export const leadingGroupModule = plainModule(leadingGroups, {
  days: { formed_on: { mayPrecede: true } },
  one: { of: ['org_id'], what: '单位的机构' },
  check: (values, say) => {
    const named = [...new Set(personsIn(String(values['responsible'] ?? '')))]
    if (named.length < 2) return []
    const column = String(values['responsible_title'] ?? '第一责任人')
    return [say('M-750', 'responsible', { 栏目: column, n: named.length, 值: named.join('、') })]
  },
})

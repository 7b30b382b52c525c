// 制度建设一览表: the rules each unit made, mended or ended, in three classes, and whether they are kept (SYS-53).
import { choice, date, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { plainModule, textOf } from '../ledger/row-checks.ts'
import { unitColumn } from './unit-column.ts'

export const mechanismClasses = ['教育管理运行机制', '动力激励机制', '监督机制'] as const

export const mechanisms = defineLedger({
  key: 'mechanisms',
  title: '制度建设',
  heading: '{town}制度建设一览表',
  table: 'mechanism',
  sheets: ['制度建设一览表', '制度建设', '制度清单', '长效机制'],
  identity: [['org_id', 'name', 'action']],
  measure: '项',
  importNote: '一项制度一行：制定、修订、废止。三类机制各要有一项以上，有文号或讨论通过日期，有施行日期。',
  columns: {
    org_id: unitColumn(),
    class: choice(
      '机制类别',
      [
        {
          value: '教育管理运行机制',
          synonyms: ['教育管理运行', '教育管理', '运行机制', '教育管理机制', '教育管理类', '第一类'],
        },
        { value: '动力激励机制', synonyms: ['动力激励', '激励机制', '激励', '动力激励类', '第二类'] },
        { value: '监督机制', synonyms: ['监督', '监督类', '监督约束', '监督约束机制', '第三类'] },
      ],
      { required: true, width: 16, aliases: ['类别', '制度类别', '三类机制', '分类'] },
    ),
    name: text('制度名称', { of: 'prose', required: true, width: 34, aliases: ['制度', '名称', '规章制度'] }),
    action: choice(
      '制定修订废止',
      [
        { value: '制定', synonyms: ['新建', '新订', '新制定', '建立'] },
        { value: '修订', synonyms: ['修改', '完善', '修改完善', '健全'] },
        { value: '废止', synonyms: ['废除', '停止执行'] },
      ],
      {
        required: true,
        width: 12,
        aliases: ['制定/修订/废止', '制定、修订、废止', '制定修订', '立改废', '性质', '方式'],
        hint: '不写的按制定。',
      },
    ),
    doc_no: text('文号', { of: 'prose', width: 16, aliases: ['文件号', '发文字号', '文件编号'] }),
    passed_on: date('通过日期', {
      width: 13,
      aliases: ['讨论通过日期', '讨论通过时间', '通过时间', '制定日期', '制定时间'],
    }),
    in_force_on: date('施行日期', {
      width: 13,
      aliases: ['施行时间', '执行日期', '实施日期', '执行时间', '实施时间'],
    }),
    kept: text('执行记录', {
      of: 'prose',
      width: 26,
      aliases: ['执行情况', '执行检查', '落实情况'],
      hint: '施行后的执行记录，“回头看”时核对。',
    }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type MechanismRow = RowOf<typeof mechanisms>

export const mechanismModule = plainModule(mechanisms, {
  days: { passed_on: { mayPrecede: true }, in_force_on: { mayLieAhead: true, mayPrecede: true } },
  orders: [['passed_on', 'in_force_on']],
  one: { of: ['org_id', 'name', 'action'], what: '单位的同一项制度' },
  derived: ['action'],
  complete: (values) => (textOf(values, 'action') === '' ? { ...values, action: '制定' } : values),
  check: (values, say) => {
    const isBare = textOf(values, 'doc_no') === '' && textOf(values, 'passed_on') === ''
    const isUndated = textOf(values, 'in_force_on') === '' && textOf(values, 'action') !== '废止'
    return [...(isBare ? [say('M-748', 'doc_no')] : []), ...(isUndated ? [say('M-749', 'in_force_on')] : [])]
  },
})

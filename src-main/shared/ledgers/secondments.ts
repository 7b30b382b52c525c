// 抽调人员名册: who was called up for the office and the groups, from which unit, to look after which (SYS-62).
import { choice, date, phone, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { plainModule, textOf } from '../ledger/row-checks.ts'
import { judgeAvoidance } from '../rules/organisation.ts'

export const secondments = defineLedger({
  key: 'secondments',
  title: '抽调人员',
  heading: '{town}先进性教育活动抽调人员名册',
  table: 'secondment',
  sheets: ['抽调人员名册', '抽调人员', '工作人员名册'],
  identity: [['name', 'from_unit']],
  measure: '人',
  importNote: '抽调到办公室、督导组的人员，一人一行。督导人员不督导自己所在的单位。',
  columns: {
    name: text('姓名', {
      of: 'name',
      required: true,
      width: 10,
      codes: { missing: 'M-301', unknown: 'M-302' },
      aliases: ['抽调人员', '人员姓名'],
    }),
    from_unit: text('所在单位', {
      of: 'prose',
      required: true,
      width: 26,
      aliases: ['原单位', '工作单位', '抽调单位', '单位', '原工作单位'],
    }),
    post: text('职务', { of: 'prose', width: 14, aliases: ['原职务', '单位职务'] }),
    assigned: choice('抽调去向', ['办公室', '督导组', '宣讲团', '其他'], {
      width: 10,
      aliases: ['去向', '抽调岗位', '安排'],
    }),
    duty: text('分工', { of: 'prose', width: 18, aliases: ['工作分工', '职责'] }),
    units: text('督导单位', {
      of: 'prose',
      width: 34,
      aliases: ['所督导单位', '联系单位', '被督导单位'],
      hint: '几个单位用顿号隔开；名册上定了督导人员的可以不写。',
    }),
    from_on: date('抽调日期', { width: 13, aliases: ['抽调时间', '到岗日期', '报到日期'] }),
    until_on: date('结束日期', { width: 13, aliases: ['结束时间', '离岗日期'] }),
    phone: phone('联系电话', { width: 16, aliases: ['电话', '手机'] }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type SecondmentRow = RowOf<typeof secondments>

/** Units named in a cell, as written. */
export const unitsIn = (cell: string | null): string[] =>
  (cell ?? '')
    .split(/[、，,；;\n]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')

export const secondmentModule = plainModule(secondments, {
  days: {
    from_on: { mayPrecede: true },
    until_on: { mayLieAhead: true, mayPrecede: true },
  },
  orders: [['from_on', 'until_on']],
  one: { of: ['name', 'from_unit'], what: '人' },
  check: (values, say) => {
    const supervisorUnit = textOf(values, 'from_unit')
    const isOwn = (unit: string): boolean => judgeAvoidance({ supervisorUnit, unit }).outcome === 'fail'
    const own = unitsIn(textOf(values, 'units')).find(isOwn)
    return own === undefined ? [] : [say('M-755', 'units', { 姓名: textOf(values, 'name'), 值: own })]
  },
})

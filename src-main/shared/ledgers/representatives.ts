// 群众代表名册: who speaks for the masses in a unit's polls, and when the materials were sent (SYS-31).
import { choice, date, phone, reference, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'

export const representatives = defineLedger({
  key: 'representatives',
  title: '群众代表',
  heading: '{town}群众代表名册',
  table: 'representative',
  sheets: ['群众代表名册', '群众代表', '代表名册', '参评群众代表名册', '群众代表登记表'],
  identity: [['org_id', 'name', 'category']],
  isCoded: true,
  measure: '人',
  importNote: '一行一名代表，姓名可以不写，类别要写。资料应在测评前一天或更早提供，提供后填上日期。',
  columns: {
    org_id: reference('单位', 'organisations', {
      required: true,
      width: 26,
      codes: { missing: 'M-331', unknown: 'M-330' },
      aliases: ['参学单位', '被评单位', '支部', '党支部', '单位名称', '所在支部', '支部名称'],
      hint: '请代表参加测评的单位，不是代表自己的单位。',
    }),
    name: text('姓名', { of: 'name', width: 10, aliases: ['代表姓名', '群众代表姓名'] }),
    category: choice(
      '代表类别',
      [
        { value: '本单位', synonyms: ['本单位群众', '本单位职工', '职工代表', '本单位代表'] },
        { value: '下属单位', synonyms: ['下属单位代表', '下级单位'] },
        { value: '服务对象', synonyms: ['服务单位', '服务对象代表', '服务单位代表', '管理服务对象'] },
        { value: '党代表', synonyms: ['党代会代表', '党员代表'] },
        { value: '人大代表', synonyms: ['人民代表'] },
        { value: '政协委员', synonyms: ['政协'] },
        { value: '离退休', synonyms: ['离退休人员', '离退休代表', '老干部'] },
        { value: '其他', synonyms: ['其它'] },
      ],
      { required: true, width: 10, aliases: ['类别', '代表类型', '身份', '身份类别'] },
    ),
    work_unit: text('代表所在单位', {
      of: 'prose',
      width: 22,
      aliases: ['工作单位', '代表工作单位', '工作单位及职务', '住址或单位'],
    }),
    phone: phone('联系电话', { width: 16, aliases: ['电话', '联系方式', '手机'] }),
    materials_on: date('资料提供日期', {
      width: 13,
      aliases: ['资料提供时间', '送资料时间', '提供资料日期', '提供资料时间', '发放资料时间'],
      hint: '要早于测评那一天。',
    }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type Representative = RowOf<typeof representatives>

// 组织整顿台账: weak branches and what is done about each, and party organisations of non-public enterprises (SYS-10).
import { choice, count, date, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { countOf, plainModule, textOf } from '../ledger/row-checks.ts'
import { unitColumn } from './unit-column.ts'

/** Not a weak branch: enterprises that are to have a party organisation. */
const FIRMS = '非公企业组建'

/** States of a branch that is put right. */
export const weakStates = ['不健全', '软弱涣散', '瘫痪', '空壳', '后进'] as const

export const reorganisations = defineLedger({
  key: 'reorganisations',
  title: '组织整顿',
  heading: '{town}基层党组织整顿台账',
  table: 'reorganisation',
  sheets: ['组织整顿台账', '组织整顿', '后进支部整顿台账', '软弱涣散党组织整顿台账', '软弱涣散党组织排查表'],
  identity: [
    ['org_id', 'listed_on'],
    ['org_id', 'state'],
  ],
  isCoded: true,
  measure: '条',
  importNote:
    '班子不健全、软弱涣散、瘫痪、空壳和后进的支部，一次整顿一行；非公企业组建党组织的情况写在所属总支（工作片）一行。',
  columns: {
    org_id: unitColumn(),
    state: choice(
      '整顿类型',
      [
        { value: '不健全', synonyms: ['班子不健全'] },
        { value: '软弱涣散', synonyms: ['软弱', '涣散', '班子软弱涣散'] },
        { value: '瘫痪', synonyms: ['瘫痪状态', '瘫痪班子'] },
        { value: '空壳', synonyms: ['空壳状态', '空壳支部'] },
        { value: '后进', synonyms: ['后进支部', '后进党支部'] },
        { value: FIRMS, synonyms: ['非公企业', '组建', '非公企业党组织组建'] },
      ],
      { width: 10, aliases: ['班子状态', '类型', '整顿前状态', '支部类别', '存在类型'] },
    ),
    listed_on: date('列入日期', { width: 13, aliases: ['列入时间', '排查日期', '排查时间', '确定日期'] }),
    problems: text('存在问题', { of: 'prose', width: 30, aliases: ['主要问题', '问题', '软弱涣散表现'] }),
    measures: text('整顿措施', { of: 'prose', width: 34, aliases: ['措施', '整顿办法', '整改措施'] }),
    responsible: text('责任人', { width: 10, aliases: ['整顿责任人', '包抓领导', '责任领导', '联系领导'] }),
    due_on: date('整顿时限', { width: 13, aliases: ['时限', '完成时限', '整顿期限'] }),
    done_on: date('完成日期', { width: 13, aliases: ['完成时间', '整顿完成日期', '整顿完成时间'] }),
    result: text('整顿结果', {
      of: 'prose',
      width: 26,
      aliases: ['结果', '整顿情况', '整顿效果', '完成情况'],
    }),
    enterprises: count('非公企业应建数', {
      width: 10,
      aliases: ['应建', '应建数', '应建党组织', '非公企业应建', '非公企业应建党组织数'],
      hint: '应当建立党组织的非公企业数。',
    }),
    enterprises_built: count('非公企业已建数', {
      width: 10,
      aliases: ['已建', '已建数', '已建党组织', '非公企业已建', '非公企业已建党组织数'],
    }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type Reorganisation = RowOf<typeof reorganisations>

export const reorganisationModule = plainModule(reorganisations, {
  days: { listed_on: { mayPrecede: true }, due_on: { mayLieAhead: true }, done_on: {} },
  orders: [
    ['listed_on', 'due_on'],
    ['listed_on', 'done_on'],
  ],
  complete: (values) =>
    textOf(values, 'state') === '' && countOf(values, 'enterprises') !== null
      ? { ...values, state: FIRMS }
      : values,
  check: (values, say) => {
    const [due, built] = [countOf(values, 'enterprises'), countOf(values, 'enterprises_built')]
    const isTooMany = due !== null && built !== null && built > due
    return [
      ...(isTooMany ? [say('M-743', 'enterprises_built', { a: built, b: due })] : []),
      ...(textOf(values, 'state') === '' && due === null ? [say('M-744', 'state')] : []),
    ]
  },
})

// 走访慰问: every visit to a member or a household in difficulty, with what was given and what was asked for (SYS-26).
import { choice, count, date, flag, reference, tags, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { careKinds } from '../rules/roster.ts'

/** The three kinds every member of which is to be visited; the tag of the roster says who they are. */
export const caredFor = ['低保困难', '建国前入党', '因病致贫'] as const

export const careVisits = defineLedger({
  key: 'care_visits',
  title: '关爱走访',
  heading: '{town}走访慰问一览表',
  table: 'care_visit',
  sheets: ['走访慰问一览表', '关爱走访一览表', '走访慰问', '关爱台账', '走访慰问登记表', '关爱走访'],
  identity: [['org_id', 'name', 'visited_on']],
  isCoded: true,
  measure: '人次',
  importNote: '一行一次走访。党员、群众都可以登记；花名册里有同名党员的，在姓名后注明身份证号末四位。',
  columns: {
    org_id: reference('支部', 'organisations', {
      required: true,
      width: 26,
      codes: { missing: 'M-331', unknown: 'M-330' },
      aliases: ['所在支部', '所在党支部', '党支部', '支部名称', '走访单位', '单位'],
      hint: '走访对象所在的支部；走访群众的，填组织走访的支部。',
    }),
    name: text('走访对象', {
      required: true,
      width: 14,
      aliases: ['姓名', '慰问对象', '对象', '党员姓名', '对象姓名'],
    }),
    category: choice(
      '对象类别',
      [
        { value: '低保困难', synonyms: ['低保', '低保困难党员', '低保党员', '低保户'] },
        {
          value: '建国前入党',
          synonyms: ['建国前', '建国前入党农村老党员', '老党员', '建国前入党的农村老党员'],
        },
        { value: '因病致贫', synonyms: ['因病', '因病致贫党员'] },
        { value: '其他困难党员', synonyms: ['困难党员', '下岗失业党员', '其他党员'] },
        { value: '困难群众', synonyms: ['群众', '困难户', '特困户'] },
        { value: '其他', synonyms: ['其它'] },
      ],
      { width: 12, aliases: ['类别', '困难类别', '困难类型'] },
    ),
    visited_on: date('走访日期', {
      required: true,
      width: 13,
      aliases: ['走访时间', '慰问时间', '慰问日期', '日期', '时间'],
    }),
    visitor: text('走访人', { width: 14, aliases: ['慰问人', '走访人员', '走访领导', '慰问人员'] }),
    kinds: tags(
      '“七助”内容',
      careKinds.map((kind) => ({ value: kind })),
      {
        width: 18,
        aliases: ['七助', '七助内容', '帮扶内容', '帮助内容', '七助种类'],
        hint: '助业、助居、助医、助学、助行、助困、助安，可以选几种。',
      },
    ),
    goods: text('慰问物资', { of: 'prose', width: 20, aliases: ['物资', '慰问品', '物品'] }),
    amount: count('慰问金额', {
      width: 10,
      aliases: ['金额', '慰问金', '金额元', '慰问金额元'],
      hint: '单位元。',
    }),
    needs: text('反映的需求', { of: 'prose', width: 24, aliases: ['需求', '困难需求', '存在困难', '要求'] }),
    done: text('落实情况', { of: 'prose', width: 24, aliases: ['落实', '解决情况', '办理情况'] }),
    is_key: flag('重点关爱对象', { width: 10, aliases: ['是否重点关爱对象', '重点对象', '重点关爱'] }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type CareVisit = RowOf<typeof careVisits>

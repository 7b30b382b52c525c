// 筹备工作对照表: the preparatory work of the town and the printed forms of the second stage (SYS-61, SYS-35).
import { choice, date, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { plainModule, textOf } from '../ledger/row-checks.ts'
import { pollForms, preparatoryWork } from '../rules/preparation.ts'

/** 征求意见表 → 征求意见表定稿. */
export const formItem = (form: (typeof pollForms)[number]): string => `${form}定稿`

const WORK_SYNONYMS: Readonly<Record<(typeof preparatoryWork)[number], readonly string[]>> = {
  党员队伍思想状况调研: ['思想状况调研', '前期调研', '党员思想状况调研'],
  分批对象确定: ['确定分批对象', '分批对象的确定'],
  先进典型推选和宣讲人员组建: ['典型推选与宣讲团', '典型推选', '宣讲团组建', '先进典型推选'],
  软弱涣散党组织排查整顿: ['软弱涣散整顿', '软弱涣散党组织整顿'],
  组织领导机构和整体工作方案: ['机构与方案', '领导机构和工作方案', '机构和方案'],
  学习资料组织订购: ['资料订购', '学习资料订购'],
}

export const preparations = defineLedger({
  key: 'preparations',
  title: '筹备工作',
  heading: '{town}先进性教育活动筹备工作对照表',
  table: 'preparation',
  sheets: ['筹备工作对照表', '筹备工作', '前期准备工作'],
  identity: [['item']],
  measure: '项',
  importNote: '全镇一张表：六项筹备工作和三种表格样张，各一行。',
  columns: {
    item: choice(
      '工作项目',
      [
        ...preparatoryWork.map((value) => ({ value, synonyms: WORK_SYNONYMS[value] })),
        ...pollForms.map((form) => ({ value: formItem(form), synonyms: [form, `${form}样张`] })),
      ],
      { required: true, width: 28, aliases: ['项目', '筹备工作', '工作内容', '工作'] },
    ),
    responsible: text('责任人', { width: 12, aliases: ['负责人', '牵头人'] }),
    unit: text('责任单位', { of: 'prose', width: 18, aliases: ['牵头单位', '承办单位', '责任部门'] }),
    due_on: date('计划完成日期', { width: 14, aliases: ['计划完成时间', '时限', '完成时限'] }),
    done_on: date('完成日期', { width: 13, aliases: ['完成时间', '定稿日期', '实际完成日期'] }),
    outcome: text('完成情况', { of: 'prose', width: 34, aliases: ['落实情况', '进展情况', '情况'] }),
    evidence: text('佐证材料', { of: 'prose', width: 22, aliases: ['佐证', '材料', '成果'] }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type PreparationRow = RowOf<typeof preparations>

export const preparationModule = plainModule(preparations, {
  days: { due_on: { mayLieAhead: true, mayPrecede: true }, done_on: { mayPrecede: true } },
  one: { of: ['item'], what: '项工作' },
  check: (values, say) => {
    const isProven = textOf(values, 'done_on') === '' || textOf(values, 'evidence') !== ''
    return isProven ? [] : [say('M-751', 'evidence')]
  },
})

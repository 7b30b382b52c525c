// The tables that can be exported to Excel, as data: what each says and how it is made.
import type { FindingQuery } from '#shared/contract/findings.ts'
import type { LedgerKey } from '#shared/contract/ledger.ts'
import { api } from '../../client/api.ts'

export type Saved = { file: string; rows: number } | null

interface TableAct {
  label: string
  run: () => Promise<Saved>
}
export interface TableForm {
  key: string
  title: string
  says: string
  acts: readonly TableAct[]
}

const everyFinding: FindingQuery = {
  group: '全部',
  lights: [],
  states: [],
  units: [],
  categories: [],
  severities: [],
  phases: [],
  mine: false,
  search: '',
}

const roster = (ledger: LedgerKey, sheetPerOrganisation: boolean): Promise<Saved> =>
  api.ledger.export({ query: { ledger }, fullNumbers: false, reason: null, sheetPerOrganisation })

export const tableForms: readonly TableForm[] = [
  {
    key: 'E-1',
    title: '督导检查问题清单',
    says: '全部督导问题一件一行：依据、整改要求、时限、责任人、整改情况和复查结果；第二张表按单位汇总。',
    acts: [{ label: '导出', run: () => api.findings.export({ query: everyFinding }) }],
  },
  {
    key: 'E-3',
    title: '督导日志',
    says: '督导组每天的工作一条一行：到哪里、谁去、怎么督导、发现什么、提了什么建议、属于哪一项职责。',
    acts: [{ label: '导出', run: () => api.supervision.exportLog({}) }],
  },
  {
    key: 'E-4',
    title: '活动方案审批情况一览表',
    says: '所有单位一家一行：四项审查结果、结论、退回次数、主要意见，未报送的也列上。',
    acts: [{ label: '导出', run: () => api.plans.exportTable({}) }],
  },
  {
    key: 'E-13',
    title: '民主评议结果汇总表',
    says: '一个支部一行：应参评、实参评、四个等次、未评、反馈数和通报时间，末行合计；预备党员不评等次。',
    acts: [{ label: '导出', run: () => api.appraisal.exportResults({}) }],
  },
  {
    key: 'E-6',
    title: '党员学习情况统计表',
    says: '每个支部一行：参学率、集中学习次数、人均学时、达标和未达标人数、补课、笔记、送学，末行合计。',
    acts: [{ label: '导出', run: () => api.learning.exportSummary() }],
  },
  {
    key: 'E-7',
    title: '未达标及补课名单',
    says: '学时、篇目、辅导课、笔记有缺的党员一人一行：差多少、谁负责补、补到哪一步。',
    acts: [{ label: '导出', run: () => api.learning.exportShort({ orgId: null }) }],
  },
  {
    key: 'E-8',
    title: '信息报送及采用情况通报',
    says: '每半个月一期：各单位报送、采用、得分、名次和周报按时情况，零报送的也列上。',
    acts: [
      {
        label: '导出',
        run: async () =>
          api.reports.exportCircular({ start: (await api.reports.circular({ start: null })).head.start }),
      },
    ],
  },
  {
    key: 'E-9',
    title: '每周工作进展情况表',
    says: '一行一个单位一周：学习、征求意见、谈心、发现和解决问题、走访的数字，和报送的日子。',
    acts: [{ label: '导出', run: () => roster('weekly_reports', false) }],
  },
  {
    key: 'E-14',
    title: '各单位进度一览表',
    says: '所有单位一家一行：方案、动员、学时、五课到整改、公布，每一格是完成的日子或者还差多少。',
    acts: [{ label: '导出', run: () => api.overview.exportBoard({}) }],
  },
  {
    key: 'coverage',
    title: '各单位对照表',
    says: '所有单位一家一行：机构、责任人、主题实践、宣传、四个全程、制度等各项核对结果，第二张表写明原因。',
    acts: [
      {
        label: '只要有问题的',
        run: () => api.branches.exportCoverage({ unitType: null, onlyFaults: true }),
      },
      { label: '导出', run: () => api.branches.exportCoverage({ unitType: null, onlyFaults: false }) },
    ],
  },
  {
    key: 'responsible',
    title: '责任人一览表',
    says: '每个单位的责任人、书记、领导小组组长和工作机构，不符合要求的写明原因。电话隐去中间几位。',
    acts: [{ label: '导出', run: () => api.branches.exportResponsible({}) }],
  },
  {
    key: 'archive',
    title: '档案目录',
    says: '按阶段、类别列出已有的全部材料：文号、题名、责任者、日期、页数，一个阶段一张表，可作卷内目录。',
    acts: [{ label: '导出', run: () => api.branches.exportArchive({}) }],
  },
  {
    key: 'E-17',
    title: '阶段小结数据页',
    says: '起草阶段小结要用的全部数字，各有分子、分母、口径；第二张表是各单位突出问题解决和群众满意的活动成效一览。截至今天；别的日子到“阶段小结”页导出。',
    acts: [{ label: '导出', run: () => api.supervision.exportSummary({ phase: null, asOf: null }) }],
  },
  {
    key: 'organisations',
    title: '党组织名册',
    says: '全部党组织，电话隐去中间几位。要完整号码，到台账页导出并写明用途。',
    acts: [
      { label: '空白表', run: () => api.ledger.template({ ledger: 'organisations' }) },
      { label: '导出', run: () => roster('organisations', false) },
    ],
  },
  {
    key: 'members',
    title: '党员花名册',
    says: '全部党员，身份证号和电话隐去中间几位。要完整号码，到台账页导出并写明用途。',
    acts: [
      { label: '空白表', run: () => api.ledger.template({ ledger: 'members' }) },
      { label: '每支部一张', run: () => roster('members', true) },
      { label: '导出', run: () => roster('members', false) },
    ],
  },
  {
    key: 'E-15',
    title: '党员分类名册',
    says: '流动、离退休、困难、建国前入党、下岗失业、领导干部等，一类一张表，号码隐去中间几位。',
    acts: [{ label: '导出', run: () => api.people.exportCategories() }],
  },
  {
    key: 'leaders',
    title: '领导干部参加活动情况表',
    says: '一名领导一行：六个带头的日期、联系点和到点次数、讲党课、在所在支部的出勤。',
    acts: [{ label: '导出', run: () => api.people.exportLeaders() }],
  },
  {
    key: 'care_visits',
    title: '关爱走访一览表',
    says: '一次走访一行：对象、类别、走访人、“七助”内容、物资和金额、反映的需求和落实情况。',
    acts: [
      { label: '空白表', run: () => api.ledger.template({ ledger: 'care_visits' }) },
      { label: '导出', run: () => roster('care_visits', false) },
    ],
  },
  {
    key: 'exemplars',
    title: '典型一览表',
    says: '各支部推荐的典型和事迹，走到哪一步。反面典型隐去姓名和单位；内部要用的，到台账页导出并写明用途。',
    acts: [
      { label: '空白表', run: () => api.ledger.template({ ledger: 'exemplars' }) },
      { label: '导出', run: () => roster('exemplars', false) },
    ],
  },
  {
    key: 'contact_visits',
    title: '联系点活动表',
    says: '领导到联系点一次一行：日期、事项、内容、发现的问题和处理情况。',
    acts: [
      { label: '空白表', run: () => api.ledger.template({ ledger: 'contact_visits' }) },
      { label: '导出', run: () => roster('contact_visits', false) },
    ],
  },
]

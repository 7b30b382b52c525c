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
    key: 'E-4',
    title: '活动方案审批情况一览表',
    says: '所有单位一家一行：四项审查结果、结论、退回次数、主要意见，未报送的也列上。',
    acts: [{ label: '导出', run: () => api.plans.exportTable({}) }],
  },
  {
    key: 'E-14',
    title: '各单位进度一览表',
    says: '所有单位一家一行：方案、动员、学时、五课到整改、公布，每一格是完成的日子或者还差多少。',
    acts: [{ label: '导出', run: () => api.overview.exportBoard({}) }],
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
]

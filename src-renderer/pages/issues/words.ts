// How problems of the rectification ledger look: their states, and the shape of a query.
import type { IssueQuery, IssueState } from '#shared/contract/issues.ts'
import type { StatusKind } from '../../components/status.ts'

export const issueMarks: Readonly<Record<IssueState, StatusKind>> = {
  待分类: 'none',
  立改中: 'doing',
  整改中: 'doing',
  协调中: 'doing',
  已移交上级: 'doing',
  待说明: 'doing',
  已说明: 'warn',
  已完成: 'warn',
  已销号: 'ok',
  重新整改: 'bad',
  反弹重开: 'bad',
}

/** Everything open, nothing filtered. */
export const blankQuery = (): IssueQuery => ({
  group: '未销号',
  kinds: [],
  lights: [],
  states: [],
  units: [],
  sources: [],
  search: '',
})

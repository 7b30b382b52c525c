// What is listed under 台账, in the order of the rail: ledgers, and the pages that keep records of their own shape.

export interface LedgerLink {
  readonly to: string
  readonly label: string
}

export const ledgerMenu: readonly LedgerLink[] = [
  { to: '/ledgers/organisations', label: '党组织' },
  { to: '/ledgers/members', label: '党员' },
  { to: '/schedule', label: '日程安排' },
  { to: '/ledgers/polls', label: '满意度测评' },
  { to: '/analyses', label: '党性分析材料' },
  { to: '/ledgers/issues', label: '整改台账' },
]

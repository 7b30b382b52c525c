// The ledgers listed under 台账, in the order of the rail.

export interface LedgerLink {
  key: string
  label: string
}

export const ledgerMenu: readonly LedgerLink[] = [
  { key: 'organisations', label: '党组织' },
  { key: 'members', label: '党员' },
]

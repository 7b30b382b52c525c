// The entries of the side rail in their order: Alt+1…9 and Alt+0 follow it.
import type { IconName } from '../components/icons.ts'
import { groupOf } from './ledgerMenu.ts'

export interface RailEntry {
  /** Name of the route; the numbers beside the entries come by this name. */
  name: string
  to: string
  icon: IconName
  label: string
}

export const railEntries: readonly RailEntry[] = [
  { name: 'home', to: '/', icon: 'home', label: '工作台' },
  { name: 'units', to: '/units', icon: 'unit', label: '单位' },
  { name: 'plans', to: '/plans', icon: 'plan', label: '方案审批' },
  { name: 'inspections', to: '/inspections', icon: 'inspect', label: '督导检查' },
  { name: 'findings', to: '/findings', icon: 'flag', label: '问题整改' },
  { name: 'gates', to: '/gates', icon: 'gate', label: '测评转段' },
  { name: 'ledgers', to: '/ledgers', icon: 'ledger', label: '台账' },
  { name: 'reports-up', to: '/reports-up', icon: 'mail', label: '信息报送' },
  { name: 'documents', to: '/documents', icon: 'print', label: '报表文书' },
  { name: 'exchange', to: '/exchange', icon: 'exchange', label: '数据交换' },
]

export const railFoot: readonly RailEntry[] = [
  { name: 'settings', to: '/settings', icon: 'settings', label: '设置' },
  { name: 'help', to: '/help', icon: 'help', label: '帮助' },
]

/** Pages that belong to an entry under whose address they do not stand. */
const elsewhere: Readonly<Record<string, string>> = {
  '/import': 'ledgers',
  '/issues': 'findings',
  '/notices': 'documents',
}

/** Which entry a route belongs to: the page of one unit belongs to 单位. */
export function entryOf(path: string): string {
  if (path === '/') return 'home'
  const apart = Object.entries(elsewhere).find(([start]) => path.startsWith(start))
  if (apart) return apart[1]
  if (groupOf(path)) return 'ledgers'
  const all = [...railEntries, ...railFoot].filter((entry) => entry.to !== '/')
  return all.find((entry) => path === entry.to || path.startsWith(`${entry.to}/`))?.name ?? ''
}

// The filters above the list of units, each with what it lets through.
import type { UnitLine } from '#shared/contract/overview.ts'

export interface UnitFilter {
  key: string
  label: string
  is: (unit: UnitLine) => boolean
}

const stands =
  (...standings: readonly string[]) =>
  (unit: UnitLine): boolean =>
    standings.includes(unit.standing)

/** The state the home page leads to: how a unit stands in one phase. */
export const standsIn =
  (phase: string, standing: string) =>
  (unit: UnitLine): boolean =>
    unit.standings.some((each) => each.phase === phase && each.standing === standing)

export const unitFilters: readonly UnitFilter[] = [
  { key: 'barred', label: '被挡', is: stands('被挡') },
  { key: 'waiting', label: '待转段', is: stands('待转段', '验收合格') },
  { key: 'accept', label: '待验收', is: stands('待验收') },
  { key: 'makeup', label: '限期补课', is: stands('限期补课') },
  { key: 'unseen', label: '本阶段未查过', is: (unit) => unit.isUnseen },
  { key: 'overdue', label: '有逾期问题', is: (unit) => unit.overdueFindings > 0 },
  { key: 'open', label: '有未销号问题', is: (unit) => unit.openFindings > 0 },
  { key: 'noplan', label: '方案未报', is: (unit) => unit.planGroup === '未报' },
  { key: 'pending', label: '方案待审', is: (unit) => unit.planGroup === '待审' },
  { key: 'returned', label: '方案退回', is: (unit) => unit.planGroup === '退回' },
  {
    key: 'roster',
    label: '人数不符',
    is: (unit) => unit.members > 0 && unit.reported !== null && unit.reported !== unit.members,
  },
  { key: 'vacant', label: '书记空缺', is: (unit) => unit.secretary === '' && unit.level !== '党小组' },
  { key: 'weak', label: '班子不健全', is: (unit) => unit.health !== '' && unit.health !== '健全' },
]

/** By name, initials, secretary or supervisor. */
export function matches(unit: UnitLine, search: string): boolean {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return true
  const texts = [unit.name, unit.fullName, unit.secretary, unit.supervisor]
  return texts.some((text) => text.includes(wanted)) || unit.initials.toLowerCase().includes(wanted)
}

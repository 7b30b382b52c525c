// The light beside a finding: green, yellow near its due day, red past it, none once it is closed.
import { daysBetween } from '../text/civil-date.ts'
import { byDefault, limit, numberOf } from './limits.ts'

export type Light = '绿' | '黄' | '红' | '无'

export const warnLimit = limit({
  name: '到期提醒提前',
  key: 'due.warn',
  value: 3,
  unit: '天',
  comparator: '≤',
  source: byDefault,
})

const closedStates: readonly string[] = ['已销号', '撤销']

/**
 * The light of a finding on a local day (whole days, `YYYY-MM-DD`): 红 from the day after the due day, 黄 from three
 * days before it to the due day itself, 绿 before that; 无 when the finding is closed or has no due day.
 */
export function light(due: string | null, today: string, state: string, warn = warnLimit): Light {
  if (due === null || closedStates.includes(state)) return '无'
  const left = daysBetween(today, due)
  if (left < 0) return '红'
  return left <= (numberOf(warn) ?? 0) ? '黄' : '绿'
}

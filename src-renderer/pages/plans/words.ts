// Short words of the plan review: dates, rounds, waiting, numerals of the grounds.
import type { BoardUnit, PlanGroup } from '#shared/contract/plans.ts'
import { refusalKeys, refusalTitles } from '#shared/rules/plan-decision.ts'

export type GroundKey = (typeof refusalKeys)[number]

export const groundNumerals: Readonly<Record<GroundKey, string>> = { r1: '一', r2: '二', r3: '三', r4: '四' }
export { refusalKeys as groundKeys, refusalTitles as groundTitles }

export const groupNames: Readonly<Record<PlanGroup, string>> = {
  待审: '待审',
  退回: '退回修改',
  未报: '未报送',
  已批: '已批准',
}
export const groupKeys: readonly PlanGroup[] = ['待审', '退回', '未报', '已批']

/** 2005-08-04 → 8月4日. */
export function monthDay(day: string | null): string {
  if (day === null) return ''
  const [, month, date] = day.split('-').map(Number)
  return `${String(month)}月${String(date)}日`
}

/** 2005-08-04 → 2005年8月4日. */
export const fullDay = (day: string): string => `${day.slice(0, 4)}年${monthDay(day)}`

/** 第2次, 变更, 退1次. */
export function roundOf(unit: BoardUnit): string {
  if (unit.group === '未报') return ''
  if (unit.group === '退回') return `退${String(unit.returns)}次`
  if (unit.isChange && unit.group === '待审') return '变更'
  return `第${String(unit.version)}次`
}

/** How long it has waited, or how much time is left. */
export function waitOf(unit: BoardUnit): { text: string; isLate: boolean } {
  const left = unit.daysLeft ?? 0
  if (unit.group === '待审') {
    const waited = unit.waitingDays ?? 0
    return { text: waited === 0 ? '今日送' : `已等 ${String(waited)} 天`, isLate: left < 0 }
  }
  if (unit.group === '退回')
    return { text: left < 0 ? `逾 ${String(-left)} 天` : `剩 ${String(left)} 天`, isLate: left < 0 }
  return { text: unit.group === '已批' ? monthDay(unit.reviewedOn) : '', isLate: false }
}

/** Who judged and when: the time of day for today, else the day. */
export function judgedText(by: string | null, at: string | null, today: string): string {
  if (by === null) return ''
  if (at === null) return by
  const isToday = at.length > 10 && at.startsWith(today)
  return `${by} ${isToday ? at.slice(11, 16) : monthDay(at.slice(0, 10))}`
}

/** Characters a reader counts. */
export const countChars = (text: string): number => Array.from(text.replace(/\s/gu, '')).length

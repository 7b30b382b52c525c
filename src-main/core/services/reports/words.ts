// The words of a drafted report: its heading and what happened in the week, from the numbers alone.
import { weeklyCounts } from '#shared/rules/report-week.ts'
import { reportWeekOf } from '#shared/rules/reporting.ts'
import { formatShort } from '#shared/text/civil-date.ts'
import type { Counted } from './sources.ts'
import { toShown } from './store.ts'

const SENTENCES: Readonly<Partial<Record<(typeof weeklyCounts)[number], (n: string) => string>>> = {
  sessions: (n) => `组织集中学习${n}次`,
  hours: (n) => `${n}学时`,
  attendees: (n) => `参学${n}人次`,
  makeups: (n) => `补课${n}人`,
  opinions: (n) => `征求意见${n}条`,
  talks: (n) => `谈心${n}人次`,
  found: (n) => `发现问题${n}件`,
  solved: (n) => `解决问题${n}件`,
  visits: (n) => `走访慰问${n}人次`,
}

const span = (week: string): string => {
  const { start, end } = reportWeekOf(week)
  const year = Number(end.slice(0, 4))
  return `${formatShort(start, year)}至${formatShort(end, year)}`
}

/** 第6周工作进展（8月12日至8月18日）. */
export const draftTitle = (week: string, no: number | null): string =>
  `${no === null ? '本周' : `第${String(no)}周`}工作进展（${span(week)}）`

/** What happened, without what did not; a week without anything says so. */
export function draftText(counted: Counted): string {
  const parts = weeklyCounts.flatMap((field) => {
    const n = toShown(field, counted[field])
    const say = SENTENCES[field]
    return n === null || n === 0 || say === undefined ? [] : [say(String(n))]
  })
  return parts.length === 0 ? '本周没有新的活动记录。' : `本周${parts.join('，')}。`
}

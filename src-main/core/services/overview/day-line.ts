// What the lines of the four bands have in common: which band a day falls into, and how it is said.
import type { DayBand, DayLine } from '#shared/contract/overview.ts'
import { addDays, formatShort } from '#shared/text/civil-date.ts'

export type BandKey = DayBand['key']

export interface Placed {
  readonly band: BandKey
  /** Small numbers first. */
  readonly order: number
  readonly line: DayLine
}

/** How many days from today are shown. */
export const DAYS_AHEAD = 4

/** The last day of the last band. */
export const lastDayShown = (today: string): string => addDays(today, DAYS_AHEAD)

export const late = (days: number): string => `逾 ${days} 天`

export const shortDay = (day: string, today: string): string => formatShort(day, Number(today.slice(0, 4)))

/** Which band a due day falls into; null when it is further off. */
export function bandOf(daysLeft: number): BandKey | null {
  if (daysLeft < 0) return 'overdue'
  if (daysLeft === 0) return 'today'
  if (daysLeft === 1) return 'tomorrow'
  return daysLeft <= DAYS_AHEAD ? 'later' : null
}

export const dueWord = (daysLeft: number, due: string, today: string): string =>
  daysLeft < 0 ? late(-daysLeft) : daysLeft === 0 ? '今天' : daysLeft === 1 ? '明天' : shortDay(due, today)

export const toneOf = (daysLeft: number): DayLine['tone'] =>
  daysLeft < 0 ? 'bad' : daysLeft <= 1 ? 'warn' : 'plain'

/** So many units are named; more are one line with their number. */
export const MOST_NAMED = 3

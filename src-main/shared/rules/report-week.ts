// Where a unit stands with the report of a week: one state and only one, whatever has come in and whoever is asked.
import { addDays } from '../text/civil-date.ts'
import { dueDayOf, judgeWeekly, reportWeekOf, weeklyLimits } from './reporting.ts'

/** The nine numbers of a week, in the order of the form (I-9). */
export const weeklyCounts = [
  'sessions',
  'hours',
  'attendees',
  'makeups',
  'opinions',
  'talks',
  'found',
  'solved',
  'visits',
] as const
export type WeeklyCount = (typeof weeklyCounts)[number]

/** Whose paper printed a piece. */
export const adoptionLevels = ['镇', '县', '市', '省'] as const

export const reporters = ['镇', '支部'] as const
export type Reporter = (typeof reporters)[number]

/** 不需报: the unit was not in the campaign that whole week. */
export const unitWeekStates = ['按时', '迟报', '补报', '未报', '待报', '不需报'] as const
export type UnitWeekState = (typeof unitWeekStates)[number]
/** How a report that is in stands by its day; 未报 is one that came after the next due day. */
export type Timeliness = '按时' | '迟报' | '未报'

/** Weekdays on whose end the reports are due, Monday is 1. */
export interface DueWeekdays {
  readonly branch: number
  readonly town: number
}

export interface ReportWeek {
  /** Any day of it. */
  readonly week: string
  readonly reporter: Reporter
  /** Day of an exception; null takes the weekday. */
  readonly exception: string | null
}

const limitsOf = ({ branch, town }: DueWeekdays): typeof weeklyLimits => ({
  branch: { ...weeklyLimits.branch, value: branch },
  town: { ...weeklyLimits.town, value: town },
})

const inputOf = ({ week, reporter, exception }: ReportWeek) => ({
  week,
  reporter,
  ...(exception === null ? {} : { dueOn: exception }),
})

/** The last day a report of the week is on time. */
export const dueOn = (week: ReportWeek, weekdays: DueWeekdays): string =>
  dueDayOf(inputOf(week), limitsOf(weekdays)) ?? reportWeekOf(week.week).end

/** How a report sent at a local instant (YYYY-MM-DDTHH:MM) stands. */
export function timelinessOf(week: ReportWeek, submittedAt: string, weekdays: DueWeekdays): Timeliness {
  const { facts } = judgeWeekly({ ...inputOf(week), submittedAt }, limitsOf(weekdays))
  const { state } = facts
  return state === '按时' || state === '迟报' ? state : '未报'
}

/** Nothing has come: waited for until the week and the due day are over, then 未报. */
function withoutReport(week: ReportWeek, weekdays: DueWeekdays, today: string): UnitWeekState {
  const [weekEnd, due] = [reportWeekOf(week.week).end, dueOn(week, weekdays)]
  const last = due > weekEnd ? due : weekEnd
  return today < addDays(last, 1) ? '待报' : '未报'
}

/** The first piece of a week decides; what came after the next due day is 补报 and stays 未报 in every count. */
export function unitWeekState(
  week: ReportWeek,
  first: Timeliness | null,
  isExpected: boolean,
  weekdays: DueWeekdays,
  today: string,
): UnitWeekState {
  if (first !== null) return first === '未报' ? '补报' : first
  return isExpected ? withoutReport(week, weekdays, today) : '不需报'
}

/** Past its day while the week is not yet over. */
export const isPastDue = (week: ReportWeek, weekdays: DueWeekdays, today: string): boolean =>
  today > dueOn(week, weekdays)

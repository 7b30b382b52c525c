// Until when a plan is to be reviewed and, sent back, handed in again: so many working days.
import { addDays, weekdayOf, type CivilDate } from '../text/civil-date.ts'

const isWeekend = (day: CivilDate): boolean => weekdayOf(day) === 0 || weekdayOf(day) === 6

/** The day `count` working days later. Saturdays and Sundays are skipped; public holidays are not known here. */
export function addWorkdays(from: CivilDate, count: number): CivilDate {
  let day = from
  for (let left = count; left > 0;) {
    day = addDays(day, 1)
    if (!isWeekend(day)) left -= 1
  }
  return day
}

// Calendar days as text YYYY-MM-DD, counted without a clock or a time zone.

const toUtc = (day) => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8)))

/** The day so many days later. */
export const addDays = (day, days) => new Date(toUtc(day) + days * 86400000).toISOString().slice(0, 10)
/** Days from one day to a later one. */
export const daysBetween = (from, to) => (toUtc(to) - toUtc(from)) / 86400000
/** 0 is Sunday. */
export const weekday = (day) => new Date(toUtc(day)).getUTCDay()
const isWeekend = (day) => weekday(day) === 0 || weekday(day) === 6

/** The day itself, or the Monday after a weekend. */
export const toWorkday = (day) => (isWeekend(day) ? toWorkday(addDays(day, 1)) : day)
/** The n-th working day before or after. */
export function addWorkdays(day, count) {
  let left = Math.abs(count)
  let at = day
  while (left > 0) {
    at = addDays(at, Math.sign(count))
    if (!isWeekend(at)) left -= 1
  }
  return at
}
/** 7月5日 */
export const spoken = (day) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
/** Later days first. */
export const latest = (...days) => days.sort().at(-1)

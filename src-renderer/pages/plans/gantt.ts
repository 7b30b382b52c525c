// Where the bars of a schedule stand: months as a scale, places in per cent of its width.
import type { SchedulePhase } from '#shared/contract/plans.ts'
import { addDays, addMonths, daysBetween } from '#shared/text/civil-date.ts'

/** A type, not an interface: only then is it a style. */
export type Place = Readonly<Record<'left' | 'width', string>>

export interface Scale {
  readonly months: readonly { readonly name: string; readonly left: string }[]
  readonly place: (start: string, end: string) => Place
}

const per = (part: number, whole: number): string => `${((part * 100) / whole).toFixed(2)}%`

const daysOf = (phases: readonly SchedulePhase[]): string[] =>
  phases.flatMap(({ start, end, lines }) => [
    ...(start === null ? [] : [start]),
    ...(end === null ? [] : [end]),
    ...lines.flatMap(({ spans }) => spans.flatMap((span) => [span.start, span.end])),
  ])

/** Whole months from the first day to the last; null when nothing has a date. */
export function scaleOf(phases: readonly SchedulePhase[]): Scale | null {
  const days = daysOf(phases).sort()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return null
  const from = `${first.slice(0, 8)}01`
  const to = addMonths(`${last.slice(0, 8)}01`, 1)
  const whole = daysBetween(from, to)
  const months: { name: string; left: string }[] = []
  for (let month = from; month < to; month = addMonths(month, 1)) {
    months.push({
      name: `${String(Number(month.slice(5, 7)))}月`,
      left: per(daysBetween(from, month), whole),
    })
  }
  return {
    months,
    place: (start, end) => ({
      left: per(daysBetween(from, start), whole),
      width: per(Math.max(1, daysBetween(start, addDays(end, 1))), whole),
    }),
  }
}

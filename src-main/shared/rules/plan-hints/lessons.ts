// What the lines of a schedule tell about lessons: the time of day, whether two clash, whether it is a working day.
import { weekdayOf, type CivilDate } from '../../text/civil-date.ts'
import type { PlanStep } from './types.ts'

/** Minutes since midnight. */
export interface ClockSpan {
  readonly from: number
  readonly to: number
}

const CLOCK = /(\d{1,2})[:：](\d{2})\s*(?:[—–\-~～至到]+)\s*(\d{1,2})[:：](\d{2})/u

/** The time of day a form of study names (19:00—21:30); null when it names none. */
export function clockSpan(form: string): ClockSpan | null {
  const found = CLOCK.exec(form)
  if (found === null) return null
  const [, h1, m1, h2, m2] = found.map(Number)
  return { from: (h1 ?? 0) * 60 + (m1 ?? 0), to: (h2 ?? 0) * 60 + (m2 ?? 0) }
}

/** Monday to Friday; public holidays are not known here. */
export const isWorkday = (day: CivilDate): boolean => {
  const weekday = weekdayOf(day)
  return weekday >= 1 && weekday <= 5
}

/** A line of one day with hours is one lesson. */
export const isLesson = (step: PlanStep): boolean =>
  step.hoursX10 !== null && step.start !== null && step.start === step.end

/** Two lessons of one day clash unless both say when and the times do not meet. */
function clash(a: PlanStep, b: PlanStep): boolean {
  const [first, second] = [clockSpan(a.form), clockSpan(b.form)]
  if (first === null || second === null) return true
  return first.from < second.to && second.from < first.to
}

/** Pairs of lessons on the same day that nobody can attend both. */
export function clashingLessons(steps: readonly PlanStep[]): readonly (readonly [PlanStep, PlanStep])[] {
  const lessons = steps.filter(isLesson)
  return lessons.flatMap((a, i) =>
    lessons
      .slice(i + 1)
      .filter((b) => b.start === a.start && clash(a, b))
      .map((b) => [a, b] as const),
  )
}

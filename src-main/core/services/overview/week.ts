// The next seven days, as the diary of the group has them, counted by kind.
import type { WeekDay } from '#shared/contract/overview.ts'
import type { DiaryDay, DiaryEntry } from '#shared/contract/schedule.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { weekAhead } from '../schedule/diary.ts'

const lineOf = ({ at, unit, what, people }: DiaryEntry): string =>
  [at ?? '', unit, what, people.join('、')].filter((part) => part !== '').join(' ')

function toDay({ day, weekday, entries, clashes }: DiaryDay): WeekDay {
  const open = entries.filter(({ isDone }) => !isDone)
  const kinds = groupBy(open, ({ kind }) => kind)
  return {
    day,
    weekday,
    counts: [...kinds].map(([kind, own]) => ({ kind, count: own.length })),
    lines: open.map(lineOf),
    clashes,
  }
}

export const weekOf = async (context: Context): Promise<WeekDay[]> => (await weekAhead(context)).map(toDay)

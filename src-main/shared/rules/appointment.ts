// The group's diary: one person in two places within two hours, and meetings that nobody attends.

export interface Meeting {
  readonly id: string
  /** HH:MM; null for the whole day, which clashes with nothing. */
  readonly at: string | null
  /** Where: the unit or the place. */
  readonly where: string
  readonly what: string
  readonly people: readonly string[]
}

/** Less time than this between two places is a clash. */
const MINUTES_APART = 120

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

const isNear = (a: Meeting, b: Meeting): boolean =>
  a.at !== null && b.at !== null && Math.abs(minutesOf(a.at) - minutesOf(b.at)) < MINUTES_APART

const isElsewhere = (a: Meeting, b: Meeting): boolean => a.where !== b.where

const said = ({ at, where, what }: Meeting): string => `${at ?? ''}${where}${what}`

function twoPlaces(meetings: readonly Meeting[]): string[] {
  return meetings.flatMap((first, index) =>
    meetings
      .slice(index + 1)
      .flatMap((second) =>
        isNear(first, second) && isElsewhere(first, second)
          ? first.people
              .filter((name) => second.people.includes(name))
              .map((name) => `${name}要同时到两处：${said(first)}，${said(second)}。请换人或改时间。`)
          : [],
      ),
  )
}

function unattended(meetings: readonly Meeting[]): string[] {
  const alone = meetings.filter(({ people }) => people.length === 0)
  if (alone.length === 0) return []
  return alone.length === 1
    ? [`${alone.map(said).join('')}没有排人到会。`]
    : [`${String(alone.length)}个会没有排人到会：${alone.map(said).join('，')}。`]
}

/** Whole sentences on the meetings of one day; those done or called off are not to be given. */
export const clashesOf = (meetings: readonly Meeting[]): string[] => [
  ...twoPlaces(meetings),
  ...unattended(meetings),
]

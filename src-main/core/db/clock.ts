// The clock handed to everything that records a time, and the ways an instant is written down.

/** Tells the present instant. Injected, so that tests and the demonstration can fix "today". */
export type Clock = () => Date

const two = (n: number): string => String(n).padStart(2, '0')

/** An instant as local time with its offset: `2005-08-17T09:00:00.000+08:00`. */
export function isoInstant(at: Date): string {
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
  const milliseconds = String(at.getMilliseconds()).padStart(3, '0')
  return `${date}T${time}.${milliseconds}${offsetOf(at)}`
}

/** An instant as it stands in file names: local time `20050817_0900`. */
export function fileStamp(at: Date): string {
  const date = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`
  return `${date}_${two(at.getHours())}${two(at.getMinutes())}`
}

function offsetOf(at: Date): string {
  const minutesEast = -at.getTimezoneOffset()
  const size = Math.abs(minutesEast)
  return `${minutesEast < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

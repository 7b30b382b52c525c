// Times of the day as sheets write them: 19:00, 19：30, 19时30分, 晚上7点半, or a fraction of a day.

const pad = (n: number): string => String(n).padStart(2, '0')

const asTime = (hours: number, minutes: number): string | null =>
  hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 ? `${pad(hours)}:${pad(minutes)}` : null

/** A fraction of a day is how Excel keeps a time. */
function fromFraction(text: string): string | null {
  const value = /^0?\.\d+$/u.test(text) ? Number(text) : null
  if (value === null) return null
  const minutes = Math.round(value * 24 * 60)
  return asTime(Math.floor(minutes / 60), minutes % 60)
}

const SPOKEN = /^(上午|早上|早晨|中午|下午|晚上|晚|夜)?(\d{1,2})(?:[:：.时点](半|\d{1,2})?分?)?(?::\d{2})?$/u
const AFTERNOON: readonly string[] = ['下午', '晚上', '晚', '夜']

/** HH:MM; null when it is no time of the day. */
export function readClockTime(text: string): string | null {
  const tight = text.normalize('NFKC').replace(/\s/gu, '')
  const fraction = fromFraction(tight)
  if (fraction !== null) return fraction
  const found = SPOKEN.exec(tight)
  if (found === null || (found[1] === undefined && !/[:.时点]/u.test(tight))) return null
  const spoken = Number(found[2])
  const hours = AFTERNOON.includes(found[1] ?? '') && spoken < 12 ? spoken + 12 : spoken
  return asTime(hours, found[3] === '半' ? 30 : Number(found[3] ?? 0))
}

/** 19:00—21:30 in one cell; null when it is no such pair. */
export function readPeriod(text: string): { readonly from: string; readonly to: string } | null {
  const parts = text.normalize('NFKC').split(/[-—–~～至到]+/u)
  const [first = '', second = ''] = parts
  const from = readClockTime(first)
  const half = /^\s*(上午|下午|晚上|晚)/u.exec(first)?.[1]
  const isBare = half !== undefined && /^\s*\d/u.test(second)
  const to = readClockTime(isBare ? `${half}${second.trim()}` : second)
  return parts.length === 2 && from !== null && to !== null ? { from, to } : null
}

/** Minutes since midnight of HH:MM. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

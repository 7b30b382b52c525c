// A rate as somebody typed it, compared with one that was counted.
import { basisPoints } from './rate.ts'

/** Hundredths of a percent: 95%, 95 and 0.95 are the same; null when it is no rate. */
export function readTypedRate(text: string): number | null {
  const found = /^(\d{1,3}(?:\.\d{1,18})?)\s*[%％]?$/u.exec(text.trim())
  if (found === null) return null
  const typed = Number(found[1])
  const isShare = !/[%％]/u.test(text) && typed <= 1
  return Math.round(typed * (isShare ? 10_000 : 100))
}

/** Half a tenth of a percent: what rounding to one decimal may take away. */
const TOLERANCE = 5

/** Whether a typed rate is the counted one, but for its rounding; null when there is nothing to compare. */
export function isSameRate(text: string, part: number, whole: number): boolean | null {
  const typed = readTypedRate(text)
  const counted = basisPoints(part, whole)
  return typed === null || counted === null ? null : Math.abs(typed - counted) <= TOLERANCE
}

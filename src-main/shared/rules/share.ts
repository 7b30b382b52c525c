// Shares as two whole numbers: compared by cross multiplication, printed only for the eye.
import { percentText } from '../text/rate.ts'
import type { Limit } from './verdict.ts'

/** A limit in hundredths of its unit, so that 12.5 stays exact; null when the limit is not a number. */
const inHundredths = (limit: Limit): number | null =>
  typeof limit.value === 'number' ? Math.round(limit.value * 100) : null

/**
 * Compares part/whole with the limit on integers, never on a rounded rate.
 * @returns negative when below, 0 when exactly equal, positive when above; null when no number is set.
 */
export function compareShare(part: number, whole: number, limit: Limit): number | null {
  const hundredths = inHundredths(limit)
  return hundredths === null ? null : part * (limit.per ?? 100) * 100 - hundredths * whole
}

/** The share as a person checks it: `199/2000 = 9.95%`, or `0/0 = —`. */
export const shareText = (part: number, whole: number): string =>
  `${part}/${whole} = ${percentText(part, whole)}`

/** The limit as written in a sentence: `10%`, `1/3`, `7 天`, or 未设. */
export function limitText(limit: Limit): string {
  if (limit.value === null) return '未设'
  if (limit.per !== undefined && limit.per !== 100) return `${limit.value}/${limit.per}`
  return limit.unit === '%' ? `${limit.value}%` : `${limit.value}${limit.unit}`
}

// Excel number formats: does a format show a date, and how much of it.
import type { Precision } from './civil-date.ts'

// Quoted text, escaped characters, padding, and brackets: colours, conditions and locales such as [$-804].
// Elapsed time ([h]) is time, so it goes with them.
const LITERALS = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g

const codesOf = (format: string): string =>
  (format.replace(LITERALS, ' ').split(';')[0] ?? '')
    .toLowerCase()
    .replace(/general|通用格式|常规|am\/pm|a\/p|上午\/下午/g, ' ')

// m next to hours or seconds is minutes.
const withoutMinutes = (codes: string): string =>
  codes.replace(/(h+[^a-z]*)m+/g, '$1').replace(/m+(?=[^a-z]*s)/g, '')

/** How fine a date the format shows; `null` when it shows none (numbers, text, a time of day). */
export function formatPrecision(format: string): Precision | null {
  const codes = withoutMinutes(codesOf(format))
  if (/d|aaa/.test(codes)) return 'day'
  if (codes.includes('m')) return 'month'
  // e is the year in East Asian formats, but 0.00E+00 is a number.
  return /y|(?<![0#?.])e(?![+-])/.test(codes) ? 'year' : null
}

export const isDateFormat = (format: string): boolean => formatPrecision(format) !== null

/** Decimal places a number format shows: 0.00 → 2, General → null (as many as needed). */
export function decimalPlaces(format: string): number | null {
  const codes = codesOf(format)
  if (!/[0#?]/.test(codes)) return null
  return /\.([0#?]+)/.exec(codes)?.[1]?.length ?? 0
}

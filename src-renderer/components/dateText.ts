// Reads a date as people type it: 2005.7.5, 2005-7-5, 2005/7/5, 20050705, 2005年7月5日.

export type DatePrecision = 'day' | 'month'

const shapes = [
  /^(\d{4})(\d{2})(\d{2})?$/,
  /^(\d{4})\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(?:(\d{1,2})\s*日?)?)?$/,
]

function isRealDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/**
 * The date as YYYY-MM-DD (or YYYY-MM for months), '' for blank text, null when it is not a date.
 * A day typed where a month is wanted is cut to its month.
 */
export function readDate(text: string, precision: DatePrecision): string | null {
  const typed = text.normalize('NFKC').trim()
  if (typed === '') return ''
  const parts = shapes.map((shape) => shape.exec(typed)).find((match) => match !== null)
  if (!parts) return null
  const [, year = '', month = '', day = ''] = parts
  if (precision === 'day' && day === '') return null
  if (!isRealDay(Number(year), Number(month), day === '' ? 1 : Number(day))) return null
  const ym = `${year}-${month.padStart(2, '0')}`
  return precision === 'month' ? ym : `${ym}-${day.padStart(2, '0')}`
}

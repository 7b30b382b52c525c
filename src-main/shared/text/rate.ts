// Rates as fractions: 3/31（9.68%）, worked out in whole numbers so that no half is ever rounded the wrong way.

// Keeps numerator × 20000 below 2^53, where whole numbers stay exact.
const LARGEST = Math.floor(Number.MAX_SAFE_INTEGER / 40000)

function assertCount(n: number): void {
  if (!Number.isInteger(n) || n < 0 || n > LARGEST) throw new RangeError(`count expected: ${n}`)
}

/** num/den in hundredths of a percent, half up; null when den is 0. Both counts ≥ 0; throws RangeError otherwise. */
export function basisPoints(num: number, den: number): number | null {
  assertCount(num)
  assertCount(den)
  if (den === 0) return null
  const doubled = num * 20000 + den
  return (doubled - (doubled % (den * 2))) / (den * 2)
}

/** 9.68%, always two decimals; — when nothing was counted. For people: decisions compare whole numbers. */
export function percentText(num: number, den: number): string {
  const points = basisPoints(num, den)
  if (points === null) return '—'
  const hundredths = points % 100
  return `${(points - hundredths) / 100}.${String(hundredths).padStart(2, '0')}%`
}

/** 3/31（9.68%）; — when nothing was counted. */
export const formatRate = (num: number, den: number): string =>
  den === 0 ? '—' : `${num}/${den}（${percentText(num, den)}）`

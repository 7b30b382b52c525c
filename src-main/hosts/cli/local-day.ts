// The civil date on this machine.

const two = (n: number): string => String(n).padStart(2, '0')

/** YYYY-MM-DD in local time. */
export const localDay = (at: Date): string =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`

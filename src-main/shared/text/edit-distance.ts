// How many single-character edits turn one text into another.

/** Levenshtein distance by character. */
export function editDistance(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)]
  let previous = right.map((_, j) => j + 1)
  for (const [i, char] of left.entries()) {
    const current: number[] = []
    for (const [j, other] of right.entries()) {
      const diagonal = j === 0 ? i : (previous[j - 1] ?? 0)
      const beside = j === 0 ? i + 1 : (current[j - 1] ?? 0)
      current.push(Math.min(diagonal + (char === other ? 0 : 1), beside + 1, (previous[j] ?? 0) + 1))
    }
    previous = current
  }
  return right.length === 0 ? left.length : (previous.at(-1) ?? 0)
}

// Identity numbers with the unassigned area 999999, so that they belong to nobody.

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The check character of 17 digits (GB 11643-1999). */
export function checkCharacter(digits) {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return '10X98765432'[sum % 11]
}

/**
 * An 18-character number nobody has yet.
 * @param {string} birth YYYYMMDD
 * @param {'男'|'女'} gender sets the parity of the sequence number
 * @param {Set<string>} taken numbers given out; the new one is added
 * @param {(id: string) => boolean} fits a wish about the check character
 */
export function issueIdNumber(birth, gender, taken, fits = () => true) {
  for (let sequence = gender === '男' ? 1 : 2; sequence < 1000; sequence += 2) {
    const digits = `999999${birth}${String(sequence).padStart(3, '0')}`
    const id = digits + checkCharacter(digits)
    if (taken.has(id) || !fits(id)) continue
    taken.add(id)
    return id
  }
  throw new Error(`身份证号已用完：${birth}`)
}

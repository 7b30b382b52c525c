// Makes sheet names that Excel and WPS accept.
import { MAX_SHEET_NAME } from './limits.ts'

/** Refused by Excel in any sheet name. */
const FORBIDDEN = /[[\]:*?/\\]/g
const UNNAMED = '工作表'
/** Excel keeps this name for itself. */
const RESERVED = 'history'

/** One name for each wish, in the same order: cleaned, at most 31 characters, unique without regard to case. */
export function makeSheetNames(wishes: readonly string[]): string[] {
  const taken = new Set<string>()
  return wishes.map((wish) => {
    const name = makeUnique(cleanName(wish), taken)
    taken.add(name.toLowerCase())
    return name
  })
}

/** An apostrophe would end the quoted name in references to the sheet. */
function cleanName(wish: string): string {
  const cleaned = wish
    .replace(FORBIDDEN, '')
    .replaceAll("'", '’')
    .replace(/[\p{Cc}\p{Surrogate}]/gu, ' ')
    .trim()
  if (cleaned === '' || cleaned.toLowerCase() === RESERVED) return UNNAMED
  return cut(cleaned, MAX_SHEET_NAME)
}

function makeUnique(name: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const suffix = count === 1 ? '' : `(${count})`
    const candidate = cut(name, MAX_SHEET_NAME - suffix.length) + suffix
    if (!taken.has(candidate.toLowerCase())) return candidate
  }
}

/** Counted in UTF-16 units as Excel does, without splitting a rare character. */
function cut(name: string, length: number): string {
  return name
    .slice(0, length)
    .replace(/\p{Surrogate}$/u, '')
    .trimEnd()
}

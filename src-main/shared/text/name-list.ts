// Several people's names in one cell: 张明、李红，王 芳 and 张明 李红.
import { normaliseName } from './person-name.ts'

const SEPARATORS = /[、,，;；/／\n\r]+/u
const TAIL = /^(.+?)[（(]\s*([0-9Xx]{4})\s*[）)]$/u

/** One name as it is compared: spaces and remarks gone, the tail of the id number kept as 李红（0031）. */
export function tidyListedName(text: string): string {
  const found = TAIL.exec(text.trim())
  const { name } = normaliseName(found?.[1] ?? text)
  return found?.[2] === undefined ? name : `${name}（${found[2].toUpperCase()}）`
}

/** Names with only spaces between are told apart where every piece is long enough to be a name: 张 明 is one person. */
function splitBySpaces(text: string): string[] {
  const pieces = text.trim().split(/\s+/u)
  return pieces.length > 1 && pieces.every((piece) => Array.from(piece).length > 1) ? pieces : [text]
}

/** The names in a text, each once, in their order. */
export function splitNames(text: string): string[] {
  const parts = text.split(SEPARATORS).flatMap(splitBySpaces)
  return [...new Set(parts.map(tidyListedName).filter((name) => name !== ''))]
}

/** Names as a cell holds them. */
export const joinNames = (names: readonly string[]): string => names.join('、')

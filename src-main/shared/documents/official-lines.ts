// Breaks Chinese text into lines of a given width, as a typesetter does: no line begins with 。 or ends with （.
import type { Part } from './official-document.ts'

const NOT_FIRST = new Set('，。、；：？！）》〕】」』”’％‰…—．,.;:?!)%'.split(''))
/** May hang over the edge by itself rather than take three signs down with it. */
const HANGING = new Set('，。、；：）”'.split(''))
const NOT_LAST = new Set('（《〔【「『“‘('.split(''))

/** Width in characters; a little more than 仿宋 needs, so that no other font runs over the edge. */
function widthOf(char: string): number {
  if (char > '\u2e80' || '“”‘’…—×≥≤－→·　'.includes(char)) return 1
  if (/[0-9a-z]/.test(char)) return 0.56
  return /[A-Z]/.test(char) ? 0.74 : 0.5
}

interface Token {
  readonly text: string
  readonly font: Part['font']
  readonly width: number
}

const FIGURES = /[0-9A-Za-z.%/〔〕-]+|./gsu

/** Figures stay together, everything else may part; a run too long for a line parts after all. */
const tokensOf = ({ text, font }: Part, width: number): Token[] =>
  Array.from(text.matchAll(FIGURES), ([run]) => run)
    .flatMap((run) => (sumOf(run) > width ? Array.from(run) : [run]))
    .map((run) => ({ text: run, font, width: sumOf(run) }))

const sumOf = (text: string): number => Array.from(text).reduce((sum, char) => sum + widthOf(char), 0)

const mayBreak = (before: Token | undefined, after: Token): boolean =>
  !NOT_FIRST.has(after.text.charAt(0)) && !(before !== undefined && NOT_LAST.has(before.text.slice(-1)))

const widthOfTokens = (tokens: readonly Token[]): number => tokens.reduce((sum, { width }) => sum + width, 0)

/** How many tokens move down so that the break is allowed; 0 when no better break is near. */
function carried(line: readonly Token[], next: Token): number {
  for (let back = 0; back < Math.min(4, line.length - 1); back++) {
    const first = back === 0 ? next : line[line.length - back]
    if (first !== undefined && mayBreak(line[line.length - back - 1], first)) return back
  }
  return 0
}

const merge = (tokens: readonly Token[]): Part[] =>
  tokens.reduce<Part[]>((parts, { text, font }) => {
    const last = parts.at(-1)
    return last?.font === font
      ? [...parts.slice(0, -1), { text: last.text + text, font }]
      : [...parts, { text, font }]
  }, [])

/** The paragraph in lines of `width` characters; the first is shorter by `indent`. At least one line. */
export function breakParts(parts: readonly Part[], width: number, indent = 0): Part[][] {
  const lines: Token[][] = []
  let line: Token[] = []
  let room = width - indent
  for (const token of parts.flatMap((part) => tokensOf(part, width - indent))) {
    const hangs = HANGING.has(token.text) && room > -0.5
    if (line.length > 0 && token.width > room && !hangs) {
      const back = carried(line, token)
      const down = line.splice(line.length - back)
      lines.push(line)
      line = down
      room = width - widthOfTokens(down)
    }
    line.push(token)
    room -= token.width
  }
  return [...lines, line].map(merge)
}

/** The same for text of one font. */
export const breakText = (text: string, width: number): string[] =>
  text
    .split('\n')
    .flatMap((line) => breakParts([{ text: line, font: 'fang' }], width))
    .map((parts) => parts.map((part) => part.text).join(''))

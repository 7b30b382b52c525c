// Cuts a text into paragraphs and, inside them, into stretches that bear the same marks.
import type { Range } from './similarity.ts'

export interface Stretch<Mark extends Range> {
  readonly text: string
  /** The marks that cover the whole stretch. */
  readonly marks: readonly Mark[]
  /** The marks that end where the stretch ends. */
  readonly ending: readonly Mark[]
}

export interface Paragraph<Mark extends Range> {
  readonly text: string
  /** Where the paragraph begins in the text. */
  readonly start: number
  readonly stretches: readonly Stretch<Mark>[]
}

const covers = (mark: Range, start: number, end: number): boolean => mark.start <= start && mark.end >= end

function stretchesOf<Mark extends Range>(
  text: string,
  start: number,
  marks: readonly Mark[],
): Stretch<Mark>[] {
  const end = start + text.length
  const inside = marks.flatMap((mark) => [mark.start, mark.end]).filter((at) => at > start && at < end)
  const cuts = [...new Set([start, ...inside, end])].sort((a, b) => a - b)
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1] ?? end
    const here = marks.filter((mark) => covers(mark, from, to))
    return {
      text: text.slice(from - start, to - start),
      marks: here,
      ending: here.filter((mark) => mark.end === to),
    }
  })
}

/** The paragraphs of a text; blank lines are left out. Marks may overlap. */
export function paragraphsOf<Mark extends Range>(
  text: string,
  marks: readonly Mark[],
): readonly Paragraph<Mark>[] {
  let at = 0
  return text.split('\n').flatMap((line) => {
    const start = at
    at += line.length + 1
    return line.trim() === '' ? [] : [{ text: line, start, stretches: stretchesOf(line, start, marks) }]
  })
}

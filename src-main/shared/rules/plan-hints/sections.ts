// Finds the parts of a plan's text: sections under a heading, and the items of a list.

const HEADING = /^\s*(?:[（(]?[一二三四五六七八九十]+[）)、．.]|第[一二三四五六七八九十]+[章节部])/u

/** A short line that opens with a Chinese ordinal is a heading; a first line without a full stop is the title. */
export const isHeading = (line: string): boolean =>
  line.trim().length <= 24 && HEADING.test(line) && !/[。；]$/u.test(line.trim())

/** The text under the first heading that has one of these words; '' when there is none. */
export function sectionAbout(text: string, words: RegExp): string {
  const lines = text.split('\n')
  const from = lines.findIndex((line) => isHeading(line) && words.test(line))
  if (from < 0) return ''
  const after = lines.slice(from + 1)
  const to = after.findIndex(isHeading)
  return (to < 0 ? after : after.slice(0, to)).join('\n')
}

const ITEM =
  /(?:^|[：:。；;\n\s])(?:[一二三四五六七八九]是|第[一二三四五六七八九][，,、]|[1-9][．.、]|[（(][一二三四五六七八九1-9][）)])/gu

/** The items of the list in a passage (一是…；二是…, 1．…, 第一，…), without their numbers. */
export function itemsOf(passage: string): readonly string[] {
  const starts = Array.from(passage.matchAll(ITEM), (match) => ({
    at: match.index,
    past: match.index + match[0].length,
  }))
  return starts.map(({ past }, i) => {
    const end = starts[i + 1]?.at ?? passage.length
    return (passage.slice(past, end).split(/[。\n]/u)[0] ?? '').trim()
  })
}

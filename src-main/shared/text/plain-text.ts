// Text as people type it in Chinese spreadsheets: full-width characters, odd spaces, and what must stay inert.

// Zero-width, soft hyphen, direction marks and the byte order mark: invisible, so nobody meant to type them.
const INVISIBLE = /\u00AD|[\u200B-\u200F]|[\u202A-\u202E]|[\u2060-\u2064]|\uFEFF/g

/** Takes out the characters nobody can see. Variation selectors stay: they choose the form of a rare character. */
export const stripInvisible = (text: string): string => text.replace(INVISIBLE, '')

/** Full-width ASCII to half-width (Ａ→A, ．→., （→(). Unlike NFKC it leaves ideographs, ① and ㎡ alone. */
export const toHalfWidth = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))

/**
 * The text ready for validation (P-16): half-width, every kind of space a plain one, invisible characters and
 * Excel's leading apostrophe gone, trimmed. Tidying twice changes nothing more. Keep the raw text for the message. Not for people's names.
 */
export function tidy(text: string): string {
  const plain = toHalfWidth(stripInvisible(text)).replace(
    /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000\t]/g,
    ' ',
  )
  return plain.trim().replace(/^(?:'\s*)+/, '')
}

/** Sentences as they were written: the same without the change to half-width, so that Chinese punctuation stays Chinese. */
export const tidyProse = (text: string): string =>
  stripInvisible(text)
    .replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000\t]/g, ' ')
    .trim()
    .replace(/^(?:['＇]\s*)+/, '')

/** The text without any space or line break, otherwise as `tidy`. */
export const tidyTight = (text: string): string => tidy(text).replace(/\s+/g, '')

// A longer text in the header row is an essay, not a header.
const LONGEST_HEADER = 200

const BRACKETED = /\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}|【[^【】]*】|〔[^〔〕]*〕|〈[^〈〉]*〉/g

const dropBracketed = (text: string): string => {
  const once = text.replace(BRACKETED, '')
  // A bracket opened and never closed is a remark cut off by the column width.
  return once === text ? text.replace(/(?!^)[([{【〔].*$/, '') : dropBracketed(once)
}

/**
 * A header as compared with the synonyms (P-06): NFKC, no spaces or line breaks, no bracketed remark, none of *＊：:.
 * A header that is nothing but a remark keeps the words inside.
 */
export function normaliseHeader(text: string): string {
  const flat = stripInvisible(text.slice(0, LONGEST_HEADER))
    .normalize('NFKC')
    .replace(/[\s'*:]/g, '')
  return dropBracketed(flat) || flat.replace(/[()[\]{}【】〔〕〈〉]/g, '')
}

/** False when a spreadsheet that opens the text from a .csv or the clipboard could run it as a formula. */
export const isInert = (text: string): boolean => !/^(?:[\t\r\n]| *[=+\-@＝＋－＠])/.test(text)

/** The text as a .csv or the clipboard should hold it: a leading apostrophe where needed, which reading drops again. */
export const inert = (text: string): string => (isInert(text) ? text : `'${text}`)

/** `text` stands for "nothing known" (不详, 无, —, /), so the value is empty and not wrong. */
export const meansNothing = (text: string): boolean =>
  /^(?:不详|不明|未知|不清楚|记不清|无|没有|空|暂无|[-—–―/\\]+)$/.test(tidyTight(text))

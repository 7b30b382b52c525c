// People's names: spaces, dots and remarks go, rare characters stay byte for byte (I-2, P-16).
import type { Note } from './note.ts'
import { stripInvisible } from './plain-text.ts'

export interface PersonName {
  readonly name: string
  /** From a remark such as 张三（预备）. */
  readonly kind: '正式' | '预备' | null
  /** From a remark such as 李四(女). */
  readonly sex: '男' | '女' | null
}

/** M-301 empty, M-302 digits, letters or too long. */
export type NameNote = Note<'M-301' | 'M-302'>

// Unified ideographs with extensions A–H, the compatibility ideographs, and 〇.
const IDEOGRAPH =
  '[\\u3007\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uF900-\\uFAFF\\u{20000}-\\u{2FA1F}\\u{30000}-\\u{323AF}]'
// A variation selector picks the form of the character before it and is no character of its own.
const SELECTOR = '[\\uFE00-\\uFE0F\\u{E0100}-\\u{E01EF}]?'
const NAME = new RegExp(`^${IDEOGRAPH}${SELECTOR}(?:·?${IDEOGRAPH}${SELECTOR})+$`, 'u')

const REMARK = /[（(【[](正式|预备|中共正式|中共预备|正式党员|预备党员|中共预备党员|男|女)[）)】\]]$/

// Text copied from a PDF often holds radicals (⽂) that look like the characters they stand for.
const foldRadicals = (text: string): string => text.replace(/[\u2F00-\u2FD5]/g, (c) => c.normalize('NFKC'))

/** Letters, spaces and dots put right, without touching any ideograph (no NFKC: it would replace rare ones). */
function clean(text: string): string {
  const bare = foldRadicals(stripInvisible(text))
    .replace(/\s+/g, '')
    .replace(/^['＇]/, '')
  return bare.replace(/[•．‧・∙⋅･.]/g, '·')
}

/** Takes remarks off the end, one by one: 张三（女）（预备）. */
export function normaliseName(text: string): PersonName {
  let rest = clean(text)
  let kind: PersonName['kind'] = null
  let sex: PersonName['sex'] = null
  for (let found = REMARK.exec(rest); found; found = REMARK.exec(rest)) {
    const remark = found[1] ?? ''
    if (remark === '男' || remark === '女') sex = remark
    else kind = remark.includes('预备') ? '预备' : '正式'
    rest = rest.slice(0, found.index)
  }
  return { name: rest, kind, sex }
}

/** Characters as a reader counts them: a pair of surrogates is one, a variation selector none. */
export const nameLength = (name: string): number =>
  Array.from(name.replace(/[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu, '')).length

/** 2–15 Chinese characters, with · between parts of the name. */
export const isValidName = (name: string): boolean => NAME.test(name) && nameLength(name) <= 15

/** The name in a text with what the text says besides; null with M-301 when empty, M-302 when it is no name. */
export function readName(text: string): { value: PersonName | null; notes: readonly NameNote[] } {
  const found = normaliseName(text)
  if (found.name === '') return { value: null, notes: [{ code: 'M-301', params: {} }] }
  if (!isValidName(found.name)) return { value: null, notes: [{ code: 'M-302', params: { 值: text } }] }
  return { value: found, notes: [] }
}

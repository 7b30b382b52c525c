// A finding made ready: number, due day, ready wordings with what is known filled in.
import type { Correction } from '../campaign/types.ts'
import { addDays, formatShort } from '../text/civil-date.ts'
import { parseChineseNumber } from '../text/chinese-number.ts'

/** 督三 → 督 and 3: the number of the group stands as a figure in the numbers of its findings. */
function groupSign(code: string): { readonly sign: string; readonly group: string } {
  const match = /^(.*?)([〇零一二三四五六七八九十]+|\d+)$/u.exec(code.trim())
  if (match === null) return { sign: code.trim() || '督', group: '' }
  const [, sign = '', figure = ''] = match
  const group = /^\d+$/u.test(figure) ? Number(figure) : (parseChineseNumber(figure) ?? 0)
  return { sign: sign === '' ? '督' : sign, group: String(group) }
}

/** What stands before the running number: 督〔2005〕3-. */
export function numberPrefix(groupCode: string, foundOn: string): string {
  const { sign, group } = groupSign(groupCode)
  return `${sign}〔${foundOn.slice(0, 4)}〕${group === '' ? '' : `${group}-`}`
}

/** The next number of the group in a year: 督〔2005〕3-012. A number once given is never given again. */
export function nextNumber(prefix: string, taken: readonly string[]): string {
  const used = taken
    .filter((no) => no.startsWith(prefix))
    .map((no) => Number(no.slice(prefix.length)))
    .filter(Number.isInteger)
  return `${prefix}${String(Math.max(0, ...used) + 1).padStart(3, '0')}`
}

/** 3-012, for lists of one year. */
export const shortNumber = (no: string): string => no.replace(/^.*〕/u, '')

/** The day by which it is to be put right; null where the town has set no limit. */
export const dueDay = (foundOn: string, days: number | null): string | null =>
  days === null ? null : addDays(foundOn, days)

export interface DemandFacts {
  readonly dueOn: string
  readonly inspector: string
  readonly owner: string
  /** Papers the checklist line asks for. */
  readonly papers: readonly string[]
}

const shortDay = (dueOn: string): string => formatShort(dueOn, Number(dueOn.slice(0, 4)))

/** A demand that is whole as it stands, for findings opened in two strokes. */
export function plainDemand(correction: Correction, { dueOn, inspector, papers }: DemandFacts): string {
  const by = shortDay(dueOn)
  switch (correction) {
    case '补齐':
      return `请于${by}前补齐${papers.join('、')}，交${inspector}核验。`
    case '规范':
      return `请于${by}前按要求补正，报督导组，今后照此办理。`
    case '补课':
      return `请于${by}前补课，落实责任人，补课记录报督导组。`
    case '纠正':
      return `请立即纠正，${by}前书面报告纠正情况。`
  }
}

/** A ready wording with what is known filled in; places it does not know keep their braces, to be filled by hand. */
export function fillDemand(phrase: string, { dueOn, inspector, owner, papers }: DemandFacts): string {
  const known: Readonly<Record<string, string>> = {
    督导人员: inspector,
    责任人: owner,
    材料: papers.join('、'),
  }
  return phrase
    .replace(/\{日期\}(?=前|复查)/gu, shortDay(dueOn))
    .replace(/\{([^{}]+)\}/gu, (place, name: string) => known[name] || place)
}

// How limits are written down: which document they rest on, and how a setting replaces them.
import { isCivilDate } from '../text/civil-date.ts'
import type { Limit, LimitValue, Source } from './verdict.ts'

const titles = {
  S0: '镇党委：第二批先进性教育活动动员会讲话',
  S1: '镇党委：全镇先进性教育活动动员会讲话',
  S2: '市委：先进性教育活动工作会议讲话',
  S3: '市委督导组：镇（区）动员会讲话',
  S4: '县委：学习动员阶段小结讲话',
} as const

/** A passage of one of the five source speeches; the quotation is literal. */
export const said = (speech: keyof typeof titles, quote: string): Source => ({ title: titles[speech], quote })

/** Nothing in the documents: a number this product offers, to be changed in the settings. */
export const byDefault: Source = { title: '本产品默认' }

/** The value a setting puts in place of a limit's own; its own source where the setting names one. */
export interface LimitSetting {
  readonly value: LimitValue
  readonly per?: number
  readonly upTo?: number
  readonly source?: Source
}

/** Settings by key, e.g. `{'poll.dissatisfied.bar': {value: 15}}`; keys no rule knows are left alone. */
export type LimitSettings = Readonly<Record<string, LimitSetting>>

/** A limit as data, checked where it is written. */
export const limit = (data: Limit): Limit => data

/** The limits of one rule, each under the name its function uses. */
export type Limits = Readonly<Record<string, Limit>>

const applied = (limit: Limit, settings: LimitSettings): Limit => {
  const setting = limit.key === undefined ? undefined : settings[limit.key]
  return setting === undefined ? limit : { ...limit, ...setting }
}

/** The same limits with the values of the settings. */
export const withSettings = <L extends Limits>(limits: L, settings: LimitSettings): L => {
  const entries = Object.entries(limits).map(([name, limit]) => [name, applied(limit, settings)] as const)
  return Object.fromEntries(entries) as L
}

const isUsable = (limit: Limit, original: Limit): boolean => {
  if (limit.value === null) return true
  if (typeof limit.value !== typeof original.value && original.value !== null) return false
  if (typeof limit.value === 'string') return isCivilDate(limit.value)
  return Number.isFinite(limit.value) && limit.value >= 0
}

/** What is wrong with the values the settings put in place, one sentence each. */
export const settingProblems = (limits: Limits, original: Limits): string[] =>
  Object.entries(limits)
    .filter(([name, limit]) => !isUsable(limit, original[name] ?? limit))
    .map(([, limit]) => `标准“${limit.name}”的值不能用，请到“设置”中改正。`)

/** The number of a limit; null when none is set. */
export const numberOf = (limit: Limit): number | null =>
  typeof limit.value === 'number' ? limit.value : null

/** The number of a limit that counts whole things, from 0 to `most`; null when none such is set. */
export const wholeNumberOf = (limit: Limit, most: number): number | null => {
  const value = numberOf(limit)
  return value !== null && Number.isInteger(value) && value <= most ? value : null
}

/** The civil day of a limit; null when none is set. */
export const dayOf = (limit: Limit): string | null => (typeof limit.value === 'string' ? limit.value : null)

/** Whether a count reaches the limit; a limit that is not set asks for nothing. */
export const reaches = (count: number, limit: Limit): boolean => count >= (numberOf(limit) ?? 0)

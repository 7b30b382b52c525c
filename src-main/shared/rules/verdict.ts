// A verdict: what a rule says about one case, with the numbers it used and where its limit comes from.

export interface Source {
  /** Short title of the document, or 本产品默认. */
  readonly title: string
  /** The words of the document; absent for a default. */
  readonly quote?: string
}

/** A number, a civil day `YYYY-MM-DD`, or null where no norm is set (then nothing is a pass). */
export type LimitValue = number | string | null

/** The limit a rule compares with, as data: a setting may replace `value`. */
export interface Limit {
  /** What the limit is called on the settings page. */
  readonly name: string
  /** Key of the setting that may replace the value; absent where nothing may. */
  readonly key?: string
  readonly value: LimitValue
  /** Denominator where the limit is a share: 10 per 100, 1 per 3. */
  readonly per?: number
  readonly unit: string
  readonly comparator: '≥' | '>' | '<' | '≤' | '=' | '介于'
  /** Upper end for 介于. */
  readonly upTo?: number
  readonly source: Source
  /** What to add beside the quotation, e.g. that a default fills a gap of the document. */
  readonly note?: string
}

export type Facts = Readonly<Record<string, string | number | boolean | null>>

/** 错误 blocks, 警告 needs a confirmation, 提示 informs. */
export type Level = '错误' | '警告' | '提示'

interface Ruling {
  readonly rule: string
  readonly reason: string
  readonly facts: Facts
  /** Each missing condition as a sentence of its own, where a rule has several. */
  readonly details?: readonly string[]
  /** The limits this verdict was reached with; set by the registry, so that a decision can store them. */
  readonly limits?: readonly Limit[]
}

export type Verdict =
  | (Ruling & { readonly outcome: 'pass' })
  /** How much a failure weighs; absent means 错误. */
  | (Ruling & { readonly outcome: 'fail'; readonly level?: Level })
  /** Nothing to judge yet (0 ballots, nothing set): neither a pass nor a fail. */
  | (Ruling & { readonly outcome: 'not-assessed' })

export const pass = (rule: string, reason: string, facts: Facts = {}): Verdict => ({
  outcome: 'pass',
  rule,
  reason,
  facts,
})

export const fail = (
  rule: string,
  reason: string,
  facts: Facts = {},
  weight: { readonly level?: Level; readonly details?: readonly string[] } = {},
): Verdict => ({ outcome: 'fail', rule, reason, facts, ...weight })

export const notAssessed = (rule: string, reason: string, facts: Facts = {}): Verdict => ({
  outcome: 'not-assessed',
  rule,
  reason,
  facts,
})

/** How much a verdict weighs, or null when it is not a failure. */
export const levelOf = (verdict: Verdict): Level | null =>
  verdict.outcome === 'fail' ? (verdict.level ?? '错误') : null

// What one figure of a phase is: its rows, which of them count, and the sentence that says how.
import type { PlanUnit } from '../plans/units.ts'
import type { SummaryFacts } from './summary-facts.ts'

export interface IndicatorRow {
  readonly name: string
  readonly unit: string
  readonly detail: string
  /** What it counts for; 1 when absent. */
  readonly count?: number
  /** In the numerator. */
  readonly isPart: boolean
  /** Where the record is opened. */
  readonly to: string
}

export interface Indicator {
  readonly key: string
  readonly group: string
  readonly title: string
  /** 人, 个, 条次 … */
  readonly measure: string
  /** A share of something, or a plain count of the rows. */
  readonly kind: '比率' | '数'
  /** The ledger the rows are kept in. */
  readonly ledger: (facts: SummaryFacts) => string
  readonly basis: (facts: SummaryFacts) => string
  readonly rows: (facts: SummaryFacts) => readonly IndicatorRow[]
}

export interface Counted {
  readonly part: number
  /** Null for a plain count. */
  readonly whole: number | null
}

const sum = (rows: readonly IndicatorRow[]): number => rows.reduce((total, { count = 1 }) => total + count, 0)

/** The two numbers are those of the rows, so that they can never say something else. */
export function countOf(
  indicator: Indicator,
  facts: SummaryFacts,
): Counted & { rows: readonly IndicatorRow[] } {
  const rows = indicator.rows(facts)
  const part = sum(rows.filter(({ isPart }) => isPart))
  return { rows, part, whole: indicator.kind === '比率' ? sum(rows) : null }
}

/** One row a unit. */
export const unitRow = (
  unit: PlanUnit,
  isPart: boolean,
  detail: string,
  to = `/units/${unit.id}`,
): IndicatorRow => ({ name: unit.shortName, unit: unit.shortName, detail, isPart, to })

export const nameOf = (facts: SummaryFacts, orgId: string): string => facts.unitOf(orgId)?.shortName ?? ''

// One cell of the board: a mark with a number, where its record is, what it says in a tip and on paper.
import type { Mark, MatrixCell } from '#shared/contract/overview.ts'
import type { UnitFacts } from './town.ts'

export interface BoardCell extends MatrixCell {
  /** As E-14 prints it: ✓ with the day, or what is missing. */
  readonly short: string
}

export type CellOf = (unit: UnitFacts) => BoardCell

/** 7-28: the year of the work stands in the title of the sheet. */
export const sheetDay = (day: string): string => `${Number(day.slice(5, 7))}-${Number(day.slice(8))}`

export const ticked = (day: string | null): string => (day === null ? '✓' : `✓${sheetDay(day)}`)

export const cell = (
  mark: Mark,
  tip: string,
  to = '',
  count: number | null = null,
  short = '',
): BoardCell => ({ mark, count, to, tip, short })

export const EMPTY = cell('', '')

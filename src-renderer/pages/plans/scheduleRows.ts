// Rows of a schedule as they are typed: texts, until they are read as dates and hours.
import type { PlanStep } from '#shared/contract/plans.ts'
import { readDate } from '../../components/dateText.ts'

export interface ScheduleRow {
  code: string
  name: string
  start: string
  end: string
  owner: string
  form: string
  hours: string
}

/** The cells of a row, in the order of the columns and of what is pasted. */
export const cells = ['name', 'start', 'end', 'owner', 'form', 'hours'] as const
export type CellKey = (typeof cells)[number]

export const blankRow = (): ScheduleRow => ({
  code: '',
  name: '',
  start: '',
  end: '',
  owner: '',
  form: '',
  hours: '',
})

export const toRow = (step: PlanStep): ScheduleRow => ({
  code: step.code,
  name: step.name,
  start: step.start ?? '',
  end: step.end ?? '',
  owner: step.owner,
  form: step.form,
  hours: step.hoursX10 === null ? '' : String(step.hoursX10 / 10),
})

const HOURS = /^(\d{1,3}(?:\.\d)?)(?:学时)?$/u

function hoursX10(text: string): number | null | undefined {
  const typed = text.normalize('NFKC').trim()
  if (typed === '') return null
  const found = HOURS.exec(typed)
  return found ? Math.round(Number(found[1]) * 10) : undefined
}

/** What is wrong with a cell; '' when nothing is. */
export function cellProblem(row: ScheduleRow, cell: CellKey): string {
  if ((cell === 'start' || cell === 'end') && readDate(row[cell], 'day') === null) return '看不懂这个日期'
  if (cell === 'hours' && hoursX10(row.hours) === undefined) return '学时写成 2.5 的样子'
  return ''
}

const dayOf = (text: string): string | null => readDate(text, 'day') || null

/** A line as it is handed in; an end left out is the day it starts. Null for a line without a name. */
export function toStep(row: ScheduleRow): PlanStep | null {
  if (row.name.trim() === '') return null
  const start = dayOf(row.start)
  return {
    code: row.code,
    name: row.name.trim(),
    start,
    end: row.end.trim() === '' ? start : dayOf(row.end),
    owner: row.owner.trim(),
    form: row.form.trim(),
    hoursX10: hoursX10(row.hours) ?? null,
  }
}

/** Cells of a spreadsheet as rows of texts. */
export const readPasted = (text: string): string[][] =>
  text
    .replace(/\r/gu, '')
    .replace(/\n$/u, '')
    .split('\n')
    .map((line) => line.split('\t'))

/** Puts pasted cells in from one cell on; rows that do not exist yet are added. */
export function paste(
  rows: ScheduleRow[],
  at: { row: number; cell: CellKey },
  pasted: readonly (readonly string[])[],
): void {
  const first = cells.indexOf(at.cell)
  pasted.forEach((line, i) => {
    const row = rows[at.row + i] ?? blankRow()
    rows[at.row + i] = row
    line.forEach((text, k) => {
      const cell = cells[first + k]
      if (cell !== undefined) row[cell] = text.trim()
    })
  })
}

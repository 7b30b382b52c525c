// Puts random rows of the channels, opinions and talks right where their rules tie columns together.
import type { Value } from '#shared/ledger/column.ts'

type Rows = readonly Record<string, Value>[]

const smaller = (row: Record<string, Value>, part: string, whole: string): Value => {
  const [a, b] = [row[part] ?? null, row[whole] ?? null]
  return typeof a === 'number' && typeof b === 'number' ? Math.min(a, b) : a
}

export const arrangeChannels = (rows: Rows): Rows =>
  rows.map((row) => {
    const days = [row['from_on'], row['until_on']].filter((day) => typeof day === 'string').toSorted()
    return {
      ...row,
      returned: smaller(row, 'returned', 'issued'),
      merged: smaller(row, 'merged', 'opinions'),
      from_on: days[0] ?? null,
      until_on: days.length > 1 ? (days[1] ?? null) : null,
    }
  })

export const arrangeOpinions = (rows: Rows): Rows =>
  rows.map((row) => ({
    ...row,
    returned: smaller(row, 'returned', 'issued'),
    member_id: row['object'] === '党员个人' ? (row['member_id'] ?? null) : null,
    times: row['times'] === 0 ? 1 : (row['times'] ?? null),
    merged_no: typeof row['times'] === 'number' ? String(row['times'] % 7) : null,
  }))

export const arrangeTalks = (rows: Rows): Rows =>
  rows.map((row) => ({ ...row, partners: row['kind'] === '集体谈心' ? '张甲、张乙' : '张甲' }))

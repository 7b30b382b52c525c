// Random rows of the poll ledger put right: votes that close, one row a round, a subject only where there is one.
import type { Value } from '#shared/ledger/column.ts'

type Row = Record<string, Value>

const whole = (value: Value | undefined): number => (typeof value === 'number' ? value : 0)

/** Within the campaign, and not ahead of the day the tests work on. */
const isHeld = (date: Value | undefined): boolean =>
  typeof date === 'string' && date >= '2005-07-01' && date <= '2005-08-17'

/** Rates are worked out by the database and cannot be written. */
function withoutRates(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([key]) => !key.endsWith('_rate')))
}

function closed(row: Row, index: number): Row {
  const dissatisfied = whole(row['dissatisfied'])
  const satisfied = whole(row['satisfied']) + 1
  const valid = dissatisfied + satisfied + whole(row['basic']) + whole(row['abstained'])
  const invalid = whole(row['invalid'])
  const isAnalysis = row['kind'] === '党性分析材料' && typeof row['subject_id'] === 'string'
  return {
    ...withoutRates(row),
    kind: isAnalysis ? '党性分析材料' : '阶段满意度',
    phase: row['phase'] ?? '学习动员',
    subject_id: isAnalysis ? (row['subject_id'] ?? null) : null,
    round: String(index + 1),
    date: isHeld(row['date']) ? (row['date'] ?? null) : '2005-08-01',
    state: '已统计',
    valid,
    invalid,
    returned: valid + invalid,
    issued: valid + invalid + 1,
    satisfied,
    dissatisfied,
    fairly: null,
    less: null,
  }
}

/** Rows that the ledger would take. */
export const arrangePolls = (rows: readonly Row[]): Row[] => rows.map(closed)

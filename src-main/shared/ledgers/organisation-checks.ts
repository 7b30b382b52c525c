// Rules over one organisation and over the roster of organisations (domain I-1, R-10): parts, parents, doubles.
import { isBlank, type Values } from '../ledger/ledger.ts'
import { problem, type Problem } from '../ledger/messages.ts'
import type { CheckContext, FoundAmongRows, LedgerModule, RowInSheet } from '../ledger/module.ts'
import { organisations } from './organisations.ts'

const PARTS = [
  'reported_full',
  'reported_probationary',
  'reported_floating',
  'reported_retired',
  'reported_difficult',
  'reported_female',
  'reported_minority',
] as const

const numberOf = (values: Values, key: string): number | null => {
  const value = values[key]
  return typeof value === 'number' ? value : null
}

function checkRow(values: Values, context: CheckContext): Problem[] {
  const all = numberOf(values, 'reported_members')
  if (all === null) return []
  const tooMany = PARTS.flatMap((key) => {
    const part = numberOf(values, key)
    const { label } = organisations.columns[key]
    return part !== null && part > all
      ? [problem('M-336', key, { 行: context.row, 栏目: label, n: part, m: all })]
      : []
  })
  const [full, probationary] = [numberOf(values, 'reported_full'), numberOf(values, 'reported_probationary')]
  if (full === null || probationary === null || full + probationary === all) return tooMany
  return [
    ...tooMany,
    problem('M-337', 'reported_members', { 行: context.row, a: full, b: probationary, m: all }),
  ]
}

function findSameName(rows: readonly RowInSheet[]): FoundAmongRows[] {
  const first = new Map<string, RowInSheet>()
  return rows.flatMap((row) => {
    const before = first.get(row.id)
    if (!before) {
      first.set(row.id, row)
      return []
    }
    const found = problem('M-334', 'full_name', {
      行: row.row,
      a: before.row,
      名称: String(row.values['full_name'] ?? ''),
    })
    return [{ index: row.index, sheet: row.sheet, problem: found }]
  })
}

function isInCycle(start: RowInSheet, parentOf: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>([start.id])
  let next = parentOf.get(start.id) ?? null
  while (next !== null) {
    if (seen.has(next)) return true
    seen.add(next)
    next = parentOf.get(next) ?? null
  }
  return false
}

function findCycles(rows: readonly RowInSheet[]): FoundAmongRows[] {
  const parentOf = new Map(
    rows.map((r) => {
      const parent = r.values['parent_id']
      return [r.id, typeof parent === 'string' && !isBlank(parent) ? parent : null] as const
    }),
  )
  return rows
    .filter((r) => isInCycle(r, parentOf))
    .map((r) => ({
      index: r.index,
      sheet: r.sheet,
      problem: problem('M-335', 'parent_id', { 行: r.row, 名称: String(r.values['full_name'] ?? '') }),
    }))
}

export const organisationModule: LedgerModule<typeof organisations.columns> = {
  ledger: organisations,
  complete: (values) => values,
  checkRow,
  checkRows: (rows) => [...findSameName(rows), ...findCycles(rows)],
}

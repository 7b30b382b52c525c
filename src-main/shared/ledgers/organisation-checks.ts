// Rules over one organisation and over the roster of organisations (domain I-1, R-10): parts, parents, doubles.
import { isBlank, type Values } from '../ledger/ledger.ts'
import { problem, type Problem } from '../ledger/messages.ts'
import type {
  CheckContext,
  FoundAmongRows,
  LedgerModule,
  RowInSheet,
  TableContext,
} from '../ledger/module.ts'
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
    if (row.isLeft) return []
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

type Parents = ReadonlyMap<string, string | null>

const parentIn = (values: Values): string | null => {
  const parent = values['parent_id']
  return typeof parent === 'string' && !isBlank(parent) ? parent : null
}

function isInCycle(start: string, parentOf: Parents): boolean {
  const seen = new Set<string>()
  let next = parentOf.get(start) ?? null
  while (next !== null && !seen.has(next)) {
    if (next === start) return true
    seen.add(next)
    next = parentOf.get(next) ?? null
  }
  return false
}

/** Cycles among the rows and what is stored besides them. */
function findCycles(rows: readonly RowInSheet[], context: TableContext): FoundAmongRows[] {
  const parentOf: Parents = new Map([...context.beside, ...rows].map((r) => [r.id, parentIn(r.values)]))
  return rows
    .filter((r) => !r.isLeft && isInCycle(r.id, parentOf))
    .map((r) => ({
      index: r.index,
      sheet: r.sheet,
      problem: problem('M-335', 'parent_id', { 行: r.row, 名称: String(r.values['full_name'] ?? '') }),
    }))
}

/** The total row of the roster against the sum of its members. */
function checkTotals(rows: readonly RowInSheet[], context: TableContext): FoundAmongRows[] {
  return [...context.totals].flatMap(([sheet, totals]) => {
    const last = totals.at(-1)
    const stated = last?.byColumn['reported_members']
    if (!last || last.isPart || stated === undefined) return []
    const counted = rows
      .filter((r) => r.sheet === sheet && r.row < last.row)
      .reduce((sum, r) => sum + (numberOf(r.values, 'reported_members') ?? 0), 0)
    if (counted === stated) return []
    const params = { 支部: `工作表“${sheet}”`, n: counted, m: stated, d: Math.abs(counted - stated) }
    return [{ index: null, sheet, problem: problem('M-201', null, params) }]
  })
}

/** Endings of names, most particular first. */
const LEVELS: readonly (readonly [RegExp, string])[] = [
  [/小组$/u, '党小组'],
  [/总支(?:部)?(?:委员会)?$/u, '总支'],
  [/联合(?:党)?支部(?:委员会)?$/u, '联合支部'],
  [/临时(?:党)?支部(?:委员会)?$/u, '临时支部'],
  [/支部(?:委员会)?$|支委会?$/u, '支部'],
  [/党委$|委员会$/u, '党委'],
]

const UNIT_TYPES: readonly (readonly [RegExp, string])[] = [
  [/流动/u, '流动党员'],
  [/离退休|退休|老干部/u, '离退休'],
  [/中学|小学|幼儿园|学校|初中|高中|职高|成校|中心校/u, '学校'],
  [/协会|商会|学会/u, '社会组织'],
  [/工作片|片$/u, '片总支'],
  [/社区|居委会|居民区/u, '社区'],
  [/村$/u, '村'],
  [/机关|政府/u, '机关'],
  [/(?:站|所|卫生院|医院|中心)$/u, '事业站所'],
]

const firstFit = (text: string, table: readonly (readonly [RegExp, string])[]): string | null =>
  table.find(([pattern]) => pattern.test(text))?.[1] ?? null

/** Level and type of unit are nearly always said by the name; where they are not, they are asked for. */
function complete(values: Values): Values {
  const name = values['full_name']
  if (typeof name !== 'string') return values
  const bare = name
    .replace(/\s/gu, '')
    .replace(/(?:党)?(?:总支部?|(?:联合|临时|第?[一二三四五六七八九十\d]+)?(?:党)?支部)(?:委员会)?$/u, '')
  return {
    ...values,
    level: isBlank(values['level']) ? firstFit(name.replace(/\s/gu, ''), LEVELS) : (values['level'] ?? null),
    unit_type: isBlank(values['unit_type']) ? firstFit(bare, UNIT_TYPES) : (values['unit_type'] ?? null),
  }
}

export const organisationModule: LedgerModule<typeof organisations.columns> = {
  ledger: organisations,
  derived: ['level', 'unit_type'],
  settle: () => undefined,
  complete,
  checkRow,
  checksAmongRows: [findSameName, findCycles, checkTotals],
}

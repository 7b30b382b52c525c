// Rules over one row of the ledgers of learning and over the rows of a file (M-620 … M-628).
import type { Ledger, Values } from '../ledger/ledger.ts'
import { problem, type Params, type Problem } from '../ledger/messages.ts'
import type { AmongRows, CheckContext, FoundAmongRows, LedgerModule, RowInSheet } from '../ledger/module.ts'
import { alternatives } from './alternatives.ts'
import { noteChecks } from './note-checks.ts'
import { trainings } from './trainings.ts'

const textOf = (values: Values, key: string): string => {
  const value = values[key]
  return typeof value === 'string' ? value.trim() : ''
}
const numberOf = (values: Values, key: string): number | null => {
  const value = values[key]
  return typeof value === 'number' ? value : null
}

type Say = (code: string, column: string, params?: Params) => Problem

const sayAt =
  ({ row }: CheckContext): Say =>
  (code, column, params = {}) =>
    problem(code, column, { 行: row, ...params })

/** What was done was done on a whole day that has come. */
function checkDay({ columns }: Ledger, values: Values, context: CheckContext, say: Say): Problem[] {
  const day = textOf(values, 'date')
  const params = { 栏目: columns['date']?.label ?? '', 值: day }
  if (day === '') return []
  if (day.length !== 10) return [say('M-459', 'date', params)]
  return day > context.today ? [say('M-465', 'date', params)] : []
}

/** The same columns say the same thing only once in a file. */
const findSame =
  (columns: readonly string[], code: string): AmongRows =>
  (rows) => {
    const first = new Map<string, RowInSheet>()
    return rows.flatMap((row): FoundAmongRows[] => {
      const parts = columns.map((column) => textOf(row.values, column))
      if (row.isLeft || parts.includes('')) return []
      const key = parts.join('\u0000')
      const before = first.get(key)
      if (before === undefined) {
        first.set(key, row)
        return []
      }
      const found = problem(code, columns[0] ?? null, { 行: row.row, a: before.row })
      return [{ index: row.index, sheet: row.sheet, problem: found }]
    })
  }

/** One number an essay, as the hint of the column asks. */
const essayLengths = (text: string): number => text.match(/\d+/gu)?.length ?? 0

function checkNotes(values: Values, context: CheckContext): Problem[] {
  const say = sayAt(context)
  const [essays, lengths] = [numberOf(values, 'essays'), textOf(values, 'essay_chars')]
  const written = essayLengths(lengths)
  return [
    ...checkDay(noteChecks, values, context, say),
    ...(numberOf(values, 'chars') === 0 && textOf(values, 'remark') === '' ? [say('M-621', 'chars')] : []),
    ...(lengths !== '' && written !== (essays ?? 0)
      ? [say('M-620', 'essay_chars', { n: essays ?? 0, m: written })]
      : []),
  ]
}

/** a proof is what makes study elsewhere count. */
function checkAlternative(values: Values, context: CheckContext): Problem[] {
  const say = sayAt(context)
  const form = textOf(values, 'form')
  const category = textOf(values, 'category')
  const isElsewhere = form === '流入地参学证明'
  return [
    ...checkDay(alternatives, values, context, say),
    ...(isElsewhere && textOf(values, 'proof') === '' ? [say('M-623', 'proof')] : []),
    ...(isElsewhere && category !== '' && category !== '流动党员'
      ? [say('M-624', 'category', { 值: category })]
      : []),
    ...((numberOf(values, 'hours') ?? 0) > 0 && textOf(values, 'approver') === ''
      ? [say('M-628', 'approver')]
      : []),
    ...(form !== '' && !isElsewhere && textOf(values, 'person') === '' ? [say('M-625', 'person')] : []),
  ]
}

const checkTraining = (values: Values, context: CheckContext): Problem[] =>
  checkDay(trainings, values, context, sayAt(context))

const plain = {
  derived: [],
  settle: () => undefined,
  complete: (values: Values) => values,
} as const

export const noteCheckModule: LedgerModule<typeof noteChecks.columns> = {
  ...plain,
  ledger: noteChecks,
  checkRow: checkNotes,
  checksAmongRows: [findSame(['member_id', 'date'], 'M-622')],
}

export const alternativeModule: LedgerModule<typeof alternatives.columns> = {
  ...plain,
  ledger: alternatives,
  checkRow: checkAlternative,
  checksAmongRows: [findSame(['member_id', 'date', 'form'], 'M-626')],
}

export const trainingModule: LedgerModule<typeof trainings.columns> = {
  ...plain,
  ledger: trainings,
  checkRow: checkTraining,
  checksAmongRows: [findSame(['name', 'date', 'org_id'], 'M-627')],
}

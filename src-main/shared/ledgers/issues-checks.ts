// Rules over one problem of a rectification ledger and over the rows of a file (domain I-8, M-451 … M-465).
import { formatChinese, isBefore } from '../text/civil-date.ts'
import { parseDeadlineText } from '../text/deadline.ts'
import { isBlank, type Values } from '../ledger/ledger.ts'
import { problem, type Params, type Problem } from '../ledger/messages.ts'
import type { CheckContext, FoundAmongRows, LedgerModule, RowInSheet } from '../ledger/module.ts'
import { issues } from './issues.ts'

const textOf = (values: Values | undefined, key: string): string => {
  const value = values?.[key]
  return typeof value === 'string' ? value.trim() : ''
}

/** A day is meant whole: what the due text says goes before, a day alone is written out. */
function complete(values: Values, _aside: unknown, campaignYear: number): Values {
  const text = textOf(values, 'due_text')
  const day = textOf(values, 'due_on')
  if (text === '') return day.length === 10 ? { ...values, due_text: formatChinese(day) } : values
  const deadline = parseDeadlineText(text, campaignYear)
  return deadline.kind === 'by' ? { ...values, due_on: deadline.date } : values
}

type Say = (code: string, column: string, params?: Params) => Problem

const DAYS = ['registered_on', 'due_on', 'done_on', 'explained_on'] as const

/** Every day is a whole day, and none but the due day lies ahead. */
function checkDays(values: Values, context: CheckContext, say: Say): Problem[] {
  return DAYS.flatMap((key) => {
    const day = textOf(values, key)
    const { label } = issues.columns[key]
    if (day === '') return []
    if (day.length !== 10) return [say('M-459', key, { 栏目: label, 值: day })]
    const isAhead = key !== 'due_on' && day > context.today
    return isAhead ? [say('M-465', key, { 栏目: label, 值: day })] : []
  })
}

function checkOrder(values: Values, context: CheckContext, say: Say): Problem[] {
  const done = textOf(values, 'done_on')
  const begun = textOf(values, 'registered_on') || textOf(context.stored, 'registered_on')
  if (done === '' || begun === '' || !isBefore(done, begun)) return []
  return [say('M-453', 'done_on', { a: begun, b: done })]
}

/** What is missing is said of a new row, and where a form takes away what was there; a blank cell takes nothing away. */
function checkMissing(values: Values, context: CheckContext, say: Say): Problem[] {
  const { stored } = context
  const isForm = context.row === 0
  const lacks = (key: string): boolean => {
    if (!context.present.has(key) || !isBlank(values[key])) return false
    return stored === undefined || (isForm && !isBlank(stored[key]))
  }
  const kind = textOf(values, 'kind')
  const isDated = textOf(values, 'due_on') !== ''
  return [
    ...(kind === '限期整改' && lacks('due_text') && !isDated ? [say('M-451', 'due_text')] : []),
    ...(kind !== '' && kind !== '说明情况' && lacks('owner') ? [say('M-452', 'owner')] : []),
    ...(kind === '说明情况' && (lacks('explained_on') || lacks('explained_to'))
      ? [say('M-455', 'explained_on')]
      : []),
  ]
}

/** Words in place of a day are for some kinds only; what stands in the ledger already is not asked about again. */
function checkDueWords(values: Values, context: CheckContext, say: Say): Problem[] {
  const text = textOf(values, 'due_text')
  const kind = textOf(values, 'kind')
  const isKept = text === textOf(context.stored, 'due_text') && kind === textOf(context.stored, 'kind')
  if (text === '' || isKept) return []
  const { kind: meaning } = parseDeadlineText(text, Number(context.campaignStart.slice(0, 4)))
  if (meaning === 'at-once') return kind === '立说立改' ? [] : [say('M-458', 'due_text', { 值: text })]
  if (meaning === 'unclear') return [say('M-460', 'due_text', { 值: text })]
  if (meaning !== 'long-term') return []
  if (kind === '立说立改' || kind === '说明情况') return [say('M-463', 'due_text', { 值: text })]
  return textOf(values, 'due_on') === '' ? [say('M-464', 'due_text', { 值: text })] : []
}

/** The kind of a problem that has been sorted is changed in the window only, with a reason. */
function checkKindKept(values: Values, context: CheckContext, say: Say): Problem[] {
  const [before, after] = [textOf(context.stored, 'kind'), textOf(values, 'kind')]
  const isSorted = context.stored !== undefined && textOf(context.stored, 'state') !== '待分类'
  if (!isSorted || before === after || (after === '' && context.row > 0)) return []
  return [say('M-456', 'kind', { a: before, b: after === '' ? '空' : after })]
}

/** A file never closes a problem by itself. */
function checkClosed(context: CheckContext, say: Say): Problem[] {
  const isClaimed = textOf(context.said, 'closed') === '是' || textOf(context.said, 'state') === '已销号'
  return isClaimed && textOf(context.stored, 'state') !== '已销号' ? [say('M-454', 'closed')] : []
}

function checkRow(values: Values, context: CheckContext): Problem[] {
  const say: Say = (code, column, params = {}) => problem(code, column, { 行: context.row, ...params })
  return [
    ...checkDays(values, context, say),
    ...checkOrder(values, context, say),
    ...checkMissing(values, context, say),
    ...checkDueWords(values, context, say),
    ...checkKindKept(values, context, say),
    ...checkClosed(context, say),
  ]
}

const meant = ({ values, id }: RowInSheet): string[] => {
  const [org, text] = [textOf(values, 'org_id'), textOf(values, 'text')]
  return [id, ...(org === '' || text === '' ? [] : [`${org}\u0000${text}`])]
}

/** The same problem of the same unit stands in one row. */
function findSameProblem(rows: readonly RowInSheet[]): FoundAmongRows[] {
  const first = new Map<string, RowInSheet>()
  return rows.flatMap((row) => {
    if (row.isLeft) return []
    const keys = meant(row)
    const before = keys.map((key) => first.get(key)).find((each) => each !== undefined)
    for (const key of keys) if (!first.has(key)) first.set(key, row)
    if (before === undefined) return []
    const found = problem('M-457', 'text', { 行: row.row, a: before.row })
    return [{ index: row.index, sheet: row.sheet, problem: found }]
  })
}

/** What is closed stays as it was verified. */
function whyFrozen(stored: Values): string | null {
  if (textOf(stored, 'state') !== '已销号') return null
  return `问题${textOf(stored, 'no')}已销号，不能再改。如又反弹，请在“问题整改”中重开。`
}

export const issueModule: LedgerModule<typeof issues.columns> = {
  ledger: issues,
  derived: [],
  settle: () => undefined,
  complete,
  checkRow,
  whyFrozen,
  checksAmongRows: [findSameProblem],
}

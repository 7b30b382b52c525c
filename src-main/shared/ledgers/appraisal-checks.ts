// Rules over one row, and over the rows of a file, of meetings, appraisals and cases (domain I-7, R-41 … R-45).
import { isBlank, type Values } from '../ledger/ledger.ts'
import { problem, type Params, type Problem } from '../ledger/messages.ts'
import type {
  CheckContext,
  FoundAmongRows,
  LedgerModule,
  LimitOf,
  RowInSheet,
  TableContext,
} from '../ledger/module.ts'
import { judgeExcellent } from '../rules/appraisal.ts'
import { levelOf } from '../rules/verdict.ts'
import { appraisals } from './appraisals.ts'
import { meetings } from './meetings.ts'
import { forDiscipline, unqualified } from './unqualified.ts'

const textOf = (values: Values | undefined, key: string): string => {
  const value = values?.[key]
  return typeof value === 'string' ? value.trim() : ''
}
const numberOf = (values: Values | undefined, key: string): number | null => {
  const value = values?.[key]
  return typeof value === 'number' ? value : null
}

type Say = (code: string, column: string, params?: Params) => Problem

const sayer =
  ({ row }: CheckContext): Say =>
  (code, column, params = {}) =>
    problem(code, column, { 行: row, ...params })

/** Only the cells that are blank in a file keep what is stored; a form leaves nothing out. */
function merged(values: Values, { stored, row }: CheckContext): Values {
  if (stored === undefined || row === 0) return values
  const said = Object.entries(values).filter(([, value]) => !isBlank(value))
  return { ...stored, ...Object.fromEntries(said) }
}

type Labels = Readonly<Record<string, { readonly label: string }>>

/** Every day is a whole day; those that report something lie behind. */
function checkDays(
  values: Values,
  keys: readonly string[],
  columns: Labels,
  today: string | null,
  say: Say,
): Problem[] {
  return keys.flatMap((key) => {
    const day = textOf(values, key)
    const label = columns[key]?.label ?? key
    if (day === '') return []
    if (day.length !== 10) return [say('M-459', key, { 栏目: label, 值: day })]
    return today !== null && day > today ? [say('M-465', key, { 栏目: label, 值: day })] : []
  })
}

const isEarlier = (day: string, than: string): boolean => day !== '' && than !== '' && day < than

function checkMeetingNumbers(values: Values, say: Say): Problem[] {
  const [expected, attended, examined] = ['expected', 'attended', 'examined'].map((key) =>
    numberOf(values, key),
  )
  const isOver = (a: number | null | undefined, b: number | null | undefined): boolean =>
    typeof a === 'number' && typeof b === 'number' && a > b
  const hasActivists = (numberOf(values, 'activists') ?? 0) > 0
  return [
    ...(isOver(attended, expected) ? [say('M-688', 'attended', { a: attended ?? 0, b: expected ?? 0 })] : []),
    ...(isOver(examined, attended) ? [say('M-689', 'examined', { a: examined ?? 0, b: attended ?? 0 })] : []),
    ...(textOf(values, 'no_activists') === '是' && hasActivists
      ? [say('M-692', 'no_activists', { n: numberOf(values, 'activists') ?? 0 })]
      : []),
  ]
}

function checkMeetingOrder(values: Values, { campaignStart }: CheckContext, say: Say): Problem[] {
  const [on, notice, feedback] = ['date', 'notice_on', 'feedback_on'].map((key) => textOf(values, key))
  if (on === undefined || notice === undefined || feedback === undefined) return []
  const isOfLeaders = textOf(values, 'kind') === '领导班子专题民主生活会'
  return [
    ...(isEarlier(notice, on) ? [say('M-690', 'notice_on', { a: on, b: notice })] : []),
    ...(isOfLeaders && isEarlier(on, feedback) ? [say('M-691', 'feedback_on', { a: on, b: feedback })] : []),
    ...(isEarlier(on, campaignStart) ? [say('M-694', 'date', { a: on, b: campaignStart })] : []),
  ]
}

function checkMeeting(values: Values, context: CheckContext): Problem[] {
  const say = sayer(context)
  const whole = merged(values, context)
  const days = ['date', 'feedback_on', 'notice_on']
  return [
    ...checkDays(whole, days, meetings.columns, context.today, say),
    ...checkMeetingNumbers(whole, say),
    ...checkMeetingOrder(whole, context, say),
  ]
}

/** The same `key` of several columns stands in one row. */
const findSame =
  (code: string, column: string, keys: readonly string[]) =>
  (rows: readonly RowInSheet[]): FoundAmongRows[] => {
    const first = new Map<string, RowInSheet>()
    return rows.flatMap((row) => {
      const texts = keys.map((key) => textOf(row.values, key))
      if (row.isLeft || texts.includes('')) return []
      const said = texts.join('\u0000')
      const before = first.get(said)
      if (before === undefined) {
        first.set(said, row)
        return []
      }
      const found = problem(code, column, { 行: row.row, a: before.row })
      return [{ index: row.index, sheet: row.sheet, problem: found }]
    })
  }

export const meetingModule: LedgerModule<typeof meetings.columns> = {
  ledger: meetings,
  derived: [],
  settle: () => undefined,
  complete: (values) => values,
  checkRow: checkMeeting,
  checksAmongRows: [findSame('M-693', 'date', ['org_id', 'kind', 'date'])],
}

/** Columns of the ballots with the grade each one stands for; 弃权 stands for none. */
export const ballotColumns = [
  ['excellent', '优秀'],
  ['qualified', '合格'],
  ['basic', '基本合格'],
  ['unqualified', '不合格'],
  ['abstained', ''],
] as const

const ballotKeys = ballotColumns.map(([key]) => key)

export const sumOfBallots = (values: Values): number =>
  ballotKeys.reduce((sum, key) => sum + (numberOf(values, key) ?? 0), 0)

function checkBallots(values: Values, say: Say): Problem[] {
  const [total, voters, sum] = [numberOf(values, 'total'), numberOf(values, 'voters'), sumOfBallots(values)]
  const cast = total ?? sum
  return [
    ...(total !== null && sum !== total ? [say('M-680', 'total', { a: sum, b: total })] : []),
    ...(voters !== null && cast > voters ? [say('M-681', 'voters', { a: cast, b: voters })] : []),
  ]
}

/** Three grades or four: a grade nobody could vote for is none of this sheet's. */
function checkGrade(values: Values, context: CheckContext, say: Say): Problem[] {
  const { present } = context
  const grade = textOf(values, 'grade')
  if (grade === '') return []
  const offered = ballotColumns.filter(([key, name]) => name !== '' && present.has(key))
  const isOffered = offered.length === 0 || offered.some(([, name]) => name === grade)
  return [
    ...(isOffered ? [] : [say('M-682', 'grade', { 值: grade })]),
    ...checkGradedMember(values, context, grade, say),
  ]
}

/** M-441 and M-442 by the roster and the cases; by the sheet alone where those are not at hand. */
function checkGradedMember(values: Values, { marksOf }: CheckContext, grade: string, say: Say): Problem[] {
  const marks = marksOf?.(textOf(values, 'member_id'))
  const isProbationary = marks?.isProbationary === true || textOf(values, 'member_kind') === '预备'
  const params = { 姓名: marks?.name ?? '' }
  const isUnqualified = grade === '不合格'
  return [
    ...(isProbationary ? [say('M-441', 'grade', params)] : []),
    ...(isUnqualified && marks === undefined ? [say('M-683', 'grade')] : []),
    ...(isUnqualified && marks?.hasCase === false ? [say('M-442', 'grade', params)] : []),
  ]
}

function checkToldInOrder(values: Values, say: Say): Problem[] {
  const [committee, feedback, notice] = ['committee_on', 'feedback_on', 'noticed_on'].map((key) =>
    textOf(values, key),
  )
  if (committee === undefined || feedback === undefined || notice === undefined) return []
  const before = feedback === '' ? committee : feedback
  const isOpen = textOf(values, 'has_objection') === '是' && textOf(values, 'handling') === ''
  return [
    ...(isEarlier(feedback, committee) ? [say('M-684', 'feedback_on', { a: committee, b: feedback })] : []),
    ...(isEarlier(notice, before) ? [say('M-685', 'noticed_on', { a: before, b: notice })] : []),
    ...(isOpen && notice !== '' ? [say('M-686', 'noticed_on')] : []),
  ]
}

function checkAppraisal(values: Values, context: CheckContext): Problem[] {
  const say = sayer(context)
  const whole = merged(values, context)
  const days = ['committee_on', 'feedback_on', 'noticed_on']
  return [
    ...checkDays(whole, days, appraisals.columns, context.today, say),
    ...checkBallots(whole, say),
    ...checkGrade(whole, context, say),
    ...checkToldInOrder(whole, say),
  ]
}

const isGraded = (values: Values): boolean =>
  textOf(values, 'grade') !== '' && textOf(values, 'member_kind') !== '预备'

/** R-44 over all that will be stored of a unit, by the number most places use; the page takes the town's own. */
function findTooManyExcellent(rows: readonly RowInSheet[], context: TableContext): FoundAmongRows[] {
  const own = rows.filter((row) => !row.isLeft)
  const units = new Set(own.map((row) => textOf(row.values, 'org_id')).filter((unit) => unit !== ''))
  return [...units].flatMap((unit) => {
    const isOf = ({ values }: { readonly values: Values }): boolean => textOf(values, 'org_id') === unit
    const graded = [...own.filter(isOf), ...context.beside.filter(isOf)].filter((r) => isGraded(r.values))
    const excellent = graded.filter(({ values }) => textOf(values, 'grade') === '优秀').length
    const verdict = judgeExcellent({ excellent, members: graded.length })
    const sheet = own.find(isOf)?.sheet ?? ''
    if (levelOf(verdict) === null) return []
    const params = { 支部: context.nameOf(unit), 说明: verdict.reason }
    return [{ index: null, sheet, problem: problem('M-687', 'grade', params) }]
  })
}

/** So few ballots that they would tell who voted how. */
function covered(values: Values, limitOf: LimitOf): readonly string[] {
  const [line, cast] = [limitOf('poll.small'), numberOf(values, 'total') ?? sumOfBallots(values)]
  return line !== null && cast > 0 && cast < line ? [...ballotKeys] : []
}

export const appraisalModule: LedgerModule<typeof appraisals.columns> = {
  ledger: appraisals,
  asksMarks: true,
  derived: [],
  settle: () => undefined,
  complete: (values) => values,
  checkRow: checkAppraisal,
  checksAmongRows: [findSame('M-435', 'member_id', ['member_id']), findTooManyExcellent],
  covered,
}

function checkCase(values: Values, context: CheckContext): Problem[] {
  const say = sayer(context)
  const whole = merged(values, context)
  const [found, due] = [textOf(whole, 'found_on'), textOf(whole, 'due_on')]
  const tags = whole['circumstances']
  const named = Array.isArray(tags) ? (tags as readonly string[]) : []
  return [
    ...checkDays(whole, ['found_on'], unqualified.columns, context.today, say),
    ...checkDays(whole, ['due_on'], unqualified.columns, null, say),
    ...(isEarlier(due, found) ? [say('M-695', 'due_on', { a: found, b: due })] : []),
    ...(named.length === 0 ? [say('M-696', 'circumstances')] : []),
    ...(named.some((each) => forDiscipline.includes(each)) ? [say('M-697', 'circumstances')] : []),
  ]
}

/** A case that is closed is not changed by a form or a file. */
function whyCaseFrozen(stored: Values): string | null {
  const state = textOf(stored, 'state')
  return state === '结案' || state === '移交纪检'
    ? `这件已经“${state}”，不能再改。情况反复的，请另立一件。`
    : null
}

export const unqualifiedModule: LedgerModule<typeof unqualified.columns> = {
  ledger: unqualified,
  derived: [],
  settle: () => undefined,
  complete: (values) => values,
  checkRow: checkCase,
  whyFrozen: whyCaseFrozen,
  checksAmongRows: [findSame('M-698', 'member_id', ['member_id', 'found_on'])],
}

// Rules over one row of the sheet of analyses (domain I-6, M-431 … M-433) and over the rows of a file.
import { isBlank, type Values } from '../ledger/ledger.ts'
import { problem, type Params, type Problem } from '../ledger/messages.ts'
import type { CheckContext, FoundAmongRows, LedgerModule, LimitOf, RowInSheet } from '../ledger/module.ts'
import { judgeBallots } from '../rules/analysis-action.ts'
import { basisPoints, percentText } from '../text/rate.ts'
import { analyses } from './analyses.ts'

const textOf = (values: Values | undefined, key: string): string => {
  const value = values?.[key]
  return typeof value === 'string' ? value.trim() : ''
}
const numberOf = (values: Values | undefined, key: string): number | null => {
  const value = values?.[key]
  return typeof value === 'number' ? value : null
}

interface Ballots {
  readonly valid: number
  readonly satisfied: number
  readonly basic: number
}

const GRADES = ['satisfied', 'basic', 'dissatisfied', 'abstained'] as const

const sumOf = (values: Values): number => GRADES.reduce((sum, key) => sum + (numberOf(values, key) ?? 0), 0)

/** Null while nothing was voted or the counts do not close. */
function ballotsOf(values: Values): Ballots | null {
  const valid = numberOf(values, 'valid')
  if (valid === null || valid === 0 || sumOf(values) !== valid) return null
  return { valid, satisfied: numberOf(values, 'satisfied') ?? 0, basic: numberOf(values, 'basic') ?? 0 }
}

/** A rate as it was typed, in hundredths of a percent: 68.97%, 68.97 and 0.6897 are the same; null when it is no rate. */
function typedRate(text: string): number | null {
  const found = /^(\d+(?:\.\d+)?)\s*[%％]?$/u.exec(text)
  if (found === null) return null
  const typed = Number(found[1])
  const isShare = !/[%％]/u.test(text) && typed <= 1
  return Math.round(typed * (isShare ? 10_000 : 100))
}

/** Half a tenth of a percent: what rounding to one decimal may take away. */
const TOLERANCE = 5

const partOf = ({ satisfied, basic }: Ballots): number => satisfied + basic
const computedRate = (ballots: Ballots): string => percentText(partOf(ballots), ballots.valid)

function agreesWithCounts(said: string, ballots: Ballots): boolean {
  const typed = typedRate(said)
  const points = basisPoints(partOf(ballots), ballots.valid)
  return typed !== null && points !== null && Math.abs(points - typed) <= TOLERANCE
}

/** R-43 by the number of the document; the state of a member follows the town's own limit. */
const mustRewrite = (ballots: Ballots): boolean => judgeBallots(ballots).outcome === 'fail'

/** A typed rate that agrees with the ballots is the worked-out one, so that nothing is said of it. */
function complete(values: Values): Values {
  const ballots = ballotsOf(values)
  const said = textOf(values, 'rate')
  return ballots !== null && said !== '' && agreesWithCounts(said, ballots)
    ? { ...values, rate: computedRate(ballots) }
    : values
}

type Say = (code: string, column: string, params?: Params) => Problem

function checkCounts(values: Values, say: Say): Problem[] {
  const valid = numberOf(values, 'valid')
  const sum = sumOf(values)
  if (valid === null) return sum === 0 ? [] : [say('M-391', 'valid', { 栏目: analyses.columns.valid.label })]
  return sum === valid ? [] : [say('M-421', 'valid', { a: sum, b: valid })]
}

/** M-431: the ballots count, whatever was typed. */
function checkRate(ballots: Ballots, said: Values | undefined, say: Say): Problem[] {
  const typed = textOf(said, 'rate')
  if (typed === '' || agreesWithCounts(typed, ballots)) return []
  return [say('M-431', 'rate', { a: typed, b: computedRate(ballots) })]
}

/**
 * M-432: a sheet that says the opposite of its own ballots is sent back, so that the branch corrects the one or the
 * other; a blank cell says nothing and the ballots are taken over.
 */
function checkRewrite(ballots: Ballots, said: Values | undefined, say: Say): Problem[] {
  const typed = textOf(said, 'rewrite')
  const computed = mustRewrite(ballots) ? '是' : '否'
  if (typed === '' || typed === computed) return []
  const { valid } = ballots
  const params = { a: partOf(ballots), b: valid, p: computedRate(ballots) }
  return [say(computed === '是' ? 'M-432' : 'M-434', 'rewrite', params)]
}

function checkRewritten(
  values: Values,
  ballots: Ballots | null,
  said: Values | undefined,
  say: Say,
): Problem[] {
  const isAsked = ballots === null ? textOf(said, 'rewrite') === '是' : mustRewrite(ballots)
  return isAsked && textOf(values, 'rewrite_done_on') === '' ? [say('M-433', 'rewrite_done_on')] : []
}

/** Only the cells that are blank in a file keep what is stored; a form leaves nothing out. */
function merged(values: Values, { stored, row }: CheckContext): Values {
  if (stored === undefined || row === 0) return values
  const said = Object.entries(values).filter(([, value]) => !isBlank(value))
  return { ...stored, ...Object.fromEntries(said) }
}

/** Days that have not come yet cannot be reported. */
function checkDays(values: Values, context: CheckContext, say: Say): Problem[] {
  return (['submitted_on', 'rewrite_done_on'] as const).flatMap((key) => {
    const day = textOf(values, key)
    return day.length === 10 && day > context.today
      ? [say('M-465', key, { 栏目: analyses.columns[key].label, 值: day })]
      : []
  })
}

function checkRow(values: Values, context: CheckContext): Problem[] {
  const say: Say = (code, column, params = {}) => problem(code, column, { 行: context.row, ...params })
  const whole = merged(values, context)
  const ballots = ballotsOf(whole)
  const told =
    ballots === null
      ? []
      : [...checkRate(ballots, context.said, say), ...checkRewrite(ballots, context.said, say)]
  return [
    ...checkDays(whole, context, say),
    ...checkCounts(whole, say),
    ...told,
    ...checkRewritten(whole, ballots, context.said, say),
  ]
}

/** The same member stands in one row. */
function findSameMember(rows: readonly RowInSheet[]): FoundAmongRows[] {
  const first = new Map<string, RowInSheet>()
  return rows.flatMap((row) => {
    const id = textOf(row.values, 'member_id')
    if (row.isLeft || id === '') return []
    const before = first.get(id)
    if (before === undefined) {
      first.set(id, row)
      return []
    }
    const found = problem('M-435', 'member_id', { 行: row.row, a: before.row })
    return [{ index: row.index, sheet: row.sheet, problem: found }]
  })
}

const POLLED = new Set(['已测评', '合格', '待重写', '帮助中', '会后修改稿已交', '归档'])

/** What has been voted on is not changed by a form or a file. */
function whyFrozen(stored: Values): string | null {
  const state = textOf(stored, 'state')
  const isRewritten =
    textOf(stored, 'rewrite_done_on') !== '' && ['已交', '退回修改', '审阅通过'].includes(state)
  return POLLED.has(state) || isRewritten
    ? `这份材料${isRewritten ? '已经测评过' : `是“${state}”`}，票数和审阅情况不能再从台账改动，请到“党性分析材料”页办理。`
    : null
}

/** So few ballots that they would tell who voted how. */
function covered(values: Values, limitOf: LimitOf): readonly string[] {
  const [line, valid] = [limitOf('poll.small'), numberOf(values, 'valid')]
  return line !== null && valid !== null && valid > 0 && valid < line ? [...GRADES, 'rate'] : []
}

export const analysisModule: LedgerModule<typeof analyses.columns> = {
  ledger: analyses,
  derived: [],
  settle: () => undefined,
  complete,
  checkRow,
  whyFrozen,
  checksAmongRows: [findSameMember],
  covered,
}

// Rules over one row of poll statistics and over the rows of a file (domain I-5, M-421 … M-428).
import { isBlank, type Values } from '../ledger/ledger.ts'
import { problem, type Params, type Problem } from '../ledger/messages.ts'
import type { CheckContext, FoundAmongRows, LedgerModule, LimitOf, RowInSheet } from '../ledger/module.ts'
import { thresholdByKey, xianjin2005, type Threshold } from '../campaign/index.ts'
import {
  dissatisfiedIn,
  gradeKeys,
  gradeLabels,
  pollKinds,
  satisfiedIn,
  sumOf,
  type Grades,
  type PollKind,
} from '../rules/poll-action.ts'
import { decidingVerdict } from '../rules/poll-verdicts.ts'
import { basisPoints, percentText } from '../text/rate.ts'
import { pollPhaseKey, pollPhases, polls } from './polls.ts'

const textOf = (values: Values | undefined, key: string): string => {
  const value = values?.[key]
  return typeof value === 'string' ? value.trim() : ''
}
const numberOf = (values: Values | undefined, key: string): number | null => {
  const value = values?.[key]
  return typeof value === 'number' ? value : null
}

const choicesOf = ({ value }: Threshold): readonly string[] => (value.kind === 'choices' ? value.choices : [])

/** Grades of this campaign's ballots, by their printed names. */
const campaignGrades: readonly string[] = choicesOf(thresholdByKey(xianjin2005, 'poll.grades'))

const gradesOf = (values: Values): Grades =>
  Object.fromEntries(
    gradeKeys.flatMap((key) => {
      const n = numberOf(values, key)
      return n === null ? [] : [[key, n] as const]
    }),
  )

const saysGrades = (values: Values | undefined): boolean =>
  gradeKeys.some((key) => numberOf(values, key) !== null)

/** The phase whose days hold the day of the poll; the first before all of them. */
function phaseOn(day: string): string {
  const began = xianjin2005.phases.filter(({ key, defaultStart }) => key !== 'prep' && defaultStart <= day)
  const key = began.at(-1)?.key
  return pollPhases.find(([phase]) => phase === key)?.[1] ?? pollPhases[0][1]
}

/** The two of 收回, 有效 and 无效 that are there give the third. */
function closeTriple(values: Values): Values {
  const [returned, valid, invalid] = ['returned', 'valid', 'invalid'].map((key) => numberOf(values, key))
  const known = (n: number | null | undefined): n is number => typeof n === 'number'
  if (known(returned) && known(valid) && !known(invalid) && valid <= returned)
    return { ...values, invalid: returned - valid }
  if (known(returned) && known(invalid) && !known(valid) && invalid <= returned)
    return { ...values, valid: returned - invalid }
  if (known(valid) && known(invalid) && !known(returned)) return { ...values, returned: valid + invalid }
  return values
}

/** A rate as it was typed, in hundredths of a percent: 9.68%, 9.68 and 0.0968 are the same; null when it is no rate. */
function typedRate(text: string): number | null {
  const found = /^(\d+(?:\.\d+)?)\s*[%％]?$/u.exec(text)
  if (found === null) return null
  const typed = Number(found[1])
  const isShare = !/[%％]/u.test(text) && typed <= 1
  return Math.round(typed * (isShare ? 10_000 : 100))
}

/** Half a tenth of a percent: what rounding to one decimal may take away. */
const TOLERANCE = 5

const RATES = ['satisfied_rate', 'dissatisfied_rate'] as const
type RateKey = (typeof RATES)[number]

/** Ballots a typed rate may have been worked out from: 满意率 is 满意 alone, or with 比较满意 and 基本满意. */
const partsOf = (key: RateKey, grades: Grades): readonly number[] =>
  key === 'dissatisfied_rate'
    ? [dissatisfiedIn(grades), grades.dissatisfied ?? 0]
    : [satisfiedIn(grades), grades.satisfied ?? 0]

const computedRate = (key: RateKey, values: Values): string =>
  percentText(partsOf(key, gradesOf(values))[0] ?? 0, numberOf(values, 'valid') ?? 0)

function agreesWithCounts(key: RateKey, values: Values, said: string): boolean {
  const valid = numberOf(values, 'valid') ?? 0
  const typed = typedRate(said)
  return (
    typed !== null &&
    partsOf(key, gradesOf(values)).some((part) => {
      const points = part > valid ? null : basisPoints(part, valid)
      return points !== null && Math.abs(points - typed) <= TOLERANCE
    })
  )
}

/** A typed rate that agrees with the ballots is the worked-out one, so that nothing is said of it. */
function settleRates(values: Values): Values {
  const settled = RATES.filter((key) => agreesWithCounts(key, values, textOf(values, key)))
  return { ...values, ...Object.fromEntries(settled.map((key) => [key, computedRate(key, values)])) }
}

function complete(values: Values): Values {
  const date = textOf(values, 'date')
  return settleRates({
    ...closeTriple(values),
    kind: textOf(values, 'kind') || '阶段满意度',
    round: textOf(values, 'round') || '1',
    phase: textOf(values, 'phase') || phaseOn(date),
  })
}

type Say = (code: string, column: string, params?: Params) => Problem

function checkDay(values: Values, context: CheckContext, say: Say): Problem[] {
  const day = textOf(values, 'date')
  const label = polls.columns.date.label
  if (day === '') return []
  if (day.length !== 10) return [say('M-459', 'date', { 栏目: label, 值: day })]
  if (day > context.today) return [say('M-465', 'date', { 栏目: label, 值: day })]
  return day < context.campaignStart ? [say('M-419', 'date', { a: day, b: context.campaignStart })] : []
}

function checkReturned(values: Values, say: Say): Problem[] {
  const [issued, returned] = [numberOf(values, 'issued'), numberOf(values, 'returned')]
  const [valid, invalid] = [numberOf(values, 'valid'), numberOf(values, 'invalid')]
  const tooMany =
    issued !== null && returned !== null && returned > issued
      ? [say('M-423', 'returned', { a: returned, b: issued })]
      : []
  if (valid === null || returned === null || (invalid !== null && valid + invalid === returned))
    return tooMany
  return invalid === null && valid <= returned
    ? tooMany
    : [...tooMany, say('M-422', 'valid', { a: valid, b: invalid ?? 0, c: returned })]
}

/** A grade the campaign's ballots do not have can have no votes. */
const checkGradeSet = (values: Values, say: Say): Problem[] =>
  gradeKeys
    .filter((key) => (numberOf(values, key) ?? 0) > 0 && !campaignGrades.includes(gradeLabels[key]))
    .map((key) => say('M-425', key, { 值: gradeLabels[key] }))

function checkSum(values: Values, context: CheckContext, say: Say): Problem[] {
  const valid = numberOf(values, 'valid')
  // A poll that is being held has no numbers yet.
  if (valid === null && isUnderWay(context.stored)) return []
  if (valid === null) return [say('M-391', 'valid', { 栏目: polls.columns.valid.label })]
  if (valid === 0) return [say('M-426', 'valid')]
  const sum = sumOf(gradesOf(values))
  return sum === valid ? [] : [say('M-421', 'valid', { a: sum, b: valid })]
}

const isUnderWay = (stored: Values | undefined): boolean =>
  ['筹备', '已发票', '已收回'].includes(textOf(stored, 'state'))

/** M-424 against what was typed: read from the file before the worked-out rate was put back. */
function checkRates(values: Values, said: Values | undefined, say: Say): Problem[] {
  return RATES.flatMap((key) => {
    const typed = textOf(said ?? {}, key)
    if (typed === '' || agreesWithCounts(key, values, typed)) return []
    const { label } = polls.columns[key]
    return [say('M-424', key, { 栏目: label, a: typed, b: computedRate(key, values) })]
  })
}

const kindOf = (values: Values): PollKind =>
  pollKinds.find((kind) => kind === textOf(values, 'kind')) ?? '阶段满意度'

/**
 * M-427 and M-428 by the numbers the product ships; the gate itself judges by the town's own limits. M-427 is a warning
 * here although it bars the unit: what people voted is a fact and must be taken over, and it must be loud.
 */
function checkVerdict(values: Values, say: Say): Problem[] {
  const valid = numberOf(values, 'valid') ?? 0
  const grades = gradesOf(values)
  const kind = kindOf(values)
  if (kind === '党性分析材料') return []
  const part = dissatisfiedIn(grades)
  const poll = { kind, phase: pollPhaseKey(textOf(values, 'phase')), valid, grades }
  const { outcome } = decidingVerdict(poll)
  const said = kind === '阶段满意度' ? '达到或超过10%，一律不准转入下一阶段' : '达到或超过10%，测评不过关'
  const barred =
    outcome === 'fail'
      ? [say('M-427', 'dissatisfied', { a: part, b: valid, p: percentText(part, valid), 判定: said })]
      : []
  const counted = valid - (grades.abstained ?? 0)
  const without =
    counted > 0 ? decidingVerdict({ ...poll, valid: counted, grades: { ...grades, abstained: 0 } }) : null
  const isTurned = without !== null && without.outcome !== outcome
  const p2 = percentText(part, counted)
  return isTurned ? [...barred, say('M-428', 'abstained', { p1: percentText(part, valid), p2 })] : barred
}

function checkSubject(values: Values, say: Say): Problem[] {
  const needsSubject = kindOf(values) === '党性分析材料'
  return needsSubject === isBlank(values['subject_id']) ? [say('M-429', 'subject_id')] : []
}

/** Only the cells that are blank in a file keep what is stored; a form leaves nothing out. */
function merged(values: Values, { stored, row }: CheckContext): Values {
  if (stored === undefined || row === 0) return values
  const said = Object.entries(values).filter(([, value]) => !isBlank(value))
  const base = saysGrades(values)
    ? { ...stored, ...Object.fromEntries(gradeKeys.map((key) => [key, null])) }
    : stored
  return { ...base, ...Object.fromEntries(said) }
}

function checkRow(values: Values, context: CheckContext): Problem[] {
  const say: Say = (code, column, params = {}) => problem(code, column, { 行: context.row, ...params })
  const whole = merged(values, context)
  const sums = [...checkReturned(whole, say), ...checkGradeSet(whole, say), ...checkSum(whole, context, say)]
  return [
    ...checkSubject(whole, say),
    ...checkDay(whole, context, say),
    ...sums,
    ...(sums.length > 0 || numberOf(whole, 'valid') === null
      ? []
      : [...checkRates(whole, context.said, say), ...checkVerdict(whole, say)]),
  ]
}

const roundOf = ({ values }: RowInSheet): string =>
  ['org_id', 'kind', 'phase', 'subject_id', 'round'].map((key) => textOf(values, key)).join('\u0000')

/** The same round of the same unit stands in one row. */
function findSameRound(rows: readonly RowInSheet[]): FoundAmongRows[] {
  const first = new Map<string, RowInSheet>()
  return rows.flatMap((row) => {
    if (row.isLeft || textOf(row.values, 'org_id') === '') return []
    const key = roundOf(row)
    const before = first.get(key)
    if (before === undefined) {
      first.set(key, row)
      return []
    }
    const found = problem('M-420', 'round', { 行: row.row, a: before.row })
    return [{ index: row.index, sheet: row.sheet, problem: found }]
  })
}

/** A poll that is being held, was signed or is void is not changed by a form or a file. */
function whyFrozen(stored: Values): string | null {
  const state = textOf(stored, 'state')
  const round = `第${textOf(stored, 'round')}轮测评`
  if (state === '已确认' || state === '作废')
    return `${round}${state}，票数不能再改。再测的是新的一轮，请把轮次写成下一轮。`
  if (state === '已发票' || state === '已收回')
    return `${round}正在${state === '已发票' ? '投票' : '计票'}，请在“测评转段”中办理。`
  return null
}

/** So few ballots that they would tell who voted how: once signed, only the totals are shown. */
function covered(values: Values, limitOf: LimitOf): readonly string[] {
  const line = limitOf('poll.small')
  const valid = numberOf(values, 'valid')
  const isSigned = values['state'] === '已确认' || values['state'] === '作废'
  const isFew = line !== null && valid !== null && valid > 0 && valid < line
  return isSigned && isFew ? [...gradeKeys, 'satisfied_rate', 'dissatisfied_rate'] : []
}

export const pollModule: LedgerModule<typeof polls.columns> = {
  ledger: polls,
  derived: [],
  settle: () => undefined,
  complete,
  checkRow,
  whyFrozen,
  checksAmongRows: [findSameRound],
  covered,
}

// Satisfaction polls: who may not move on, who writes again, who makes up, all on whole ballots.
import { formatRate } from '../text/rate.ts'
import { judgeAll } from './conditions.ts'
import { choice, count, date, list, optional, type Values } from './fields.ts'
import { byDefault, limit, said } from './limits.ts'
import { defineRule } from './rule.ts'
import { compareShare, limitText, shareText } from './share.ts'
import { fail, notAssessed, pass, type Limit, type Verdict } from './verdict.ts'

const ballots = {
  valid: count('有效票', '票'),
  dissatisfied: count('不满意票', '票'),
  ratherDissatisfied: optional(count('未计入不满意的“不太满意”票', '票')),
  abstained: optional(count('弃权票', '票')),
  satisfied: optional(count('满意票', '票')),
  basicallySatisfied: optional(count('基本满意票', '票')),
  issued: optional(count('发出票', '票')),
  returned: optional(count('收回票', '票')),
  invalid: optional(count('无效票', '票')),
}
export type Ballots = Values<typeof ballots>

const gradesOf = (poll: Ballots): number =>
  (poll.satisfied ?? 0) +
  (poll.basicallySatisfied ?? 0) +
  poll.dissatisfied +
  (poll.ratherDissatisfied ?? 0) +
  (poll.abstained ?? 0)

const hasAllGrades = (poll: Ballots): boolean =>
  poll.satisfied !== undefined && poll.basicallySatisfied !== undefined

const gradeProblems = (poll: Ballots): string[] => {
  const sum = gradesOf(poll)
  if (sum > poll.valid && !hasAllGrades(poll))
    return [`不满意、弃权等票合计${sum}，多于有效票${poll.valid}，请核对。`]
  if (hasAllGrades(poll) && sum !== poll.valid)
    return [`各档票数之和${sum}与有效票${poll.valid}不等，请核对。`]
  return []
}

const returnProblems = ({ valid, returned, invalid, issued }: Ballots): string[] => {
  if (returned === undefined) return []
  const problems =
    issued !== undefined && returned > issued ? [`收回票${returned}多于发出票${issued}，请核对。`] : []
  if (invalid === undefined)
    return valid > returned ? [...problems, `有效票${valid}多于收回票${returned}，请核对。`] : problems
  const sum = valid + invalid
  return sum === returned
    ? problems
    : [...problems, `有效票${valid}与无效票${invalid}之和${sum}不等于收回票${returned}，请核对。`]
}

/** Why the numbers of a poll do not close; empty when they do. */
export const ballotProblems = (poll: Ballots): string[] => [...gradeProblems(poll), ...returnProblems(poll)]

export const barLimits = {
  /** 学习动员 to 分析评议. */
  bar: limit({
    name: '不满意率（转段）',
    key: 'poll.dissatisfied.bar',
    value: 10,
    per: 100,
    unit: '%',
    comparator: '≥',
    source: said('S4', '凡不满意率达到或超过10的一律不准转入第二阶段'),
    note: '原文脱“%”',
  }),
  /** 分析评议 to 整改提高: the document speaks of the second stage only; unset turns it off. */
  barNext: limit({
    name: '不满意率（分析评议→整改提高）',
    key: 'poll.dissatisfied.bar_next',
    value: 10,
    per: 100,
    unit: '%',
    comparator: '≥',
    source: byDefault,
  }),
}

/** A limit in hundredths of its unit over its denominator, so that 12.5% stays whole numbers. */
const asFraction = ({ value, per = 100 }: Pick<Limit, 'value' | 'per'>): readonly [number, number] | null =>
  typeof value === 'number' ? [Math.round(value * 100), per * 100] : null

/**
 * The limit said in ballots: the fewest of `valid` that reach it (≥), that exceed it (>), or that are no longer below it
 * (<). 有效 128 票, 10%, ≥: 13. Whole numbers only; null when there is no ballot or no limit.
 */
export function barInBallots(
  valid: number,
  limit: Pick<Limit, 'value' | 'per' | 'comparator'>,
): number | null {
  const fraction = asFraction(limit)
  if (fraction === null || valid <= 0) return null
  const [share, whole] = fraction
  const product = valid * share
  const below = (product - (product % whole)) / whole
  if (limit.comparator === '>') return below + 1
  return product % whole === 0 ? below : below + 1
}

/** What a poll is judged by: one kind of ballot among the valid ones, and when its share is a failure. */
interface PollQuestion {
  readonly rule: string
  readonly counted: '满意' | '不满意'
  readonly part: number
  readonly valid: number
  readonly limit: Limit
  /** `sign` is the share compared with the limit: below, equal, above 0. */
  readonly isFailure: (sign: number) => boolean
  readonly failed: string
  readonly passed: string
  readonly untested: string
}

const factsOf = ({ counted, part, valid, limit }: PollQuestion) => ({
  valid,
  [counted === '满意' ? 'satisfied' : 'dissatisfied']: part,
  share: shareText(part, valid),
  limit: limitText(limit),
})

function judgePoll(poll: PollQuestion): Verdict {
  const { rule, counted, part, valid, limit } = poll
  const facts = factsOf(poll)
  const sign = compareShare(part, valid, limit)
  if (sign === null) return notAssessed(rule, `未设“${limit.name}”的标准，不作判定。`, facts)
  if (valid === 0) return notAssessed(rule, `有效票为0，视为未测评，${poll.untested}。请先组织测评。`, facts)
  const share = `${counted}${formatRate(part, valid)}`
  if (poll.isFailure(sign)) return fail(rule, `${share}，${poll.failed}。`, facts)
  return pass(rule, `${share}，${poll.passed}。`, facts)
}

/** Counts only: whole ballots that count as 不满意, and all valid ballots, abstentions included. */
export interface Dissatisfaction {
  readonly valid: number
  readonly dissatisfied: number
  /** The stage to be entered; 分析评议 when not said. */
  readonly to?: '分析评议' | '整改提高' | undefined
}

/** barred when 不满意 × 100 ≥ 10 × 有效票, before any rounding. No ballots: not assessed, so not allowed either. */
export function judgeDissatisfaction(poll: Dissatisfaction, limits = barLimits): Verdict {
  const bar = poll.to === '整改提高' ? limits.barNext : limits.bar
  return judgePoll({
    rule: 'R-32',
    counted: '不满意',
    part: poll.dissatisfied,
    valid: poll.valid,
    limit: bar,
    isFailure: (sign) => sign >= 0,
    failed: `达到或超过${limitText(bar)}，一律不准转入下一阶段；请补课整改后重新测评`,
    passed: `低于${limitText(bar)}`,
    untested: '不得转段',
  })
}

const conclusionOf = (poll: Dissatisfaction, limits: typeof barLimits): string =>
  judgeDissatisfaction(poll, limits).outcome

/** How a poll may be counted; the first is the usual way, each other one can only make the result worse. */
export const countingNames = [
  '弃权计入有效票',
  '弃权不计入有效票',
  '“不太满意”计作不满意',
  '弃权不计入有效票、“不太满意”计作不满意',
] as const
export type CountingName = (typeof countingNames)[number]

export interface Counting {
  readonly how: CountingName
  readonly poll: Dissatisfaction
}

/** A poll in every way of counting, in the order of their names: with or without abstentions, 不太满意 in or out. */
export const countingsOf = (poll: Ballots): Counting[] => {
  const { valid, dissatisfied, abstained = 0, ratherDissatisfied = 0 } = poll
  const more = dissatisfied + ratherDissatisfied
  return [
    { how: '弃权计入有效票', poll: { valid, dissatisfied } },
    { how: '弃权不计入有效票', poll: { valid: valid - abstained, dissatisfied } },
    { how: '“不太满意”计作不满意', poll: { valid, dissatisfied: more } },
    { how: '弃权不计入有效票、“不太满意”计作不满意', poll: { valid: valid - abstained, dissatisfied: more } },
  ]
}

const countingText = ({ how, poll }: Counting): string =>
  `${how}为${shareText(poll.dissatisfied, poll.valid)}`

/** R-32b: whether the conclusion of R-32 hangs on how abstentions and 不太满意 are counted. */
export function judgeSensitivity(poll: Ballots, limits = barLimits): Verdict {
  const [usual, ...others] = countingsOf(poll)
  if (usual === undefined || poll.valid === 0) return notAssessed('R-32b', '有效票为0，视为未测评。')
  const conclusion = conclusionOf(usual.poll, limits)
  const turned = others.find((other) => conclusionOf(other.poll, limits) !== conclusion)
  const facts = { valid: poll.valid, dissatisfied: poll.dissatisfied, abstained: poll.abstained ?? 0 }
  if (turned === undefined) return pass('R-32b', `各种口径结论相同：${countingText(usual)}。`, facts)
  const reason = `口径不同结论不同：${countingText(usual)}，${countingText(turned)}。请报先教办确定口径。`
  return fail(
    'R-32b',
    reason,
    { ...facts, ratherDissatisfied: poll.ratherDissatisfied ?? 0 },
    { level: '警告' },
  )
}

export const rewriteLimits = {
  satisfaction: limit({
    name: '党性分析满意度',
    key: 'analysis.satisfaction',
    value: 70,
    per: 100,
    unit: '%',
    comparator: '<',
    source: said('S2', '对测评满意度低于70的'),
    note: '原文无单位，按百分比',
  }),
}

const satisfaction = { satisfied: count('满意票（含基本满意）', '票'), valid: count('有效票', '票') }

/** the analysis is written again when 满意 × 100 < 70 × 有效票; exactly 70% is not written again. */
export function judgeSatisfaction(poll: Values<typeof satisfaction>, limits = rewriteLimits): Verdict {
  const line = limits.satisfaction
  return judgePoll({
    rule: 'R-43',
    counted: '满意',
    part: poll.satisfied,
    valid: poll.valid,
    limit: line,
    isFailure: (sign) => sign < 0,
    failed: `低于${limitText(line)}，应重新撰写党性分析材料，帮助后再测评`,
    passed: `不低于${limitText(line)}`,
    untested: '不能形成评议意见',
  })
}

const finalPoll = { valid: count('有效票', '票'), dissatisfied: count('不满意票', '票') }
export type FinalPoll = Values<typeof finalPoll>

export const finalBarLimits = {
  bar: limit({
    name: '整改情况群众测评“不过关”',
    key: 'final.poll.bar',
    value: 10,
    per: 100,
    unit: '%',
    comparator: '≥',
    source: said('S3', '如果群众测评不过关'),
    note: '原文无数字，本产品默认10%',
  }),
}

/** a final poll that is not passed reopens the rectification under the eyes of the superior organisation. */
export function judgeFinalPoll(poll: FinalPoll, limits = finalBarLimits): Verdict {
  return judgePoll({
    rule: 'R-50',
    counted: '不满意',
    part: poll.dissatisfied,
    valid: poll.valid,
    limit: limits.bar,
    isFailure: (sign) => sign >= 0,
    failed: `达到或超过${limitText(limits.bar)}，测评不过关，须在上级党组织监督之下重新整改`,
    passed: '测评过关',
    untested: '不能算作过关',
  })
}

export const majorityLimits = {
  majority: limit({
    name: '“多数群众不满意”',
    key: 'final.majority',
    value: 50,
    per: 100,
    unit: '%',
    comparator: '>',
    source: said('S2', '多数群众不满意的，进行整改补课'),
  }),
}

/** make-up when 不满意 × 2 > 有效票; exactly half is not a majority. */
export function judgeMajority(poll: FinalPoll, limits = majorityLimits): Verdict {
  return judgePoll({
    rule: 'R-51',
    counted: '不满意',
    part: poll.dissatisfied,
    valid: poll.valid,
    limit: limits.majority,
    isFailure: (sign) => sign > 0,
    failed: `超过${limitText(limits.majority)}，多数群众不满意，应进行整改补课`,
    passed: '不算多数群众不满意',
    untested: '不能作结论',
  })
}

export const representativeLimits = {
  outside: limit({
    name: '群众代表外部类别',
    key: 'massrep.outside',
    value: 1,
    unit: '类',
    comparator: '≥',
    source: said('S4', '在本单位、下属单位或服务单位等确定各方面的'),
    note: '原文无数字，本产品默认1类',
  }),
}

/** Categories that come from outside the unit; its own retired members and 其他 do not show that. */
const outside = ['下属单位', '服务对象', '党代表', '人大代表', '政协委员'] as const

const representatives = {
  categories: list('群众代表类别', choice('类别', ['本单位', ...outside, '离退休', '其他'])),
  materialsOn: optional(date('提供资料日期')),
  pollOn: date('测评日期'),
}

/** representatives from outside the unit, given the materials on a day before the poll. */
export function judgeRepresentatives(
  input: Values<typeof representatives>,
  limits = representativeLimits,
): Verdict {
  const kinds = new Set(input.categories.filter((category) => outside.some((each) => each === category)))
  const needed = typeof limits.outside.value === 'number' ? limits.outside.value : 0
  const conditions = [
    { met: kinds.size >= needed, otherwise: `本单位以外的群众代表有${kinds.size}类，应不少于${needed}类` },
    { met: input.materialsOn !== undefined, otherwise: '没有向群众代表提供资料的日期' },
    {
      met: input.materialsOn === undefined || input.materialsOn < input.pollOn,
      otherwise: `资料于${input.materialsOn ?? ''}提供，应早于测评日期${input.pollOn}`,
    },
  ]
  return judgeAll('R-31', conditions, '群众代表和资料提供符合要求。', { outside: kinds.size })
}

const tooMany = (part: number, whole: number, what: string): string[] =>
  part > whole ? [`${what}${part}多于有效票${whole}，请核对。`] : []

export const voteRules = [
  defineRule({
    id: 'R-31',
    title: '群众代表的组成和资料提供',
    fields: representatives,
    limits: representativeLimits,
    judge: judgeRepresentatives,
  }),
  defineRule({
    id: 'R-32',
    title: '不满意率达到或超过10%不准转段',
    fields: { ...ballots, to: optional(choice('转入阶段', ['分析评议', '整改提高'])) },
    limits: barLimits,
    check: ballotProblems,
    judge: judgeDissatisfaction,
  }),
  defineRule({
    id: 'R-32b',
    title: '弃权等票的口径是否影响结论',
    fields: ballots,
    limits: barLimits,
    check: ballotProblems,
    judge: judgeSensitivity,
  }),
  defineRule({
    id: 'R-43',
    title: '党性分析满意度低于70%重新撰写',
    fields: satisfaction,
    limits: rewriteLimits,
    check: (poll) => tooMany(poll.satisfied, poll.valid, '满意票'),
    judge: judgeSatisfaction,
  }),
  defineRule({
    id: 'R-50',
    title: '群众测评不过关重新整改',
    fields: finalPoll,
    limits: finalBarLimits,
    check: (poll) => tooMany(poll.dissatisfied, poll.valid, '不满意票'),
    judge: judgeFinalPoll,
  }),
  defineRule({
    id: 'R-51',
    title: '多数群众不满意进行整改补课',
    fields: finalPoll,
    limits: majorityLimits,
    check: (poll) => tooMany(poll.dissatisfied, poll.valid, '不满意票'),
    judge: judgeMajority,
  }),
]

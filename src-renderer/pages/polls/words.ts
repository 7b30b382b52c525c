// Sentences and small reckonings the parts of a poll's panel share.
import type {
  BallotCount,
  GradeKey,
  PollAction,
  PollBar,
  PollPanel,
  PollRound,
} from '#shared/contract/polls.ts'
import { dissatisfiedIn, satisfiedIn, sumOf } from '#shared/rules/poll-action.ts'
import { barInBallots } from '#shared/rules/vote.ts'
import { percentText } from '#shared/text/rate.ts'
import type { StatusKind } from '../../components/status.ts'

export type View = 'details' | 'first' | 'second' | 'compare'

/** The ballots that decide: 满意 for an analysis, 不满意 for every other poll. */
export const isBySatisfied = (panel: Pick<PollPanel, 'kind'>): boolean => panel.kind === '党性分析材料'

/** A step as the panel asks for it. */
export interface StepInput {
  action: PollAction
  on: string
  person: string
  text: string
  ballots: number | null
}

export interface BarWords {
  readonly lead: string
  readonly ballots: number
  readonly after: string
  readonly sum: string
}

const consequence = ({ kind }: Pick<PollPanel, 'kind'>): string =>
  kind === '阶段满意度' ? '即不准转段。' : '即不过关，须重新整改。'

/** 有效 128 票，不满意满 13 票即不准转段（13×100 ≥ 10×128；12 票为 9.38%，可转）; null without ballots or limit. */
export function barWords(panel: Pick<PollPanel, 'kind' | 'bar'>, valid: number): BarWords | null {
  const { bar } = panel
  const ballots = barInBallots(valid, bar)
  if (ballots === null || bar.value === null) return null
  const lead = `有效 ${valid} 票，`
  const below = percentText(Math.max(0, ballots - 1), valid)
  const sum = `${ballots}×${bar.per}`
  const limit = `${bar.value}×${valid}`
  if (isBySatisfied(panel))
    return {
      lead: `${lead}满意`,
      ballots,
      after: '才不用重新撰写。',
      sum: `${sum} ≥ ${limit}；少一票为 ${below}，须重写`,
    }
  const passes =
    ballots > 0 ? `；${ballots - 1} 票为 ${below}，${panel.kind === '阶段满意度' ? '可转' : '过关'}` : ''
  return { lead: `${lead}不满意`, ballots, after: consequence(panel), sum: `${sum} ≥ ${limit}${passes}` }
}

/** The bar for a few ballots more or less than are expected to come back. */
export const barTable = (bar: PollBar, expected: number): { valid: number; ballots: number | null }[] =>
  Array.from({ length: 11 }, (_, i) => expected - 5 + i)
    .filter((valid) => valid > 0)
    .map((valid) => ({ valid, ballots: barInBallots(valid, bar) }))

export interface Arithmetic {
  readonly share: string
  readonly whole: string
  readonly isFailed: boolean
  readonly outcome: string
}

/** 不满意 13/128 = 10.16% ≥ 10% → 不得转段, and the comparison in whole numbers; null where it is covered or not counted. */
export function arithmetic(panel: PollPanel, round: PollRound): Arithmetic | null {
  const { valid, grades } = round
  const { bar } = panel
  const [verdict] = round.verdicts
  if (valid === null || valid === 0 || grades === null || bar.value === null || verdict === undefined)
    return null
  const bySatisfied = isBySatisfied(panel)
  const part = bySatisfied ? satisfiedIn(grades) : dissatisfiedIn(grades)
  const [left, right] = [part * bar.per, bar.value * valid]
  const sign = left < right ? '<' : '≥'
  const isFailed = verdict.outcome === 'fail'
  const words = bySatisfied
    ? ['重新撰写', '不用重写']
    : panel.kind === '阶段满意度'
      ? ['不得转段', '可以转段']
      : ['测评不过关', '测评过关']
  return {
    share: `${bySatisfied ? '满意' : '不满意'} ${part}/${valid} = ${percentText(part, valid)} ${sign} ${bar.text}`,
    whole: `按整数比较：${part}×${bar.per} = ${left}，${bar.value}×${valid} = ${right}，${left} ${sign} ${right}。`,
    isFailed,
    outcome: (isFailed ? words[0] : words[1]) ?? '',
  }
}

export const counted = ({ grades, invalid }: BallotCount): number => sumOf(grades) + invalid

export const emptyCount = (): BallotCount => ({ grades: {}, invalid: 0 })

/** One more or less of a grade, or of the invalid ones; never below none. */
export function changed(count: BallotCount, what: GradeKey | 'invalid', by: number): BallotCount {
  if (what === 'invalid') return { ...count, invalid: Math.max(0, count.invalid + by) }
  const now = Math.max(0, (count.grades[what] ?? 0) + by)
  return { ...count, grades: { ...count.grades, [what]: now } }
}

/** How a round went, for its tab. */
export function roundWord(panel: PollPanel, round: PollRound): string {
  if (round.state !== '已确认') return round.state
  const [verdict] = round.verdicts
  if (verdict === undefined || verdict.outcome === 'not-assessed') return '未判定'
  const isFailed = verdict.outcome === 'fail'
  if (isBySatisfied(panel)) return isFailed ? '重新撰写' : '合格'
  if (panel.kind !== '阶段满意度') return isFailed ? '不过关' : '过关'
  return isFailed ? '不准转段' : '可以转段'
}

export function roundMark(round: PollRound): StatusKind {
  if (round.state === '作废') return 'na'
  if (round.state !== '已确认') return 'doing'
  return round.verdicts[0]?.outcome === 'fail' ? 'barred' : 'ok'
}

// A unit's self-check beside the group's findings, line by line: what an answer needs, what is carried into the next round, when a decision may be made.
import { isContradicted, type CheckItem } from './acceptance.ts'
import { ruleById } from './registry.ts'
import { isVerdict } from './rule.ts'
import type { Verdict } from './verdict.ts'

export const selfResults = ['达标', '未达标', '补课后达标', '不适用'] as const
export type SelfResult = (typeof selfResults)[number]
export type Supervised = CheckItem['supervised']

/** One line with both answers. The unit's own is never changed by the group's. */
export interface AcceptanceLine {
  readonly code: string
  readonly mandatory: boolean
  readonly veto: boolean
  /** null is blank. */
  readonly self: SelfResult | null
  /** Why the unit says the line does not apply. */
  readonly selfReason: string
  readonly selfNote: string
  readonly supervised: Supervised
  /** Why the group says the line does not apply. */
  readonly reason: string
  readonly note: string
  /** The group's answer comes from the round before. */
  readonly isCarried: boolean
  /** Missed in the round before: only 补课后达标 will do. */
  readonly mustMakeUp: boolean
}

/** What the group has found of a line. */
export interface Found {
  readonly supervised: Supervised
  readonly reason: string
  readonly note: string
}

const isBinding = (line: Pick<AcceptanceLine, 'mandatory' | 'veto'>): boolean => line.mandatory || line.veto

/** A binding line that was missed must be made up before the next acceptance. */
export const isMissedLine = (line: Pick<AcceptanceLine, 'mandatory' | 'veto' | 'supervised'>): boolean =>
  isBinding(line) && line.supervised === '未达标'

/** What the last round leaves to the next: all that was answered stands, but for what must be made up. */
export function carryOver(last: readonly AcceptanceLine[]): Map<string, Found | 'make up'> {
  return new Map(
    last.flatMap((line): [string, Found | 'make up'][] => {
      if (isMissedLine(line)) return [[line.code, 'make up']]
      const { supervised, reason, note } = line
      return supervised === '未查' ? [] : [[line.code, { supervised, reason, note }]]
    }),
  )
}

type SelfSide = Pick<AcceptanceLine, 'code' | 'mandatory' | 'veto' | 'self' | 'selfReason' | 'selfNote'>

const NOTHING: Found = { supervised: '未查', reason: '', note: '' }

/** The unit's lines beside what was found now, or else what stands from the round before. */
export function joinLines(
  own: readonly SelfSide[],
  found: ReadonlyMap<string, Found>,
  carried: ReadonlyMap<string, Found | 'make up'>,
): AcceptanceLine[] {
  return own.map((line) => {
    const before = carried.get(line.code)
    const now = found.get(line.code)
    const isNew = now !== undefined && now.supervised !== '未查'
    const stands = before === undefined || before === 'make up' ? NOTHING : before
    return {
      ...line,
      ...(isNew ? now : stands),
      isCarried: !isNew && stands !== NOTHING,
      mustMakeUp: before === 'make up',
    }
  })
}

export const toCheckItem = (line: AcceptanceLine): CheckItem => ({
  code: line.code,
  mandatory: line.mandatory,
  veto: line.veto,
  self: line.self ?? '未查',
  supervised: line.supervised,
  reason: line.reason,
})

/** 自查不实. */
export const isUntrue = (line: AcceptanceLine): boolean => isContradicted(toCheckItem(line))

/** Both have answered, and not the same: met and made up count as the same. */
export function isUnlike(line: Pick<AcceptanceLine, 'self' | 'supervised'>): boolean {
  const plain = (result: string): string => (result === '补课后达标' ? '达标' : result)
  return line.self !== null && line.supervised !== '未查' && plain(line.self) !== plain(line.supervised)
}

/** R-30 on the lines, with what it rests on. */
export function judgeLines(lines: readonly AcceptanceLine[]): Verdict {
  const evaluation = ruleById('R-30')?.evaluate({ items: lines.map(toCheckItem) })
  if (evaluation === undefined || !isVerdict(evaluation))
    throw new Error('R-30 refuses the lines of a checklist')
  return evaluation
}

export interface LineSums {
  /** 应查: all but 不适用. */
  readonly applicable: number
  readonly met: number
  readonly madeUp: number
  /** All lines not met, binding or not. */
  readonly failed: number
  /** Binding lines not met. */
  readonly missed: number
  /** Binding lines not looked at. */
  readonly open: number
  readonly blank: number
  readonly untrue: number
}

export function sumLines(lines: readonly AcceptanceLine[]): LineSums {
  const count = (test: (line: AcceptanceLine) => boolean): number => lines.filter(test).length
  return {
    applicable: count((line) => line.supervised !== '不适用'),
    met: count(({ supervised }) => supervised === '达标' || supervised === '补课后达标'),
    madeUp: count(({ supervised }) => supervised === '补课后达标'),
    failed: count(({ supervised }) => supervised === '未达标'),
    missed: count(isMissedLine),
    open: count((line) => isBinding(line) && line.supervised === '未查'),
    blank: count(({ self }) => self === null),
    untrue: count(isUntrue),
  }
}

const MOST_NAMED = 8

/** X-07、X-08等12项; all of them where they are few. */
export function nameCodes(codes: readonly string[]): string {
  const named = codes.slice(0, MOST_NAMED).join('、')
  return codes.length > MOST_NAMED ? `${named}等` : named
}

/** Why an answer of the unit cannot be taken; empty when it can. null takes the answer away. */
export function reasonsAgainstFill(
  answer: { readonly result: SelfResult | null; readonly reason: string },
  line: { readonly code: string; readonly mustMakeUp: boolean },
): string[] {
  if (answer.result === '不适用' && answer.reason.trim() === '')
    return [`${line.code}填“不适用”须写理由，请写明为什么不适用。`]
  if (answer.result === '达标' && line.mustMakeUp)
    return [`${line.code}上一轮验收未达标，补过课的请填“补课后达标”，没有补的请填“未达标”。`]
  return []
}

/** a self-check is handed in whole. */
export function whyNotHandIn(blank: readonly string[]): string | null {
  return blank.length === 0
    ? null
    : `自查表还有${blank.length}项空白（${nameCodes(blank)}），请单位填全后再提请验收。`
}

export interface DecisionFacts {
  readonly lines: readonly AcceptanceLine[]
  /** Day the self-check was handed in; null while it is not. */
  readonly handedInOn: string | null
  /** Day the group's inspection was finished; null while none is. */
  readonly finishedOn: string | null
  readonly today: string
}

export interface DecisionInput {
  readonly verdict: '合格' | '限期补课'
  readonly on: string
  readonly person: string
  readonly opinion: string
  readonly makeUpDue: string | null
}

/** Why no decision at all can be made yet; null when one can. */
export function whyNotDecide(facts: Omit<DecisionFacts, 'today'>): string | null {
  const blank = facts.lines.filter(({ self }) => self === null).map(({ code }) => code)
  if (blank.length > 0) return `自查表${nameCodes(blank)}空白，自查填全后才能验收。`
  if (facts.handedInOn === null) return '单位还没有交自查表，请先提请验收。'
  if (facts.finishedOn === null) return '督导组的验收检查还没有完成，请先查完并“完成检查”。'
  const verdict = judgeLines(facts.lines)
  return verdict.outcome === 'not-assessed' ? `${verdict.reason}不作验收结论。` : null
}

/** Made up or not: a line missed last time is not simply 达标 now. */
const notMadeUp = (lines: readonly AcceptanceLine[]): string[] =>
  lines.filter((line) => line.mustMakeUp && line.supervised === '达标').map(({ code }) => code)

/** Why this unit cannot be accepted, as R-30 and the round before see it; empty when it can. */
export function reasonsAgainstPass(lines: readonly AcceptanceLine[]): readonly string[] {
  const verdict = judgeLines(lines)
  return verdict.outcome === 'pass' ? plainMet(lines) : (verdict.details ?? [verdict.reason])
}

const plainMet = (lines: readonly AcceptanceLine[]): string[] => {
  const codes = notMadeUp(lines)
  return codes.length === 0
    ? []
    : [
        `${nameCodes(codes)}上一轮未达标，督导结论应为“补课后达标”或“未达标”，请重新打开检查更正后再作验收结论。`,
      ]
}

const inOne = (reasons: readonly string[]): string =>
  `还不能定为合格：${reasons.map((each) => each.replace(/。$/u, '')).join('；')}。`

function verdictReasons({ lines }: DecisionFacts, { verdict }: DecisionInput): readonly string[] {
  const against = reasonsAgainstPass(lines)
  if (verdict === '合格') return against.length === 0 ? [] : [inOne(against)]
  if (judgeLines(lines).outcome === 'fail') return []
  return against.length > 0 ? against : ['必查项已全部达标，没有要补课的项目，请定为“合格”。']
}

const dayReasons = (facts: DecisionFacts, input: DecisionInput): string[] => {
  const reasons: string[] = []
  if (input.on > facts.today) reasons.push(`验收日期${input.on}还没有到，请填今天或以前的日期。`)
  if (facts.handedInOn !== null && input.on < facts.handedInOn)
    reasons.push(`验收日期${input.on}早于单位提请验收的${facts.handedInOn}，请核对。`)
  if (facts.finishedOn !== null && input.on < facts.finishedOn)
    reasons.push(`验收日期${input.on}早于检查完成的${facts.finishedOn}，请核对。`)
  if (input.verdict === '限期补课' && input.makeUpDue === null)
    reasons.push('责令补课须写明补课期限，请填期限。')
  if (input.makeUpDue !== null && input.makeUpDue <= input.on)
    reasons.push(`补课期限${input.makeUpDue}应晚于验收日期${input.on}。`)
  return reasons
}

/** Every reason against this decision, with the field to mend; empty when it may stand. */
export function reasonsAgainstDecision(
  facts: DecisionFacts,
  input: DecisionInput,
): { readonly reasons: readonly string[]; readonly field: string | null } {
  const early = whyNotDecide(facts)
  if (early !== null) return { reasons: [early], field: null }
  const against = verdictReasons(facts, input)
  if (against.length > 0) return { reasons: against, field: 'verdict' }
  const days = dayReasons(facts, input)
  if (days.length > 0)
    return { reasons: days, field: days[0]?.startsWith('验收') === true ? 'on' : 'makeUpDue' }
  if (input.person.trim() === '') return { reasons: ['请填作结论的督导人员。'], field: 'person' }
  return { reasons: [], field: null }
}

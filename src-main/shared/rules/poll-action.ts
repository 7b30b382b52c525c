// What a poll consists of, whether its numbers close, and why a step of it cannot be taken yet.
import { ballotProblems } from './vote.ts'
import { mayAct, pollMachine, type PollState } from './machines.ts'

export const pollKinds = ['阶段满意度', '党性分析材料', '整改情况', '总体'] as const
export type PollKind = (typeof pollKinds)[number]
export type PollAction = (typeof pollMachine.actions)[number]

export const gradeKeys = ['satisfied', 'fairly', 'basic', 'less', 'dissatisfied', 'abstained'] as const
export type GradeKey = (typeof gradeKeys)[number]

/** Printed names; 满意, 比较满意, 基本满意 count as 满意, 不太满意 and 不满意 as 不满意. */
export const gradeLabels: Readonly<Record<GradeKey, string>> = {
  satisfied: '满意',
  fairly: '比较满意',
  basic: '基本满意',
  less: '不太满意',
  dissatisfied: '不满意',
  abstained: '弃权',
}

/** The grade of a printed name; undefined for a name no poll knows. */
export const gradeByLabel = (label: string): GradeKey | undefined =>
  gradeKeys.find((key) => gradeLabels[key] === label)

/** Whole ballots by grade; a grade that is not there had none. */
export type Grades = Partial<Readonly<Record<GradeKey, number>>>

/** One count of the ballots: by grade, and those that are not valid. */
export interface BallotCount {
  readonly grades: Grades
  readonly invalid: number
}

const of = (grades: Grades, ...keys: readonly GradeKey[]): number =>
  keys.reduce((sum, key) => sum + (grades[key] ?? 0), 0)

export const sumOf = (grades: Grades): number => of(grades, ...gradeKeys)
export const satisfiedIn = (grades: Grades): number => of(grades, 'satisfied', 'fairly', 'basic')
export const dissatisfiedIn = (grades: Grades): number => of(grades, 'less', 'dissatisfied')

/** The phase a satisfaction poll stands before decides its kind: the later ones ask about the rectification. */
export function usualKind(phase: string): PollKind {
  if (phase === 'rectify') return '整改情况'
  return phase === 'consolidate' ? '总体' : '阶段满意度'
}

export interface PollFigures {
  readonly issued: number | null
  readonly returned: number | null
  readonly invalid: number | null
  readonly valid: number | null
  readonly grades: Grades
}

/** Why the numbers of a poll do not close, one sentence each; empty when they do (账平). */
export function figureProblems({ issued, returned, invalid, valid, grades }: PollFigures): string[] {
  if (valid === null) return ['还没有有效票数。']
  return ballotProblems({
    valid,
    satisfied: grades.satisfied ?? 0,
    basicallySatisfied: of(grades, 'fairly', 'basic'),
    dissatisfied: dissatisfiedIn(grades),
    abstained: grades.abstained ?? 0,
    ...(issued === null ? {} : { issued }),
    ...(returned === null ? {} : { returned }),
    ...(invalid === null ? {} : { invalid }),
  })
}

export interface GradeDifference {
  readonly label: string
  readonly first: number
  readonly second: number
}

/** Grade by grade, invalid ballots last: where the two counts are not the same. */
export function differencesOf(first: BallotCount, second: BallotCount): GradeDifference[] {
  const all = [
    ...gradeKeys.map((key) => ({
      label: gradeLabels[key],
      first: first.grades[key] ?? 0,
      second: second.grades[key] ?? 0,
    })),
    { label: '无效', first: first.invalid, second: second.invalid },
  ]
  return all.filter((each) => each.first !== each.second)
}

export interface PollFacts {
  readonly state: PollState
  readonly date: string | null
  /** First day of the stage the poll belongs to. */
  readonly stageStart: string
  readonly materialsOn: string | null
  readonly supervisedBy: readonly string[]
  readonly issued: number | null
  readonly returned: number | null
  readonly valid: number | null
  readonly grades: Grades
  readonly invalid: number | null
  readonly first: BallotCount | null
  readonly second: BallotCount | null
  /** People of the supervision group. */
  readonly groupMembers: readonly string[]
}

export interface PollActInput {
  readonly action: PollAction
  /** Who acts, by name. */
  readonly person: string
  readonly isLeader: boolean
  readonly text: string
  /** Ballots handed out or come back, for 发票 and 收回. */
  readonly ballots: number | null
}

/** Why the day of a poll cannot be; `today` is the civil day of the work. A day ahead is a plan, so only a poll in preparation has one. */
export function dayProblems(
  { date, stageStart, materialsOn }: Pick<PollFacts, 'date' | 'stageStart' | 'materialsOn'>,
  today: string,
  isPlan: boolean,
): string[] {
  if (date === null) return isPlan ? [] : ['请先填写测评时间。']
  const problems = date < stageStart ? [`测评时间${date}早于本阶段开始时间${stageStart}，请核对。`] : []
  if (!isPlan && date > today) problems.push(`测评时间${date}还没有到，到测评当天再办。`)
  if (materialsOn !== null && materialsOn >= date)
    problems.push(`资料于${materialsOn}提供，应早于测评时间${date}（R-31），请核对。`)
  return problems
}

const isWhole = (n: number | null): n is number => n !== null && Number.isInteger(n) && n >= 0

function againstIssuing(facts: PollFacts, { ballots }: PollActInput, today: string): string[] {
  const count = isWhole(ballots) && ballots > 0 ? [] : ['请填写发出的票数，应为大于0的整数。']
  return [...dayProblems(facts, today, false), ...count]
}

function againstReturning({ issued }: PollFacts, { ballots }: PollActInput): string[] {
  if (!isWhole(ballots)) return ['请填写收回的票数，应为不小于0的整数。']
  if (issued === null || ballots <= issued) return []
  return [
    `收回票${ballots}多于发出票${issued}。请重新清点；确实多出的，本次测评应当作废，重新组织（测评程序 T-08）。`,
  ]
}

/** Why two finished counts do not make a result; empty when they agree and close with the ballots returned. */
export function countProblems({ first, second, issued, returned }: PollFacts): string[] {
  if (first === null) return ['第一次计票还没有点完。']
  if (second === null) return ['第二次计票还没有点完，须由另一人再点一遍。']
  const differences = differencesOf(first, second)
  if (differences.length > 0) {
    const said = differences.map((d) => `“${d.label}”第一次${d.first}、第二次${d.second}`)
    return [`两次计票不一致：${said.join('，')}。请重点，或更正点错的一次。`]
  }
  const { grades, invalid } = first
  const counted = sumOf(grades)
  return counted + invalid === returned
    ? figureProblems({ issued, returned, invalid, valid: counted, grades })
    : [
        `各档合计${counted}加无效${invalid}是${counted + invalid}票，收回${returned ?? '—'}票，对不上，请当场重点。`,
      ]
}

function againstConfirming(facts: PollFacts, { person }: PollActInput, today: string): string[] {
  const { supervisedBy, groupMembers, valid } = facts
  const problems = [...dayProblems(facts, today, false)]
  if (valid === 0) problems.push('有效票为0，视为未测评，不能确认。请作废后重新组织。')
  else problems.push(...figureProblems(facts))
  const present = supervisedBy.filter((name) => groupMembers.includes(name))
  if (present.length === 0)
    problems.push('没有登记到场的督导人员。测评须有督导人员到场，请先在“到场督导人员”中选择。')
  else if (!groupMembers.includes(person)) problems.push('测评结果由督导组人员签字确认，请选择本组人员。')
  return problems
}

function againstVoiding({ isLeader, text }: PollActInput): string[] {
  const problems = isLeader ? [] : ['作废由组长决定，请组长登录后办理。']
  return text.trim().length < 2 ? [...problems, '请写明作废的理由。'] : problems
}

/** Why a step cannot be taken now, whole sentences; empty when it can. The state itself comes first. */
export function reasonsAgainst(facts: PollFacts, input: PollActInput, today: string): string[] {
  if (!mayAct(pollMachine, facts.state, input.action))
    return [`这次测评的状态是“${facts.state}”，不能“${input.action}”。`]
  switch (input.action) {
    case '发票':
      return againstIssuing(facts, input, today)
    case '收回':
      return againstReturning(facts, input)
    case '统计':
      return countProblems(facts)
    case '确认':
      return againstConfirming(facts, input, today)
    case '作废':
      return againstVoiding(input)
  }
}

export interface LastRound {
  readonly round: number
  readonly state: PollState
  readonly date: string | null
  /** It was confirmed and its result stands in the way. */
  readonly isFailed: boolean
}

/** Why no new round may begin: one at a time, and after a failed one only when what was made up is on record (T-15). */
export function reasonsAgainstRound(
  last: LastRound | null,
  makeup: { readonly note: string; readonly on: string | null },
  today: string,
): string[] {
  if (last === null) return []
  if (last.state !== '已确认' && last.state !== '作废')
    return [`第${last.round}轮测评还没有办完（${last.state}），不能再开一轮。请先办完，或由组长作废。`]
  if (last.round >= 9) return ['同一阶段最多登记9轮测评。请核对以前的轮次。']
  if (!last.isFailed) return []
  const { note, on } = makeup
  const problems = note.trim().length < 4 ? ['上一轮没有通过，补课有记录后才能再测：请写明补了什么课。'] : []
  if (on === null) return [...problems, '请填写补课时间。']
  if (on > today) return [...problems, `补课时间${on}还没有到，补课之后再开新一轮。`]
  return last.date !== null && on < last.date
    ? [...problems, `补课时间${on}早于上一轮测评${last.date}，请核对。`]
    : problems
}

/** Why the report to the office cannot be entered. A report on the day of the poll is allowed; before it, not. */
export function reasonsAgainstReport(
  poll: { readonly state: PollState; readonly date: string | null; readonly confirmedOn: string | null },
  on: string,
  at: string | null,
  today: string,
): string[] {
  if (poll.state !== '已确认') return [`测评结果确认后才能上报，现在是“${poll.state}”。`]
  if (on > today) return [`报送时间${on}还没有到，报出之后再登记。`]
  if (poll.date !== null && on < poll.date) return [`报送时间${on}早于测评时间${poll.date}，请核对。`]
  return at === null || /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(at) ? [] : ['报送钟点应写成 16:00 的样子。']
}

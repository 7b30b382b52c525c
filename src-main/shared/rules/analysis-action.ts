// What each step of a member's analysis needs before it may be taken: called by the page to explain, by the core to refuse.
import { formatChinese, isCivilDate } from '../text/civil-date.ts'
import { analysisLimits, judgeAnalysis, judgePublication, publicationLimits } from './appraisal.ts'
import { withSettings, type LimitSettings } from './limits.ts'
import type { analysisMachine, AnalysisState } from './machines.ts'
import { exemptFromWriting } from './study.ts'
import { levelOf, type Verdict } from './verdict.ts'
import { ballotProblems, judgeSatisfaction, rewriteLimits } from './vote.ts'

export type AnalysisAction = (typeof analysisMachine.actions)[number]

/** Why a paper goes back (content: reasons of return). */
export const returnReasons = ['以工作总结代替', '只讲共性', '没有根源', '没有措施', '雷同', '代写'] as const
export type ReturnReason = (typeof returnReasons)[number]

/** Stands for a section whose words stay with the branch. */
export const ON_PAPER = '（纸质材料存支部）'

/** So few valid ballots that they would show how single persons voted; `least` is the town's limit, null covers nothing. */
export const isSmallPoll = (valid: number, least: number | null): boolean =>
  least !== null && valid > 0 && valid < least

export interface Sections {
  /** 基本情况与收获 */
  readonly gains: string
  /** 存在问题 */
  readonly problems: string
  /** 思想根源 */
  readonly roots: string
  /** 努力方向 */
  readonly direction: string
}

export interface AnalysisBallots {
  readonly valid: number
  readonly invalid: number
  readonly satisfied: number
  readonly basic: number
  readonly dissatisfied: number
  readonly abstained: number
}

/** What is known of a member's analysis when a step is asked for. */
export interface AnalysisFacts {
  readonly state: AnalysisState
  readonly memberName: string
  /** Labels of the roster: 年老体弱 … */
  readonly categories: readonly string[]
  readonly form: '书面' | '口述' | '免写'
  /** The latest version; null before the first. */
  readonly latest: (Sections & { readonly chars: number | null; readonly submittedOn: string }) | null
  readonly firstSubmittedOn: string | null
  readonly meetingOn: string | null
  readonly publicFrom: string | null
  readonly publicTo: string | null
  readonly polledOn: string | null
  readonly helpedOn: string | null
  /** Day of the latest review. */
  readonly reviewedOn: string | null
  /** Polls held so far. */
  readonly round: number
  /** Ballots of the latest round. */
  readonly ballots: Pick<AnalysisBallots, 'valid' | 'satisfied' | 'basic'> | null
  /** First day of the unit in this phase, where it is known; null when the unit has not come to it. */
  readonly phaseStart: string | null | undefined
}

export interface AnalysisInput {
  readonly action: AnalysisAction
  readonly on: string
  /** Who approves, reviews, helps. */
  readonly person: string
  readonly text: string
  readonly category: string
  readonly sections: Sections
  readonly chars: number | null
  readonly reasons: readonly string[]
  readonly ballots: AnalysisBallots | null
}

/** Why not, with the field it is about. */
export interface Objection {
  readonly field: string | null
  readonly reason: string
}

const no = (field: string | null, reason: string): Objection => ({ field, reason })
const isBlank = (words: string): boolean => words.trim() === ''

/** R-43 over the ballots; 满意 and 基本满意 count as satisfied. */
export const judgeBallots = (
  ballots: Pick<AnalysisBallots, 'valid' | 'satisfied' | 'basic'>,
  settings: LimitSettings = {},
): Verdict =>
  judgeSatisfaction(
    { satisfied: ballots.satisfied + ballots.basic, valid: ballots.valid },
    withSettings(rewriteLimits, settings),
  )

/** R-39 over the latest version. A rewritten paper comes after the meeting, so the first one is held against it. */
export function judgePaper(facts: AnalysisFacts, settings: LimitSettings = {}): Verdict {
  const { latest } = facts
  return judgeAnalysis(
    {
      form: latest === null ? '未交' : facts.form === '口述' ? '口述代笔' : '书面',
      approved: facts.form !== '书面',
      categories: [...facts.categories],
      problems: latest?.problems ?? '',
      roots: latest?.roots ?? '',
      direction: latest?.direction ?? '',
      ...(latest?.chars == null ? {} : { chars: latest.chars }),
      ...(facts.firstSubmittedOn === null ? {} : { submittedOn: facts.firstSubmittedOn }),
      ...(facts.meetingOn === null ? {} : { meetingOn: facts.meetingOn, revisedOn: facts.meetingOn }),
    },
    withSettings(analysisLimits, settings),
  )
}

/** R-40; null while nothing is on display. */
export function judgeDisplay(
  facts: Pick<AnalysisFacts, 'publicFrom' | 'publicTo'>,
  pollOn: string | null,
  settings: LimitSettings = {},
): Verdict | null {
  const { publicFrom, publicTo } = facts
  if (publicFrom === null || publicTo === null) return null
  return judgePublication(
    { from: publicFrom, to: publicTo, ...(pollOn === null ? {} : { pollOn }) },
    withSettings(publicationLimits, settings),
  )
}

/** Each missing condition of a failed rule that weighs 错误. */
const errorsOf = (verdict: Verdict): readonly string[] =>
  levelOf(verdict) === '错误' ? (verdict.details ?? [verdict.reason]) : []

function notBefore(input: AnalysisInput, earlier: string | null, what: string): Objection[] {
  return earlier !== null && input.on < earlier
    ? [no('on', `日期${formatChinese(input.on)}早于${what}${formatChinese(earlier)}，请核对。`)]
    : []
}

function ownHand(facts: AnalysisFacts, input: AnalysisInput, who: string): Objection[] {
  if (isBlank(input.person)) return [no('person', `没有填${who}。`)]
  return input.person.trim() === facts.memberName
    ? [no('person', `${who}不能是${facts.memberName}本人，请换一人。`)]
    : []
}

function againstExcuse(facts: AnalysisFacts, input: AnalysisInput): Objection[] {
  const allowed = exemptFromWritingOf(facts.categories)
  const objections = [...ownHand(facts, input, '批准人')]
  if (allowed.length === 0)
    objections.push(
      no(
        'category',
        `花名册上${facts.memberName}没有${exemptFromWriting.join('、')}的标记，不能口述或免写。确属这类情况的，请先在党员花名册补上标记。`,
      ),
    )
  else if (!allowed.includes(input.category))
    objections.push(no('category', `请选择口述或免写的依据：${allowed.join('、')}。`))
  if (isBlank(input.text)) objections.push(no('text', '请写明批准口述或免写的理由。'))
  return objections
}

const isEmpty = (sections: Sections): boolean => Object.values(sections).every(isBlank)

function againstHandingIn(facts: AnalysisFacts, input: AnalysisInput): Objection[] {
  return [
    ...(isEmpty(input.sections)
      ? [no('problems', '四个部分都是空的。请填写内容，或注明纸质材料存支部。')]
      : []),
    ...notBefore(input, facts.latest?.submittedOn ?? null, '上一稿的交稿日期'),
    ...notBefore(input, facts.reviewedOn, '上一稿的审阅日期'),
    ...(facts.state === '帮助中' ? notBefore(input, facts.helpedOn, '帮助谈话的日期') : []),
  ]
}

function againstReturn(facts: AnalysisFacts, input: AnalysisInput): Objection[] {
  const unknown = input.reasons.filter((reason) => !returnReasons.some((each) => each === reason))
  return [
    ...ownHand(facts, input, '审阅人'),
    ...(input.reasons.length === 0 ? [no('reasons', '退回修改要写明理由，请至少选一条。')] : []),
    ...(unknown.length > 0 ? [no('reasons', `“${unknown.join('、')}”不是退回的理由。`)] : []),
    ...notBefore(input, facts.latest?.submittedOn ?? null, '交稿日期'),
  ]
}

function againstApproval(facts: AnalysisFacts, input: AnalysisInput, settings: LimitSettings): Objection[] {
  const missing = errorsOf(judgePaper(facts, settings)).map((reason) =>
    no('sections', `${reason}请退回修改，不能通过。`),
  )
  return [
    ...ownHand(facts, input, '审阅人'),
    ...missing,
    ...notBefore(input, facts.latest?.submittedOn ?? null, '交稿日期'),
  ]
}

function againstPhase(facts: AnalysisFacts, input: AnalysisInput): Objection[] {
  if (facts.phaseStart === undefined) return []
  if (facts.phaseStart === null)
    return [no('on', '这个单位还没有进入分析评议阶段，不能登记党性分析测评。请先办理转段。')]
  return notBefore(input, facts.phaseStart, '本单位进入分析评议阶段的日期')
}

function againstBallots(ballots: AnalysisBallots | null): Objection[] {
  if (ballots === null) return [no('valid', '没有填票数。')]
  const all = [ballots.valid, ballots.invalid, ballots.satisfied, ballots.basic]
  const counts = [...all, ballots.dissatisfied, ballots.abstained]
  if (counts.some((n) => !Number.isInteger(n) || n < 0)) return [no('valid', '票数应为不小于0的整数。')]
  if (ballots.valid === 0)
    return [no('valid', '有效票为0，视为未测评，不能登记为一轮测评。请写明未测评的原因，另行组织测评。')]
  return ballotProblems({
    valid: ballots.valid,
    satisfied: ballots.satisfied,
    basicallySatisfied: ballots.basic,
    dissatisfied: ballots.dissatisfied,
    abstained: ballots.abstained,
  }).map((reason) => no('valid', reason))
}

function againstPoll(facts: AnalysisFacts, input: AnalysisInput, settings: LimitSettings): Objection[] {
  const display = judgeDisplay(facts, input.on, settings)
  const shown =
    display === null
      ? [no('publicFrom', '材料还没有公示。请先登记公示的范围、方式和起止日期，再组织测评。')]
      : errorsOf(display).map((reason) => no('on', reason))
  return [
    ...againstPhase(facts, input),
    ...shown,
    ...notBefore(input, facts.reviewedOn, '审阅通过的日期'),
    ...againstBallots(input.ballots),
  ]
}

function againstDecision(
  facts: AnalysisFacts,
  wanted: 'pass' | 'fail',
  settings: LimitSettings,
): Objection[] {
  if (facts.ballots === null) return [no(null, '还没有票数，不能定结果。')]
  const verdict = judgeBallots(facts.ballots, settings)
  if (verdict.outcome === wanted) return []
  const said = verdict.outcome === 'pass' ? '测评结果是合格' : '测评结果是重新撰写'
  return [no(null, `${said}，${wanted === 'pass' ? '不能定为合格' : '不能定为重写'}。`)]
}

function againstHelp(facts: AnalysisFacts, input: AnalysisInput): Objection[] {
  return [
    ...ownHand(facts, input, '帮助人'),
    ...(isBlank(input.text) ? [no('text', '请写明帮助谈话的情况。')] : []),
    ...notBefore(input, facts.polledOn, '测评日期'),
  ]
}

function againstRevision(facts: AnalysisFacts, input: AnalysisInput): Objection[] {
  if (facts.meetingOn === null) return [no('on', '没有登记组织生活会的日期。请先登记，再登记会后修改稿。')]
  return [
    ...(isEmpty(input.sections)
      ? [no('problems', '四个部分都是空的。请填写内容，或注明纸质材料存支部。')]
      : []),
    ...notBefore(input, facts.meetingOn, '组织生活会日期'),
  ]
}

/** Everything that speaks against the step on this paper; empty when it may be taken. The state is checked by the machine. */
export function objectionsTo(
  facts: AnalysisFacts,
  input: AnalysisInput,
  today: string,
  settings: LimitSettings = {},
): Objection[] {
  if (!isCivilDate(input.on)) return [no('on', '请填写日期。')]
  const late =
    input.on > today ? [no('on', `日期${formatChinese(input.on)}晚于今天，还没有发生的不能登记。`)] : []
  return [...late, ...own(facts, input, settings)]
}

function own(facts: AnalysisFacts, input: AnalysisInput, settings: LimitSettings): Objection[] {
  switch (input.action) {
    case '批准口述':
    case '批准免写':
      return againstExcuse(facts, input)
    case '交稿':
      return againstHandingIn(facts, input)
    case '退回':
      return againstReturn(facts, input)
    case '通过':
      return againstApproval(facts, input, settings)
    case '测评':
      return againstPoll(facts, input, settings)
    case '定为合格':
      return againstDecision(facts, 'pass', settings)
    case '定为重写':
      return againstDecision(facts, 'fail', settings)
    case '开始帮助':
      return againstHelp(facts, input)
    case '交修改稿':
      return againstRevision(facts, input)
    case '归档':
      return []
  }
}

/** What is to be done next in a state, as the button says it. */
export function nextAct(
  state: AnalysisState,
  facts: { readonly isShown: boolean; readonly hasHelper: boolean },
): string {
  switch (state) {
    case '未交':
      return '登记交稿'
    case '口述':
      return '登记口述稿'
    case '已交':
      return '审阅'
    case '退回修改':
      return '登记重交'
    case '审阅通过':
      return facts.isShown ? '测评' : '公示'
    case '已测评':
      return '定结果'
    case '合格':
      return '登记修改稿'
    case '待重写':
      return facts.hasHelper ? '登记帮助' : '定帮助人'
    case '帮助中':
      return '登记重写稿'
    case '会后修改稿已交':
    case '免写':
      return '归档'
    case '归档':
      return ''
  }
}

/** Whether the last poll asked for a rewrite that has not been voted on again. */
export const awaitsRewrite = (row: { readonly state: AnalysisState; readonly round: number }): boolean =>
  row.state === '待重写' ||
  row.state === '帮助中' ||
  (row.round > 0 && (row.state === '已交' || row.state === '退回修改' || row.state === '审阅通过'))

/** Whether the member's analysis is settled as far as the phase asks. */
export const isSettled = (state: AnalysisState): boolean =>
  state === '合格' || state === '会后修改稿已交' || state === '归档' || state === '免写'

/** The categories of a member that excuse from writing. */
export const exemptFromWritingOf = (categories: readonly string[]): string[] =>
  exemptFromWriting.filter((category) => categories.includes(category))

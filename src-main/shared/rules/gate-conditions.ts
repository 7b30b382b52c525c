// Every condition of a move to the next stage, from facts to rows: what holds, what is missing, with the numbers and the limits.
import { formatShort } from '../text/civil-date.ts'
import { formatRate } from '../text/rate.ts'
import type { LimitSettings } from './limits.ts'
import { numberOf, withSettings } from './limits.ts'
import type { TransitionState } from './machines.ts'
import { ruleById } from './registry.ts'
import { isVerdict } from './rule.ts'
import { limitText, shareText } from './share.ts'
import { isReportedBefore, reportMissing, transitionLimits } from './transition.ts'
import { notAssessed, type Limit, type Verdict } from './verdict.ts'
import { countingsOf, judgeSensitivity, type Ballots, type Counting, type CountingName } from './vote.ts'

/** The phases a unit moves on from. */
export const gatePhases = ['study', 'review', 'rectify'] as const
export type GatePhase = (typeof gatePhases)[number]

const ENTERED = { study: '分析评议', review: '整改提高', rectify: '巩固和扩大整改成果' } as const

export const gateKeys = [
  'plan',
  'actions',
  'selfCheck',
  'acceptance',
  'witness',
  'poll',
  'majority',
  'rewrite',
  'severe',
  'report',
  'consent',
  'office',
] as const
export type GateKey = (typeof gateKeys)[number]

/** 具备, 不具备, 尚未办到, 不适用. The sheet shows ✓ ✗ — —. */
export const gateStatuses = ['met', 'missing', 'pending', 'na'] as const
export type GateStatus = (typeof gateStatuses)[number]

export interface GateRow {
  readonly key: GateKey
  readonly text: string
  readonly status: GateStatus
  /** What was found, with its numbers. */
  readonly fact: string
  readonly rule: string | null
  /** What is missing, a whole sentence; null when nothing is. */
  readonly missing: string | null
  readonly verdict: Verdict | null
}

export interface PollFacts extends Ballots {
  readonly id: string
  readonly round: number
  readonly on: string
  readonly witnesses: readonly string[]
  /** So few ballots that a person could be recognised: the sheet shows no counts. */
  readonly isCovered?: boolean
}

/** The office's word on how the ballots are counted, where the result hangs on it. */
export interface Ruling {
  readonly counting: CountingName
  readonly text: string
  readonly on: string
}

export interface GateFacts {
  readonly from: GatePhase
  /** Committees and general branches hold no poll of their own. */
  readonly holdsPoll: boolean
  readonly plan: {
    readonly state: string | null
    readonly version: number | null
    readonly on: string | null
  }
  /** R-08. */
  readonly actions: Verdict
  /** Whether any line of the phase's checklist concerns the unit; without one there is nothing to check. */
  readonly hasChecklist: boolean
  readonly selfCheck: {
    readonly filled: number
    readonly total: number
    readonly blank: readonly string[]
    readonly on: string | null
  } | null
  readonly acceptance: {
    readonly isAccepted: boolean
    readonly isDecided: boolean
    readonly met: number
    readonly applicable: number
    readonly missed: readonly string[]
    readonly on: string | null
  } | null
  /** The last confirmed round. */
  readonly poll: PollFacts | null
  /** A later round that is not confirmed yet. */
  readonly pollUnderWay: { readonly round: number; readonly state: string } | null
  readonly ruling: Ruling | null
  /** Members of the stage of analysis; null where it is not asked. */
  readonly rewrite: {
    readonly members: number
    readonly rewriting: number
    readonly untested: number
    /** Names, at most a few. */
    readonly who: readonly string[]
  } | null
  /** Numbers of the severe findings that are not closed. */
  readonly severe: readonly string[]
  readonly request: {
    readonly state: TransitionState
    readonly decidedOn: string | null
    readonly decidedBy: string | null
    readonly reportedOn: string | null
    readonly reportedAt: string | null
    /** Day of the move, as planned or as held. */
    readonly movedOn: string | null
    readonly movedAt: string | null
    readonly officeDecidedOn: string | null
  } | null
  /** Name of the office that is reported to. */
  readonly office: string
  readonly today: string
}

export interface Gate {
  readonly rows: readonly GateRow[]
  /** R-33 on the same facts, with the limits it used. */
  readonly verdict: Verdict
  /** R-32b; null where there are no ballots. */
  readonly sensitivity: Verdict | null
  /** The way the ballots were counted for the judgement. */
  readonly counted: Counting | null
}

const TEXTS: Readonly<Record<GateKey, string>> = {
  plan: '活动方案已批准',
  actions: '规定动作全部完成',
  selfCheck: '自查无空项',
  acceptance: '督导组验收合格',
  witness: '测评时督导人员到场',
  poll: '不满意率低于标准',
  majority: '不是多数群众不满意',
  rewrite: '无“待重写”“未测评”党员',
  severe: '严重督导问题已销号',
  report: '测评情况已报先教办',
  consent: '督导组同意',
  office: '先教办批准',
}

/** Chinese sentence or fact; the row is missing unless another status is said. */
type Found = Pick<GateRow, 'status' | 'fact'> & {
  readonly missing?: string
  readonly rule?: string
  readonly verdict?: Verdict
  readonly text?: string
}

const row = (key: GateKey, found: Found): GateRow => ({
  key,
  text: found.text ?? TEXTS[key],
  status: found.status,
  fact: found.fact,
  rule: found.rule ?? null,
  missing: found.status === 'missing' || found.status === 'pending' ? (found.missing ?? found.fact) : null,
  verdict: found.verdict ?? null,
})

const na = (key: GateKey, fact: string, rule?: string): GateRow =>
  row(key, { status: 'na', fact, ...(rule === undefined ? {} : { rule }) })

/** 8月4日; with the year where it is not that of the work. */
const day = (on: string | null, today: string): string =>
  on === null ? '' : formatShort(on, Number(today.slice(0, 4)))

function planRow({ plan, today }: GateFacts): GateRow {
  if (plan.state === '批准')
    return row('plan', {
      status: 'met',
      rule: 'R-14',
      fact: `第${plan.version ?? 1}版，${day(plan.on, today)}批准`,
    })
  if (plan.state === null)
    return row('plan', {
      status: 'missing',
      rule: 'R-14',
      fact: '还没有报送',
      missing: '活动方案还没有报送。',
    })
  const fact = `第${plan.version ?? 1}版${plan.state}，${day(plan.on, today)}报送`
  return row('plan', {
    status: 'missing',
    rule: 'R-14',
    fact,
    missing: `活动方案第${plan.version ?? 1}版${plan.state}，尚未批准。`,
  })
}

const numberIn = (verdict: Verdict, name: string): number => {
  const value = verdict.facts[name]
  return typeof value === 'number' ? value : 0
}

function actionsRow({ actions }: GateFacts): GateRow {
  const done = numberIn(actions, 'done')
  const prescribed = numberIn(actions, 'prescribed')
  const count = `${done}/${prescribed}项`
  if (actions.outcome === 'pass')
    return row('actions', {
      status: 'met',
      rule: 'R-08',
      verdict: actions,
      fact: done === prescribed ? count : `完成${done}项，经同意不适用${prescribed - done}项`,
    })
  const details = actions.details ?? [actions.reason]
  const shown = details.slice(0, 3).map((each) => each.replace(/。$/u, ''))
  const more = details.length > shown.length ? `等${details.length}项` : ''
  return row('actions', {
    status: 'missing',
    rule: 'R-08',
    verdict: actions,
    fact: `${count}，${shown.join('；')}${more}`,
    missing: `规定动作未全部完成：${shown.join('；')}${more}。`,
  })
}

const NO_LINES = '没有适用的检查验收项目'

function selfCheckRow({ selfCheck, hasChecklist, today }: GateFacts): GateRow {
  if (!hasChecklist) return na('selfCheck', NO_LINES, 'R-30')
  if (selfCheck === null)
    return row('selfCheck', {
      status: 'pending',
      rule: 'R-30',
      fact: '尚未自查',
      missing: '阶段自查还没有做。',
    })
  const count = `${selfCheck.filled}/${selfCheck.total}项`
  if (selfCheck.blank.length === 0 && selfCheck.total > 0)
    return row('selfCheck', {
      status: 'met',
      rule: 'R-30',
      fact: [count, day(selfCheck.on, today)].filter((part) => part !== '').join('，'),
    })
  const blank = selfCheck.blank.join('、')
  return row('selfCheck', {
    status: 'missing',
    rule: 'R-30',
    fact: `${count}，空白${blank}`,
    missing: `自查表还有${selfCheck.total - selfCheck.filled}项空白：${blank}。`,
  })
}

function acceptanceRow({ acceptance, hasChecklist, today }: GateFacts): GateRow {
  if (!hasChecklist) return na('acceptance', NO_LINES, 'R-30')
  if (acceptance === null)
    return row('acceptance', {
      status: 'pending',
      rule: 'R-30',
      fact: '尚未验收',
      missing: '督导组还没有验收。',
    })
  const count = `${acceptance.met}/${acceptance.applicable}项达标`
  if (acceptance.isAccepted)
    return row('acceptance', {
      status: 'met',
      rule: 'R-30',
      fact: [count, day(acceptance.on, today)].filter((part) => part !== '').join('，'),
    })
  if (!acceptance.isDecided)
    return row('acceptance', {
      status: 'pending',
      rule: 'R-30',
      fact: `${count}，尚未下结论`,
      missing: '督导组验收还没有下结论。',
    })
  const missed = acceptance.missed.join('、')
  return row('acceptance', {
    status: 'missing',
    rule: 'R-30',
    fact: `${count}，${missed}未达标`,
    missing: `验收不合格，${acceptance.missed.length}项未达标：${missed}。`,
  })
}

const NO_POLL = '党委、总支不单独测评'

function witnessRow({ holdsPoll, poll }: GateFacts): GateRow {
  if (!holdsPoll) return na('witness', NO_POLL)
  if (poll === null)
    return row('witness', {
      status: 'pending',
      fact: '尚未测评',
      missing: '还没有测评，不知督导人员是否到场。',
    })
  if (poll.witnesses.length > 0)
    return row('witness', { status: 'met', fact: `${poll.witnesses.join('、')}，第${poll.round}轮` })
  return row('witness', {
    status: 'missing',
    fact: `第${poll.round}轮测评没有督导人员到场的记录`,
    missing: `第${poll.round}轮测评没有督导人员到场的记录，请补记到场人员；没有到场的，应重新测评。`,
  })
}

/** The verdict of a rule with the limits it used; what cannot be judged says why. */
function evaluate(rule: string, input: unknown, settings: LimitSettings): Verdict {
  const evaluation = ruleById(rule)?.evaluate(input, settings)
  if (evaluation === undefined) throw new Error(`no rule ${rule}`)
  return isVerdict(evaluation) ? evaluation : notAssessed(rule, evaluation.inputProblems.join(''))
}

/** The bar of this gate with the town's own value. */
export function barOf(from: GatePhase, settings: LimitSettings): Limit {
  const limits = withSettings(transitionLimits, settings)
  return { study: limits.bar, review: limits.barNext, rectify: limits.finalBar }[from]
}

const majorityOf = (settings: LimitSettings): Limit => withSettings(transitionLimits, settings).majority

/** Whether this gate asks for a poll: a bar that the county turned off asks for none. */
export function asksForPoll(facts: Pick<GateFacts, 'from' | 'holdsPoll'>, settings: LimitSettings): boolean {
  if (!facts.holdsPoll) return false
  if (facts.from === 'study') return true
  const bars =
    facts.from === 'review' ? [barOf('review', settings)] : [barOf('rectify', settings), majorityOf(settings)]
  return bars.some((bar) => numberOf(bar) !== null)
}

/** The poll as it is judged: the usual way, or as the office ruled; a ruling can never make a result better. */
export function countedPoll(poll: PollFacts, ruling: Ruling | null): Counting {
  const [usual, ...others] = countingsOf(poll)
  if (usual === undefined) throw new Error('a poll that cannot be counted')
  return others.find(({ how }) => how === ruling?.counting) ?? usual
}

const pollInput = (facts: GateFacts, counted: Counting) => ({
  valid: counted.poll.valid,
  dissatisfied: counted.poll.dissatisfied,
  ...(facts.from === 'rectify' ? {} : { to: ENTERED[facts.from] }),
})

function untested(facts: GateFacts, key: GateKey, rule: string, text: string): GateRow {
  const underWay = facts.pollUnderWay
  const fact =
    underWay === null ? '尚未测评' : `第${underWay.round}轮测评${underWay.state}，还没有由督导组确认`
  return row(key, { status: 'pending', rule, text, fact, missing: `没有经督导组确认的测评，不得转段。` })
}

function votedRow(
  facts: GateFacts,
  settings: LimitSettings,
  asked: {
    readonly key: 'poll' | 'majority'
    readonly rule: string
    readonly text: string
    readonly limit: Limit
  },
): GateRow {
  const { key, rule, text, limit } = asked
  if (!facts.holdsPoll) return na(key, NO_POLL, rule)
  if (numberOf(limit) === null && facts.from !== 'study')
    return row(key, { status: 'na', rule, text, fact: '未设标准，不作要求' })
  if (facts.poll === null) return untested(facts, key, rule, text)
  const counted = countedPoll(facts.poll, facts.ruling)
  const verdict = evaluate(rule, pollInput(facts, counted), settings)
  const rate = formatRate(counted.poll.dissatisfied, counted.poll.valid)
  const isCovered = facts.poll.isCovered === true
  const share = isCovered ? `有效票${counted.poll.valid}张，票数少，不显示各档票数` : rate
  const fact = `${share}，第${facts.poll.round}轮，${day(facts.poll.on, facts.today)}`
  if (verdict.outcome === 'pass') return row(key, { status: 'met', rule, text, fact, verdict })
  return row(key, {
    status: 'missing',
    rule,
    text,
    verdict,
    fact: counted.poll.valid === 0 ? '有效票为0，视为未测评' : fact,
    missing: isCovered
      ? `测评没有达到标准（${limitText(limit)}），不得转段；请补课整改后重新测评。`
      : verdict.reason,
  })
}

function pollRows(facts: GateFacts, settings: LimitSettings): GateRow[] {
  const bar = barOf(facts.from, settings)
  const value = numberOf(bar) === null ? '标准' : limitText(bar)
  const isFinal = facts.from === 'rectify'
  const first = votedRow(facts, settings, {
    key: 'poll',
    rule: isFinal ? 'R-50' : 'R-32',
    text: isFinal ? `整改情况测评不满意率小于${value}` : `不满意率小于${value}`,
    limit: bar,
  })
  if (!isFinal) return [first]
  const limit = majorityOf(settings)
  return [first, votedRow(facts, settings, { key: 'majority', rule: 'R-51', text: TEXTS.majority, limit })]
}

function rewriteRow({ rewrite }: GateFacts): GateRow {
  if (rewrite === null)
    return row('rewrite', {
      status: 'pending',
      rule: 'R-43',
      fact: '还没有党性分析材料的记录',
      missing: '还没有党性分析材料的记录，不能转段。',
    })
  const { members, rewriting, untested: open, who } = rewrite
  if (rewriting + open === 0 && members > 0)
    return row('rewrite', { status: 'met', rule: 'R-43', fact: `党员${members}名，待重写0名，未测评0名` })
  if (members === 0)
    return row('rewrite', {
      status: 'missing',
      rule: 'R-43',
      fact: '花名册里还没有党员',
      missing: '花名册里还没有党员，无法核对党性分析材料。',
    })
  const names = who.length === 0 ? '' : `（${who.join('、')}${rewriting + open > who.length ? '等' : ''}）`
  const fact = `待重写${rewriting}名，未测评${open}名`
  return row('rewrite', {
    status: 'missing',
    rule: 'R-43',
    fact: `${fact}${names}`,
    missing: `党性分析材料${fact}${names}，重新撰写并测评合格后才能转段。`,
  })
}

function severeRow({ severe }: GateFacts): GateRow {
  if (severe.length === 0) return row('severe', { status: 'met', fact: '严重问题没有未销号的' })
  return row('severe', {
    status: 'missing',
    fact: `未销号${severe.length}件：${severe.join('、')}`,
    missing: `严重督导问题${severe.length}件没有销号：${severe.join('、')}。`,
  })
}

const moment = (on: string, at: string | null, today: string): string =>
  `${day(on, today)}${at === null ? '' : ` ${at}`}`

const given = <K extends string>(key: K, value: string | null): Partial<Record<K, string>> =>
  value === null ? {} : ({ [key]: value } as Partial<Record<K, string>>)

function reportRow({ request, office, holdsPoll, today }: GateFacts): GateRow {
  const text = holdsPoll ? TEXTS.report : '有关情况已报先教办'
  if (request?.reportedOn == null)
    return row('report', {
      status: 'pending',
      rule: 'R-33',
      text,
      fact: '尚未报送',
      missing: '测评情况尚未报先教办，不能转段。',
    })
  const { reportedOn, reportedAt, movedOn, movedAt } = request
  const reported = `${moment(reportedOn, reportedAt, today)}报${office}`
  if (movedOn === null) return row('report', { status: 'met', rule: 'R-33', text, fact: reported })
  const dates = { reportedOn, movedOn, ...given('reportedAt', reportedAt), ...given('movedAt', movedAt) }
  if (isReportedBefore(dates))
    return row('report', {
      status: 'met',
      rule: 'R-33',
      text,
      fact: `${reported}，早于转段${moment(movedOn, movedAt, today)}`,
    })
  return row('report', {
    status: 'missing',
    rule: 'R-33',
    text,
    fact: `${reported}，转段${moment(movedOn, movedAt, today)}`,
    missing: `${reportMissing(dates)}。`,
  })
}

const AGREED: readonly TransitionState[] = ['同意', '已报先教办', '已批准', '已转段']

/** Whether the group has agreed to the move, and nothing has taken it back. */
export const isAgreed = (state: TransitionState | null): boolean => state !== null && AGREED.includes(state)

function consentRow({ request, today }: GateFacts, others: readonly GateRow[]): GateRow {
  if (request !== null && isAgreed(request.state))
    return row('consent', {
      status: 'met',
      rule: 'R-33',
      fact: `${request.decidedBy ?? ''}，${day(request.decidedOn, today)}同意`,
    })
  if (request?.state === '不予转段')
    return row('consent', {
      status: 'missing',
      rule: 'R-33',
      fact: `${request.decidedBy ?? ''}，${day(request.decidedOn, today)}不予转段`,
      missing: '督导组已作出不予转段的决定，请整改后重新申请。',
    })
  const isReady = others.every(isSettled)
  return row('consent', {
    status: 'pending',
    rule: 'R-33',
    fact: isReady ? '待组长签署' : '以上各项具备后签署',
    missing: '督导组尚未同意。',
  })
}

function officeRow({ request, office, today }: GateFacts): GateRow {
  const isApproved = request?.state === '已批准' || request?.state === '已转段'
  if (isApproved)
    return row('office', { status: 'met', rule: 'R-33', fact: `${day(request.officeDecidedOn, today)}批准` })
  if (request?.state === '退回')
    return row('office', {
      status: 'missing',
      rule: 'R-33',
      fact: `${day(request.officeDecidedOn, today)}退回`,
      missing: `${office}已退回，请补齐后重新申请。`,
    })
  return row('office', { status: 'pending', rule: 'R-33', fact: '尚未批准', missing: '先教办尚未批准。' })
}

/** Nothing more to do about the row. */
export const isSettled = ({ status }: Pick<GateRow, 'status'>): boolean => status === 'met' || status === 'na'

/** What must hold before the group may agree: all but the report, the consent itself and the office. */
export const beforeConsent = <R extends Pick<GateRow, 'key'>>(rows: readonly R[]): R[] =>
  rows.filter(({ key }) => key !== 'report' && key !== 'consent' && key !== 'office')

export const needsOffice = (settings: LimitSettings): boolean =>
  (numberOf(withSettings(transitionLimits, settings).officeApproval) ?? 0) > 0

function judgeGate(
  facts: GateFacts,
  rows: readonly GateRow[],
  counted: Counting | null,
  settings: LimitSettings,
): Verdict {
  const isMet = (key: GateKey): boolean => rows.some((each) => each.key === key && isSettled(each))
  const { request } = facts
  return evaluate(
    'R-33',
    {
      planApproved: isMet('plan'),
      accepted: isMet('acceptance') && isMet('selfCheck'),
      actionsDone: isMet('actions'),
      valid: counted?.poll.valid ?? 0,
      dissatisfied: counted?.poll.dissatisfied ?? 0,
      to: ENTERED[facts.from],
      holdsPoll: facts.holdsPoll,
      movedOn: request?.movedOn ?? facts.today,
      ...given('reportedOn', request?.reportedOn ?? null),
      ...given('reportedAt', request?.reportedAt ?? null),
      ...given('movedAt', request?.movedAt ?? null),
      groupAgreed: isAgreed(request?.state ?? null),
      officeApproved: request?.state === '已批准' || request?.state === '已转段',
    },
    settings,
  )
}

/**
 * The rows of the sheet in their order, R-33 on the same facts and R-32b. `settings` are the limits the town changed.
 * Sources: R-14, R-08, R-30, R-32, R-33, R-43b, R-50, R-51.
 */
export function conditionsFrom(facts: GateFacts, settings: LimitSettings = {}): Gate {
  const before = [
    planRow(facts),
    actionsRow(facts),
    selfCheckRow(facts),
    acceptanceRow(facts),
    witnessRow(facts),
    ...pollRows(facts, settings),
    ...(facts.from === 'review' ? [rewriteRow(facts)] : []),
    severeRow(facts),
  ]
  const rows = [
    ...before,
    reportRow(facts),
    consentRow(facts, before),
    ...(needsOffice(settings) ? [officeRow(facts)] : []),
  ]
  const counted = facts.poll !== null && facts.holdsPoll ? countedPoll(facts.poll, facts.ruling) : null
  const verdict = judgeGate(facts, rows, counted, settings)
  return { rows, verdict, counted, sensitivity: sensitivityOf(facts, settings) }
}

/** R-32b with the bar of this gate. */
function sensitivityOf(facts: GateFacts, settings: LimitSettings): Verdict | null {
  if (facts.poll === null || !facts.holdsPoll || facts.poll.valid === 0) return null
  const bar = barOf(facts.from, settings)
  return { ...judgeSensitivity(facts.poll, { bar, barNext: bar }), limits: [bar] }
}

/** Whether the poll stands in the way by R-32, R-50 or R-51; nobody may override it. */
export const isBarred = (rows: readonly GateRow[]): boolean =>
  rows.some(
    ({ key, status, verdict }) =>
      (key === 'poll' || key === 'majority') && status === 'missing' && verdict?.outcome === 'fail',
  )

export interface Arithmetic {
  /** 不满意 13/128 = 10.16% ≥ 10% */
  readonly line: string
  /** 不得转段 */
  readonly result: string
  readonly isBarred: boolean
  /** The result hangs on the way of counting, and the office has not said which. */
  readonly isOpen: boolean
  /** The comparison in whole numbers, and the other ways of counting. */
  readonly detail: string
}

/** The line people check with a pencil; null where there are no ballots to count. */
export function arithmeticOf(facts: GateFacts, settings: LimitSettings): Arithmetic | null {
  if (facts.poll === null || !facts.holdsPoll) return null
  const bar = barOf(facts.from, settings)
  const value = numberOf(bar)
  const counted = countedPoll(facts.poll, facts.ruling)
  const { valid, dissatisfied } = counted.poll
  if (value === null || valid === 0 || facts.poll.isCovered === true) return null
  const per = bar.per ?? 100
  const isOver = dissatisfied * per >= value * valid
  const sign = isOver ? '≥' : '＜'
  const compared = `按整数比较：${dissatisfied}×${per} = ${dissatisfied * per}，${value}×${valid} = ${value * valid}，${dissatisfied * per} ${sign} ${value * valid}。`
  const isOpen = facts.ruling === null && sensitivityOf(facts, settings)?.outcome === 'fail'
  return {
    line: `不满意 ${shareText(dissatisfied, valid)} ${sign} ${limitText(bar)}`,
    result: isOpen ? '待先教办确定口径' : resultWord(facts.from, isOver),
    isBarred: isOver,
    isOpen,
    detail: `${compared}${countingsText(facts.poll, counted, bar)}`,
  }
}

const resultWord = (from: GatePhase, isOver: boolean): string => {
  if (from === 'rectify') return isOver ? '测评不过关' : '测评过关'
  return isOver ? '不得转段' : '可以转段'
}

/** Ways of counting that come to other numbers, each once. */
function otherCountings(poll: PollFacts, counted: Counting): Counting[] {
  const key = ({ poll: { valid, dissatisfied } }: Counting): string => `${dissatisfied}/${valid}`
  const seen = new Set([key(counted)])
  return countingsOf(poll).filter((each) => {
    const isNew = !seen.has(key(each))
    seen.add(key(each))
    return isNew
  })
}

/** How the other ways of counting come out, in words. */
function countingsText(poll: PollFacts, counted: Counting, bar: Limit): string {
  const value = numberOf(bar) ?? 0
  const isOver = ({ poll: { valid, dissatisfied } }: Counting): boolean =>
    dissatisfied * (bar.per ?? 100) >= value * valid
  const others = otherCountings(poll, counted)
  const [first] = others
  if (first === undefined) return '没有弃权票，各种口径结论相同。'
  const abstained = (poll.abstained ?? 0) === 0 ? '' : `弃权${poll.abstained ?? 0}票。`
  const same = others.every((each) => isOver(each) === isOver(counted))
  const shown = others
    .slice(0, 2)
    .map((each) => `${each.how}为${formatRate(each.poll.dissatisfied, each.poll.valid)}`)
  return `${abstained}${counted.how}；${shown.join('，')}，${same ? '结论相同' : '结论不同，须由先教办确定口径'}。`
}

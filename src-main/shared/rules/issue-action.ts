// What each step of a problem asks for: the same sentences grey a button on the page and refuse in the core.
import { daysBetween, isCivilDate } from '../text/civil-date.ts'
import { parseDeadlineText } from '../text/deadline.ts'
import { issueMachine, stepFrom, type IssueState } from './machines.ts'
import { numberOf } from './limits.ts'
import { judgeClosing, judgeKind, kindLimits, type IssueKind } from './rectification.ts'
import type { Verdict } from './verdict.ts'

export type IssueAction = (typeof issueMachine)['actions'][number]

/** A problem as far as its steps ask about it. Blank texts are ''. */
export interface IssueFacts {
  readonly state: IssueState
  readonly kind: IssueKind | null
  readonly registeredOn: string
  /** Day of the last step taken; the day it was registered when there is none. */
  readonly lastOn: string
  readonly dueText: string
  readonly dueOn: string | null
  readonly owner: string
  readonly leadUnit: string
  readonly partners: string
  readonly completion: string
  readonly doneOn: string | null
  /** Texts and files that prove the present round. */
  readonly evidence: number
  readonly cause: string
  readonly policyBasis: string
  /** Rectified anew because a poll failed: whether a later round of it has passed. */
  readonly poll: 'none' | 'awaited' | 'passed'
}

export interface IssueActionInput {
  readonly action: IssueAction
  /** Civil day of the step; for 完成 the day it was done, for 说明 the day it was explained. */
  readonly on: string
  /** Who takes it; for 销号 the verifier. */
  readonly person: string
  /** What was done, why it is changed, what the verifier saw. */
  readonly text: string
  /** 移交回执; for 责令重新整改 the supervising unit; for 说明 whom it was explained to. */
  readonly detail: string
}

/** What the page calls a step, and what its words and its second field are; '' where nothing is asked. */
export const issueActionWords: Readonly<
  Record<
    IssueAction,
    { readonly label: string; readonly text: string; readonly detail: string; readonly on: string }
  >
> = {
  定为立说立改: { label: '定为立说立改', text: '', detail: '', on: '分类日期' },
  定为限期整改: { label: '定为限期整改', text: '', detail: '', on: '分类日期' },
  定为综合治理: { label: '定为综合治理', text: '', detail: '', on: '分类日期' },
  定为说明情况: { label: '定为说明情况', text: '', detail: '', on: '分类日期' },
  改变类型: { label: '改变类别', text: '改变的理由', detail: '', on: '日期' },
  协调到位: { label: '协调到位', text: '协调结果', detail: '', on: '日期' },
  移交上级: { label: '移交上级', text: '移交情况', detail: '移交回执', on: '移交日期' },
  完成: { label: '登记完成', text: '完成情况', detail: '', on: '完成时间' },
  说明: { label: '登记说明', text: '说明方式', detail: '说明对象', on: '说明时间' },
  销号: { label: '验收，销号', text: '验收情况', detail: '', on: '验收时间' },
  责令重新整改: { label: '责令重新整改', text: '理由', detail: '监督单位', on: '日期' },
  重开: { label: '反弹重开', text: '反弹情况', detail: '', on: '日期' },
}

export const kindOfAction = (action: IssueAction): IssueKind | null => {
  switch (action) {
    case '定为立说立改':
      return '立说立改'
    case '定为限期整改':
      return '限期整改'
    case '定为综合治理':
      return '综合治理'
    case '定为说明情况':
      return '说明情况'
    default:
      return null
  }
}

export const actionOfKind = (kind: IssueKind): IssueAction => `定为${kind}`

const detailsOf = (verdict: Verdict): string[] =>
  verdict.outcome === 'fail' && verdict.level !== '警告' ? [...(verdict.details ?? [verdict.reason])] : []

const isBlank = (text: string | null): boolean => (text ?? '').trim() === ''

/** Facts of a rule that are there. */
const given = <K extends string>(key: K, value: string | null): Partial<Record<K, string>> =>
  value === null || value.trim() === '' ? {} : ({ [key]: value } as Record<K, string>)

/** 长期坚持 only where it may be, and with a day to look again. */
function reasonsAgainstDue(facts: IssueFacts, kind: IssueKind): string[] {
  const { kind: meaning } = parseDeadlineText(facts.dueText, Number(facts.registeredOn.slice(0, 4)))
  if (isBlank(facts.dueText) || meaning !== 'long-term') return []
  if (kind === '立说立改' || kind === '说明情况')
    return [`整改时限写“${facts.dueText}”，不能定为${kind}。请写明日期，或归入限期整改、综合治理。`]
  return facts.dueOn === null ? [`整改时限写“${facts.dueText}”，请在“时限日期”填写复查日期。`] : []
}

/** R-47, as far as the kind can be asked for when it is decided; the fourth is explained afterwards. */
export function reasonsAgainstKind(facts: IssueFacts, kind: IssueKind): string[] {
  if (kind === '立说立改' || kind === '说明情况') return reasonsAgainstDue(facts, kind)
  const verdict = judgeKind({
    kinds: [kind],
    registeredOn: facts.registeredOn,
    today: facts.registeredOn,
    ...given('due', facts.dueOn),
    ...given('owner', facts.owner),
    ...given('leadUnit', facts.leadUnit),
    ...(isBlank(facts.partners) ? {} : { partners: [facts.partners] }),
  })
  return [...detailsOf(verdict), ...reasonsAgainstDue(facts, kind)]
}

const needs = (value: string, name: string): string[] => (isBlank(value) ? [`没有填${name}。`] : [])

const reasonsAgainstExplaining = (facts: IssueFacts, input: IssueActionInput): string[] =>
  detailsOf(
    judgeKind({
      kinds: ['说明情况'],
      registeredOn: facts.registeredOn,
      today: facts.registeredOn,
      explainedOn: input.on,
      ...given('cause', facts.cause),
      ...given('policyBasis', facts.policyBasis),
      ...given('explainedTo', input.detail),
    }),
  )

const reasonsAgainstVerifying = (facts: IssueFacts, input: IssueActionInput): string[] => [
  ...needs(facts.owner, '责任人'),
  ...detailsOf(
    judgeClosing({
      evidence: facts.evidence,
      owner: facts.owner,
      verifiedOn: input.on,
      ...given('completion', facts.completion),
      ...given('verifier', input.person.trim()),
      ...given('doneOn', facts.doneOn),
    }),
  ),
  ...(facts.poll === 'awaited'
    ? ['这个问题因群众测评不过关重新整改，须重新测评合格后才能销号（R-50）。请先组织下一轮测评。']
    : []),
]

function reasonsOfGuard(facts: IssueFacts, input: IssueActionInput): string[] {
  const words = issueActionWords[input.action]
  switch (input.action) {
    case '定为立说立改':
    case '定为限期整改':
    case '定为综合治理':
    case '定为说明情况':
      return reasonsAgainstKind(facts, kindOfAction(input.action) ?? '立说立改')
    case '协调到位':
      return needs(facts.owner, '责任人')
    case '移交上级':
    case '责令重新整改':
      return [...needs(input.text, words.text), ...needs(input.detail, words.detail)]
    case '完成':
      return [...needs(facts.owner, '责任人'), ...needs(input.text, words.text)]
    case '说明':
      return [...needs(input.text, words.text), ...reasonsAgainstExplaining(facts, input)]
    case '销号':
      return facts.state === '已说明'
        ? needs(input.text, '未解决的注明（如：未解决，待政策明确后再办）')
        : reasonsAgainstVerifying(facts, input)
    case '改变类型':
    case '重开':
      return needs(input.text, words.text)
  }
}

/** What was done or explained may lie before the step was entered, never before the problem was registered. */
function reasonsAgainstDay(facts: IssueFacts, input: IssueActionInput, today: string): string[] {
  if (input.on > today) return [`日期${input.on}还没有到，请填今天或以前的日期。`]
  const isOfDeed = input.action === '完成' || input.action === '说明'
  const first = isOfDeed ? facts.registeredOn : facts.lastOn
  const what = isOfDeed ? '登记日期' : '上一步的日期'
  return input.on < first ? [`日期${input.on}早于${what}${first}。`] : []
}

/** Why a step cannot be taken, as whole sentences; empty when it can. First of all it must be open in the state. */
export function reasonsAgainstIssueAction(
  facts: IssueFacts,
  input: IssueActionInput,
  today: string,
): string[] {
  if (stepFrom(issueMachine, facts.state, input.action) === null)
    return [`这个问题的状态是“${facts.state}”，不能“${issueActionWords[input.action].label}”。请刷新后再看。`]
  if (!isCivilDate(input.on)) return ['请填日期。']
  return [
    ...needs(input.person, '经办人'),
    ...reasonsAgainstDay(facts, input, today),
    ...reasonsOfGuard(facts, input),
  ]
}

/** what is to be put right at once and has not been within its days; whole days, null when it is in time. */
export function daysBeyondAtOnce(
  facts: Pick<IssueFacts, 'state' | 'kind' | 'registeredOn'>,
  today: string,
  allowed: number | null = numberOf(kindLimits.atOnce),
): number | null {
  if (facts.kind !== '立说立改' || facts.state !== '立改中' || allowed === null) return null
  const beyond = daysBetween(facts.registeredOn, today) - allowed
  return beyond > 0 ? beyond : null
}

const settled: readonly IssueState[] = ['已完成', '已销号', '已说明', '已移交上级']

/**
 * the unit has done its part, so that the due day no longer presses: done, closed, explained, or handed
 * up with a receipt.
 */
export const isUnitsPartDone = (state: IssueState): boolean => settled.includes(state)

export const isOpenIssue = (state: IssueState): boolean => state !== '已销号'

/** Whole days past the due day; 0 on the day itself, before it, without one, and when the unit has done its part. */
export const overdueDays = (
  issue: { readonly state: IssueState; readonly dueOn: string | null },
  today: string,
): number =>
  issue.dueOn === null || isUnitsPartDone(issue.state) ? 0 : Math.max(0, daysBetween(issue.dueOn, today))

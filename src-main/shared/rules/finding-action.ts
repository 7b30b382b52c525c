// What each step of a finding asks for: the same sentences grey a button on the page and refuse in the core.
import { placeholdersIn } from '../campaign/placeholders.ts'
import { isCivilDate } from '../text/civil-date.ts'
import { judgeFinding } from './finding.ts'
import { findingMachine, stepFrom, type FindingState } from './machines.ts'
import { judgeClosing } from './rectification.ts'
import type { Verdict } from './verdict.ts'

export type FindingAction = (typeof findingMachine)['actions'][number]

/** A finding as far as its steps ask about it. */
export interface FindingFacts {
  readonly state: FindingState
  readonly description: string
  readonly basis: string
  readonly demand: string
  readonly foundOn: string
  readonly dueOn: string | null
  readonly owner: string
  readonly feedback: string | null
  /** Texts and files that prove it. */
  readonly evidence: number
  readonly doneOn: string | null
  /** Day of the last step taken; the day found when there is none. */
  readonly lastOn: string
}

export interface ActionInput {
  readonly action: FindingAction
  /** Civil day of the step; for 反馈 the day it was done. */
  readonly on: string
  readonly person: string
  /** What was done, what the re-check saw, why it is withdrawn. */
  readonly text: string
  /** New due day when it is sent back; null keeps the old one. */
  readonly dueOn: string | null
}

/** What the page calls a step, and what its words are. */
export const actionWords: Readonly<Record<FindingAction, { readonly label: string; readonly text: string }>> =
  {
    下达: { label: '下达', text: '' },
    开始整改: { label: '开始整改', text: '' },
    反馈: { label: '登记反馈', text: '整改情况' },
    提请复查: { label: '提请复查', text: '' },
    销号: { label: '复查合格，销号', text: '复查情况' },
    退回: { label: '退回重改', text: '退回原因' },
    重新整改: { label: '重新整改', text: '' },
    撤销: { label: '撤销', text: '撤销原因' },
  }

const detailsOf = (verdict: Verdict): string[] =>
  verdict.outcome === 'fail' ? [...(verdict.details ?? [verdict.reason])] : []

const given = (text: string | null): { value: string } | null =>
  text === null || text.trim() === '' ? null : { value: text }

/** Optional facts of a rule: what is blank is left out. */
function present<K extends string>(facts: Readonly<Record<K, string | null>>): Partial<Record<K, string>> {
  const result: Partial<Record<K, string>> = {}
  for (const key of Object.keys(facts) as K[]) {
    const value = given(facts[key])
    if (value !== null) result[key] = value.value
  }
  return result
}

/** Ready wordings with places still to be filled must not go out. */
export function unfilledReasons(texts: Readonly<Record<string, string>>): string[] {
  return Object.entries(texts).flatMap(([name, text]) => {
    const open = placeholdersIn(text)
    return open.length === 0 ? [] : [`“${name}”里还有没填的：${open.join('、')}。请填好或删去。`]
  })
}

/** R-57, and no wording half filled. */
export const reasonsAgainstIssuing = (facts: FindingFacts): string[] => [
  ...detailsOf(
    judgeFinding({
      foundOn: facts.foundOn,
      ...present({
        description: facts.description,
        basis: facts.basis,
        demand: facts.demand,
        due: facts.dueOn,
        owner: facts.owner,
      }),
    }),
  ),
  ...unfilledReasons({ 存在问题: facts.description, 整改意见: facts.demand }),
]

const reasonsAgainstClosing = (facts: FindingFacts, input: ActionInput): string[] =>
  detailsOf(
    judgeClosing({
      evidence: facts.evidence,
      owner: facts.owner,
      verifiedOn: input.on,
      ...present({ completion: facts.feedback, verifier: input.person, doneOn: facts.doneOn }),
    }),
  )

function reasonsAgainstDay(facts: FindingFacts, input: ActionInput, today: string): string[] {
  if (input.on > today) return [`日期${input.on}还没有到，请填今天或以前的日期。`]
  const first = input.action === '反馈' ? facts.foundOn : facts.lastOn
  const what = input.action === '反馈' ? '发现日期' : '上一步的日期'
  return input.on < first ? [`日期${input.on}早于${what}${first}。`] : []
}

function reasonsAgainstNewDue(facts: FindingFacts, input: ActionInput): string[] {
  if (input.dueOn === null) return []
  if (!isCivilDate(input.dueOn)) return ['新的时限不是日期，请改正。']
  return input.dueOn < input.on ? [`新的时限${input.dueOn}早于退回日期${input.on}。`] : []
}

const ownerRechecks = (facts: FindingFacts, input: ActionInput): string[] =>
  input.person !== '' && input.person === facts.owner
    ? [`${input.person}是这个问题的责任人，不能复查自己的问题，请换一位督导人员复查。`]
    : []

const needsText = (input: ActionInput): string[] =>
  input.text.trim() === '' ? [`没有填${actionWords[input.action].text}。`] : []

const needsPerson = (input: ActionInput): string[] => (input.person.trim() === '' ? ['没有填经办人。'] : [])

function reasonsOfGuard(facts: FindingFacts, input: ActionInput): string[] {
  switch (input.action) {
    case '下达':
      return reasonsAgainstIssuing(facts)
    case '反馈':
    case '撤销':
      return needsText(input)
    case '销号':
      return reasonsAgainstClosing(facts, input)
    case '退回':
      return [...needsText(input), ...ownerRechecks(facts, input), ...reasonsAgainstNewDue(facts, input)]
    case '开始整改':
    case '提请复查':
    case '重新整改':
      return []
  }
}

/** Why a step cannot be taken, as whole sentences; empty when it can. First of all it must be open in the state. */
export function reasonsAgainst(facts: FindingFacts, input: ActionInput, today: string): string[] {
  if (stepFrom(findingMachine, facts.state, input.action) === null)
    return [`这个问题的状态是“${facts.state}”，不能“${input.action}”。请刷新后再看。`]
  if (!isCivilDate(input.on)) return ['请填日期。']
  return [...needsPerson(input), ...reasonsAgainstDay(facts, input, today), ...reasonsOfGuard(facts, input)]
}

/** Whether the finding still has to be put right. */
export const isOpenFinding = (state: FindingState): boolean => state !== '已销号' && state !== '撤销'

/** States in which it is the unit's turn: nothing has been reported back yet. */
const isUnitsTurn = (state: FindingState): boolean =>
  isOpenFinding(state) && state !== '已反馈' && state !== '待复查'

/**
 * overdue from the day after the due day, unless the unit has done its part (已反馈, 待复查) or it is closed. The
 * light stays red until closing all the same, because the re-check is then the group's own debt.
 */
export const isOverdueFinding = (
  finding: { readonly state: FindingState; readonly dueOn: string | null },
  today: string,
): boolean => finding.dueOn !== null && finding.dueOn < today && isUnitsTurn(finding.state)

/** A later due day for a finding that is out; the reason is kept with the change. */
export function reasonsAgainstExtension(
  facts: Pick<FindingFacts, 'state' | 'foundOn' | 'dueOn'>,
  dueOn: string,
  reason: string,
): string[] {
  const reasons: string[] = []
  if (!isOpenFinding(facts.state)) reasons.push(`这个问题${facts.state}，不能再改时限。`)
  if (!isCivilDate(dueOn)) reasons.push('没有填新的时限。')
  else if (dueOn < facts.foundOn) reasons.push(`时限${dueOn}早于发现日期${facts.foundOn}。`)
  else if (dueOn === facts.dueOn) reasons.push('新的时限与原来的一样。')
  if (reason.trim() === '') reasons.push('没有填延期原因。')
  return reasons
}

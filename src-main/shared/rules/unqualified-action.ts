// A step in the case of a member found unqualified: what must be there before it, asked by the page and by the store.
import { formatChinese } from '../text/civil-date.ts'
import { stepFrom, unqualifiedMachine, type UnqualifiedState } from './machines.ts'
import { judgeUnqualified } from './unqualified.ts'
import type { Verdict } from './verdict.ts'

/** Circumstances as the speeches name them; the last ones lead to the discipline inspection. */
export const circumstances = [
  '不参加组织生活',
  '不交纳党费',
  '不做党所分配的工作',
  '评议等次不合格',
  '违反党纪',
  '涉嫌违法',
  '其他',
] as const

export type UnqualifiedAction = (typeof unqualifiedMachine.actions)[number]

export interface CaseFacts {
  readonly name: string
  readonly kind: '正式' | '预备'
  readonly state: UnqualifiedState
  /** 违反党纪 or 涉嫌违法: not for the branch to decide. */
  readonly isForDiscipline: boolean
  readonly foundOn: string
  readonly educatedOn: string | null
  readonly convertedOn: string | null
  readonly appliedOn: string | null
  readonly reviewedOn: string | null
  readonly disposedOn: string | null
}

export interface CaseInput {
  readonly action: UnqualifiedAction
  readonly on: string
  /** 帮教人 at 批评教育; who decided otherwise. */
  readonly person: string
  /** Measures, outcome, application, result or reason, as the action asks. */
  readonly text: string
  readonly resolution: string
  readonly approval: string
}

export interface CaseObjection {
  readonly field: 'on' | 'person' | 'text' | 'resolution' | 'approval' | 'action'
  readonly reason: string
}

const DECISIONS: readonly UnqualifiedAction[] = ['予以登记', '缓登', '组织处置']

export const isDecision = (action: UnqualifiedAction): boolean => DECISIONS.includes(action)

/** What the field beside an action is called; '' where nothing need be written. */
export const askedText: Readonly<Record<UnqualifiedAction, string>> = {
  批评教育: '帮助教育措施',
  认定转化: '转化情况',
  申请登记: '登记申请内容',
  审查: '',
  予以登记: '处理结果',
  缓登: '处理结果',
  组织处置: '处理结果',
  结案: '',
  移交纪检: '移交理由',
}

/** Days of the steps, with the one this step would add. */
function daysAfter(facts: CaseFacts, { action, on }: CaseInput) {
  const own = {
    educatedOn: action === '批评教育' ? on : facts.educatedOn,
    convertedOn: action === '认定转化' ? on : facts.convertedOn,
    appliedOn: action === '申请登记' ? on : facts.appliedOn,
    reviewedOn: action === '审查' ? on : facts.reviewedOn,
    disposedOn: isDecision(action) ? on : facts.disposedOn,
  }
  return Object.fromEntries(
    Object.entries(own).filter((entry): entry is [string, string] => entry[1] !== null),
  )
}

/** R-45 as it would stand after the step. */
export const judgeStep = (facts: CaseFacts, input: CaseInput): Verdict =>
  judgeUnqualified({
    kind: facts.kind,
    hasCase: true,
    foundOn: facts.foundOn,
    ...daysAfter(facts, input),
  })

function missing(input: CaseInput): CaseObjection[] {
  const asked = askedText[input.action]
  const decides = isDecision(input.action)
  return [
    ...(asked !== '' && input.text.trim() === ''
      ? [{ field: 'text' as const, reason: `没有填${asked}。` }]
      : []),
    ...(input.action === '批评教育' && input.person.trim() === ''
      ? [{ field: 'person' as const, reason: '没有填帮教人。' }]
      : []),
    ...(decides && input.resolution.trim() === ''
      ? [{ field: 'resolution' as const, reason: '没有填支部决议，不能作决定。' }]
      : []),
    ...(decides && input.approval.trim() === ''
      ? [{ field: 'approval' as const, reason: '没有填上级党组织审批，不能作决定。' }]
      : []),
  ]
}

const latestDay = (facts: CaseFacts): string =>
  [facts.foundOn, facts.educatedOn, facts.convertedOn, facts.appliedOn, facts.reviewedOn, facts.disposedOn]
    .filter((day) => day !== null)
    .toSorted()
    .at(-1) ?? facts.foundOn

/** The steps under R-45; handing over and closing ask only for their reason and their day. */
function broken(facts: CaseFacts, input: CaseInput): CaseObjection[] {
  if (input.action === '移交纪检' || input.action === '结案') {
    const after = latestDay(facts)
    return input.on < after
      ? [
          {
            field: 'on',
            reason: `日期${formatChinese(input.on)}早于前一步的${formatChinese(after)}，请核对。`,
          },
        ]
      : []
  }
  const verdict = judgeStep(facts, input)
  return verdict.outcome === 'fail' ? [{ field: 'on', reason: verdict.reason }] : []
}

/** Why the step may not be taken; empty when it may. The machine is asked first. */
export function objectionsToStep(facts: CaseFacts, input: CaseInput, today: string): CaseObjection[] {
  if (stepFrom(unqualifiedMachine, facts.state, input.action) === null)
    return [{ field: 'action', reason: `${facts.name}的台账是“${facts.state}”，不能“${input.action}”。` }]
  if (isDecision(input.action) && facts.isForDiscipline)
    return [{ field: 'action', reason: '涉及违纪违法，支部不自行处置。请移交纪检或有关方面，按程序办理。' }]
  return [
    ...missing(input),
    ...(input.on > today
      ? [{ field: 'on' as const, reason: `日期${formatChinese(input.on)}还没有到，请核对。` }]
      : []),
    ...broken(facts, input),
  ]
}

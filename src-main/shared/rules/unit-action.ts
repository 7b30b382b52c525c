// Recording an action of a unit: done with a day and proof, excused with the group's consent, and the move never ticked.
import type { Step } from '../campaign/types.ts'
import { judgeAll } from './conditions.ts'
import type { Verdict } from './verdict.ts'

export type ActionState = '未开始' | '进行中' | '完成' | '不适用'

/** where a record is among the papers, it must say where it was and who wrote it. */
export const asksForRecord = (step: Pick<Step, 'requiredEvidence'>): boolean =>
  step.requiredEvidence.some((paper) => paper.includes('记录'))

/**
 * Whether the step is the move to the next phase itself, or the acceptance that the move waits for: it is finished by
 * moving on, so it cannot be a condition of the move.
 */
export const isMoveStep = (step: Pick<Step, 'code' | 'rules'>): boolean => step.rules.includes('R-33')

export interface ActionDone {
  readonly name: string
  readonly doneOn: string | null
  readonly place: string
  readonly recorder: string
  readonly evidence: string
  readonly asksRecord: boolean
}

/** time, proof, and place and recorder where a record is asked for. */
export function judgeActionDone(input: ActionDone): Verdict {
  const missing = [
    ['时间', input.doneOn !== null],
    ['地点', !input.asksRecord || input.place.trim() !== ''],
    ['记录人', !input.asksRecord || input.recorder.trim() !== ''],
    ['佐证', input.evidence.trim() !== ''],
  ] as const
  const words = missing.flatMap(([word, isThere]) => (isThere ? [] : [word]))
  const condition = {
    met: words.length === 0,
    otherwise: `“${input.name}”记录要素不全，缺${words.join('、')}，补上后才能记为完成`,
  }
  return judgeAll('R-22', [condition], '记录要素齐全。')
}

export interface ActionInput extends ActionDone {
  readonly state: ActionState
  readonly kind: '规定动作' | '自选动作'
  readonly reason: string
  readonly consentBy: string
  readonly consentOn: string | null
}

export interface ActionGround {
  readonly today: string
  /** First day of the campaign: nothing is done before it. */
  readonly firstDay: string
  readonly groupMembers: readonly string[]
}

function reasonsAgainstDone(input: ActionInput, { today, firstDay }: ActionGround): string[] {
  const verdict = judgeActionDone(input)
  const reasons = verdict.outcome === 'fail' ? [verdict.reason] : []
  if (input.doneOn === null) return reasons
  if (input.doneOn > today) reasons.push(`完成日期${input.doneOn}还没有到，请核对。`)
  if (input.doneOn < firstDay) reasons.push(`完成日期${input.doneOn}早于活动开始的${firstDay}，请核对。`)
  return reasons
}

function reasonsAgainstExcuse(input: ActionInput, ground: ActionGround): string[] {
  const reasons: string[] = []
  if (input.reason.trim() === '') reasons.push(`“${input.name}”标为不适用，请写明理由。`)
  if (input.consentBy.trim() === '') reasons.push(`“${input.name}”标为不适用，须经督导组同意，请选同意人。`)
  else if (!ground.groupMembers.includes(input.consentBy))
    reasons.push(`同意人“${input.consentBy}”不是督导组成员，请重新选择。`)
  if (input.consentOn === null) reasons.push('请填督导组同意的日期。')
  else if (input.consentOn > ground.today) reasons.push(`同意日期${input.consentOn}还没有到，请核对。`)
  return reasons
}

/** What keeps the record from being kept, as whole sentences; empty when nothing does. */
export function reasonsAgainstAction(input: ActionInput, ground: ActionGround): string[] {
  if (input.state === '完成') return reasonsAgainstDone(input, ground)
  if (input.state !== '不适用') return []
  if (input.kind === '自选动作') return ['自选动作不做的，删去即可，不用标不适用。']
  return reasonsAgainstExcuse(input, ground)
}

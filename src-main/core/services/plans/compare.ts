// What a version says differently from the one before it.
import type { PlanComparison, PlanDraft, PlanStep } from '#shared/contract/plans.ts'
import { addedRanges, compareTexts } from '#shared/text/compare-text.ts'

type FieldChange = PlanComparison['fields'][number]

const spanText = ({ start, end }: PlanStep): string => {
  if (start === null && end === null) return '没有日期'
  return start === end ? (start ?? '') : `${start ?? '未填'}至${end ?? '未填'}`
}

const stepText = (step: PlanStep): string =>
  [
    spanText(step),
    step.owner === '' ? '没有责任人' : step.owner,
    step.form,
    step.hoursX10 === null ? '' : `${step.hoursX10 / 10}学时`,
  ]
    .filter((part) => part !== '')
    .join('，')

/** Lines are matched by step and, where a step has several, by their place among them. */
function keyed(steps: readonly PlanStep[]): Map<string, PlanStep> {
  const seen = new Map<string, number>()
  return new Map(
    steps.map((step) => {
      const name = step.code === '' ? step.name : step.code
      const nth = (seen.get(name) ?? 0) + 1
      seen.set(name, nth)
      return [`${name}#${nth}`, step] as const
    }),
  )
}

function stepChanges(before: readonly PlanStep[], after: readonly PlanStep[]): FieldChange[] {
  const [old, now] = [keyed(before), keyed(after)]
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((key) => {
    const [a, b] = [old.get(key), now.get(key)]
    const [left, right] = [
      a === undefined ? '没有列入' : stepText(a),
      b === undefined ? '已删去' : stepText(b),
    ]
    if (left === right) return []
    return [{ label: `日程：${b?.name ?? a?.name ?? ''}`, before: left, after: right }]
  })
}

const consulted = (draft: PlanDraft): string =>
  draft.consultedOn === null ? '没有' : `${draft.consultedOn} ${draft.consultedWhom}`.trim()

function wordChanges(before: PlanDraft, after: PlanDraft): FieldChange[] {
  const all: FieldChange[] = [
    { label: '主题', before: before.theme || '没有', after: after.theme || '没有' },
    { label: '征求意见', before: consulted(before), after: consulted(after) },
    {
      label: '保证措施',
      before: before.guarantees.join('\n') || '没有',
      after: after.guarantees.join('\n') || '没有',
    },
  ]
  return all.filter((change) => change.before !== change.after)
}

/** The comparison of two versions; `version` is the number of the earlier one. */
export function comparePlans(version: number, before: PlanDraft, after: PlanDraft): PlanComparison {
  const pieces = compareTexts(before.text, after.text)
  return {
    version,
    pieces: [...pieces],
    added: [...addedRanges(pieces)],
    fields: [...wordChanges(before, after), ...stepChanges(before.steps, after.steps)],
  }
}

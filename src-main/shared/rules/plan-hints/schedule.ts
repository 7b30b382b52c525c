// Hints on the second ground: is every step on a day, with somebody answerable, inside the batch and long enough.
import { isRequiredStep, stepByCode, stepsFor } from '../../campaign/lookup.ts'
import type { PhaseKey, Step } from '../../campaign/types.ts'
import { concentratedLimits, judgeConcentratedDays, judgeStageOrder } from '../schedule.ts'
import { withSettings } from '../limits.ts'
import { clashingLessons } from './lessons.ts'
import { hint, nameSome, type HintSetting, type PlanContent, type PlanHint, type PlanStep } from './types.ts'

/** The phases a unit's plan covers; preparation and consolidation are not part of the concentrated study. */
export const planPhases: readonly PhaseKey[] = ['study', 'review', 'rectify']

export interface PhaseSpan {
  readonly key: PhaseKey
  readonly name: string
  readonly start: string | null
  readonly end: string | null
}

const isPhaseRow = (step: PlanStep): boolean => planPhases.some((key) => key === step.code)

const earliest = (days: readonly string[]): string | null => [...days].sort()[0] ?? null
const latest = (days: readonly string[]): string | null => [...days].sort().at(-1) ?? null

const known = (days: readonly (string | null)[]): string[] => days.filter((day) => day !== null)

/** Start and end of each phase: what its own line says, else from the first to the last dated step of the phase. */
export function phaseSpans(
  { steps }: Pick<PlanContent, 'steps'>,
  { campaign }: Pick<HintSetting, 'campaign'>,
): readonly PhaseSpan[] {
  return planPhases.map((key) => {
    const name = campaign.phases.find((phase) => phase.key === key)?.name ?? ''
    const own = steps.find((step) => step.code === key)
    if (own !== undefined) return { key, name, start: own.start, end: own.end }
    const within = steps.filter((step) => stepByCode(campaign, step.code)?.phase === key)
    return {
      key,
      name,
      start: earliest(known(within.map((step) => step.start))),
      end: latest(known(within.map((step) => step.end))),
    }
  })
}

interface WholeSpan {
  readonly name: string
  readonly start: string
  readonly end: string
}

const wholeSpans = (spans: readonly PhaseSpan[]): WholeSpan[] =>
  spans.flatMap(({ name, start, end }) => (start === null || end === null ? [] : [{ name, start, end }]))

function phaseHints(spans: readonly PhaseSpan[]): PlanHint[] {
  const open = spans.filter(({ start, end }) => start === null || end === null).map(({ name }) => name)
  if (open.length === 0) return [hint('r2-1', 'ok', '三个阶段都有起止日期')]
  return [hint('r2-1', 'bad', `${open.join('、')}阶段没有起止日期`)]
}

function dateHints({ steps }: PlanContent): PlanHint[] {
  const lines = steps.filter((step) => !isPhaseRow(step))
  const undated = lines.filter(({ start, end }) => start === null || end === null).map(({ name }) => name)
  if (lines.length === 0) return [hint('r2-1', 'bad', '没有日程表')]
  if (undated.length === 0) return [hint('r2-1', 'ok', `日程${lines.length}项，日期都写到日`)]
  return [hint('r2-1', 'bad', `没有日期${undated.length}项：${nameSome(undated)}`)]
}

function lackHint(steps: readonly PlanStep[], what: string, has: (step: PlanStep) => boolean): PlanHint[] {
  const lacking = steps.filter((step) => !isPhaseRow(step) && !has(step)).map(({ name }) => name)
  return lacking.length === 0
    ? []
    : [hint('r2-2', 'bad', `没有${what}${lacking.length}项：${nameSome(lacking)}`)]
}

/** Required steps of the unit that no line of the schedule names. */
export function missingSteps(
  { steps }: Pick<PlanContent, 'steps'>,
  { campaign, unit }: HintSetting,
): readonly Step[] {
  const listed = new Set(steps.map((step) => step.code))
  return planPhases
    .flatMap((phase) => stepsFor(campaign, unit, phase))
    .filter((step) => isRequiredStep(step) && !listed.has(step.code))
}

function requiredHint(plan: PlanContent, setting: HintSetting): PlanHint {
  const missing = missingSteps(plan, setting).map(({ name }) => name)
  if (missing.length === 0) return hint('r2-2', 'ok', '规定动作都列入了日程')
  return hint('r2-2', 'bad', `规定动作未列入日程${missing.length}项：${nameSome(missing)}`)
}

function daysHints(spans: readonly WholeSpan[], { limits }: HintSetting): PlanHint[] {
  if (spans.length === 0) return []
  const bounds = withSettings(concentratedLimits, {
    'unit.concentrated.min': { value: limits.daysMin },
    'unit.concentrated.max': { value: limits.daysMax },
  })
  const verdict = judgeConcentratedDays({ phases: spans.map(({ start, end }) => ({ start, end })) }, bounds)
  return verdict.outcome === 'pass'
    ? [hint('r2-3', 'ok', verdict.reason.replace(/。$/u, ''))]
    : [hint('r2-3', 'warn', verdict.reason.split('。')[0] ?? verdict.reason)]
}

function orderHints(spans: readonly WholeSpan[], { limits }: HintSetting): PlanHint[] {
  const verdict = judgeStageOrder({ phases: spans, batchStart: limits.batchStart, batchEnd: limits.batchEnd })
  if (verdict.outcome !== 'fail') return []
  return (verdict.details ?? [verdict.reason]).map((detail) =>
    hint('r2-3', 'bad', detail.replace(/。$/u, '')),
  )
}

function outsideHints({ steps }: PlanContent, { limits }: HintSetting): PlanHint[] {
  const isOutside = (day: string | null): boolean =>
    day !== null && (day < limits.batchStart || day > limits.batchEnd)
  const outside = steps.filter((step) => !isPhaseRow(step) && (isOutside(step.start) || isOutside(step.end)))
  const reversed = steps.filter(({ start, end }) => start !== null && end !== null && end < start)
  return [
    ...(outside.length === 0
      ? []
      : [
          hint(
            'r2-3',
            'bad',
            `不在本批时间内${outside.length}项：${nameSome(outside.map(({ name }) => name))}`,
          ),
        ]),
    ...(reversed.length === 0
      ? []
      : [
          hint(
            'r2-3',
            'bad',
            `结束早于开始${reversed.length}项：${nameSome(reversed.map(({ name }) => name))}`,
          ),
        ]),
  ]
}

const hoursText = (x10: number): string => String(x10 / 10)

/** Planned 学时 of all lines, in tenths. */
export const plannedHoursX10 = ({ steps }: Pick<PlanContent, 'steps'>): number =>
  steps.reduce((sum, step) => sum + (step.hoursX10 ?? 0), 0)

function hoursHint(plan: PlanContent, { limits, unit }: HintSetting): PlanHint[] {
  // A committee or general branch has no lessons of its own: its members learn in their branches.
  if (unit.level === '党委' || unit.level === '总支') return []
  const planned = plannedHoursX10(plan)
  if (planned >= limits.hours * 10) return [hint('r2-4', 'ok', `集中学习计划${hoursText(planned)}学时`)]
  return [hint('r2-4', 'bad', `集中学习计划${hoursText(planned)}学时，不足${limits.hours}学时`)]
}

const COURSES = 'P1-10'

function courseHints({ steps, text }: PlanContent, { campaign, limits }: HintSetting): PlanHint[] {
  const lines = steps.filter((step) => step.code === COURSES)
  if (lines.length === 0) return []
  const words = lines.map(({ name }) => name).join('') + (lines.length === 1 ? text : '')
  const isNamed = campaign.courses.values.some((course) => words.includes(course))
  const lacking = isNamed ? campaign.courses.values.filter((course) => !words.includes(course)) : []
  const late = lines.filter(({ start }) => start !== null && start > limits.coursesBy)
  const isDated = lines.every(({ start }) => start !== null)
  if (lacking.length === 0 && late.length === 0)
    return isDated ? [hint('r2-5', 'ok', '五门辅导课都排在截止日前')] : []
  return [
    ...(lacking.length === 0 ? [] : [hint('r2-5', 'bad', `辅导课缺“${lacking.join('、')}”`)]),
    ...(late.length === 0 ? [] : [hint('r2-5', 'bad', `辅导课${late.length}次排在${limits.coursesBy}以后`)]),
  ]
}

function clashHints({ steps }: PlanContent): PlanHint[] {
  return clashingLessons(steps)
    .slice(0, 3)
    .map(([a, b]) => hint('r2-6', 'warn', `${a.start ?? ''}同时安排“${a.name}”和“${b.name}”`))
}

/** Self-check, vote, report: each no earlier than the one before. */
const closing = ['P1-21', 'P1-22', 'P1-24'] as const

function closingHints({ steps }: PlanContent): PlanHint[] {
  const days = closing.map((code) => steps.find((step) => step.code === code)?.start ?? null)
  const dated = known(days)
  if (dated.length < closing.length) return []
  const isInOrder = dated.every((day, i) => i === 0 || day >= (dated[i - 1] ?? day))
  return isInOrder ? [] : [hint('r2-7', 'bad', '自查、测评、报送转段的先后次序不对')]
}

export function scheduleHints(plan: PlanContent, setting: HintSetting): PlanHint[] {
  const spans = phaseSpans(plan, setting)
  const whole = wholeSpans(spans)
  return [
    ...phaseHints(spans),
    ...dateHints(plan),
    ...lackHint(plan.steps, '责任人', (step) => step.owner.trim() !== ''),
    ...lackHint(plan.steps, '活动形式', (step) => step.form.trim() !== ''),
    requiredHint(plan, setting),
    ...daysHints(whole, setting),
    ...orderHints(whole, setting),
    ...outsideHints(plan, setting),
    ...hoursHint(plan, setting),
    ...courseHints(plan, setting),
    ...clashHints(plan),
    ...closingHints(plan),
  ]
}

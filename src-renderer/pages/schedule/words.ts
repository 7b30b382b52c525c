// How stages, actions and days of the schedule look and what they are called.
import type {
  ActionState,
  DatesFrom,
  DiaryEntry,
  Judgement,
  StageState,
  UnitPhase,
} from '#shared/contract/schedule.ts'
import type { StatusKind } from '../../components/status.ts'

export const stageMarks: Readonly<Record<StageState, StatusKind>> = {
  未开始: 'none',
  进行中: 'doing',
  自查中: 'doing',
  待验收: 'warn',
  验收合格: 'ok',
  限期补课: 'bad',
  待转段: 'warn',
  已转段: 'ok',
  已延期: 'warn',
}

export const actionMarks: Readonly<Record<ActionState, StatusKind>> = {
  未开始: 'none',
  进行中: 'doing',
  完成: 'ok',
  不适用: 'na',
}

export const fromWords: Readonly<Record<DatesFrom, string>> = {
  自定: '本单位自定',
  方案: '按批准的方案',
  模板: '按全镇安排',
}

/** Phases with long names, for narrow columns. */
const SHORT_NAMES: Readonly<Partial<Record<UnitPhase, string>>> = { consolidate: '巩固成果' }

export const shortPhase = (key: UnitPhase, name: string): string => SHORT_NAMES[key] ?? name

/** 2005-08-04 → 8月4日. */
export const monthDay = (day: string): string =>
  `${String(Number(day.slice(5, 7)))}月${String(Number(day.slice(8, 10)))}日`

/** 2005-08-04 → 8-4: for narrow cells. */
export const shortDay = (day: string): string =>
  `${String(Number(day.slice(5, 7)))}-${String(Number(day.slice(8, 10)))}`

/** 逾 6 天, 今天到期, 剩 3 天; '' while nothing is counted. */
export function leftText(days: number | null): string {
  if (days === null) return ''
  if (days < 0) return `逾 ${String(-days)} 天`
  return days === 0 ? '今天到期' : `剩 ${String(days)} 天`
}

export const leftTone = (days: number | null): string =>
  days === null ? 'mut' : days < 0 ? 'c-bad' : days <= 3 ? 'c-warn' : 'sub'

export function noteKind({ outcome, level }: Judgement): 'ok' | 'warn' | 'bad' | 'none' {
  if (outcome === 'pass') return 'ok'
  if (outcome === 'not-assessed') return 'none'
  return level === '错误' ? 'bad' : 'warn'
}

export const entryIcons = { 到会: 'talk', 问题: 'flag', 方案: 'plan', 环节: 'check', 阶段: 'gate' } as const

/** How urgent an entry looks. */
export const entryTone = (entry: DiaryEntry): string =>
  entry.isDone ? 'over' : entry.isLate ? 'late' : entry.kind === '到会' ? 'meet' : ''

/** What tells an entry apart where one line is all there is. */
export const entryTitle = ({ kind, unit, what }: DiaryEntry): string =>
  kind === '环节' || kind === '阶段' ? `${what} ${unit}` : unit

/** Whether a unit is what was typed: its name or the initials of it. */
export const isNamed = (typed: string, name: string, initials: string): boolean => {
  const wanted = typed.trim().toLowerCase()
  return wanted === '' || name.toLowerCase().includes(wanted) || initials.toLowerCase().includes(wanted)
}

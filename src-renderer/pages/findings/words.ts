// How findings look: their states, their lights, the days that are left.
import type { FindingLight, FindingState } from '#shared/contract/findings.ts'
import type { ActionInput } from '#shared/rules/finding-action.ts'
import type { LightColour, StatusKind } from '../../components/status.ts'

export const stateMarks: Readonly<Record<FindingState, StatusKind>> = {
  登记: 'none',
  已下达: 'doing',
  整改中: 'doing',
  已反馈: 'warn',
  待复查: 'warn',
  已销号: 'ok',
  退回重改: 'bad',
  撤销: 'na',
}

export const lightColours: Readonly<Record<FindingLight, LightColour | null>> = {
  绿: 'green',
  黄: 'yellow',
  红: 'red',
  无: null,
}

export const lightTones: Readonly<Record<FindingLight, string>> = {
  绿: 'c-ok',
  黄: 'c-warn',
  红: 'c-bad',
  无: 'mut',
}

/** 逾 6 天, 今天, 明天, 剩 3 天. */
export function daysText(days: number | null): string {
  if (days === null) return '—'
  if (days < 0) return `逾 ${-days} 天`
  if (days < 2) return days === 0 ? '今天' : '明天'
  return `剩 ${days} 天`
}

/** A step as the form gives it. */
export interface StepInput extends ActionInput {
  /** What proves it, beside the attached files. */
  evidence: string
}

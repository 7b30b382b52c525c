// How answers of an inspection look and what they are called.
import type { CheckResult, Inspection, InspectionItem } from '#shared/contract/inspections.ts'
import type { StatusKind } from '../../components/status.ts'

export const resultMarks: Readonly<Record<CheckResult, StatusKind>> = {
  未查: 'none',
  达标: 'ok',
  未达标: 'bad',
  补课后达标: 'ok',
  不适用: 'na',
}

/** On a list of one's own work 达标 reads 已做. */
export function resultWord(result: CheckResult, kind: Inspection['kind']): string {
  if (kind === '检查验收清单') return result
  return result === '达标' ? '已做' : result === '未达标' ? '没做' : result === '未查' ? '未勾' : result
}

export const methodNames: Readonly<Record<InspectionItem['methods'][number], string>> = {
  听: '听汇报',
  查: '查资料',
  看: '看现场',
  问: '找人问',
  测: '测应知应会',
}

/** 2005-08-04 → 8月4日. */
export const monthDay = (day: string): string => {
  const [, month = '', date = ''] = day.split('-')
  return `${String(Number(month))}月${String(Number(date))}日`
}

export const clock = (at: string): string => at.slice(11, 16)

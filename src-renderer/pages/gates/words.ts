// Words, marks and links of the move from stage to stage, as the pages of this folder say them.
import type { GateAction, GateCase, GateLine, GateRow } from '#shared/contract/gates.ts'
import type { IconName } from '../../components/icons.ts'

export const markIcons: Readonly<Record<GateRow['status'], { icon: IconName; word: string; tone: string }>> =
  {
    met: { icon: 'check', word: '具备', tone: 'c-ok' },
    missing: { icon: 'x', word: '不具备', tone: 'c-bad' },
    pending: { icon: 'dash', word: '尚未办到', tone: 'mut' },
    na: { icon: 'dash', word: '不适用', tone: 'mut' },
  }

/** What each step is called on its button. */
export const actionLabels: Readonly<Record<GateAction, string>> = {
  申请: '提交转段申请',
  受理: '受理申请',
  同意: '同意转段',
  不予转段: '不予转段',
  重新申请: '重新申请',
  报先教办: '登记已报先教办',
  批准: '登记先教办批准',
  退回: '登记先教办退回',
  转段: '办理转段',
}

/** What its words are, '' where it has none. */
export const textLabels: Readonly<Record<GateAction, string>> = {
  申请: '阶段小结',
  受理: '',
  同意: '督导组意见',
  不予转段: '理由',
  重新申请: '',
  报先教办: '说明',
  批准: '先教办意见',
  退回: '退回理由',
  转段: '',
}

export const dayLabels: Readonly<Record<GateAction, string>> = {
  申请: '申请日期',
  受理: '受理日期',
  同意: '签署日期',
  不予转段: '签署日期',
  重新申请: '日期',
  报先教办: '报送日期',
  批准: '批准日期',
  退回: '退回日期',
  转段: '转段日期',
}

/** 8月4日. */
export function monthDay(day: string | null): string {
  if (day === null) return ''
  const [, month, date] = day.split('-').map(Number)
  return `${String(month ?? '')}月${String(date ?? '')}日`
}

/** Places in hundredths of a percent for the dots. */
export const rateOf = ({ poll }: GateLine): number | null =>
  poll === null || poll.valid === 0 ? null : (poll.dissatisfied * 100) / poll.valid

/** What a step is taken with; dates as civil days, times as HH:MM. */
export interface MoveInput {
  action: GateAction
  on: string
  at: string | null
  person: string
  text: string
  docNo: string
  plannedOn: string | null
  plannedAt: string | null
}

/** The office's word on the counting. */
export interface RulingInput {
  counting: GateCase['countings'][number]['how']
  text: string
  on: string
}

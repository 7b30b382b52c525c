// The four steps of a unit, in words and marks, and what the tabs are called.
import type { AppraisalBranch } from '#shared/contract/appraisal.ts'
import type { StatusKind } from '../../components/status.ts'
import { formatChinese } from '#shared/text/civil-date.ts'

export const tabKeys = ['meeting', 'appraisal', 'feedback', 'cases'] as const
export type TabKey = (typeof tabKeys)[number]

export const isTab = (word: unknown): word is TabKey => tabKeys.some((key) => key === word)

/** 8月14日 */
export const dayText = (day: string | null): string => (day === null ? '' : formatChinese(day).slice(5))

export interface UnitStep {
  readonly label: string
  readonly kind: StatusKind
  readonly tip: string
}

export const isLeading = ({ level }: AppraisalBranch): boolean => level === '党委' || level === '总支'

function meetingStep(branch: AppraisalBranch): UnitStep {
  const label = '生活会'
  const on = branch.meetingOn ?? branch.leadersMeetingOn
  if (on === null) return { label, kind: 'none', tip: '还没有登记' }
  if (branch.missing > 0)
    return { label, kind: 'doing', tip: `${dayText(on)}召开，还有 ${String(branch.missing)} 人没有补开` }
  return { label, kind: 'ok', tip: `${dayText(on)}召开` }
}

const countStep = (label: string, n: number, of: number): UnitStep => ({
  label,
  kind: n === 0 ? 'none' : n >= of ? 'ok' : 'doing',
  tip: `${String(n)}/${String(of)} 人`,
})

export const stepsOf = (branch: AppraisalBranch): UnitStep[] => [
  meetingStep(branch),
  countStep('评议', branch.appraised, branch.members),
  countStep('反馈', branch.fedBack, branch.members),
  {
    label: '通报',
    kind: branch.noticedOn === null ? 'none' : 'ok',
    tip: branch.noticedOn === null ? '还没有通报' : `${dayText(branch.noticedOn)}通报`,
  },
]

/** Has anything been written down of the unit? */
export const isAtWork = (branch: AppraisalBranch): boolean =>
  branch.meetingOn !== null || branch.leadersMeetingOn !== null || branch.appraised > 0 || branch.voted > 0

/** A whole number as typed; NaN for anything else, 0 for nothing. */
export const numberOf = (text: string): number =>
  text.trim() === '' ? 0 : /^\d{1,5}$/u.test(text.trim()) ? Number(text.trim()) : NaN

// How steps and verdicts of opinions and talks look on the page.
import type { OpinionStep, OpinionVerdict } from '#shared/contract/opinions.ts'
import type { StatusKind } from '../../components/status.ts'

export const stepMarks: Readonly<Record<OpinionStep['state'], StatusKind>> = {
  ok: 'ok',
  doing: 'doing',
  none: 'none',
  na: 'na',
}

export const verdictNotes: Readonly<Record<OpinionVerdict['outcome'], 'ok' | 'warn' | 'none'>> = {
  pass: 'ok',
  fail: 'warn',
  'not-assessed': 'none',
}

/** 8月9日; '' stays. A month alone stays as it is. */
export const shortDay = (day: string | null): string =>
  day?.length === 10 ? `${String(Number(day.slice(5, 7)))}月${String(Number(day.slice(8)))}日` : (day ?? '')

export const tabs = ['channels', 'merge', 'feedback', 'talks'] as const
export type TabKey = (typeof tabs)[number]
export const isTab = (text: unknown): text is TabKey => tabs.some((tab) => tab === text)

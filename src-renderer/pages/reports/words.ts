// How reports look: their states, days and periods in few words, and the form a report starts from.
import type { CircularHead, UnitReport, UnitWeekState, WeeklyCount } from '#shared/contract/reports.ts'
import type { StatusKind } from '../../components/status.ts'

export const stateMarks: Readonly<Record<UnitWeekState, StatusKind>> = {
  按时: 'ok',
  迟报: 'warn',
  补报: 'warn',
  未报: 'bad',
  待报: 'none',
  不需报: 'na',
}

export const circularMarks: Readonly<Record<CircularHead['state'], StatusKind>> = {
  已出刊: 'ok',
  待出刊: 'warn',
  未到期: 'none',
}

/** 8月18日. */
export const monthDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
/** 8.18. */
export const dotDay = (day: string): string => `${Number(day.slice(5, 7))}.${Number(day.slice(8))}`
/** 8月上. */
export const halfMonth = (start: string): string =>
  `${Number(start.slice(5, 7))}月${start.endsWith('01') ? '上' : '下'}`

export const weekName = (no: number | null): string => (no === null ? '本周' : `第${String(no)}周`)

export const weekdayNames = ['一', '二', '三', '四', '五', '六', '日'] as const

/** What is typed: texts, so that an empty field is not a zero. */
export interface ReportForm {
  values: Record<WeeklyCount, string>
  title: string
  text: string
  submittedOn: string
  submittedTime: string
  channel: string
  reporter: string
}

const textOf = (value: number | null): string => (value === null ? '' : String(value))

export function formOf(report: UnitReport, today: string): ReportForm {
  const values = Object.fromEntries(
    report.fields.map(({ key, counted, reported }) => [key, textOf(counted ?? reported)]),
  ) as Record<WeeklyCount, string>
  return {
    values,
    title: report.title,
    text: report.text,
    submittedOn: today,
    submittedTime: '',
    channel: '书面',
    reporter: report.informant,
  }
}

/** A number as typed; undefined when it is none. */
export function readNumber(text: string): number | null | undefined {
  const said = text.trim().replace(/[０-９．]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
  if (said === '') return null
  return /^\d+(\.\d+)?$/u.test(said) ? Number(said) : undefined
}

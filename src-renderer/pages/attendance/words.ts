// How attendance is shown: a sign and a colour for each state, and the key that sets it.
import { attendanceStates, type AttendanceState } from '#shared/rules/attendance.ts'

export interface MarkLook {
  readonly sign: string
  readonly tone: 'ok' | 'warn' | 'bad' | 'none'
  readonly key: string
}

export const markLooks: Readonly<Record<AttendanceState, MarkLook>> = {
  出席: { sign: '√', tone: 'ok', key: '1' },
  迟到: { sign: '迟', tone: 'warn', key: '2' },
  早退: { sign: '早', tone: 'warn', key: '3' },
  公假: { sign: '公', tone: 'warn', key: '4' },
  病假: { sign: '病', tone: 'warn', key: '5' },
  事假: { sign: '事', tone: 'warn', key: '6' },
  缺勤: { sign: '缺', tone: 'bad', key: '7' },
  不要求: { sign: '免', tone: 'none', key: '0' },
}

export const stateOfKey = (key: string): AttendanceState | undefined =>
  attendanceStates.find((state) => markLooks[state].key === key)

/** Tenths as people read hours: 2.5 */
export const hoursText = (tenths: number): string => (tenths / 10).toFixed(1)

/** 7-05 → 7/5 */
export const shortDay = (date: string): string => `${Number(date.slice(5, 7))}/${Number(date.slice(8))}`

export type { AttendanceState }
export { attendanceStates }

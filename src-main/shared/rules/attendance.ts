// How somebody stood to a session, and what each way of it means for hours and making up.

export const attendanceStates = ['出席', '迟到', '早退', '公假', '病假', '事假', '缺勤', '不要求'] as const
export type AttendanceState = (typeof attendanceStates)[number]

const PRESENT: readonly string[] = ['出席', '迟到', '早退']
const LEAVE: readonly string[] = ['公假', '病假', '事假']

export const makeupModes = ['集中补课', '个别补课', '送学上门', '观看录像', '其他'] as const

/** Was there, if only for a part of it. */
export const isPresent = (state: string): boolean => PRESENT.includes(state)

export const isOnLeave = (state: string): boolean => LEAVE.includes(state)

/** R-20b: asks to be made up. */
export const isAbsent = (state: string): boolean => isOnLeave(state) || state === '缺勤'

/** Hours in tenths where nothing else was said: the whole session for everybody who was there. */
export const usualCredit = (state: string, sessionHours: number): number =>
  isPresent(state) ? sessionHours : 0

/** Two periods of one day that overlap; without both times nothing is known. */
export const doOverlap = (
  a: { readonly from: string | null; readonly to: string | null },
  b: { readonly from: string | null; readonly to: string | null },
): boolean =>
  a.from !== null && a.to !== null && b.from !== null && b.to !== null && a.from < b.to && b.from < a.to

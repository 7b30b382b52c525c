// How each member stands to the meeting of his branch, and what the rules say of meetings, from rows alone.
import type { Verdict } from '#shared/rules/verdict.ts'
import type { LimitSettings } from '#shared/rules/limits.ts'
import { judgeHeldByLeaders, judgeHeldMeeting } from '#shared/rules/appraisal-action.ts'
import type { Person } from '../analyses/store.ts'
import { MAIN, OF_LEADERS, type AttendanceRow, type MeetingRow } from './store.ts'

/** The branch's latest meeting of the kind; undefined while there is none. */
export const latest = (meetings: readonly MeetingRow[], kind: string): MeetingRow | undefined =>
  meetings
    .filter((meeting) => meeting.kind === kind)
    .toSorted((a, b) => (a.date === b.date ? 0 : a.date < b.date ? 1 : -1))[0]

/** Members of a branch with a row in its latest meeting. */
export const rowsIn = (
  rows: readonly AttendanceRow[],
  meeting: MeetingRow | undefined,
): Map<string, AttendanceRow> =>
  new Map(rows.flatMap((row) => (row.meeting_id === meeting?.id ? [[row.member_id, row]] : [])))

/** The day a member spoke: at the meeting, made up or heard; where nobody kept the list, that of the meeting. */
export function spokeOn(
  meeting: MeetingRow | undefined,
  rows: ReadonlyMap<string, AttendanceRow>,
  memberId: string,
): string | null {
  if (meeting === undefined) return null
  if (rows.size === 0) return meeting.date
  const row = rows.get(memberId)
  if (row === undefined || row.attendance === '缺席') return null
  return row.made_up_on ?? meeting.date
}

/** by the list of members where one is kept, else by the numbers of the ledger. */
export function judgeMain(
  meeting: MeetingRow,
  rows: ReadonlyMap<string, AttendanceRow>,
  people: ReadonlyMap<string, Person>,
  settings: LimitSettings,
): Verdict {
  const guests = {
    activists: meeting.activists ?? 0,
    representatives: meeting.representatives ?? 0,
    noActivists: meeting.no_activists === '是',
  }
  if (rows.size === 0) {
    const attended = meeting.attended ?? 0
    const numbers = {
      voting: Math.max(meeting.expected ?? 0, attended),
      attended,
      examined: meeting.examined ?? 0,
    }
    return judgeHeldMeeting({ ...guests, ...numbers }, settings)
  }
  const voting = [...rows.values()].filter((row) => people.get(row.member_id)?.kind !== '预备')
  const there = voting.filter((row) => row.attendance === '到会')
  return judgeHeldMeeting(
    {
      ...guests,
      voting: voting.length,
      attended: there.length,
      examined: there.filter((row) => row.examined === 1).length,
    },
    settings,
  )
}

/** */
export const judgeLeaders = (
  meeting: MeetingRow,
  rows: ReadonlyMap<string, AttendanceRow>,
  people: ReadonlyMap<string, Person>,
): Verdict =>
  judgeHeldByLeaders({
    heldOn: meeting.date,
    feedbackOn: meeting.feedback_on,
    noticeOn: meeting.notice_on,
    members: [...rows.values()].map((row) => ({
      name: people.get(row.member_id)?.name ?? '已不在册的成员',
      attended: row.attendance !== '缺席',
      written: row.written === 1,
    })),
  })

/** What the rule of its kind says of a meeting; null for a make-up, which belongs to another. */
export function verdictOf(
  meeting: MeetingRow,
  rows: ReadonlyMap<string, AttendanceRow>,
  people: ReadonlyMap<string, Person>,
  settings: LimitSettings,
): Verdict | null {
  if (meeting.kind === MAIN) return judgeMain(meeting, rows, people, settings)
  return meeting.kind === OF_LEADERS ? judgeLeaders(meeting, rows, people) : null
}

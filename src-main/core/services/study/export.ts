// The attendance matrix of one unit or of all, filled in or blank, as a workbook.
import { currentBatch } from '#shared/campaign/index.ts'
import {
  attendanceBook,
  blankAttendanceBook,
  type AttendancePlace,
  type AttendanceSheetUnit,
} from '#shared/documents/attendance-sheet.ts'
import type { BookSpec } from '#shared/documents/book.ts'
import { attendanceStates } from '#shared/rules/attendance.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { refuse } from '../../refusal.ts'
import { saveBook, type Saved } from '../exports/save-book.ts'
import { readUnits } from '../plans/units.ts'
import { attendanceOfTown, memberHours } from './figures.ts'
import { LEGEND, PRINTED_MARKS } from './matrix/marks.ts'
import { rosterOf, sessionsOf } from './store.ts'

const placeOf = (context: Context): AttendancePlace => ({
  town: context.campaign.town.town,
  date: formatChinese(context.today),
  year: Number(currentBatch(context.campaign.template).start.slice(0, 4)),
  marks: attendanceStates.map((state) => PRINTED_MARKS[state]),
  legend: LEGEND,
})

async function sheetUnits(context: Context, orgId: string | null): Promise<AttendanceSheetUnit[]> {
  const db = context.db.read
  const one = orgId ?? undefined
  const [units, sessions, roster, attendance, hours] = await Promise.all([
    readUnits(context, db),
    sessionsOf(db, one),
    rosterOf(db, one),
    attendanceOfTown(db),
    memberHours(db),
  ])
  const heldBy = groupBy(sessions, (session) => session.org_id)
  const membersOf = groupBy(roster, (member) => member.orgId)
  const marks = new Map(attendance.map((each) => [`${each.sessionId}|${each.memberId}`, each]))
  return units.flatMap((unit): AttendanceSheetUnit[] => {
    const members = membersOf.get(unit.id) ?? []
    const held = heldBy.get(unit.id) ?? []
    if (members.length === 0) return []
    return [
      {
        name: unit.shortName,
        fullName: unit.fullName,
        sessions: held.map(({ date, hours: hoursX10, theme }) => ({ date, hoursX10, theme: theme ?? '' })),
        members: members.map((member) => {
          const own = held.map(({ id }) => marks.get(`${id}|${member.id}`))
          const sums = hours.get(member.id)
          return {
            name: member.name,
            marks: own.map((mark) => (mark === undefined ? '' : PRINTED_MARKS[mark.state])),
            totalX10: own.reduce((sum, mark) => sum + (mark?.creditedX10 ?? 0), 0),
            absences: sums?.absences ?? 0,
            makeupX10: sums?.makeupX10 ?? 0,
          }
        }),
      },
    ]
  })
}

/** Units with sessions, a sheet each. Refuses when there is none. */
export async function attendanceWorkbook(context: Context, orgId: string | null): Promise<BookSpec> {
  const units = (await sheetUnits(context, orgId)).filter(({ sessions }) => sessions.length > 0)
  if (units.length === 0) refuse('还没有登记学习，没有可以导出的考勤表。请先登记一次学习，或导入考勤表。')
  return attendanceBook(units, placeOf(context))
}

export async function blankAttendanceWorkbook(context: Context, orgId: string | null): Promise<BookSpec> {
  const units = await sheetUnits(context, orgId)
  if (units.length === 0) refuse('花名册上还没有党员，做不了考勤表。请先导入党员花名册。')
  return blankAttendanceBook(units, placeOf(context))
}

/** Asks where to; null when the user gave up. */
export const exportAttendance = (context: Context, orgId: string | null): Promise<Saved | null> =>
  saveBook(context, '学习考勤表', () => attendanceWorkbook(context, orgId), {
    kind: 'attendance',
    params: { orgId },
  })

/** Asks where to; null when the user gave up. */
export const exportBlankAttendance = (context: Context, orgId: string | null): Promise<Saved | null> =>
  saveBook(context, '学习考勤表（空白表）', () => blankAttendanceWorkbook(context, orgId), {
    kind: 'attendance-blank',
    params: { orgId },
  })

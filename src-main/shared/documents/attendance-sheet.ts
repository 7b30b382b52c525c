// Attendance as a workbook: members over sessions with the marks of the legend, and the same sheet blank to hand out.
import type { BookSpec, SheetColumn, SheetSpec, SheetValue } from './book.ts'

export interface AttendanceSheetSession {
  readonly date: string
  /** Tenths. */
  readonly hoursX10: number
  readonly theme: string
}

export interface AttendanceSheetMember {
  readonly name: string
  /** By session; '' where nothing is registered. */
  readonly marks: readonly string[]
  /** Credited in these sessions, tenths. */
  readonly totalX10: number
  readonly absences: number
  readonly makeupX10: number
}

export interface AttendanceSheetUnit {
  readonly name: string
  readonly fullName: string
  readonly sessions: readonly AttendanceSheetSession[]
  readonly members: readonly AttendanceSheetMember[]
}

export interface AttendancePlace {
  readonly town: string
  /** 2005年8月17日 */
  readonly date: string
  /** Year of the campaign: dates of other years are written in full. */
  readonly year: number
  readonly marks: readonly string[]
  readonly legend: string
}

const SERIAL: SheetColumn = { header: '序号', width: 6, kind: 'count', align: 'center' }
const NAME: SheetColumn = { header: '姓名', width: 14, kind: 'text' }
const TAIL: readonly SheetColumn[] = [
  { header: '合计学时', width: 9, kind: 'text', align: 'right' },
  { header: '缺课次数', width: 9, kind: 'text', align: 'right' },
  { header: '补课学时', width: 9, kind: 'text', align: 'right' },
]

const hoursText = (tenths: number): string => String(tenths / 10)

/** 7月5日, with the year where it is not the campaign's, and the number where a day had several. */
function headersOf(sessions: readonly AttendanceSheetSession[], year: number): string[] {
  const seen = new Map<string, number>()
  return sessions.map(({ date }) => {
    const place = (seen.get(date) ?? 0) + 1
    seen.set(date, place)
    const [y = '', m = '', d = ''] = date.split('-')
    const day = `${Number(m)}月${Number(d)}日${place > 1 ? `（${place}）` : ''}`
    return Number(y) === year ? day : `${y}年${day}`
  })
}

const infoOf = (unit: AttendanceSheetUnit, place: AttendancePlace): NonNullable<SheetSpec['info']> => ({
  left: `填报单位：${unit.fullName}`,
  right: `填报时间：${place.date}`,
})

const footerOf = (place: AttendancePlace): string[] => [
  place.legend,
  '填表人：　　　　负责人（签字）：　　　　',
]

function sheetOf(unit: AttendanceSheetUnit, place: AttendancePlace): SheetSpec {
  const dates = headersOf(unit.sessions, place.year).map((header): SheetColumn => ({
    header,
    width: 9,
    kind: 'text',
    align: 'center',
    choices: place.marks,
  }))
  const line = (label: string, values: readonly string[]): SheetValue[] => [
    null,
    label,
    ...values,
    '',
    '',
    '',
  ]
  const hours = line(
    '学时',
    unit.sessions.map(({ hoursX10 }) => hoursText(hoursX10)),
  )
  const themes = line(
    '学习内容',
    unit.sessions.map(({ theme }) => theme),
  )
  return {
    name: unit.name,
    title: `${place.town}${unit.name}党员学习考勤表`,
    info: infoOf(unit, place),
    columns: [SERIAL, NAME, ...dates, ...TAIL],
    rows: [
      hours,
      themes,
      ...unit.members.map((member, i): SheetValue[] => [
        i + 1,
        member.name,
        ...member.marks,
        hoursText(member.totalX10),
        String(member.absences),
        hoursText(member.makeupX10),
      ]),
    ],
    footer: footerOf(place),
    orientation: 'landscape',
    frozenColumns: 2,
  }
}

/** A sheet for each unit. */
export const attendanceBook = (units: readonly AttendanceSheetUnit[], place: AttendancePlace): BookSpec => ({
  sheets: units.map((unit) => sheetOf(unit, place)),
})

const BLANK_COLUMNS = 12
const BLANK_DATE: SheetColumn = { header: '　月　日', width: 9, kind: 'text', align: 'center', fillIn: true }

function blankOf(unit: AttendanceSheetUnit, place: AttendancePlace): SheetSpec {
  const columns = Array.from({ length: BLANK_COLUMNS }, () => ({ ...BLANK_DATE, choices: place.marks }))
  const blank = columns.map(() => '')
  return {
    name: unit.name,
    title: `${place.town}${unit.name}党员学习考勤表`,
    info: infoOf(unit, place),
    columns: [SERIAL, NAME, ...columns, ...TAIL],
    rows: [
      [null, '学时', ...blank, '', '', ''],
      [null, '学习内容', ...blank, '', '', ''],
      ...unit.members.map(({ name }, i): SheetValue[] => [i + 1, name, ...blank, '', '', '']),
    ],
    footer: [
      place.legend,
      '填写：把“月日”改成学习日期，如 7月5日；下面一行写学时；没有学习的列空着。',
      ...footerOf(place).slice(1),
    ],
    orientation: 'landscape',
    frozenColumns: 2,
  }
}

/** The same sheet with names only, for the units to fill in. */
export const blankAttendanceBook = (
  units: readonly AttendanceSheetUnit[],
  place: AttendancePlace,
): BookSpec => ({ sheets: units.map((unit) => blankOf(unit, place)) })

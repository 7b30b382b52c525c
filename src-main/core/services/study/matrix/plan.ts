// Works out what an attendance workbook would do, cell by cell, against what is stored; writes nothing.
import type { Season } from './dates.ts'
import { resolveDates } from './dates.ts'
import type { Names } from '#shared/ledger/import/directory.ts'
import { problem, type Params } from '#shared/ledger/messages.ts'
import type { Cell, RawSheet, RawWorkbook } from '#shared/ledger/sheet.ts'
import { cellText } from '#shared/ledger/sheet.ts'
import { doOverlap, isPresent, usualCredit, type AttendanceState } from '#shared/rules/attendance.ts'
import { judgeDayHours } from '#shared/rules/study.ts'
import { fromTenths, readHoursCell, toTenths } from '#shared/text/hours.ts'
import { meansNothing } from '#shared/text/plain-text.ts'
import { tidyMark, usualMeaning, type Meaning } from './marks.ts'
import { readMatrix, type ReadMatrix, type ReadRow } from './read.ts'

/** What the user settled. */
export interface Wishes {
  /** Unit by sheet name. */
  readonly units: Readonly<Record<string, string>>
  /** Meaning by mark. */
  readonly marks: Readonly<Record<string, Meaning>>
  /** Hours of sessions that state none, in tenths. */
  readonly hoursX10: number | null
  /** Sheets to take; null: all that can be read and are not hidden. */
  readonly sheets: ReadonlySet<string> | null
}

export const NO_WISHES: Wishes = { units: {}, marks: {}, hoursX10: null, sheets: null }

export interface StoredSession {
  readonly id: string
  readonly orgId: string
  readonly date: string
  readonly from: string | null
  readonly to: string | null
  readonly hours: number
}

export interface StoredAttendance {
  readonly id: string
  readonly sessionId: string
  readonly memberId: string
  readonly state: AttendanceState
  readonly credited: number
}

/** What stands in the data file and what the campaign says. */
export interface Ground {
  readonly organisations: Names
  readonly members: Names
  readonly nameOf: (id: string) => string
  /** Branch of a member. */
  readonly branchOf: (memberId: string) => string
  /** In the order in which a day's sessions are counted. */
  readonly sessions: readonly StoredSession[]
  readonly attendance: readonly StoredAttendance[]
  readonly season: Season
  readonly today: string
  readonly newId: () => string
}

export type CellOutcome = 'new' | 'change' | 'same' | 'blank' | 'error'

export interface PlannedCell {
  readonly text: string
  readonly state: AttendanceState | null
  readonly credited: number
  readonly outcome: CellOutcome
  /** What is stored, when something is. */
  readonly stored: StoredAttendance | null
  readonly message: string | null
}

export interface PlannedColumn {
  readonly header: string
  readonly date: string | null
  /** Id of the session, stored or to be added. */
  readonly sessionId: string | null
  readonly isNew: boolean
  readonly hours: number | null
  /** What the session had; null for a new one. */
  readonly storedHours: number | null
  readonly theme: string
  readonly from: string | null
  readonly to: string | null
  readonly message: string | null
}

export interface PlannedRow {
  readonly row: number
  readonly name: string
  readonly memberId: string | null
  readonly orgId: string | null
  /** The columns as the row's own unit has them: a sheet may hold several units. */
  readonly columns: readonly PlannedColumn[]
  readonly cells: readonly PlannedCell[]
  readonly typedTotal: string
  /** Tenths. */
  readonly total: number
  readonly message: string | null
}

export interface SheetNote {
  readonly code: string
  readonly level: '错误' | '警告' | '提示'
  readonly message: string
  readonly row: number | null
}

export interface PlannedSheet {
  readonly name: string
  readonly imported: boolean
  readonly isReadable: boolean
  readonly orgId: string | null
  readonly columns: readonly PlannedColumn[]
  readonly rows: readonly PlannedRow[]
  readonly notes: readonly SheetNote[]
}

export interface MarkMeaning {
  readonly mark: string
  readonly count: number
  readonly meaning: Meaning | null
  readonly source: '图例' | '通用' | '选定' | null
}

export interface MatrixPlan {
  readonly sheets: readonly PlannedSheet[]
  readonly marks: readonly MarkMeaning[]
  readonly legend: string
  /** What the user must settle before anything can be written. */
  readonly obstacles: readonly string[]
}

interface Opened {
  readonly raw: RawSheet
  readonly matrix: ReadMatrix | null
  readonly imported: boolean
  readonly orgId: string | null
}

const findUnit = (ground: Ground, text: string): string | null => {
  const found = ground.organisations.find(text)
  return 'id' in found ? found.id : null
}

/** The unit of a sheet: the user's word, what the lines above say, the sheet's name, its title. */
function unitOf(ground: Ground, wishes: Wishes, raw: RawSheet, matrix: ReadMatrix): string | null {
  const chosen = wishes.units[raw.name]
  if (chosen !== undefined) return chosen
  const hints = matrix.unitHints.map((hint) => findUnit(ground, hint) ?? ground.organisations.idOfHint(hint))
  const stated = hints.find((id) => id != null)
  if (stated != null) return stated
  const inColumn = new Set(matrix.rows.map(({ unit }) => unit).filter((unit) => unit !== ''))
  const [only] = inColumn
  return inColumn.size === 1 && only !== undefined ? findUnit(ground, only) : null
}

function openSheets(ground: Ground, workbook: RawWorkbook, wishes: Wishes): Opened[] {
  return workbook.sheets.map((raw) => {
    const matrix = readMatrix(raw, workbook.date1904)
    const isTaken = wishes.sheets === null ? raw.state === 'visible' : wishes.sheets.has(raw.name)
    return {
      raw,
      matrix,
      imported: matrix !== null && isTaken,
      orgId: matrix === null ? null : unitOf(ground, wishes, raw, matrix),
    }
  })
}

/** Hours instead of a mark: 2.5 in the cell of a person. */
const hoursIn = (cell: Cell | null): number | null => {
  if (cell?.kind !== 'number') return null
  const { value } = readHoursCell(cell)
  return value === null || value === 0 ? null : toTenths(value)
}

/** The mark in a cell; '' for a blank one or hours. */
function markIn(cell: Cell | null): string {
  if (cell === null || hoursIn(cell) !== null) return ''
  if (cell.kind === 'uncomputed') return '（未计算的公式）'
  const mark = tidyMark(cellText(cell))
  return mark !== '' && meansNothing(mark) && usualMeaning(mark) === undefined && mark.length > 1 ? '' : mark
}

function meaningsOf(opened: readonly Opened[], wishes: Wishes): MarkMeaning[] {
  const counts = new Map<string, number>()
  const legend = new Map<string, AttendanceState>()
  for (const { matrix } of opened.filter(({ imported }) => imported)) {
    for (const [mark, state] of matrix?.legend ?? []) legend.set(mark, state)
    for (const { cells } of matrix?.rows ?? [])
      for (const mark of cells.map(markIn)) if (mark !== '') counts.set(mark, (counts.get(mark) ?? 0) + 1)
  }
  return [...counts].map(([mark, count]): MarkMeaning => {
    const chosen = wishes.marks[mark]
    if (chosen !== undefined) return { mark, count, meaning: chosen, source: '选定' }
    const told = legend.get(mark)
    if (told !== undefined) return { mark, count, meaning: told, source: '图例' }
    const usual = usualMeaning(mark)
    return { mark, count, meaning: usual ?? null, source: usual === undefined ? null : '通用' }
  })
}

type Note = (code: string, params: Params, row?: number | null) => SheetNote

const note: Note = (code, params, row = null) => {
  const { level, message } = problem(code, null, params)
  return { code, level, message, row }
}

/** Everything planning one sheet needs to know of the others. */
interface Planning {
  readonly ground: Ground
  readonly wishes: Wishes
  readonly meanings: ReadonlyMap<string, Meaning | null>
  readonly sessionsByDay: ReadonlyMap<string, readonly StoredSession[]>
  readonly attendance: ReadonlyMap<string, StoredAttendance>
  readonly attendanceOf: ReadonlyMap<string, readonly StoredAttendance[]>
  readonly sessionById: ReadonlyMap<string, StoredSession>
  /** Ids given to sessions of this file by unit, day and place in the day. */
  readonly made: Map<string, string>
  /** Cells taken: the same member in the same session only once. */
  readonly taken: Set<string>
}

const dayKey = (orgId: string, date: string): string => `${orgId}|${date}`
const cellKey = (sessionId: string, memberId: string): string => `${sessionId}|${memberId}`

function planColumns(
  planning: Planning,
  orgId: string | null,
  matrix: ReadMatrix,
): { columns: PlannedColumn[]; notes: SheetNote[] } {
  const { ground, wishes } = planning
  const dates = resolveDates(
    matrix.columns.map(({ said }) => said),
    ground.season,
  )
  const seen = new Map<string, number>()
  const notes: SheetNote[] = []
  const columns = matrix.columns.map((read, i): PlannedColumn => {
    const date = dates[i] ?? null
    const place = date === null ? 0 : (read.said?.ordinal ?? (seen.get(date) ?? 0) + 1)
    if (date !== null) seen.set(date, place)
    const stored =
      date === null || orgId === null
        ? undefined
        : planning.sessionsByDay.get(dayKey(orgId, date))?.[place - 1]
    const hours = read.hours ?? stored?.hours ?? hoursOfCells(matrix.rows, i) ?? wishes.hoursX10
    const said = columnNotes(planning, read.header, date, hours, stored)
    notes.push(...said)
    const key = `${dayKey(orgId ?? '', date ?? '')}|${place}`
    return {
      header: read.header,
      date,
      sessionId: date === null ? null : (stored?.id ?? madeId(planning, key)),
      isNew: stored === undefined,
      hours,
      storedHours: stored?.hours ?? null,
      theme: read.theme,
      from: stored?.from ?? null,
      to: stored?.to ?? null,
      message: said.find(({ level }) => level === '错误')?.message ?? null,
    }
  })
  return { columns, notes }
}

function madeId({ made, ground }: Planning, key: string): string {
  const id = made.get(key) ?? ground.newId()
  made.set(key, id)
  return id
}

/** Where hours stand in the cells, a session lasted as long as the longest of them. */
function hoursOfCells(rows: readonly ReadRow[], column: number): number | null {
  const hours = rows.flatMap(({ cells }) => hoursIn(cells[column] ?? null) ?? [])
  return hours.length === 0 ? null : Math.max(...hours)
}

function columnNotes(
  { ground }: Planning,
  header: string,
  date: string | null,
  hours: number | null,
  stored: StoredSession | undefined,
): SheetNote[] {
  if (date === null) return [note('M-611', { 值: header })]
  const { season, today } = ground
  return [
    ...(date > today ? [note('M-616', { 日期: date })] : []),
    ...(date < season.start ? [note('M-617', { 日期: date, b: season.start })] : []),
    ...(hours === null ? [note('M-615', { 日期: date })] : []),
    ...(stored !== undefined && hours !== null && hours !== stored.hours
      ? [note('M-604', { 日期: date, a: fromTenths(stored.hours), b: fromTenths(hours) })]
      : []),
  ]
}

interface Person {
  readonly memberId: string | null
  readonly notes: readonly SheetNote[]
}

function findPerson({ ground }: Planning, orgId: string, read: ReadRow): Person {
  const found = ground.members.find(read.name, orgId)
  if ('id' in found) return { memberId: found.id, notes: [] }
  const branch = ground.nameOf(orgId)
  if (found.twins !== undefined)
    return {
      memberId: null,
      notes: [note('M-619', { 姓名: read.name, 支部: branch, n: found.twins }, read.row)],
    }
  const params = { 姓名: read.name, 支部: branch, 说明: whereElse(ground, read.name, found.candidates) }
  return { memberId: null, notes: [note('M-405', params, read.row)] }
}

/** Where that name does exist, or which name of the branch is near. */
function whereElse(ground: Ground, name: string, candidates: readonly string[]): string {
  const elsewhere = ground.members.find(name, null)
  if ('id' in elsewhere) return `花名册中${name}在${ground.nameOf(ground.branchOf(elsewhere.id))}。`
  if (elsewhere.twins !== undefined) return `花名册中别的支部有${elsewhere.twins}名${name}。`
  return candidates.length > 0 ? `是否为：${candidates.join('、')}？` : '请核对姓名，或先补登花名册。'
}

const twiceMessage = (name: string): string => note('M-406', { 姓名: name }).message

const BLANK: PlannedCell = {
  text: '',
  state: null,
  credited: 0,
  outcome: 'blank',
  stored: null,
  message: null,
}

/** What a cell says: a state with the hours credited, nothing, or what is wrong with it. */
function readCell(
  planning: Planning,
  cell: Cell | null,
  column: PlannedColumn,
  name: string,
): { state: AttendanceState; credited: number | null } | { wrong: SheetNote } | null {
  const own = hoursIn(cell)
  if (own !== null) {
    if (own <= (column.hours ?? 0)) return { state: '出席', credited: own }
    const params = {
      姓名: name,
      日期: column.date ?? '',
      值: fromTenths(own),
      n: fromTenths(column.hours ?? 0),
    }
    return { wrong: note('M-618', params) }
  }
  const mark = markIn(cell)
  const meaning = mark === '' ? '' : (planning.meanings.get(mark) ?? null)
  if (meaning === '') return null
  return meaning === null ? { wrong: note('M-610', { 值: mark }) } : { state: meaning, credited: null }
}

function planCell(
  planning: Planning,
  cell: Cell | null,
  column: PlannedColumn,
  person: { readonly name: string; readonly memberId: string | null },
): PlannedCell {
  const text = cellText(cell)
  const said = readCell(planning, cell, column, person.name)
  if (said === null) return { ...BLANK, text }
  const error = (message: string | null): PlannedCell => ({ ...BLANK, text, outcome: 'error', message })
  if ('wrong' in said) return error(said.wrong.message)
  if (column.message !== null) return { ...error(column.message), state: said.state }
  if (person.memberId === null || column.sessionId === null) return { ...error(null), state: said.state }
  const key = cellKey(column.sessionId, person.memberId)
  if (planning.taken.has(key)) return { ...error(twiceMessage(person.name)), state: said.state }
  planning.taken.add(key)
  return compareCell(planning, { text, ...said }, column, { name: person.name, memberId: person.memberId })
}

function compareCell(
  planning: Planning,
  said: { readonly text: string; readonly state: AttendanceState; readonly credited: number | null },
  column: PlannedColumn,
  person: { readonly name: string; readonly memberId: string },
): PlannedCell {
  const { text, state } = said
  const stored = planning.attendance.get(cellKey(column.sessionId ?? '', person.memberId)) ?? null
  const isKept = stored?.state === state && (said.credited === null || said.credited === stored.credited)
  const credited = isKept
    ? Math.min(stored.credited, column.hours ?? 0)
    : (said.credited ?? usualCredit(state, column.hours ?? 0))
  const cell = { text, state, credited, stored, message: null }
  if (isPresent(state) && isElsewhere(planning, column, person.memberId)) {
    const { message } = note('M-614', { 姓名: person.name, 日期: column.date ?? '' })
    return { ...cell, outcome: 'error', message }
  }
  return { ...cell, outcome: isKept ? 'same' : stored === null ? 'new' : 'change' }
}

function isElsewhere(planning: Planning, column: PlannedColumn, memberId: string): boolean {
  return (planning.attendanceOf.get(memberId) ?? []).some(({ sessionId, state }) => {
    const other = planning.sessionById.get(sessionId)
    return (
      other !== undefined &&
      sessionId !== column.sessionId &&
      other.date === column.date &&
      isPresent(state) &&
      doOverlap(column, other)
    )
  })
}

const typedTotal = (cell: Cell | null): number | null => (cell === null ? null : readHoursCell(cell).value)

/** What a row would come to if all of it were taken, in tenths. */
const totalOf = (cells: readonly PlannedCell[], columns: readonly PlannedColumn[]): number =>
  cells.reduce((sum, { state, outcome, credited }, i) => {
    if (state === null) return sum
    return sum + (outcome === 'error' ? usualCredit(state, columns[i]?.hours ?? 0) : credited)
  }, 0)

interface InUnit {
  readonly orgId: string
  readonly columns: readonly PlannedColumn[]
}

interface RowNoted {
  readonly row: PlannedRow
  readonly notes: readonly SheetNote[]
}

function planRow(planning: Planning, unit: InUnit, read: ReadRow): RowNoted {
  const { orgId, columns } = unit
  const person = findPerson(planning, orgId, read)
  const whom = { name: read.name, memberId: person.memberId }
  const cells = columns.map((column, i) => planCell(planning, read.cells[i] ?? null, column, whom))
  const total = totalOf(cells, columns)
  const typed = typedTotal(read.total)
  const isTwice = cells.some(({ message }) => message === twiceMessage(read.name))
  const notes = [
    ...person.notes,
    ...(isTwice ? [note('M-406', { 姓名: read.name }, read.row)] : []),
    ...(typed !== null && toTenths(typed) !== total
      ? [note('M-404', { 姓名: read.name, a: typed, b: fromTenths(total) }, read.row)]
      : []),
    ...longDays(read, cells, columns),
  ]
  const row: PlannedRow = {
    row: read.row,
    name: read.name,
    memberId: person.memberId,
    orgId,
    columns,
    cells,
    typedTotal: cellText(read.total),
    total,
    message: notes.find(({ level }) => level === '错误')?.message ?? null,
  }
  return { row, notes }
}

/** A row whose unit nobody knows. */
function homelessRow(read: ReadRow, columns: readonly PlannedColumn[]): RowNoted {
  const said = note('M-330', { 行: read.row, 值: read.unit, 候选: '' }, read.row)
  const cells = read.cells.map((cell): PlannedCell => ({ ...BLANK, text: cellText(cell), outcome: 'error' }))
  const row: PlannedRow = {
    row: read.row,
    name: read.name,
    memberId: null,
    orgId: null,
    columns,
    cells,
    typedTotal: cellText(read.total),
    total: 0,
    message: said.message,
  }
  return { row, notes: [said] }
}

/** M-403 of one person on one day. */
function longDays(
  read: ReadRow,
  cells: readonly PlannedCell[],
  columns: readonly PlannedColumn[],
): SheetNote[] {
  const days = new Map<string, number>()
  for (const [i, { date }] of columns.entries())
    if (date !== null) days.set(date, (days.get(date) ?? 0) + (cells[i]?.credited ?? 0))
  return [...days]
    .map(([date, tenths]) => ({ date, hours: fromTenths(tenths) }))
    .filter(({ hours }) => judgeDayHours({ hours }).outcome === 'fail')
    .map(({ date, hours }) => note('M-403', { 日期: `${read.name}${date}`, n: hours }, read.row))
}

/** The rows of a sheet, each in its own unit where a column names it; the notes on columns once. */
function planRows(
  planning: Planning,
  matrix: ReadMatrix,
  orgId: string | null,
): {
  readonly columns: readonly PlannedColumn[]
  readonly rows: readonly RowNoted[]
  readonly notes: readonly SheetNote[]
} {
  const units = new Map<string | null, ReturnType<typeof planColumns>>()
  const columnsFor = (unit: string | null): ReturnType<typeof planColumns> => {
    const known = units.get(unit) ?? planColumns(planning, unit, matrix)
    units.set(unit, known)
    return known
  }
  const rows = matrix.rows.map((read): RowNoted => {
    const named = read.unit === '' ? orgId : findUnit(planning.ground, read.unit)
    const { columns } = columnsFor(named)
    return named === null ? homelessRow(read, columns) : planRow(planning, { orgId: named, columns }, read)
  })
  const [first] = rows
  const { columns } = columnsFor(orgId ?? first?.row.orgId ?? null)
  const notes = new Map([...units.values()].flatMap((unit) => unit.notes).map((each) => [each.message, each]))
  return { columns, rows, notes: [...notes.values()] }
}

function planSheet(planning: Planning, { raw, matrix, imported, orgId }: Opened): PlannedSheet {
  const empty = { name: raw.name, imported, isReadable: matrix !== null, orgId, columns: [], rows: [] }
  if (matrix === null) return { ...empty, notes: [note('M-612', {})] }
  if (!imported) return { ...empty, notes: [] }
  if (orgId === null && matrix.rows.every(({ unit }) => unit === ''))
    return { ...empty, notes: [note('M-613', { 名称: raw.name })] }
  const { columns, rows, notes } = planRows(planning, matrix, orgId)
  return {
    ...empty,
    columns,
    rows: rows.map(({ row }) => row),
    notes: [...notes, ...rows.flatMap((each) => each.notes)],
  }
}

function obstaclesOf(sheets: readonly PlannedSheet[], marks: readonly MarkMeaning[]): string[] {
  const taken = sheets.filter(({ imported }) => imported)
  if (taken.length === 0)
    return [
      sheets.some(({ isReadable }) => isReadable)
        ? '没有选中任何工作表，请在上方勾选。'
        : note('M-612', {}).message,
    ]
  const unknown = marks.filter(({ meaning }) => meaning === null)
  const unsettled = taken.flatMap(({ notes }) =>
    notes.filter(({ code }) => code === 'M-613' || code === 'M-615'),
  )
  return [
    ...unknown.map(({ mark }) => note('M-610', { 值: mark }).message),
    ...new Set(unsettled.map(({ message }) => message)),
  ]
}

/** The plan of a workbook. Pure: the same workbook, ground and wishes give the same plan but for new ids. */
export function planMatrix(ground: Ground, workbook: RawWorkbook, wishes: Wishes): MatrixPlan {
  const opened = openSheets(ground, workbook, wishes)
  const marks = meaningsOf(opened, wishes)
  const byDay = new Map<string, StoredSession[]>()
  for (const session of ground.sessions) {
    const key = dayKey(session.orgId, session.date)
    byDay.set(key, [...(byDay.get(key) ?? []), session])
  }
  const attendanceOf = new Map<string, StoredAttendance[]>()
  for (const each of ground.attendance) {
    const own = attendanceOf.get(each.memberId)
    if (own === undefined) attendanceOf.set(each.memberId, [each])
    else own.push(each)
  }
  const planning: Planning = {
    ground,
    wishes,
    meanings: new Map(marks.map(({ mark, meaning }) => [mark, meaning])),
    sessionsByDay: byDay,
    attendance: new Map(ground.attendance.map((each) => [cellKey(each.sessionId, each.memberId), each])),
    attendanceOf,
    sessionById: new Map(ground.sessions.map((session) => [session.id, session])),
    made: new Map(),
    taken: new Set(),
  }
  const sheets = opened.map((each) => planSheet(planning, each))
  const legend = opened
    .filter(({ imported }) => imported)
    .flatMap(({ matrix }) => (matrix?.legendText ? [matrix.legendText] : []))
  return { sheets, marks, legend: [...new Set(legend)].join('；'), obstacles: obstaclesOf(sheets, marks) }
}

// Reads one cell by its column: the value to store, or Chinese messages saying what is wrong with it.
import { coarsen, formatChinese, serialToCivil } from '../../text/civil-date.ts'
import { readCountCell } from '../../text/count.ts'
import { readDateCell } from '../../text/date-cell.ts'
import { formatPrecision } from '../../text/date-format.ts'
import { readEducation } from '../../text/education.ts'
import { readEthnicGroup } from '../../text/ethnic-groups.ts'
import { readHoursCell } from '../../text/hours.ts'
import { maskIdNumber, readIdCell } from '../../text/id-number.ts'
import { maskPersonal } from '../../text/masking.ts'
import type { Note } from '../../text/note.ts'
import { readName } from '../../text/person-name.ts'
import { maskPhone, readPhoneCell } from '../../text/phone.ts'
import { meansNothing, tidy, tidyProse, tidyTight } from '../../text/plain-text.ts'
import type { Choice, Column, Value } from '../column.ts'
import { problem, type Params, type Problem } from '../messages.ts'
import { cellText, type Cell } from '../sheet.ts'

/** What the cell says as text that reads back the same: a real date as a written date, a number without exponent. */
export function cellSays(cell: Cell | null | undefined, date1904: boolean): string {
  if (cell?.kind !== 'number') return tidy(cellText(cell))
  const precision = formatPrecision(cell.format)
  const day = precision === null ? null : serialToCivil(cell.value, date1904)
  if (day !== null && precision !== null) return formatChinese(coarsen(day, precision))
  return /e/i.test(cell.raw) && Number.isSafeInteger(cell.value) ? String(cell.value) : cell.raw
}

export interface CellContext {
  /** As Excel counts; 0 in a form. */
  readonly row: number
  readonly date1904: boolean
  /** The file keeps no number formats (.csv, html), so 2005.1 may have been 2005.10. */
  readonly zerosLost?: boolean
  /** Year of the campaign, for two-digit years. */
  readonly campaignYear: number
}

/** What a name cell says beside the name: 张三（预备）（女）. */
export interface Aside {
  readonly member_kind?: '正式' | '预备'
  readonly sex?: '男' | '女'
}

export interface CellReading {
  readonly value: Value
  readonly problems: readonly Problem[]
  readonly aside?: Aside
}

const MAX_TEXT = 2000
const NOTHING: CellReading = { value: null, problems: [] }

type Say = (code: string, params?: Params, candidates?: readonly string[]) => Problem

const saying =
  (key: string, column: Column, context: CellContext): Say =>
  (code, params = {}, candidates) =>
    problem(code, key, { 行: context.row, 栏目: column.label, ...params }, candidates)

function fromNotes(value: Value, notes: readonly Note[], say: Say): CellReading {
  return { value, problems: notes.map((n) => say(n.code, n.params, n.candidates)) }
}

/** A text of the file as it may be shown: in a personal column every number is masked, well formed or not. */
export function maskedText(column: Column, text: string): string {
  if (column.kind === 'idNumber') return maskIdNumber(tidyTight(text))
  if (column.kind === 'phone') return text.replace(/[\d-]{5,}/gu, maskPhone)
  return maskPersonal(text)
}

/** What cannot be read as a telephone number is warned of and kept as written; a mask is not worth keeping. */
function phoneText(phones: readonly string[], notes: readonly Note[], text: string): string | null {
  const isRead = !notes.some((n) => n.code === 'M-340')
  return isRead || text.includes('*') ? phones.join('、') || null : text
}

const masked = (column: Column, notes: readonly Note[]): Note[] =>
  notes.map((n) => {
    const said = n.params['值']
    return said === undefined ? n : { ...n, params: { ...n.params, 值: maskedText(column, String(said)) } }
  })

function readText(
  column: Extract<Column, { kind: 'text' }>,
  cell: Cell,
  text: string,
  say: Say,
): CellReading {
  if (text.length > MAX_TEXT) return { value: null, problems: [say('M-395', { n: MAX_TEXT })] }
  if (column.of === 'prose' && cell.kind === 'text') return { value: tidyProse(cell.text), problems: [] }
  if (column.of === 'name') return readPersonName(cellText(cell), say)
  if (column.of === 'ethnic') {
    const { value, notes } = readEthnicGroup(text)
    return fromNotes(value, notes, say)
  }
  if (column.of === 'education') {
    const { value, notes } = readEducation(text)
    return fromNotes(value, notes, say)
  }
  return { value: text, problems: [] }
}

function readPersonName(text: string, say: Say): CellReading {
  const { value, notes } = readName(text)
  const aside: Aside = {
    ...(value?.kind ? { member_kind: value.kind } : {}),
    ...(value?.sex ? { sex: value.sex } : {}),
  }
  return { ...fromNotes(value?.name ?? null, notes, say), aside }
}

function findChoice(choices: readonly Choice[], text: string): string | undefined {
  const wanted = text.replace(/\s/gu, '')
  return choices.find((c) => c.value === wanted || (c.synonyms ?? []).includes(wanted))?.value
}

function readChoice(column: Extract<Column, { kind: 'choice' }>, text: string, say: Say): CellReading {
  const found = findChoice(column.choices, text)
  if (found !== undefined) return { value: found, problems: [] }
  const candidates = column.choices.map((c) => c.value)
  const code = column.codes?.unknown ?? 'M-393'
  return { value: null, problems: [say(code, { 值: text, 候选: candidates.join('、') }, candidates)] }
}

function readTags(column: Extract<Column, { kind: 'tags' }>, text: string, say: Say): CellReading {
  const parts = text.split(/[、,，;；/\s]+/u).filter((t) => t !== '' && !meansNothing(t))
  const found = parts.map((t) => findChoice(column.choices, t) ?? null)
  const unknown = parts.filter((_, i) => found[i] === null)
  const value = column.choices.map((c) => c.value).filter((v) => found.includes(v))
  if (unknown.length === 0) return { value, problems: [] }
  return { value, problems: [say('M-396', { 值: unknown.join('、') })] }
}

function readDate(
  column: Extract<Column, { kind: 'date' }>,
  cell: Cell,
  context: CellContext,
  say: Say,
): CellReading {
  const { value, notes } = readDateCell(cell, {
    date1904: context.date1904,
    column: column.of === 'birth' ? 'birth' : 'other',
    campaignYear: context.campaignYear,
    ...(context.zerosLost === undefined ? {} : { zerosLost: context.zerosLost }),
  })
  return fromNotes(value, notes, say)
}

const DENIALS = new Set(['否', '×', '✗', '0', 'N', 'n', '无', '—', '-', '/', '不是'])

/** A tick column of a tags column: any mark but a denial sets the tag; null when blank. */
export function readTick(cell: Cell | null): boolean | null {
  const text = tidy(cellText(cell))
  return text === '' ? null : !DENIALS.has(text)
}

function readFilled(
  key: string,
  column: Column,
  cell: Cell,
  text: string,
  context: CellContext,
): CellReading {
  const say = saying(key, column, context)
  switch (column.kind) {
    case 'text':
      return readText(column, cell, text, say)
    case 'count': {
      const { value, notes } = readCountCell(cell)
      return fromNotes(value, notes, say)
    }
    case 'hours': {
      const { value, notes } = readHoursCell(cell)
      return fromNotes(value, notes, say)
    }
    case 'choice':
      return readChoice(column, text, say)
    case 'tags':
      return readTags(column, text, say)
    case 'date':
      return readDate(column, cell, context, say)
    case 'reference':
      return { value: text, problems: [] }
    case 'idNumber': {
      const { value, notes } = readIdCell(cell)
      return fromNotes(value?.idNo18 ?? null, masked(column, notes), say)
    }
    case 'phone': {
      const { phones, notes } = readPhoneCell(cell)
      return fromNotes(phoneText(phones, notes, text), masked(column, notes), say)
    }
  }
}

/** What is said of a required column that is blank. */
export const missingValue = (key: string, column: Column, row: number): Problem =>
  problem(column.codes?.missing ?? 'M-391', key, { 行: row, 栏目: column.label, 值: '' })

/**
 * Reads a cell; a blank one gives null, whether or not it may be blank. References keep their text: names are resolved
 * against the whole file later.
 */
export function readCell(key: string, column: Column, cell: Cell | null, context: CellContext): CellReading {
  const say = saying(key, column, context)
  if (cell?.kind === 'error') return { value: null, problems: [say('M-120', { 值: cell.text })] }
  if (cell?.kind === 'uncomputed') return { value: null, problems: [say('M-121')] }
  const text = tidy(cellText(cell))
  if (!cell || text === '' || (meansNothing(text) && column.kind !== 'choice')) return NOTHING
  return readFilled(key, column, cell, text, context)
}

/** What a form field says, read as a text cell would be; a required field must say something. */
export function readField(key: string, column: Column, text: string, campaignYear: number): CellReading {
  const reading = readCell(key, column, text === '' ? null : { kind: 'text', text }, {
    row: 0,
    date1904: false,
    campaignYear,
  })
  const isMissing = column.required && reading.value === null && reading.problems.length === 0
  return isMissing ? { ...reading, problems: [missingValue(key, column, 0)] } : reading
}

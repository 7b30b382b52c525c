// A ledger as a workbook: what its import reads back without a change, and the blank table offices fill in.
import type { BookSpec, SheetColumn, SheetSpec, SheetValue } from './book.ts'
import type { Column, Value } from '../ledger/column.ts'
import { columnEntries, writableEntries, type Ledger, type Values } from '../ledger/ledger.ts'
import { RECORD_CODE, recordCode } from '../ledger/record-code.ts'
import { formatSheet } from '../text/civil-date.ts'

export interface SheetPlace {
  readonly town: string
  /** Who fills in: name of the group or office. */
  readonly unit: string
  /** Already written as 2005年7月5日. */
  readonly date: string
}

export interface SheetRow {
  readonly id: string
  readonly values: Values
  readonly extra: Readonly<Record<string, string>>
}

/** Name of a referred record. */
export type NameOf = (id: string) => string

const KINDS: Readonly<Record<Column['kind'], SheetColumn['kind']>> = {
  text: 'text',
  count: 'count',
  hours: 'count',
  date: 'date',
  choice: 'text',
  tags: 'text',
  reference: 'text',
  idNumber: 'text',
  phone: 'text',
}

function sheetColumn(column: Column, isBlank: boolean): SheetColumn {
  const choices = column.kind === 'choice' ? column.choices.map((c) => c.value) : null
  const notes = [column.required ? '必填。' : '', column.hint ?? ''].join('')
  return {
    header: column.label,
    width: column.width ?? 14,
    kind: KINDS[column.kind],
    ...(choices ? { choices } : {}),
    ...(isBlank && notes !== '' ? { note: notes } : {}),
    ...(isBlank ? { fillIn: true } : {}),
  }
}

function shown(column: Column, value: Value, nameOf: NameOf): SheetValue {
  if (value === null || typeof value === 'number') return value
  if (typeof value !== 'string') return value.join('、')
  if (column.kind === 'reference') return nameOf(value)
  return column.kind === 'date' ? formatSheet(value) : value
}

const CODE: SheetColumn = {
  header: RECORD_CODE,
  width: 14,
  kind: 'text',
  note: '改过的表导回来时，凭这一栏找到原来的记录，请勿改动。新增的行不用填。',
}

const SERIAL: SheetColumn = { header: '序号', width: 6, kind: 'count', align: 'center' }

function frame(
  ledger: Ledger,
  place: SheetPlace,
): Pick<SheetSpec, 'title' | 'info' | 'footer' | 'orientation' | 'frozenColumns'> {
  return {
    title: ledger.heading.replace('{town}', place.town),
    info: { left: `填报单位：${place.unit}`, right: `填报时间：${place.date}` },
    footer: ['填表人：　　　　　　　审核人：　　　　　　　负责人（签字）：　　　　　　　（盖章）'],
    orientation: 'landscape',
    frozenColumns: 2,
  }
}

/** Rows of a ledger on one sheet; unknown columns they came with stand at the end. */
export function ledgerSheet(
  ledger: Ledger,
  name: string,
  rows: readonly SheetRow[],
  place: SheetPlace,
  nameOf: NameOf,
): SheetSpec {
  const entries = columnEntries(ledger)
  const extras = [...new Set(rows.flatMap((r) => Object.keys(r.extra)))]
  return {
    ...frame(ledger, place),
    name,
    columns: [
      SERIAL,
      ...entries.map(([, c]) => sheetColumn(c, false)),
      ...extras.map((header): SheetColumn => ({ header, width: 14, kind: 'text' })),
      ...(ledger.isCoded ? [CODE] : []),
    ],
    rows: rows.map((r, i) => [
      i + 1,
      ...entries.map(([key, c]) => shown(c, r.values[key] ?? null, nameOf)),
      ...extras.map((header) => r.extra[header] ?? null),
      ...(ledger.isCoded ? [recordCode(r.id)] : []),
    ]),
  }
}

/** A blank table: drop-downs, text cells for numbers, notes on the headers, headers protected. */
export function blankLedger(ledger: Ledger, place: SheetPlace): BookSpec {
  return {
    sheets: [
      {
        ...frame(ledger, place),
        name: ledger.sheets[0] ?? ledger.title,
        columns: [SERIAL, ...writableEntries(ledger).map(([, c]) => sheetColumn(c, true))],
        rows: [],
        blankRows: 60,
        protectedHeader: true,
      },
    ],
  }
}

// Between a ledger's row as the definitions see it and the row as SQLite stores it: tags and extra columns are JSON text.
import { pinyin } from 'pinyin-pro'
import type { Column, Value } from '#shared/ledger/column.ts'
import { columnEntries, nameColumn, type Ledger, type Values } from '#shared/ledger/ledger.ts'
import { fromTenths, toTenths } from '#shared/text/hours.ts'
import type { SqlValue } from '../db/journal.ts'

export type StoredLine = Readonly<Record<string, SqlValue>>

function toSql(column: Column, value: Value): SqlValue {
  if (column.kind === 'hours' && typeof value === 'number') return toTenths(value)
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value
  return value.length === 0 ? null : JSON.stringify(value)
}

/** Only the columns named in `values`. */
export function toStored(ledger: Ledger, values: Values): Record<string, SqlValue> {
  const line: Record<string, SqlValue> = {}
  for (const [key, column] of columnEntries(ledger)) {
    const value = values[key]
    if (value !== undefined) line[key] = toSql(column, value)
  }
  return line
}

function fromSql(column: Column, value: SqlValue): Value {
  if (column.kind === 'hours' && typeof value === 'number') return fromTenths(value)
  if (column.kind !== 'tags') return value
  return typeof value === 'string' ? (JSON.parse(value) as string[]) : []
}

export function fromStored(ledger: Ledger, line: StoredLine): Values {
  const values: Record<string, Value> = {}
  for (const [key, column] of columnEntries(ledger)) {
    values[key] = fromSql(column, line[key] ?? null)
  }
  return values
}

export const extraOf = (line: StoredLine): Record<string, string> =>
  typeof line['extra'] === 'string' ? (JSON.parse(line['extra']) as Record<string, string>) : {}

export const toStoredExtra = (extra: Readonly<Record<string, string>>): string | null =>
  Object.keys(extra).length === 0 ? null : JSON.stringify(extra)

/** Pinyin initials of a name, lower case: 清溪中学 → qxzx. */
export const initialsOf = (name: string): string =>
  pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()

/** Initials of what names the row; short names count as well. */
export function initialsOfRow(ledger: Ledger, values: Values): string {
  const name = nameColumn(ledger)
  // A row named by what it refers to is searched for by the name of that.
  const own = ledger.columns[name]?.kind === 'reference' ? null : values[name]
  const names = [own, values['short_name']]
  return names.flatMap((n) => (typeof n === 'string' && n !== '' ? [initialsOf(n)] : [])).join(' ')
}

// What leaves the core of a ledger's row: personal numbers masked unless asked for in full with a reason.
import { columnEntries, type Ledger, type Values } from '#shared/ledger/ledger.ts'
import { maskIdNumber } from '#shared/text/id-number.ts'
import { maskPersonal } from '#shared/text/masking.ts'
import { maskPhone } from '#shared/text/phone.ts'
import type { Column, Value } from '#shared/ledger/column.ts'

const maskPhones = (phones: string): string => phones.split('、').map(maskPhone).join('、')

export function maskValue(column: Column, value: Value): Value {
  if (typeof value !== 'string') return value
  if (column.kind === 'idNumber') return maskIdNumber(value)
  return column.kind === 'phone' ? maskPhones(value) : value
}

export function maskValues(ledger: Ledger, values: Values): Values {
  const masked: Record<string, Value> = {}
  for (const [key, column] of columnEntries(ledger)) {
    const value = values[key]
    if (value !== undefined) masked[key] = maskValue(column, value)
  }
  return masked
}

/** Unknown columns may hold numbers of people too: a second telephone, an id number of a relative. */
export const maskExtra = (extra: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(extra).map(([header, text]) => [header, maskPersonal(text)]))

export const isPersonal = (column: Column | undefined): boolean =>
  column?.kind === 'idNumber' || column?.kind === 'phone'

// Lists and single records of a ledger as the page shows them: masked, with the names of referred records.
import type { LedgerQuery, LedgerRow } from '#shared/contract/ledger.ts'
import { columnEntries, type Ledger } from '#shared/ledger/ledger.ts'
import { shortenOrgName } from '#shared/text/org-name.ts'
import type { Context } from '../../context.ts'
import { maskExtra, maskValues } from '../../ledger/masking.ts'
import {
  countRecords,
  facetOf,
  findRecord,
  namesOf,
  queryRecords,
  type LedgerRecord,
} from '../../ledger/store.ts'
import { NotFound } from '../../refusal.ts'
import { shownModule } from './confidential.ts'
import { memberNames, organisationDirectory, placeOf } from './directories.ts'
import { moduleOf } from './ledger-of.ts'

type Names = ReadonlyMap<string, string>

/** Names by id of all records that columns of this ledger refer to. */
export async function referredNames(context: Context, ledger: Ledger): Promise<Map<string, string>> {
  const keys = new Set(columnEntries(ledger).flatMap(([, c]) => (c.kind === 'reference' ? [c.of] : [])))
  const { read } = context.db
  const maps = await Promise.all(
    [...keys].map((key) => (key === 'members' ? memberNames(read) : namesOf(read, moduleOf(key).ledger))),
  )
  return new Map(maps.flatMap((m) => [...m]))
}

/** Columns of a record that nobody is shown. */
export const coveredColumns = (context: Context, key: string, { values }: LedgerRecord): readonly string[] =>
  moduleOf(key).covered?.(values, (limit) => context.campaign.limitCalled(limit)) ?? []

/** The record without the values that nobody is shown. */
export function uncovered(context: Context, key: string, record: LedgerRecord): LedgerRecord {
  const hidden = coveredColumns(context, key, record)
  if (hidden.length === 0) return record
  const values = { ...record.values, ...Object.fromEntries(hidden.map((column) => [column, null])) }
  return { ...record, values }
}

export function toLedgerRow(ledger: Ledger, record: LedgerRecord, names: Names): LedgerRow {
  const referred: Record<string, string> = {}
  for (const [key, column] of columnEntries(ledger)) {
    const id = record.values[key]
    const name = column.kind === 'reference' && typeof id === 'string' ? names.get(id) : undefined
    if (name !== undefined) referred[key] = name
  }
  return {
    id: record.id,
    version: record.version,
    values: maskValues(ledger, record.values) as LedgerRow['values'],
    names: referred,
    extra: maskExtra(record.extra),
    updatedAt: record.updatedAt,
    updatedBy: record.updatedBy,
  }
}

type Listed = {
  rows: LedgerRow[]
  total: number
  all: number
  facets: Record<string, { value: string; label: string; count: number }[]>
}

/** A page of the records that fit; the counts by value come with the first page only. */
export async function listLedger(context: Context, query: LedgerQuery): Promise<Listed> {
  const { ledger } = shownModule(context, query.ledger)
  const db = context.db.read
  const [records, total, all, names] = await Promise.all([
    queryRecords(db, ledger, query),
    countRecords(db, ledger, query),
    countRecords(db, ledger),
    referredNames(context, ledger),
  ])
  return {
    rows: records.map((r) => toLedgerRow(ledger, uncovered(context, query.ledger, r), names)),
    total,
    all,
    facets: query.offset > 0 ? {} : await facetsOf(context, ledger, names),
  }
}

async function facetsOf(context: Context, ledger: Ledger, names: Names): Promise<Listed['facets']> {
  const place = placeOf(context.campaign)
  const counted = columnEntries(ledger).filter(
    ([, c]) =>
      c.kind === 'choice' || c.kind === 'tags' || (c.kind === 'reference' && c.of === 'organisations'),
  )
  const facets = await Promise.all(
    counted.map(async ([key, column]) => {
      const found = await facetOf(context.db.read, ledger, key)
      const labelOf = (value: string): string => {
        const name = column.kind === 'reference' ? names.get(value) : undefined
        return name === undefined ? value || '（空）' : shortenOrgName(name, 'narrow', place)
      }
      return [key, found.map((f) => ({ ...f, label: labelOf(f.value) }))] as const
    }),
  )
  return Object.fromEntries(facets)
}

export async function getRow(context: Context, key: string, id: string): Promise<LedgerRow> {
  const { ledger } = shownModule(context, key)
  const record = await findRecord(context.db.read, ledger, id)
  if (!record) throw new NotFound(`这条${ledger.title}记录`)
  return toLedgerRow(ledger, uncovered(context, key, record), await referredNames(context, ledger))
}

export interface OptionsQuery {
  readonly ledger: string
  readonly search: string
  readonly limit: number
  /** Name of the unit whose members are asked for. */
  readonly within?: string | undefined
}

/** Records by name, short name or initials, for pickers; members of one unit where it is named. */
export async function listOptions(
  context: Context,
  { ledger: key, search, limit, within }: OptionsQuery,
): Promise<{ id: string; name: string; short: string }[]> {
  const { ledger } = shownModule(context, key)
  const place = placeOf(context.campaign)
  const unit = within === undefined ? undefined : await unitCalled(context, within)
  const filters = unit === undefined ? {} : { filters: { org_id: [unit] } }
  const records = await queryRecords(context.db.read, ledger, { search, ...filters, offset: 0, limit })
  const persons = key === 'members' ? await memberNames(context.db.read) : null
  return records.map((r) => {
    if (persons !== null) return bothNames(r.id, persons.get(r.id) ?? '')
    const name = String(r.values['full_name'] ?? '')
    return { id: r.id, name, short: shortenOrgName(name, 'grid', place) }
  })
}

const bothNames = (id: string, name: string): { id: string; name: string; short: string } => ({
  id,
  name,
  short: name,
})

async function unitCalled(context: Context, name: string): Promise<string | undefined> {
  return (await organisationDirectory(context.db.read, context.campaign)).idOf(name)
}

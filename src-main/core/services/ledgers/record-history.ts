// What happened to a record, in the words of its ledger; personal numbers stay masked, seeing them in full is logged.
import type { HistoryEntry } from '#shared/contract/common.ts'
import { columnEntries, type Ledger } from '#shared/ledger/ledger.ts'
import type { Column } from '#shared/ledger/column.ts'
import { maskPersonal } from '#shared/text/masking.ts'
import { fromTenths } from '#shared/text/hours.ts'
import type { Context } from '../../context.ts'
import { write } from '../../context.ts'
import type { SqlValue } from '../../db/journal.ts'
import { isPersonal, maskValue } from '../../ledger/masking.ts'
import { extraOf } from '../../ledger/rows.ts'
import { findRecord } from '../../ledger/store.ts'
import { NotFound, Refusal } from '../../refusal.ts'
import { historyInWords, type ShownField } from '../history-in-words.ts'
import { shownModule } from './confidential.ts'
import { coveredColumns, referredNames } from './show-records.ts'

function shown(column: Column, value: SqlValue, names: ReadonlyMap<string, string>): string | null {
  if (value === null) return null
  if (column.kind === 'hours') return String(fromTenths(Number(value)))
  if (column.kind === 'reference') return names.get(String(value)) ?? String(value)
  if (column.kind === 'tags') return (JSON.parse(String(value)) as string[]).join('、')
  return String(maskValue(column, value))
}

const extraText = (extra: Readonly<Record<string, string>>, header: string): string | null => {
  const text = extra[header]
  return text === undefined ? null : maskPersonal(text)
}

/** Unknown columns are stored together and shown one by one. */
function extraFields(before: SqlValue, after: SqlValue): ShownField[] {
  const [old, now] = [extraOf({ extra: before }), extraOf({ extra: after })]
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((header) => old[header] !== now[header])
    .map((header) => ({ label: header, before: extraText(old, header), after: extraText(now, header) }))
}

export async function ledgerHistory(context: Context, key: string, id: string): Promise<HistoryEntry[]> {
  const { ledger } = shownModule(context, key)
  const names = await referredNames(context, ledger)
  const record = await findRecord(context.db.read, ledger, id)
  const hidden = new Set(record ? coveredColumns(context, key, record) : [])
  return historyInWords(context, ledger.table, id, (name, [before, after]) => {
    if (name === 'extra') return extraFields(before, after)
    const column = ledger.columns[name]
    // What is no column of the sheet is not what people think of as content.
    if (column === undefined || hidden.has(name)) return []
    return [
      {
        label: labelOf(ledger, name),
        before: shown(column, before, names),
        after: shown(column, after, names),
      },
    ]
  })
}

const labelOf = (ledger: Ledger, name: string): string =>
  columnEntries(ledger).find(([key]) => key === name)?.[1].label ?? name

/** A personal number in full; the reason is logged before it is handed out. */
export async function revealNumber(
  context: Context,
  input: { readonly ledger: string; readonly id: string; readonly column: string; readonly reason: string },
): Promise<{ value: string }> {
  const { ledger } = shownModule(context, input.ledger)
  const column = ledger.columns[input.column]
  if (!isPersonal(column)) throw new Refusal('这一栏没有隐去的号码。')
  const record = await findRecord(context.db.read, ledger, input.id)
  const value = record?.values[input.column]
  if (typeof value !== 'string') throw new NotFound('这个号码')
  await write(
    context,
    (journal) =>
      journal.record({
        entity: 'revealed_number',
        id: input.id,
        action: 'change',
        fields: { column: [null, input.column] },
      }),
    { reason: input.reason },
  )
  return { value }
}

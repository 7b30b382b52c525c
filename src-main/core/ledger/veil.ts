// Rows as they leave the house where their ledger hides who is meant: the words of the veil stand wherever a name stood.
import type { Value } from '#shared/ledger/column.ts'
import type { Veil } from '#shared/ledger/module.ts'
import { shortenOrgName } from '#shared/text/org-name.ts'
import type { LedgerRecord } from './store.ts'

/** A referred record is known by several names; one sign alone would be found in every sentence. */
const LEAST_NAME = 2

interface Hidden {
  readonly text: string
  readonly word: string
}

type NameOf = (id: string) => string | undefined
type Place = Parameters<typeof shortenOrgName>[2]

/** Everything the row's columns are called, the longest first, so that no half of a name stays. */
function hiddenTexts({ values }: LedgerRecord, veil: Veil, nameOf: NameOf, place: Place): Hidden[] {
  const texts = Object.entries(veil).flatMap(([column, word]) => {
    const value = values[column]
    if (typeof value !== 'string') return []
    const full = nameOf(value)
    const called =
      full === undefined
        ? [value]
        : [full, shortenOrgName(full, 'narrow', place), shortenOrgName(full, 'grid', place)]
    return called.map((text) => ({ text, word }))
  })
  return texts
    .filter(({ text }) => text.length >= LEAST_NAME)
    .toSorted((a, b) => b.text.length - a.text.length)
}

const hide = (said: string, hidden: readonly Hidden[]): string =>
  hidden.reduce((text, each) => text.replaceAll(each.text, each.word), said)

const hideValue = (value: Value, hidden: readonly Hidden[]): Value =>
  typeof value === 'string' ? hide(value, hidden) : value

/** The record with its veil over it: the columns it names, and what other columns say of the same. */
export function veilRecord(record: LedgerRecord, veil: Veil, nameOf: NameOf, place: Place): LedgerRecord {
  const hidden = hiddenTexts(record, veil, nameOf, place)
  const values = Object.entries(record.values).map(([key, value]) => [key, hideValue(value, hidden)])
  const extra = Object.entries(record.extra).map(([header, text]) => [header, hide(text, hidden)])
  return {
    ...record,
    values: { ...(Object.fromEntries(values) as LedgerRecord['values']), ...veil },
    extra: Object.fromEntries(extra) as LedgerRecord['extra'],
  }
}

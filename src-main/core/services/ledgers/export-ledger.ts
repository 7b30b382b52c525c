// A ledger out to Excel: what a query shows, or the blank table.
import type { LedgerQuery } from '#shared/contract/ledger.ts'
import type { BookSpec } from '#shared/documents/book.ts'
import { blankLedger, ledgerSheet, type SheetPlace, type SheetRow } from '#shared/documents/ledger-sheet.ts'
import type { Ledger } from '#shared/ledger/ledger.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import { shortenOrgName } from '#shared/text/org-name.ts'
import { write, type Context } from '../../context.ts'
import { maskExtra, maskValues } from '../../ledger/masking.ts'
import { queryRecords, type LedgerRecord } from '../../ledger/store.ts'
import { veilRecord } from '../../ledger/veil.ts'
import { Refusal } from '../../refusal.ts'
import { saveBook, type Saved } from '../exports/save-book.ts'
import { shownModule } from './confidential.ts'
import { placeOf } from './directories.ts'
import { moduleOf } from './ledger-of.ts'
import { referredNames, uncovered } from './show-records.ts'

export interface LedgerExport {
  readonly query: Omit<LedgerQuery, 'offset' | 'limit'>
  readonly fullNumbers: boolean
  readonly reason: string | null
  readonly sheetPerOrganisation: boolean
}

const EVERYTHING = 1_000_000

const placeFor = (context: Context): SheetPlace => ({
  town: context.campaign.town.town,
  unit: context.campaign.town.officeName,
  date: formatChinese(context.today),
})

function groupByOrganisation(records: readonly LedgerRecord[]): Map<string, LedgerRecord[]> {
  const groups = new Map<string, LedgerRecord[]>()
  for (const record of records) {
    const org = String(record.values['org_id'] ?? record.id)
    const group = groups.get(org)
    if (group) group.push(record)
    else groups.set(org, [record])
  }
  return groups
}

const rowsOf = (ledger: Ledger, records: readonly LedgerRecord[], fullNumbers: boolean): SheetRow[] =>
  records.map((r) =>
    fullNumbers
      ? { id: r.id, values: r.values, extra: r.extra }
      : { id: r.id, values: maskValues(ledger, r.values), extra: maskExtra(r.extra) },
  )

/** Who is not to be named outside is not, unless a reason was given; the words in place of names are their own names. */
function veilRecords(
  context: Context,
  { query, fullNumbers }: LedgerExport,
  records: readonly LedgerRecord[],
  names: Map<string, string>,
): readonly LedgerRecord[] {
  const { veil } = moduleOf(query.ledger)
  if (veil === undefined || fullNumbers) return records
  const place = placeOf(context.campaign)
  return records.map((record) => {
    const words = veil(record.values)
    if (words === null) return record
    for (const word of Object.values(words)) names.set(word, word)
    return veilRecord(record, words, (id) => names.get(id), place)
  })
}

/** The workbook of a ledger's query; reading it back changes nothing when numbers are in full. */
export async function ledgerBook(context: Context, wish: LedgerExport): Promise<BookSpec> {
  const { ledger } = shownModule(context, wish.query.ledger)
  const found = await queryRecords(context.db.read, ledger, { ...wish.query, offset: 0, limit: EVERYTHING })
  const names = await referredNames(context, ledger)
  const open = found.map((record) => uncovered(context, wish.query.ledger, record))
  const records = veilRecords(context, wish, open, names)
  const place = placeFor(context)
  const nameOf = (id: string): string => names.get(id) ?? ''
  const sheet = (name: string, some: readonly LedgerRecord[], unit: string): BookSpec['sheets'][number] =>
    ledgerSheet(ledger, name, rowsOf(ledger, some, wish.fullNumbers), { ...place, unit }, nameOf)
  if (!wish.sheetPerOrganisation || ledger.key === 'organisations')
    return { sheets: [sheet(ledger.sheets[0] ?? ledger.title, records, place.unit)] }
  const scope = placeOf(context.campaign)
  return {
    sheets: [...groupByOrganisation(records)].map(([org, some]) =>
      sheet(shortenOrgName(nameOf(org), 'narrow', scope), some, nameOf(org)),
    ),
  }
}

/** Full numbers leave only with a reason, and the reason is logged. */
async function noteFullNumbers(context: Context, wish: LedgerExport): Promise<void> {
  if (!wish.fullNumbers) return
  const reason = wish.reason?.trim() ?? ''
  if (reason.length < 4) throw new Refusal('导出隐去的内容须写明用途（不少于4个字）。', 'reason')
  await write(
    context,
    (journal) =>
      journal.record({
        entity: 'revealed_number',
        id: wish.query.ledger,
        action: 'change',
        fields: { export: [null, wish.query.ledger] },
      }),
    { reason },
  )
}

export async function exportLedger(context: Context, wish: LedgerExport): Promise<Saved | null> {
  const { ledger } = shownModule(context, wish.query.ledger)
  await noteFullNumbers(context, wish)
  const table = ledger.sheets[0] ?? ledger.title
  return saveBook(context, table, () => ledgerBook(context, wish), { kind: ledger.key, params: wish })
}

export async function exportTemplate(context: Context, key: string): Promise<Saved | null> {
  const { ledger } = moduleOf(key)
  const table = `${ledger.sheets[0] ?? ledger.title}（空白表）`
  return saveBook(context, table, () => blankLedger(ledger, placeFor(context)), {
    kind: `${key}-blank`,
    params: {},
  })
}

// The workbooks `dudao export` writes, by name.
import type { FindingQuery } from '#shared/contract/findings.ts'
import type { BookSpec } from '#shared/documents/book.ts'
import { planTable } from '#shared/documents/plan-table.ts'
import { ledgerKeys, type LedgerKey } from '#shared/ledgers/index.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import type { Context } from '../../core/context.ts'
import { acceptanceBookNow } from '../../core/services/acceptance/sheet.ts'
import { findingBook } from '../../core/services/findings/export-list.ts'
import { ALL_ISSUES, issueBook } from '../../core/services/issues/papers.ts'
import { usualGateBook } from '../../core/services/gates/export-book.ts'
import { ledgerBook } from '../../core/services/ledgers/export-ledger.ts'
import { noticeBook } from '../../core/services/notices/export-list.ts'
import { boardBook } from '../../core/services/overview/board-book.ts'
import { planTableRows } from '../../core/services/plans/table.ts'

export interface Book {
  /** How the export is recorded. */
  readonly kind: string
  readonly make: (context: Context) => Promise<BookSpec>
}

/** Every finding, closed ones too. */
const ALL_FINDINGS: FindingQuery = {
  group: '全部',
  lights: [],
  states: [],
  units: [],
  categories: [],
  severities: [],
  phases: [],
  mine: false,
  search: '',
}

const findings: Book = {
  kind: 'E-1',
  make: (context) => findingBook(context, ALL_FINDINGS),
}

const notices: Book = { kind: 'E-2', make: noticeBook }

const plans: Book = {
  kind: 'E-4',
  make: async (context) =>
    planTable(await planTableRows(context), {
      town: context.campaign.town.town,
      campaign: context.campaign.template.shortName,
      unit: context.campaign.town.groupName,
      date: formatChinese(context.today),
    }),
}

const issues: Book = {
  kind: 'E-12',
  make: (context) => issueBook(context, ALL_ISSUES),
}

const gates: Book = { kind: 'E-5', make: usualGateBook }

const acceptance: Book = { kind: 'E-11', make: acceptanceBookNow }

const board: Book = { kind: 'E-14', make: boardBook }

/** Personal numbers leave masked: only the window asks for a reason and shows them in full. */
const rosterOf = (ledger: LedgerKey): Book => ({
  kind: ledger,
  make: (context) =>
    ledgerBook(context, { query: { ledger }, fullNumbers: false, reason: null, sheetPerOrganisation: false }),
})

export const books: Readonly<Record<string, Book | undefined>> = {
  e1: findings,
  e2: notices,
  e4: plans,
  e5: gates,
  e11: acceptance,
  e12: issues,
  e14: board,
  ...Object.fromEntries(ledgerKeys.map((key) => [key, rosterOf(key)])),
}

// The workbooks `dudao export` writes, by name.
import type { FindingQuery } from '#shared/contract/findings.ts'
import type { BookSpec } from '#shared/documents/book.ts'
import { planTable } from '#shared/documents/plan-table.ts'
import { ledgerKeys, type LedgerKey } from '#shared/ledgers/index.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import type { Context } from '../../core/context.ts'
import { archiveBookNow } from '../../core/services/branches/archive.ts'
import { coverageBookNow } from '../../core/services/branches/coverage.ts'
import { responsibleBookNow } from '../../core/services/branches/responsible.ts'
import { resultBook } from '../../core/services/appraisal/exports.ts'
import { acceptanceBookNow } from '../../core/services/acceptance/sheet.ts'
import { findingBook } from '../../core/services/findings/export-list.ts'
import { ALL_ISSUES, issueBook } from '../../core/services/issues/papers.ts'
import { usualGateBook } from '../../core/services/gates/export-book.ts'
import { ledgerBook } from '../../core/services/ledgers/export-ledger.ts'
import { shortBook, summaryBook } from '../../core/services/learning/books.ts'
import { noticeBook } from '../../core/services/notices/export-list.ts'
import { boardBook } from '../../core/services/overview/board-book.ts'
import { attendanceWorkbook } from '../../core/services/study/export.ts'
import { categoryBook } from '../../core/services/people/category-book.ts'
import { leaderTable } from '../../core/services/people/show-leaders.ts'
import { planTableRows } from '../../core/services/plans/table.ts'
import { circularBookOf } from '../../core/services/reports/issue.ts'
import { logBook } from '../../core/services/supervision/log.ts'
import { phaseBook } from '../../core/services/supervision/summary-papers.ts'

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

const appraisal: Book = { kind: 'E-13', make: resultBook }

const board: Book = { kind: 'E-14', make: boardBook }

const archive: Book = { kind: 'archive', make: archiveBookNow }

const responsible: Book = { kind: 'responsible', make: responsibleBookNow }

const coverage: Book = {
  kind: 'coverage',
  make: (context) => coverageBookNow(context, { unitType: null, onlyFaults: false }),
}

/** Personal numbers leave masked: only the window asks for a reason and shows them in full. */
const rosterOf = (ledger: LedgerKey): Book => ({
  kind: ledger,
  make: (context) =>
    ledgerBook(context, { query: { ledger }, fullNumbers: false, reason: null, sheetPerOrganisation: false }),
})

/** Figures of learning, and who falls short. */
const study: Book = { kind: 'E-6', make: summaryBook }
const studyShort: Book = { kind: 'E-7', make: (context) => shortBook(context) }

/** The group's own log, and the figures of the phase the calendar is in as of today. */
const log: Book = { kind: 'E-3', make: logBook }
const phaseData: Book = {
  kind: 'E-17',
  make: (context) => phaseBook(context, { phase: null, asOf: null }),
}

/** Members over sessions, a sheet for each unit: what `dudao import attendance` reads back. */
const attendance: Book = { kind: 'attendance', make: (context) => attendanceWorkbook(context, null) }

/** The circular that waits to go out, else the latest. */
const circular: Book = { kind: 'E-8', make: (context) => circularBookOf(context, null) }

export const books: Readonly<Record<string, Book | undefined>> = {
  e1: findings,
  e2: notices,
  e3: log,
  e4: plans,
  e5: gates,
  e6: study,
  e7: studyShort,
  e8: circular,
  e9: rosterOf('weekly_reports'),
  e11: acceptance,
  e12: issues,
  e13: appraisal,
  e14: board,
  e15: { kind: 'E-15', make: categoryBook },
  leaders: { kind: 'leaders', make: leaderTable },
  attendance,
  e17: phaseData,
  archive,
  coverage,
  responsible,
  ...Object.fromEntries(ledgerKeys.map((key) => [key, rosterOf(key)])),
}

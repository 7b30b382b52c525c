// Every ledger alike: list, get, save, remove, history, export, blank template.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { Done, HistoryEntry, Id, refusals } from './common.ts'

export const LedgerKey = z.enum([
  'organisations',
  'members',
  'issues',
  'polls',
  'analyses',
  'sessions',
  'makeups',
  'note_checks',
  'alternatives',
  'trainings',
  'weekly_reports',
  'adoptions',
  'logs',
  'samples',
  'meetings',
  'appraisals',
  'unqualified',
  'opinion_channels',
  'opinions',
  'talks',
  'lost_members',
  'floating_members',
  'difficult_members',
  'care_visits',
  'representatives',
  'exemplars',
  'contact_points',
  'contact_visits',
  'leader_duties',
  'leading_groups',
  'reorganisations',
  'branch_classes',
  'difficulties',
  'theme_activities',
  'mechanisms',
  'publicity',
  'preparations',
  'secondments',
  'participation',
  'batch_reports',
])
export type LedgerKey = z.infer<typeof LedgerKey>

/** As stored, but personal numbers masked; references carry the id, their names stand in `names`. */
export const LedgerValue = z.union([z.string(), z.number(), z.array(z.string()), z.null()])

export const LedgerRow = z.object({
  id: Id,
  version: z.number().int(),
  values: z.record(z.string(), LedgerValue),
  /** Names of referred records, by column key. */
  names: z.record(z.string(), z.string()),
  extra: z.record(z.string(), z.string()),
  updatedAt: z.string(),
  updatedBy: z.string(),
})
export type LedgerRow = z.infer<typeof LedgerRow>

export const LedgerQuery = z.object({
  ledger: LedgerKey,
  search: z.string().max(60).optional(),
  /** Column key → values wanted (any of them). '' means blank. */
  filters: z.record(z.string(), z.array(z.string())).optional(),
  sort: z.object({ column: z.string(), descending: z.boolean() }).optional(),
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(1000),
})
export type LedgerQuery = z.infer<typeof LedgerQuery>

/** What the form says, as typed: texts, which the core parses by the column as it does a cell. */
export const FormTexts = z.record(z.string(), z.string())

export const FieldProblem = z.object({
  column: z.string().nullable(),
  level: z.enum(['错误', '警告', '提示']),
  code: z.string(),
  message: z.string(),
})
export type FieldProblem = z.infer<typeof FieldProblem>

const ledgerErrors = {
  ...refusals,
  INVALID: { status: 422, message: '有内容需要改正', data: z.object({ problems: z.array(FieldProblem) }) },
}

export const ledgerContract = {
  /** Whether what a ledger holds may be shown to whoever works; false for a confidential one not yet opened. */
  isShown: oc.input(z.object({ ledger: LedgerKey })).output(z.object({ isShown: z.boolean() })),
  /** Opens a confidential ledger with a reason that is logged. */
  open: oc
    .input(z.object({ ledger: LedgerKey, reason: z.string().max(200) }))
    .output(Done)
    .errors(refusals),
  /** How many records each ledger holds, of one unit when it is named; confidential ledgers are left out. */
  counts: oc
    .input(z.object({ unit: Id.optional() }))
    .output(z.array(z.object({ ledger: LedgerKey, count: z.number().int() }))),
  list: oc.input(LedgerQuery).output(
    z.object({
      rows: z.array(LedgerRow),
      /** Rows that fit the query. */
      total: z.number().int(),
      /** All rows of the ledger. */
      all: z.number().int(),
      /** For each choice, tags and reference column: how many rows have each value. */
      facets: z.record(
        z.string(),
        z.array(z.object({ value: z.string(), label: z.string(), count: z.number().int() })),
      ),
    }),
  ),
  get: oc
    .input(z.object({ ledger: LedgerKey, id: Id }))
    .output(LedgerRow)
    .errors(refusals),
  /** `id` null adds a record. Columns not named stay as they are. An emptied text clears the field. */
  save: oc
    .input(
      z.object({
        ledger: LedgerKey,
        id: Id.nullable(),
        version: z.number().int().nullable(),
        texts: FormTexts,
        reason: z.string().max(200).nullable(),
      }),
    )
    .output(z.object({ row: LedgerRow, problems: z.array(FieldProblem) }))
    .errors(ledgerErrors),
  /** Says what is wrong with a form without saving it. */
  check: oc
    .input(z.object({ ledger: LedgerKey, id: Id.nullable(), texts: FormTexts }))
    .output(z.array(FieldProblem)),
  remove: oc
    .input(
      z.object({
        ledger: LedgerKey,
        id: Id,
        version: z.number().int(),
        reason: z.string().trim().min(1).max(200),
      }),
    )
    .output(Done)
    .errors(refusals),
  restore: oc
    .input(z.object({ ledger: LedgerKey, id: Id }))
    .output(LedgerRow)
    .errors(refusals),
  history: oc.input(z.object({ ledger: LedgerKey, id: Id })).output(z.array(HistoryEntry)),
  /** Personal numbers in full, with a reason that is logged. */
  reveal: oc
    .input(
      z.object({ ledger: LedgerKey, id: Id, column: z.string(), reason: z.string().trim().min(4).max(200) }),
    )
    .output(z.object({ value: z.string() }))
    .errors(refusals),
  /** Names to choose from for a reference column. */
  options: oc
    .input(
      z.object({
        ledger: LedgerKey,
        search: z.string().max(60),
        limit: z.number().int().max(500),
        /** Name of the unit whose members are asked for. */
        within: z.string().max(80).optional(),
      }),
    )
    .output(z.array(z.object({ id: Id, name: z.string(), short: z.string() }))),
  /** Writes what the query shows (or all) to a workbook chosen in the host's dialog; null when the user gave up. */
  export: oc
    .input(
      z.object({
        query: LedgerQuery.omit({ offset: true, limit: true }),
        /** Full personal numbers need a reason. */
        fullNumbers: z.boolean(),
        reason: z.string().max(200).nullable(),
        sheetPerOrganisation: z.boolean(),
      }),
    )
    .output(z.object({ file: z.string(), rows: z.number().int() }).nullable())
    .errors(refusals),
  template: oc
    .input(z.object({ ledger: LedgerKey }))
    .output(z.object({ file: z.string(), rows: z.number().int() }).nullable())
    .errors(refusals),
}

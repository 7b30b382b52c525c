// Import: choose a file, see the plan, settle doubts, write it in one go, undo it.
import { eventIterator, oc } from '@orpc/contract'
import * as z from 'zod'
import { Done, Id, PickedFile, Progress, refusals } from './common.ts'
import { LedgerKey, LedgerValue } from './ledger.ts'

export const Policy = z.enum(['stop', 'skip', 'fill'])
export const Outcome = z.enum(['add', 'change', 'same', 'refused', 'left'])

export const PlacedProblem = z.object({
  sheet: z.string(),
  row: z.number().int().nullable(),
  column: z.string().nullable(),
  header: z.string().nullable(),
  code: z.string(),
  level: z.enum(['错误', '警告', '提示']),
  message: z.string(),
  candidates: z.array(z.string()).optional(),
})
export type PlacedProblem = z.infer<typeof PlacedProblem>

const Skipped = z.object({
  total: z.number().int(),
  blank: z.number().int(),
  repeatedHeader: z.number().int(),
  footer: z.number().int(),
  sample: z.number().int(),
})

export const SheetSummary = z.object({
  name: z.string(),
  state: z.enum(['visible', 'hidden', 'veryHidden']),
  imported: z.boolean(),
  headerRow: z.number().int().nullable(),
  read: z.number().int(),
  refused: z.number().int(),
  warned: z.number().int(),
  skipped: Skipped,
  problems: z.array(PlacedProblem),
  layout: z.string().nullable(),
  headers: z.array(
    z.object({ header: z.string(), column: z.string().nullable(), tag: z.string().nullable() }),
  ),
  candidates: z.array(z.object({ row: z.number().int(), texts: z.array(z.string()) })),
})
export type SheetSummary = z.infer<typeof SheetSummary>

export const ImportCounts = z.object({
  read: z.number().int(),
  add: z.number().int(),
  change: z.number().int(),
  same: z.number().int(),
  refused: z.number().int(),
  left: z.number().int(),
  warned: z.number().int(),
  missing: z.number().int(),
  skipped: Skipped,
})
export type ImportCounts = z.infer<typeof ImportCounts>

/** An open import: the file stays read until it is written or closed. */
export const ImportSession = z.object({
  session: Id,
  ledger: LedgerKey,
  fileName: z.string(),
  format: z.string(),
  policy: Policy,
  sheets: z.array(SheetSummary),
  counts: ImportCounts,
  missing: z.array(z.object({ id: Id, label: z.string() })),
  /** The same bytes were imported before, and when. */
  seenBefore: z.object({ at: z.string(), by: z.string() }).nullable(),
})
export type ImportSession = z.infer<typeof ImportSession>

export const PreviewRow = z.object({
  sheet: z.string(),
  row: z.number().int(),
  outcome: Outcome,
  /** What the row will be, as a person reads it, personal numbers masked; by column key. */
  after: z.record(z.string(), LedgerValue),
  /** Only cells that change: the value stored now. */
  before: z.record(z.string(), LedgerValue),
  /** Cell texts as they stand in the file, personal numbers masked. */
  texts: z.record(z.string(), z.string()),
  problems: z.array(PlacedProblem),
})
export type PreviewRow = z.infer<typeof PreviewRow>

export const ImportResult = z.object({
  batch: Id,
  counts: ImportCounts,
  written: z.number().int(),
})
export type ImportResult = z.infer<typeof ImportResult>

export const BatchSummary = z.object({
  id: Id,
  ledger: LedgerKey,
  fileName: z.string(),
  at: z.string(),
  by: z.string(),
  policy: Policy,
  counts: ImportCounts,
  state: z.enum(['已写入', '已撤销', '部分撤销']),
  undoneAt: z.string().nullable(),
  undoneBy: z.string().nullable(),
})
export type BatchSummary = z.infer<typeof BatchSummary>

/** What an undo kept because somebody changed it since. */
export const UndoResult = z.object({
  undone: z.number().int(),
  kept: z.array(z.object({ id: Id, label: z.string(), fields: z.array(z.string()), why: z.string() })),
})
export type UndoResult = z.infer<typeof UndoResult>

const importErrors = {
  ...refusals,
  /** The file cannot be read; the message says why and what to do. */
  UNREADABLE: { status: 422, message: '读不了这个文件', data: z.object({ code: z.string() }) },
}

export const importContract = {
  pick: oc.input(z.object({ ledger: LedgerKey })).output(PickedFile.nullable()),
  open: oc
    .input(z.object({ ledger: LedgerKey, file: z.string() }))
    .output(eventIterator(Progress, ImportSession))
    .errors(importErrors),
  /** Changes what is imported and how doubts are settled, and plans again. */
  adjust: oc
    .input(
      z.object({
        session: Id,
        policy: Policy.optional(),
        /** Sheet names to import. */
        sheets: z.array(z.string()).optional(),
        headerRow: z.object({ sheet: z.string(), row: z.number().int().positive() }).optional(),
        /** Position → column key, 'tag:<key>:<value>' or null; remembered for this layout. */
        mapping: z
          .object({ sheet: z.string(), columns: z.record(z.string(), z.string().nullable()) })
          .optional(),
        /** Settles a doubtful cell (`column`) or row (`column` null: 转入本支部 / 保留原支部 / 暂不导入). */
        answers: z
          .array(
            z.object({
              sheet: z.string(),
              row: z.number().int(),
              column: z.string().nullable(),
              /** null takes the answer back. */
              answer: z.string().nullable(),
            }),
          )
          .optional(),
      }),
    )
    .output(ImportSession)
    .errors(importErrors),
  rows: oc
    .input(
      z.object({
        session: Id,
        sheet: z.string().optional(),
        show: z.enum(['all', 'changed', 'problems']),
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(1000),
      }),
    )
    .output(z.object({ rows: z.array(PreviewRow), total: z.number().int() }))
    .errors(refusals),
  /** Writes the plan as shown, all or nothing, after a backup. */
  commit: oc
    .input(z.object({ session: Id }))
    .output(eventIterator(Progress, ImportResult))
    .errors(importErrors),
  closeSession: oc.input(z.object({ session: Id })).output(Done),
  batches: oc.input(z.object({ limit: z.number().int().max(200) })).output(z.array(BatchSummary)),
  undo: oc
    .input(z.object({ batch: Id }))
    .output(UndoResult)
    .errors(refusals),
  /** Refused rows with their reasons, in the file's own layout (E-10); of an open session or of a batch just written. */
  exportRefused: oc
    .input(z.object({ session: Id }))
    .output(z.object({ file: z.string(), rows: z.number().int() }).nullable())
    .errors(refusals),
}

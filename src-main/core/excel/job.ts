// The jobs of the spreadsheet process: read a workbook, write a workbook.
import type { BookSpec } from '#shared/documents/book.ts'
import type { RawWorkbook } from '#shared/ledger/sheet.ts'
import type { WrittenFile } from './safe-file.ts'
import type { Perform } from './serve.ts'

export interface ReadJob {
  readonly kind: 'read'
  readonly file: string
}

export interface WriteJob {
  readonly kind: 'write'
  readonly file: string
  /** Written first, then moved over `file`; the one who ordered the job removes it when the process is stopped. */
  readonly part: string
  readonly book: BookSpec
}

export type Job = ReadJob | WriteJob

export interface JobResult {
  readonly read: RawWorkbook
  readonly write: WrittenFile
}

/** The two halves are loaded on demand: reading needs no exceljs, which takes 300 ms to load. */
export const perform: Perform = async (message, report) => {
  const job = message as Job
  if (job.kind === 'read') {
    const { readWorkbook } = await import('./intake/read.ts')
    return readWorkbook(job.file, (rows) => report(rows, 0))
  }
  const { writeWorkbook } = await import('./writer.ts')
  return writeWorkbook(job.file, job.part, job.book, report)
}

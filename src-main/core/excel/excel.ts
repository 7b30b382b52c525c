// What services see of spreadsheets: read a chosen file, write a book, both in a guarded process.
import { rm } from 'node:fs/promises'
import type { BookSpec } from '#shared/documents/book.ts'
import type { RawWorkbook } from '#shared/ledger/sheet.ts'
import { IntakeError, isFailureCode, type FailureCode } from './failure.ts'
import type { Job, JobResult } from './job.ts'
import { ExcelProcessError, type ExcelRunner, type ExcelRunOptions } from './protocol.ts'
import { partNameFor, type WrittenFile } from './safe-file.ts'

export { IntakeError, type FailureCode } from './failure.ts'
export type { WrittenFile } from './safe-file.ts'

export class Excel {
  readonly #run: ExcelRunner

  constructor(run: ExcelRunner) {
    this.#run = run
  }

  /**
   * The workbook as it stands in the file; progress counts rows, the total is not known.
   * @throws IntakeError with a sentence for the user; the signal's reason when cancelled
   */
  async read(file: string, options: ExcelRunOptions = {}): Promise<RawWorkbook> {
    return this.#perform({ kind: 'read', file }, options)
  }

  /**
   * Writes the book over `file`, which is either complete afterwards or as it was before.
   * @throws IntakeError with a sentence for the user; the signal's reason when cancelled
   */
  async write(file: string, book: BookSpec, options: ExcelRunOptions = {}): Promise<WrittenFile> {
    const part = partNameFor(file)
    try {
      return await this.#perform({ kind: 'write', file, part, book }, options)
    } catch (error) {
      // A process that was stopped could not remove it itself. Where it could, the folder may not even exist.
      await rm(part, { force: true }).catch(() => undefined)
      throw error
    }
  }

  async #perform<J extends Job>(job: J, options: ExcelRunOptions): Promise<JobResult[J['kind']]> {
    try {
      // The process answers a job with the result of its own kind (job.ts).
      return (await this.#run(job, options)) as JobResult[J['kind']]
    } catch (error) {
      options.signal?.throwIfAborted()
      throw toIntakeError(error)
    }
  }
}

/** How the process itself may end, in terms of the file. */
const PROCESS_FAILURES: Readonly<Record<string, FailureCode>> = {
  OUT_OF_MEMORY: 'F-TOO-LARGE',
  TIMEOUT: 'F-TOO-SLOW',
}

function toIntakeError(error: unknown): unknown {
  if (!(error instanceof ExcelProcessError)) return error
  if (isFailureCode(error.code)) return new IntakeError(error.code, error.message, error)
  const code = PROCESS_FAILURES[error.code] ?? 'F-WORKER'
  return new IntakeError(code, error.code === 'FAILED' ? UNEXPECTED : error.message, error)
}

/** A fault of ours in the process: its own words are for the log. */
const UNEXPECTED = '处理表格时发生意外，数据没有改动。请再试一次；仍然如此时，请把日志交给维护人员。'

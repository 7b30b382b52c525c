// What a host and the spreadsheet process say to each other, and how such a process can end badly.

/** The one message the process receives. `tempDir` is its own and is removed after it. */
export interface JobMessage {
  kind: 'job'
  job: unknown
  tempDir: string
}

/** `total` 0 means not known yet; `residentMb` is the process's own memory. */
export type FromProcess =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'memory'; residentMb: number }
  | { kind: 'done'; result: unknown }
  | { kind: 'failed'; message: string; code?: string }

export interface ExcelRunOptions {
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
}

/**
 * Performs one job in a process of its own and returns its result.
 * Throws ExcelProcessError: with the job's own code and message when the job refused, else with one of ProcessFailure.
 */
export type ExcelRunner = (job: unknown, options: ExcelRunOptions) => Promise<unknown>

export type ProcessFailure = 'OUT_OF_MEMORY' | 'TIMEOUT' | 'CANCELLED' | 'CRASHED'

const failureMessages: Record<ProcessFailure, string> = {
  OUT_OF_MEMORY: '这个文件展开后太大，已停止处理。请把它分成几个文件再试。',
  TIMEOUT: '处理长时间没有进展，已停止。请确认文件没有损坏后再试一次。',
  CANCELLED: '已取消。',
  CRASHED: '处理表格时程序意外中断，数据没有改动。请再试一次；仍然如此时，请把日志交给维护人员。',
}

/** `code` is a ProcessFailure, or the code that the job itself gave (FAILED without one). */
export class ExcelProcessError extends Error {
  override readonly name = 'ExcelProcessError'
  readonly code: string

  constructor(code: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }

  static of(failure: ProcessFailure, cause?: unknown): ExcelProcessError {
    return new ExcelProcessError(failure, failureMessages[failure], cause)
  }
}

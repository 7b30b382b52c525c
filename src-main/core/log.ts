// Where the core writes down what went wrong; the host decides which file that is.
export interface Log {
  info(message: string): void
  error(where: string, error: unknown): void
}

/** For runs without a log file: tests and scripts. */
export const silentLog: Log = { info: () => undefined, error: () => undefined }

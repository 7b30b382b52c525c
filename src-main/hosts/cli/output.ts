// What the command line prints: one JSON object, or sentences; progress goes to standard error.
import type { Report } from '../../core/progress.ts'

export function print(isJson: boolean, value: unknown, sentences: () => string): void {
  process.stdout.write(`${isJson ? JSON.stringify(value) : sentences()}\n`)
}

const EVERY = 500

/** Progress lines for people; nothing where another program reads. */
export function followProgress(isQuiet: boolean): Report {
  let shown = -EVERY
  return (done, total, what) => {
    if (isQuiet || done - shown < EVERY) return
    shown = done
    process.stderr.write(total > 0 ? `${what} ${done}/${total}\n` : `${what} …\n`)
  }
}

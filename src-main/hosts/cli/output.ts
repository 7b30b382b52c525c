// What the command line prints: one JSON object, or sentences; progress goes to standard error.
import type { Report } from '../../core/progress.ts'

export function print(isJson: boolean, value: unknown, sentences: () => string): void {
  process.stdout.write(`${isJson ? JSON.stringify(value) : sentences()}\n`)
}

/** Whoever reads may stop early (`| head`): that is no fault, and the work is done all the same. */
export function allowEarlyEnd(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
}

const EVERY = 500

/** Progress lines for people; nothing where another program reads. */
export function followProgress(isQuiet: boolean): Report {
  let shown = -EVERY
  let step = ''
  return (done, total, what) => {
    if (isQuiet || (what === step && done - shown < EVERY)) return
    shown = done
    step = what
    process.stderr.write(total > 0 ? `${what} ${done}/${total}\n` : `${what} …\n`)
  }
}

// Turns work that reports its progress by calling back into a stream that a page or a command line can follow.
import type { Progress } from '#shared/contract/common.ts'

export type Report = (done: number, total: number, what: string) => void

/** Runs the work and yields what it reports; the work's result is the stream's. */
export async function* streamed<T>(
  work: (report: Report) => Promise<T>,
): AsyncGenerator<Progress, T, undefined> {
  let latest: Progress | null = null
  let wake: () => void = () => undefined
  const running = work((done, total, what) => {
    latest = { done, total, what }
    wake()
  })
  let isDone = false
  const ended = running.then(
    () => void (isDone = true),
    () => void (isDone = true),
  )
  const isRunning = (): boolean => !isDone
  while (isRunning()) {
    await Promise.race([ended, new Promise<void>((resolve) => (wake = resolve))])
    const next = takeLatest()
    if (next) yield next
  }
  return running

  function takeLatest(): Progress | null {
    const taken = latest
    latest = null
    return taken
  }
}

/** Lets everybody else work before the next step of a long computation. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

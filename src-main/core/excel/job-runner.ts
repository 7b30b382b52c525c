// Runs one spreadsheet job in a child process under memory and time limits, in a temporary folder that does not outlive it.
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ExcelProcessError } from './protocol.ts'
import type { ExcelRunner, ExcelRunOptions, FromProcess, JobMessage } from './protocol.ts'

export interface Limits {
  /** Resident memory of the process. */
  memoryMb: number
  /** Longest silence, without progress or answer. */
  idleSeconds: number
}
export const defaultLimits: Limits = { memoryMb: 500, idleSeconds: 60 }

/** What a host's kind of child process must be able to do. */
export interface Child {
  post(message: JobMessage): void
  onMessage(listener: (message: FromProcess) => void): void
  onExit(listener: (exit: Exit) => void): void
  kill(): void
  /** undefined where the host cannot tell: then the process's own reports are used. */
  residentMb(): number | undefined
}
export interface Exit {
  ranOutOfMemory: boolean
  /** The end of what it wrote to its error output, for the log. */
  lastWords: string
}
export type StartChild = (env: NodeJS.ProcessEnv) => Child

const tempPrefix = 'dudao-excel-'
const watchEveryMs = 100

/** Makes a runner from a way to start a child process. */
export function createRunner(start: StartChild, limits: Limits = defaultLimits): ExcelRunner {
  return async (job, options) => {
    throwIfCancelled(options)
    const tempDir = await mkdtemp(path.join(tmpdir(), `${tempPrefix}${process.pid}-`))
    try {
      throwIfCancelled(options)
      const child = start({ ...process.env, TMPDIR: tempDir, TEMP: tempDir, TMP: tempDir })
      return await supervise(child, { kind: 'job', job, tempDir }, limits, options)
    } finally {
      await rm(tempDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    }
  }
}

function throwIfCancelled({ signal }: ExcelRunOptions): void {
  if (signal?.aborted) throw ExcelProcessError.of('CANCELLED')
}

/** Settles only after the child has ended, so that its folder can be removed on every system. */
function supervise(
  child: Child,
  message: JobMessage,
  limits: Limits,
  options: ExcelRunOptions,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const end = new Ending(child)
    const watch = watchLimits(child, limits, end)
    const cancel = (): void => end.fail(ExcelProcessError.of('CANCELLED'))
    options.signal?.addEventListener('abort', cancel, { once: true })
    child.onMessage((answer) => {
      watch.hear(answer)
      receive(answer, end, options)
    })
    child.onExit((exit) => {
      watch.stop()
      options.signal?.removeEventListener('abort', cancel)
      const { error, result } = end.afterExit(exit)
      if (error === undefined) resolve(result)
      else reject(error)
    })
    child.post(message)
  })
}

function receive(message: FromProcess, end: Ending, { onProgress }: ExcelRunOptions): void {
  if (message.kind === 'progress') onProgress?.(message.done, message.total)
  if (message.kind === 'done') end.succeed(message.result)
  if (message.kind === 'failed') end.fail(new ExcelProcessError(message.code ?? 'FAILED', message.message))
}

interface Outcome {
  error?: ExcelProcessError
  result?: unknown
}

/** Remembers the first outcome and ends the child with it. */
class Ending {
  readonly #child: Child
  #outcome: Outcome | undefined

  constructor(child: Child) {
    this.#child = child
  }

  succeed(result: unknown): void {
    this.#settle({ result })
  }

  fail(error: ExcelProcessError): void {
    this.#settle({ error })
  }

  #settle(outcome: Outcome): void {
    this.#outcome ??= outcome
    this.#child.kill()
  }

  /** An exit before any answer is the failure itself. */
  afterExit(exit: Exit): Outcome {
    const cause = exit.lastWords === '' ? undefined : exit.lastWords
    return (
      this.#outcome ?? {
        error: ExcelProcessError.of(exit.ranOutOfMemory ? 'OUT_OF_MEMORY' : 'CRASHED', cause),
      }
    )
  }
}

interface Watch {
  hear(message: FromProcess): void
  stop(): void
}

function watchLimits(child: Child, limits: Limits, end: Ending): Watch {
  let lastHeard = performance.now()
  let reportedMb = 0
  const timer = setInterval(() => {
    if ((child.residentMb() ?? reportedMb) > limits.memoryMb) end.fail(ExcelProcessError.of('OUT_OF_MEMORY'))
    if (performance.now() - lastHeard > limits.idleSeconds * 1000) end.fail(ExcelProcessError.of('TIMEOUT'))
  }, watchEveryMs)
  return {
    hear(message) {
      if (message.kind === 'memory') reportedMb = message.residentMb
      else lastHeard = performance.now()
    },
    stop: () => clearInterval(timer),
  }
}

/** Removes the folders of jobs whose host ended without cleaning up: they may hold personal data. Returns how many. */
export async function sweepLeftovers(): Promise<number> {
  const names = await readdir(tmpdir())
  const left = names.filter((name) => name.startsWith(tempPrefix) && !isAlive(hostOf(name)))
  for (const name of left) await rm(path.join(tmpdir(), name), { recursive: true, force: true })
  return left.length
}

function hostOf(folder: string): number {
  return Number(folder.slice(tempPrefix.length).split('-')[0])
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Keeps the end of a stream's text. */
export function keepTail(stream: NodeJS.ReadableStream | null, characters = 2000): () => string {
  let tail = ''
  stream?.on('data', (data: Buffer | string) => {
    tail = (tail + data.toString()).slice(-characters)
  })
  return () => tail.trim()
}

// The listening side of the spreadsheet process: takes one job, reports progress, answers once.
import process from 'node:process'
import type { FromProcess, JobMessage } from './protocol.ts'

export type Report = (done: number, total: number) => void
export type Perform = (job: unknown, report: Report) => Promise<unknown>

/** Electron's utility process has this in place of process.send; its type lives in electron, which core does not know. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

interface Channel {
  receive(listener: (message: unknown) => void): void
  post(message: FromProcess): void
}

/** Progress closer together than this is not worth a message. */
const progressEveryMs = 50
const memoryEveryMs = 200

/** Waits for the one job of this process, performs it and posts its result or its failure. */
export function serve(perform: Perform): void {
  const channel = openChannel()
  channel.receive((message) => {
    if (isJobMessage(message)) void answer(channel, perform, message.job)
  })
}

async function answer(channel: Channel, perform: Perform, job: unknown): Promise<void> {
  const watch = setInterval(() => channel.post({ kind: 'memory', residentMb: residentMb() }), memoryEveryMs)
  try {
    const result = await perform(job, throttle(channel))
    channel.post({ kind: 'done', result })
  } catch (error) {
    channel.post(describeFailure(error))
  } finally {
    clearInterval(watch)
  }
}

function throttle(channel: Channel): Report {
  let last = -Infinity
  return (done, total) => {
    const now = performance.now()
    if (now - last < progressEveryMs && done !== total) return
    last = now
    channel.post({ kind: 'progress', done, total })
  }
}

function describeFailure(error: unknown): FromProcess {
  if (!(error instanceof Error)) return { kind: 'failed', message: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return { kind: 'failed', message: error.message, ...(code === undefined ? {} : { code }) }
}

function residentMb(): number {
  return process.memoryUsage.rss() / 1024 / 1024
}

function isJobMessage(message: unknown): message is JobMessage {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'job'
}

function openChannel(): Channel {
  const port = parentPort()
  return port === undefined ? nodeChannel() : electronChannel(port)
}

function parentPort(): ParentPort | undefined {
  return (process as { parentPort?: ParentPort }).parentPort
}

function electronChannel(port: ParentPort): Channel {
  return {
    receive: (listener) => port.on('message', (event) => listener(event.data)),
    post: (message) => port.postMessage(message),
  }
}

function nodeChannel(): Channel {
  // Without its parent nobody waits for the result, and nobody would end this process.
  process.once('disconnect', () => process.exit())
  return {
    receive: (listener) => process.on('message', listener),
    post: (message) => process.send?.(message),
  }
}

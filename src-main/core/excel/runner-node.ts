// The spreadsheet process on plain Node: for the command line and for tests.
import { fork, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRunner, defaultLimits, keepTail } from './job-runner.ts'
import type { Child, Limits } from './job-runner.ts'
import type { ExcelRunner, FromProcess } from './protocol.ts'

const pageBytes = 4096
/** How a shell reports SIGABRT, which is what V8 raises when its heap is full. */
const abortedCode = 134

/** A runner that forks `script` (the bundled excel-process.cjs) once for each job. */
export function createNodeRunner(script: string, limits: Limits = defaultLimits): ExcelRunner {
  return createRunner((env) => forkChild(script, env, limits), limits)
}

function forkChild(script: string, env: NodeJS.ProcessEnv, limits: Limits): Child {
  const child = fork(script, [], {
    env,
    execArgv: [`--max-old-space-size=${limits.memoryMb}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const lastWords = keepTail(child.stderr)
  return {
    post: (message) => child.send(message),
    onMessage: (listener) => child.on('message', (message) => listener(message as FromProcess)),
    onExit: (listener) =>
      onceEnded(child, (isAborted) => listener({ ranOutOfMemory: isAborted, lastWords: lastWords() })),
    kill: () => child.kill('SIGKILL'),
    residentMb: () => (child.pid === undefined ? undefined : readResidentMb(child.pid)),
  }
}

/** 'close' comes after the last message and the last output; 'error' when the process could not start at all. */
function onceEnded(child: ChildProcess, listener: (isAborted: boolean) => void): void {
  child.on('error', () => listener(false))
  child.once('close', (code, signal) => listener(signal === 'SIGABRT' || code === abortedCode))
}

/** Linux tells the memory of a process that is too busy to report it itself. */
function readResidentMb(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    const pages = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]
    return (Number(pages) * pageBytes) / 1024 / 1024
  } catch {
    // it has ended between two looks
    return undefined
  }
}

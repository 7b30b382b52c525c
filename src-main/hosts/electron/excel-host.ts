// The spreadsheet process inside Electron: a utility process whose memory is watched from outside.
import { app, utilityProcess } from 'electron'
import { createRunner, keepTail } from '../../core/excel/job-runner.ts'
import type { Child } from '../../core/excel/job-runner.ts'
import type { ExcelRunner, FromProcess } from '../../core/excel/protocol.ts'

/** Exit codes of an abort, by which V8 ends a process whose heap is full: bare signal, as a shell tells it, Windows. */
const abortedCodes = new Set([6, 134, -2147483645, 2147483651])

/** A runner that starts `script` (the bundled excel-process.cjs) once for each job. */
export function createExcelRunner(script: string): ExcelRunner {
  return createRunner((env) => startProcess(script, env))
}

function startProcess(script: string, env: NodeJS.ProcessEnv): Child {
  const child = utilityProcess.fork(script, [], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    serviceName: 'excel',
  })
  const lastWords = keepTail(child.stderr)
  return {
    post: (message) => child.once('spawn', () => child.postMessage(message)),
    onMessage: (listener) => child.on('message', (message: FromProcess) => listener(message)),
    onExit: (listener) =>
      child.once('exit', (code) =>
        listener({ ranOutOfMemory: abortedCodes.has(code), lastWords: lastWords() }),
      ),
    kill: () => child.kill(),
    residentMb: () => readResidentMb(child.pid),
  }
}

function readResidentMb(pid: number | undefined): number | undefined {
  const metric = app.getAppMetrics().find((process) => process.pid === pid)
  return metric === undefined ? undefined : metric.memory.workingSetSize / 1024
}

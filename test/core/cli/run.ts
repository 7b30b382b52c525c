// Runs `dudao` as it is delivered: a process of its own, as an office or a script would.
import { spawn } from 'node:child_process'
import path from 'node:path'

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const PROGRAM = path.resolve('dist/main/dudao.cjs')

/** The day of the work is fixed, so that reports do not depend on the calendar. */
const ENVIRONMENT = { ...process.env, DUDAO_TODAY: '2005-08-17' }

export const dudao = (words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...words], { env: { ...ENVIRONMENT, ...env } })
    const [out, err]: [Buffer[], Buffer[]] = [[], []]
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    )
  })

/** The one object that --json prints, and nothing else. */
export function jsonOf({ out }: Ran): Record<string, unknown> {
  return JSON.parse(out) as Record<string, unknown>
}

/** Starts a command, closes its output after the first bytes, and waits for its end. */
export const dudaoIntoHead = (words: readonly string[]): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...words], { env: ENVIRONMENT })
    const err: Buffer[] = []
    child.stdout.destroy()
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out: '', err: Buffer.concat(err).toString() }))
  })

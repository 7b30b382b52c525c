// The log: plain text in userData/logs, a few files of bounded size, personal numbers masked.
import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'

export interface Log {
  /** The file that is being written. */
  readonly file: string
  info(text: string): void
  error(where: string, error: unknown): void
}

const largestBytes = 1024 * 1024
const oldFiles = 4

/** Opens the log in a folder, which is made when it is not there. */
export function openLog(folder: string): Log {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, 'dudao.log')
  const write = (level: string, text: string): void => {
    if (existsSync(file) && statSync(file).size > largestBytes) rotate(folder)
    appendFileSync(file, `${new Date().toISOString()} ${level} ${maskPersonalNumbers(text)}\n`)
  }
  return {
    file,
    info: (text) => write('info', text),
    error: (where, error) => write('error', `${where}: ${describe(error)}`),
  }
}

/** dudao.log becomes dudao.1.log, that one dudao.2.log; the oldest is overwritten. */
function rotate(folder: string): void {
  const nameOf = (age: number): string => path.join(folder, age === 0 ? 'dudao.log' : `dudao.${age}.log`)
  for (let age = oldFiles; age > 0; age--) {
    if (existsSync(nameOf(age - 1))) renameSync(nameOf(age - 1), nameOf(age))
  }
}

/** The stack with its causes; whatever else was thrown, as text. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\n  cause: ${describe(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}

/** ID numbers (18 places) and mobile numbers (11 places) keep their first three and last two characters. */
export function maskPersonalNumbers(text: string): string {
  return text.replaceAll(
    /(?<!\d)(\d{17}[\dXx]|1\d{10})(?![\dXx])/g,
    (number) => number.slice(0, 3) + '*'.repeat(number.length - 5) + number.slice(-2),
  )
}

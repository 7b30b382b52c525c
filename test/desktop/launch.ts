// Starts the real application under Playwright, in a user folder of its own, and keeps what it says.
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { findRuntime, type Runtime } from '../../tools/setup/runtime.mjs'

export interface Launched {
  app: ElectronApplication
  page: Page
  /** Errors of the page and what the process wrote to its error output. */
  log: string[]
  userData: string
}

export interface LaunchOptions {
  env?: Record<string, string>
  /** Executable of a packaged application; without it the checkout is run. */
  packaged?: string
  /** To start again where another start left off. */
  userData?: string
}

const root = path.resolve(import.meta.dirname, '../..')

/** The runtime that set-up chose. Throws when there is none: then `npm run setup` has not run. */
export function needRuntime(): Runtime {
  const runtime = findRuntime()
  if (!runtime) throw new Error('no Electron runtime: run npm run setup first')
  return runtime
}

/** A new folder for the application's own files; it lies in the one that is removed after the tests. */
export function newUserData(): string {
  return mkdtempSync(path.join(process.env['DUDAO_TEST_FOLDER'] ?? os.tmpdir(), 'user-'))
}

/** Opens the application and waits until its page shows something. A start that fails says why and leaves no process. */
export async function launch(options: LaunchOptions = {}): Promise<Launched> {
  const userData = options.userData ?? newUserData()
  const app = await _electron.launch({
    executablePath: options.packaged ?? needRuntime().executable,
    args: [...(options.packaged === undefined ? [root] : []), ...sandboxSwitch()],
    env: { ...environment(), DUDAO_USERDATA: userData, ...options.env },
  })
  const log: string[] = []
  app.process().stderr?.on('data', (data: Buffer) => log.push(data.toString()))
  try {
    const page = await app.firstWindow()
    record(page, log)
    await page.waitForFunction(() => document.querySelector('#app > *') !== null)
    return { app, page, log, userData }
  } catch (error) {
    app.process().kill('SIGKILL')
    throw new Error(`the window did not come up:\n${log.join('\n')}`, { cause: error })
  }
}

function record(page: Page, log: string[]): void {
  page.on('pageerror', (error) => log.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') log.push(`console: ${message.text()}`)
  })
}

/** Chromium's sandbox refuses to run as root; everybody else keeps it. */
function sandboxSwitch(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

/** Without what vitest sets for itself. */
function environment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    ([name]) => name !== 'NODE_OPTIONS' && name !== 'NODE_ENV',
  )
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined))
}

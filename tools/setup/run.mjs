// Starts other programs: npm, system tools; never reads from the terminal.
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'

/** Runs a program to its end; `show` passes its output through. Result: {ok, text, error}. */
export function run(command, args, { cwd, env, show = false, seconds } = {}) {
  const result = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: seconds === undefined ? undefined : seconds * 1000,
    killSignal: 'SIGKILL',
    // npm is a .cmd file on Windows, which only a shell can start
    shell: process.platform === 'win32' && command === 'npm',
  })
  return {
    ok: result.status === 0,
    text: result.stdout ?? '',
    error: result.stderr || result.error?.message || '',
  }
}

/** Runs npm: the one that started us, or else the one on the path. */
export function npm(args, options) {
  const cli = process.env.npm_execpath
  const isScript = cli !== undefined && /\.c?js$/.test(cli)
  return isScript ? run(process.execPath, [cli, ...args], options) : run('npm', args, options)
}

/** The full path of a program on PATH, or undefined. */
export function whichProgram(name) {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  return folders.map((folder) => path.join(folder, name)).find(isExecutable)
}

export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

export const isRoot = process.getuid?.() === 0

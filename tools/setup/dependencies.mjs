// Installs what package-lock.json says when node_modules does not match it.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { announce } from './say.mjs'
import { inRoot, root } from './place.mjs'
import { npm, run } from './run.mjs'

const stampFile = inRoot('node_modules/.setup-stamp')

/** Runs `npm ci` unless node_modules already holds exactly what the lock file names. */
export async function installDependencies() {
  const wanted = stampOf(readFileSync(inRoot('package-lock.json')))
  if (readStamp() === wanted) return
  if (!isInstalled()) install()
  writeFileSync(stampFile, wanted)
}

/** The lock file and everything that decides which binary is the right one. */
function stampOf(lock) {
  const host = `${process.platform} ${process.arch} ${process.versions.modules}`
  return createHash('sha256').update(lock).update(host).digest('hex')
}

function readStamp() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : undefined
}

/** Whether somebody already ran npm by hand: every package in its version, and sqlite3 loads under this Node. */
function isInstalled() {
  const hidden = inRoot('node_modules/.package-lock.json')
  if (!existsSync(hidden)) return false
  const wanted = packagesOf(inRoot('package-lock.json'))
  const present = packagesOf(hidden)
  const isMatching = Object.entries(wanted).every(
    ([folder, entry]) =>
      folder === '' || (present[folder] ? present[folder].version === entry.version : entry.optional),
  )
  return isMatching && isSqliteLoadable()
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages
}

function isSqliteLoadable() {
  return run(process.execPath, ['-e', "require('sqlite3')"], { cwd: root }).ok
}

function install() {
  announce('正在安装依赖（第一次约两分钟）；sqlite3 没有现成的二进制时会在本机编译，约一分半钟 …')
  const started = performance.now()
  const result = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, show: true })
  if (!result.ok) throw new Error('依赖没有装好，请看上面的说明，改正后再运行一次。')
  if (!isSqliteLoadable())
    throw new Error('sqlite3 没有编译成功：请安装 C++ 编译器、make 和 Python 3 后再运行一次。')
  announce(`依赖已装好，用时 ${Math.round((performance.now() - started) / 1000)} 秒。`)
}

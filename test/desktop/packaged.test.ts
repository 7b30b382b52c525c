// The packaged application holds exactly what it needs, and opens.
import { mkdtempSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packFolder } from '../../tools/pack/pack-folder.mjs'
import { launch, needRuntime } from './launch.ts'

const output = mkdtempSync(path.join(os.tmpdir(), 'dudao-packed-'))
let packed: string
let asar: string

beforeAll(async () => {
  packed = await packFolder({ runtime: needRuntime(), output, isForTests: true })
  asar = path.join(packed, 'resources/app.asar')
})
afterAll(() => rm(output, { recursive: true, force: true }))

/** What may be in app.asar; bundles and sample files have names that change. */
const meant = [
  /^package\.json$/,
  /^dist\/main\/(main|dudao|excel-process)\.cjs$/,
  /^dist\/main\/chunks\/[\w.-]+\.cjs$/,
  /^dist\/preload\/preload\.cjs$/,
  /^dist\/renderer\/index\.html$/,
  /^dist\/renderer\/assets\/[\w.-]+\.(js|css|woff2|png|svg)$/,
  /^resources\/icon\.png$/,
  /^resources\/sample\/[^/]+\.(xlsx|xls|json)$/,
  /^node_modules\/sqlite3\/(package\.json|lib\/[\w-]+\.js|build\/Release\/node_sqlite3\.node)$/,
  /^node_modules\/bindings\/(package\.json|bindings\.js|LICENSE)$/,
  /^node_modules\/file-uri-to-path\/(package\.json|index\.js|LICENSE)$/,
]

const needed = [
  'package.json',
  'dist/main/main.cjs',
  'dist/main/excel-process.cjs',
  'dist/preload/preload.cjs',
  'dist/renderer/index.html',
  'node_modules/sqlite3/lib/sqlite3.js',
  'node_modules/sqlite3/build/Release/node_sqlite3.node',
  'node_modules/bindings/bindings.js',
  'node_modules/file-uri-to-path/index.js',
]

function filesIn(archive: string): string[] {
  const names = listPackage(archive, { isPack: false }).map((name) => name.replaceAll('\\', '/').slice(1))
  return names.filter((name) => !names.some((other) => other.startsWith(`${name}/`)))
}

describe('the package', () => {
  it('holds nothing but what is meant', () => {
    expect(filesIn(asar).filter((name) => !meant.some((pattern) => pattern.test(name)))).toEqual([])
  })

  it('holds everything that is needed', () => {
    const names = new Set(filesIn(asar))
    expect(needed.filter((name) => !names.has(name))).toEqual([])
  })

  it('brings no default application of Electron', () => {
    expect(readdirSync(path.join(packed, 'resources')).sort()).toEqual(['app.asar', 'app.asar.unpacked'])
  })

  it('names no development dependency', () => {
    const manifest: unknown = JSON.parse(extractFile(asar, 'package.json').toString('utf8'))
    expect(manifest).not.toHaveProperty('devDependencies')
  })
})

describe('the packaged application', () => {
  it('opens its window', async () => {
    const { app, page } = await launch({ packaged: path.join(packed, 'dudao-desk') })
    expect(await page.title()).toBe('督导工作台')
    expect(await app.evaluate(({ app: electron }) => electron.isPackaged)).toBe(true)
    await app.close()
  })
})

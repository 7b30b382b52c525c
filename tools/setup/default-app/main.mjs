// Stands in for Electron's default application: runs the folder or file that is named on the command line.
import { existsSync, readFileSync, statSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const require = createRequire(import.meta.url)

/** Playwright adds `-r file`; every other switch belongs to Chromium. */
function readCommandLine(words) {
  const preloads = []
  for (let i = 0; i < words.length; i++) {
    if (words[i] === '-r' || words[i] === '--require') preloads.push(words[++i])
    else if (!words[i].startsWith('-')) return { preloads, target: words[i] }
  }
  return { preloads, target: undefined }
}

function manifestIn(folder) {
  const file = path.join(folder, 'package.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

function takeName(manifest) {
  const name = manifest.productName ?? manifest.name
  if (name) app.setName(name)
  if (manifest.version) app.setVersion(manifest.version)
}

function load(file, isModule) {
  if (file.endsWith('.mjs') || (isModule && !file.endsWith('.cjs'))) return import(pathToFileURL(file).href)
  return Module._load(file, Module, true)
}

const words = process.argv.slice(1)
if (words.includes('--version') || words.includes('-v')) {
  console.log(`v${process.versions.electron}`)
  process.exit(0)
}
const { preloads, target } = readCommandLine(words)
if (!target) {
  console.error('usage: electron FOLDER')
  process.exit(2)
}
process.defaultApp = true
const given = path.resolve(target)
const isFolder = given.endsWith('.asar') || statSync(given).isDirectory()
const folder = isFolder ? given : path.dirname(given)
const manifest = manifestIn(folder)
takeName(manifest)
app.setAppPath(folder)
for (const file of preloads) Module._load(require.resolve(file, { paths: [process.cwd()] }), Module, false)
// awaited, so that an ES module main runs before the ready event
await load(
  isFolder ? require.resolve(path.join(folder, manifest.main ?? 'index.js')) : given,
  manifest.type === 'module',
)

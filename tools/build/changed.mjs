// Knows which parts of dist/ are older than their sources. Node built-ins only, so that asking costs nothing.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from '../setup/place.mjs'

const toolSources = ['package-lock.json', 'package.json', 'tools/vite', 'tools/build']

const partSources = {
  main: ['src-main', ...toolSources],
  preload: ['src-main/hosts/electron', ...toolSources],
  renderer: ['src-main/shared', 'src-renderer', ...toolSources],
}

// Written by the renderer's build itself.
const generated = new Set(['components.d.ts'])

export const partNames = Object.keys(partSources)

/** Builds those of the named parts whose sources changed since their last build. */
export async function buildChanged(names = partNames) {
  const stale = names.filter((name) => readStamp(name) !== hashSources(name))
  if (stale.length === 0) return
  const { buildParts } = await import('./parts.mjs')
  await buildParts(stale)
}

/** A hash over names and contents of every source file of a part. */
export function hashSources(name) {
  const hash = createHash('sha256')
  for (const file of partSources[name].flatMap(filesUnder).toSorted()) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(inRoot(file)))
      .update('\0')
  }
  return hash.digest('hex')
}

export function writeStamp(name, hash) {
  mkdirSync(inRoot('dist', name), { recursive: true })
  writeFileSync(stampFile(name), hash)
}

function readStamp(name) {
  return existsSync(stampFile(name)) ? readFileSync(stampFile(name), 'utf8') : undefined
}

function stampFile(name) {
  return inRoot('dist', name, '.sources')
}

/** The files of a folder, or the one file that is named; paths from the root of the checkout. */
function filesUnder(place) {
  if (!existsSync(inRoot(place))) return []
  if (statSync(inRoot(place)).isFile()) return [place]
  return readdirSync(inRoot(place), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !generated.has(entry.name))
    .map((entry) => path.relative(inRoot(), path.join(entry.parentPath, entry.name)))
}

// Runs Vite for each part of the application and notes the sources it was made from.
import { build } from 'vite'
import { mainConfig } from '../vite/main.mjs'
import { preloadConfig } from '../vite/preload.mjs'
import { rendererConfig } from '../vite/renderer.mjs'
import { hashSources, writeStamp } from './changed.mjs'

const configs = { main: mainConfig, preload: preloadConfig, renderer: rendererConfig }

/** Builds the named parts one after the other. Throws Vite's error when one fails. */
export async function buildParts(names) {
  for (const name of names) await buildPart(name)
}

async function buildPart(name) {
  const started = performance.now()
  // Taken before the build: a file saved meanwhile makes the next run build again.
  const hash = hashSources(name)
  await build(configs[name]())
  writeStamp(name, hash)
  console.log(`已构建 ${name}，用时 ${((performance.now() - started) / 1000).toFixed(1)} 秒`)
}

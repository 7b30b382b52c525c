// Packs the built application as a folder without any network, around a runtime that is already here.
import path from 'node:path'
import { build, Platform } from 'electron-builder'
import { root } from '../setup/place.mjs'

/**
 * Runs electron-builder's `dir` target for this system and returns the folder with the executable.
 * `isForTests` leaves the door open by which Playwright drives the packaged application; a release has it shut.
 */
export async function packFolder({ runtime, output, isForTests = false }) {
  await build({
    projectDir: root,
    targets: Platform.current().createTarget('dir'),
    publish: 'never',
    config: {
      extends: 'electron-builder.yml',
      electronDist: runtime.dist,
      electronVersion: runtime.version,
      directories: { output, buildResources: 'tools/pack' },
      ...(isForTests ? testDoor : {}),
    },
  })
  return path.join(output, unpackedName[process.platform] ?? 'linux-unpacked')
}

const testDoor = {
  electronFuses: { enableNodeCliInspectArguments: true },
  extraMetadata: { madeForTests: true },
}

const unpackedName = { linux: 'linux-unpacked', win32: 'win-unpacked', darwin: 'mac' }

// After packing: takes away what belongs to a bare Electron, not to an application.
import { rm } from 'node:fs/promises'
import path from 'node:path'

export default async function afterPack({ appOutDir }) {
  await rm(path.join(appOutDir, 'resources/default_app.asar'), { force: true })
  await rm(path.join(appOutDir, 'version'), { force: true })
}

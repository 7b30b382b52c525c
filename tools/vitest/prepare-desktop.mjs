// Before the desktop tests: the whole application, as a user gets it, and one folder for everything they leave behind.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildChanged } from '../build/changed.mjs'

export default async function prepareDesktop() {
  await buildChanged()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dudao-desktop-'))
  // the test processes start after this and inherit it
  process.env.DUDAO_TEST_FOLDER = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

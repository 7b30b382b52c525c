// Types of pack-folder.mjs for the desktop tests.
import type { Runtime } from '../setup/runtime.d.mts'

export function packFolder(options: {
  runtime: Runtime
  output: string
  isForTests?: boolean
}): Promise<string>

// Makes a fresh checkout ready to run: dependencies, Electron runtime, system libraries, builds. Fast when nothing changed.
import { buildChanged } from './build/changed.mjs'
import { installDependencies } from './setup/dependencies.mjs'
import { obtainRuntime } from './setup/runtime.mjs'
import { prepareSystem } from './setup/system.mjs'
import { fail, setQuiet } from './setup/say.mjs'

const flags = new Set(process.argv.slice(2))
setQuiet(flags.has('--quiet'))

try {
  await installDependencies()
  if (!flags.has('--no-electron')) {
    const runtime = await obtainRuntime()
    await prepareSystem(runtime, { isTest: flags.has('--test') })
  }
  await buildChanged(flags.has('--no-electron') ? ['main'] : undefined)
} catch (error) {
  fail(error)
}

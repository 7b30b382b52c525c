// Packs the application into release/ as a folder, with the runtime that this machine has: `npm run pack`.
import { buildChanged } from './build/changed.mjs'
import { packFolder } from './pack/pack-folder.mjs'
import { inRoot } from './setup/place.mjs'
import { obtainRuntime } from './setup/runtime.mjs'

const runtime = await obtainRuntime()
await buildChanged()
console.log(`已打包：${await packFolder({ runtime, output: inRoot('release') })}`)

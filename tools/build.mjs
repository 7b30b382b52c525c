// Bundles the application into dist/: `node tools/build.mjs [main|preload|renderer …]`, all three without a name.
import { buildParts } from './build/parts.mjs'
import { partNames } from './build/changed.mjs'

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !partNames.includes(name))
if (unknown.length > 0) {
  console.error(`没有这个部分：${unknown.join('、')}。可以构建：${partNames.join('、')}。`)
  process.exit(2)
}
await buildParts(asked.length > 0 ? asked : partNames)

// Checks the types of every room on its own, two at a time, and names those that fail.
import { spawn } from 'node:child_process'
import { inRoot, root } from './setup/place.mjs'

const rooms = [
  { folder: 'src-renderer', checker: 'vue-tsc/bin/vue-tsc.js' },
  { folder: 'src-main', checker: 'typescript/bin/tsc' },
  { folder: 'test', checker: 'typescript/bin/tsc' },
  { folder: 'src-main/shared', checker: 'typescript/bin/tsc' },
  { folder: 'src-main/hosts/electron/preload', checker: 'typescript/bin/tsc' },
]
const atOnce = 2

function check({ folder, checker }) {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [inRoot('node_modules', checker), '-p', folder, '--pretty', 'false'],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    const output = []
    child.stdout.on('data', (data) => output.push(data))
    child.stderr.on('data', (data) => output.push(data))
    child.on('close', (code) =>
      resolve({ folder, isRight: code === 0, text: Buffer.concat(output).toString() }),
    )
  })
}

async function work(queue, results) {
  for (let room = queue.shift(); room; room = queue.shift()) {
    const result = await check(room)
    console.log(`${result.isRight ? '通过' : '有错'}  ${result.folder}`)
    if (!result.isRight) console.log(result.text.trimEnd())
    results.push(result)
  }
}

const queue = [...rooms]
const results = []
await Promise.all(Array.from({ length: atOnce }, () => work(queue, results)))
const failed = results.filter((result) => !result.isRight)
if (failed.length > 0) {
  console.error(`类型检查没有通过：${failed.map((result) => result.folder).join('、')}`)
  process.exit(1)
}

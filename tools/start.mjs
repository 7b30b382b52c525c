// Opens the application from the checkout: `npm start`.
import { spawn } from 'node:child_process'
import { isHeadless, withDisplay } from './setup/display.mjs'
import { root } from './setup/place.mjs'
import { isRoot, whichProgram } from './setup/run.mjs'
import { findRuntime } from './setup/runtime.mjs'

const headlessHint = '不开窗口也能看：npm run dudao -- demo --out 文件夹'

function refuse(sentence) {
  console.error(sentence)
  process.exit(1)
}

const runtime = findRuntime()
if (!runtime) refuse('还没有 Electron 运行时，请先运行 npm run setup。')
if (isHeadless()) {
  if (!whichProgram('xvfb-run')) refuse(`这台机器没有显示器，也没有 xvfb-run，窗口打不开。${headlessHint}`)
  console.log(`这台机器没有显示器，窗口开在虚拟屏幕上（xvfb-run）。${headlessHint}`)
}

// Chromium's sandbox refuses to run as root; ordinary users keep it.
const sandbox = isRoot && process.platform === 'linux' ? ['--no-sandbox'] : []
const [command, ...args] = withDisplay([runtime.executable, root, ...sandbox, ...process.argv.slice(2)])
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('error', (error) => refuse(`窗口没有打开：${error.message}`))
child.on('exit', (code) => (process.exitCode = code ?? 0))

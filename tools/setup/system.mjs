// What a window needs from Linux itself: shared libraries, a display for tests, a Chinese font.
import { announce } from './say.mjs'
import { isRoot, run, whichProgram } from './run.mjs'

// Debian's names; newer releases carry some of them with the ending t64.
const windowPackages = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libatspi2.0-0',
  'libdrm2',
  'libxtst6',
  'libnotify4',
  'libsecret-1-0',
  'libcups2',
  'libxkbcommon0',
  'dbus',
  'xdg-utils',
  'fontconfig',
]
const displayPackages = ['xvfb', 'xauth']
const fontPackages = ['fonts-wqy-microhei']

/** Sees to libraries, display and font: installs them as root on Debian, elsewhere names what is missing. */
export async function prepareSystem(runtime, { isTest }) {
  if (process.platform !== 'linux') return
  const missing = findMissing(runtime, isTest)
  if (missing.packages.length === 0) return
  if (isRoot && whichProgram('apt-get')) installPackages(missing.packages)
  const left = findMissing(runtime, isTest)
  if (left.packages.length > 0) explain(left)
}

function findMissing(runtime, isTest) {
  const libraries = missingLibraries(runtime.executable)
  const needsDisplay = !process.env.DISPLAY && (isTest || isRoot) && !whichProgram('xvfb-run')
  const needsFont = !hasChineseFont()
  return {
    libraries,
    packages: [
      ...(libraries.length > 0 ? windowPackages : []),
      ...(needsDisplay ? displayPackages : []),
      ...(needsFont ? fontPackages : []),
    ],
    isBlocking: libraries.length > 0 || (isTest && needsDisplay),
  }
}

function missingLibraries(executable) {
  const lines = run('ldd', [executable]).text.split('\n')
  return lines.filter((line) => line.includes('not found')).map((line) => line.trim().split(' ')[0])
}

function hasChineseFont() {
  return run('fc-list', [':lang=zh', 'family']).text.trim() !== ''
}

function installPackages(names) {
  announce(`正在安装系统组件：${names.join(' ')} …`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update', '-qq'], { env, seconds: 300 })
  const result = run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...currentNames(names)], {
    env,
    seconds: 900,
  })
  if (!result.ok) announce(result.error.trim().split('\n').slice(-5).join('\n'))
}

/** Replaces a name by its t64 successor where the release has one. */
function currentNames(names) {
  const answer = run('apt-cache', ['show', ...names.map((name) => `${name}t64`)]).text
  const known = new Set(Array.from(answer.matchAll(/^Package: (.+)$/gm), (match) => match[1]))
  return names.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name))
}

function explain(missing) {
  const libraries = missing.libraries.length > 0 ? `（缺少 ${missing.libraries.join('、')}）` : ''
  const sentence = `本机缺少系统组件${libraries}，请由管理员安装：${missing.packages.join(' ')}。`
  if (missing.isBlocking) throw new Error(sentence)
  announce(sentence)
}

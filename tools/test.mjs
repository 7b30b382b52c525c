// The whole of `npm test`, stage by stage, stopping at the first that fails; the last line counts the tests.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { inRoot, root } from './setup/place.mjs'
import { withDisplay } from './setup/display.mjs'

const reports = mkdtempSync(path.join(os.tmpdir(), 'dudao-test-'))
const counts = { passed: 0, failed: 0, skipped: 0 }

const stages = [
  { title: '格式', run: () => node('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.') },
  { title: '代码规则', run: () => node('eslint/bin/eslint.js', '.') },
  { title: '类型', run: () => execute([process.execPath, inRoot('tools/types.mjs')]) },
  { title: '单元测试', run: () => vitest('unit') },
  { title: '桌面测试', run: () => vitest('desktop') },
]

function node(script, ...args) {
  return execute([process.execPath, inRoot('node_modules', script), ...args])
}

function execute([command, ...args]) {
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 1
}

function vitest(project) {
  const report = path.join(reports, `${project}.json`)
  const command = [
    process.execPath,
    inRoot('node_modules/vitest/vitest.mjs'),
    'run',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const status = execute(project === 'desktop' ? withDisplay(command) : command)
  addCounts(report, status)
  return status
}

/** A test file that broke down before its first test counts as one failure. */
function addCounts(report, status) {
  const result = readReport(report)
  counts.passed += result.numPassedTests
  counts.failed += Math.max(result.numFailedTests, status === 0 ? 0 : 1)
  counts.skipped += result.numPendingTests + result.numTodoTests
}

function readReport(report) {
  if (existsSync(report)) return JSON.parse(readFileSync(report, 'utf8'))
  return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 }
}

function runStages() {
  for (const { title, run } of stages) {
    console.log(`\n== ${title} ==`)
    const started = performance.now()
    const status = run()
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(status === 0 ? `${title}：通过（${seconds} 秒）` : `${title}：没有通过（${seconds} 秒）`)
    if (status !== 0) return status
  }
  return 0
}

const status = runStages()
rmSync(reports, { recursive: true, force: true })
if (counts.skipped > 0) console.log(`\n未运行的测试：${counts.skipped}`)
console.log(`\n${counts.passed} passed, ${counts.failed} failed`)
process.exitCode = status

// The log file: personal numbers masked, causes told, size bounded.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { maskPersonalNumbers, openLog } from '../../src-main/hosts/electron/log.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dudao-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('maskPersonalNumbers', () => {
  it.each([
    ['身份证号 999999195001010019 重复', '身份证号 999*************19 重复'],
    ['99999919500101001X', '999*************1X'],
    ['电话13800000000', '电话138******00'],
    ['共 25700 行，1732150000000 毫秒', '共 25700 行，1732150000000 毫秒'],
  ])('%s', (text, masked) => {
    expect(maskPersonalNumbers(text)).toBe(masked)
  })
})

describe('openLog', () => {
  it('tells an error with its cause', () => {
    const log = openLog(folder)
    log.error('import', new Error('outer', { cause: new Error('inner') }))
    expect(readFileSync(log.file, 'utf8')).toMatch(/error import: Error: outer[^]*cause: Error: inner/)
  })

  it('keeps no more than five files', () => {
    const log = openLog(folder)
    for (let i = 0; i < 8; i++) log.info('字'.repeat(400_000))
    expect(readdirSync(folder).sort()).toEqual(
      ['dudao.1.log', 'dudao.2.log', 'dudao.3.log', 'dudao.4.log', 'dudao.log'].sort(),
    )
  })
})

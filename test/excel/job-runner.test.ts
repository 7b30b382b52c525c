// The guard around the spreadsheet process: limits, cancelling, and nothing left in the temporary folder.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultLimits, sweepLeftovers } from '../../src-main/core/excel/job-runner.ts'
import { createNodeRunner } from '../../src-main/core/excel/runner-node.ts'

const script = path.join(import.meta.dirname, 'misbehaving-process.mjs')
const run = createNodeRunner(script, { memoryMb: 200, idleSeconds: 60 })

describe('a job that ends well', () => {
  it('returns dates, maps and Chinese text as they were', async () => {
    const value = { at: new Date(0), names: new Map([['甲', 1]]), text: '㐂' }
    expect(await run({ does: 'echo', value }, {})).toEqual(value)
  })

  it('reports progress in order', async () => {
    const seen: number[] = []
    await run({ does: 'progress' }, { onProgress: (done) => seen.push(done) })
    expect(seen).toEqual([1, 2])
  })

  it('leaves no temporary folder behind', async () => {
    const folder = String(await run({ does: 'temp' }, {}))
    expect(path.basename(folder)).toMatch(/^dudao-excel-/)
    expect(existsSync(folder)).toBe(false)
  })
})

describe('a job that ends badly', () => {
  it.each([
    ['refuse', 'NO_HEADER'],
    ['crash', 'CRASHED'],
    ['heap', 'OUT_OF_MEMORY'],
    ['buffers', 'OUT_OF_MEMORY'],
  ])('%s is reported as %s', async (does, code) => {
    await expect(run({ does }, {})).rejects.toMatchObject({ name: 'ExcelProcessError', code })
  })

  it('is stopped when it says nothing for too long', async () => {
    const impatient = createNodeRunner(script, { ...defaultLimits, idleSeconds: 0.2 })
    await expect(impatient({ does: 'silent' }, {})).rejects.toMatchObject({ code: 'TIMEOUT' })
  })

  it('is stopped when it is cancelled at once', async () => {
    const controller = new AbortController()
    const running = run({ does: 'silent' }, { signal: controller.signal })
    controller.abort()
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  it('is stopped when it is cancelled in the middle', async () => {
    const controller = new AbortController()
    const running = run(
      { does: 'stuck' },
      { signal: controller.signal, onProgress: () => controller.abort() },
    )
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  it('does not even start when it was cancelled before', async () => {
    await expect(run({ does: 'echo' }, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
  })
})

describe('sweepLeftovers', () => {
  it('removes the folder of a host that is gone and keeps that of a living one', async () => {
    const dead = path.join(tmpdir(), 'dudao-excel-4194304-gone')
    const living = path.join(tmpdir(), `dudao-excel-${process.pid}-here`)
    for (const folder of [dead, living]) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(path.join(folder, 'sheet'), 'x')
    }
    await sweepLeftovers()
    expect([existsSync(dead), existsSync(living)]).toEqual([false, true])
  })
})

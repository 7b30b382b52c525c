// The way of a service: through the real bundled process, with its guard, progress and cancelling.
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { BookSpec } from '#shared/documents/book.ts'
import { Excel, IntakeError } from '../../src-main/core/excel/excel.ts'
import { createNodeRunner } from '../../src-main/core/excel/runner-node.ts'
import { firstOf, makeFolder, put, sheetXml, textRow, textsOf, xlsx } from './files.ts'

const folder = makeFolder()
const program = join(import.meta.dirname, '../../dist/main/excel-process.cjs')
const excel = new Excel(createNodeRunner(program))

function bookOf(count: number): BookSpec {
  const columns = ['姓名', '身份证号'].map((header) => ({ header, width: 20, kind: 'text' as const }))
  const rows = Array.from({ length: count }, (_, at) => [
    `㐂${at}`,
    `99999919820304${String(at).padStart(4, '0')}`,
  ])
  return { sheets: [{ name: '名册', title: '花名册', columns, rows }] }
}

describe('a workbook', () => {
  it('is written and read by the bundled process', async () => {
    const file = join(folder, '名册.xlsx')
    const seen: [number, number][] = []
    const written = await excel.write(file, bookOf(3000), {
      onProgress: (done, total) => seen.push([done, total]),
    })
    const book = await excel.read(file)
    expect(book.sha256).toBe(written.sha256)
    expect(textsOf(firstOf(book))[3001]).toEqual(['㐂2999', '999999198203042999'])
    expect(seen.at(-1)).toEqual([3000, 3000])
  })

  it.each<[string, string | Uint8Array]>([
    ['网页.xls', '<html><table><tr><td>㐂三</td></tr></table></html>'],
    ['文本.csv', '㐂三,1\n'],
  ])('%s is read by the bundled process', async (name, content) => {
    const book = await excel.read(put(folder, name, content))
    expect(textsOf(firstOf(book))[0]?.[0]).toBe('㐂三')
  })
})

describe('a refusal', () => {
  it('arrives with its code and sentence', async () => {
    const failed = excel.read(put(folder, '空.xlsx', ''))
    await expect(failed).rejects.toThrow(IntakeError)
    await expect(failed).rejects.toMatchObject({ code: 'F-EMPTY', message: /是空的/ })
  })

  it('of the memory guard is one about size', async () => {
    const strict = new Excel(createNodeRunner(program, { memoryMb: 20, idleSeconds: 60 }))
    const file = put(folder, '名册2.xlsx', xlsx(sheetXml(textRow(1, '甲'))))
    await expect(strict.read(file)).rejects.toMatchObject({ code: 'F-TOO-LARGE' })
  })

  it('of a process that breaks is one about the process', async () => {
    const broken = new Excel(createNodeRunner(join(folder, '没有.cjs')))
    await expect(broken.read('x')).rejects.toMatchObject({ code: 'F-WORKER' })
  })
})

describe('cancelling', () => {
  it('a write leaves neither the file nor a part of it', async () => {
    const place = join(folder, '取消')
    mkdirSync(place)
    const stop = new AbortController()
    const writing = excel.write(join(place, '名册.xlsx'), bookOf(60_000), {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    })
    await expect(writing).rejects.toMatchObject({ name: 'AbortError' })
    expect(readdirSync(place)).toEqual([])
  })
})

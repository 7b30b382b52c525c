// Migrations are frozen once listed: what has run on someone's data can no longer be changed.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../src-main/core/db/migrations/index.ts'
import checksums from './checksums.json' with { type: 'json' }

const folder = path.resolve(import.meta.dirname, '../../src-main/core/db/migrations')
const files = readdirSync(folder).filter((name) => name !== 'index.ts')
const listed: Readonly<Record<string, string>> = checksums

// A checkout on Windows may change the line ends, which changes nothing that runs.
function checksumOf(name: string): string {
  const text = readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n')
  return createHash('sha256').update(text).digest('hex')
}

describe('migrations', () => {
  it.each(files)('%s is listed and unchanged', (name) => {
    const now = checksumOf(name)
    const advice =
      listed[name] === undefined
        ? `New migration? Add this line to test/migrations/checksums.json: "${name}": "${now}"`
        : `${name} has already run on users' data. Take the edit back and write a new migration instead.`
    expect(now, advice).toBe(listed[name])
  })

  it('are all still there', () => {
    expect(Object.keys(listed).filter((name) => !files.includes(name))).toEqual([])
  })

  it('are numbered without gaps and all registered under their file name', () => {
    const names = files.filter((name) => /^\d{4}-/.test(name)).map((name) => name.replace(/\.ts$/, ''))
    expect(Object.keys(migrations)).toEqual(names.sort())
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, n) => n + 1))
  })
})

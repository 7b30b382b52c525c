// What is kept is read again as soon as any record changes, and never across a transaction.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { write } from '../../../src-main/core/context.ts'
import { keptWhileUnchanged } from '../../../src-main/core/db/kept.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openContext()
})
afterAll(() => opened.close())

const addMember = (name: string): Promise<string> =>
  write(opened.context, (journal) => journal.add('group_member', { name, role: '组员', active: 1 }))

it('is read once for those who ask at the same time, and again after a change', async () => {
  let readings = 0
  const names = keptWhileUnchanged(async (_key: object, db) => {
    readings += 1
    const rows = await db.selectFrom('group_member').select('name').execute()
    return rows.length
  })
  const key = {}
  const { read } = opened.context.db
  const [a, b] = await Promise.all([names(key, read), names(key, read)])
  expect([a, b, readings]).toEqual([3, 3, 1])
  await addMember('程小青')
  expect([await names(key, read), readings]).toEqual([4, 2])
  expect([await names({}, read), readings]).toEqual([4, 3])
})

it('sees inside a transaction what the transaction has written', async () => {
  const names = keptWhileUnchanged(async (_key: object, db) => {
    const rows = await db.selectFrom('group_member').select('name').execute()
    return rows.length
  })
  const key = {}
  const before = await names(key, opened.context.db.read)
  await write(opened.context, async (journal, trx) => {
    expect(await names(key, trx)).toBe(before)
    await journal.add('group_member', { name: '孟小青', role: '组员', active: 1 })
    expect(await names(key, trx)).toBe(before + 1)
  })
})

it('does not keep a failure', async () => {
  let readings = 0
  const failing = keptWhileUnchanged(() => {
    readings += 1
    return Promise.reject(new Error('no'))
  })
  const key = {}
  await expect(failing(key, opened.context.db.read)).rejects.toThrow('no')
  await expect(failing(key, opened.context.db.read)).rejects.toThrow('no')
  expect(readings).toBe(2)
})

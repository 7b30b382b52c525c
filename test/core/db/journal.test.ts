// The journal: one entry for every change, nothing without a difference, nothing lost.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MissingRecordError, StaleRecordError } from '../../../src-main/core/db/errors.ts'
import { changesOfBatch, historyOf } from '../../../src-main/core/db/journal.ts'
import { journalOf, newDatabase, NOON, scalar } from './fixture.ts'

const TABLE = 'trial_person'

describe('add', () => {
  it('fills the record columns, keeps table defaults and logs what was given', async () => {
    const db = await newDatabase()
    const id = await db.write((trx) => journalOf(trx).add(TABLE, { name: '张三一', phone: null }))
    const row = await db.write((trx) => journalOf(trx).find(TABLE, id))
    expect(row).toMatchObject({
      id,
      name: '张三一',
      hours: 0,
      row_version: 1,
      created_by: '张三一',
      deleted_at: null,
    })
    expect(new Date(row?.created_at ?? '')).toEqual(NOON)
    expect(await historyOf(db.read, TABLE, id)).toMatchObject([
      {
        action: 'add',
        actor: '张三一',
        device: '督导一号',
        fields: { name: [null, '张三一'] },
        reason: null,
      },
    ])
  })

  it('keeps a given id', async () => {
    const db = await newDatabase()
    expect(await db.write((trx) => journalOf(trx).add(TABLE, { id: 'given', name: '张三一' }))).toBe('given')
  })

  it('refuses values for the columns it writes itself', async () => {
    const db = await newDatabase()
    const write = db.write((trx) => journalOf(trx).add(TABLE, { name: '张三一', row_version: 7 }))
    await expect(write).rejects.toThrow(/only the journal writes row_version/)
  })
})

describe('addMany', () => {
  it('writes rows of different columns, in order, with one entry each', async () => {
    const db = await newDatabase()
    const rows = Array.from({ length: 130 }, (_, n) =>
      n % 50 < 45 ? { name: `人员${n}`, hours: n } : { name: `人员${n}`, phone: `1${n}` },
    )
    const ids = await db.write((trx) => journalOf(trx, { batchId: 'b1' }).addMany(TABLE, rows))
    expect(ids).toEqual([...ids].sort())
    const stored = await db.write(async (trx) => {
      const journal = journalOf(trx)
      return Promise.all(ids.map((id) => journal.find(TABLE, id)))
    })
    expect(stored.map((row) => row?.['name'])).toEqual(rows.map((row) => row.name))
    expect(stored.map((row) => row?.['hours'])).toEqual(rows.map((row) => row.hours ?? 0))
    expect(await scalar(db.read, `select count(*) from change_log where batch_id = 'b1'`)).toBe(130)
  })

  it('accepts an empty list', async () => {
    const db = await newDatabase()
    expect(await db.write((trx) => journalOf(trx).addMany(TABLE, []))).toEqual([])
  })
})

describe('change', () => {
  it('writes only what differs, counts the version up and logs old and new', async () => {
    const db = await newDatabase()
    const id = await db.write((trx) => journalOf(trx).add(TABLE, { name: '张三一', phone: '13900000000' }))
    const patch = { name: '张三一', phone: null, hours: 40 }
    const changed = await db.write((trx) =>
      journalOf(trx, { actor: '李四二', reason: '核对' }).change(TABLE, id, patch),
    )
    expect(changed).toBe(true)
    const row = await db.write((trx) => journalOf(trx).find(TABLE, id))
    expect(row).toMatchObject({
      phone: null,
      hours: 40,
      row_version: 2,
      created_by: '张三一',
      updated_by: '李四二',
    })
    expect((await historyOf(db.read, TABLE, id))[0]).toMatchObject({
      action: 'change',
      reason: '核对',
      fields: { phone: ['13900000000', null], hours: [0, 40] },
    })
  })

  it('writes and logs nothing without a difference', async () => {
    const db = await newDatabase()
    const id = await db.write((trx) => journalOf(trx).add(TABLE, { name: '张三一' }))
    const patch = { name: '张三一', phone: null, hours: undefined }
    expect(await db.write((trx) => journalOf(trx).change(TABLE, id, patch))).toBe(false)
    expect(await historyOf(db.read, TABLE, id)).toHaveLength(1)
  })

  it('refuses a record that someone else has changed since', async () => {
    const db = await newDatabase()
    const id = await db.write((trx) => journalOf(trx).add(TABLE, { name: '张三一' }))
    await db.write((trx) => journalOf(trx, { actor: '李四二' }).change(TABLE, id, { hours: 8 }))
    const late = db.write((trx) => journalOf(trx).change(TABLE, id, { hours: 9 }, { expectedVersion: 1 }))
    await expect(late).rejects.toThrow(StaleRecordError)
    await expect(late).rejects.toThrow('这条记录刚刚被李四二修改过，请重新打开后再改')
    const right = db.write((trx) => journalOf(trx).change(TABLE, id, { hours: 9 }, { expectedVersion: 2 }))
    await expect(right).resolves.toBe(true)
  })

  it('refuses records that are not there and columns that do not exist', async () => {
    const db = await newDatabase()
    const id = await db.write((trx) => journalOf(trx).add(TABLE, { name: '张三一' }))
    await expect(db.write((trx) => journalOf(trx).change(TABLE, 'none', {}))).rejects.toThrow(
      MissingRecordError,
    )
    await expect(db.write((trx) => journalOf(trx).change(TABLE, id, { nmae: 'x' }))).rejects.toThrow(
      /no such column/,
    )
    await expect(db.write((trx) => journalOf(trx).change(TABLE, id, { id: 'x' }))).rejects.toThrow(
      /only the journal/,
    )
  })
})

describe('remove and restore', () => {
  it('keep the row, log both and do nothing twice', async () => {
    const db = await newDatabase()
    const id = await db.write((trx) => journalOf(trx).add(TABLE, { name: '张三一' }))
    const outcomes = await db.write(async (trx) => {
      const journal = journalOf(trx)
      const removed = [await journal.remove(TABLE, id), await journal.remove(TABLE, id)]
      return [...removed, await journal.restore(TABLE, id), await journal.restore(TABLE, id)]
    })
    expect(outcomes).toEqual([true, false, true, false])
    const row = await db.write((trx) => journalOf(trx).find(TABLE, id))
    expect(row).toMatchObject({ deleted_at: null, row_version: 3 })
    const actions = (await historyOf(db.read, TABLE, id)).map((entry) => entry.action)
    expect(actions).toEqual(['restore', 'remove', 'add'])
  })

  it('refuse a changed version, and a change of a removed record', async () => {
    const db = await newDatabase()
    const id = await db.write((trx) => journalOf(trx).add(TABLE, { name: '张三一' }))
    const stale = db.write((trx) => journalOf(trx).remove(TABLE, id, { expectedVersion: 9 }))
    await expect(stale).rejects.toThrow(StaleRecordError)
    await db.write((trx) => journalOf(trx, { actor: '李四二' }).remove(TABLE, id))
    const change = db.write((trx) => journalOf(trx).change(TABLE, id, { hours: 1 }))
    await expect(change).rejects.toThrow('这条记录已被李四二删除')
  })
})

describe('the log', () => {
  it('is read newest first, and a batch page by page', async () => {
    const db = await newDatabase()
    const rows = Array.from({ length: 7 }, (_, n) => ({ name: `人员${n}` }))
    const ids = await db.write((trx) => journalOf(trx, { batchId: 'b1' }).addMany(TABLE, rows))
    const first = await changesOfBatch(db.read, 'b1', { limit: 4 })
    const second = await changesOfBatch(db.read, 'b1', { limit: 4, before: first.at(-1)?.id ?? '' })
    expect([...first, ...second].map((entry) => entry.entityId)).toEqual([...ids].reverse())
    expect(await changesOfBatch(db.read, 'b2')).toEqual([])
  })

  it('rebuilds any record from its entries', async () => {
    const db = await newDatabase()
    const patch = fc.record({
      name: fc.string({ unit: 'grapheme', minLength: 1 }),
      phone: fc.option(fc.constantFrom('13900000001', '')),
      hours: fc.integer({ min: -(2 ** 52), max: 2 ** 52 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(patch, { minLength: 1, maxLength: 5 }), async ([first, ...rest]) => {
        const row = await db.write(async (trx) => {
          const journal = journalOf(trx)
          const id = await journal.add(TABLE, { ...first })
          for (const next of rest) await journal.change(TABLE, id, next)
          return journal.find(TABLE, id)
        })
        const history = await historyOf(db.read, TABLE, String(row?.id))
        const rebuilt: Record<string, unknown> = { phone: null }
        for (const entry of history.reverse()) {
          for (const [column, [old, value]] of Object.entries(entry.fields)) {
            expect(rebuilt[column] ?? null).toEqual(old)
            rebuilt[column] = value
          }
        }
        expect(row).toMatchObject(rebuilt)
        expect(row?.row_version).toBe(history.length)
      }),
      { numRuns: 30 },
    )
  })
})

// Taking a batch back: what nobody touched goes, what people changed since stays and is named.
import { describe, expect, it } from 'vitest'
import type { Database } from '../../../src-main/core/db/database.ts'
import { historyOf, type Journal } from '../../../src-main/core/db/journal.ts'
import { undoBatch, type UndoOptions, type UndoResult } from '../../../src-main/core/db/undo.ts'
import { journalOf, newDatabase } from './fixture.ts'

const TABLE = 'trial_person'

const asBatch = <T>(db: Database, work: (journal: Journal) => Promise<T>): Promise<T> =>
  db.write((trx) => work(journalOf(trx, { batchId: 'b1', reason: '导入' })))

const asLater = <T>(db: Database, work: (journal: Journal) => Promise<T>): Promise<T> =>
  db.write((trx) => work(journalOf(trx, { actor: '李四二' })))

const undo = (db: Database, options: Partial<UndoOptions> = {}): Promise<UndoResult> =>
  db.write((trx) =>
    undoBatch(journalOf(trx, { reason: '撤销导入' }), 'b1', { keepIfChangedSince: true, ...options }),
  )

const find = (db: Database, id: string) => db.write((trx) => journalOf(trx).find(TABLE, id))

describe('undoBatch', () => {
  it('removes what the batch added, also when the batch itself changed it again', async () => {
    const db = await newDatabase()
    const ids = await asBatch(db, async (journal) => {
      const added = await journal.addMany(
        TABLE,
        Array.from({ length: 230 }, (_, n) => ({ name: `人员${n}` })),
      )
      await journal.change(TABLE, added[0] ?? '', { hours: 3 })
      return added
    })
    expect(await undo(db)).toEqual({ removed: 230, reverted: 1, kept: [] })
    const history = await historyOf(db.read, TABLE, ids[0] ?? '')
    expect(history.map((entry) => [entry.action, entry.reason])).toEqual([
      ['remove', '撤销导入'],
      ['change', '撤销导入'],
      ['change', '导入'],
      ['add', '导入'],
    ])
  })

  it('keeps an added record that someone changed since, and says which fields', async () => {
    const db = await newDatabase()
    const id = await asBatch(db, (journal) => journal.add(TABLE, { name: '张三一', hours: 1 }))
    await asLater(db, (journal) => journal.change(TABLE, id, { hours: 5 }))
    const result = await undo(db)
    expect(result).toEqual({
      removed: 0,
      reverted: 0,
      kept: [{ entity: TABLE, id, fields: ['hours'], why: '之后又被李四二修改过' }],
    })
    expect(await find(db, id)).toMatchObject({ hours: 5, deleted_at: null })
  })

  it('takes changed fields back one by one', async () => {
    const db = await newDatabase()
    const id = await asLater(db, (journal) => journal.add(TABLE, { name: '张三', phone: '1', hours: 1 }))
    await asBatch(db, (journal) => journal.change(TABLE, id, { name: '张三一', phone: '2', hours: 2 }))
    await asLater(db, (journal) => journal.change(TABLE, id, { phone: '3' }))
    expect(await undo(db)).toMatchObject({ reverted: 1, kept: [{ id, fields: ['phone'] }] })
    expect(await find(db, id)).toMatchObject({ name: '张三', phone: '3', hours: 1 })
  })

  it('goes back through several changes of one field', async () => {
    const db = await newDatabase()
    const id = await asLater(db, (journal) => journal.add(TABLE, { name: '张三一', hours: 1 }))
    await asBatch(db, async (journal) => {
      await journal.change(TABLE, id, { hours: 2 })
      await journal.change(TABLE, id, { hours: 3 })
    })
    expect(await undo(db)).toEqual({ removed: 0, reverted: 2, kept: [] })
    expect(await find(db, id)).toMatchObject({ hours: 1 })
  })

  it('restores what the batch removed, and leaves what was removed since', async () => {
    const db = await newDatabase()
    const [first, second] = await asLater(db, (journal) =>
      Promise.all([journal.add(TABLE, { name: '张三一' }), journal.add(TABLE, { name: '李四二' })]),
    )
    await asBatch(db, async (journal) => {
      await journal.remove(TABLE, first)
      await journal.change(TABLE, second, { hours: 4 })
    })
    await asLater(db, (journal) => journal.remove(TABLE, second))
    expect(await undo(db)).toEqual({
      removed: 0,
      reverted: 1,
      kept: [{ entity: TABLE, id: second, fields: ['hours'], why: '之后已被李四二删除' }],
    })
    expect(await find(db, first)).toMatchObject({ deleted_at: null })
  })

  it('keeps what others need, and what would clash with another record', async () => {
    const db = await newDatabase()
    const id = await asLater(db, (journal) =>
      journal.add(TABLE, { name: '张三一', id_number: '999999199901010011' }),
    )
    const added = await asBatch(db, async (journal) => {
      await journal.change(TABLE, id, { id_number: '999999199901010038' })
      return journal.add(TABLE, { name: '李四二' })
    })
    await asLater(db, (journal) => journal.add(TABLE, { name: '王五三', id_number: '999999199901010011' }))
    const whyKeep = () => Promise.resolve('还有人员归属于它')
    expect((await undo(db, { whyKeep })).kept).toEqual([
      { entity: TABLE, id: added, fields: [], why: '还有人员归属于它' },
      { entity: TABLE, id, fields: ['id_number'], why: '撤销后会与另一条记录重复' },
    ])
  })

  it('takes everything back when told so', async () => {
    const db = await newDatabase()
    const id = await asBatch(db, (journal) => journal.add(TABLE, { name: '张三一' }))
    await asLater(db, (journal) => journal.change(TABLE, id, { hours: 5 }))
    expect(await undo(db, { keepIfChangedSince: false })).toEqual({ removed: 1, reverted: 0, kept: [] })
  })

  it('does nothing the second time', async () => {
    const db = await newDatabase()
    const id = await asLater(db, (journal) => journal.add(TABLE, { name: '张三一' }))
    await asBatch(db, async (journal) => {
      await journal.change(TABLE, id, { hours: 2 })
      await journal.add(TABLE, { name: '李四二' })
    })
    await undo(db)
    expect(await undo(db)).toEqual({ removed: 0, reverted: 0, kept: [] })
  })

  it('refuses to be part of the batch it undoes', async () => {
    const db = await newDatabase()
    const write = db.write((trx) =>
      undoBatch(journalOf(trx, { batchId: 'b1' }), 'b1', { keepIfChangedSince: true }),
    )
    await expect(write).rejects.toThrow(TypeError)
  })
})

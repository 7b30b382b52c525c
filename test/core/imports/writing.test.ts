// Writing a plan: policies, what stands in the way, cancelling, faults of the disk, undo.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DatabaseError } from '../../../src-main/core/db/errors.ts'
import { Refusal } from '../../../src-main/core/refusal.ts'
import { adjustImport } from '../../../src-main/core/services/imports/adjust-import.ts'
import { commitImport } from '../../../src-main/core/services/imports/commit-import.ts'
import { showSession, previewRows } from '../../../src-main/core/services/imports/show-import.ts'
import { listBatches, undoImport } from '../../../src-main/core/services/imports/undo-import.ts'
import { saveRecord } from '../../../src-main/core/services/ledgers/save-record.ts'
import { openContext, type Opened } from '../open-context.ts'
import {
  bring,
  bringTown,
  idFor,
  line,
  makeBook,
  MEMBER_HEADER,
  open,
  roster,
  type Person,
  type Wishes,
} from './workbooks.ts'

const quiet = (): void => undefined
const ID = idFor('19550701', 1)
const GOOD = ['甲', '乙', '丙'].map((n): Person => ({ name: `张${n}` }))
const BAD: Person = { name: '李1' }

let opened: Opened
beforeEach(async () => {
  opened = await openContext()
  await bringTown(opened)
})
afterEach(() => opened.close())

const session = async (people: readonly Person[], wishes: Wishes = {}) =>
  open(opened.context, 'members', await makeBook(opened, roster(people)), wishes)

interface Held {
  readonly id: string
  readonly name: string
  readonly phone: string | null
}

const members = (): Promise<Held[]> =>
  opened.context.db.read
    .selectFrom('member')
    .select(['id', 'name', 'phone'])
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()

const batches = async (): Promise<number> => (await listBatches(opened.context, 200)).length

async function expectNothing(work: () => Promise<unknown>, error: unknown): Promise<void> {
  const before = [await members(), await batches()]
  await expect(work()).rejects.toThrow(error)
  expect([await members(), await batches()]).toEqual(before)
}

describe('policies', () => {
  it('stop writes nothing while a row is refused', async () => {
    const one = await session([...GOOD, BAD], { policy: 'stop' })
    await expectNothing(() => commitImport(opened.context, one, quiet), Refusal)
    await expect(commitImport(opened.context, one, quiet)).rejects.toThrow(
      '有 1 行有错误，按“有错误就不导入”的选择，一行也没有写入。请改正后再导入，或改选“跳过错误行”。',
    )
  })

  it('stop writes nothing while a sheet cannot be read', async () => {
    const broken = {
      name: '城北',
      rows: [
        ['姓名', '性别', '民族'],
        ['张三', '男', '汉'],
      ],
    }
    const file = await makeBook(opened, [roster(GOOD), broken])
    const one = await open(opened.context, 'members', file, { policy: 'stop' })
    await expectNothing(() => commitImport(opened.context, one, quiet), /工作表“城北”读不出来/u)
  })

  it('skip writes the rest, and counts as previewed', async () => {
    const one = await session([...GOOD, BAD], { policy: 'skip' })
    const { counts } = await showSession(opened.context, one)
    const result = await commitImport(opened.context, one, quiet)
    expect(result).toMatchObject({ counts, written: 3 })
    expect(result.counts).toMatchObject({ read: 4, add: 3, refused: 1 })
    expect((await members()).map((m) => m.name)).toEqual(['张甲', '张乙', '张丙'])
  })

  it('fill writes only into blanks, and counts as previewed', async () => {
    await bring(opened.context, 'members', await makeBook(opened, roster([{ name: '张三', id: ID }])))
    const rows = [
      [...MEMBER_HEADER, '备注'],
      [...line(1, { name: '张三', id: ID, join: '1984.07', phone: '13900000001' }), '新'],
    ]
    const file = await makeBook(opened, { name: '表', rows })
    const one = await open(opened.context, 'members', file, { policy: 'fill' })
    const preview = await previewRows(opened.context, one, { show: 'all', offset: 0, limit: 10 })
    expect(preview.rows[0]?.before).toEqual({ phone: null, remark: null })
    const { counts } = await showSession(opened.context, one)
    expect((await commitImport(opened.context, one, quiet)).counts).toEqual(counts)
    const stored = await opened.context.db.read
      .selectFrom('member')
      .select(['join_date', 'phone', 'remark'])
      .executeTakeFirstOrThrow()
    expect(stored).toEqual({ join_date: '1985-07', phone: '13900000001', remark: '新' })
  })

  it('answers given in the preview decide', async () => {
    const one = await session([{ name: '张三', id: ID, join: 1985.1 }, BAD])
    await adjustImport(opened.context, one, {
      answers: [
        { sheet: '党员花名册', row: 4, column: 'join_date', answer: '1985-10' },
        { sheet: '党员花名册', row: 5, column: 'name', answer: '李四' },
      ],
    })
    expect(one.plan.counts).toMatchObject({ add: 2, refused: 0, warned: 0 })
    await adjustImport(opened.context, one, {
      answers: [{ sheet: '党员花名册', row: 4, column: 'join_date', answer: null }],
    })
    expect(one.plan.counts).toMatchObject({ add: 2, warned: 1 })
  })

  it('the same file twice changes nothing', async () => {
    const file = await makeBook(opened, roster(GOOD))
    await bring(opened.context, 'members', file)
    const again = await bring(opened.context, 'members', file)
    expect(again).toMatchObject({ written: 0, counts: { add: 0, change: 0, same: 3, missing: 0 } })
  })
})

describe('nothing is left behind', () => {
  it('when cancelled before or during writing', async () => {
    const one = await session(GOOD)
    const stopped = AbortSignal.abort(new Error('停'))
    await expectNothing(() => commitImport(opened.context, one, quiet, stopped), /停/u)
    const control = new AbortController()
    const onWriting = (_: number, __: number, what: string): void => {
      if (what === '正在写入') control.abort(new Error('停'))
    }
    await expectNothing(() => commitImport(opened.context, one, onWriting, control.signal), /停/u)
    expect((await commitImport(opened.context, one, quiet)).written).toBe(3)
  })

  it('when the disk is full', async () => {
    const many = Array.from({ length: 200 }, (_, i): Person => ({
      name: '张三',
      order: i + 1,
      sex: i % 2 === 0 ? '男' : '女',
    }))
    const one = await session(many)
    await opened.context.db.write((trx) => sql`pragma max_page_count = 90`.execute(trx))
    await expectNothing(() => commitImport(opened.context, one, quiet), DatabaseError)
    await opened.context.db.write((trx) => sql`pragma max_page_count = 1073741823`.execute(trx))
    expect((await commitImport(opened.context, one, quiet)).written).toBe(200)
  })

  it('when the backup cannot be made', async () => {
    const one = await session(GOOD)
    const { backups } = opened.context.folder.layout
    rmSync(backups, { recursive: true })
    writeFileSync(backups, '')
    await expectNothing(() => commitImport(opened.context, one, quiet), DatabaseError)
    rmSync(backups)
    mkdirSync(backups)
    expect((await commitImport(opened.context, one, quiet)).written).toBe(3)
  })

  it('when somebody changed or added records after the preview', async () => {
    await bring(opened.context, 'members', await makeBook(opened, roster(GOOD)))
    const [first] = await members()
    const one = await session([{ name: '张甲', phone: '13900000001' }])
    if (!first) throw new Error('no member')
    await saveRecord(opened.context, {
      ledger: 'members',
      id: first.id,
      version: 1,
      texts: { remark: '改过' },
      reason: null,
    })
    await expectNothing(() => commitImport(opened.context, one, quiet), /核对之后有人改过其中的记录/u)
    const twice = await session([{ name: '赵六', order: 61 }])
    await commitImport(opened.context, twice, quiet)
    await expectNothing(() => commitImport(opened.context, twice, quiet), /核对之后/u)
  })
})

describe('undo', () => {
  it('takes additions and changes back, and keeps and names what was edited since', async () => {
    await bring(opened.context, 'members', await makeBook(opened, roster(GOOD)))
    const people = [
      { name: '张甲', phone: '13900000001' },
      { name: '张乙', phone: '13900000002' },
      { name: '张丙' },
      { name: '赵六', order: 61 },
      { name: '钱七', order: 71 },
    ]
    const { batch } = await bring(opened.context, 'members', await makeBook(opened, roster(people)))
    const edited = (await members()).filter((m) => ['张乙', '钱七'].includes(m.name))
    for (const { id } of edited)
      await saveRecord(opened.context, {
        ledger: 'members',
        id,
        version: null,
        texts: { phone: '13900000009' },
        reason: null,
      })
    const result = await undoImport(opened.context, batch)
    expect(result.undone).toBe(2)
    expect(result.kept.map((k) => [k.label, k.fields, k.why])).toEqual([
      ['张乙', ['联系电话'], '之后又被田克勤修改过'],
      ['钱七', [], '之后又被田克勤修改过'],
    ])
    expect((await members()).map((m) => [m.name, m.phone])).toEqual([
      ['张甲', null],
      ['张乙', '13900000009'],
      ['张丙', null],
      ['钱七', '13900000009'],
    ])
    await expect(undoImport(opened.context, batch)).rejects.toThrow('这次导入已经撤销过了。')
  })

  it('keeps organisations that have members now, and says why', async () => {
    await bring(opened.context, 'members', await makeBook(opened, roster(GOOD)))
    const [town] = await listBatches(opened.context, 10).then((all) =>
      all.filter((b) => b.ledger === 'organisations'),
    )
    const result = await undoImport(opened.context, town?.id ?? '')
    expect(result.kept.map((k) => [k.label, k.why])).toEqual([
      ['中共清溪镇城南社区支部委员会', '其下还有 3 名党员'],
      ['中共清溪镇城区总支部委员会', '其下还有 1 个下级党组织'],
      ['中共清溪镇委员会', '其下还有 1 个下级党组织'],
    ])
    expect(result.undone).toBe(4)
  })
})

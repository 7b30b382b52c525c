// The data file: how it is opened, written, guarded and closed.
import { spawnSync } from 'node:child_process'
import { chmod, copyFile, readdir, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { sql, type Kysely, type RawBuilder } from 'kysely'
import { build } from 'vite'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src-main/core/db/database.ts'
import { SqliteHandle } from '../../../src-main/core/db/sqlite-dialect.ts'
import type { Tables } from '../../../src-main/core/db/tables.ts'
import * as foundation from '../../../src-main/core/db/migrations/0001-foundation.ts'
import { closing, journalOf, newDatabase, newFolder, scalar, withPeople } from './fixture.ts'

const setting = (key: string): Tables['setting'] => ({
  key,
  value: '1',
  updated_at: '',
  updated_by: '张三一',
})

describe('opening', () => {
  it('uses WAL, full synchronisation and foreign keys', async () => {
    const db = await newDatabase()
    const pragmas = await db.write(async (trx) => [
      await scalar(trx, 'pragma journal_mode'),
      await scalar(trx, 'pragma synchronous'),
      await scalar(trx, 'pragma foreign_keys'),
    ])
    expect(pragmas).toEqual(['wal', 2, 1])
  })

  it('makes every table strict', async () => {
    const db = await newDatabase()
    const loose = await sql<{ name: string }>`
      select name from pragma_table_list
      where type = 'table' and schema = 'main' and strict = 0 and name not like 'sqlite%'`.execute(db.read)
    expect(loose.rows.map((row) => row.name).filter((name) => !name.startsWith('kysely_'))).toEqual([])
    await db.write((trx) => journalOf(trx).add('trial_person', { name: '张三一' }))
    await expect(
      db.write((trx) => sql`update trial_person set hours = 'many'`.execute(trx)),
    ).rejects.toThrow()
  })

  it('reads through a connection that cannot write', async () => {
    const db = await newDatabase()
    await expect(db.read.insertInto('setting').values(setting('a')).execute()).rejects.toThrow()
  })

  it.each([
    ['is no database', async (file: string) => writeFile(file, '姓名,单位\n'.repeat(500)), 'not_a_database'],
    ['is empty', async (file: string) => writeFile(file, ''), 'damaged'],
    ['was cut short', async (file: string) => truncate(file, 8192), 'damaged'],
    ['has a broken page', overwriteMiddle, 'damaged'],
    ['belongs to another program', replaceByForeign, 'not_a_database'],
  ])('refuses a file that %s', async (_, spoil, code) => {
    const file = await closedDatabase()
    await spoil(file)
    await expect(openDatabase(file, { migrations: withPeople })).rejects.toMatchObject({ code })
  })

  it('refuses a database newer than the program and leaves it as it was', async () => {
    const file = await closedDatabase()
    const before = await readFile(file)
    const opening = openDatabase(file, { migrations: { '0001-foundation': foundation } })
    await expect(opening).rejects.toMatchObject({
      code: 'newer',
      message: expect.stringContaining('更新版本') as string,
    })
    expect(await readFile(file)).toEqual(before)
  })

  it.skipIf(process.platform === 'win32')('refuses a folder that cannot be written', async () => {
    const file = await closedDatabase()
    await chmod(file, 0o444)
    await chmod(path.dirname(file), 0o555)
    await asOrdinaryUser(async () => {
      await expect(openDatabase(file, { migrations: withPeople })).rejects.toMatchObject({
        code: 'read_only',
      })
    })
    await chmod(path.dirname(file), 0o755)
  })

  it('refuses a folder that is not there', async () => {
    const file = path.join(await newFolder(), 'gone', 'dudao.db')
    await expect(openDatabase(file)).rejects.toMatchObject({ code: 'missing' })
  })
})

describe('migrating', () => {
  const failing = {
    ...withPeople,
    '0003-first': running(sql`create table first (a text) strict`),
    '0004-second': running(sql`create table second (a nonsense) strict`),
  }

  it('leaves nothing of a failing migration, nor of those before it', async () => {
    const file = await closedDatabase()
    await expect(openDatabase(file, { migrations: failing })).rejects.toMatchObject({
      code: 'upgrade_failed',
    })
    const db = closing(await openDatabase(file, { migrations: withPeople }))
    expect(
      await scalar(db.read, `select count(*) from sqlite_master where name in ('first', 'second')`),
    ).toBe(0)
    expect(await scalar(db.read, 'select count(*) from kysely_migration')).toBe(2)
  })

  it('leaves an empty file when the very first one fails', async () => {
    const file = path.join(await newFolder(), 'dudao.db')
    const broken = {
      '0001-a': running(sql`create table a (b nonsense) strict`),
    }
    await expect(openDatabase(file, { migrations: broken })).rejects.toMatchObject({ code: 'upgrade_failed' })
    const db = closing(await openDatabase(file, { migrations: withPeople }))
    expect(await scalar(db.read, 'select count(*) from trial_person')).toBe(0)
  })

  it('backs an existing file up first, and only when there is something to do', async () => {
    const file = await closedDatabase({ '0001-foundation': foundation })
    const now = () => new Date(2005, 7, 17, 9, 0)
    await (await openDatabase(file, { migrations: withPeople, now })).close()
    await (await openDatabase(file, { migrations: withPeople, now })).close()
    const backups = path.join(path.dirname(file), 'backups')
    expect(await readdir(backups)).toEqual(['备份_20050817_0900_升级前.db'])
    const old = { '0001-foundation': foundation }
    closing(await openDatabase(path.join(backups, '备份_20050817_0900_升级前.db'), { migrations: old }))
  })
})

describe('writing', () => {
  it('serialises transactions that run at the same time', async () => {
    const db = await newDatabase()
    const steps: string[] = []
    const write = (key: string) =>
      db.write(async (trx) => {
        steps.push(`${key} begins`)
        await trx.insertInto('setting').values(setting(key)).execute()
        await new Promise((resolve) => setImmediate(resolve))
        steps.push(`${key} ends`)
      })
    await Promise.all(['a', 'b', 'c'].map(write))
    expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })

  it('runs statements asked for side by side in one transaction', async () => {
    const db = await newDatabase()
    const keys = Array.from({ length: 300 }, (_, n) => `key-${n}`)
    await db.write((trx) =>
      Promise.all(keys.map((key) => trx.insertInto('setting').values(setting(key)).execute())),
    )
    const found = await Promise.all(
      keys.map((key) => scalar(db.read, `select count(*) from setting where key = '${key}'`)),
    )
    expect(found.every((count) => count === 1)).toBe(true)
  })

  it('rolls back on an error and goes on', async () => {
    const db = await newDatabase()
    const failing = db.write(async (trx) => {
      await trx.insertInto('setting').values(setting('a')).execute()
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await db.write((trx) => trx.insertInto('setting').values(setting('b')).execute())
    expect(await db.read.selectFrom('setting').select('key').execute()).toEqual([{ key: 'b' }])
  })

  it('rolls back when cancelled, at the next statement', async () => {
    const db = await newDatabase()
    const cancel = new AbortController()
    const cancelled = db.write(
      async (trx) => {
        await trx.insertInto('setting').values(setting('a')).execute()
        cancel.abort()
        await trx.insertInto('setting').values(setting('b')).execute()
      },
      { signal: cancel.signal },
    )
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' })
    expect(await scalar(db.read, 'select count(*) from setting')).toBe(0)
  })

  it('keeps nothing when cancelled after the last statement, and does not start when cancelled before', async () => {
    const db = await newDatabase()
    const cancel = new AbortController()
    const late = db.write(
      async (trx) => {
        await trx.insertInto('setting').values(setting('a')).execute()
        cancel.abort()
      },
      { signal: cancel.signal },
    )
    await expect(late).rejects.toMatchObject({ name: 'AbortError' })
    await expect(db.write(() => Promise.resolve(), { signal: cancel.signal })).rejects.toThrow()
    expect(await scalar(db.read, 'select count(*) from setting')).toBe(0)
  })

  it.each([
    ['read', (db: Awaited<ReturnType<typeof newDatabase>>) => scalar(db.read, 'select 1')],
    ['write', (db: Awaited<ReturnType<typeof newDatabase>>) => db.write(() => Promise.resolve())],
    ['close', (db: Awaited<ReturnType<typeof newDatabase>>) => db.close()],
  ])('throws instead of hanging when %s of the database is used inside a transaction', async (_, misuse) => {
    const db = await newDatabase()
    await expect(db.write(() => misuse(db))).rejects.toThrow(/use the handle it was given/)
    await expect(db.snapshot(() => misuse(db))).rejects.toThrow(/use the handle it was given/)
    expect(await scalar(db.read, 'select 1')).toBe(1)
  })

  it('lets work that outlives its transaction use the database again', async () => {
    const db = await newDatabase()
    const end = gate()
    let later: Promise<unknown> = Promise.resolve()
    await db.write(() => {
      later = end.passed.then(() => scalar(db.read, 'select 1'))
      return Promise.resolve()
    })
    end.open()
    expect(await later).toBe(1)
  })

  it('shows a snapshot one state while others write', async () => {
    const db = await newDatabase()
    const [hasRead, hasWritten] = [gate(), gate()]
    const counts = db.snapshot(async (trx) => {
      const before = await scalar(trx, 'select count(*) from setting')
      hasRead.open()
      await hasWritten.passed
      return [before, await scalar(trx, 'select count(*) from setting')]
    })
    await hasRead.passed
    await db.write((trx) => trx.insertInto('setting').values(setting('a')).execute())
    hasWritten.open()
    expect(await counts).toEqual([0, 0])
    expect(await scalar(db.read, 'select count(*) from setting')).toBe(1)
  })

  it.each([[undefined], [10n], [new Date()], [{ a: 1 }], [Number.NaN]])(
    'refuses to store %s',
    async (value) => {
      const db = await newDatabase()
      const write = db.write((trx) => sql`update setting set value = ${value}`.execute(trx))
      await expect(write).rejects.toThrow(/cannot be stored/)
    },
  )

  it('says which columns are duplicated', async () => {
    const db = await newDatabase()
    const twice = db.write((trx) =>
      journalOf(trx).addMany('trial_person', [
        { name: '张三一', id_number: '999999199901010011' },
        { name: '李四二', id_number: '999999199901010011' },
      ]),
    )
    await expect(twice).rejects.toMatchObject({ code: 'duplicate', columns: ['trial_person.id_number'] })
    expect(await scalar(db.read, 'select count(*) from trial_person')).toBe(0)
  })

  it('reports a full disk, keeps the old data and goes on', async () => {
    const db = await newDatabase()
    await db.write((trx) => trx.insertInto('setting').values(setting('before')).execute())
    const flood = db.write(async (trx) => {
      const pages = Number(await scalar(trx, 'pragma page_count'))
      await scalar(trx, `pragma max_page_count = ${pages + 2}`)
      await trx
        .insertInto('setting')
        .values({ ...setting('big'), value: 'x'.repeat(200_000) })
        .execute()
    })
    await expect(flood).rejects.toMatchObject({ code: 'disk_full' })
    await db.write((trx) => scalar(trx, 'pragma max_page_count = 1000000'))
    await db.write((trx) => trx.insertInto('setting').values(setting('after')).execute())
    expect(await db.read.selectFrom('setting').select('key').orderBy('key').execute()).toEqual([
      { key: 'after' },
      { key: 'before' },
    ])
  })

  it('reports a file that another program is writing', async () => {
    const db = await newDatabase()
    const other = await SqliteHandle.open(db.file, 'create', [])
    const impatient = closing(await openDatabase(db.file, { migrations: withPeople, busyTimeout: 1 }))
    await other.run('begin immediate')
    await expect(impatient.write(() => Promise.resolve())).rejects.toMatchObject({ code: 'locked' })
    await other.run('rollback')
    await other.close()
    await expect(impatient.write(() => Promise.resolve('free'))).resolves.toBe('free')
  })
})

describe('backing up', () => {
  it('makes a whole copy of the committed state, also while a write is going on', async () => {
    const db = await newDatabase()
    await db.write((trx) => trx.insertInto('setting').values(setting('a')).execute())
    const target = path.join(await newFolder(), '备份 一.db')
    await db.write(async (trx) => {
      await trx.insertInto('setting').values(setting('b')).execute()
      await db.backup(target)
    })
    const copy = closing(await openDatabase(target, { migrations: withPeople }))
    expect(await scalar(copy.read, 'pragma integrity_check')).toBe('ok')
    expect(await copy.read.selectFrom('setting').select('key').execute()).toEqual([{ key: 'a' }])
    expect(await readdir(path.dirname(target))).not.toContain('备份 一.db.part')
  })

  it('replaces an older copy, and reports a place that cannot be written', async () => {
    const db = await newDatabase()
    const dir = await newFolder()
    await writeFile(path.join(dir, 'copy.db'), 'old')
    await db.backup(path.join(dir, 'copy.db'))
    expect((await stat(path.join(dir, 'copy.db'))).size).toBeGreaterThan(4096)
    const nowhere = db.backup(path.join(dir, 'gone', 'copy.db'))
    await expect(nowhere).rejects.toMatchObject({ code: 'backup_failed' })
  })
})

describe('closing', () => {
  it('waits for what was asked for, refuses what comes later, and may be repeated', async () => {
    const db = await newDatabase()
    const write = db.write((trx) => trx.insertInto('setting').values(setting('a')).execute())
    const read = scalar(db.read, 'select 1')
    await db.close()
    await expect(write).resolves.toBeDefined()
    await expect(read).resolves.toBe(1)
    await expect(db.write(() => Promise.resolve())).rejects.toMatchObject({ code: 'closed' })
    await expect(scalar(db.read, 'select 1')).rejects.toMatchObject({ code: 'closed' })
    await db.close()
  })

  it('leaves one file behind', async () => {
    const file = await closedDatabase()
    expect(await readdir(path.dirname(file))).toEqual(['dudao.db'])
  })

  it('lets the process end cleanly with a query in flight', async () => {
    const script = await bundleChild()
    const child = spawnSync(process.execPath, [script, path.join(path.dirname(script), 'child.db')], {
      encoding: 'utf8',
    })
    expect(child).toMatchObject({ status: 0, signal: null, stderr: '', stdout: 'closed\n' })
  }, 60_000)
})

const running = (statement: RawBuilder<unknown>) => ({
  up: async (db: Kysely<unknown>) => {
    await statement.execute(db)
  },
})

function gate(): { open: () => void; passed: Promise<void> } {
  let open: () => void = () => undefined
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, passed }
}

async function closedDatabase(migrations = withPeople): Promise<string> {
  const db = await newDatabase({ migrations })
  const many = Array.from({ length: 400 }, (_, n) => ({ ...setting(`key-${n}`), value: 'x'.repeat(200) }))
  await db.write((trx) => trx.insertInto('setting').values(many).execute())
  await db.close()
  return db.file
}

async function overwriteMiddle(file: string): Promise<void> {
  const bytes = await readFile(file)
  bytes.fill(0x5a, 4096 * 2, bytes.length - 4096)
  await writeFile(file, bytes)
}

async function replaceByForeign(file: string): Promise<void> {
  const other = path.join(path.dirname(file), 'other.db')
  const handle = await SqliteHandle.open(other, 'create', [])
  await handle.run('create table address (street text)')
  await handle.close()
  await copyFile(other, file)
}

// Root may write everywhere, so the check needs another user.
async function asOrdinaryUser(work: () => Promise<void>): Promise<void> {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(65534)
  try {
    await work()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

async function bundleChild(): Promise<string> {
  const dir = await newFolder()
  await symlink(path.resolve('node_modules'), path.join(dir, 'node_modules'), 'junction')
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: path.join(import.meta.dirname, 'child.ts'),
      outDir: dir,
      emptyOutDir: false,
      rolldownOptions: { external: ['sqlite3'], output: { entryFileNames: 'child.mjs' } },
    },
    ssr: { noExternal: ['kysely'] },
  })
  return path.join(dir, 'child.mjs')
}

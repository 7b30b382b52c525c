// The data folder: layout, checks, backups and restoring; and the store of attachments.
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { AttachmentStore } from '../../../src-main/core/db/attachments.ts'
import {
  openDataFolder,
  restoreBackup,
  type DataFolderOptions,
} from '../../../src-main/core/db/data-folder.ts'
import type { Database } from '../../../src-main/core/db/database.ts'
import { closing, newFolder, scalar } from './fixture.ts'

const NINE = () => new Date(2005, 7, 17, 9, 0)

async function newDataFolder(options: DataFolderOptions = {}) {
  const root = path.join(await newFolder(), '督导 数据')
  return closing(await openDataFolder(root, { create: true, now: NINE, ...options }))
}

const put = (db: Database, key: string) =>
  db.write((trx) =>
    trx.insertInto('setting').values({ key, value: '1', updated_at: '', updated_by: '' }).execute(),
  )

const keysIn = (db: Database) => db.read.selectFrom('setting').select('key').orderBy('key').execute()

describe('opening a data folder', () => {
  it('makes the layout', async () => {
    const folder = await newDataFolder()
    const names = await readdir(folder.layout.root)
    expect(names).toEqual(expect.arrayContaining(['attachments', 'backups', 'dudao.db', 'logs']))
    expect(await scalar(folder.database.read, 'pragma integrity_check')).toBe('ok')
  })

  it.each([
    [
      'a folder that is not there',
      (root: string) => rm(root, { recursive: true, force: true }),
      {},
      'missing',
    ],
    ['a file', (root: string) => writeFile(root, ''), { create: true }, 'missing'],
    ['a folder without data', (root: string) => mkdir(root), {}, 'missing'],
    [
      'a disk that is nearly full',
      (root: string) => mkdir(root),
      { minimumFree: Number.MAX_SAFE_INTEGER },
      'disk_full',
    ],
    ['backups without a data file', makeOnlyBackups, { create: true }, 'missing'],
  ])('refuses %s', async (_, prepare, options, code) => {
    const root = path.join(await newFolder(), 'data')
    await prepare(root)
    await expect(openDataFolder(root, options)).rejects.toMatchObject({ code })
  })
})

describe('backups', () => {
  it('are named by time and reason, numbered within the minute, listed newest first', async () => {
    const folder = await newDataFolder()
    await folder.backupNow('导入前')
    await folder.backupNow('导入前')
    await folder.backupNow('转段 前/总备份', { byHand: true })
    const names = (await folder.listBackups()).map((backup) => backup.name)
    expect(names.sort()).toEqual(
      [
        '备份_20050817_0900_导入前.db',
        '备份_20050817_0900_导入前_2.db',
        '手工备份_20050817_0900_转段前总备份.db',
      ].sort(),
    )
  })

  it('describe themselves', async () => {
    const folder = await newDataFolder()
    const backup = await folder.backupNow('导入前')
    expect(backup).toMatchObject({ kind: '自动', at: '2005-08-17 09:00', reason: '导入前' })
    expect(backup.size).toBeGreaterThan(0)
  })

  it('keep the newest automatic ones and all made by hand', async () => {
    let day = 1
    const folder = await newDataFolder({ keepBackups: 3, now: () => new Date(2005, 7, day++) })
    await folder.backupNow('', { byHand: true })
    for (let n = 0; n < 5; n += 1) await folder.backupNow('导入前')
    const kept = (await folder.listBackups()).map((backup) => `${backup.at.slice(0, 10)} ${backup.kind}`)
    expect(kept).toEqual(['2005-08-06 自动', '2005-08-05 自动', '2005-08-04 自动', '2005-08-01 手工'])
  })
})

describe('restoring', () => {
  it('puts the backup in place and the present data aside', async () => {
    const folder = await newDataFolder()
    await put(folder.database, 'a')
    const backup = await folder.backupNow('导入前')
    await put(folder.database, 'b')
    await folder.restoreBackup(backup.file)
    expect(await keysIn(folder.database)).toEqual([{ key: 'a' }])
    const aside = (await folder.listBackups()).find((file) => file.kind === '恢复前')
    await folder.restoreBackup(aside?.file ?? '')
    expect(await keysIn(folder.database)).toEqual([{ key: 'a' }, { key: 'b' }])
  })

  it('heals a folder whose data file is damaged', async () => {
    const folder = await newDataFolder()
    await put(folder.database, 'a')
    const backup = await folder.backupNow('导入前')
    await folder.close()
    await writeFile(folder.layout.databaseFile, 'spoiled '.repeat(1000))
    await expect(openDataFolder(folder.layout.root)).rejects.toMatchObject({ code: 'not_a_database' })
    await restoreBackup(folder.layout.root, backup.file, { now: NINE })
    const healed = closing(await openDataFolder(folder.layout.root))
    expect(await keysIn(healed.database)).toEqual([{ key: 'a' }])
  })

  it.each([
    ['damaged', (file: string) => writeFile(file, 'spoiled '.repeat(1000)), 'not_a_database'],
    ['empty', (file: string) => writeFile(file, ''), 'damaged'],
    ['gone', (file: string) => rm(file), 'missing'],
  ])('refuses a backup that is %s and leaves everything as it was', async (_, spoil, code) => {
    const folder = await newDataFolder()
    const backup = await folder.backupNow('导入前')
    await put(folder.database, 'a')
    await spoil(backup.file)
    await expect(folder.restoreBackup(backup.file)).rejects.toMatchObject({ code })
    expect(await keysIn(folder.database)).toEqual([{ key: 'a' }])
  })
})

describe('attachments', () => {
  it('are stored once under the hash of their content', async () => {
    const store = new AttachmentStore(path.join(await newFolder(), 'attachments'))
    const bytes = Buffer.from('整改方案'.repeat(100_000))
    const original = path.join(await newFolder(), '整改方案.docx')
    await writeFile(original, bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const stored = await store.store(original, 'C:\\文件\\整改方案.DOCX')
    expect(stored).toMatchObject({ sha256, size: bytes.length, name: '整改方案.DOCX' })
    expect(stored.mediaType).toContain('wordprocessingml')
    expect((await store.store(bytes, '另一个名字')).sha256).toBe(sha256)
    expect((await readFile(store.pathOf(sha256))).equals(bytes)).toBe(true)
    expect(await readdir(store.folder)).toEqual([sha256.slice(0, 2)])
  })

  it('accept two equal files and an empty one at the same time', async () => {
    const store = new AttachmentStore(await newFolder())
    const twice = [Buffer.from('a'), Buffer.from('a'), Buffer.alloc(0)]
    await Promise.all(twice.map((bytes) => store.store(bytes, 'x.txt')))
    expect(await store.verify()).toEqual({ checked: 2, damaged: [], missing: [] })
  })

  it('are checked for damage and loss', async () => {
    const store = new AttachmentStore(await newFolder())
    const { sha256 } = await store.store(Buffer.from('原件'), '原件.txt')
    await writeFile(store.pathOf(sha256), '改过')
    const lost = 'f'.repeat(64)
    expect(await store.verify([sha256, lost])).toEqual({ checked: 1, damaged: [sha256], missing: [lost] })
  })

  it('leave nothing behind when they cannot be read', async () => {
    const store = new AttachmentStore(await newFolder())
    const missing = store.store(path.join(store.folder, 'gone.pdf'), 'gone.pdf')
    await expect(missing).rejects.toMatchObject({
      code: 'missing',
      message: expect.stringContaining('附件') as string,
    })
    await expect(store.store(store.folder, 'folder')).rejects.toThrow()
    expect(await readdir(store.folder)).toEqual([])
    expect(() => store.pathOf('../../etc/passwd')).toThrow(TypeError)
  })
})

async function makeOnlyBackups(root: string): Promise<void> {
  await mkdir(path.join(root, 'backups'), { recursive: true })
  await writeFile(path.join(root, 'backups', '备份_20050817_0900.db'), 'x')
}

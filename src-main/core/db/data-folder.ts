// The folder that holds everything of one office: data file, attachments, backups, logs.
import { copyFile, mkdir, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AttachmentStore } from './attachments.ts'
import {
  AUTOMATIC_BACKUPS_KEPT,
  listBackups,
  newBackupFile,
  pruneBackups,
  type BackupFile,
} from './backups.ts'
import type { Clock } from './clock.ts'
import { inspectFile, openDatabase, type Database } from './database.ts'
import { flush, isThere } from './disk.ts'
import { DatabaseError, toDatabaseError } from './errors.ts'
import type { Migrations } from './migrate.ts'
import { migrations as ownMigrations } from './migrations/index.ts'

export interface DataFolderOptions {
  /** Make the folder and an empty data file when they are not there yet. */
  readonly create?: boolean
  readonly now?: Clock
  /** How many automatic backups stay. */
  readonly keepBackups?: number
  /** Bytes that must be free; below that opening is refused. */
  readonly minimumFree?: number
  readonly migrations?: Migrations
}

export interface BackupOptions {
  /** Made by a person: never thinned out. */
  readonly byHand?: boolean
}

/** Names inside a data folder. */
export interface DataFolderLayout {
  readonly root: string
  readonly databaseFile: string
  readonly attachments: string
  readonly backups: string
  readonly logs: string
}

const MINIMUM_FREE = 50 * 1024 * 1024

export function layoutOf(root: string): DataFolderLayout {
  return {
    root,
    databaseFile: path.join(root, 'dudao.db'),
    attachments: path.join(root, 'attachments'),
    backups: path.join(root, 'backups'),
    logs: path.join(root, 'logs'),
  }
}

/**
 * Opens a data folder. Throws DatabaseError 'missing', 'read_only', 'disk_full' and whatever `openDatabase` throws.
 *
 * Two programs on one computer may have it open: SQLite queues their writes, and `row_version` stops the second from
 * overwriting the first. A folder shared over a network must not be opened by two computers at once.
 */
export async function openDataFolder(root: string, options: DataFolderOptions = {}): Promise<DataFolder> {
  const layout = layoutOf(root)
  await assertFolder(root, options.create === true)
  await assertFolderWritable(root)
  await assertSpace(root, options.minimumFree ?? MINIMUM_FREE)
  await assertDataFile(layout, options.create === true)
  for (const folder of [layout.attachments, layout.backups, layout.logs]) await makeFolder(folder)
  const attachments = new AttachmentStore(layout.attachments)
  await attachments.sweep()
  return new DataFolder(
    layout,
    attachments,
    await openDatabase(layout.databaseFile, databaseOptions(options)),
    options,
  )
}

/** An open data folder. `database` is another object after `restoreBackup`: do not keep it aside. */
export class DataFolder {
  readonly layout: DataFolderLayout
  readonly attachments: AttachmentStore
  readonly #options: DataFolderOptions
  #database: Database

  constructor(
    layout: DataFolderLayout,
    attachments: AttachmentStore,
    database: Database,
    options: DataFolderOptions,
  ) {
    this.layout = layout
    this.attachments = attachments
    this.#database = database
    this.#options = options
  }

  get database(): Database {
    return this.#database
  }

  /**
   * Backs the data file up into `backups/` and thins out the automatic ones. `reason` becomes part of the name:
   * `备份_20050817_0900_导入前.db`. Throws DatabaseError 'backup_failed'.
   */
  async backupNow(reason: string, options: BackupOptions = {}): Promise<BackupFile> {
    const kind = options.byHand === true ? '手工' : '自动'
    const { backups } = this.layout
    const file = await newBackupFile(backups, nowOf(this.#options), kind, reason).catch((error: unknown) => {
      throw toDatabaseError(error, backups)
    })
    await this.#database.backup(file)
    await pruneBackups(backups, this.#options.keepBackups ?? AUTOMATIC_BACKUPS_KEPT)
    return listed(await this.listBackups(), file)
  }

  /** The backups of this folder, newest first. */
  listBackups(): Promise<BackupFile[]> {
    return listBackups(this.layout.backups)
  }

  /** Closes the data file, puts the backup in its place and opens it. See `restoreBackup`. */
  async restoreBackup(file: string): Promise<void> {
    await assertRestorable(file, this.#options.migrations ?? ownMigrations)
    await this.#database.close()
    try {
      await replaceDataFile(this.layout, file, nowOf(this.#options))
    } finally {
      await assertDataFile(this.layout, false)
      this.#database = await openDatabase(this.layout.databaseFile, databaseOptions(this.#options))
    }
  }

  /** Waits for what is going on and closes the data file. */
  async close(): Promise<void> {
    await this.#database.close()
  }
}

/**
 * Replaces the data file of a closed folder, even a damaged one, by a backup. The backup is checked first; the
 * present data file is put aside as `恢复前_….db` in `backups/` and never deleted. Throws DatabaseError.
 */
export async function restoreBackup(
  root: string,
  backup: string,
  options: DataFolderOptions = {},
): Promise<void> {
  await assertRestorable(backup, options.migrations ?? ownMigrations)
  await replaceDataFile(layoutOf(root), backup, nowOf(options))
}

async function replaceDataFile(layout: DataFolderLayout, backup: string, now: Date): Promise<void> {
  const incoming = `${layout.databaseFile}.part`
  try {
    await copyFile(backup, incoming)
    await flush(incoming)
    await swapIn(layout, incoming, await newBackupFile(layout.backups, now, '恢复前'))
  } catch (error) {
    throw toDatabaseError(error, layout.databaseFile)
  } finally {
    await rm(incoming, { force: true })
  }
}

async function swapIn(layout: DataFolderLayout, incoming: string, aside: string): Promise<void> {
  await moveDataFile(layout.databaseFile, aside)
  try {
    await rename(incoming, layout.databaseFile)
  } catch (error) {
    await moveDataFile(aside, layout.databaseFile)
    throw error
  }
}

/** Throws DatabaseError unless the file is a whole backup that this program can open. */
async function assertRestorable(file: string, migrations: Migrations): Promise<void> {
  const state = await inspectFile(file, migrations, 'full')
  if (state === undefined) throw new DatabaseError('missing', { file, message: NO_BACKUP })
  if (state.isEmpty) throw new DatabaseError('not_a_database', { file })
}

const NO_BACKUP = '找不到所选的备份文件，数据没有变化。请确认备份文件仍在原来的位置，或者另选一份备份。'

// The last writes may lie in -wal; they belong to the file that is moved, never to the one that takes its place.
async function moveDataFile(from: string, to: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) {
    if (await isThere(`${from}${suffix}`)) await rename(`${from}${suffix}`, `${to}${suffix}`)
  }
}

// One level after the other: where the system makes no folders (/proc) Node's own recursion never ends.
async function makeFolder(folder: string): Promise<void> {
  if (await isThere(folder)) return
  await makeFolder(path.dirname(folder))
  try {
    // Personal data: on a computer with several accounts only the owner may look in.
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    if (!(await isThere(folder))) throw toDatabaseError(error, folder)
  }
}

async function assertFolder(root: string, mayCreate: boolean): Promise<void> {
  if (!(await isThere(root))) {
    if (!mayCreate) throw new DatabaseError('missing', { file: root })
    await makeFolder(root)
  }
  if (!(await stat(root)).isDirectory())
    throw new DatabaseError('missing', { file: root, message: NO_FOLDER })
}

const NO_FOLDER = '所选的位置不是文件夹，没有打开。请选择一个文件夹存放数据。'

async function assertFolderWritable(root: string): Promise<void> {
  const trial = path.join(root, `.write-check-${process.pid}`)
  try {
    await writeFile(trial, '')
    await rm(trial)
  } catch (error) {
    throw toDatabaseError(error, root)
  }
}

async function assertSpace(root: string, minimum: number): Promise<void> {
  const { bavail, bsize } = await statfs(root)
  if (bavail * bsize < minimum) throw new DatabaseError('disk_full', { file: root, message: LITTLE_SPACE })
}

const LITTLE_SPACE = '数据文件夹所在的磁盘空间不足，没有打开。请清理磁盘后再打开督导工作台。'

async function assertDataFile(layout: DataFolderLayout, mayCreate: boolean): Promise<void> {
  if (await isThere(layout.databaseFile)) return
  const file = layout.databaseFile
  if (!mayCreate) throw new DatabaseError('missing', { file })
  // Backups without a data file: an interrupted restore or a deleted file, not a fresh start.
  if (await holdsBackups(layout)) throw new DatabaseError('missing', { file, message: ONLY_BACKUPS })
}

const ONLY_BACKUPS =
  '数据文件夹里有备份，但没有数据文件，可能上次恢复没有做完。请先用最近的一份备份恢复，再打开督导工作台。'

async function holdsBackups(layout: DataFolderLayout): Promise<boolean> {
  if (!(await isThere(layout.backups))) return false
  return (await readdir(layout.backups)).some((name) => name.endsWith('.db'))
}

function listed(backups: readonly BackupFile[], file: string): BackupFile {
  const found = backups.find((backup) => backup.file === file)
  if (found === undefined) throw new DatabaseError('backup_failed', { file })
  return found
}

const nowOf = (options: DataFolderOptions): Date => options.now?.() ?? new Date()

function databaseOptions(options: DataFolderOptions): { migrations?: Migrations; now?: Clock } {
  const { migrations, now } = options
  return { ...(migrations === undefined ? {} : { migrations }), ...(now === undefined ? {} : { now }) }
}

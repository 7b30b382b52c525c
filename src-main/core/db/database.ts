// Opens the data file: one write queue, one read-only connection, schema brought up to date, backup and close.
import { access, constants, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Kysely } from 'kysely'
import { newBackupFile } from './backups.ts'
import type { Clock } from './clock.ts'
import { flush, isThere, sizeOf } from './disk.ts'
import { DatabaseError, toDatabaseError } from './errors.ts'
import { migrate, readSchemaState, type Migrations, type SchemaState } from './migrate.ts'
import { migrations as ownMigrations } from './migrations/index.ts'
import { SqliteDialect, SqliteHandle } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'
import { TransactionScope } from './transaction-scope.ts'

export interface OpenOptions {
  readonly migrations?: Migrations
  readonly now?: Clock
  /** How long to wait, in milliseconds, for another program that is writing. */
  readonly busyTimeout?: number
}

export interface WriteOptions {
  /** Cancels: the next statement throws the abort reason and nothing of the transaction is kept. */
  readonly signal?: AbortSignal
}

const BUSY_TIMEOUT = 5000

const commonPragmas = (busyTimeout: number): string[] => [
  `busy_timeout = ${busyTimeout}`,
  'temp_store = memory',
  'cache_size = -65536',
]

/**
 * Opens or creates a database file and brings it up to date; an existing file that needs it is first backed up into
 * `backups/` beside it. Throws DatabaseError: 'newer', 'damaged', 'not_a_database', 'read_only', 'cannot_open',
 * 'locked', 'disk_full', 'upgrade_failed', 'backup_failed'.
 */
export async function openDatabase(file: string, options: OpenOptions = {}): Promise<Database> {
  const migrations = options.migrations ?? ownMigrations
  const busyTimeout = options.busyTimeout ?? BUSY_TIMEOUT
  await assertWritable(file)
  const state = await inspectFile(file, migrations, 'quick')
  if (state !== undefined && !state.isEmpty && state.pending.length > 0) {
    await backUpBeforeUpgrade(file, options.now ?? (() => new Date()))
  }
  return Database.open(file, migrations, busyTimeout)
}

async function backUpBeforeUpgrade(file: string, now: Clock): Promise<void> {
  const target = await newBackupFile(path.join(path.dirname(file), 'backups'), now(), '自动', '升级前')
  await copyDatabase(file, target)
}

/**
 * Looks at a database file without changing it: is it whole, is it ours, which migrations does it lack.
 * `undefined` when there is no such file. 'full' also checks that every index agrees with its table.
 */
export async function inspectFile(
  file: string,
  migrations: Migrations,
  depth: 'quick' | 'full',
): Promise<SchemaState | undefined> {
  const size = await sizeOf(file)
  if (size === undefined) return undefined
  if (size === 0) await refuseEmptyFile(file)
  const handle = await SqliteHandle.open(file, 'read-only', [`busy_timeout = ${BUSY_TIMEOUT}`])
  try {
    await assertWhole(handle, depth)
    return await readSchemaState(handle, migrations)
  } finally {
    await handle.close()
  }
}

// An empty file is what a full disk or a broken copy leaves; opening it would silently start from nothing.
async function refuseEmptyFile(file: string): Promise<void> {
  const written = await sizeOf(`${file}-wal`)
  if (written === undefined || written === 0) throw new DatabaseError('damaged', { file })
}

async function assertWritable(file: string): Promise<void> {
  try {
    await access(path.dirname(file), constants.W_OK)
    if (await isThere(file)) await access(file, constants.R_OK | constants.W_OK)
  } catch (error) {
    throw toDatabaseError(error, file)
  }
}

async function assertWhole(handle: SqliteHandle, depth: 'quick' | 'full'): Promise<void> {
  const rows = await handle.all(depth === 'quick' ? 'pragma quick_check(1)' : 'pragma integrity_check(1)')
  const answer = Object.values(rows[0] ?? {})[0]
  if (answer === 'ok') return
  throw new DatabaseError('damaged', { file: handle.file, cause: new Error(String(answer)) })
}

// Under a name of its own first: a copy that stands under its final name is complete, checked and on the disk.
async function copyDatabase(source: string, target: string): Promise<void> {
  const unfinished = `${target}.part`
  try {
    await rm(unfinished, { force: true })
    await vacuumInto(source, unfinished)
    await flush(unfinished)
    await rename(unfinished, target)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw new DatabaseError('backup_failed', { cause: toDatabaseError(error, target), file: target })
  }
}

async function vacuumInto(source: string, target: string): Promise<void> {
  const handle = await SqliteHandle.open(source, 'read-only', [`busy_timeout = ${BUSY_TIMEOUT}`])
  try {
    await handle.run('vacuum into ?', [target])
  } finally {
    await handle.close()
  }
  const copy = await SqliteHandle.open(target, 'read-only', [])
  try {
    await assertWhole(copy, 'full')
  } finally {
    await copy.close()
  }
}

/** An open data file. Close it before the process ends: in Electron leaving under a running query aborts it. */
export class Database {
  readonly file: string
  /** Reads beside the write queue; sees what has been committed. Not for use inside `write` or `snapshot`. */
  readonly read: Kysely<Tables>
  readonly #writer: Kysely<Tables>
  readonly #scope: TransactionScope
  readonly #handles: { readonly writer: SqliteHandle; readonly reader: SqliteHandle }

  private constructor(
    writer: Kysely<Tables>,
    writerHandle: SqliteHandle,
    reader: SqliteHandle,
    scope: TransactionScope,
  ) {
    this.file = writerHandle.file
    this.read = new Kysely<Tables>({
      dialect: new SqliteDialect({ handle: reader, begin: 'deferred', scope }),
    })
    this.#writer = writer
    this.#scope = scope
    this.#handles = { writer: writerHandle, reader }
  }

  /** Use `openDatabase`, which looks at the file first. */
  static async open(file: string, migrations: Migrations, busyTimeout: number): Promise<Database> {
    const scope = new TransactionScope()
    const common = commonPragmas(busyTimeout)
    const safe = ['journal_mode = wal', 'synchronous = full', 'foreign_keys = on']
    const handle = await SqliteHandle.open(file, 'create', [...common, ...safe])
    try {
      const writer = new Kysely<Tables>({ dialect: new SqliteDialect({ handle, begin: 'immediate', scope }) })
      await migrate(writer, migrations)
      const reader = await SqliteHandle.open(file, 'read-only', [...common, 'query_only = on'])
      return new Database(writer, handle, reader, scope)
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  /**
   * Runs `work` as one transaction, after all writes asked for earlier; commits when it returns, rolls back when it
   * throws or is cancelled. Use only the transaction it is given; using the database itself inside throws.
   */
  async write<T>(work: (trx: Kysely<Tables>) => Promise<T>, options: WriteOptions = {}): Promise<T> {
    const { signal } = options
    signal?.throwIfAborted()
    return this.#writer.transaction().execute((trx) =>
      this.#scope.run(signal, async () => {
        signal?.throwIfAborted()
        const result = await work(trx)
        signal?.throwIfAborted()
        return result
      }),
    )
  }

  /** Runs several reads against one and the same state, for documents whose figures must agree. Keep it short. */
  async snapshot<T>(work: (trx: Kysely<Tables>) => Promise<T>): Promise<T> {
    return this.read.transaction().execute((trx) => this.#scope.run(undefined, () => work(trx)))
  }

  /**
   * Copies the committed state into `target` (replacing it), checked and flushed to disk; reads and writes go on
   * meanwhile. Attachments are files of their own and are not in it. Throws DatabaseError 'backup_failed'.
   */
  async backup(target: string): Promise<void> {
    await copyDatabase(this.file, target)
  }

  /** Closes after everything asked for earlier. Later use throws DatabaseError 'closed'. */
  async close(): Promise<void> {
    await this.read.connection().execute(() => this.#handles.reader.close())
    await this.#writer.connection().execute(() => this.#handles.writer.close())
  }
}

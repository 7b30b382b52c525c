// Kysely on npm sqlite3: the only file that knows the driver.
import sqlite3 from 'sqlite3'
import {
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
} from 'kysely'
import { DatabaseError, toDatabaseError } from './errors.ts'
import type { TransactionScope } from './transaction-scope.ts'
import { Turns } from './turns.ts'

const STATEMENTS_KEPT = 200

export type SqliteRow = Record<string, unknown>
export type Access = 'create' | 'read-only'

const MODES: Readonly<Record<Access, number>> = {
  create: sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE | sqlite3.OPEN_FULLMUTEX,
  'read-only': sqlite3.OPEN_READONLY | sqlite3.OPEN_FULLMUTEX,
}

/**
 * One open connection with promises and a cache of prepared statements. Calls are carried out one after another,
 * and `close` waits for them: in Electron leaving under a running query aborts the whole process.
 */
export class SqliteHandle {
  readonly file: string
  readonly #connection: sqlite3.Database
  readonly #turns = new Turns()
  readonly #statements = new Map<string, sqlite3.Statement>()
  #isClosed = false

  private constructor(file: string, connection: sqlite3.Database) {
    this.file = file
    this.#connection = connection
  }

  /** Opens a file and runs the given pragmas. Throws DatabaseError. */
  static async open(file: string, access: Access, pragmas: readonly string[]): Promise<SqliteHandle> {
    const handle = new SqliteHandle(file, await connect(file, access))
    try {
      for (const pragma of pragmas) await handle.all(`pragma ${pragma}`)
      return handle
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  /** Runs a query that answers with rows. */
  all(sql: string, parameters: readonly unknown[] = []): Promise<SqliteRow[]> {
    return this.#inTurn(sql, parameters, allRows)
  }

  /** Runs a statement and tells how many rows it touched. */
  run(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return this.#inTurn(sql, parameters, runOnce)
  }

  /** Closes after the calls already made; calling it again does nothing. */
  close(): Promise<void> {
    return this.#turns.run(async () => {
      if (this.#isClosed) return
      this.#isClosed = true
      for (const statement of this.#statements.values()) await finalize(statement)
      this.#statements.clear()
      await disconnect(this.#connection)
    })
  }

  async #inTurn<T>(sql: string, parameters: readonly unknown[], call: Call<T>): Promise<T> {
    assertBindable(parameters)
    return this.#turns.run(async () => {
      if (this.#isClosed) throw new DatabaseError('closed', { file: this.file })
      try {
        return await call(await this.#statement(sql), parameters)
      } catch (error) {
        throw withSql(toDatabaseError(error, this.file), sql)
      }
    })
  }

  async #statement(sql: string): Promise<sqlite3.Statement> {
    const known = this.#statements.get(sql)
    const statement = known ?? (await prepare(this.#connection, sql))
    this.#statements.delete(sql)
    this.#statements.set(sql, statement)
    if (known === undefined) await this.#dropOldest()
    return statement
  }

  async #dropOldest(): Promise<void> {
    if (this.#statements.size <= STATEMENTS_KEPT) return
    for (const [sql, statement] of this.#statements) {
      this.#statements.delete(sql)
      await finalize(statement)
      return
    }
  }
}

type Call<T> = (statement: sqlite3.Statement, parameters: readonly unknown[]) => Promise<T>

function connect(file: string, access: Access): Promise<sqlite3.Database> {
  return new Promise((resolve, reject) => {
    const connection = new sqlite3.Database(file, MODES[access], (error) => {
      // Parallel statements on one connection only fight for its mutex and occupy the thread pool.
      if (error === null) connection.serialize()
      if (error === null) resolve(connection)
      else reject(toDatabaseError(error, file))
    })
  })
}

function prepare(connection: sqlite3.Database, sql: string): Promise<sqlite3.Statement> {
  return new Promise((resolve, reject) => {
    const statement = connection.prepare(sql, (error: Error | null) => {
      if (error === null) resolve(statement)
      else reject(error)
    })
  })
}

function allRows(statement: sqlite3.Statement, parameters: readonly unknown[]): Promise<SqliteRow[]> {
  return new Promise((resolve, reject) => {
    statement.all<SqliteRow>(parameters, (error, rows) => {
      if (error === null) resolve(rows)
      else reject(error)
    })
  })
}

function runOnce(statement: sqlite3.Statement, parameters: readonly unknown[]): Promise<number> {
  return new Promise((resolve, reject) => {
    statement.run(parameters, function (error) {
      if (error === null) resolve(this.changes)
      else reject(error)
    })
  })
}

function finalize(statement: sqlite3.Statement): Promise<void> {
  return new Promise((resolve) => {
    statement.finalize(() => resolve())
  })
}

function disconnect(connection: sqlite3.Database): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.close((error) => {
      if (error === null) resolve()
      else reject(toDatabaseError(error))
    })
  })
}

// The driver stores undefined and bigint as NULL, a Date as a number and an object as "[object Object]", silently.
function assertBindable(parameters: readonly unknown[]): void {
  for (const value of parameters) {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') continue
    if (typeof value === 'number' && Number.isFinite(value)) continue
    if (Buffer.isBuffer(value)) continue
    throw new TypeError(`a ${kindOf(value)} cannot be stored: convert it to text or a number first`)
  }
}

function kindOf(value: unknown): string {
  if (value instanceof Date) return 'Date'
  return typeof value === 'number' ? String(value) : typeof value
}

// SQL text holds placeholders, never values, so it may stand in a log.
function withSql(error: Error, sql: string): Error {
  if (error instanceof DatabaseError) return error
  return new Error(`${error.message} [${sql.slice(0, 300)}]`, { cause: error })
}

export interface SqliteDialectOptions {
  readonly handle: SqliteHandle
  /** 'immediate' takes the write lock at once, so that a transaction cannot fail half-way for want of it. */
  readonly begin: 'immediate' | 'deferred'
  readonly scope: TransactionScope
}

/** Kysely dialect over an open handle. The handle stays its owner's to close. */
export class SqliteDialect implements Dialect {
  readonly #options: SqliteDialectOptions

  constructor(options: SqliteDialectOptions) {
    this.#options = options
  }

  createDriver(): Driver {
    return new SqliteDriver(this.#options)
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler()
  }

  createAdapter(): SqliteAdapter {
    return new Adapter()
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db)
  }
}

class Adapter extends SqliteAdapter {
  // Without this kysely runs migrations outside a transaction and a failing one leaves half its tables.
  override get supportsTransactionalDdl(): boolean {
    return true
  }

  // Kysely's own mutex would wait before our driver is asked, so the guard in acquireConnection could never speak.
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

class SqliteDriver implements Driver {
  readonly #options: SqliteDialectOptions
  readonly #connection: Connection
  readonly #turns = new Turns()
  #giveBack: (() => void) | undefined

  constructor(options: SqliteDialectOptions) {
    this.#options = options
    this.#connection = new Connection(options.handle, options.scope)
  }

  init(): Promise<void> {
    return Promise.resolve()
  }

  async acquireConnection(): Promise<Connection> {
    this.#options.scope.assertOutside()
    this.#giveBack = await this.#turns.take()
    return this.#connection
  }

  releaseConnection(): Promise<void> {
    this.#giveBack?.()
    return Promise.resolve()
  }

  async beginTransaction(): Promise<void> {
    await this.#options.handle.run(`begin ${this.#options.begin}`)
  }

  async commitTransaction(): Promise<void> {
    await this.#options.handle.run('commit')
  }

  async rollbackTransaction(): Promise<void> {
    try {
      await this.#options.handle.run('rollback')
    } catch (error) {
      // A full disk makes SQLite roll back by itself; the first error is the one to report.
      if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error
    }
  }

  destroy(): Promise<void> {
    return Promise.resolve()
  }
}

class Connection implements DatabaseConnection {
  readonly #handle: SqliteHandle
  readonly #scope: TransactionScope

  constructor(handle: SqliteHandle, scope: TransactionScope) {
    this.#handle = handle
    this.#scope = scope
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    this.#scope.throwIfAborted()
    if (!answersWithRows(query)) {
      const changes = await this.#handle.run(query.sql, query.parameters)
      return { rows: [], numAffectedRows: BigInt(changes) }
    }
    const rows = await this.#handle.all(query.sql, query.parameters)
    return { rows: rows as R[] }
  }

  streamQuery(): never {
    throw new Error('streaming is not supported: read in pages')
  }
}

function answersWithRows(query: CompiledQuery): boolean {
  if (query.query.kind === 'SelectQueryNode') return true
  return /^\s*(select|pragma|with|explain|values)\b/i.test(query.sql) || /\breturning\b/i.test(query.sql)
}

// Every change of every record goes through here and leaves one entry in the change log.
import type { CompiledQuery, Insertable, Kysely, Updateable } from 'kysely'
import { isoInstant, type Clock } from './clock.ts'
import { MissingRecordError, StaleRecordError } from './errors.ts'
import { uuidV7 } from './ids.ts'
import type { ChangeAction, ChangeLogTable, RecordColumns, Tables } from './tables.ts'

export type SqlValue = string | number | null

/** Values by column; a column that is undefined counts as not given. */
export type Values = Readonly<Record<string, SqlValue | undefined>>

/** A stored row of any journaled table. */
export type StoredRecord = RecordColumns & Record<string, SqlValue>

/** What `add` takes: checked against `Tables` when the table is named there, any columns otherwise. */
export type NewRecord<T extends string> = T extends keyof Tables
  ? Omit<Insertable<Tables[T]>, keyof RecordColumns> & { readonly id?: string }
  : Values

/** What `change` takes. */
export type Patch<T extends string> = T extends keyof Tables
  ? Omit<Updateable<Tables[T]>, keyof RecordColumns>
  : Values

/** Old and new value of one column. */
export type FieldChange = readonly [old: SqlValue, new: SqlValue]
export type FieldChanges = Readonly<Record<string, FieldChange>>

export interface JournalContext {
  /** Name of the person who makes the changes. */
  readonly actor: string
  /** Name of the computer. */
  readonly device: string
  readonly now: Clock
  readonly reason?: string
  /** Set when the changes belong together and may be undone together. */
  readonly batchId?: string
}

export interface ChangeOptions {
  /** `row_version` the user saw; another one stored means that someone else was faster. */
  readonly expectedVersion?: number
}

export interface ChangeNote {
  readonly entity: string
  readonly id: string
  readonly action: ChangeAction
  readonly fields: FieldChanges
}

export interface HistoryEntry {
  readonly id: string
  readonly at: string
  readonly actor: string
  readonly device: string
  readonly entity: string
  readonly entityId: string
  readonly action: ChangeAction
  readonly fields: FieldChanges
  readonly reason: string | null
  readonly batchId: string | null
}

type AnyTables = Record<string, Record<string, SqlValue>>

// 40 rows a statement: beyond that only the pauses of the window grow, not the speed.
const ROWS_PER_INSERT = 40

const RECORD_COLUMNS: ReadonlySet<string> = new Set<keyof RecordColumns>([
  'id',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'row_version',
  'deleted_at',
])

/** Writes records inside one write transaction; all its entries bear the same instant, person and reason. */
export class Journal {
  readonly trx: Kysely<Tables>
  readonly context: JournalContext
  /** The instant of all changes of this journal. */
  readonly at: string
  readonly #instant: Date
  readonly #tables: Kysely<AnyTables>
  readonly #inserts = new Map<string, CompiledQuery>()

  constructor(trx: Kysely<Tables>, context: JournalContext) {
    this.trx = trx
    this.context = context
    this.#instant = context.now()
    this.at = isoInstant(this.#instant)
    this.#tables = trx.$extendTables<AnyTables>()
  }

  /** Adds a record and returns its id (given in `row`, or made). */
  async add<T extends string>(table: T, row: NewRecord<T>): Promise<string> {
    const [id] = await this.addMany(table, [row])
    if (id === undefined) throw new Error('a record added without an id')
    return id
  }

  /** Adds many records, 40 a statement, with one log entry each; returns their ids in order. */
  async addMany<T extends string>(table: T, rows: readonly NewRecord<T>[]): Promise<string[]> {
    const ids: string[] = []
    // Prepared chunk by chunk: 25,000 rows at once would hold up the window for a second.
    for (const chunk of chunksOf(rows, ROWS_PER_INSERT)) {
      const records = chunk.map((row) => this.#newRecord(row as Values))
      for (const run of runsOfSameColumns(records)) await this.#insertAll(table, run)
      await this.#insertAll(
        'change_log',
        records.map((record) => this.#entry(noteOfAdding(table, record))),
      )
      for (const record of records) ids.push(record.id)
    }
    return ids
  }

  /**
   * Changes the columns whose value really differs; without a difference nothing is written and the answer is false.
   * Throws StaleRecordError, or MissingRecordError when the record is not there or has been removed.
   */
  async change<T extends string>(
    table: T,
    id: string,
    patch: Patch<T>,
    options: ChangeOptions = {},
  ): Promise<boolean> {
    const values = patch as Values
    assertOwnColumns(values)
    const stored = await this.#present(table, id, options)
    const fields = differences(stored, values)
    if (Object.keys(fields).length === 0) return false
    await this.#update(table, stored, newValues(fields))
    await this.record({ entity: table, id, action: 'change', fields })
    return true
  }

  /** Marks a record as removed; it stays in the table. False when it had been removed already. */
  async remove(table: string, id: string, options: ChangeOptions = {}): Promise<boolean> {
    const stored = await this.#existing(table, id)
    if (stored.deleted_at !== null) return false
    assertVersion(table, stored, options)
    await this.#update(table, stored, { deleted_at: this.at })
    await this.record({ entity: table, id, action: 'remove', fields: {} })
    return true
  }

  /** Brings a removed record back. False when it had not been removed. */
  async restore(table: string, id: string, options: ChangeOptions = {}): Promise<boolean> {
    const stored = await this.#existing(table, id)
    if (stored.deleted_at === null) return false
    assertVersion(table, stored, options)
    await this.#update(table, stored, { deleted_at: null })
    await this.record({ entity: table, id, action: 'restore', fields: {} })
    return true
  }

  /** The stored row, removed or not; undefined when there is none. */
  async find(table: string, id: string): Promise<StoredRecord | undefined> {
    const row = await this.#tables.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirst()
    return row as StoredRecord | undefined
  }

  /** Writes only the log entry, for tables that keep their own columns (settings, attachments). */
  async record(note: ChangeNote): Promise<void> {
    await this.trx.insertInto('change_log').values(this.#entry(note)).execute()
  }

  #newRecord(row: Values): StoredRecord {
    const { id = uuidV7(this.#instant), ...values } = row
    assertOwnColumns(values)
    const { actor } = this.context
    return {
      ...given(values),
      id: String(id),
      created_at: this.at,
      created_by: actor,
      updated_at: this.at,
      updated_by: actor,
      row_version: 1,
      deleted_at: null,
    }
  }

  #entry(note: ChangeNote): ChangeLogTable & Record<string, SqlValue> {
    const { actor, device, reason = null, batchId = null } = this.context
    return {
      id: uuidV7(this.#instant),
      at: this.at,
      actor,
      device,
      entity: note.entity,
      entity_id: note.id,
      action: note.action,
      fields: JSON.stringify(note.fields),
      reason,
      batch_id: batchId,
    }
  }

  async #existing(table: string, id: string): Promise<StoredRecord> {
    const stored = await this.find(table, id)
    if (stored === undefined) throw new MissingRecordError(table, id)
    return stored
  }

  async #present(table: string, id: string, options: ChangeOptions): Promise<StoredRecord> {
    const stored = await this.#existing(table, id)
    if (stored.deleted_at !== null) throw new MissingRecordError(table, id, stored.updated_by)
    assertVersion(table, stored, options)
    return stored
  }

  async #update(table: string, stored: StoredRecord, values: Record<string, SqlValue>): Promise<void> {
    const authorship = { updated_at: this.at, updated_by: this.context.actor }
    await this.#tables
      .updateTable(table)
      .set({ ...values, ...authorship, row_version: stored.row_version + 1 })
      .where('id', '=', stored.id)
      .execute()
  }

  // Building a statement costs more than running it: each form is built once and run again with other values.
  async #insertAll(table: string, rows: readonly Record<string, SqlValue>[]): Promise<void> {
    const form = `${table} ${rows.length} ${Object.keys(rows[0] ?? {}).join()}`
    const statement = this.#inserts.get(form) ?? this.#tables.insertInto(table).values(rows).compile()
    this.#inserts.set(form, statement)
    await this.trx.executeQuery({ ...statement, parameters: rows.flatMap((row) => Object.values(row)) })
  }
}

function assertOwnColumns(values: Values): void {
  const reserved = Object.keys(values).filter((column) => RECORD_COLUMNS.has(column))
  if (reserved.length > 0) throw new TypeError(`only the journal writes ${reserved.join(', ')}`)
}

function assertVersion(table: string, stored: StoredRecord, options: ChangeOptions): void {
  if (options.expectedVersion === undefined || options.expectedVersion === stored.row_version) return
  throw new StaleRecordError(table, stored.id, stored.updated_by)
}

function given(values: Values): Record<string, SqlValue> {
  const result: Record<string, SqlValue> = {}
  for (const [column, value] of Object.entries(values)) if (value !== undefined) result[column] = value
  return result
}

function noteOfAdding(entity: string, record: StoredRecord): ChangeNote {
  const fields: Record<string, FieldChange> = {}
  for (const [column, value] of Object.entries(record)) {
    if (value !== null && !RECORD_COLUMNS.has(column)) fields[column] = [null, value]
  }
  return { entity, id: record.id, action: 'add', fields }
}

function differences(stored: StoredRecord, values: Values): FieldChanges {
  const fields: Record<string, FieldChange> = {}
  for (const [column, value] of Object.entries(values)) {
    const old = stored[column]
    if (old === undefined) throw new TypeError(`no such column: ${column}`)
    if (value !== undefined && value !== old) fields[column] = [old, value]
  }
  return fields
}

function newValues(fields: FieldChanges): Record<string, SqlValue> {
  return Object.fromEntries(Object.entries(fields).map(([column, [, value]]) => [column, value]))
}

// A column that is not given keeps the default of the table, so only rows with the same columns share a statement.
function runsOfSameColumns(records: readonly StoredRecord[]): StoredRecord[][] {
  const runs: StoredRecord[][] = []
  let columnsOfRun = ''
  for (const record of records) {
    const columns = Object.keys(record).join()
    const run = columns === columnsOfRun ? runs.at(-1) : undefined
    if (run === undefined) runs.push([record])
    else run.push(record)
    columnsOfRun = columns
  }
  return runs
}

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = []
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size))
  return chunks
}

/** What happened to a record, newest first. */
export async function historyOf(db: Kysely<Tables>, entity: string, id: string): Promise<HistoryEntry[]> {
  const rows = await db
    .selectFrom('change_log')
    .selectAll()
    .where('entity', '=', entity)
    .where('entity_id', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toHistoryEntry)
}

export interface PageOfChanges {
  /** Only entries older than the one with this id. */
  readonly before?: string
  readonly limit?: number
}

const CHANGES_PER_PAGE = 200

/** The changes of a batch, newest first, a page at a time. */
export async function changesOfBatch(
  db: Kysely<Tables>,
  batchId: string,
  page: PageOfChanges = {},
): Promise<HistoryEntry[]> {
  let query = db.selectFrom('change_log').selectAll().where('batch_id', '=', batchId)
  if (page.before !== undefined) query = query.where('id', '<', page.before)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(page.limit ?? CHANGES_PER_PAGE)
    .execute()
  return rows.map(toHistoryEntry)
}

function toHistoryEntry(row: ChangeLogTable): HistoryEntry {
  return {
    id: row.id,
    at: row.at,
    actor: row.actor,
    device: row.device,
    entity: row.entity,
    entityId: row.entity_id,
    action: row.action,
    fields: JSON.parse(row.fields) as FieldChanges,
    reason: row.reason,
    batchId: row.batch_id,
  }
}

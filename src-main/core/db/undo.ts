// Takes a batch back, record by record, without losing what people have changed since.
import { DatabaseError } from './errors.ts'
import {
  changesOfBatch,
  type FieldChange,
  type HistoryEntry,
  type Journal,
  type SqlValue,
  type StoredRecord,
} from './journal.ts'

export interface UndoOptions {
  /** True keeps what was changed after the batch; false takes it back as well. */
  readonly keepIfChangedSince: boolean
  /** Asked before an added record is removed; a sentence (Chinese) keeps it, for example because others refer to it. */
  readonly whyKeep?: (entity: string, id: string) => Promise<string | undefined>
}

/** Something of the batch that stays, and why. `fields` is empty when it is about the record as a whole. */
export interface KeptRecord {
  readonly entity: string
  readonly id: string
  readonly fields: readonly string[]
  readonly why: string
}

export interface UndoResult {
  /** Records removed because the batch had added them. */
  readonly removed: number
  /** Changes of the batch that were taken back, wholly or in part. */
  readonly reverted: number
  readonly kept: readonly KeptRecord[]
}

/**
 * Undoes every change of a batch, newest first. The undo is journaled as well, so give the journal a reason such as
 * 撤销导入 and not the id of the batch itself.
 */
export async function undoBatch(
  journal: Journal,
  batchId: string,
  options: UndoOptions,
): Promise<UndoResult> {
  if (journal.context.batchId === batchId)
    throw new TypeError('the undo cannot belong to the batch it undoes')
  const undo = new Undo(journal, options)
  let page = await changesOfBatch(journal.trx, batchId)
  while (page.length > 0) {
    for (const entry of page) await undo.take(entry)
    const before = page.at(-1)?.id
    page = before === undefined ? [] : await changesOfBatch(journal.trx, batchId, { before })
  }
  return undo.result()
}

class Undo {
  readonly #journal: Journal
  readonly #options: UndoOptions
  readonly #kept = new Map<string, KeptRecord>()
  /** Per record: how often the batch and this undo have written it, to tell the writes of others from row_version. */
  readonly #writes = new Map<string, number>()
  #removed = 0
  #reverted = 0

  constructor(journal: Journal, options: UndoOptions) {
    this.#journal = journal
    this.#options = options
  }

  result(): UndoResult {
    return { removed: this.#removed, reverted: this.#reverted, kept: [...this.#kept.values()] }
  }

  async take(entry: HistoryEntry): Promise<void> {
    const stored = await this.#journal.find(entry.entity, entry.entityId)
    if (stored === undefined) return
    this.#countWrite(entry)
    if (entry.action === 'add') await this.#takeBackAdding(entry, stored)
    else if (entry.action === 'change') await this.#takeBackChange(entry, stored)
    else await this.#takeBackRemoval(entry)
  }

  async #takeBackAdding(entry: HistoryEntry, stored: StoredRecord): Promise<void> {
    if (stored.deleted_at !== null) return
    const why = await this.#whyNotRemove(entry, stored)
    if (why !== undefined) this.#keep(entry, fieldsNoLongerAs(entry, stored), why)
    else if (await this.#journal.remove(entry.entity, entry.entityId)) this.#removed += 1
  }

  async #whyNotRemove(entry: HistoryEntry, stored: StoredRecord): Promise<string | undefined> {
    const isUntouched = stored.row_version === this.#writes.get(keyOf(entry))
    if (this.#options.keepIfChangedSince && !isUntouched) return whyChangedSince(stored)
    return this.#options.whyKeep?.(entry.entity, entry.entityId)
  }

  async #takeBackChange(entry: HistoryEntry, stored: StoredRecord): Promise<void> {
    if (stored.deleted_at !== null) {
      this.#keep(entry, Object.keys(entry.fields), `之后已被${stored.updated_by}删除`)
      return
    }
    const kept = this.#options.keepIfChangedSince ? fieldsNoLongerAs(entry, stored) : []
    if (kept.length > 0) this.#keep(entry, kept, whyChangedSince(stored))
    const old = oldValues(entry, kept)
    await this.#writeBack(entry, Object.keys(old), () =>
      this.#journal.change(entry.entity, entry.entityId, old),
    )
  }

  async #takeBackRemoval(entry: HistoryEntry): Promise<void> {
    const { entity, entityId } = entry
    await this.#writeBack(entry, [], () =>
      entry.action === 'remove'
        ? this.#journal.restore(entity, entityId)
        : this.#journal.remove(entity, entityId),
    )
  }

  // An old value may since have been given to another record; then this one stays as it is.
  async #writeBack(entry: HistoryEntry, fields: string[], write: () => Promise<boolean>): Promise<void> {
    try {
      if (!(await write())) return
      this.#countWrite(entry)
      this.#reverted += 1
    } catch (error) {
      if (!(error instanceof DatabaseError && error.code === 'duplicate')) throw error
      this.#keep(entry, fields, '撤销后会与另一条记录重复')
    }
  }

  #countWrite(entry: HistoryEntry): void {
    this.#writes.set(keyOf(entry), (this.#writes.get(keyOf(entry)) ?? 0) + 1)
  }

  #keep(entry: HistoryEntry, fields: readonly string[], why: string): void {
    const before = this.#kept.get(keyOf(entry))
    const all = new Set([...(before?.fields ?? []), ...fields])
    this.#kept.set(keyOf(entry), { entity: entry.entity, id: entry.entityId, fields: [...all], why })
  }
}

const keyOf = (entry: HistoryEntry): string => `${entry.entity}/${entry.entityId}`

const whyChangedSince = (stored: StoredRecord): string => `之后又被${stored.updated_by}修改过`

// A field that has its old value again needs neither undoing nor mentioning.
function fieldsNoLongerAs(entry: HistoryEntry, stored: StoredRecord): string[] {
  return changesOf(entry)
    .filter(([column, [old, written]]) => stored[column] !== written && stored[column] !== old)
    .map(([column]) => column)
}

function oldValues(entry: HistoryEntry, except: readonly string[]): Record<string, SqlValue> {
  const back = changesOf(entry).filter(([column]) => !except.includes(column))
  return Object.fromEntries(back.map(([column, [old]]) => [column, old]))
}

const changesOf = (entry: HistoryEntry): [string, FieldChange][] => Object.entries(entry.fields)

// The change log of one record in words people know, newest first.
import type { HistoryEntry } from '#shared/contract/common.ts'
import type { Context } from '../context.ts'
import { historyOf, type FieldChange, type SqlValue } from '../db/journal.ts'

export type ShownField = HistoryEntry['fields'][number]

/** What a change of one column says; empty when it is nothing people think of as content. */
export type WordsOf = (column: string, change: FieldChange) => readonly ShownField[]

/** Columns by their label (null leaves them out), values in words; a change that reads the same is none. */
export const inWords =
  (
    labelOf: (column: string) => string | null,
    shown: (column: string, value: SqlValue) => string | null,
  ): WordsOf =>
  (column, [old, now]) => {
    const label = labelOf(column)
    if (label === null) return []
    const [before, after] = [shown(column, old), shown(column, now)]
    return before === after ? [] : [{ label, before, after }]
  }

export async function historyInWords(
  context: Context,
  entity: string,
  id: string,
  wordsOf: WordsOf,
): Promise<HistoryEntry[]> {
  const entries = await historyOf(context.db.read, entity, id)
  return entries.map(({ id: entryId, at, actor, action, reason, batchId, fields }) => ({
    id: entryId,
    at,
    actor,
    action,
    reason,
    batchId,
    fields: Object.entries(fields).flatMap(([column, change]) => wordsOf(column, change)),
  }))
}

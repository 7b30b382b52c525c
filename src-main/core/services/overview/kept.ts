// What the undo of an import left as it was because somebody had changed or used it since.
import * as z from 'zod'
import { KeptRecord } from '#shared/contract/overview.ts'
import type { Context } from '../../context.ts'
import { NotFound } from '../../refusal.ts'

/** Empty when everything was taken back, or nothing was undone. Throws NotFound. */
export async function showKept(context: Context, batch: string): Promise<KeptRecord[]> {
  const row = await context.db.read
    .selectFrom('import_batch')
    .select('undo_note')
    .where('id', '=', batch)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这次导入')
  return row.undo_note === null ? [] : z.array(KeptRecord).parse(JSON.parse(row.undo_note))
}

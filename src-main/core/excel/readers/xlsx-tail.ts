// Finds the merged ranges behind the rows of a sheet whose rows are no longer read.
import type { Merge } from '#shared/ledger/sheet.ts'
import { MAX_SHEET_TAIL_BYTES } from '../limits.ts'
import { mergeOf } from './address.ts'

/** End of the rows, with or without a prefix before it. */
const END_OF_ROWS = Buffer.from('sheetData>')

export async function findTailMerges(steps: AsyncIterator<Buffer, void>): Promise<Merge[]> {
  const tail = await readTail(steps)
  const found: Merge[] = []
  for (const [, ref] of tail.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([^"]*)"/g)) {
    const merge = mergeOf(ref ?? '')
    if (merge) found.push(merge)
  }
  return found
}

/** Bytes are searched, not parsed: a million formatted rows pass at the speed of inflating. */
async function readTail(steps: AsyncIterator<Buffer, void>): Promise<string> {
  const kept: Buffer[] = []
  let size = 0
  let border = Buffer.alloc(0)
  for (let step = await steps.next(); !step.done; step = await steps.next()) {
    const bytes: Buffer = kept.length > 0 ? step.value : Buffer.concat([border, step.value])
    const end = kept.length > 0 ? 0 : bytes.indexOf(END_OF_ROWS)
    if (end >= 0) {
      kept.push(bytes.subarray(end))
      size += bytes.length - end
    }
    border = Buffer.from(bytes.subarray(-END_OF_ROWS.length))
    if (size > MAX_SHEET_TAIL_BYTES) break
  }
  return Buffer.concat(kept).toString('utf8')
}

// What every part of the contract shares: typed refusals, paging, progress, history.
import * as z from 'zod'

/** A refusal the user can act on. `field` names the input it belongs to, `reasons` are whole Chinese sentences. */
export const refusals = {
  REFUSED: {
    status: 422,
    message: '不能这样做',
    data: z.object({ reasons: z.array(z.string()).min(1), field: z.string().nullable() }),
  },
  NOT_FOUND: { status: 404, message: '没有这条记录，可能已被删除', data: z.object({ what: z.string() }) },
  STALE: {
    status: 409,
    message: '这条记录刚刚被修改过，请重新打开后再改',
    data: z.object({ by: z.string(), at: z.string() }),
  },
}

/** Work done so far; `total` 0 means not known yet. `what` is a Chinese phrase such as 正在读取. */
export const Progress = z.object({ done: z.number(), total: z.number(), what: z.string() })
export type Progress = z.infer<typeof Progress>

/** A file chosen by the user: the page sees a token and a name, never a path. */
export const PickedFile = z.object({ token: z.string(), name: z.string() })
export type PickedFile = z.infer<typeof PickedFile>

/** One change of one record, newest first in lists. Values are as a person reads them; personal numbers are masked. */
export const HistoryEntry = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.string(),
  action: z.enum(['add', 'change', 'remove', 'restore']),
  reason: z.string().nullable(),
  batchId: z.string().nullable(),
  fields: z.array(
    z.object({ label: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

export const Id = z.string().min(1)
/** A civil date, YYYY-MM-DD. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export const Empty = z.object({})
export const Done = z.object({ done: z.literal(true) })

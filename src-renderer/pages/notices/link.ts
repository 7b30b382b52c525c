// Where a notice is drawn up from records chosen elsewhere.
import type { NoticeKind } from '#shared/contract/notices.ts'

/** Address of the form, filled in with the unit and what the notice rests on; the first record that fits is taken. */
export function noticeLink(orgId: string, kind: NoticeKind, ids: readonly string[]): string {
  const query = new URLSearchParams({ kind, unit: orgId, ids: ids.join(',') })
  return `/notices/new?${query.toString()}`
}

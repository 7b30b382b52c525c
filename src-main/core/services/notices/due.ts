// Whether the answer to a notice is still owed, and how it stands with its day.
import type { NoticeLine } from '#shared/contract/notices.ts'
import { light, warnLimit } from '#shared/rules/finding-light.ts'
import type { NoticeState } from '#shared/rules/notice.ts'
import { daysBetween } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import type { NoticeRow } from './store.ts'

/** States in which the unit has the notice and has not answered. */
const owing: readonly NoticeState[] = ['已签发', '已送达', '已签收']

export const isOwing = (row: Pick<NoticeRow, 'state'>): boolean => owing.includes(row.state)

/** Nothing is owed before it is issued, after it is answered or when it is void. */
export function dueLight(
  context: Pick<Context, 'campaign' | 'today'>,
  row: Pick<NoticeRow, 'due_on' | 'state'>,
): Pick<NoticeLine, 'daysLeft' | 'light'> {
  const due = isOwing(row) ? row.due_on : null
  const warn = { ...warnLimit, value: context.campaign.limit('due.warn') }
  return {
    daysLeft: due === null ? null : daysBetween(context.today, due),
    light: light(due, context.today, row.state, warn),
  }
}

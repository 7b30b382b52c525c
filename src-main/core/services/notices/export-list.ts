// Writes the list of notices as E-2.
import type { BookSpec } from '#shared/documents/book.ts'
import { noticeList } from '#shared/documents/notice-list.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { saveBook, type Saved } from '../exports/save-book.ts'
import { phaseName } from '../inspections/store.ts'
import { readUnits } from '../plans/units.ts'
import { allNotices } from './store.ts'

/** Everything issued, void ones too, by number; drafts have none and stay out. */
export async function noticeBook(context: Context): Promise<BookSpec> {
  const db = context.db.read
  const units = new Map((await readUnits(context, db)).map((unit) => [unit.id, unit.fullName]))
  const issued = (await allNotices(db))
    .flatMap((row) => (row.no === null ? [] : [{ ...row, no: row.no }]))
    .toSorted((a, b) => (a.no < b.no ? -1 : 1))
  const { town, groupName } = context.campaign.town
  return noticeList(
    issued.map((row) => ({
      no: row.no,
      kind: row.kind,
      unit: units.get(row.org_id) ?? '',
      phase: phaseName(context.campaign.template, row.phase),
      issuedOn: row.issued_on,
      issuedBy: row.issued_by,
      receivedOn: row.signed_receipt_on,
      signedBy: row.signed_by,
      dueOn: row.due_on,
      repliedOn: row.replied_on,
      reply: row.reply,
      state: row.state,
      remark: row.void_reason ?? '',
    })),
    { town, unit: groupName, date: formatChinese(context.today) },
  )
}

/** Asks where to; null when the user gave up. */
export const exportNotices = (context: Context): Promise<Saved | null> =>
  saveBook(context, '文书登记表', () => noticeBook(context), { kind: 'E-2', params: {} })

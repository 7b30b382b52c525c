// Reads notices, what they rest on and the way they have gone out of the data file.
import type { Kysely, Selectable } from 'kysely'
import * as z from 'zod'
import { OfficialDocument } from '#shared/documents/official.ts'
import type { NoticeFacts } from '#shared/rules/notice.ts'
import type { NoticeSourceEntity, NoticeStepTable, NoticeTable } from '../../db/notice-tables.ts'
import type { Tables } from '../../db/tables.ts'
import { NotFound } from '../../refusal.ts'

export type Db = Kysely<Tables>
export type NoticeRow = Selectable<NoticeTable>
export type NoticeStepRow = Selectable<NoticeStepTable>

/** Throws NotFound. */
export async function noticeById(db: Db, id: string): Promise<NoticeRow> {
  const row = await db
    .selectFrom('notice')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这份文书')
  return row
}

/** All notices, the newest first. */
export const allNotices = (db: Db): Promise<NoticeRow[]> =>
  db.selectFrom('notice').selectAll().where('deleted_at', 'is', null).orderBy('id', 'desc').execute()

/** The way of a notice, first step first. */
export const stepsOf = (db: Db, noticeId: string): Promise<NoticeStepRow[]> =>
  db
    .selectFrom('notice_step')
    .selectAll()
    .where('notice_id', '=', noticeId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()

export interface NoticeSource {
  readonly entity: NoticeSourceEntity
  readonly id: string
}

/** What a notice rests on, in the order it is told. */
export async function sourcesOf(db: Db, noticeId: string): Promise<NoticeSource[]> {
  const rows = await db
    .selectFrom('notice_source')
    .select(['entity', 'source_id'])
    .where('notice_id', '=', noticeId)
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({ entity: row.entity, id: row.source_id }))
}

/** Numbers of issued notices that rest on this record and have not been made void. */
export async function noticesOn(db: Db, source: NoticeSource): Promise<string[]> {
  const rows = await db
    .selectFrom('notice_source')
    .innerJoin('notice', 'notice.id', 'notice_source.notice_id')
    .select('notice.no')
    .where('notice_source.entity', '=', source.entity)
    .where('notice_source.source_id', '=', source.id)
    .where('notice.state', 'not in', ['草稿', '作废'])
    .where('notice.deleted_at', 'is', null)
    .execute()
  return rows.flatMap(({ no }) => (no === null ? [] : [no]))
}

const FieldTexts = z.record(z.string(), z.string())

export const fieldsOf = (row: Pick<NoticeRow, 'fields'>): Record<string, string> =>
  FieldTexts.parse(JSON.parse(row.fields))

/** The document as issued; null while it is a draft. */
export const bodyOf = (row: Pick<NoticeRow, 'body'>): OfficialDocument | null =>
  row.body === null ? null : OfficialDocument.parse(JSON.parse(row.body))

/** A notice as its rules see it. */
export const toFacts = (row: NoticeRow, steps: readonly NoticeStepRow[]): NoticeFacts => ({
  state: row.state,
  issuedOn: row.issued_on,
  lastOn: steps.at(-1)?.on_day ?? row.issued_on,
})

// Reads opinions, channels, merges, feedback and talks out of the data file, of one unit or of the whole town.
import type { Kysely, Selectable } from 'kysely'
import type {
  OpinionChannelTable,
  OpinionFeedbackTable,
  OpinionMergeTable,
  OpinionTable,
  TalkTable,
} from '../../db/opinion-tables.ts'
import type { Tables } from '../../db/tables.ts'

export type Db = Kysely<Tables>
export type ChannelRow = Selectable<OpinionChannelTable>
export type OpinionRow = Selectable<OpinionTable>
export type MergeRow = Selectable<OpinionMergeTable>
export type FeedbackRow = Selectable<OpinionFeedbackTable>
export type TalkRow = Selectable<TalkTable>

/** What the sums need of an opinion. */
export type OpinionFact = Pick<
  OpinionRow,
  | 'id'
  | 'org_id'
  | 'channel'
  | 'issued'
  | 'returned'
  | 'object'
  | 'member_id'
  | 'times'
  | 'merged_no'
  | 'fed_back_on'
>

/** 条次 of one opinion: what does not say how often it was put counts once. */
export const timesOf = ({ times }: Pick<OpinionRow, 'times'>): number => times ?? 1

export const sumTimes = (rows: readonly Pick<OpinionRow, 'times'>[]): number =>
  rows.reduce((sum, row) => sum + timesOf(row), 0)

export function channelsOf(db: Db, orgId?: string): Promise<ChannelRow[]> {
  const all = db.selectFrom('opinion_channel').selectAll().where('deleted_at', 'is', null).orderBy('id')
  return (orgId === undefined ? all : all.where('org_id', '=', orgId)).execute()
}

/** Opinions of a unit in the order they were added, with their words. */
export const opinionsOf = (db: Db, orgId: string): Promise<OpinionRow[]> =>
  db
    .selectFrom('opinion')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()

/** Opinions of the whole town, without their words. */
export const opinionFactsOf = (db: Db): Promise<OpinionFact[]> =>
  db
    .selectFrom('opinion')
    .select([
      'id',
      'org_id',
      'channel',
      'issued',
      'returned',
      'object',
      'member_id',
      'times',
      'merged_no',
      'fed_back_on',
    ])
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()

export const mergesOf = (db: Db, orgId: string): Promise<MergeRow[]> =>
  db
    .selectFrom('opinion_merge')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()

export function feedbackOf(db: Db, orgId?: string): Promise<FeedbackRow[]> {
  const all = db.selectFrom('opinion_feedback').selectAll().where('deleted_at', 'is', null).orderBy('id')
  return (orgId === undefined ? all : all.where('org_id', '=', orgId)).execute()
}

export function talksOf(db: Db, orgId?: string): Promise<TalkRow[]> {
  const all = db.selectFrom('talk').selectAll().where('deleted_at', 'is', null).orderBy('id')
  return (orgId === undefined ? all : all.where('org_id', '=', orgId)).execute()
}

// Reads samples and what was drawn out of the data file.
import type { Kysely, Selectable } from 'kysely'
import * as z from 'zod'
import { SampleScope } from '#shared/contract/supervision.ts'
import type { SampleDrawTable, SamplePickTable } from '../../db/supervision-tables.ts'
import type { Tables } from '../../db/tables.ts'
import { NotFound, refuse } from '../../refusal.ts'
import type { ListItem } from './draw.ts'

export type Db = Kysely<Tables>
export type DrawRow = Selectable<SampleDrawTable>
export type PickRow = Selectable<SamplePickTable>

/** What only a sample drawn by the program has. */
export interface ProgramDraw {
  readonly row: DrawRow
  readonly no: string
  readonly seed: string
  readonly sha256: string
  readonly drawnAt: string
  readonly scope: SampleScope
  readonly list: readonly ListItem[]
}

const StoredList = z.array(z.tuple([z.string().nullable(), z.string(), z.string()]))

export const listToJson = (list: readonly ListItem[]): string =>
  JSON.stringify(list.map(({ id, name, stratum }) => [id, name, stratum]))

/** Throws NotFound. */
export async function drawById(db: Db, id: string): Promise<DrawRow> {
  const row = await db
    .selectFrom('sample_draw')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这次抽样')
  return row
}

/** Refuses lots drawn by hand: there is nothing to work out again. */
export function asProgramDraw(row: DrawRow): ProgramDraw {
  const { no, seed, list, scope, list_sha256: sha256, drawn_at: drawnAt } = row
  if (no === null || seed === null || list === null || scope === null || sha256 === null || drawnAt === null)
    return refuse('这次是现场抽签登记的，没有起始数和名单，不能重抽核对。请在“抽样登记”里查看。')
  return {
    row,
    no,
    seed,
    sha256,
    drawnAt,
    scope: SampleScope.parse(JSON.parse(scope)),
    list: StoredList.parse(JSON.parse(list)).map(([id, name, stratum]) => ({ id, name, stratum })),
  }
}

/** 抽中 before 候补, each in the order of the draw. */
export const picksOf = (db: Db, drawId: string): Promise<PickRow[]> =>
  db
    .selectFrom('sample_pick')
    .selectAll()
    .where('draw_id', '=', drawId)
    .where('deleted_at', 'is', null)
    .orderBy((eb) => eb.case().when('role', '=', '抽中').then(0).else(1).end())
    .orderBy('position')
    .execute()

/** Throws NotFound. */
export async function pickById(db: Db, id: string): Promise<PickRow> {
  const row = await db
    .selectFrom('sample_pick')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这个抽中的人')
  return row
}

/** By its number; null when there is none. */
export const drawByNo = (db: Db, no: string): Promise<DrawRow | undefined> =>
  db
    .selectFrom('sample_draw')
    .selectAll()
    .where('no', '=', no)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()

// The board of all units (E-14) as a workbook.
import type { BookSpec } from '#shared/documents/book.ts'
import { boardTable } from '#shared/documents/board-table.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { saveBook, type Saved } from '../exports/save-book.ts'
import { boardOf } from './matrix.ts'
import { readTown } from './town.ts'

/** Every unit in the order of the board; party groups follow their branch and have no line. */
export async function boardBook(context: Context): Promise<BookSpec> {
  const { columns, rows } = boardOf(await readTown(context))
  const { town, groupName } = context.campaign.town
  const lines = rows
    .filter(({ unit }) => unit.progress !== null)
    .map(({ unit, cells }) => ({ unit: unit.name, unitType: unit.unitType, cells }))
  return boardTable(columns, lines, {
    town,
    campaign: context.campaign.template.shortName,
    unit: groupName,
    date: formatChinese(context.today),
  })
}

/** Asks where to and writes the table; null when the user gave up. */
export const exportBoard = (context: Context): Promise<Saved | null> =>
  saveBook(context, '各单位进度一览表', () => boardBook(context), { kind: 'E-14', params: {} })
